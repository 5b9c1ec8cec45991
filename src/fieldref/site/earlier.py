"""Find what a site told before, by the files that it keeps for that: its edition, its changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fieldref import files
from fieldref.answer.items.base import SourceItem
from fieldref.answer.items.diff import EditionChangeItem
from fieldref.catalog import Catalog
from fieldref.dates import PartialDate
from fieldref.editions import kept
from fieldref.editions.contents import Contents, read_contents
from fieldref.errors import WrongUse
from fieldref.records import NamedTuple

CHANGES = "api/v1/changes.json"


class Earlier(NamedTuple):
    """The edition that the site shows now, as a file; the one before; changes told until then."""

    now: bytes
    before: Contents | None
    items: tuple[EditionChangeItem, ...]
    sources: tuple[SourceItem, ...]


NOTHING_EARLIER = Earlier(b"", None, (), ())


def find_earlier(folder: Path, catalog: Catalog, since: Contents | None) -> Earlier:
    """Find what an earlier run told in the folder: that of the same data is told once more.

    With an edition `since`, only what changed since then is told. Raises WrongUse for what can't
    be read.
    """
    now = kept.write_edition(read_contents(catalog))
    if since:
        return Earlier(now, since, (), ())
    shown = _read(folder / kept.NOW)
    before = _read(folder / kept.BEFORE) if shown == now else shown
    items, sources = _read_changes(folder / CHANGES)
    name = folder / (kept.BEFORE if shown == now else kept.NOW)
    return Earlier(now, _read_edition(name, before) if before else None, items, sources)


def _read(path: Path) -> bytes:
    if not files.is_file(path):
        return b""
    try:
        return files.read_bytes(path, kept.MOST_BYTES)
    except OSError as error:
        raise _unreadable(path, files.explain(error)) from None


def _read_edition(path: Path, data: bytes) -> Contents:
    try:
        return kept.read_edition(data)
    except ValueError as error:
        raise _unreadable(path, str(error)) from None


def _read_changes(
    path: Path,
) -> tuple[tuple[EditionChangeItem, ...], tuple[SourceItem, ...]]:
    data = _read(path)
    if not data:
        return (), ()
    try:
        whole = json.loads(data)
        items = tuple(_item(pairs) for pairs in whole["items"])
        sources = tuple(
            _record(SourceItem, {"id": id, **pairs}) for id, pairs in whole["sources"].items()
        )
        if not {id for item in items for id in item.sources} <= {source.id for source in sources}:
            raise ValueError(CHANGES)
        return items, sources
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _unreadable(path, "it has no changes that this version can read") from None


def _item(pairs: dict[str, Any]) -> EditionChangeItem:
    item: EditionChangeItem = _record(EditionChangeItem, pairs)
    PartialDate.parse(item.edition)
    return item


def _record(kind: Any, pairs: dict[str, Any]) -> Any:
    return kept.read_record(kind, {key: pairs[key] for key in kind._fields})


def _unreadable(path: Path, why: str) -> WrongUse:
    return WrongUse(f"{path} can't be read: {why}.", "Remove it; no earlier change is told then.")
