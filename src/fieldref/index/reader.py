"""The compiled form of the data: one SQLite file, in which a question reads just the rows it needs.

The bundled data's lies beside them in an installed package and belongs to its version; that of a
checkout or of one's own folders is kept in the cache (mode 0700) and holds the stamps of the files
it was made of. Where it cannot be written or read, is older than a file, or damaged, the rows are
worked out again: slower, never wrong. It holds JSON, never pickle.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar
from zlib import crc32

from fieldref import places
from fieldref.index import freshness

if TYPE_CHECKING:
    from fieldref.index.search_terms import Passage, Term

_FOUND = """
SELECT passage.* FROM folded JOIN passage ON passage.rowid = folded.rowid
WHERE folded MATCH ? AND (since IS NULL OR since <= ?) ORDER BY rank, bm25(folded, 4.0, 1.0)
"""
_EVERY = "SELECT * FROM passage WHERE since IS NULL OR since <= ? ORDER BY rank"
_NAMES = "SELECT key, kind, id, shown, rank FROM name"
_MATCH = {
    "all": _NAMES,
    "is": f"{_NAMES} WHERE key = ?",
    "begins": f"{_NAMES} WHERE key >= ? AND key < ?",
    "inside": f"{_NAMES} JOIN tail ON name.rowid = tail.name WHERE tail >= ? AND tail < ?",
}
_AFTER_ALL = "\U0010ffff"
_SHARED = ("edition", "upr", "source", "treaty", "committee", "mandate", "gap")
_OF_STATES = ("state", "own")  # by the code, which may stand behind the word "state"
Tell = Callable[[str], None]
Wait = Callable[[int], AbstractContextManager[None]]
Found = TypeVar("Found")


class NameRow(NamedTuple):
    """A key that finds something: its kind, id and name, and its rank (0 is its own name)."""

    key: str
    kind: str
    id: str
    shown: str
    rank: int


def _silent(_: str) -> None: ...


def _at_once(_: int) -> AbstractContextManager[None]:
    return nullcontext()


def _nothing(_: sqlite3.Connection) -> None: ...


class Index:
    """Reads of the compiled data: shards by kind and id, and names by key."""

    def __init__(
        self, folders: tuple[Path, ...], kept: Path | None, tell: Tell, wait: Wait
    ) -> None:
        self._folders, self._kept, self._tell, self._wait = folders, kept, tell, wait
        self._bundled = places.bundled_index(folders)
        self._fresh = False  # whether every file is known to be as it was
        self._connection = self._found() or self._compiled()

    @property
    def laid_over(self) -> bool:
        """Whether folders of one's own lie over the bundled one."""
        return len(self._folders) > 1

    def shard(self, kind: str, id: str) -> Any:
        """The packed record of that kind and id; None if there is none."""
        found = self.some(kind, [id])
        return found[0] if found else None

    def some(self, kind: str, ids: Iterable[str]) -> list[Any]:
        """The packed records of that kind with those ids, by id."""
        asked = list(ids)
        marks = ",".join("?" * len(asked))
        query = f"SELECT body FROM shard WHERE kind = ? AND id IN ({marks}) ORDER BY id"
        codes = [id.rpartition(" ")[2] for id in asked] if kind in _OF_STATES else None
        about = () if kind in _SHARED else codes
        return self._ask(partial(_bodies, query, (kind, *asked)), about)

    def shards(self, kind: str) -> list[Any]:
        """All packed records of a kind, by id."""
        query = "SELECT body FROM shard WHERE kind = ? ORDER BY id"
        return self._ask(partial(_bodies, query, (kind,)), () if kind in _SHARED else None)

    def beside(self, kind: str, state: str, region: str | None) -> list[Any]:
        """The packed records of a kind that concern that State or its whole region, by id."""
        query = (
            "SELECT body FROM shard WHERE kind = ? AND id IN"
            " (SELECT id FROM beside WHERE kind = ? AND place IN (?, ?)) ORDER BY id"
        )
        values = (kind, kind, state, region or state)
        return self._ask(partial(_bodies, query, values), [state])

    def due(self, first: int, last: int) -> list[Any]:
        """The packed parts of States' records that may matter in those years, by State."""
        query = (
            "SELECT body FROM shard WHERE kind = 'part' AND id IN"
            " (SELECT part FROM due WHERE year BETWEEN ? AND ?) ORDER BY id"
        )
        return self._ask(partial(_bodies, query, (first, last)), None)

    def names(self, how: Literal["all", "is", "begins", "inside"], key: str = "") -> list[NameRow]:
        """The names that are `key`, begin with it, or have a later word that does; best first.

        They are what was known when the index was made: `sure` says whether that holds.
        """
        values = {"all": (), "is": (key,)}.get(how, (key, key + _AFTER_ALL))
        found: list[NameRow] = self._ask(partial(_named, _MATCH[how], values), ())
        return found

    def sure(self, states: Iterable[str] | None) -> bool:
        """Whether what was read of these States (None: of all) still holds; else it is renewed."""
        before = self._connection
        self._ask(_nothing, states)
        return self._connection is before

    def search(self, asked: tuple[Term, ...], on: str) -> list[Passage]:
        """The passages that had begun by the day `on` and hold all terms, best first."""
        return self._ask(partial(_searched, asked, on), None)

    def _ask(
        self, read: Callable[[sqlite3.Connection], Found], about: Iterable[str] | None
    ) -> Found:
        """What `read` reads of an index that is right about the States `about`; None for all."""
        try:
            if self._fresh or self._is_fresh(self._connection, about):
                return read(self._connection)
        except (sqlite3.Error, ValueError, TypeError):
            self._damaged()
        self._connection.close()
        self._connection = self._compiled()
        return read(self._connection)

    def _found(self) -> sqlite3.Connection | None:
        """The index that is there, if nothing has changed since it was made."""
        try:
            connection = self._opened()
            if connection and (self._fresh or self._is_fresh(connection, ())):
                return connection
        except (sqlite3.Error, ValueError, TypeError):
            self._damaged()
        return None

    def _damaged(self) -> None:
        self._tell(f"The index {self._bundled or self._kept} is damaged: the data are read again.")
        self._bundled = None

    def _opened(self) -> sqlite3.Connection | None:
        """The index that is there, if it is of this version and these folders."""
        path = self._bundled or self._kept
        when = freshness.read_mtime(path) if path else None
        if path is None or when is None:
            return None
        if when < 0 and not self._bundled:
            raise ValueError(path)  # it was written to since it was made
        mode = "mode=ro&immutable=1" if self._bundled else "mode=ro"
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)
        wanted = freshness.index_stamp(*(((), 0) if self._bundled else (self._folders, when)))
        if _stamps(connection, "made") == [wanted]:
            self._fresh = self._bundled is not None  # it is the version's, and no file's
            return connection
        connection.close()
        return None

    def _is_fresh(self, connection: sqlite3.Connection, about: Iterable[str] | None) -> bool:
        """Whether the files that tell of the States `about` (of all if None) are as they were."""
        many, near = _stamps(connection, "many", "near")
        if near != freshness.folder_stamps(self._folders):
            return False
        if about is None or many == "0":
            self._fresh = _stamps(connection, "every") == [freshness.all_stamps(self._folders)]
            return self._fresh
        query = "SELECT stamp FROM mention WHERE code = ?"
        lines = (row[0] for code in about for row in connection.execute(query, (code,)))
        return all(freshness.stamp_of(line.partition("\t")[0]) == line for line in lines)

    def _compiled(self) -> sqlite3.Connection:
        """The index made anew, and kept if that can be. Raises FaultyData, with all the faults."""
        from fieldref.index import writer

        connection = None
        with self._wait(freshness.all_stamps(self._folders).count("\n") + 1):
            rows = writer.Rows(self._folders)
        if self._kept:
            try:
                writer.write_index(self._kept, rows, self._folders)
                connection = self._opened()
            except (OSError, sqlite3.Error, ValueError) as error:
                self._tell(f"The index can't be kept in {self._kept.parent}: {error}.")
        self._fresh = True
        return connection or writer.index_in_memory(rows)


