"""Write blocks as plain sentences, for screen readers and braille: one fact a line.

Headings say what they are in words, marks and separators are words or commas, a bar is its
number, a row of a table is a line a cell. Nothing is indented or set side by side: a reader of
the screen takes a line at a time, and a line of Braille has forty cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch

from fieldref.answer.blocks import (
    Bars,
    Block,
    Bullets,
    Card,
    Facts,
    Heading,
    Lanes,
    Line,
    Mark,
    Paragraph,
    Role,
    Span,
    Table,
    Timeline,
    line,
)
from fieldref.render.text.table import NOTHING

_LEVELS = {1: "", 2: "Section: ", 3: "Part: "}
_MARKS = {"plain": "", "note": "Note: ", "warn": "Warning: "}
_SPOKEN = {" · ": ", ", " → ": " to ", "≈": "about ", "● ": "", "○ ": "", "▲ ": "", "— ": "- "}


@singledispatch
def spoken_lines(block: Block) -> Iterable[Line]:
    """Say one block, a fact a line; the lines are as long as they are."""
    raise TypeError(f"no words for {block!r}")


@spoken_lines.register
def _(block: Heading) -> Iterable[Line]:
    yield _spoken(line(_LEVELS[block.level], Span(block.text, "strong")), block.aside)


@spoken_lines.register
def _(block: Paragraph) -> Iterable[Line]:
    yield _spoken(line(_MARKS[block.mark], *block.text))


@spoken_lines.register
def _(block: Bullets) -> Iterable[Line]:
    for number, item in enumerate(block.items, 1):
        yield _spoken(line(f"{number}. " if block.numbered else "- ", *item))


@spoken_lines.register
def _(block: Facts) -> Iterable[Line]:
    return _pairs(block.pairs)


@spoken_lines.register
def _(block: Card) -> Iterable[Line]:
    yield _spoken(line("Card: ", Span(block.title, "strong")), block.aside)
    yield from _pairs(block.pairs)


@spoken_lines.register
def _(block: Table) -> Iterable[Line]:
    titles = [column.title for column in block.columns]
    rows = "1 row" if len(block.rows) == 1 else f"{len(block.rows):,} rows"
    yield line(Span(f"Table of {rows}: {', '.join(filter(None, titles))}.", "muted"))
    for index, row in enumerate(block.rows):
        yield line(Span(f"Row {index + 1:,}.", "muted"))
        yield from _pairs(zip(titles, row, strict=True))
        if block.details:
            yield from map(_spoken, block.details[index])


@spoken_lines.register
def _(block: Timeline) -> Iterable[Line]:
    for moment in block.moments:
        yield _spoken(line(Span(moment.when, "date"), ": ", *moment.what))
        yield from map(_spoken, moment.under)


@spoken_lines.register
def _(block: Bars) -> Iterable[Line]:
    for label, parts in block.rows:
        named = [f"{count:,} {part}" for part, count in zip(block.parts, parts, strict=True)]
        apart = f" ({', '.join(named)})" if len(named) > 1 else ""
        yield _spoken(line(f"{label}: ", Span(f"{sum(parts):,}", "strong"), apart))


@spoken_lines.register
def _(block: Lanes) -> Iterable[Line]:
    yield _spoken(line(Span(f"{block.title}, {block.first} to {block.last}", "strong")))
    means = dict(block.legend)
    for lane in block.lanes:
        marks = sorted(lane.marks, key=lambda mark: mark.start)
        for says in dict.fromkeys(_mark_words(mark, means.get(mark.sign, "")) for mark in marks):
            yield _spoken(line(Span(lane.label, "code"), f": {says}"))


def _mark_words(mark: Mark, kind: str) -> str:
    return mark.says if not kind or kind.lower() in mark.says.lower() else f"{kind}, {mark.says}"


def _pairs(pairs: Iterable[tuple[str, Line]]) -> Iterator[Line]:
    for label, value in pairs:
        if _text(value) not in ("", NOTHING):
            yield _spoken(line(Span(f"{label}: ", "muted") if label else "", *value))


def _spoken(text: Line, aside: str = "") -> Line:
    """Put words for signs; what stands aside follows behind a comma."""
    spans = [_span(span.text, span.role) for span in text]
    return line(*spans, _span(f", {aside}", "muted") if aside else "")


def _span(text: str, role: Role) -> Span:
    for sign, words in _SPOKEN.items():
        text = text.replace(sign, words)
    return Span(text, role)


def _text(text: Line) -> str:
    return "".join([span.text for span in text])
