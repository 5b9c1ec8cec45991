"""Hold what a calendar shows of an entry, beside the item that programs read."""

from __future__ import annotations

from typing import Literal

from fieldref.answer.items.base import DeadlineItem
from fieldref.records import NamedTuple


class CalendarEntry(NamedTuple):
    """An item with its line for people and its state in a calendar (RFC 5545 section 3.8.1.11).

    `moved` marks what was postponed or cancelled since it was first stated.
    """

    item: DeadlineItem
    summary: str
    state: Literal["confirmed", "tentative", "cancelled"]
    moved: bool = False