def open_index(
    folders: tuple[Path, ...], cache: Path | None, tell: Tell = _silent, wait: Wait = _at_once
) -> Index:
    """The index of `folders`, later over earlier, kept in the folder `cache`.

    `tell` is given a sentence where the index can't be read or kept, which makes it slower; `wait`
    gives what goes on while so many files are read. Raises FaultyData, with all the faults, if any
    file has one.
    """
    name = crc32("\0".join(map(str, folders)).encode("utf-8", "surrogateescape"))
    return Index(folders, cache / f"{name:08x}.sqlite" if cache else None, tell, wait)


def _stamps(connection: sqlite3.Connection, *ids: str) -> list[str]:
    marks = ",".join("?" * len(ids))
    query = f"SELECT body FROM shard WHERE kind = 'stamp' AND id IN ({marks}) ORDER BY id"
    return [row[0] for row in connection.execute(query, ids)]


def _bodies(query: str, values: tuple[Any, ...], connection: sqlite3.Connection) -> list[Any]:
    bodies = [row[0] for row in connection.execute(query, values)]
    found: list[Any] = json.loads(f"[{','.join(bodies)}]")
    return found


def _named(query: str, values: tuple[str, ...], connection: sqlite3.Connection) -> list[NameRow]:
    rows = connection.execute(f"{query} ORDER BY rank, shown, id", values)
    return [NameRow(*row) for row in rows]


def _searched(asked: tuple[Term, ...], on: str, connection: sqlite3.Connection) -> list[Passage]:
    from fieldref.index.search_terms import Passage, fts_query, passage_matches

    try:
        rows = list(connection.execute(_FOUND, (fts_query(asked), on)))
        found = list(map(Passage._make, rows))
    except sqlite3.OperationalError:  # a SQLite without FTS5, or more words than it takes
        every = map(Passage._make, connection.execute(_EVERY, (on,)))
        found = [one for one in every if passage_matches(one, asked)]
    return [one._replace(sources=tuple(json.loads(str(one.sources)))) for one in found]
