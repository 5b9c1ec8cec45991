"""Read the index: one SQLite file, of which a question takes only the rows it needs.

The bundled data's lies beside them in an installed package and belongs to its version; that of a
checkout or of the user's folders is kept in the cache (mode 0700) and holds the stamps of the files
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
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from fieldref import files, places
from fieldref.index import freshness
from fieldref.records import NamedTuple

if TYPE_CHECKING:
    from fieldref.index.search_terms import Passage, Term

_FOUND = """
SELECT passage.* FROM folded JOIN passage ON passage.rowid = folded.rowid
WHERE folded MATCH ? AND (since IS NULL OR since <= ?) ORDER BY rank, bm25(folded, 4.0, 1.0)
"""
_EVERY = "SELECT * FROM passage WHERE since IS NULL OR since <= ? ORDER BY rank"
_NAMES = "SELECT key, kind, id, display_name, rank, form FROM name"
_MATCH = {
    "all": _NAMES,
    "is": f"{_NAMES} WHERE key = ?",
    "apart": f"{_NAMES} WHERE core = ?",
    "begins": f"{_NAMES} WHERE key >= ? AND key < ?",
    "inside": f"{_NAMES} JOIN tail ON name.rowid = tail.name WHERE tail >= ? AND tail < ?",
}
_DUE_YEARS = "FROM due WHERE year BETWEEN ? AND ?"
_PARTS = f"""
SELECT id, body FROM shard WHERE kind = 'part' AND id IN
    (SELECT part {_DUE_YEARS} AND (rhythm IS NULL OR since > ?)) ORDER BY id
