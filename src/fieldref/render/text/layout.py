"""Lay blocks out as lines of spans, which plain text joins and a terminal paints."""

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
    Paragraph,
    Span,
    Table,
    Timeline,
)
from fieldref.records import NamedTuple
from fieldref.render.text.charts import bar_lines, timeline_lines
from fieldref.render.text.lanes import lane_lines
from fieldref.render.text.table import table_lines
from fieldref.render.text.wrap import cell_width, clean_line, fill_lines, hang_lines, measure

WIDEST_PROSE = 100  # longer lines are hard to read, however wide the screen
TWO_COLUMNS = 60  # from this width on, labels stand beside their values
LONGEST_LABEL = 28
_MARKS: dict[str, tuple[Line, Line]] = {
    "plain": ((), ()),
    "note": ((Span("│ ", "muted"),), (Span("│ ", "muted"),)),
    "warn": ((Span("! ", "warn"),), (Span("  "),)),
}


class View(NamedTuple):
    """The surface to lay out for: so many cells, in a pipe or on a screen, with links.

    `spoken` is for who hears them: one fact a line, nothing drawn.
    """

    width: int = 80
    piped: bool = True
    links: bool = False
    spoken: bool = False

    @property
    def prose(self) -> int:
        """Give the cells that prose takes."""
        return min(self.width, WIDEST_PROSE)


def answer_lines(blocks: Iterable[Block], view: View) -> Iterator[Line]:
    """Lay out an answer's blocks, set apart by empty lines."""
    for block, apart in space_blocks(blocks):
        if apart:
            yield ()
        yield from lay_out(block, view)


def lay_out(block: Block, view: View) -> Iterable[Line]:
    """Lay out one block: drawn, or in words for who hears it."""
    if not view.spoken:
        return block_lines(block, view)
    from fieldref.render.text.accessible import spoken_lines

    if view.piped:
        return map(clean_line, spoken_lines(block))
    return (part for text in spoken_lines(block) for part in fill_lines(text, view.width))


def space_blocks(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Tell of each block whether an empty line stands before it: not under a heading."""
    before: Block | None = None
    for block in blocks:
        headed = isinstance(before, Heading) and before.level > 1
        yield block, before is not None and not headed
        before = block


@singledispatch
def block_lines(block: Block, view: View) -> Iterable[Line]:
    """Draw one block."""
    raise TypeError(f"no layout for {block!r} in {view!r}")


@block_lines.register
def _(block: Heading, view: View) -> Iterable[Line]:
    yield from heading_lines(block.text, block.aside, view.prose)
    if block.level < 3:
        yield (Span(("═" if block.level == 1 else "─") * view.prose, "muted"),)


@block_lines.register
def _(block: Paragraph, view: View) -> Iterable[Line]:
    first, rest = _MARKS[block.mark]
    return hang_lines(fill_lines(block.text, view.prose - measure(first)), first, rest)


@block_lines.register
def _(block: Bullets, view: View) -> Iterable[Line]:
    last = len(f"{len(block.items)}. ") if block.numbered else 2
    for number, item in enumerate(block.items, 1):
        mark = f"{number}. ".rjust(last) if block.numbered else "• "
        filled = fill_lines(item, view.prose - last)
        yield from hang_lines(filled, (Span(mark, "muted"),), (Span(" " * last),))


@block_lines.register
def _(block: Facts, view: View) -> Iterable[Line]:
    return fact_lines(block.pairs, view.prose)


@block_lines.register
def _(block: Card, view: View) -> Iterable[Line]:
    yield from heading_lines(block.title, block.aside, view.prose)
    indent = (Span("  "),)
    yield from hang_lines(fact_lines(block.pairs, view.prose - 2), indent, indent)


@block_lines.register
def _(block: Table, view: View) -> Iterable[Line]:
    return table_lines(block, view.width, whole=block.listing and view.piped)


@block_lines.register
def _(block: Timeline, view: View) -> Iterable[Line]:
    return timeline_lines(block, view.prose)


@block_lines.register
def _(block: Bars, view: View) -> Iterable[Line]:
    return bar_lines(block, view.prose)


@block_lines.register
def _(block: Lanes, view: View) -> Iterable[Line]:
    return lane_lines(block, view.width)


def heading_lines(title: str, aside: str, room: int) -> list[Line]:
    """Set a title, its aside at the right end of its last line or, failing room, under it."""
    filled = fill_lines((Span(title, "strong"),), room)
    if not aside:
        return filled
    beside = fill_lines((Span(aside, "muted"),), room)
    gap = room - measure(filled[-1]) - measure(beside[0])
    if len(beside) == 1 and gap >= 2:
        return [*filled[:-1], (*filled[-1], Span(" " * gap), *beside[0])]
    return filled + beside


def fact_lines(pairs: tuple[tuple[str, Line], ...], room: int) -> Iterator[Line]:
    """Set labels and values: side by side, or each value under its label where it is narrow."""
    column = min(max([cell_width(label) for label, _ in pairs], default=0), LONGEST_LABEL)
    longest = max([measure(value) for _, value in pairs], default=0)
    if room < TWO_COLUMNS and column + 2 + longest > room:
        for label, value in pairs:
            yield from _under(label, value, room)
        return
    indent = (Span(" " * (column + 2)),)
    for label, value in pairs:
        filled = fill_lines(value, room - column - 2)
        if any(measure(line) > room - column - 2 for line in filled):  # an address: give it room
            yield from _under(label, value, room)
            continue
        yield from _fact(fill_lines((Span(label, "muted"),), room), filled, indent)


def _under(label: str, value: Line, room: int) -> Iterator[Line]:
    yield from fill_lines((Span(label, "muted"),), room)
    yield from hang_lines(fill_lines(value, room - 2), (Span("  "),), (Span("  "),))


def _fact(label: list[Line], value: list[Line], indent: Line) -> Iterator[Line]:
    gap = measure(indent) - measure(label[-1])
    if len(label) > 1 or gap < 2:
        yield from label
        yield from hang_lines(value, indent, indent)
    else:
        yield from hang_lines(value, (*label[0], Span(" " * gap)), indent)
