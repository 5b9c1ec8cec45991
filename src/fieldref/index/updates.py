"""Bring the index up to date with one edited file: only its subject's rows are replaced.

That gives what compiling everything would give, or isn't done: any doubt raises `NotAlone`, and
the index is then made anew. All rows of a State or office are made of its own files and of what is
shared, so only these are read: the files of the subject, and shared rows from the index itself.

The file is written to under SQLite's lock. Its mtime is wrong from the first byte written until all
is there, so what is left of a process that ends meanwhile is never taken for an index.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fieldref.index import freshness
from fieldref.index.packing import unpack
from fieldref.index.passages.common import Owner
from fieldref.index.rows import (
    DueRules,
    RowBlock,
    RowSubject,
    office_block,
    state_block,
    subject_of,
    with_user_changes,
)
from fieldref.index.tables import replace_block
from fieldref.index.writer import file_mentions
from fieldref.loading.dataset import SubjectFile, load_subject
from fieldref.loading.scalars import KnownIds
from fieldref.model.committees_and_upr import Upr
from fieldref.model.presences import Presence
from fieldref.model.treaties import Treaty
from fieldref.records import NamedTuple

MOST_SUBJECTS = 12  # of more, everything is read: that takes no longer
_WAIT = 0.5  # seconds for another process that writes or reads


class NotAlone(Exception):
    """A change that may reach beyond its subject's rows, or can't be made in place."""


def update_index(path: Path, folders: tuple[Path, ...], about: list[str] | None) -> bool:
    """Bring the index at `path` up to date with the few files that were written to.

    Of many files only those that name the subjects `about` are looked at, or all for None; tell
    whether all were. Raises NotAlone, OSError or sqlite3.Error; the index is then to be made anew.
    """
    file = os.open(path, os.O_RDWR)
    try:
        connection = _connect(path, file)
        try:
            update = _update(connection, path, folders, about)
        finally:
            connection.close()
        os.fsync(file)
        os.utime(file, (update.when, update.when))
    finally:
        os.close(file)  # only now: closing any descriptor of a file gives up all locks on it
    return update.all_seen


class _Update(NamedTuple):
    """The mtime that the index is to have, and whether all files were looked at for it."""

    when: int
    all_seen: bool


def _connect(path: Path, file: int) -> sqlite3.Connection:
    """Connect to the very file that is open; another may have been put in its place."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None)
    if not os.path.samestat(os.fstat(file), path.stat()):
        connection.close()
        raise NotAlone
    connection.execute("PRAGMA journal_mode = MEMORY")  # one on the disk might outlive the file
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _update(
    connection: sqlite3.Connection, path: Path, folders: tuple[Path, ...], about: list[str] | None
) -> _Update:
    """Put in place what has changed."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        before = dict(connection.execute("SELECT id, body FROM shard WHERE kind = 'stamp'"))
        made = freshness.read_mtime(path)
        if made is None or before["made"] != freshness.index_stamp(folders, made):
            raise NotAlone
        few = about if before["many"] == "1" else None
        # The stamps come before the files are read: what changes meanwhile is seen the next time.
        stamps = _stamps(connection, before, folders, few)
        changed = _changed_files(before, stamps, folders)
        by_path = {path: _subject_of_file(connection, path) for path in changed}
        _replace_subjects(connection, dict.fromkeys(by_path.values()), len(folders) > 1)
        if before["many"] == "1":
            offices = {path: of.id for path, of in by_path.items() if of.kind == "office"}
            _replace_mentions(connection, before["every"], changed, offices)
        when = freshness.index_mtime(time.time())
        stamps = {**stamps, "made": freshness.index_stamp(folders, when)}
        rows = [(body, id) for id, body in stamps.items() if body != before[id]]
        connection.executemany("UPDATE shard SET body = ? WHERE kind = 'stamp' AND id = ?", rows)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return _Update(when, few is None)


def _stamps(
    connection: sqlite3.Connection,
    before: dict[str, str],
    folders: tuple[Path, ...],
    about: list[str] | None,
) -> dict[str, str]:
    """Take the stamps again: of all files, or of those that name the subjects `about`."""
    near = freshness.folder_stamps(folders)
    if about is None:
        return {"near": near, "every": freshness.all_stamps(folders)}
    if near != before["near"] and not freshness.lists_files(before["every"], folders):
        raise NotAlone
    seen = freshness.mentioned_stamps(connection, about)
    return {"near": near, "every": freshness.stamps_again(before["every"], seen)}


def _changed_files(
    before: dict[str, str], after: dict[str, str], folders: tuple[Path, ...]
) -> dict[str, str]:
    """Give the files that were written to, with their stamps; of folders, only the times differ."""
    top = freshness.changed_files(before["near"], after["near"])
    below = freshness.changed_files(before["every"], after["every"])
    if top is None or below is None or not freshness.folder_paths(folders).issuperset(top):
        raise NotAlone
    return below


def _subject_of_file(connection: sqlite3.Connection, path: str) -> RowSubject:
    query = "SELECT kind, id, alone FROM file WHERE path = ?"
    rows = connection.execute(query, (path,)).fetchall()
    if len(rows) != 1 or not rows[0][2]:  # one folder may have been named twice
        raise NotAlone
    return RowSubject(*rows[0][:2])


class _Shared(NamedTuple):
    """The names that a State's or office's file may use, and the rules for making its rows."""

    known: KnownIds
    treaties: tuple[Treaty, ...]
    upr: Upr | None

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> _Shared:
        """Read it from the index."""
        known = KnownIds(
            sources=_ids(connection, "source"),
            treaties=_ids(connection, "treaty"),
            committees=_ids(connection, "committee"),
        )
        treaties = tuple(_records(connection, "treaty", Treaty))
        return cls(known, treaties, next(_records(connection, "upr", Upr), None))


def _ids(connection: sqlite3.Connection, kind: str) -> frozenset[str] | None:
    rows = connection.execute("SELECT id FROM shard WHERE kind = ?", (kind,))
    return frozenset(row[0] for row in rows) or None


def _records(connection: sqlite3.Connection, kind: str, record: type) -> Iterator[Any]:
    rows = connection.execute("SELECT body FROM shard WHERE kind = ? ORDER BY id", (kind,))
    return (unpack(record, json.loads(row[0])) for row in rows)


def _body(connection: sqlite3.Connection, kind: str, id: str) -> str | None:
    rows = connection.execute("SELECT body FROM shard WHERE kind = ? AND id = ?", (kind, id))
    row = rows.fetchone()
    return row[0] if row else None


def _replace_subjects(
    connection: sqlite3.Connection, subjects: dict[RowSubject, None], user_data: bool
) -> None:
    if len(subjects) > MOST_SUBJECTS:
        raise NotAlone
    shared = _Shared.read(connection) if subjects else None
    for subject in subjects:
        if shared:
            _replace_subject(connection, subject, shared, user_data=user_data)


def _replace_subject(
    connection: sqlite3.Connection, subject: RowSubject, shared: _Shared, *, user_data: bool
) -> None:
    """Read a subject's files and put its rows in place of those that it has."""
    query = "SELECT path, name, is_user_data FROM file WHERE kind = ? AND id = ? ORDER BY nr"
    rows = connection.execute(query, subject)
    stack = [SubjectFile(Path(path), name, bool(user)) for path, name, user in rows]
    dataset = load_subject(stack, shared.known, shared.treaties)
    records = (*dataset.states, *dataset.offices)
    if dataset.faults or len(records) != 1 or subject_of(records[0]) != subject:
        raise NotAlone  # reading everything tells all the faults
    old, new = _old_block(connection, subject, shared, records[0])
    if user_data:
        id = f"{subject.kind} {subject.id}"
        body = _body(connection, "user_changes", id)
        old = old._replace(shards=(*old.shards, ("user_changes", id, body))) if body else old
        new = with_user_changes(new, dataset.files)
    replace_block(connection, old, new)


