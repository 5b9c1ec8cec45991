"""Answer `refresh`: how official files differ from the data, and which files there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fieldref.answer import Answer
from fieldref.answer.blocks import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Line,
    Paragraph,
    Span,
    Table,
    line,
)
from fieldref.answer.items.refresh import ChangeItem, OfficialFileItem
from fieldref.pages.common import QueryContext, source_items
from fieldref.records import NamedTuple
from fieldref.refresh.changes import Change
from fieldref.refresh.reading import FileReading
from fieldref.refresh.registry import official_files

_SAYS = {
    "added": "not in our data",
    "finer": "known more precisely by a file",
    "contradicts": "otherwise in a file than in our data; written only with --take KEY",
    "missing": "in our data and not in the file; nothing is taken away",
    "unread": "not understood, and left alone",
}


class Refreshed(NamedTuple):
    """The result of reading: differences, those written and where, those that only --into can."""

    readings: tuple[FileReading, ...]
    changes: tuple[Change, ...]
    written: frozenset[Change]
    paths: tuple[Path, ...]
    left: tuple[Change, ...]


def official_files_page(context: QueryContext) -> Answer:
    """List the official files that `refresh` reads, with the address of each first."""
    items = official_files(context.catalog.treaties)
    return Answer(
        command="refresh",
        on=context.day,
        edition=context.edition,
        items=items,
        blocks=lambda: _list_blocks(items),
        title="Official files",
        kind=OfficialFileItem,
    )


def _list_blocks(items: tuple[OfficialFileItem, ...]) -> Iterator[Block]:
    yield Heading("Official files that refresh reads", 1)
    titles = ("File", "Size", "Changes", "Address")
    rows = tuple(
        (line(item.title), line(item.size), line(item.changes), line(item.address or item.page))
        for item in items
    )
    yield Table(tuple(map(Column, titles)), rows, listing=True)
    fetch = "fieldref refresh --list -f plain | cut -f1 | wget -i -"
    yield Paragraph(line(f"Fetch what can be fetched so: {fetch}"), "note")


def refresh_page(context: QueryContext, refreshed: Refreshed) -> Answer:
    """Say what the files add, have finer, contradict, and lack: a summary, then State by State."""
    items = tuple(_item(change, change in refreshed.written) for change in refreshed.changes)
    names = (name for item in items for name in item.sources)
    return Answer(
        command="refresh",
        on=context.day,
        edition=context.edition,
        items=items,
        sources=source_items(context.catalog, names),
        blocks=lambda: _blocks(refreshed, items),
        title="Official files beside the data",
        kind=ChangeItem,
    )


def _item(change: Change, is_written: bool) -> ChangeItem:
    is_unread = change.change == "unread"
    return ChangeItem(
        change=change.change,
        table=change.table or None,
        state=None if change.table == "sessions" else change.party or None,
        name=change.name or None,
        treaty=change.treaty,
        field=change.field,
        ours=change.ours,
        theirs=change.theirs,
        file=change.file.path.name,
        place=change.place or None,
        key=None if is_unread else change.key,
        written=is_written,
        sources=change.sources,
    )


def _blocks(refreshed: Refreshed, items: tuple[ChangeItem, ...]) -> Iterator[Block]:
    yield Heading("Official files beside the data", 1)
    counts: Counter[str] = Counter(item.change for item in items)
    if not items:
        yield Paragraph(line("The files say nothing that the data don't."))
    else:
        pairs = ((kind, line(f"{counts[kind]:,} {says}")) for kind, says in _SAYS.items()
                 if counts[kind])  # fmt: skip
        yield Facts(tuple((kind.capitalize(), words) for kind, words in pairs))
    yield Heading("Files")
    yield Bullets(tuple(map(_reading_line, refreshed.readings)))
    if items:
        yield Heading("Differences")
        titles = ("State", "Treaty", "Change", "Field", "Ours", "Theirs", "Where")
        yield Table(tuple(map(Column, titles)), tuple(map(_row, items)), listing=True)
    if refreshed.paths:
        yield Heading("Written")
        yield Bullets(tuple(line(str(path)) for path in refreshed.paths))
    if refreshed.left:
        keys = ", ".join(change.key for change in refreshed.left)
        words = "Not written, since our row says that the day isn't known, and files of your own"
        yield Paragraph(line(f"{words} only add to a row; --into edits the row itself: {keys}."))


def _reading_line(reading: FileReading) -> Line:
    totals = (f"{total.read} {total.what} (states {total.stated})" for total in reading.totals)
    number = len(reading.facts)
    rows = [reading.treaty or "", f"{number:,} row{'s' if number != 1 else ''}", *totals]
    left = (f"{part.what}: {part.rows:,}" for part in reading.left_out)
    beside = f" Without a place in our data: {'; '.join(left)}." if reading.left_out else ""
    spoiled = reading.file.spoiled
    why = f" Nothing of it is written: {spoiled}" if spoiled else ""
    read = ", ".join(filter(None, rows))
    return line(Span(reading.file.path.name, "strong"), f": {read}.{beside}", Span(why, "warn"))


def _take_words(item: ChangeItem) -> str:
    """Give what --take names a contradiction by."""
    return f" (--take {item.key})" if item.change == "contradicts" else ""


def _row(item: ChangeItem) -> tuple[Line, ...]:
    marks = f" [{', '.join(item.sources)}]" if item.sources else ""
    place = f"{item.file}, {item.place}" if item.place else item.file
    return (
        line(item.name or ""),
        line(item.treaty or ""),
        line(item.change + (" (written)" if item.written else _take_words(item))),
        line(item.field or ""),
        line(item.ours or "", Span(marks, "source")),
        line(item.theirs or ""),
        line(place),
    )
