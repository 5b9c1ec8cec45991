"""Hold the blocks that an Answer is made of for people: headings, tables, cards, timelines."""

from __future__ import annotations

from typing import Literal

from fieldref.records import NamedTuple

# What a piece of text is, for writers that can show it; the words never depend on it.
Role = Literal["plain", "strong", "muted", "date", "code", "source", "good", "warn", "bad", "link"]


class Span(NamedTuple):
    """A run of text in one role."""

    text: str
    role: Role = "plain"


Line = tuple[Span, ...]


def line(*parts: str | Span) -> Line:
    """Give a line of text from strings and spans; empty ones fall away."""
    spans = (part if isinstance(part, Span) else Span(part) for part in parts)
    return tuple(span for span in spans if span.text)


class Heading(NamedTuple):
    """A heading: level 1 titles a page, 2 a section, 3 a part; `aside` says how old it is.

    `role` tells a page's own list of sources, which writers that add one with addresses leave out.
    """

    text: str
    level: int = 2
    aside: str = ""
    role: Literal["section", "sources"] = "section"


class Paragraph(NamedTuple):
    """Prose; wrapped by the writer. `mark` says why it stands out."""

    text: Line
    mark: Literal["plain", "note", "warn"] = "plain"


class Bullets(NamedTuple):
    """Points, each a line of prose; numbered if the order matters."""

    items: tuple[Line, ...]
    numbered: bool = False


class Facts(NamedTuple):
    """Labels and their values, one a line."""

    pairs: tuple[tuple[str, Line], ...]


class Column(NamedTuple):
    """A table's column: its title, and at which side its cells stand."""

    title: str
    align: Literal["left", "right"] = "left"


class Table(NamedTuple):
    """Rows of cells. A `listing` is one record a line in a pipe, whatever its width.

    A table of a page is laid out as records of labelled lines where it does not fit the width.
    `lead` is how many cells then make the record's first line. `details`, if given, has for each
    row the lines that stand under it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    listing: bool = False
    details: tuple[tuple[Line, ...], ...] = ()
    lead: int = 1


class Card(NamedTuple):
    """A contact card: a title, an aside (how old it is), and labelled lines."""

    title: str
    aside: str
    pairs: tuple[tuple[str, Line], ...]


class Moment(NamedTuple):
    """A step on a timeline: when, what, and the lines under it; `role` colours its mark."""

    when: str
    what: Line
    under: tuple[Line, ...] = ()
    role: Role = "plain"


class Timeline(NamedTuple):
    """Steps from top to bottom."""

    moments: tuple[Moment, ...]


class Bars(NamedTuple):
    """A small bar chart: label, count, and what each part of the bar counts."""

    rows: tuple[tuple[str, tuple[int, ...]], ...]
    parts: tuple[str, ...]


# What a mark on the axis of years stands for; writers draw each in a shape of its own.
Sign = Literal["force", "period", "act", "report", "rule", "review", "upr", "event"]


class Mark(NamedTuple):
    """Something on the axis: a day (`end` None) or a span, in years and fractions (2009.87)."""

    sign: Sign
    start: float
    end: float | None
    says: str


class DayMark(NamedTuple):
    """The place on the axis of a day, and what to say of it."""

    at: float
    says: str


class Lane(NamedTuple):
    """A line of marks under one label."""

    label: str
    marks: tuple[Mark, ...]


class Lanes(NamedTuple):
    """Lanes over one axis of whole years, and what each sign means.

    `day` is the mark of the day that the chart is as of; what lies behind it is ahead.
    """

    title: str
    first: int
    last: int
    lanes: tuple[Lane, ...]
    legend: tuple[tuple[Sign, str], ...]
    day: DayMark | None = None


Block = Heading | Paragraph | Bullets | Facts | Table | Card | Timeline | Bars | Lanes


def no_blocks() -> tuple[Block, ...]:
    """Give the blocks of an answer that has nothing for people."""
    return ()
