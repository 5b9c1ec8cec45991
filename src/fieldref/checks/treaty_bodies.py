"""Check the sessions of treaty bodies, and that reviews fit them and the State's acts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from fieldref.checks.world import Located, Problem, World
from fieldref.dates import PartialDate
from fieldref.model.committees_and_upr import Committee, Session, Upr
from fieldref.model.presences import Mandate
from fieldref.model.states import KnownGap, Review, State
from fieldref.model.treaties import Treaty

DOUBT = "Review in doubt"  # how `about` of a known gap begins to explain a review that can't be
_LONGEST = timedelta(days=31)  # of a review; most take a day or two
_COUNCIL = timedelta(days=70)  # no session of the Council takes longer
_MOVED = ("postponed", "cancelled")
Numbered = dict[tuple[str, int | None], Session]


def sessions(world: World) -> Iterator[Problem]:
    """Find sessions that end before they begin, and numbers that two of a committee bear."""
    for located in (*world.every(Committee), *world.every(Upr)):
        for key in ("sessions", "council"):
            seen: set[tuple[str | None, int | None]] = set()
            for n, session in enumerate(getattr(located.record, key, ()), 1):
                yield from _session(located, f"{key}.{n}", session)
                number = (session.kind, session.session)
                if isinstance(located.record, Committee) and number in seen and session.session:
                    yield Problem(located, f"{key}.{n}", f"session {session.session} stands twice")
                if session.status not in _MOVED:
                    seen.add(number)


def _session(located: Located, path: str, session: Session) -> Iterator[Problem]:
    if session.start and session.end and session.end.last < session.start.first:
        says = f"expected no date before its opening on {session.start.words}, got '{session.end}'"
        yield Problem(located, f"{path}.end", says)
    opened = session.start or session.end
    if session.submissions and opened and opened.last < session.submissions.first:
        says = f"expected no date after the opening on {opened.words}, got '{session.submissions}'"
        yield Problem(located, f"{path}.submissions", says)


def reviews(world: World) -> Iterator[Problem]:
    """Find reviews before the State was bound, twice in a year, or outside their session.

    A known gap on the treaty and the State whose `about` begins with "Review in doubt" explains.
    """
    explained = {
        (gap.treaty, code)
        for gap in world.records(KnownGap)
        if gap.about.startswith(DOUBT)
        for code in gap.states
    }
    committees = {treaty.code: treaty.committee for treaty in world.records(Treaty)}
    numbered: Numbered = {
        (committee.acronym, session.session): session
        for committee in world.records(Committee)
        for session in committee.sessions
        if session.session and session.kind is None and session.status not in _MOVED
    }
    for located in world.every(State):
        years: dict[tuple[str, int], int] = {}
        begun = _begun(located.record)
        for n, review in enumerate(located.record.reviews, 1):
            if review.treaty is None or review.date is None or review.event == "report due":
                continue
            if (review.treaty, located.record.codes.iso3) in explained:
                continue
            path = f"reviews.{n}"
            yield from _bound(located, path, review, begun)
            yield from _once_a_year(located, path, review, years)
            session = numbered.get((committees.get(review.treaty, ""), review.session))
            if session and not _within(review.date, session):
                says = f"expected a day of session {review.session}, got '{review.date}'"
                yield Problem(located, f"{path}.date", says)


def spans(world: World) -> Iterator[Problem]:
    """Find reviews that last longer than a month, or were put off to before their day.

    And documents of the UPR that were due after the session they are for had opened.
    """
    for located in world.every(State):
        for n, review in enumerate(located.record.reviews, 1):
            if review.date is None:
                continue
            if review.end_date and review.end_date.first - review.date.last > _LONGEST:
                says = f"expected a day within a month of {review.date.words}, "
                yield Problem(located, f"reviews.{n}.end_date", f"{says}got '{review.end_date}'")
            if review.moved_to and review.moved_to.last < review.date.first:
                says = f"expected no date before {review.date.words}, got '{review.moved_to}'"
                yield Problem(located, f"reviews.{n}.moved_to", says)
    for located in world.every(Upr):
        opened = {session.session: session.start for session in located.record.sessions}
        for n, due in enumerate(located.record.deadlines, 1):
            start = opened.get(due.session)
            if start and due.date.first > start.last:
                says = f"expected no date after the opening on {start.words}, got '{due.date}'"
                yield Problem(located, f"deadlines.{n}.date", says)


def _begun(state: State) -> dict[str, PartialDate | None]:
    """Give since when each treaty binds the State, None where that isn't known."""
    begun: dict[str, PartialDate | None] = {}
    for act in state.treaties:
        if act.bound or act.undated:
            begun.setdefault(act.treaty, act.bound or act.not_before)
    return begun