"""
_RHYTHMS = f"SELECT part, rhythm {_DUE_YEARS} AND rhythm <> '[]' AND since <= ?"
_LOCK_SECONDS = 0.5
_MOST_NAMED = 5  # files that a sentence names
_AFTER_ALL = "\U0010ffff"
_SHARED = ("edition", "upr", "source", "treaty", "committee", "mandate", "gap", "term")
_OF_SUBJECTS = ("state", "office", "user_changes")
Tell = Callable[[str], None]
Wait = Callable[[int], AbstractContextManager[None]]
Result = TypeVar("Result")


class NameRow(NamedTuple):
    """A key that finds something: its kind, id and name, its rank (0 is a State's own name).

    `form` is what the name says of the form of State, as `forms.split_form` gives it.
    """

    key: str
    kind: str
    id: str
    display_name: str
    rank: int
    form: str


class DueRows(NamedTuple):
    """The rows of some years: packed parts and dates by rhythm, each with the part's key.

    A key has the State's code and the topic; with a year, the part has that year's reviews alone.
    """

    parts: list[tuple[tuple[Any, ...], Any]]
    rhythm: list[tuple[tuple[Any, ...], str]]


def _ignore(_: str) -> None: ...


def _no_progress(_: int) -> AbstractContextManager[None]:
    return nullcontext()


def _read_nothing(_: sqlite3.Connection) -> None: ...


class Index:
    """A reader of the compiled data: records by kind and id, names by key."""

    def __init__(
        self, folders: tuple[Path, ...], path: Path | None, tell: Tell, warn: Tell, wait: Wait
    ) -> None:
        self._folders, self._path, self._wait = folders, path, wait
        self._tell, self._warn = tell, warn
        self._bundled = places.bundled_index(folders)
        self._fresh = False  # whether every file is known to be as it was
        self._damaged = False
        self.was_recompiled = False  # whether all files had to be read
        self._connection = self._open_if_fresh() or self._renew([])

    @property
    def has_user_data(self) -> bool:
        """Tell whether the user has folders of data."""
        return len(self._folders) > 1

    @property
    def has_many_files(self) -> bool:
        """Tell whether there are so many files that no question looks at all of them."""
        return _stamps(self._connection, "many") == ["1"]

    def record(self, kind: str, id: str) -> Any:
        """Read the packed record of that kind and id; None if there is none."""
        records = self.records_by_id(kind, [id])
        return records[0] if records else None

    def records_by_id(self, kind: str, ids: Iterable[str]) -> list[Any]:
        """Read the packed records of that kind with those ids, by id."""
        ids = list(ids)
        marks = ",".join("?" * len(ids))
        query = f"SELECT body FROM shard WHERE kind = ? AND id IN ({marks}) ORDER BY id"
        return self._query_fresh(partial(_bodies, query, (kind, *ids)), _subjects(kind, ids))

    def records(self, kind: str) -> list[Any]:
        """Read all packed records of a kind, by id."""
        query = "SELECT body FROM shard WHERE kind = ? ORDER BY id"
        return self._query_fresh(partial(_bodies, query, (kind,)), () if kind in _SHARED else None)

    def related_to(self, kind: str, state: str, region: str | None) -> list[Any]:
        """Read the packed records of a kind that concern that State or its region, by id."""
        query = (
            "SELECT body FROM shard WHERE kind = ? AND id IN"
            " (SELECT id FROM relation WHERE kind = ? AND place IN (?, ?)) ORDER BY id"
        )
        values = (kind, kind, state, region or state)
        return self._query_fresh(partial(_bodies, query, values), [state])

    def parts_due(self, first: int, last: int, on: str) -> DueRows:
        """Read the packed parts of States' records that may matter in those years, by State.

        Those that matter for nothing but dates by rhythm, known on the day `on`, aren't read: the
        dates are given, each with its part. No date is known on the day "".
        """
        return self._query_fresh(partial(_due, first, last, on), None)

    def names(
        self, how: Literal["all", "is", "apart", "begins", "inside"], key: str = ""
    ) -> list[NameRow]:
        """Find the names that are `key`, begin with it, or have a later word that does; best first.

        `apart` finds those that are `key` without their form of State. All are what was known when
        the index was made: `ensure_fresh` tells whether that holds.
        """
        values = {"all": (), "is": (key,), "apart": (key,)}.get(how, (key, key + _AFTER_ALL))
        rows: list[NameRow] = self._query_fresh(partial(_named, _MATCH[how], values), ())
        return rows

    def ensure_fresh(self, states: Iterable[str] | None) -> bool:
        """Check the index against the files of these States (None: of all).

        If it is stale, rebuild it and return False.
        """
        before = self._connection
        self._query_fresh(_read_nothing, states)
        return self._connection is before

    def search(self, terms: tuple[Term, ...], on: str) -> list[Passage]:
        """Find the passages that had begun by the day `on` and hold all terms, best first."""
        return self._query_fresh(partial(_search, terms, on), None)

    def passages(self, on: str) -> list[Passage]:
        """Give every passage that had begun by the day `on`, names first."""
        return self._query_fresh(partial(_all_passages, on), None)

    def _query_fresh(
        self, read: Callable[[sqlite3.Connection], Result], about: Iterable[str] | None
    ) -> Result:
        """Read from an index that is right about the subjects `about`; None for all."""
        about = None if about is None else list(about)
        try:
            if self._fresh or self._is_fresh(self._connection, about):
                result = read(self._connection)
                self._prove_whole()
                return result
            opened = None
        except (sqlite3.Error, ValueError, TypeError):
            opened = self._open_after_damage()
        self._connection.close()
        self._connection = opened or self._renew(about)
        return read(self._connection)

    def _prove_whole(self) -> None:
        """Raise ValueError if what was read was being written by a process that has ended."""
        if self._path and not self._bundled and freshness.settled_mtime(self._path) == -1:
            raise ValueError(self._path)

    def _renew(self, about: list[str] | None) -> sqlite3.Connection:
        """Bring the index up to date: with the edited files alone if that can be, else whole."""
        return self._update(about) or self._recompile()

    def _update(self, about: list[str] | None) -> sqlite3.Connection | None:
        """Compile the edited files alone; None where all must be read."""
        if self._path is None or self._bundled or self._damaged or not files.is_file(self._path):
            return None
        from fieldref.index import updates

        try:
            all_seen = updates.update_index(self._path, self._folders, about)
            connection = self._open_stored()
        except (updates.NotAlone, OSError, sqlite3.Error, ValueError, TypeError, KeyError):
            return None
        self._fresh = connection is not None and all_seen
        return connection

    def _open_if_fresh(self) -> sqlite3.Connection | None:
        """Open the index that is there, if nothing has changed since it was made."""
        try:
            connection = self._open_stored()
            if connection and (self._fresh or self._is_fresh(connection, ())):
                return connection
            if connection:
                connection.close()
        except (sqlite3.Error, ValueError, TypeError):
            return self._open_after_damage()
        return None

    def _open_after_damage(self) -> sqlite3.Connection | None:
        """Say that the index is damaged; open the one kept in the cache if it was the bundled one.

        That is always told, since it stays so; the cache's is made anew at once.
        """
        sentence = f"The index {self._bundled or self._path} is damaged: the data are read again."
        if not self._bundled:
            self._tell(sentence)
            self._damaged = True
            return None
        self._warn(f"{sentence} Install fieldref anew to mend it.")
        self._bundled = None
        return self._open_if_fresh()

    def _open_stored(self) -> sqlite3.Connection | None:
        """Open the index that is there, if it is of this version and these folders."""
        path = self._bundled or self._path
        # Nothing writes to the bundled one.
        mtime_of = freshness.read_mtime if self._bundled else freshness.settled_mtime
        when = mtime_of(path) if path else None
        if path is None or when is None:
            return None
        if when < 0 and not self._bundled:
            raise ValueError(path)  # it was written to since it was made
        connection = self._connect(path)
        wanted = freshness.index_stamp(*(((), 0) if self._bundled else (self._folders, when)))
        if _stamps(connection, "made") == [wanted]:
            self._fresh = self._bundled is not None  # it is the version's, and no file's
            return connection
        connection.close()
        return None

    def _connect(self, path: Path) -> sqlite3.Connection:
        """Connect to the index, without locks where they can't be had soon.

        Some homes over a network give none. What is written to while it is read is told by its
        mtime, and the bundled index is never written to.
        """
        address = f"{files.absolute(path).as_uri()}?mode=ro"
        if not self._bundled:
            connection = sqlite3.connect(address, uri=True, timeout=_LOCK_SECONDS)
            try:
                connection.execute("SELECT 1 FROM shard LIMIT 1").fetchone()
                return connection
            except sqlite3.OperationalError:
                connection.close()
        return sqlite3.connect(f"{address}&immutable=1", uri=True)

    def _is_fresh(self, connection: sqlite3.Connection, about: Iterable[str] | None) -> bool:
        """Tell whether the files that name the subjects `about` (None: any) are as they were."""
        many, near = _stamps(connection, "many", "near")
        if near != freshness.folder_stamps(self._folders):
            return False
        if about is None or many == "0":
            self._fresh = _stamps(connection, "every") == [freshness.all_stamps(self._folders)]
            return self._fresh
        lines = freshness.mentioned_stamps(connection, about)
        return all(freshness.stamp_of(line.partition("\t")[0]) == line for line in lines)

    def _recompile(self) -> sqlite3.Connection:
        """Make the index anew, and keep it if possible. Raises FaultyData, with all the faults."""
        from fieldref.index import writer

        connection = None
        self.was_recompiled = True
        with self._wait(freshness.all_stamps(self._folders).count("\n") + 1):
            rows = writer.Rows(self._folders)
        if rows.unread:
            self._warn(_unread_sentence(rows.unread))
        if self._path:
            try:
                writer.write_index(self._path, rows, self._folders)
                connection = self._open_stored()
            except (OSError, sqlite3.Error, ValueError) as error:
                self._tell(f"The index can't be kept in {self._path.parent}: {error}.")
        self._fresh = True
        return connection or writer.index_in_memory(rows)


def open_index(
    folders: tuple[Path, ...],
    cache: Path | None,
    tell: Tell = _ignore,
    wait: Wait = _no_progress,
    warn: Tell = _ignore,
) -> Index:
    """Open the index of `folders`, later over earlier, kept in the folder `cache`.

    `tell` is given a sentence where the index can't be read or kept, which makes it slower, `warn`
    one on what only the user can mend; `wait` gives what goes on while so many files are read.
    Raises FaultyData, with all the faults, if any file has one.
    """
    name = f"{freshness.name_of_folders(folders)}.sqlite"
    return Index(folders, cache / name if cache else None, tell, warn, wait)


def _unread_sentence(paths: tuple[Path, ...]) -> str:
    """Name the files that aren't read, which is told once: when the others are."""
    named = ", ".join(map(str, paths[:_MOST_NAMED]))
    more = f" and {len(paths) - _MOST_NAMED} more" if len(paths) > _MOST_NAMED else ""
    return f"Not read: {named}{more}. Files of data have the names and folders that ours have."


def _subjects(kind: str, ids: list[str]) -> list[str] | None:
    """Give the States and offices of whose files the records are made; None if of any."""
    if kind in _OF_SUBJECTS:
        return [id.partition(" ")[2] if kind == "user_changes" else id for id in ids]
    return [] if kind in _SHARED else None


def _stamps(connection: sqlite3.Connection, *ids: str) -> list[str]:
    marks = ",".join("?" * len(ids))
    query = f"SELECT body FROM shard WHERE kind = 'stamp' AND id IN ({marks}) ORDER BY id"
    return [row[0] for row in connection.execute(query, ids)]


def _rows(query: str, values: tuple[Any, ...], connection: sqlite3.Connection) -> list[Any]:
    """Give the rows of a query; none if a value is no text that UTF-8 holds, as no record's is."""
    try:
        return connection.execute(query, values).fetchall()
    except UnicodeEncodeError:  # a byte of the command line; as a ValueError it would mean damage
        return []


def _due(first: int, last: int, on: str, connection: sqlite3.Connection) -> DueRows:
    years = (first, last, on)
    parts = _decode_rows(connection.execute(_PARTS, years))
    rhythms = _decode_rows(connection.execute(_RHYTHMS, years))
    return DueRows(parts, [(key, when) for key, dates in rhythms for when in dates])


def _decode_rows(rows: Iterable[tuple[str, str]]) -> list[tuple[tuple[Any, ...], Any]]:
    """Decode rows of a key and a body, both JSON; all at once, which is quicker."""
    texts = ",".join([f"{key},{body}" for key, body in rows])
    decoded = iter(json.loads(f"[{texts}]"))
    return [(tuple(key), body) for key, body in zip(decoded, decoded, strict=True)]


def _bodies(query: str, values: tuple[Any, ...], connection: sqlite3.Connection) -> list[Any]:
    bodies = [row[0] for row in _rows(query, values, connection)]
    packed: list[Any] = json.loads(f"[{','.join(bodies)}]")
    return packed


def _named(query: str, values: tuple[str, ...], connection: sqlite3.Connection) -> list[NameRow]:
    rows = _rows(f"{query} ORDER BY rank, display_name, id", values, connection)
    return [NameRow(*row) for row in rows]


def _all_passages(on: str, connection: sqlite3.Connection) -> list[Passage]:
    from fieldref.index.search_terms import Passage

    return [_with_sources(Passage(*row)) for row in connection.execute(_EVERY, (on,))]


def _search(terms: tuple[Term, ...], on: str, connection: sqlite3.Connection) -> list[Passage]:
    from fieldref.index.search_terms import Passage, fts_query, passage_matches

    try:
        passages = list(map(Passage._make, _rows(_FOUND, (fts_query(terms), on), connection)))
    except sqlite3.OperationalError:  # a SQLite without FTS5, or more words than it takes
        every = map(Passage._make, connection.execute(_EVERY, (on,)))
        passages = [passage for passage in every if passage_matches(passage, terms)]
    return [_with_sources(passage) for passage in passages]


def _with_sources(passage: Passage) -> Passage:
    """Decode the sources, which a row keeps as JSON."""
    return passage._replace(sources=tuple(json.loads(str(passage.sources))))
