"""A workbook (Office Open XML) for spreadsheets: a sheet a table, dates that are dates.

The items have a sheet, each list of records in them another, and the sources one. A text is never
a formula, a number or a link, whatever it begins with; a date that isn't known to the day stays
text. The same answer gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from fieldref.answer import Answer
from fieldref.extras import load_library
from fieldref.records import NamedTuple
from fieldref.render.csvformat import csv_cell
from fieldref.render.interface import DEFAULT_OPTIONS, Format, OutputOptions
from fieldref.render.sanitize import sanitize

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LIST_OF_RECORDS = re.compile(r"tuple\[[A-Z]\w*Item|tuple\[(?!Source)[A-Z]\w*, \.\.\.\]")
_OLDEST = 1901  # a spreadsheet counts days from 1900, of which it has one too many
_LABELS = ("id", "iso3", "code", "treaty", "name", "title", "date")
_LONGEST_CELL, _LONGEST_NAME, _WIDEST = 32_767, 31, 60

Cell = str | int | float | bool | date | None


class Sheet(NamedTuple):
    """A table of a workbook: its name, the titles of its columns, its rows."""

    name: str
    head: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


def render(answer: Answer, _: OutputOptions = DEFAULT_OPTIONS) -> bytes:
    """Write the workbook; raise WrongUse without the library for it."""
    xlsxwriter = load_library("xlsx", "xlsxwriter", "Writing a workbook")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    made = datetime.fromisoformat(answer.on)
    book.set_properties({"title": sanitize(answer.title), "created": made})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
    }
    names: set[str] = set()
    for sheet in sheets_of(answer):
        _write(book.add_worksheet(_free_name(sheet.name, names)), sheet, formats)
    book.close()
    return out.getvalue()


FORMAT = Format(render)


def sheets_of(answer: Answer) -> Iterator[Sheet]:
    """Give the tables of an answer: its items, the lists in them, the sources that they name."""
    kind = type(answer.items[0]) if answer.items else answer.kind
    yield from _sheets(_Table(answer.command, answer.items, kind, answer.table))
    if answer.sources:
        yield from _sheets(_Table("sources", answer.sources, type(answer.sources[0])))


class _Table(NamedTuple):
    """Records that become a sheet; `rows` are those of them that the answer calls its table.

    `owner` is the column in which each says whose it is, if it is anyone's: one of `owners`.
    """

    name: str
    records: tuple[Any, ...]
    kind: type[tuple[Any, ...]] | None
    rows: tuple[Any, ...] | None = None
    owner: str = ""
    owners: tuple[Cell, ...] = ()


def _sheets(table: _Table) -> Iterator[Sheet]:
    """Give the sheet of these records, then one of each list of records in them."""
    name, records, kind, whole, owner, owners = table
    fields = tuple(getattr(kind, "_fields", ()))
    lists = [key for key in fields if _has_lists(key, table)]
    flat = [key for key in fields if key not in lists]
    rows = [tuple([_cell(getattr(record, key)) for key in flat]) for record in records]
    if owner:
        rows = [(whose, *row) for whose, row in zip(owners, rows, strict=True)]
    yield Sheet(name, (*([owner] if owner else []), *flat), rows)
    label = next((key for key in _LABELS if key in flat), flat[0] if flat else "")
    for key in lists:
        within = [(_cell(getattr(record, label)), part) for record in records
                  for part in getattr(record, key)]  # fmt: skip
        parts = tuple(part for _, part in within)
        whose = tuple(owner for owner, _ in within)
        nested = key if len(records) == 1 else f"{name}.{key}"
        if parts:
            title = f"{name}.{label}"
            yield from _sheets(_Table(nested, parts, type(parts[0]), whole, title, whose))


def _has_lists(key: str, table: _Table) -> bool:
    """Tell whether the records have lists of records under that key, which have a sheet then."""
    values = [getattr(record, key) for record in table.records]
    if all(value == () for value in values) and values:
        return bool(_LIST_OF_RECORDS.match(str(table.kind and table.kind.__annotations__[key])))
    return any(value and (value is table.rows or _is_list(value)) for value in values)


def _is_list(value: Any) -> bool:
    """Tell whether a value is a list of records that have no words of their own."""
    if not isinstance(value, tuple) or hasattr(value, "_fields") or not value:
        return False
    bases = type(value[0]).__mro__[:-1]
    return hasattr(value[0], "_fields") and not any("__str__" in vars(base) for base in bases)


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, bool | int):
        return value
    text = csv_cell(value, sanitize)
    if not isinstance(value, tuple) or getattr(value, "scalar", False):
        day = _DAY.fullmatch(text) and date.fromisoformat(text)
        if day and day.year >= _OLDEST:
            return day
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def _free_name(name: str, taken: set[str]) -> str:
    """Give the sheet a name that a workbook takes and no other has."""
    stem, n = name[:_LONGEST_NAME], 1
    while (free := stem).casefold() in taken:
        n += 1
        stem = f"{name[: _LONGEST_NAME - 3]}~{n}"
    taken.add(free.casefold())
    return free


def _write(sheet: Any, table: Sheet, formats: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(table.head):
        sheet.write_string(0, column, title, formats["head"])
        lengths = [len(str(row[column])) for row in table.rows if row[column] is not None]
        width = min(max([len(title) + 3, *lengths]), _WIDEST)
        sheet.set_column(column, column, width + 1)
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            _write_cell(sheet, number, column, cell, formats)
    if table.head:
        sheet.autofilter(0, 0, len(table.rows), len(table.head) - 1)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, formats["text"])
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, formats["text"])
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), formats["day"])
    elif cell:
        sheet.write_string(row, column, cell, formats["text"])
