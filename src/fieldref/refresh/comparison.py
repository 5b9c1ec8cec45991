"""Compare files with our data: added, finer, contradicting, missing; nothing is decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from fieldref.model.committees_and_upr import Committee, Session, Upr
from fieldref.model.states import State
from fieldref.model.treaties import Act, Treaty
from fieldref.records import NamedTuple
from fieldref.refresh.changes import Change, TableRules, Values, merge_records, row_values
from fieldref.refresh.interface import TABLES, Fact, Listing, NotUnderstood, TableName
from fieldref.refresh.reading import FileReading
from fieldref.refresh.tables import acts, declarations, reviews, sessions

RULES: dict[TableName, TableRules] = {
    "acts": acts.RULES,
    "declarations": declarations.RULES,
    "reviews": reviews.RULES,
    "sessions": sessions.RULES,
}
_PUBLISHED = "The date is that of the document."


class OurData(NamedTuple):
    """What the files are held against: every State whole, the treaties, committees and the UPR.

    New rows are numbered from `first_number` on.
    """

    states: tuple[State, ...]
    treaties: tuple[Treaty, ...]
    committees: tuple[Committee, ...]
    upr: Upr
    first_number: int = 1


class Agreed(NamedTuple):
    """A fact on which the files that have it agree, and the reading of the first."""

    reading: FileReading
    fact: Fact


class _Rows:
    """Our rows by table and party, with the names of the parties."""

    def __init__(self, ours: OurData) -> None:
        self.names: dict[str, str] = {"UPR": "Universal Periodic Review", "HRC": "Council"}
        self._rows: dict[tuple[TableName, str], list[Any]] = defaultdict(list)
        for state in ours.states:
            code: str = state.codes.iso3
            self.names[code] = state.state
            self._rows["acts", code] += [act for act in state.treaties if _is_act(act)]
            self._rows["declarations", code] += state.declarations
            self._rows["reviews", code] += state.reviews
        for treaty in ours.treaties:
            for joined in treaty.organizations:
                self.names[joined.code] = joined.name
                act = Act(
                    treaty.code, joined.signed, joined.bound, joined.how, sources=joined.sources
                )
                self._rows["acts", joined.code].append(act)
        for committee in ours.committees:
            self.names[committee.acronym] = committee.acronym
            self._rows["sessions", committee.acronym] += committee.sessions
        self._rows["sessions", "UPR"] += ours.upr.sessions
        self._rows["sessions", "HRC"] += ours.upr.council

    def of(self, table: TableName, party: str) -> list[Any]:
        """Give our rows of a table that are the party's."""
        return self._rows.get((table, party), [])

    def parties(self, table: TableName) -> Iterator[str]:
        """Give the parties that have rows in a table."""
        return (party for at, party in tuple(self._rows) if at == table)


def _is_act(act: Act) -> bool:
    """Tell whether an act bound somebody: others are in no file."""
    return act.effect != "none" and act.how != "denunciation"


def compare_files(readings: Iterable[FileReading], ours: OurData) -> tuple[Change, ...]:
    """Give every difference, State by State, then by treaty; what isn't understood last."""
    readings = tuple(readings)
    agreed, disputed = _agreed_facts(readings)
    rows = _Rows(ours)
    listings = [(reading, each) for reading in readings for each in reading.listings]
    changes: list[Change] = []
    for (table, party, treaty), group in agreed.items():
        is_whole = any(_covers(listing, table, party, treaty) for _, listing in listings)
        changes += _compare_group(table, group, rows.of(table, party), is_whole)
    heard = agreed.keys() | disputed.keys()
    for reading, listing in listings:
        if not reading.file.spoiled:
            changes += _missing(reading, listing, agreed, heard, rows)
    order: dict[str, int] = {treaty.code: n for n, treaty in enumerate(ours.treaties)}
    changes.sort(key=lambda change: (change.name, order.get(change.treaty or "", -1)))
    numbered = _number_new_rows(changes, rows, ours.first_number)
    return (*numbered, *_unread(readings), *chain.from_iterable(disputed.values()))


def _covers(listing: Listing, table: TableName, party: str, treaty: str | None) -> bool:
    """Tell whether the file has every row of the kind."""
    return (
        listing.table == table
        and listing.treaty in (None, treaty)
        and listing.party in (None, party)
    )


_Group = tuple[TableName, str, str | None]


def _agreed_facts(
    readings: tuple[FileReading, ...],
) -> tuple[dict[_Group, list[Agreed]], dict[_Group, list[Change]]]:
    """Give the facts by table, party and treaty, each once, and what files don't agree on."""
    agreed: dict[_Group, list[Agreed]] = defaultdict(list)
    disputed: dict[_Group, list[Change]] = defaultdict(list)
    for reading in readings:
        for fact in reading.facts:
            record = fact.record
            table = TABLES[type(record)]
            group: _Group = (table, fact.party, getattr(record, "treaty", None))
            before = RULES[table].find(_comparable(agreed[group], reading, fact), fact)
            if before is None:
                agreed[group].append(Agreed(reading, fact))
                continue
            n = next(n for n, each in enumerate(agreed[group]) if each.fact.record is before)
            first = agreed[group][n]
            merged = merge_records(before, record)
            if merged is None:
                disputed[group].append(_disputed_change(first, reading, fact, RULES[table]))
                del agreed[group][n]
            elif merged != before:
                fact = first.fact._replace(
                    record=merged, published=first.fact.published or fact.published
                )
                agreed[group][n] = Agreed(first.reading, fact)
    return agreed, disputed


