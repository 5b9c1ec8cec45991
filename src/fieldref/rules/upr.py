"""The Universal Periodic Review of a State: its reviews, and the documents due before each.

Human Rights Council resolutions 5/1 (2007) and 16/21 (2011); cycles, sessions, published due dates
and the ranges they were derived from are in upr.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Literal, NamedTuple

from fieldref.dates import PartialDate
from fieldref.model.committees_and_upr import Session, Upr, UprDeadline, UprRule
from fieldref.model.states import Review, State
from fieldref.rules.grounds import GroundStep, count_words, unique_sources

DocumentKind = Literal["upr-report", "upr-submission"]
_WHAT: dict[DocumentKind, str] = {
    "upr-report": "national report",
    "upr-submission": "stakeholder submissions",
}


DERIVED = "derived from the session's date by the pattern of published due dates"


class UprEntry(NamedTuple):
    """A review of a State, or a document due before it; `what` ends the entry's id."""

    what: str
    kind: Literal["upr-review", "upr-report", "upr-submission"]
    cycle: int
    session: int | None
    date: PartialDate
    basis: Literal["stated", "derived", "projected"]
    status: str
    steps: tuple[GroundStep, ...]


class UprRules(NamedTuple):
    """What upr.yaml says, with its sessions by number.

    `documents` are those due before each review, by cycle and session, once worked out: they are
    the same for every State that is reviewed then.
    """

    upr: Upr
    sessions: dict[int | None, Session]
    documents: dict[tuple[int, int | None], tuple[UprEntry, ...]]

    @classmethod
    def of(cls, upr: Upr) -> UprRules:
        """The rules, with nothing worked out yet."""
        return cls(upr, {one.session: one for one in upr.sessions}, {})


def review_status(row: Review, on: date) -> str:
    """What is known of a review on the day `on`: ahead, held, announced, postponed..."""
    if row.status in ("postponed", "cancelled"):
        return f"{row.status} to {row.moved_to.words}" if row.moved_to else row.status
    if row.date and row.date.first > on:
        return "ahead"
    if row.date and row.date.last > on:
        return "may lie ahead"
    return "announced for that day" if row.status == "announced" else row.status or "stated"