def _old_block(
    connection: sqlite3.Connection, subject: RowSubject, shared: _Shared, record: Any
) -> tuple[RowBlock, RowBlock]:
    """Make the block that stands in the index, and the one of the record as it is now."""
    place = connection.execute("SELECT first FROM block WHERE kind = ? AND id = ?", subject)
    (first,) = place.fetchone()
    old = unpack(type(record), json.loads(_body(connection, *subject) or "null"))
    if isinstance(record, Presence):
        return office_block(first, old), office_block(first, record)
    if (old.state, old.also_known_as) != (record.state, record.also_known_as):
        raise NotAlone  # others' passages may name it, and how it is called depends on theirs
    ids = {presence.id for presence in old.presences}
    for presence in record.presences:
        if presence.id not in ids and _body(connection, "presence", presence.id):
            raise NotAlone  # it is another subject's, too
    owner = Owner(*json.loads(_body(connection, "owner", subject.id) or "null"))
    rules = DueRules.of(shared.treaties, shared.upr, (old, record))
    return state_block(first, old, owner, rules), state_block(first, record, owner, rules)


def _replace_mentions(
    connection: sqlite3.Connection, every: str, changed: dict[str, str], offices: dict[str, str]
) -> None:
    old = [(line,) for line in every.splitlines() if line.partition("\t")[0] in changed]
    connection.executemany("DELETE FROM mention WHERE stamp = ?", old)
    rows = file_mentions(changed.values(), offices)
    connection.executemany("INSERT INTO mention VALUES (?, ?)", rows)
