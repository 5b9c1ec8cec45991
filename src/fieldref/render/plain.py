"""Plain lines for grep, cut and awk: the cells of CSV between tabs, no header and no quotes.

There is nothing to unescape: a tab or line break inside a cell becomes a space. Spreadsheets open
such files, too, so a cell that would be a formula begins with an apostrophe here as well.
"""

from __future__ import annotations

from fieldref.answer import Answer
from fieldref.render.csvformat import csv_cell
from fieldref.render.interface import DEFAULT_OPTIONS, Format, OutputOptions
from fieldref.render.sanitize import sanitize_cell


def render(answer: Answer, _: OutputOptions = DEFAULT_OPTIONS) -> str:
    """Write one line a row; nothing at all where there are none."""
    lines = ["\t".join([csv_cell(value, sanitize_cell) for value in row]) for row in answer.rows]
    return "".join([line + "\n" for line in lines])


FORMAT = Format(render)
