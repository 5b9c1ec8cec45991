"""Draw timelines and bars with characters."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.answer.blocks import Bars, Line, Moment, Span, Timeline
from fieldref.render.text.wrap import cell_width, fill_lines, hang_lines, measure

LONGEST_BAR = 40
_MARK, _STEM, _END = "● ", "│ ", "  "
_SHADES = "█▒░▓"


def timeline_lines(block: Timeline, room: int) -> Iterator[Line]:
    """Draw steps along a vertical line: what happened beside its date, or all under it."""
    moments = block.moments
    column = max([cell_width(moment.when) for moment in moments], default=0) + 2
    beside = all(measure(moment.what) <= room - 2 - column for moment in moments)
    airy = not beside or any(moment.under for moment in moments)
    for index, moment in enumerate(moments):
        last = index == len(moments) - 1
        yield from _moment(moment, room - 2, column if beside else 0, last)
        if airy and not last:
            yield (Span(_STEM.rstrip(), "muted"),)


def _moment(moment: Moment, room: int, column: int, last: bool) -> Iterator[Line]:
    when = fill_lines((Span(moment.when, "date"),), room)
    mark = (Span(_MARK, moment.role if moment.role != "plain" else "strong"),)
    stem = (Span(_END if last else _STEM, "muted"),)
    indent = (Span(" " * column),)
    if column:
        pad = (Span(" " * (column - measure(when[0]))),)
        yield mark + when[0] + pad + fill_lines(moment.what, room)[0]
    else:
        yield from hang_lines(when, mark, stem)
        yield from hang_lines(fill_lines(moment.what, room), stem, stem)
    for under in moment.under:
        yield from hang_lines(fill_lines(under, room - column), stem + indent, stem + indent)


def bar_lines(block: Bars, room: int) -> Iterator[Line]:
    """Draw a bar a row, with its count; what each shade means stands under them."""
    top = max([sum(parts) for _, parts in block.rows], default=0)
    digits = len(str(top))
    column = min(max([cell_width(label) for label, _ in block.rows], default=0), room // 2)
    longest = room - column - digits - 4 - len(block.parts)  # each part can round up by a cell
    scale = min(longest, LONGEST_BAR, 2 * top) / top if top else 0
    for label, parts in block.rows:
        name = fill_lines((Span(label),), column)
        yield from name[:-1]
        pad = column - measure(name[-1])
        if pad < 0:
            yield name[-1]
            name, pad = [()], column
        count = Span(str(sum(parts)).rjust(digits), "strong")
        yield (*name[-1], Span(" " * (pad + 2)), count, Span("  "), *_bar(parts, scale))
    if len(block.parts) > 1:
        yield ()
        legend = "   ".join(f"{shade(index)} {part}" for index, part in enumerate(block.parts))
        yield from fill_lines((Span(legend, "muted"),), room)


def _bar(parts: tuple[int, ...], scale: float) -> Iterator[Span]:
    """Draw the parts of one bar; what counts anything has at least one cell."""
    for index, part in enumerate(parts):
        if part:
            yield Span(shade(index) * max(1, round(part * scale)), "muted" if index else "good")


def shade(index: int) -> str:
    """Give the sign that the part of a bar is drawn with."""
    return _SHADES[index % len(_SHADES)]
