"""CSV (RFC 4180, with line feeds), and the same between tabs: the items' keys are the columns.

A spreadsheet takes a cell that begins with =, +, - or @ for a formula, so such a cell gets an
apostrophe in front; plain telephone numbers keep their +.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from fieldref.answer import Answer
from fieldref.render.interface import DEFAULT_OPTIONS, Format, OutputOptions
from fieldref.render.sanitize import sanitize_cell


def render(answer: Answer, options: OutputOptions = DEFAULT_OPTIONS) -> str:
    """Write a row an item; only a header where there are none, and nothing without a kind."""
    return _table(answer, options, ",")


def render_tabs(answer: Answer, options: OutputOptions = DEFAULT_OPTIONS) -> str:
    """Write the same rows with tabs between their cells, which hold none."""
    return _table(answer, options, "\t")


def _table(answer: Answer, options: OutputOptions, delimiter: str) -> str:
    rows = answer.rows
    header = rows[0]._fields if rows else getattr(answer.kind, "_fields", ())
    cells = [[csv_cell(value, sanitize_cell) for value in row] for row in rows]
    return "\ufeff" * options.bom + csv_text(header, cells, delimiter)


FORMAT, TSV = Format(render), Format(render_tabs)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """Write a head, if there is one, and rows of cells (RFC 4180, with line feeds)."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    if header:
        writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def csv_cell(value: Any, safe: Callable[[str], str]) -> str:
    """Write a value as a cell: nothing for null, lists joined, every text passed to `safe`."""
    if value is None:
        return ""
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return "; ".join([csv_cell(part, safe) for part in value])
    return str(value) if isinstance(value, int) else safe(str(value))