def _bound(
    located: Located, path: str, review: Review, begun: dict[str, PartialDate | None]
) -> Iterator[Problem]:
    assert review.treaty
    assert review.date
    if review.treaty not in begun:
        yield Problem(located, path, f"no act towards {review.treaty} binds the State")
        return
    since = begun[review.treaty]
    if since and review.date.last < since.first:
        says = f"expected no date before the State was bound {since.words}, got '{review.date}'"
        yield Problem(located, f"{path}.date", says)


def _once_a_year(
    located: Located, path: str, review: Review, years: dict[tuple[str, int], int]
) -> Iterator[Problem]:
    if review.event != "considered" or review.status in _MOVED:
        return
    assert review.treaty
    assert review.date
    n = int(path.rpartition(".")[2])
    before = years.setdefault((review.treaty, review.date.year), n)
    if before != n:
        yield Problem(
            located, path, f"considered twice in {review.date.year}: reviews.{before}, too"
        )


def _within(day: PartialDate, session: Session) -> bool:
    after = session.start is None or day.last >= session.start.first
    return after and (session.end is None or day.first <= session.end.last)


def adoptions(world: World) -> Iterator[Problem]:
    """Find UPR outcomes adopted when the Council's session that they name can't have been."""
    council = {session.session: session for upr in world.records(Upr) for session in upr.council}
    opened = _council_openings(world, council)
    for located in world.every(State):
        for n, review in enumerate(located.record.reviews, 1):
            number, day = review.adopted_session, review.adopted
            session = council.get(number)
            if not (day and number):
                continue
            outside = session is not None and not _within(day, session)
            if outside or _contradicts(day, number, opened):
                says = f"expected a day of the Council's session {number}, got '{day}'"
                yield Problem(located, f"reviews.{n}.adopted", says)


def _council_openings(world: World, council: dict[int | None, Session]) -> dict[int, date]:
    """Give about when each session of the Council began: its day, else that of most outcomes."""
    days: dict[int, list[date]] = {}
    for state in world.records(State):
        for review in state.reviews:
            if review.adopted_session and review.adopted and review.adopted.month:
                days.setdefault(review.adopted_session, []).append(review.adopted.first)
    openings = {number: sorted(of)[len(of) // 2] for number, of in days.items()}
    known = {n: session.start.first for n, session in council.items() if n and session.start}
    return {**openings, **known}


def _contradicts(day: PartialDate, number: int, opened: dict[int, date]) -> bool:
    """Tell whether other outcomes of the session, or other sessions, show the day to be wrong."""
    about = opened.get(number)
    apart = about and not day.meets(about - _COUNCIL, about + _COUNCIL)
    early = any(day.last < begun for other, begun in opened.items() if other < number)
    late = any(day.first > begun for other, begun in opened.items() if other > number)
    return bool(apart) or early or late


def mandates(world: World) -> Iterator[Problem]:
    """Find mandates that ended before they began, or were extended after they had ended."""
    for located in world.every(Mandate):
        mandate = located.record
        for key, other in (("until", mandate.since), ("extended", mandate.since)):
            day = getattr(mandate, key)
            if day and other and day.last < other.first:
                says = f"expected no date before it began {other.words}, got '{day}'"
                yield Problem(located, key, says)
        if mandate.extended and mandate.until and mandate.until.last < mandate.extended.first:
            says = f"extended {mandate.extended.words}, after it had ended {mandate.until.words}"
            yield Problem(located, "extended", says)
