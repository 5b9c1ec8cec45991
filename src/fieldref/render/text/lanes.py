"""Draw lanes of marks over an axis of years: each sign a shape, none a colour."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fieldref.answer.blocks import DayMark, Lane, Lanes, Line, Mark, Role, Sign, Span
from fieldref.render.text.wrap import cell_width, fill_lines

# Drawn in this order: what comes later stands over what came before.
SIGNS: dict[Sign, tuple[str, Role]] = {
    "period": ("═", "muted"),
    "force": ("─", "muted"),
    "rule": ("·", "muted"),
    "act": ("├", "good"),
    "event": ("■", "plain"),
    "report": ("○", "date"),
    "upr": ("▲", "strong"),
    "review": ("●", "strong"),
}
_LONGEST_AXIS = 120


def lane_lines(block: Lanes, room: int) -> Iterator[Line]:
    """Draw the axis, a line a lane, and the legend."""
    column = max([cell_width(lane.label) for lane in block.lanes], default=0) + 2
    cells = min(max(10, room - column), _LONGEST_AXIS)
    indent = (Span(" " * column),)
    if block.day:
        yield (*indent, Span(_flag(block, block.day, cells), "strong"))
    yield (*indent, Span(_years(block, cells), "date"))
    yield (*indent, Span(_ticks(block, cells), "muted"))
    for lane in block.lanes:
        label = Span(lane.label + " " * (column - cell_width(lane.label)), "code")
        yield (label, *_drawn(lane, block, cells))
    yield ()
    legend = "   ".join(f"{SIGNS[sign][0]} {means}" for sign, means in block.legend)
    yield from fill_lines((Span(legend, "muted"),), room)


def _cell(year: float, block: Lanes, cells: int) -> int:
    part = (year - block.first) / (block.last + 1 - block.first)
    return min(cells - 1, max(0, int(part * cells)))


def _marked(block: Lanes, cells: int) -> list[tuple[int, str]]:
    """Choose the years that the axis names, as many as stand apart, each with its cell."""
    for step in (1, 2, 5, 10, 20, 50):
        years = range(-(-block.first // step) * step, block.last + 1, step)
        places = [(_cell(year, block, cells), str(year)) for year in years]
        gaps = [after[0] - before[0] for before, after in pairwise(places)]
        if all(gap > 5 for gap in gaps):
            break
    return [(place, year) for place, year in places if place + 4 <= cells]


def _years(block: Lanes, cells: int) -> str:
    text = ""
    for place, year in _marked(block, cells):
        text = text.ljust(place) + year
    return text


def _ticks(block: Lanes, cells: int) -> str:
    ticks = {place for place, _ in _marked(block, cells)}
    return "".join("┬" if cell in ticks else "─" for cell in range(cells))


def _flag(block: Lanes, day: DayMark, cells: int) -> str:
    """Say the day over its place on the axis, at the side where there is room."""
    place = _cell(day.at, block, cells)
    before = place >= cell_width(day.says) + 1
    return f"{day.says} ▼".rjust(place + 1) if before else " " * place + f"▼ {day.says}"


def _drawn(lane: Lane, block: Lanes, cells: int) -> Iterator[Span]:
    row: list[Sign | None] = [None] * cells
    for mark in sorted(lane.marks, key=_order):
        first = _cell(mark.start, block, cells)
        last = _cell(mark.end, block, cells) if mark.end is not None else first
        row[first : last + 1] = [mark.sign] * (last - first + 1)
    while row and row[-1] is None:
        row.pop()
    for sign in row:
        yield Span(*SIGNS[sign]) if sign else Span(" ")


def _order(mark: Mark) -> int:
    return list(SIGNS).index(mark.sign)
