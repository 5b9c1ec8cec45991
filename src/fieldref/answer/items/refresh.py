"""Define the items of `refresh`: differences between official files and data; files to fetch."""

from __future__ import annotations

from typing import Literal

from fieldref.records import NamedTuple


class ChangeItem(NamedTuple):
    """A difference between a file and the data; without a field it is the row as a whole."""

    change: Literal["added", "finer", "contradicts", "missing", "unread"]
    table: str | None
    state: str | None
    name: str | None
    treaty: str | None
    field: str | None
    ours: str | None
    theirs: str | None
    file: str
    place: str | None
    key: str | None
    written: bool
    sources: tuple[str, ...]


class OfficialFileItem(NamedTuple):
    """An official file that can be fetched; without an address a browser has to save its page."""

    address: str | None
    title: str
    page: str
    size: str
    changes: str
    format: str
