"""Give records as tables: CSV of each, and the description of all (Frictionless Data Package)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fieldref.records import NamedTuple
from fieldref.render.csvformat import csv_cell, csv_text
from fieldref.render.sanitize import sanitize_cell


class Table(NamedTuple):
    """A table: its name, its columns, and its cells as CSV has them."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def csv(self) -> bytes:
        """Give the table as CSV."""
        return csv_text(self.columns, self.rows).encode()


def table_of(
    name: str, kind: Any, items: Iterable[Any], treaties: Sequence[str] | None = None
) -> Table:
    """Make a table of items of a kind; with `treaties`, the first column says of which each is."""
    columns: tuple[str, ...] = kind._fields
    rows = tuple(tuple(csv_cell(value, sanitize_cell) for value in item) for item in items)
    if treaties is None:
        return Table(name, columns, rows)
    named = zip(treaties, rows, strict=True)
    return Table(name, ("treaty", *columns), tuple((code, *row) for code, row in named))


def package_of(tables: Iterable[Table], edition: str) -> dict[str, Any]:
    """Describe the tables as a data package (https://datapackage.org, version 1 of its words)."""
    return {
        "name": "fieldref",
        "title": "fieldref: the UN human-rights system, State by State",
        "version": edition,
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [
            {
                "name": table.name,
                "path": f"tables/{table.name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": [{"name": name, "type": "string"} for name in table.columns]},
            }
            for table in tables
        ],
    }
