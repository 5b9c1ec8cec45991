"""In which years a State may have something due, whatever the day asked as of, and under what.

So that a question about one year of the world reads just the rows that can matter: for each year
the topics (a treaty's code, UPR, or event), and for each topic what is recorded of the State. The
years are more than will be asked for, never fewer; `agenda` has the last word on each date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldref.dates import PartialDate
from fieldref.model.states import State
from fieldref.model.treaties import Act, Treaty
from fieldref.rules import reports, upr

FIRST, LAST = 1945, 2075  # the years that are worked out; before and after, all States are read
UPR, EVENT = "UPR", "event"


def due_years(
    state: State, treaties: dict[str, Treaty], rules: upr.UprRules
) -> Iterator[tuple[int, str]]:
    """Give each year and topic under which the State may have an entry, and the parent's topic."""
    for topic, when in _dates(state, treaties, rules):
        for known in (topic, treaties[topic].parent if topic in treaties else None):
            if known:
                yield when.year, known


def _dates(
    state: State, treaties: dict[str, Treaty], rules: upr.UprRules
) -> Iterator[tuple[str, PartialDate]]:
    for act in state.treaties:
        if act.bound:
            yield from ((act.treaty, when) for when in _ruled(treaties[act.treaty], act))
    for row in state.reviews:
        yield from ((row.treaty or UPR, when) for when in (row.date, row.moved_to) if when)
    for day in (date(FIRST, 1, 1), date.max):
        yield from ((UPR, found.date) for found in upr.upr_entries(state, rules, day, False))
    yield from ((EVENT, event.date) for event in state.events)


def _ruled(treaty: Treaty, act: Act) -> Iterator[PartialDate]:
    """Give the dates by rule, as if the act never ended and the State weren't in the parent."""
    lasting = act._replace(notified=None, withdrawn=None)
    for due in reports.due_reports(treaty, lasting, None, FIRST, LAST):
        yield due.date
        if due.base:
            yield due.base
    for when, _ in reports.mechanism_due(treaty, act):
        yield when


def split_by_topic(state: State) -> Iterator[tuple[str, State]]:
    """Split a State by topic: for each, a State that has nothing but what is recorded under it."""
    bare = State(state.state, state.codes, (), region=state.region)
    codes: list[str | None] = [act.treaty for act in state.treaties]
    for code in dict.fromkeys([*codes, *(row.treaty for row in state.reviews)]):
        acts = tuple(act for act in state.treaties if act.treaty == code)
        reviews = tuple(row for row in state.reviews if row.treaty == code)
        complete = tuple(one for one in state.complete if one.treaty == code)
        yield code or UPR, bare._replace(treaties=acts, reviews=reviews, complete=complete)
    yield EVENT, bare._replace(events=state.events)


def join_parts(found: list[State]) -> State:
    """Join the parts of one State."""
    return found[0]._replace(
        treaties=tuple(act for part in found for act in part.treaties),
        reviews=tuple(row for part in found for row in part.reviews),
        events=tuple(event for part in found for event in part.events),
        complete=tuple(one for part in found for one in part.complete),
    )
