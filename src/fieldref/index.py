"""The compiled form of the data: one SQLite file, in which a question reads just the rows it needs.

Kept in the user's cache folder (mode 0700), keyed by the folders' paths and by path, size and
mtime of every file; written aside and renamed. Where it cannot be written or read, the same tables
are built in memory: slower, never wrong. It holds JSON, never pickle.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from fieldref import __version__
from fieldref.errors import FaultyData

FORMAT = 1
_TABLES = """
CREATE TABLE shard (kind TEXT, id TEXT, body TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE name (key TEXT, kind TEXT, id TEXT, shown TEXT, rank INTEGER);
CREATE INDEX name_key ON name (key);
"""


class NameRow(NamedTuple):
    """A key that finds something: its kind, id and name, and its rank (0 is its own name)."""

    key: str
    kind: str
    id: str
    shown: str
    rank: int


class Index:
    """Reads of the compiled data: shards by kind and id, and names by key."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def shard(self, kind: str, id: str) -> Any:
        """The packed record of that kind and id; None if there is none."""
        query = "SELECT body FROM shard WHERE kind = ? AND id = ?"
        row = self._connection.execute(query, (kind, id)).fetchone()
        return json.loads(row[0]) if row else None

    def shards(self, kind: str) -> list[Any]:
        """All packed records of a kind, by id."""
        query = "SELECT body FROM shard WHERE kind = ? ORDER BY id"
        bodies = [row[0] for row in self._connection.execute(query, (kind,))]
        found: list[Any] = json.loads(f"[{','.join(bodies)}]")
        return found

    def names(self, where: str, *values: str) -> list[NameRow]:
        """The names for which the SQL condition `where` holds, best rank first."""
        query = (
            f"SELECT key, kind, id, shown, rank FROM name WHERE {where} ORDER BY rank, shown, id"
        )
        return [NameRow(*row) for row in self._connection.execute(query, values)]


def open_index(folders: tuple[Path, ...], cache: Path | None) -> Index:
    """The index of `folders`, later over earlier, from the folder `cache` if it is fresh there.

    Raises FaultyData, with all the faults, if any file has one.
    """
    kept = cache / f"{_key(folders)}.sqlite" if cache else None
    if kept and (connection := _opened(kept)):
        return Index(connection)
    rows = _compiled(folders)
    if kept and _written(kept, rows) and (connection := _opened(kept)):
        return Index(connection)
    connection = sqlite3.connect(":memory:")
    _fill(connection, rows)
    return Index(connection)


def _key(folders: tuple[Path, ...]) -> str:
    from hashlib import sha256

    from fieldref.bundle import files_of

    digest = sha256(f"{FORMAT} {__version__}".encode())
    for folder in folders:
        for path in files_of(folder):
            stat = path.stat()
            digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
    return digest.hexdigest()[:32]


def _opened(path: Path) -> sqlite3.Connection | None:
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        row = connection.execute("SELECT body FROM shard WHERE kind = 'format'").fetchone()
        if row == (str(FORMAT),):
            return connection
        connection.close()
    except sqlite3.Error:
        pass
    return None


def _compiled(folders: tuple[Path, ...]) -> tuple[list[Any], list[Any]]:
    from fieldref.compiling import rows_of

    shards, names, faults = rows_of(folders)
    if faults:
        raise FaultyData(faults)
    shards.append(("format", "", str(FORMAT)))
    return shards, names


def _fill(connection: sqlite3.Connection, rows: tuple[Iterable[Any], Iterable[Any]]) -> None:
    connection.executescript(_TABLES)
    connection.executemany("INSERT INTO shard VALUES (?, ?, ?)", rows[0])
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", rows[1])
    connection.commit()


def _written(path: Path, rows: tuple[list[Any], list[Any]]) -> bool:
    """Whether the index now stands at `path`, whole; older ones beside it are removed."""
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(aside)
        try:
            _fill(connection, rows)
        finally:
            connection.close()
        aside.replace(path)
        _remove_older(path)
    except (OSError, sqlite3.Error):
        aside.unlink(missing_ok=True)
        return False
    return True


def _remove_older(path: Path) -> None:
    """Keep the eight newest indexes: each edit of a profile leaves one behind."""
    kept = sorted(path.parent.glob("*.sqlite"), key=lambda one: one.stat().st_mtime_ns)
    for old in kept[:-8]:
        old.unlink(missing_ok=True)
