"""Give the tables as one SQLite file, for Datasette, pandas and sqlite3."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from fieldref.site.tables import Table


def write_database(tables: Iterable[Table]) -> bytes:
    """Write the tables, every cell as text or null; the same tables give the same bytes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in tables:
            columns = ", ".join(f'"{name}" TEXT' for name in table.columns)
            marks = ", ".join("?" * len(table.columns))
            connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
            rows = [tuple(cell or None for cell in row) for row in table.rows]
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)
        connection.commit()
        return connection.serialize()
