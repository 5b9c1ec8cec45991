"""Differences between files and our data, and what the rules of a table say of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from fieldref.dates import PartialDate
from fieldref.model.states import Review
from fieldref.records import NamedTuple
from fieldref.refresh.interface import About, Fact, TableName

Kind = Literal["added", "finer", "contradicts", "missing", "unread"]
# A key of a row and its new value; None takes away a key that only stood in for that value.
Values = tuple[tuple[str, str | None], ...]


class ReadFile(NamedTuple):
    """A file that was read; `spoiled` says why nothing of it may be written, else is empty."""

    path: Path
    about: About | None
    spoiled: str


class Change(NamedTuple):
    """A difference between a file and our data; without a `field` it is the row as a whole.

    `values` are what writing it would set in the row `row` (None: a new one); `label` tells the
    row from others of the party under the same treaty; `cites` are sources that the file names.
    """

    change: Kind
    table: TableName | Literal[""]
    party: str
    name: str
    treaty: str | None
    label: str
    field: str | None
    ours: str | None
    theirs: str | None
    file: ReadFile
    place: str
    sources: tuple[str, ...] = ()
    row: Any = None
    values: Values = ()
    cites: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Give what --take names a contradiction by, such as ken-cat-bound."""
        parts = (self.party, self.treaty or "", self.label, self.field or "row")
        return "-".join(part for part in parts if part).lower().replace(" ", "-")


class TableRules(NamedTuple):
    """How the rows of a table are told apart, found among ours, compared, and said in words.

    `find` gives the one of our rows that a fact means; `compare` the changes that a fact makes in
    it, from one that is filled in but for these (`is_whole`: the file lists every row);
    `missing` those of our rows that a file which lists all should have had; `label` tells rows
    apart under one treaty; `identity` are the keys by which a row is found again in its file.
    """

    section: str
    find: Callable[[Sequence[Any], Fact], Any]
    compare: Callable[[Change, Any, Any, bool], Iterator[Change]]
    missing: Callable[[Sequence[Any], Sequence[Fact]], Iterator[Any]]
    label: Callable[[Any], str]
    words: Callable[[Any], str]
    identity: Callable[[Any], tuple[str, ...]]


def nothing_missing(_rows: Sequence[Any], _facts: Sequence[Fact]) -> Iterator[Any]:
    """Give no row: no file lists all rows of the table."""
    return iter(())


def row_values(record: Any) -> Values:
    """Give the keys that a record sets, as text, in their order; its sources apart."""
    defaults = type(record)._field_defaults
    pairs = zip(record._fields, record, strict=True)
    return tuple(
        (key, str(value))
        for key, value in pairs
        if key != "sources" and value != defaults.get(key) and value is not None
    )


def of_field(base: Change, kind: Kind, field: str, ours: object, theirs: object) -> Change:
    """Give the change of one key."""
    values: Values = ((field, str(theirs)),) if theirs else ()
    before, after = (str(value) if value else None for value in (ours, theirs))
    return base._replace(change=kind, field=field, ours=before, theirs=after, values=values)


def compare_dates(
    base: Change, field: str, ours: PartialDate | None, theirs: PartialDate | None, is_whole: bool
) -> Iterator[Change]:
    """Give the change of a date, if there is one; a date not given is missing in a whole list."""
    kind: Kind | None = None
    if ours and theirs:
        if not ours.agrees(theirs):
            kind = "contradicts"
        elif ours.known < theirs.known:
            kind = "finer"
    elif theirs:
        kind = "added"
    elif ours and is_whole:
        kind = "missing"
    if kind:
        yield of_field(base, kind, field, ours, theirs)


def compare_words(base: Change, field: str, ours: object, theirs: object) -> Iterator[Change]:
    """Give the change of a number, code or word, if the file has one that differs."""
    if theirs and str(ours or "").casefold() != str(theirs).casefold():
        yield of_field(base, "contradicts" if ours else "added", field, ours, theirs)


def merge_records(first: Any, other: Any) -> Any:
    """Give the record that says what both say; None if they contradict each other."""
    merged = {}
    for key, mine, theirs in zip(first._fields, first, other, strict=True):
        if theirs in (None, (), mine):
            continue
        if mine in (None, ()):
            merged[key] = theirs
        elif isinstance(mine, PartialDate) and mine.agrees(theirs):
            merged[key] = max(mine, theirs, key=lambda day: day.known)
        else:
            return None
    return first._replace(**merged)


def nearest(rows: Sequence[Review], day: PartialDate, before: int, after: int) -> Review | None:
    """Give the row whose date lies nearest to the day, at most so many days off; else None."""
    near = []
    for n, row in enumerate(rows):
        if row.date is None:
            continue
        early, late = (day.first - row.date.last).days, (row.date.first - day.last).days
        if early <= before and late <= after:
            near.append((max(early, late, 0), n))
    return rows[min(near)[1]] if near else None
