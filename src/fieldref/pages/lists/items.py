"""Make the items of lists from records: a line of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from fieldref.answer.items.lists import (
    DeclarationLine,
    InstitutionLine,
    MandateLine,
    OfficeLine,
    ReviewLine,
    SessionLine,
    StateLine,
    TreatyLine,
)
from fieldref.dates import PartialDate
from fieldref.model.committees_and_upr import Committee, Session, Upr
from fieldref.model.presences import Institution, Mandate, Presence
from fieldref.model.states import Declaration, Review, State
from fieldref.model.treaties import Act, Treaty
from fieldref.pages.common import refs, report_number, text_of
from fieldref.rules.standing import Standing, standing_towards
from fieldref.rules.upr import session_month

_NO_REVIEW = "report due"


def state_line(state: State, parties: int, standing: Standing | None) -> StateLine:
    """Give a State, with the number of its instruments, and where it stands towards one."""
    return StateLine(
        iso3=state.codes.iso3,
        iso2=state.codes.iso2,
        m49=state.codes.m49,
        name=state.state,
        un_group=state.un_group,
        region=state.region,
        un_member_since=text_of(state.un_member_since),
        un_observer_since=text_of(state.un_observer_since),
        parties=parties,
        sources=refs(state.sources),
        standing=standing.status if standing else None,
        signed=text_of(standing.signed) if standing else None,
        in_force=text_of(standing.in_force) if standing else None,
    )


def treaty_line(treaty: Treaty, statuses: Sequence[str], on: date) -> TreatyLine:
    """Give an instrument, with the number of the States that stand so towards it on the day."""
    bodies = [standing_towards(treaty, (act,), on).status for act in _acts(treaty)]
    return TreatyLine(
        code=treaty.code,
        title=treaty.title,
        short=treaty.short,
        adopted=str(treaty.adopted.date),
        in_force=str(treaty.in_force.date),
        committee=treaty.committee,
        parent=treaty.parent,
        parties=statuses.count("party"),
        organizations=bodies.count("party"),
        signed_only=statuses.count("signed only"),
        sources=refs(treaty.sources),
    )


def _acts(treaty: Treaty) -> Iterator[Act]:
    for act in treaty.organizations:
        yield Act(
            treaty=treaty.code, signed=act.signed, bound=act.bound, how=act.how, sources=act.sources
        )


def office_line(office: Presence) -> OfficeLine:
    """Give a presence or a unit, without its programmes and contacts."""
    return OfficeLine(
        id=office.id,
        kind=office.kind,
        name=office.name,
        city=office.city,
        host=office.host,
        covers=office.covers,
        region=office.region,
        since=text_of(office.since),
        until=text_of(office.until),
        status=office.status,
        as_of=office.as_of.text,
        sources=refs(office.sources),
    )


def mandate_line(mandate: Mandate) -> MandateLine:
    """Give a special procedure."""
    return MandateLine(
        id=mandate.id,
        title=mandate.title,
        kind=mandate.kind,
        state=mandate.state,
        since=text_of(mandate.since),
        until=text_of(mandate.until),
        resolution=mandate.resolution,
        sources=refs(mandate.sources),
    )


def review_lines(states: Iterable[State], upr: Upr) -> Iterator[ReviewLine]:
    """Give what the committees and the UPR did with these States: not the due dates."""
    sessions = {session.session: session for session in upr.sessions}
    for state in states:
        for row in state.reviews:
            if row.mechanism:
                yield from _upr_lines(state, row, sessions.get(row.session))
            elif row.event != _NO_REVIEW:
                yield _review_line(state, row, row.event, row.moved_to or row.date)


def _upr_lines(state: State, row: Review, session: Session | None) -> Iterator[ReviewLine]:
    """Give a review of the UPR, in its session's month where it has no day, and its adoption."""
    day = row.moved_to or row.date or (session_month(session) if session else None)
    yield _review_line(state, row, "upr-review", day)
    if row.adopted or row.adopted_session:
        line = _review_line(state, row, "adopted", row.adopted)
        last = row.adopted.last.isoformat() if row.adopted else None
        yield line._replace(session=row.adopted_session, end_date=None, date_to=last, status=None)


def _review_line(state: State, row: Review, event: Any, day: PartialDate | None) -> ReviewLine:
    return ReviewLine(
        state=state.codes.iso3,
        name=state.state,
        treaty=row.treaty,
        mechanism=row.mechanism,
        event=event,
        date=text_of(day),
        end_date=text_of(row.end_date),
        session=row.session,
        cycle=row.cycle,
        report=report_number(row.report),
        document=row.document,
        status=row.status,
        sources=refs(row.sources),
        date_from=day.first.isoformat() if day else None,
        date_to=(row.end_date or day).last.isoformat() if day else None,
        precision=day.precision if day else None,
    )


def session_lines(committees: Iterable[Committee], upr: Upr) -> Iterator[SessionLine]:
    """Give the sessions of the committees, of the UPR Working Group and of the Council."""
    for committee in committees:
        yield from (_session_line(committee.acronym, session) for session in committee.sessions)
    yield from (_session_line("UPR", session) for session in upr.sessions)
    yield from (_session_line("HRC", session) for session in upr.council)


def _session_line(body: str, session: Session) -> SessionLine:
    return SessionLine(
        committee=body,
        session=session.session,
        kind=session.kind,
        start=text_of(session.start),
        end=text_of(session.end),
        place=session.place,
        cycle=session.cycle,
        status=session.status,
        inferred=session.inferred,
        submissions=text_of(session.submissions),
        sources=refs(session.sources),
    )


def institution_lines(states: Iterable[State], on: date) -> Iterator[InstitutionLine]:
    """Give the national human rights institutions, with the status known on the day."""
    for state in states:
        for institution in state.institutions:
            yield _institution_line(state, institution, on)


def _institution_line(state: State, institution: Institution, on: date) -> InstitutionLine:
    status, since = institution.status, institution.status_date
    if since and since.first > on:
        earlier = [row for row in institution.history if row.date.first <= on]
        last = max(earlier, key=lambda row: row.date, default=None)
        status, since = (last.status, last.date) if last else (None, None)
    return InstitutionLine(
        state=state.codes.iso3,
        name=state.state,
        institution=institution.name,
        acronym=institution.acronym,
        status=status,
        status_date=text_of(since),
        web=institution.web,
        sources=refs(institution.sources),
    )


def declaration_lines(states: Iterable[State]) -> Iterator[DeclarationLine]:
    """Give the declarations that open or close a procedure, or that a treaty asks for."""
    for state in states:
        yield from (_declaration_line(state, row) for row in state.declarations)


def _declaration_line(state: State, row: Declaration) -> DeclarationLine:
    return DeclarationLine(
        state=state.codes.iso3,
        name=state.state,
        treaty=row.treaty,
        article=row.article,
        kind=row.kind,
        date=text_of(row.date),
        age=row.age,
        note=row.note,
        sources=refs(row.sources),
    )
