"""The compiled form of the data: one SQLite file, in which a question reads just the rows it needs.

Kept in the user's cache folder (mode 0700), keyed by the folders' paths and by path, size and
mtime of every file; written aside and renamed. Where it cannot be written or read, the same tables
are built in memory: slower, never wrong. It holds JSON, never pickle.
"""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from fieldref import __version__
from fieldref.errors import FaultyData

if TYPE_CHECKING:
    from fieldref.searching import Passage, Term

FORMAT = 2
_TABLES = """
CREATE TABLE shard (kind TEXT, id TEXT, body TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE name (key TEXT, kind TEXT, id TEXT, shown TEXT, rank INTEGER);
CREATE INDEX name_key ON name (key);
CREATE TABLE passage (
    rank INTEGER, kind TEXT, id TEXT, name TEXT, place TEXT, text TEXT, as_of TEXT, since TEXT,
    sources TEXT, command TEXT
);
"""
# Which words each passage holds: its own and those of its name and place. The text is kept once.
_WORDS = """
CREATE VIRTUAL TABLE folded USING
    fts5(words, about, content='', tokenize='unicode61 remove_diacritics 0');
"""
_FOUND = """
SELECT passage.* FROM folded JOIN passage ON passage.rowid = folded.rowid
WHERE folded MATCH ? AND (since IS NULL OR since <= ?) ORDER BY rank, bm25(folded, 4.0, 1.0)
"""
_EVERY = "SELECT * FROM passage WHERE since IS NULL OR since <= ? ORDER BY rank"


_Rows = tuple[list[Any], list[Any], "list[Passage]"]  # shards, names, passages


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

    def search(self, asked: tuple[Term, ...], on: str) -> list[Passage]:
        """The passages that had begun by the day `on` and hold all terms, best first."""
        from fieldref.searching import Passage, expression

        try:
            rows = list(self._connection.execute(_FOUND, (expression(asked), on)))
        except sqlite3.DatabaseError:  # a SQLite without FTS5, or more words than it takes
            rows = [row for row in self._connection.execute(_EVERY, (on,)) if _holds(row, asked)]
        found = map(Passage._make, rows)
        return [one._replace(sources=tuple(json.loads(str(one.sources)))) for one in found]


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


def _holds(row: tuple[Any, ...], asked: tuple[Term, ...]) -> bool:
    """What FTS5 would answer: all terms in the passage, one of them in its own text."""
    from fieldref.searching import Passage

    own, about = _folded(Passage(*row))
    return any(term.within(own) for term in asked) and all(
        term.within(own) or term.within(about) for term in asked
    )


def _folded(passage: Passage) -> tuple[str, str]:
    from fieldref.searching import fold

    return fold(passage.text), fold(f"{passage.name} {passage.where}")


def _compiled(folders: tuple[Path, ...]) -> _Rows:
    from fieldref.compiling import rows_of

    shards, names, passages, faults = rows_of(folders)
    if faults:
        raise FaultyData(faults)
    shards.append(("format", "", str(FORMAT)))
    return shards, names, passages


def _fill(connection: sqlite3.Connection, rows: _Rows) -> None:
    shards, names, passages = rows
    connection.executescript(_TABLES)
    connection.executemany("INSERT INTO shard VALUES (?, ?, ?)", shards)
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", names)
    packed = [one._replace(sources=json.dumps(one.sources)) for one in passages]  # type: ignore[arg-type]
    connection.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", packed)
    _fill_words(connection, passages)
    connection.commit()


def _fill_words(connection: sqlite3.Connection, passages: list[Passage]) -> None:
    try:
        connection.executescript(_WORDS)
    except sqlite3.OperationalError:
        return  # this SQLite has no FTS5: `search` reads every passage
    rows = ((row, *_folded(passage)) for row, passage in enumerate(passages, 1))
    connection.executemany("INSERT INTO folded (rowid, words, about) VALUES (?, ?, ?)", rows)


def _written(path: Path, rows: _Rows) -> bool:
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
