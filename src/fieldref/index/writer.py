"""Write the index: compile the data into one SQLite file that stands there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from fieldref import files
from fieldref.index import freshness
from fieldref.index.compilation import compile_folders
from fieldref.index.freshness import FEW, index_mtime, index_stamp
from fieldref.index.tables import fill_tables

_CODE = re.compile(r"\b[A-Z][A-Z0-9]{2}\b")
_STALE_AFTER = 3600  # seconds: an older temporary file belongs to a process that has ended
_KEPT = 8  # indexes of other folders, used last


class Rows:
    """All that an index holds, worked out once, to be written to a file or into memory."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        # The stamps come before the files are read: what changes meanwhile is seen the next time.
        near, every = freshness.folder_stamps(folders), freshness.all_stamps(folders)
        self.blocks, self.files, self.unread = compile_folders(folders)
        many = every.count("\n") >= FEW
        self.stamps = {"near": near, "many": str(int(many)), "every": every}
        offices = {row.path: row.id for row in self.files if row.kind == "office"}
        self.mentions = list(file_mentions(every.splitlines(), offices)) if many else []

    def fill(self, connection: sqlite3.Connection) -> None:
        """Make the tables and fill them."""
        fill_tables(connection, self.blocks)
        connection.executemany("INSERT INTO mention VALUES (?, ?)", self.mentions)
        connection.executemany("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?)", self.files)
        stamps = [("stamp", id, body) for id, body in self.stamps.items()]
        connection.executemany("INSERT INTO shard VALUES (?, ?, ?)", stamps)
        connection.commit()


def file_mentions(stamps: Iterable[str], offices: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the files that mention each code, and those of `offices`, ids by path, by its id.

    More than concern the State is no harm.
    """
    for stamp in stamps:
        path = stamp.partition("\t")[0]
        if path in offices:
            yield offices[path], stamp
        with contextlib.suppress(OSError, UnicodeDecodeError):
            text = Path(path).read_text("utf-8")
            yield from ((code, stamp) for code in sorted(set(_CODE.findall(text))))


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
    # It is nobody else's yet: no lock is needed, which a home over a network may not give.
    address = f"{files.absolute(aside).as_uri()}?nolock=1"
    connection = sqlite3.connect(address, uri=True)
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
    for kind in ("*.sqlite", "*.faults"):
        others = [other for other in path.parent.glob(kind) if other != path]
        for old in sorted(others, key=lambda other: other.stat().st_atime_ns)[: 1 - _KEPT]:
            old.unlink(missing_ok=True)


def write_bundled_index(path: Path, folder: Path) -> None:
    """Compile the data in `folder` for a wheel: an index that belongs to this version alone."""
    rows = Rows((folder,))
    rows.stamps, rows.files = {}, ()  # it belongs to a version, not to files
    _write_aside(path, rows, index_stamp((), 0))
