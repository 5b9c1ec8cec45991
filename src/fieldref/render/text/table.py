"""Lay tables out: aligned columns where they fit, else labelled records."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from operator import gt

from fieldref.answer.blocks import Line, Span, Table, line
from fieldref.render.text.wrap import (
    cell_width,
    clean_line,
    fill_lines,
    hang_lines,
    longest_word,
    measure,
)

GAP = 2
_NARROWEST = 16  # cells of a column whose cells are broken
_LINES = 2  # of a row on average, as many as a record has at least
_INDENT: Line = (Span("  "),)
NOTHING = "—"  # what a page shows in a grid where there is nothing; a record leaves it out


def table_lines(block: Table, room: int, *, whole: bool) -> Iterator[Line]:
    """Set the table in at most `room` cells; `whole` keeps a row a line, however wide."""
    if not block.rows:
        return
    rows = [[clean_line(cell) for cell in row] for row in block.rows]
    sizes = [[measure(cell) for cell in row] for row in rows]
    titles = [cell_width(column.title) for column in block.columns]
    widths = [max(column) for column in zip(titles, *sizes, strict=True)]
    spare = room - sum(widths) - GAP * (len(widths) - 1)
    if whole or spare >= 0:
        yield from _grid(block, rows, sizes, widths, _details(block, 0 if whole else room))
    elif narrowed := _narrowed(block, rows, widths, -spare):
        yield from _grid(block, rows, sizes, narrowed, _details(block, room))
    else:
        yield from _records(block, rows, room)


def _narrowed(
    block: Table, rows: list[list[Line]], widths: list[int], over: int
) -> list[int] | None:
    """Take `over` cells from the widest column, if the grid is then no longer than records.

    Long cells shall not make records of a whole table. None where that isn't how it is.
    """
    wide = max(range(len(widths)), key=widths.__getitem__)
    room = widths[wide] - over
    column = [row[wide] for row in rows]
    least = max(cell_width(block.columns[wide].title), _NARROWEST, *map(longest_word, column))
    if room < least or sum(len(fill_lines(cell, room)) for cell in column) > _LINES * len(rows):
        return None
    return [*widths[:wide], room, *widths[wide + 1 :]]


def _grid(
    block: Table,
    rows: list[list[Line]],
    sizes: list[list[int]],
    widths: list[int],
    details: list[list[Line]],
) -> Iterator[Line]:
    rights = [column.align == "right" for column in block.columns]
    heads = [clean_line(line(Span(column.title, "strong"))) for column in block.columns]
    yield _row(heads, [measure(head) for head in heads], widths, rights)
    dashes = [line(Span("─" * size, "muted")) for size in widths]
    yield _row(dashes, widths, widths, rights)
    for index, row in enumerate(rows):
        if any(map(gt, sizes[index], widths)):
            yield from _lines_of_row(row, widths, rights)
        else:
            yield _row(row, sizes[index], widths, rights)
        yield from details[index]


def _lines_of_row(row: list[Line], widths: list[int], rights: list[bool]) -> Iterator[Line]:
    """Set a row in which a cell is longer than its column: it goes on in the lines below."""
    filled = [fill_lines(cell, width) for cell, width in zip(row, widths, strict=True)]
    for cells in zip_longest(*filled, fillvalue=()):
        yield _row(list(cells), list(map(measure, cells)), widths, rights)


def _row(cells: list[Line], sizes: list[int], widths: list[int], rights: list[bool]) -> Line:
    """Set a line of cells; a cell is padded only before another, so no line ends in spaces."""
    spans: list[Span] = []
    pad = 0
    for cell, size, room, right in zip(cells, sizes, widths, rights, strict=True):
        spare = room - size
        if cell:
            before = pad + spare if right else pad
            if before:
                spans.append(Span(" " * before))
            spans.extend(cell)
            pad = GAP if right else spare + GAP
        else:
            pad += room + GAP
    return tuple(spans)


def _details(block: Table, room: int) -> list[list[Line]]:
    """Set the lines under each row, indented; without room they are not wrapped."""
    if not block.details:
        return [[]] * len(block.rows)
    return [
        [
            _INDENT + part
            for under in unders
            for part in (fill_lines(under, room - 2) if room else [clean_line(under)])
        ]
        for unders in block.details
    ]


def _records(block: Table, rows: list[list[Line]], room: int) -> Iterator[Line]:
    """Set each row as a line that leads it and the labelled rest, wrapped under it."""
    details = _details(block, room)
    for index, row in enumerate(rows):
        lead = _lead(row[: block.lead])
        room_left = room if measure(lead) <= room else room - 2
        yield from hang_lines(fill_lines(lead, room_left), (), _INDENT)
        rest = _rest(block, row)
        if rest:
            yield from hang_lines(fill_lines(rest, room - 4), _INDENT, _INDENT + _INDENT)
        yield from details[index]


def _lead(cells: list[Line]) -> Line:
    spans: list[Span] = []
    for number, cell in enumerate(cells):
        spans += [Span("  ")] if number and cell else []
        spans += cell
    return tuple(spans)


def _rest(block: Table, row: list[Line]) -> Line:
    """Set what follows the lead: labels and values, with dots between; leave out empty ones."""
    spans: list[Span] = []
    for column, cell in list(zip(block.columns, row, strict=True))[block.lead :]:
        if cell and "".join(span.text for span in cell) != NOTHING:
            spans += [Span(" · ", "muted")] if spans else []
            spans += [Span(f"{column.title}: ", "muted")] if column.title else []
            spans += cell
    return tuple(spans)
