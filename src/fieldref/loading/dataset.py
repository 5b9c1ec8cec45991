"""A folder of data -> all its records, or all its faults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

from fieldref.errors import Fault
from fieldref.loading import date_conflicts, decode, yamlfile
from fieldref.loading.decode import Decoded
from fieldref.loading.file_kinds import FOLDERS, SHARED, Edition, FileKind, file_kind_of
from fieldref.loading.overlay import File, duplicate_ids, overlay_record, path_map
from fieldref.loading.row_matching import Identity, identity_of
from fieldref.loading.scalars import KnownIds
from fieldref.loading.yamlfile import Node
from fieldref.model.committees_and_upr import Committee, Upr
from fieldref.model.common import Source
from fieldref.model.presences import Mandate, Presence
from fieldref.model.states import Elsewhere, KnownGap, State
from fieldref.model.treaties import Treaty


class Dataset(NamedTuple):
    """Everything that a folder of data says; `faults` of whatever could not be read."""

    edition: Edition | None = None
    sources: tuple[Source, ...] = ()
    treaties: tuple[Treaty, ...] = ()
    committees: tuple[Committee, ...] = ()
    upr: Upr | None = None
    mandates: tuple[Mandate, ...] = ()
    states: tuple[State, ...] = ()
    offices: tuple[Presence, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    gaps: tuple[KnownGap, ...] = ()
    faults: tuple[Fault, ...] = ()
    files: tuple[File, ...] = ()


_IDS = {"sources": "id", "committees": "acronym", "treaties": "code"}


def list_files(folder: Path) -> Iterator[Path]:
    """The files of data in `folder`, sorted; what isn't named *.yaml is none of our business.

    Raises OSError for a folder that may not be looked into: silence would hide what is in it.
    """
    there = _listed(folder)
    yield from (folder / kind.place for kind in SHARED if kind.place in there)
    for kind in FOLDERS:
        yield from _in(folder / kind.place)


def _in(folder: Path) -> list[Path]:
    return [folder / name for name in _listed(folder) if name.endswith(".yaml") and name[0] != "."]


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208  # Path.glob is silent where it may not look
    except (FileNotFoundError, NotADirectoryError):
        return []


def load_folder(
    folder: Path, beside: Dataset | None = None, called: str = "", layer: int = 0
) -> Dataset:
    """The records of every file in `folder`, and the faults of those that have any.

    With `beside`, the folder is one's own: it needs no file of each kind, its files may name what
    `beside` defines and lie over it, each over those before. `called` stands before their names.
    """
    reader = _Reader(beside or Dataset(), layer, own=beside is not None)
    parts: dict[str, Any] = {}
    try:
        there = set(list_files(folder))
    except OSError as error:
        fault = Fault(str(error.filename), 0, 0, "", error.strerror or "it cannot be read")
        return Dataset(faults=(fault,))
    for kind in SHARED:
        path = folder / kind.place
        if path in there or beside is None:
            record = reader.shared(kind, path, called + kind.place)
            parts |= {kind.field: record} if record else {}
    for kind in FOLDERS:
        mine = (path for path in there if path.parent.name == kind.place)
        paths = sorted(mine, key=lambda path: path.stem)  # a.yaml before a-more.yaml
        found = [reader.file(kind, one, f"{called}{kind.place}/{one.name}").record for one in paths]
        parts[kind.field] = tuple(record for record in found if record is not None)
    faults = (*reader.faults, *duplicate_ids(reader.files))
    return Dataset(**parts, faults=faults, files=tuple(reader.files))


def merge_files(files: Iterable[File]) -> Dataset:
    """What the files say, taken together."""
    parts: dict[str, Any] = {}
    files = tuple(files)
    for file in files:
        kind = next(kind for kind in (*SHARED, *FOLDERS) if _is_of(file.record, kind))
        if kind in FOLDERS or (kind.field in parts and type(file.record) is tuple):
            more = (file.record,) if kind in FOLDERS else file.record
            parts[kind.field] = (*parts.get(kind.field, ()), *more)
        else:
            parts[kind.field] = file.record
    return Dataset(**parts, files=files)


def _is_of(record: Any, kind: FileKind) -> bool:
    one = get_args(kind.record)
    return (
        type(record[0]) is one[0] if one and type(record) is tuple else type(record) is kind.record
    )


def load_file(path: Path, beside: Dataset, layer: int = 0) -> Dataset:
    """The one file at `path`, of whatever kind it is, which may name what `beside` defines."""
    name = path.as_posix()
    return _alone(path, lambda: yamlfile.read_yaml(path, name), beside, layer)


def load_text(path: Path, text: str, beside: Dataset) -> Dataset:
    """What would be read of the file at `path` if it held `text`."""
    name = path.as_posix()
    return _alone(path, lambda: yamlfile.parse_yaml(text, name), beside, 0)


def _alone(path: Path, read: Callable[[], Node], beside: Dataset, layer: int) -> Dataset:
    reader, name = _Reader(beside, layer), path.as_posix()
    try:
        node = read()
    except yamlfile.Unreadable as error:
        return Dataset(faults=(error.fault,))
    kind = file_kind_of(path, node)
    if kind is None:
        says = "expected a file of data: its name, folder or keys don't tell what kind it is"
        return Dataset(faults=(Fault(name, 1, 1, "", says),))
    record = reader.node(kind, node, name).record
    parts: dict[str, Any] = {}
    if record:
        parts = {kind.field: (record,) if kind in FOLDERS else record}
    return Dataset(**parts, faults=tuple(reader.faults), files=tuple(reader.files))


class _Reader:
    """Reads file after file; what an earlier one defines, a later one may name."""

    def __init__(self, beside: Dataset, layer: int = 0, own: bool = True) -> None:
        self.bases = dict(_bases(beside))
        self.known = KnownIds(bases=self.bases)
        self.treaties = beside.treaties
        self.layer, self.own = layer, own
        self.faults: list[Fault] = []
        self.files: list[File] = []
        for field in _IDS:
            self.knows(field, getattr(beside, field))

    def knows(self, field: str, records: tuple[Any, ...]) -> None:
        if records:
            ids = frozenset(getattr(one, _IDS[field]) for one in records)
            before = getattr(self.known, field) or frozenset()
            more: dict[str, Any] = {field: ids | before}
            self.known = self.known._replace(**more)

    def shared(self, kind: FileKind, path: Path, name: str) -> Any:
        record = self.file(kind, path, name).record
        if kind.field in _IDS and record is not None:
            self.knows(kind.field, record)
        if kind.field == "treaties":
            self.treaties = (*(record or ()), *self.treaties)
        return record

    def file(self, kind: FileKind, path: Path, name: str) -> Decoded:
        try:
            return self.node(kind, yamlfile.read_yaml(path, name), name)
        except yamlfile.Unreadable as error:
            self.faults.append(error.fault)
            return Decoded(None, (error.fault,), {})

    def node(self, kind: FileKind, node: Node, name: str) -> Decoded:
        reading = decode.decode(kind.record, node, name, self.known)
        layer = self.layer + len(self.files) if self.own else self.layer
        file = File(name, reading.record, reading.places, layer)
        whole = self.whole(file)
        found = reading.faults or tuple(date_conflicts.find_date_conflicts(whole, self.treaties))
        self.faults.extend(found)
        if found:
            return reading._replace(record=None)
        if self.own and reading.record != ():
            self.bases |= _bases(merge_files([whole]))  # the next file may lie over this one
        if reading.record != ():
            self.files.append(file)
        return reading

    def whole(self, file: File) -> File:
        """The file as it is with what it lies over: dates that agree can stand apart."""
        record = file.record
        named = identity_of(type(record), record._asdict()) if hasattr(record, "_fields") else None
        base = self.known.bases.get(named) if named else None
        if base is None:
            return file
        whole, laid = overlay_record(base, record)
        moved = path_map(file.places, laid)
        places = {path: file.places[own] for own, path in moved.items()}
        origin = {path: (file.name, own) for own, path in moved.items()}
        return file._replace(record=whole, places=places, origin=origin)


def _bases(beside: Dataset) -> Iterator[tuple[Identity, Any]]:
    """What one's own records may be laid over, by what names it."""
    states, treaties, committees = beside.states, beside.treaties, beside.committees
    offices: list[Any] = [*beside.offices, *(one for state in states for one in state.presences)]
    cards = [one for home in (*offices, *beside.mandates) for one in home.contacts]
    codes = [state.codes for state in states]
    shared = (*treaties, *committees, *beside.mandates, *beside.sources)
    if beside.upr:
        yield (Upr, ""), beside.upr
    for one in (*states, *codes, *offices, *cards, *shared):
        if named := identity_of(type(one), one._asdict()):
            yield named, one
