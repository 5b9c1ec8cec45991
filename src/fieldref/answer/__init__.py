"""Hold what a question gives: items for programs, blocks for people, no format and no colour.

Every command gives an `Answer`; each writer under `render` takes what it needs of it. Blocks are
made only when a writer for people asks, so that JSON never pays for the layout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from fieldref.answer.blocks import Block, Lanes, no_blocks
from fieldref.answer.calendar import CalendarEntry
from fieldref.answer.items.base import ContactItem, Item, SourceItem
from fieldref.errors import Fault
from fieldref.records import NamedTuple


class LeftOut(NamedTuple):
    """A number of dates of one basis that an answer leaves out, and why."""

    basis: str
    dates: int
    why: str

    @property
    def words(self) -> str:
        """Say the same in a sentence; nothing if nothing is left out."""
        number = "1 date" if self.dates == 1 else f"{self.dates:,} dates"
        return f"Left out: {number} by {self.basis}. {self.why}" if self.dates else ""


class Answer(NamedTuple):
    """The result of a command.

    `command` names the JSON schema; `on` is the day that the question is asked as of (ISO 8601) and
    `edition` the day of the data. `table` is what CSV writes where that isn't `items`. `calendar`,
    `cards` and `chart` are what iCalendar, vCard and SVG write; None means that it doesn't fit.
    `asides` are words for stderr. `kind` is the record that CSV writes, for its header where there
    are no rows. `faults` of the data are told once the rest is written: the command then fails.
    `left_out` is None where the question has no dates to leave out.
    """

    command: str
    on: str
    edition: str
    items: tuple[Item, ...]
    sources: tuple[SourceItem, ...] = ()
    blocks: Callable[[], Iterable[Block]] = no_blocks
    title: str = ""
    table: tuple[Item, ...] | None = None
    calendar: Callable[[], tuple[CalendarEntry, ...]] | None = None
    cards: tuple[ContactItem, ...] | None = None
    chart: Lanes | None = None
    asides: tuple[str, ...] = ()
    kind: type[tuple[Any, ...]] | None = None
    faults: tuple[Fault, ...] = ()
    left_out: LeftOut | None = None

    @property
    def findings(self) -> tuple[Item, ...] | None:
        """Say what a check found, each at its line; None for other answers."""
        return self.items if self.command == "check" else None

    @property
    def changes(self) -> tuple[Item, ...] | None:
        """Say what changed between two editions; None for other answers."""
        return self.items if self.command == "diff" else None

    @property
    def rows(self) -> tuple[Item, ...]:
        """Say what a table of all has a row of: `table`, else the items."""
        return self.items if self.table is None else self.table
