"""Fill the tables of the index with blocks of rows, and replace one block by another."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, starmap, zip_longest
from typing import Any

from fieldref.index.rows import BLOCK, RowBlock
from fieldref.index.search_terms import Passage, fold_passage

_TABLES = """
CREATE TABLE shard (kind TEXT, id TEXT, body TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE name (
    key TEXT, kind TEXT, id TEXT, display_name TEXT, rank INTEGER, core TEXT, form TEXT
);
CREATE TABLE tail (tail TEXT, name INTEGER);
CREATE TABLE relation (kind TEXT, place TEXT, id TEXT);
CREATE TABLE due (
    year INTEGER, part TEXT, rhythm TEXT, since TEXT, PRIMARY KEY (year, part)
) WITHOUT ROWID;
CREATE TABLE mention (code TEXT, stamp TEXT);
CREATE TABLE file (
    path TEXT, name TEXT, kind TEXT, id TEXT, is_user_data INTEGER, alone INTEGER,
    nr INTEGER PRIMARY KEY
);
CREATE TABLE block (kind TEXT, id TEXT, first INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE passage (
    rank INTEGER, kind TEXT, id TEXT, name TEXT, place TEXT, text TEXT, as_of TEXT, since TEXT,
    sources TEXT, command TEXT, found_by TEXT, day TEXT
);
"""
_INDEXES = """
CREATE INDEX name_key ON name (key);
CREATE INDEX name_core ON name (core);
CREATE INDEX tail_tail ON tail (tail);
CREATE INDEX relation_place ON relation (kind, place);
CREATE INDEX mention_code ON mention (code);
CREATE INDEX mention_stamp ON mention (stamp);
CREATE INDEX file_path ON file (path);
CREATE INDEX file_subject ON file (kind, id);
"""
# Which words each passage holds: its own and those of its name and place. The text is kept once.
_WORDS = """
CREATE VIRTUAL TABLE folded USING
    fts5(words, about, content='', tokenize='unicode61 remove_diacritics 0');
"""
_INSERT_SHARD = "INSERT OR REPLACE INTO shard VALUES (?, ?, ?)"
_INSERT_DUE = "INSERT INTO due VALUES (?, ?, ?, ?)"
_INSERT_NAME = (
    "INSERT INTO name (rowid, key, kind, id, display_name, rank, core, form)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_TAIL = "INSERT INTO tail (rowid, tail, name) VALUES (?, ?, ?)"
_INSERT_RELATION = "INSERT INTO relation (rowid, kind, place, id) VALUES (?, ?, ?, ?)"
_INSERT_PASSAGE = """
INSERT INTO passage (
    rowid, rank, kind, id, name, place, text, as_of, since, sources, command, found_by, day
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_WORDS = "INSERT INTO folded (rowid, words, about) VALUES (?, ?, ?)"
_DELETE_WORDS = "INSERT INTO folded (folded, rowid, words, about) VALUES ('delete', ?, ?, ?)"
_NUMBERED = ("name", "tail", "relation")  # tables whose rows have numbers of their block


def fill_tables(connection: sqlite3.Connection, blocks: Collection[RowBlock]) -> None:
    """Make the tables and fill them with the blocks."""
    connection.executescript(_TABLES)
    connection.executemany(_INSERT_SHARD, chain.from_iterable(block.shards for block in blocks))
    _insert_rows(connection, blocks)
    connection.executemany(_INSERT_DUE, chain.from_iterable(block.due for block in blocks))
    connection.executemany(_INSERT_PASSAGE, starmap(_passage_row, _passages(blocks)))
    places = ((*block.subject, block.first) for block in blocks if block.subject)
    connection.executemany("INSERT INTO block VALUES (?, ?, ?)", places)
    connection.executescript(_INDEXES)
    with contextlib.suppress(sqlite3.OperationalError):  # no FTS5 here: `search` reads all
        connection.executescript(_WORDS)
        words = ((n, *fold_passage(passage)) for n, passage in _passages(blocks))
        connection.executemany(_INSERT_WORDS, words)


def _passages(blocks: Iterable[RowBlock]) -> Iterator[tuple[int, Passage]]:
    return chain.from_iterable(enumerate(block.passages, block.first) for block in blocks)


def replace_block(connection: sqlite3.Connection, old: RowBlock, new: RowBlock) -> None:
    """Put the rows of a subject in place of those that it had; what stays isn't touched."""
    kept = {shard[:2] for shard in new.shards}
    gone = [shard[:2] for shard in old.shards if shard[:2] not in kept]
    connection.executemany("DELETE FROM shard WHERE kind = ? AND id = ?", gone)
    connection.executemany(_INSERT_SHARD, set(new.shards) - set(old.shards))
    before, after = set(old.due), set(new.due)
    years = [row[:2] for row in before - after]
    connection.executemany("DELETE FROM due WHERE year = ? AND part = ?", years)
    connection.executemany(_INSERT_DUE, after - before)
    if (old.names, old.relations) != (new.names, new.relations):
        for table in _NUMBERED:
            rows = (old.first, old.first + BLOCK)
            connection.execute(f"DELETE FROM {table} WHERE rowid >= ? AND rowid < ?", rows)
        _insert_rows(connection, (new,))
    _replace_passages(connection, old, new)


def _insert_rows(connection: sqlite3.Connection, blocks: Collection[RowBlock]) -> None:
    """Insert the blocks' names, what follows each blank in them, and their relations."""
    names = (_numbered(block, block.names) for block in blocks)
    connection.executemany(_INSERT_NAME, chain.from_iterable(names))
    tails = (_numbered(block, _tails(block)) for block in blocks)
    connection.executemany(_INSERT_TAIL, chain.from_iterable(tails))
    relations = (_numbered(block, block.relations) for block in blocks)
    connection.executemany(_INSERT_RELATION, chain.from_iterable(relations))


def _numbered(block: RowBlock, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Give each row of a block with its number."""
    return ((n, *row) for n, row in enumerate(rows, block.first))


def _tails(block: RowBlock) -> Iterator[tuple[str, int]]:
    """Give what follows each blank of a key, "bissau" of "guinea bissau", and its name's number."""
    for n, name in enumerate(block.names, block.first):
        tail = name[0]
        while tail := tail.partition(" ")[2]:
            yield tail, n


def _replace_passages(connection: sqlite3.Connection, old: RowBlock, new: RowBlock) -> None:
    pairs = enumerate(zip_longest(old.passages, new.passages), new.first)
    changed = [(n, before, after) for n, (before, after) in pairs if before != after]
    gone = [(n, before) for n, before, _ in changed if before]
    come = [(n, after) for n, _, after in changed if after]
    connection.executemany("DELETE FROM passage WHERE rowid = ?", [(n,) for n, _ in gone])
    connection.executemany(_INSERT_PASSAGE, [_passage_row(*row) for row in come])
    if _has_words(connection):
        connection.executemany(_DELETE_WORDS, [(n, *fold_passage(passage)) for n, passage in gone])
        connection.executemany(_INSERT_WORDS, [(n, *fold_passage(passage)) for n, passage in come])


def _has_words(connection: sqlite3.Connection) -> bool:
    """Tell whether the index was made by a SQLite that has FTS5."""
    tables = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'folded'")
    return tables.fetchone() is not None


def _passage_row(number: int, passage: Passage) -> tuple[Any, ...]:
    return (number, *passage[:8], json.dumps(passage.sources), *passage[9:])
