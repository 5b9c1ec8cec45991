"""Pair the rows of two editions: the same, or the same after its date moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from fieldref.loading.row_matching import RowIndex
from fieldref.model.committees_and_upr import Session, Upr
from fieldref.model.common import TableReach
from fieldref.model.presences import Institution, Programme
from fieldref.model.states import Event, Review, State
from fieldref.model.treaties import Act, Count, Duty, Practice, Procedure

Pair = tuple[Any, Any]  # a row of the old edition and one of the new; None where there is none


def pair_rows(old: Iterable[Any], new: Iterable[Any]) -> Iterator[Pair]:
    """Pair rows that differ with what they were; rows that are equal are left out.

    A row is what one's own row would stand for if it were laid over; of what remains, rows are
    paired that alone on either side agree in what tells them apart, such as a report's number.
    """
    old, new = _without_equals(old, new)
    kind = type((old or new or [None])[0])
    pairs = [] if kind in _BY_LIKENESS else list(_pair_meant(old, new))
    yield from ((old[n], new[m]) for n, m in pairs)
    gone, came = {n for n, _ in pairs}, {m for _, m in pairs}
    yield from _pair_alike(
        [row for n, row in enumerate(old) if n not in gone],
        [row for m, row in enumerate(new) if m not in came],
    )


def _pair_meant(old: list[Any], new: list[Any]) -> Iterator[tuple[int, int]]:
    """Pair the places of rows with those of the rows that they would be laid over."""
    index = RowIndex(old)
    taken: set[int] = set()
    for m, row in enumerate(new):
        n = index.find(row)
        if n is not None and n not in taken:
            taken.add(n)
            yield n, m


def _without_equals(old: Iterable[Any], new: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """Give the rows of each side that the other doesn't have as they are."""
    old, new = list(old), list(new)
    before, after = Counter(old), Counter(new)
    return list((before - after).elements()), list((after - before).elements())


def _pair_alike(gone: list[Any], added: list[Any]) -> Iterator[Pair]:
    """Pair what is alone in a key on both sides, by one key after another; give the rest apart."""
    keys = _ALIKE.get(type((gone or added or [None])[0]), ())
    for key in keys:
        before, after = _only_rows(gone, key), _only_rows(added, key)
        for value in [value for value in after if value in before]:
            yield before[value], after[value]
            gone.remove(before[value])
            added.remove(after[value])
    yield from ((row, None) for row in gone)
    yield from ((None, row) for row in added)


def _only_rows(rows: list[Any], key: Callable[[Any], Hashable]) -> dict[Hashable, Any]:
    """Give the rows by their key, where only one has it; None is no key."""
    counts = Counter(map(key, rows))
    return {key(row): row for row in rows if key(row) is not None and counts[key(row)] == 1}


def _report(row: Review) -> Hashable:
    return (row.treaty, row.event, row.report) if row.treaty and row.report else None


def _session(row: Review) -> Hashable:
    return (row.treaty, row.event, row.session) if row.treaty and row.session else None


def _cycle(row: Review) -> Hashable:
    return row.cycle if row.mechanism else None


def _year(row: Review) -> Hashable:
    return (row.treaty, row.event, row.date.to(1)) if row.treaty and row.date else None


_ALIKE: dict[type, tuple[Callable[[Any], Hashable], ...]] = {
    State: (lambda state: state.codes.iso3,),
    Upr: (lambda _: "the one",),
    Practice: (lambda row: row.note, lambda row: (row.what, row.since)),
    Duty: (lambda duty: duty.what,),
    Procedure: (lambda row: (row.kind, row.article), lambda row: row.kind),
    Count: (lambda count: str(count.date),),
    TableReach: (lambda reach: (reach.table, reach.treaties, reach.committee),),
    Act: (lambda act: act.treaty,),
    Review: (_report, _session, _cycle, _year),
    Event: (lambda event: event.what, lambda event: event.date),
    Session: (lambda session: (session.kind, session.start) if session.start else None,),
    Institution: (lambda institution: institution.acronym,),
    Programme: (lambda programme: programme.period,),
}
# Rows that one's own are never laid over: what is alike in a key is the same.
_BY_LIKENESS = frozenset({State, TableReach, Upr, Practice, Duty, Procedure, Count})
