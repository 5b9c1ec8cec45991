"""The data compiled into one SQLite file: its tables, and how it comes to stand there whole."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fieldref import files
from fieldref.errors import FaultyData
from fieldref.index import due_years, freshness
from fieldref.index.freshness import FEW, index_mtime, index_stamp
from fieldref.index.packing import unpack
from fieldref.index.rows import Shard, compile_rows, make_shard
from fieldref.index.search_terms import Passage, fold_passage
from fieldref.model.committees_and_upr import Upr
from fieldref.model.presences import Mandate, Presence
from fieldref.model.states import State
from fieldref.model.treaties import Treaty
from fieldref.rules.upr import UprRules

_TABLES = """
CREATE TABLE shard (kind TEXT, id TEXT, body TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE name (key TEXT, kind TEXT, id TEXT, display_name TEXT, rank INTEGER);
CREATE TABLE tail (tail TEXT, name INTEGER);
CREATE TABLE relation (kind TEXT, place TEXT, id TEXT);
CREATE TABLE due (year INTEGER, part TEXT, PRIMARY KEY (year, part)) WITHOUT ROWID;
CREATE TABLE mention (code TEXT, stamp TEXT);
CREATE TABLE passage (
    rank INTEGER, kind TEXT, id TEXT, name TEXT, place TEXT, text TEXT, as_of TEXT, since TEXT,
    sources TEXT, command TEXT
);
"""
_INDEXES = """
CREATE INDEX name_key ON name (key);
CREATE INDEX tail_tail ON tail (tail);
CREATE INDEX relation_place ON relation (kind, place);
CREATE INDEX mention_code ON mention (code);
"""
# Which words each passage holds: its own and those of its name and place. The text is kept once.
_WORDS = """
CREATE VIRTUAL TABLE folded USING
    fts5(words, about, content='', tokenize='unicode61 remove_diacritics 0');
"""
_CODE = re.compile(r"\b[A-Z][A-Z0-9]{2}\b")
_STALE_AFTER = 3600  # seconds: an older temporary file belongs to a process that has ended
_KEPT = 8  # indexes of other folders, used last


class Rows:
    """All that an index holds, worked out once, to be written to a file or into memory."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        # The stamps come before the files are read: what changes meanwhile is seen the next time.
        self.near, self.every = freshness.folder_stamps(folders), freshness.all_stamps(folders)
        shards, self.names, self.passages, faults = compile_rows(folders)
        if faults:
            raise FaultyData(faults)
        many = self.every.count("\n") >= FEW
        kept = {"near": self.near, "many": str(int(many)), "every": self.every}
        self.due, parts = _due(shards)
        self.shards = [*shards, *parts, *(("stamp", id, body) for id, body in kept.items())]
        self.mentions = list(_mentions(self.every)) if many else []

    def fill(self, connection: sqlite3.Connection) -> None:
        """Make the tables and fill them."""
        connection.executescript(_TABLES)
        connection.executemany("INSERT OR REPLACE INTO shard VALUES (?, ?, ?)", self.shards)
        connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", self.names)
        connection.executemany("INSERT INTO due VALUES (?, ?)", sorted(self.due))
        connection.executemany("INSERT INTO relation VALUES (?, ?, ?)", _relations(self.shards))
        tails = ((tail, n) for n, row in enumerate(self.names, 1) for tail in _tails(row[0]))
        connection.executemany("INSERT INTO tail VALUES (?, ?)", tails)
        connection.executemany("INSERT INTO mention VALUES (?, ?)", self.mentions)
        packed = [(*row[:8], json.dumps(row.sources), *row[9:]) for row in self.passages]
        connection.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", packed)
        connection.executescript(_INDEXES)
        _fill_words(connection, self.passages)
        connection.commit()


def _mentions(every: str) -> Iterator[tuple[str, str]]:
    """Give the files that mention each code. More than concern the State is no harm."""
    for line in every.splitlines():
        with contextlib.suppress(OSError, UnicodeDecodeError):
            text = Path(line.partition("\t")[0]).read_text("utf-8")
            yield from ((code, line) for code in sorted(set(_CODE.findall(text))))


def _due(shards: list[Shard]) -> tuple[set[tuple[int, str]], list[Shard]]:
    """In which years which part of a State's record may matter, and these parts."""
    packed = {
        kind: [row for row in shards if row[0] == kind] for kind in ("treaty", "upr", "brief")
    }
    treaties = {id: unpack(Treaty, json.loads(body)) for _, id, body in packed["treaty"]}
    years: set[tuple[int, str]] = set()
    parts: list[Shard] = []
    for _, _, text in packed["upr"]:
        upr: Upr = unpack(Upr, json.loads(text))
        for _, code, body in packed["brief"]:
            state: State = unpack(State, json.loads(body))
            rules = UprRules.of(upr, (state,))
            years |= {
                (year, f"{code} {topic}")
                for year, topic in due_years.due_years(state, treaties, rules)
            }
            parts += [
                make_shard("part", f"{code} {topic}", part)
                for topic, part in due_years.split_by_topic(state)
            ]
    return years, parts


def _relations(shards: list[Shard]) -> Iterator[tuple[str, str, str]]:
    """Which presences and mandates concern a State, or as desks at headquarters its region."""
    for kind, id, body in shards:
        if kind == "presence":
            presence: Presence = unpack(Presence, json.loads(body))
            desk = presence.region if presence.kind == "headquarters" else None
            places = {presence.host, *presence.covers, desk}
        elif kind == "mandate":
            places = {unpack(Mandate, json.loads(body)).state}
        else:
            continue
        yield from ((kind, place, id) for place in places if place)


def _tails(key: str) -> Iterator[str]:
    """Give what follows each blank of a key: "bissau" of "guinea bissau"."""
    while key := key.partition(" ")[2]:
        yield key


def _fill_words(connection: sqlite3.Connection, passages: list[Passage]) -> None:
    try:
        connection.executescript(_WORDS)
    except sqlite3.OperationalError:
        return  # this SQLite has no FTS5: `search` reads every passage
    rows = ((row, *fold_passage(passage)) for row, passage in enumerate(passages, 1))
    connection.executemany("INSERT INTO folded (rowid, words, about) VALUES (?, ?, ?)", rows)


def index_in_memory(rows: Rows) -> sqlite3.Connection:
    """Fill an index in memory, for a process that can keep none."""
    connection = sqlite3.connect(":memory:")
    rows.fill(connection)
    return connection


def write_index(path: Path, rows: Rows, folders: tuple[Path, ...]) -> None:
    """Put the index at `path`, whole or not at all; raises OSError or sqlite3.Error.

    Its own mtime is among what it holds, so one that anything wrote to later is told from it.
    """
    files.make_folders(path.parent)
    with files.open_aside(path.parent, files.PRIVATE_FILE) as aside:
        when = index_mtime(time.time())
        _write_aside(aside, rows, index_stamp(folders, when))
        os.utime(aside, (when, when))
        aside.replace(path)
    with contextlib.suppress(OSError):
        _clear(path)


def _write_aside(aside: Path, rows: Rows, stamp: str) -> None:
    connection = sqlite3.connect(aside)
    try:
        # Nothing of it is used unless all is there: no journal, and one flush at the end.
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        rows.fill(connection)
        connection.execute("INSERT INTO shard VALUES ('stamp', 'made', ?)", (stamp,))
        connection.commit()
    finally:
        connection.close()
    files.flush(aside)


def _clear(path: Path) -> None:
    """Remove what killed processes left aside, and of other folders' indexes the oldest."""
    for leftover in path.parent.glob(files.ASIDE):
        if leftover.stat().st_mtime < time.time() - _STALE_AFTER:
            leftover.unlink(missing_ok=True)
    others = [other for other in path.parent.glob("*.sqlite") if other != path]
    for old in sorted(others, key=lambda other: other.stat().st_atime_ns)[: 1 - _KEPT]:
        old.unlink(missing_ok=True)


def write_bundled_index(path: Path, folder: Path) -> None:
    """Compile the data in `folder` for a wheel: an index that belongs to this version alone."""
    rows: Any = Rows((folder,))
    rows.shards = [row for row in rows.shards if row[0] != "stamp"]
    _write_aside(path, rows, index_stamp((), 0))
