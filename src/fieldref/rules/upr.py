"""List a State's reviews under the UPR, and the documents due before each.

Human Rights Council resolutions 5/1 (2007) and 16/21 (2011); cycles, sessions, published due dates
and the ranges they were derived from are in upr.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Literal

from fieldref.dates import PartialDate
from fieldref.model.committees_and_upr import Session, Upr, UprDeadline, UprRule
from fieldref.model.states import Review, State
from fieldref.records import NamedTuple
from fieldref.rules.grounds import GroundStep, count_words, unique_sources
from fieldref.rules.status import Caveat, Certainty, Progress, Status

DocumentKind = Literal["upr-report", "upr-submission"]
_WHAT: dict[DocumentKind, str] = {
    "upr-report": "national report",
    "upr-submission": "stakeholder submissions",
}


class UprEntry(NamedTuple):
    """A review of a State, or a document due before it; `what` ends the entry's id."""

    what: str
    kind: Literal["upr-review", "upr-report", "upr-submission"]
    cycle: int
    session: int | None
    date: PartialDate
    basis: Literal["stated", "derived", "projected"]
    status: Status
    steps: tuple[GroundStep, ...]


class UprRules(NamedTuple):
    """The rules of upr.yaml, with its sessions by number.

    `documents` are those due before each review, by cycle and session: they are the same for every
    State that is reviewed then.
    """

    upr: Upr
    sessions: Mapping[int | None, Session]
    documents: Mapping[tuple[int, int | None], tuple[UprEntry, ...]]

    @classmethod
    def of(cls, upr: Upr, states: Iterable[State]) -> UprRules:
        """Give the rules, with the documents due before each review of these States."""
        sessions = {session.session: session for session in upr.sessions}
        rows = (row for state in states for row in state.reviews if row.mechanism == "UPR")
        reviews = dict.fromkeys((row.cycle or 0, row.session) for row in rows)
        due = {key: tuple(_documents(*key, upr, sessions.get(key[1]))) for key in reviews}
        return cls(upr, sessions, due)


def review_status(row: Review, on: date) -> Status:
    """Say what is known of a review on the day `on`: ahead, held, announced, postponed..."""
    stated = Status(Certainty.STATED)
    if row.status in ("postponed", "cancelled"):
        return stated._replace(progress=Progress(row.status), moved_to=row.moved_to)
    if row.date and row.date.first > on:
        return stated._replace(progress=Progress.AHEAD)
    if row.date and row.date.last > on:
        return stated._replace(progress=Progress.MAYBE_AHEAD)
    if row.status == "announced" and row.date and row.date.day:
        return stated._replace(progress=Progress.ANNOUNCED_DAY)
    return stated._replace(progress=Progress(row.status) if row.status else None)


def upr_entries(state: State, rules: UprRules, on: date, projected: bool) -> Iterator[UprEntry]:
    """Give every review of the State that is known, and the documents due before each.

    With `projected`, the cycle after the last one too, in the last one's order.
    """
    rows = sorted(
        (row for row in state.reviews if row.mechanism == "UPR"),
        key=lambda row: (row.cycle or 0, row.status != "postponed"),
    )
    last = None
    for cycle, group in groupby(rows, lambda row: row.cycle or 0):
        last = _review(cycle, list(group), rules, on)
        if last:
            yield last
            yield from rules.documents[last.cycle, last.session]
    if projected and last:
        yield from (entry for entry in _next_cycle(last, rules) if entry.date.first > on)


def _review(cycle: int, rows: list[Review], rules: UprRules, on: date) -> UprEntry | None:
    """Give the review of one cycle: a postponed row and the one that took its place are one."""
    row, before = rows[-1], rows[:-1]
    if row.moved_to:
        row, before = row._replace(date=row.moved_to, status=None), [row]
    session = rules.sessions.get(row.session)
    when = row.date or (session_month(session) if session else None)
    if when is None:
        return None
    basis: Literal["stated", "derived"] = "stated" if row.date else "derived"
    steps = (*(_review_step(earlier, None) for earlier in before), _review_step(row, session))
    return UprEntry(
        what="review",
        kind="upr-review",
        cycle=cycle,
        session=row.session,
        date=when,
        basis=basis,
        status=_status_of(row._replace(date=when), not row.date, before, session, on),
        steps=steps,
    )


def _status_of(
    row: Review, without_day: bool, before: list[Review], session: Session | None, on: date
) -> Status:
    """Say what is known of a review that may have been put off, or have no day of its own."""
    if row.inferred and (without_day or not (row.date and row.date.day)):
        return Status(Certainty.CYCLE)
    status = review_status(row, on)
    if before and before[0].date:
        status = status._replace(
            progress=Progress.POSTPONED, moved_from=before[0].date, moved_to=None
        )
    if without_day:
        days = _span_words(session) if session and session.end else ""
        status = status.with_caveat(Caveat.DAY_NOT_RECORDED)._replace(session=days)
    if row.inferred:
        status = status.with_caveat(Caveat.DAY_INFERRED)
    return status


