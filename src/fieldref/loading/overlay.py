"""One's own files laid over others: which row stands for which, and what came from where.

Each key of an own row stands for the same key of the row that it means; a row that there was not
is added. Lists of rows and of names are added to, any other list is replaced. Nothing is taken
away. data/README.md says which row means which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from fieldref.errors import Fault
from fieldref.loading.row_matching import (
    ADDED_TO,
    IDENTIFIED,
    SAME,
    Identity,
    RowIndex,
    identity_of,
)
from fieldref.model.presences import Presence
from fieldref.model.states import State
from fieldref.records import NamedTuple

Places = dict[str, tuple[int, int]]


class RowChange(NamedTuple):
    """A row or key of one's own: at `path` of the whole, at `own` of its file, and what it does."""

    path: str
    own: str
    does: Literal["adds", "replaces", "repeats"]


class File(NamedTuple):
    """A file that was read: its record, and the line and column of each path in it.

    Files of a higher `layer` lie over those of a lower one. Once laid over another, `record` is the
    whole; `places`, `origin` (the file's name and the path in it) and `laid` are of the own rows.
    """

    name: str
    record: Any
    places: Places
    layer: int = 0
    laid: tuple[RowChange, ...] = ()
    origin: dict[str, tuple[str, str]] = {}  # noqa: RUF012  # a named tuple's default, never changed

    def fault(self, path: str, says: str) -> Fault:
        """Make the fault at `path`, told where its author can mend it."""
        near = path
        while near and near not in self.places:
            near = near.rpartition(".")[0]
        line, column = self.places.get(near, (1, 1))
        name, own = self.origin.get(near, (self.name, near))
        return Fault(name, line, column, f"{own}{path[len(near) :]}".strip("."), says)


def overlay_files(files: Iterable[File]) -> list[File]:
    """Lay the files of one subject over each other; the first are the lowest."""
    whole: list[File] = []
    at: dict[object, int] = {}
    for file in files:
        for subject, one in _parts(file, at):
            n = at.get(subject)
            if n is None or whole[n].layer == one.layer:
                whole.append(one)
                _note(one, len(whole) - 1, at)
            else:
                whole[n] = _over(whole[n], one)
    return whole


def _note(file: File, n: int, at: dict[object, int]) -> None:
    """Note where each subject stands: an office may stand in a State's file."""
    at.setdefault(_subject(file.record), n)
    if isinstance(file.record, State):
        for presence in file.record.presences:
            at.setdefault((Presence, presence.id), n)


def _subject(record: Any) -> object:
    if isinstance(record, State):
        return State, record.codes.iso3
    if isinstance(record, Presence):
        return Presence, record.id
    return type(record), type(record[0]) if type(record) is tuple and record else None


def _parts(file: File, at: dict[object, int]) -> Iterable[tuple[object, File]]:
    """Split from a State's file those presences that have a file of their own."""
    record = file.record
    if not isinstance(record, State):
        return [(_subject(record), file)]
    home = at.get((State, record.codes.iso3))
    apart = [
        (n, one)
        for n, one in enumerate(record.presences, 1)
        if at.get((Presence, one.id), home) != home
    ]
    kept = tuple(one for one in record.presences if one not in [other for _, other in apart])
    parts = [(_subject(record), file._replace(record=record._replace(presences=kept)))]
    return parts + [((Presence, one.id), _part(file, f"presences.{n}", one)) for n, one in apart]


def _part(file: File, path: str, record: Any) -> File:
    inside = {one: place for one, place in file.places.items() if f"{one}.".startswith(f"{path}.")}
    places = {one[len(path) + 1 :]: place for one, place in inside.items()}
    origin = {one[len(path) + 1 :]: (file.name, one) for one in inside}
    return file._replace(record=record, places=places, origin=origin)


def _over(base: File, own: File) -> File:
    found = base.record
    if isinstance(found, State) and isinstance(own.record, Presence):
        rows = {one.id: n for n, one in enumerate(found.presences)}
        n = rows[own.record.id]
        whole, laid = overlay_record(found.presences[n], own.record, f"presences.{n + 1}")
        presences = (*found.presences[:n], whole, *found.presences[n + 1 :])
        record, top = found._replace(presences=presences), f"presences.{n + 1}"
    else:
        (record, laid), top = overlay_record(found, own.record), ""
    moved = path_map(own.places, laid, top)
    before = {path: base.origin.get(path, (base.name, path)) for path in base.places}
    mine = {path: own.origin.get(here, (own.name, here)) for here, path in moved.items()}
    places = base.places | {path: own.places[here] for here, path in moved.items()}
    return File(base.name, record, places, own.layer, (*base.laid, *laid), before | mine)


