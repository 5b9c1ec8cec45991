"""Read the bytes of a table (CSV, RFC 4180) to its rows, whatever parts its cells.

The csv library reads the rows. Which sign parts the cells is what `sep=` in the first line says,
as Excel writes it, else the one with which the head has the most columns that are understood.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from fieldref.errors import WrongUse
from fieldref.records import NamedTuple
from fieldref.user_data import charsets
from fieldref.user_data.imported_card import MOST_CARDS, Remark

MOST_BYTES = 5_000_000
_SEPARATORS = (",", ";", "\t", "|")
_MOST_COLUMNS = 2_000
_LONGEST_CELL = 131_072  # characters
_HEAD_ROWS = 20  # within so many rows the head must stand
Understood = Callable[[list[str]], int]


class TableRow(NamedTuple):
    """A row, and the line of the file where it begins."""

    line: int
    cells: list[str]


class CsvTable(NamedTuple):
    """A table: its head, its rows with something in them, and what is to be told of it."""

    head: list[str]
    rows: list[TableRow]
    left: list[Remark]
    remarks: list[Remark]


def read_table(data: bytes, understood: Understood) -> CsvTable:
    """Read the table in `data`; `understood` counts the columns that a row as head would have.

    Raises WrongUse where no column is understood, or for what is no table.
    """
    if len(data) > MOST_BYTES:
        raise WrongUse(f"The file has more than {MOST_BYTES:,} bytes.")
    text, remarks = _text(data)
    separator, skipped, text = _declared_separator(text)
    separators = (separator,) if separator else _SEPARATORS
    heads = [_head(text, separator, understood) for separator in separators]
    count, nth, separator = max(heads, key=lambda head: head[0])
    if not count:
        hint = "The first row says what the columns are: name, phone, email, city..."
        raise WrongUse("No column of the table is understood.", hint)
    rows = [row._replace(line=row.line + skipped) for row in _rows(text, separator, skipped)]
    before, head, after = rows[:nth], rows[nth].cells, rows[nth + 1 :]
    left = [Remark(row.line, f"before the table: {' '.join(row.cells).strip()}") for row in before]
    return CsvTable(head, after, left, remarks)


def _text(data: bytes) -> tuple[str, list[Remark]]:
    charset = charsets.find_mark(data) or "utf-8"
    text = charsets.decode(data, charset)
    if text is not None:
        return text, []
    if charset != "utf-8":
        raise WrongUse(f"The file is not sound {charset}.", "Export it again as UTF-8.")
    charset = charsets.guess_charset(data)
    says = f"the file is not UTF-8; it was read as {charset}, which is a guess"
    return charsets.decode(data, charset) or "", [Remark(0, says)]


def _declared_separator(text: str) -> tuple[str, int, str]:
    """Read the separator of a first line such as `sep=;`, how many lines go, and the rest."""
    first, _, rest = text.partition("\n")
    words = first.strip("\r").strip('"')
    if words[:4].casefold() == "sep=" and len(words) <= 5:
        return words[4:] or "\t", 1, rest
    return "", 0, text


def _head(text: str, separator: str, understood: Understood) -> tuple[int, int, str]:
    """Find the row with the most columns understood under that separator; give their count, too.

    The first row is the head, even of one column; one further down has at least two.
    """
    best = (0, 0, separator)
    try:
        for nth, row in zip(range(_HEAD_ROWS), _lenient(text, separator), strict=False):
            count = understood(row.cells) if len(row.cells) <= _MOST_COLUMNS else 0
            if count > best[0] and (nth == 0 or (best[0] == 0 and count > 1)):
                best = (count, nth, separator)
    except csv.Error:
        pass  # told when the rows are read
    return best


def _rows(text: str, separator: str, skipped: int) -> list[TableRow]:
    """Split into rows; a quotation mark within a cell is text, one that never closes isn't."""
    strict = _reader(text, separator, strict=True)
    begun = skipped + 1
    try:
        for _ in strict:
            begun = skipped + strict.line_num + 1
    except csv.Error as error:
        if "expected after" not in str(error):  # a quotation mark within a cell is no fault
            says = f"From line {begun} on this is no table: {error}."
            hint = "Perhaps a cell begins with a quotation mark that isn't closed."
            raise WrongUse(says, hint) from None
    rows = list(islice(_lenient(text, separator), MOST_CARDS + 2))
    if len(rows) > MOST_CARDS + 1:
        raise WrongUse(f"The file has more than {MOST_CARDS:,} rows.", "Part it.")
    return rows


def _reader(text: str, separator: str, strict: bool = False) -> Any:
    lines = io.StringIO(text, newline="")
    csv.field_size_limit(_LONGEST_CELL)  # the module's is anybody's to change
    return csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=strict)


def _lenient(text: str, separator: str) -> Iterator[TableRow]:
    """Split into the rows that aren't blank; a blank after a separator belongs to no cell."""
    reader = _reader(text, separator)
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield TableRow(line, [cell.strip() for cell in cells])
        line = reader.line_num + 1