def session_month(session: Session) -> PartialDate | None:
    """Give the month of a session; where it straddles two, the one with most of it, marked so."""
    if session.start is None or not session.start.month:
        return session.start
    if session.end is None or session.start.to(2) == session.end.to(2):
        return session.start.to(2)
    middle = session.start.first + (session.end.last - session.start.first) / 2
    return PartialDate(middle.year, middle.month, approximate=True)


def _review_step(row: Review, session: Session | None) -> GroundStep:
    words = f"review in cycle {row.cycle}"
    if row.session:
        words += f", session {row.session}"
    if session and session.start and not row.date:
        words += f" ({_span_words(session)})"
    if row.date:
        words += f": {row.date.words}"
    if row.moved_to:
        words += f", moved to {row.moved_to.words}"
    if row.adopted or row.adopted_session:
        words += _adoption_words(row)
    if row.note:
        words += f" ({row.note})"
    sources = row.sources or (session.sources if session else ())
    return GroundStep(date=row.date, rule="review", article=None, words=words, sources=sources)


def _adoption_words(row: Review) -> str:
    when = f" {row.adopted.words}" if row.adopted else ""
    where = f" at session {row.adopted_session}" if row.adopted_session else ""
    return f"; outcome adopted by the Human Rights Council{when}{where}"


def _span_words(session: Session) -> str:
    start = session.start.words if session.start else ""
    return f"{start} to {session.end.words}" if session.end else start


def _documents(
    cycle: int, number: int | None, upr: Upr, session: Session | None
) -> Iterator[UprEntry]:
    if session is None:
        return
    for rule in upr.rules:
        stated = [deadline for deadline in upr.deadlines if deadline[:2] == (number, rule.kind)]
        if stated:
            yield _stated(cycle, rule, sorted(stated, key=lambda deadline: deadline.date))
        elif session.start and session.start.month:
            yield _derived(cycle, rule, session)


def _stated(cycle: int, rule: UprRule, published: list[UprDeadline]) -> UprEntry:
    """Give the published due date; the earliest where States of a session had different ones."""
    dates = " or ".join(deadline.date.words for deadline in published)
    number = published[0].session
    words = f"{_WHAT[rule.kind]} for session {number}: {dates}"
    if len(published) > 1:
        words += ", by State; which applies here is not recorded"
    first = published[0]
    sources = unique_sources(ref for deadline in published for ref in deadline.sources)
    step = GroundStep(date=first.date, rule="stated", article=None, words=words, sources=sources)
    caveats = (Caveat(first.status),) if first.status else ()
    return UprEntry(
        what=rule.kind.removeprefix("upr-"),
        kind=rule.kind,
        cycle=cycle,
        session=number,
        date=first.date,
        basis="stated",
        status=Status(Certainty.STATED, caveats=caveats),
        steps=(step,),
    )


def _derived(cycle: int, rule: UprRule, session: Session) -> UprEntry:
    """Count back from the session's opening: the month in which the range begins.

    It is marked about where only the month of the session is known.
    """
    assert session.start
    early = session.start.plus_months(-rule.most_months)
    late = session.start.plus_months(-rule.least_months)
    if rule.most_months == rule.least_months:
        span = f"about {count_words(rule.most_months, 'month')} before, {early.words}"
    else:
        months = f"{rule.most_months} to {rule.least_months} months before"
        span = f"{months}, between {early.words} and {late.words}"
    words = f"session {session.session} opens {session.start.words}; {_WHAT[rule.kind]} due {span}"
    sources = unique_sources(session.sources + rule.sources)
    month = early.to(2)
    if not session.start.day:
        month = month._replace(approximate=True)
    step = GroundStep(date=month, rule="derived", article=None, words=words, sources=sources)
    return UprEntry(
        what=rule.kind.removeprefix("upr-"),
        kind=rule.kind,
        cycle=cycle,
        session=session.session,
        date=month,
        basis="derived",
        status=Status(Certainty.SESSION),
        steps=(step,),
    )


def _next_cycle(last: UprEntry, rules: UprRules) -> Iterator[UprEntry]:
    """Give the review of the cycle after the last known one, if every cycle keeps its order."""
    cycle = next(
        (known_cycle for known_cycle in rules.upr.cycles if known_cycle.number == last.cycle), None
    )
    if cycle is None or last.session is None:
        return
    sessions = cycle.last_session - cycle.first_session + 1
    months = sessions * 4  # three sessions a year
    when = last.date.to(2).plus_months(months).to(1)._replace(approximate=True)
    session = last.session + sessions
    words = f"cycle {last.cycle} in session {last.session}; the next cycle in the same order, "
    words += f"{sessions} sessions later, three a year: session {session}, {when.words}"
    step = GroundStep(
        date=when, rule="projected", article=None, words=words, sources=last.steps[-1].sources
    )
    yield UprEntry(
        what="review",
        kind="upr-review",
        cycle=last.cycle + 1,
        session=session,
        date=when,
        basis="projected",
        status=Status(Certainty.CYCLE_PROJECTED),
        steps=(step,),
    )
