"""Lay a user's files over others; say which row stands for which, and what came from where.

Each key of a user's row stands for the same key of the row that it means; one that means none is
added. Lists of rows and of names are added to, any other list is replaced. Nothing is taken
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
    """A row or key of a user's: at `path` of the whole, at `place` of its file; what it does."""

    path: str
    place: str
    does: Literal["adds", "replaces", "repeats"]


class File(NamedTuple):
    """A file that was read: its record, and the line and column of each path in it.

    Files of a higher `layer` lie over those of a lower one. Once laid over another, `record` is the
    whole; `places`, `origin` (the file's name and the path in it) and `laid` are of what lies over.
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
        name, place = self.origin.get(near, (self.name, near))
        return Fault(name, line, column, f"{place}{path[len(near) :]}".strip("."), says)


def overlay_files(files: Iterable[File]) -> list[File]:
    """Lay the files of one subject over each other; the first are the lowest."""
    whole: list[File] = []
    at: dict[object, int] = {}
    for file in files:
        for subject, part in _parts(file, at):
            n = at.get(subject)
            if n is None or whole[n].layer == part.layer:
                whole.append(part)
                _note(part, len(whole) - 1, at)
            else:
                whole[n] = _over(whole[n], part)
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
    kept = []
    parts = []
    for n, presence in enumerate(record.presences, 1):
        subject = (Presence, presence.id)
        if at.get(subject, home) == home:
            kept.append(presence)
        else:
            parts.append((subject, _part(file, f"presences.{n}", presence)))
    profile = file._replace(record=record._replace(presences=tuple(kept)))
    return [(_subject(record), profile), *parts]


def _part(file: File, top: str, record: Any) -> File:
    inside = [path for path in file.places if f"{path}.".startswith(f"{top}.")]
    places = {path[len(top) + 1 :]: file.places[path] for path in inside}
    origin = {path[len(top) + 1 :]: (file.name, path) for path in inside}
    return file._replace(record=record, places=places, origin=origin)


def _over(base: File, upper: File) -> File:
    record = base.record
    if isinstance(record, State) and isinstance(upper.record, Presence):
        rows = {presence.id: n for n, presence in enumerate(record.presences)}
        n = rows[upper.record.id]
        whole, laid = overlay_record(record.presences[n], upper.record, f"presences.{n + 1}")
        presences = (*record.presences[:n], whole, *record.presences[n + 1 :])
        record, top = record._replace(presences=presences), f"presences.{n + 1}"
    else:
        (record, laid), top = overlay_record(record, upper.record), ""
    moved = path_map(upper.places, laid, top)
    before = {path: base.origin.get(path, (base.name, path)) for path in base.places}
    after = {path: upper.origin.get(place, (upper.name, place)) for place, path in moved.items()}
    places = base.places | {path: upper.places[place] for place, path in moved.items()}
    return File(
        name=base.name,
        record=record,
        places=places,
        layer=upper.layer,
        laid=(*base.laid, *laid),
        origin=before | after,
    )


def path_map(places: Places, laid: Iterable[RowChange], top: str = "") -> dict[str, str]:
    """Map each path of a user's file to its path in the whole."""
    rows = {change.place: change.path for change in laid} | {"": top}
    moved = {}
    for path in places:
        near = path
        while near not in rows:
            near = near.rpartition(".")[0]
        moved[path] = f"{rows[near]}.{path[len(near) :].strip('.')}".strip(".")
    return moved


def overlay_record(base: Any, upper: Any, path: str = "") -> tuple[Any, tuple[RowChange, ...]]:
    """Lay a record (or list of records) over another, and say what each row of it did."""
    laid: list[RowChange] = []
    if hasattr(upper, "_fields"):
        whole = _row(base, upper, path, "", laid)
    else:
        whole = _rows(base or (), upper, path, "", laid)
    return whole, tuple(laid)


def _row(base: Any, upper: Any, path: str, at: str, laid: list[RowChange]) -> Any:
    changed = {}
    for key, mine in zip(upper._fields, upper, strict=True):
        theirs, default = getattr(base, key), upper._field_defaults.get(key)
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
    for n, row in enumerate(mine, 1):
        place = _join(at, n)
        m = known.find(row)
        if m is None:
            rows.append(row)
            laid.append(RowChange(_join(path, len(rows)), place, "adds"))
            continue
        here, inside = _join(path, m + 1), list[RowChange]()
        whole = row if isinstance(row, str) else _row(rows[m], row, here, place, inside)
        laid.append(RowChange(here, place, "repeats" if whole == rows[m] else "replaces"))
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
    for change in file.laid:
        inside = change.path in above
        if change.does != "repeats" and not (inside and change.does == "replaces"):
            fault = file.fault(change.path, "")
            yield change.does, _words(file.record, change.path), fault.file, fault.line


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
