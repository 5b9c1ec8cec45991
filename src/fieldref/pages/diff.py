"""`diff`: what changed from one edition of the data to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Any, get_args

from fieldref.answer import Answer
from fieldref.answer.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Line,
    Paragraph,
    Span,
    line,
)
from fieldref.answer.items.base import SourceItem
from fieldref.answer.items.diff import EditionChangeItem
from fieldref.catalog import Catalog
from fieldref.dates import PartialDate
from fieldref.editions.comparison import Change, ChangeKind, FieldChange, compare_editions
from fieldref.editions.contents import Contents, read_contents
from fieldref.pages.common import QueryContext, capitalized, source_mark, titled_items
from fieldref.records import NamedTuple

_LABELS = {"says": "words", "end_date": "to", "status_date": "status of", "moved_to": "date"}
# Parts of a record that need no label: what they are is seen.
_SPEAKING = ("what", "note", "says", "kind", "text", "title", "name", "date", "code", "document")


class DiffQuery(NamedTuple):
    """Which changes are asked for: of one State, region or treaty (and its committee)."""

    state: str | None = None
    region: str | None = None
    treaty: str | None = None


def diff_page(
    context: QueryContext, before: Contents, query: DiffQuery, most: int | None = None
) -> Answer:
    """Say what changed from an edition to that of the context, in words `most` rows."""
    after = read_contents(context.catalog)
    changes = tuple(_chosen(compare_editions(before, after), after, query))
    items = tuple(change_item(change, str(after.edition)) for change in changes)
    names = {name for item in items for name in item.sources}
    pairs = zip(changes, items, strict=True)
    facts = tuple(change for change, item in pairs if not item.only_cites)
    cites = len(changes) - len(facts)
    return Answer(
        command="diff",
        on=context.day,
        edition=context.edition,
        items=items,
        sources=_sources(context.catalog, before, names),
        blocks=partial(_blocks, facts, cites, before.edition, after.edition, most),
        title="What changed",
        kind=EditionChangeItem,
    )


def change_item(change: Change, edition: str) -> EditionChangeItem:
    """Give a change for machines; `edition` is the day of the data that brought it."""
    place = change.place
    return EditionChangeItem(
        change=change.change,
        table=change.table,
        id=change.id,
        state=place.concerns[0] if len(place.concerns) == 1 else None,
        name=place.state.state if place.state else None,
        treaty=place.treaty,
        committee=place.committee,
        what=change.what,
        keys=tuple(field.key for field in change.fields),
        before=_side((field.key, field.before) for field in change.fields),
        after=_side((field.key, field.after) for field in change.fields),
        reason=change.reason,
        edition=edition,
        sources=tuple(map(str, change.sources)),
    )


def _chosen(changes: Iterable[Change], new: Contents, query: DiffQuery) -> Iterator[Change]:
    regions: dict[str, str | None] = {state.codes.iso3: state.region for state in new.states}
    bodies: dict[str, str] = {treaty.code: treaty.committee for treaty in new.treaties}
    for change in changes:
        place = change.place
        near = {place.region, *(regions.get(code) for code in place.concerns)}
        under = place.treaty or place.committee
        wanted = (
            query.state in (None, *place.concerns),
            query.region is None or query.region in near,
            query.treaty is None or under in (query.treaty, bodies[query.treaty]),
        )
        if all(wanted):
            yield change


def _sources(catalog: Catalog, old: Contents, names: set[str]) -> tuple[SourceItem, ...]:
    """Give the sources of the changes; one that is no longer known as it was."""
    ids = {name.partition(", ")[0] for name in names}
    now = {source.id for source in catalog.sources()}
    gone = {source.id: source for source in old.sources if source.id in ids - now}
    return titled_items(catalog.sources_named(ids) | gone, names)


def _side(values: Iterable[tuple[str, tuple[Any, ...]]]) -> str | None:
    """Give one side of a change for machines: date: 2026-05-13; status: announced."""
    parts = [f"{_label(key)}: {_texts(these, str)}" for key, these in values if these]
    return "; ".join(parts) or None


def _label(key: str) -> str:
    return _LABELS.get(key, key.replace("_", " "))


def _texts(values: tuple[Any, ...], write: Any) -> str:
    return ", ".join(_text(value, write) for value in values)


def _text(value: Any, write: Any) -> str:
    """Give a value in words: a record as its parts, a date as `write` has it."""
    if isinstance(value, PartialDate):
        return str(write(value))
    if value is True:
        return "yes"
    if hasattr(value, "_fields") and not getattr(value, "scalar", False):
        return ", ".join(_parts(value, write))
    return _texts(value, write) if type(value) is tuple else str(value)


def _parts(record: Any, write: Any) -> Iterator[str]:
    """Give the parts of a record in words, each with its label where it needs one."""
    for key, value in zip(record._fields, record, strict=True):
        if value in (None, (), False) or key == "sources":
            continue
        words = _text(value, write).removesuffix(".")
        if key in _SPEAKING:
            yield words
        else:
            yield _label(key) if value is True else f"{_label(key)} {words}"


def _date_words(date: PartialDate) -> str:
    return date.words


def _blocks(
    facts: tuple[Change, ...], cites: int, before: PartialDate, after: PartialDate, most: int | None
) -> Iterator[Block]:
    """Tell the changes, `most` of them, and how many more rows only cite other sources."""
    yield Heading("What changed", 1, _editions(before, after))
    if not facts and not cites:
        yield Paragraph(line("Nothing changed."))
        return
    yield Facts(tuple(_counts(facts)))
    for name, group in groupby(facts[:most], _group):
        yield Heading(name)
        yield Bullets(tuple(map(change_line, group)))
    if most is not None and len(facts) > most:
        yield Paragraph(line(f"{len(facts) - most:,} more changes are in the feed."), "note")
    if cites:
        says = "row says the same and cites" if cites == 1 else "rows say the same and cite"
        yield Paragraph(line(f"{cites:,} {says} other sources: in JSON and tables."), "note")


def _editions(before: PartialDate, after: PartialDate) -> str:
    if before == after:
        return f"both of the edition of {after.words}"
    return f"from the edition of {before.words} to that of {after.words}"


def _counts(changes: tuple[Change, ...]) -> Iterator[tuple[str, Line]]:
    for kind in get_args(ChangeKind):
        tables = Counter(change.table for change in changes if change.change == kind)
        if tables:
            words = (f"{count:,} in {table}" for table, count in tables.most_common())
            yield capitalized(kind), line(", ".join(words))


def _group(change: Change) -> str:
    return change.place.state.state if change.place.state else "What all States share"


def change_line(change: Change) -> Line:
    """Say a change in a line: what was done with what row, before and after, why, by whom."""
    whole = change.change in ("added", "removed")
    write = _row_value if whole else _difference
    cancelled = change.change if change.change == "cancelled" else None
    said = "; ".join(write(field) for field in change.fields if field.after != (cancelled,))
    return line(
        Span(capitalized(change.change), "strong"),
        f" {change.what}",
        f": {said}" if said else "",
        f". {change.reason}" if change.reason else "",
        " " if change.sources else "",
        source_mark(change.sources),
    )


def _row_value(field: FieldChange) -> str:
    return f"{_label(field.key)} {_texts(field.before or field.after, _date_words)}"


def _difference(field: FieldChange) -> str:
    before, after = (_texts(values, _date_words) for values in (field.before, field.after))
    if before and after:
        return f"{_label(field.key)} {before} → {after}"
    return f"{_label(field.key)} {before or after} ({'gone' if before else 'new'})"
