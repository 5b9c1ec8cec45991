"""Answer `paths`: each file and folder that fieldref reads or writes, and whether it is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from fieldref import files
from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Column, Heading, Span, Table, line
from fieldref.answer.items.user_data import PlaceItem
from fieldref.records import NamedTuple


class Place(NamedTuple):
    """A path, its purpose, and what else is to be said of it."""

    use: str
    path: Path | None
    says: str = ""


def paths_page(places: Iterable[Place], on: date) -> Answer:
    """Give the places, in the order in which one lies over the other."""
    items = tuple(map(_item, places))
    return Answer(
        command="paths",
        on=on.isoformat(),
        edition="",
        items=items,
        blocks=lambda: _blocks(items),
        title="Where everything is",
        kind=PlaceItem,
    )


def _item(place: Place) -> PlaceItem:
    path = place.path
    exists = path is not None and files.exists(path)
    count = None if path is None or path.suffix else _count(path)
    return PlaceItem(
        use=place.use, path=str(path) if path else None, there=exists, files=count, says=place.says
    )


def _count(folder: Path) -> int:
    """Give the files of data in a folder, or those of the cache."""
    names = ("*.yaml", "states/*.yaml", "offices/*.yaml", "*.sqlite")
    try:
        return sum(files.is_file(path) for name in names for path in folder.glob(name))
    except OSError:  # as much as may be looked into
        return 0


def _blocks(items: tuple[PlaceItem, ...]) -> Iterator[Block]:
    yield Heading("Where everything is", 1, "later data lie over earlier ones")
    columns = (Column("What"), Column("Where"), Column("Files", "right"), Column(""))
    yield Table(columns, tuple(map(_row, items)))


def _row(item: PlaceItem) -> tuple[tuple[Span, ...], ...]:
    note = item.says if item.there else ", ".join(filter(None, ["not there", item.says]))
    return (
        line(Span(item.use, "strong")),
        line(item.path or "no home to keep it in"),
        line("" if item.files is None else str(item.files)),
        line(Span(note, "muted")),
    )