def _comparable(agreed: list[Agreed], reading: FileReading, fact: Fact) -> list[Any]:
    """Give the records that a fact may say again: none of its own file, if each has its own row."""
    apart = _has_own_row(fact)
    return [each.fact.record for each in agreed if not apart or each.reading is not reading]


def _has_own_row(fact: Fact) -> bool:
    """Tell whether two facts of a file are two rows, as of an act or a UPR review they are not."""
    return isinstance(fact.record, Session) or getattr(fact.record, "event", None) is not None


def _disputed_change(first: Agreed, reading: FileReading, fact: Fact, rules: TableRules) -> Change:
    place = f"{first.reading.file.path.name}, {first.fact.place}"
    says = f"{place} has {rules.words(first.fact.record)}"
    words = f"{fact.name}: {rules.words(fact.record)}"
    return _unread_change(reading, NotUnderstood(words, says, fact.place))


def _compare_group(
    table: TableName, group: list[Agreed], rows: list[Any], is_whole: bool
) -> list[Change]:
    """Give the changes that the facts of a party make in a table, each in a row of its own.

    What a fact says just so is taken first, so that a near one doesn't mean the same row.
    """
    left, changes = list(rows), list[Change]()
    unsaid: list[Agreed] = []
    find = RULES[table].find
    for agreed in group:
        ours = find(left, agreed.fact)
        if ours is None or list(_compare_fact(agreed, ours, is_whole)):
            unsaid.append(agreed)
        elif _has_own_row(agreed.fact):
            left = [row for row in left if row is not ours]
    for agreed in unsaid:
        ours = find(left, agreed.fact)
        if _has_own_row(agreed.fact):
            left = [row for row in left if row is not ours]
        changes += _compare_fact(agreed, ours, is_whole)
    return changes


def _compare_fact(agreed: Agreed, ours: Any, is_whole: bool) -> Iterator[Change]:
    reading, fact = agreed
    record = fact.record
    table = TABLES[type(record)]
    rules = RULES[table]
    published = f"of a document of {fact.published}" if fact.published else ""
    words = ", ".join(filter(None, (rules.words(record), published, fact.remark)))
    base = Change(
        "added", table, fact.party, fact.name, getattr(record, "treaty", None),
        rules.label(ours if ours is not None else record), None, None, words, reading.file,
        fact.place, _sources(ours), ours, cites=fact.sources,
    )  # fmt: skip
    if ours is None:
        yield base._replace(values=_new_values(fact))
        return
    for change in rules.compare(base, ours, record, is_whole):
        remark = f"{change.theirs} ({fact.remark})" if fact.remark else change.theirs
        yield change._replace(theirs=remark)


def _new_values(fact: Fact) -> Values:
    """Give the keys of a new row; a date that is the document's is said to be that."""
    record: Any = fact.record
    if fact.published and hasattr(record, "note") and record.treaty and record.date is None:
        record = record._replace(date=fact.published, note=_PUBLISHED)
    return row_values(record)


def _sources(row: Any) -> tuple[str, ...]:
    return tuple(map(str, row.sources)) if row else ()


def _number_new_rows(changes: list[Change], rows: _Rows, first_number: int) -> Iterator[Change]:
    """Give the changes, new reviews under a treaty with the number that keeps their ids apart."""
    last: dict[tuple[str, str | None, str], int] = {}
    for change in changes:
        event = dict(change.values).get("event")
        if change.change != "added" or change.table != "reviews" or change.row or not event:
            yield change
            continue
        key = (change.party, change.treaty, event)
        if key not in last:
            last[key] = max(
                (row.nr or 0 for row in rows.of("reviews", change.party)
                 if (row.treaty, row.event) == key[1:]),
                default=0,
            )  # fmt: skip
        last[key] = max(last[key] + 1, first_number)
        yield change._replace(values=(*change.values, ("nr", str(last[key]))))


def _missing(
    reading: FileReading,
    listing: Listing,
    agreed: dict[_Group, list[Agreed]],
    heard: Iterable[_Group],
    rows: _Rows,
) -> Iterator[Change]:
    """Give what ours has of the listing's kind, and its file, which lists all, has not."""
    rules, heard = RULES[listing.table], set(heard)
    parties = [listing.party] if listing.party else rows.parties(listing.table)
    for party in parties:
        groups: dict[str, list[Any]] = defaultdict(list)
        for row in rows.of(listing.table, party):
            if listing.treaty in (None, row.treaty) and listing.article in (
                None,
                getattr(row, "article", None),
            ):
                groups[row.treaty].append(row)
        for treaty, group in groups.items():
            at: _Group = (listing.table, party, treaty)
            facts = [each.fact for each in agreed.get(at, ())]
            if not facts and at in heard:
                continue
            for row in rules.missing(group, facts):
                yield Change(
                    "missing", listing.table, party, rows.names.get(party, party), treaty,
                    rules.label(row), None, rules.words(row), None, reading.file, "",
                    _sources(row), row,
                )  # fmt: skip


def _unread(readings: Iterable[FileReading]) -> Iterator[Change]:
    for reading in readings:
        for part in reading.unread:
            yield _unread_change(reading, part)
        for total in reading.totals:
            if total.stated != total.read:
                change = _unread_change(reading, NotUnderstood(str(total.stated), "", "Status"))
                yield change._replace(field=total.what, ours=f"{total.read} read", name="")


def _unread_change(reading: FileReading, part: NotUnderstood) -> Change:
    return Change(
        "unread", "", "", "", reading.treaty, "", None, part.why, part.words, reading.file,
        part.place,
    )  # fmt: skip
