"""Check the UPR: each State once in each cycle, and on a day of its session."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.checks.world import Located, Problem, World
from fieldref.dates import PartialDate
from fieldref.model.committees_and_upr import Session, Upr
from fieldref.model.states import KnownGap, Review, State

_MOVED = ("postponed", "cancelled")


def find_bad_sessions(world: World) -> Iterator[Problem]:
    """Find sessions outside the span of their cycle, or numbered twice."""
    for located in world.every(Upr):
        spans = {
            cycle.number: (cycle.first_session, cycle.last_session)
            for cycle in located.record.cycles
        }
        seen: set[int | None] = set()
        for n, session in enumerate(located.record.sessions, 1):
            first, last = spans.get(session.cycle, (0, -1))
            if not first <= (session.session or 0) <= last:
                says = f"session {session.session} isn't one of cycle {session.cycle}"
                yield Problem(located, f"sessions.{n}.cycle", says)
            if session.session in seen:
                says = f"session {session.session} stands twice"
                yield Problem(located, f"sessions.{n}.session", says)
            seen.add(session.session)


def find_bad_reviews(world: World) -> Iterator[Problem]:
    """Find reviews twice in a cycle, in a session of another, or outside their session's days."""
    known = {session.session: session for upr in world.records(Upr) for session in upr.sessions}
    for located in world.every(State):
        cycles: dict[int | None, int] = {}
        for n, review in enumerate(located.record.reviews, 1):
            if review.mechanism != "UPR":
                continue
            yield from _in_session(located, n, review, known)
            if review.status in _MOVED:
                continue
            before = cycles.setdefault(review.cycle, n)
            if before != n:
                says = f"cycle {review.cycle} stands twice, in reviews.{before}, too"
                yield Problem(located, f"reviews.{n}", says)


def _in_session(
    located: Located, n: int, review: Review, known: dict[int | None, Session]
) -> Iterator[Problem]:
    if review.session is None:
        return
    session = known.get(review.session)
    if session is None:
        yield Problem(located, f"reviews.{n}.session", f"there is no session {review.session}")
    elif session.cycle != review.cycle:
        says = f"session {review.session} belongs to cycle {session.cycle}, not {review.cycle}"
        yield Problem(located, f"reviews.{n}.cycle", says)
    elif review.date and not _within(review.date, session):
        says = f"expected a day of session {review.session}, {_span(session)}, got '{review.date}'"
        yield Problem(located, f"reviews.{n}.date", says)


def _within(day: PartialDate, session: Session) -> bool:
    return session.start is None or day.meets(
        session.start.first, (session.end or session.start).last
    )


def _span(session: Session) -> str:
    start = session.start.words if session.start else ""
    return f"{start} to {session.end.words}" if session.end else start


def find_missing(world: World) -> Iterator[Problem]:
    """Find members of the UN without a review in a cycle that no known gap explains."""
    excused = {
        code
        for gap in world.records(KnownGap)
        if gap.about.startswith("UPR") and "no review" in gap.what.casefold()
        for code in gap.states
    }
    cycles = [cycle for upr in world.records(Upr) for cycle in upr.cycles]
    for located in world.every(State):
        state = located.record
        has = {review.cycle for review in state.reviews if review.mechanism == "UPR"}
        for cycle in cycles:
            joined, end = state.un_member_since, cycle.end
            due = joined and end and joined.last <= (cycle.start or end).first
            if due and cycle.number not in has and state.codes.iso3 not in excused:
                yield Problem(located, "reviews", f"there is no review in cycle {cycle.number}")