def upr_entries(state: State, rules: UprRules, on: date, projected: bool) -> Iterator[UprEntry]:
    """Every review of the State that is known, and the documents due before each.

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
            review = (last.cycle, last.session)
            if review not in rules.documents:
                rules.documents[review] = tuple(_documents(last, rules))
            yield from rules.documents[review]
    if projected and last:
        yield from (found for found in _next(last, rules) if found.date.first > on)


def _review(cycle: int, rows: list[Review], rules: UprRules, on: date) -> UprEntry | None:
    """The review of one cycle: a postponed row and the one that took its place are one."""
    row, before = rows[-1], rows[:-1]
    if row.moved_to:
        row, before = row._replace(date=row.moved_to, status=None), [row]
    session = rules.sessions.get(row.session)
    when = row.date or (_within(session) if session else None)
    if when is None:
        return None
    status = review_status(row._replace(date=when), on)
    if not row.date and status == "announced for that day":
        status = "announced"
    if before and before[0].date:
        status = f"postponed from {before[0].date.words}"
    if not row.date:
        span = f" in the session of {_span(session)}" if session and session.end else ""
        status += f"{span}; the day is not recorded here"
    if row.inferred:
        status = "inferred from the order of the cycle before; not announced here"
    basis: Literal["stated", "derived"] = "stated" if row.date else "derived"
    steps = (*(_step(one, None) for one in before), _step(row, session))
    return UprEntry("review", "upr-review", cycle, row.session, when, basis, status, steps)


def _within(session: Session) -> PartialDate | None:
    """The month of a session; where it straddles two, the one with most of it, marked so."""
    if session.start is None or not session.start.month:
        return session.start
    if session.end is None or session.start.to(2) == session.end.to(2):
        return session.start.to(2)
    middle = session.start.first + (session.end.last - session.start.first) / 2
    return PartialDate(middle.year, middle.month, approximate=True)


def _step(row: Review, session: Session | None) -> GroundStep:
    words = f"review in cycle {row.cycle}"
    if row.session:
        words += f", session {row.session}"
    if session and session.start and not row.date:
        words += f" ({_span(session)})"
    if row.date:
        words += f": {row.date.words}"
    if row.moved_to:
        words += f", moved to {row.moved_to.words}"
    if row.note:
        words += f" ({row.note})"
    sources = row.sources or (session.sources if session else ())
    return GroundStep(row.date, "review", None, words, sources)


def _span(session: Session) -> str:
    start = session.start.words if session.start else ""
    return f"{start} to {session.end.words}" if session.end else start


def _documents(review: UprEntry, rules: UprRules) -> Iterator[UprEntry]:
    session = rules.sessions.get(review.session)
    if session is None:
        return
    for rule in rules.upr.rules:
        stated = [one for one in rules.upr.deadlines if one[:2] == (review.session, rule.kind)]
        if stated:
            yield _stated(review, rule, sorted(stated, key=lambda one: one.date))
        elif session.start and session.start.month:
            yield _derived(review, rule, session)


def _stated(review: UprEntry, rule: UprRule, published: list[UprDeadline]) -> UprEntry:
    """The published due date; of several the earliest: a session's States had different ones."""
    dates = " or ".join(one.date.words for one in published)
    words = f"{_WHAT[rule.kind]} for session {review.session}: {dates}"
    if len(published) > 1:
        words += ", by State; which applies here is not recorded"
    first = published[0]
    sources = unique_sources(ref for one in published for ref in one.sources)
    step = GroundStep(first.date, "stated", None, words, sources)
    status = f"stated; {first.status}" if first.status else "stated"
    return _document(review, rule, first.date, "stated", status, step)


def _derived(review: UprEntry, rule: UprRule, session: Session) -> UprEntry:
    """Counted back from the session's opening: the month in which the range begins."""
    assert session.start
    early = session.start.plus_months(-rule.most_months)
    late = session.start.plus_months(-rule.least_months)
    if rule.most_months == rule.least_months:
        span = f"about {count_words(rule.most_months, 'month')} before, {early.words}"
    else:
        months = f"{rule.most_months} to {rule.least_months} months before"
        span = f"{months}, between {early.words} and {late.words}"
    words = f"session {review.session} opens {session.start.words}; {_WHAT[rule.kind]} due {span}"
    sources = unique_sources(session.sources + rule.sources)
    step = GroundStep(early.to(2), "derived", None, words, sources)
    status = f"{DERIVED}; the published day is not recorded here"
    return _document(review, rule, early.to(2), "derived", status, step)


def _document(
    review: UprEntry,
    rule: UprRule,
    when: PartialDate,
    basis: Literal["stated", "derived"],
    status: str,
    step: GroundStep,
) -> UprEntry:
    what = rule.kind.removeprefix("upr-")
    return UprEntry(what, rule.kind, review.cycle, review.session, when, basis, status, (step,))


def _next(last: UprEntry, rules: UprRules) -> Iterator[UprEntry]:
    """The review of the cycle that follows the last known one, if every cycle keeps its order."""
    cycle = next((one for one in rules.upr.cycles if one.number == last.cycle), None)
    if cycle is None or last.session is None:
        return
    sessions = cycle.last_session - cycle.first_session + 1
    months = sessions * 4  # three sessions a year
    when = last.date.to(2).plus_months(months).to(1)._replace(approximate=True)
    session = last.session + sessions
    words = f"cycle {last.cycle} in session {last.session}; the next cycle in the same order, "
    words += f"{sessions} sessions later, three a year: session {session}, {when.words}"
    step = GroundStep(when, "projected", None, words, last.steps[-1].sources)
    status = "projected: the order of the last cycle carried on; nothing is announced"
    yield UprEntry(
        "review", "upr-review", last.cycle + 1, session, when, "projected", status, (step,)
    )