def path_map(places: Places, laid: Iterable[RowChange], top: str = "") -> dict[str, str]:
    """Map each path of a user's file to its path in the whole."""
    rows = {one.own: one.path for one in laid} | {"": top}
    found = {}
    for path in places:
        near = path
        while near not in rows:
            near = near.rpartition(".")[0]
        found[path] = f"{rows[near]}.{path[len(near) :].strip('.')}".strip(".")
    return found


def overlay_record(base: Any, own: Any, path: str = "") -> tuple[Any, tuple[RowChange, ...]]:
    """Lay a record (or list of records) over another, and say what each row of it did."""
    laid: list[RowChange] = []
    if hasattr(own, "_fields"):
        whole = _row(base, own, path, "", laid)
    else:
        whole = _rows(base or (), own, path, "", laid)
    return whole, tuple(laid)


def _row(base: Any, own: Any, path: str, at: str, laid: list[RowChange]) -> Any:
    changed = {}
    for key, mine in zip(own._fields, own, strict=True):
        theirs, default = getattr(base, key), own._field_defaults.get(key)
        if mine not in (None, (), theirs, default):  # an empty list takes nothing away
            places = _join(path, key), _join(at, key)
            changed[key] = _value(key, theirs, mine, *places, laid)
    return base._replace(**changed)


def _value(key: str, theirs: Any, mine: Any, path: str, at: str, laid: list[RowChange]) -> Any:
    if type(mine) is tuple and (type(mine[0]) in SAME or key in ADDED_TO):
        return _rows(theirs, mine, path, at, laid)
    laid.append(RowChange(path, at, "adds" if theirs in (None, ()) else "replaces"))
    return mine


def _rows(theirs: Any, mine: Any, path: str, at: str, laid: list[RowChange]) -> Any:
    rows, known = list(theirs), RowIndex(theirs)
    for n, one in enumerate(mine, 1):
        own = _join(at, n)
        m = known.find(one)
        if m is None:
            rows.append(one)
            laid.append(RowChange(_join(path, len(rows)), own, "adds"))
            continue
        here, inside = _join(path, m + 1), list[RowChange]()
        whole = one if isinstance(one, str) else _row(rows[m], one, here, own, inside)
        laid.append(RowChange(here, own, "repeats" if whole == rows[m] else "replaces"))
        laid += inside
        rows[m] = whole
    return tuple(rows)


def _join(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)


def duplicate_ids(files: Iterable[File]) -> Iterator[Fault]:
    """Find what stands twice under one id where neither lies over the other."""
    first: dict[tuple[int, Identity], str] = {}
    for file in files:
        rows = enumerate(file.record, 1) if type(file.record) is tuple else [("", file.record)]
        for n, row in rows:
            named = identity_of(type(row), row._asdict()) if hasattr(row, "_asdict") else None
            if named and named[1]:
                key = "codes.iso3" if named[0] is State else IDENTIFIED[named[0]]
                fault = file.fault(f"{n}.{key}".strip("."), "")
                place = f"{fault.file}:{file.fault(str(n), '').line}"
                before = first.setdefault((file.layer, named), place)
                if before != place:
                    yield fault._replace(says=f"{named[1]!r} stands twice, in {before}, too")


def describe_changes(file: File) -> Iterator[tuple[str, str, str, int]]:
    """Say what the user's rows do: adds or replaces, what, the file's name and the line."""
    if file.places and not file.origin:
        yield "adds", "the whole profile", file.name, 1
    above = {parent for change in file.laid for parent in _paths_above(change.path)}
    for one in file.laid:
        inside = one.path in above
        if one.does != "repeats" and not (inside and one.does == "replaces"):
            fault = file.fault(one.path, "")
            yield one.does, _words(file.record, one.path), fault.file, fault.line


def _paths_above(path: str) -> Iterator[str]:
    while path := path.rpartition(".")[0]:
        yield path


def _words(record: Any, path: str) -> str:
    """Say the way to a row in words: reviews: CAT report due 2026-05-13."""
    words = []
    for part in path.split("."):
        record = record[int(part) - 1] if part.isdigit() else getattr(record, part)
        words.append(_called(record) if part.isdigit() else part)
    return ": ".join(words)


def _called(row: Any) -> str:
    if isinstance(row, str):
        return row
    parts = (getattr(row, key, None) for key in _TELLING)
    return " ".join(str(part) for part in parts if part)


_TELLING = (
    "treaty", "mechanism", "event", "cycle", "session", "date", "name", "what", "title", "language",
)  # fmt: skip
