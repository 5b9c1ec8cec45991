"""A folder of data -> all its records, or all its faults."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

from fieldref import contradictions, structure, yamlfile
from fieldref.dates import PartialDate
from fieldref.errors import Fault
from fieldref.model import (
    Committee,
    Elsewhere,
    KnownGap,
    Mandate,
    Presence,
    Source,
    State,
    Treaty,
    Upr,
)
from fieldref.structure import Known, Reading


class Edition(NamedTuple):
    """The day of the data as a whole."""

    date: PartialDate


class File(NamedTuple):
    """A file that was read: its record, and the line and column of each path in it."""

    name: str
    record: Any
    places: dict[str, tuple[int, int]]


class Bundle(NamedTuple):
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


class Kind(NamedTuple):
    """A kind of file: the field of Bundle it fills, where it stands, its record, its schema."""

    field: str
    place: str
    record: Any
    schema: str


# In the order in which they are read: a file may name what those before it define.
SHARED = (
    Kind("edition", "edition.yaml", Edition, "edition"),
    Kind("sources", "sources.yaml", tuple[Source, ...], "sources"),
    Kind("committees", "committees.yaml", tuple[Committee, ...], "committees"),
    Kind("treaties", "treaties.yaml", tuple[Treaty, ...], "treaties"),
    Kind("upr", "upr.yaml", Upr, "upr"),
    Kind("mandates", "mandates.yaml", tuple[Mandate, ...], "mandates"),
    Kind("elsewhere", "elsewhere.yaml", tuple[Elsewhere, ...], "elsewhere"),
    Kind("gaps", "known-gaps.yaml", tuple[KnownGap, ...], "known-gaps"),
)
FOLDERS = (
    Kind("states", "states", State, "state"),
    Kind("offices", "offices", Presence, "office"),
)
_IDS = {"sources": "id", "committees": "acronym", "treaties": "code"}


def files_of(folder: Path) -> Iterator[Path]:
    """The files of data in `folder`, sorted; what isn't named *.yaml is none of our business."""
    yield from (folder / kind.place for kind in SHARED if (folder / kind.place).exists())
    for kind in FOLDERS:
        yield from sorted((folder / kind.place).glob("*.yaml"))


def load(folder: Path, beside: Bundle | None = None) -> Bundle:
    """The records of every file in `folder`, and the faults of those that have any.

    With `beside`, the files may name its sources, committees and treaties, too.
    """
    reader = _Reader(beside or Bundle())
    parts: dict[str, Any] = {}
    for kind in SHARED:
        path = folder / kind.place
        # A folder of one's own needs no file of each kind; the faults of the whole name them all.
        if path.exists() or beside is None:
            record = reader.shared(kind, path, kind.place)
            parts |= {kind.field: record} if record else {}
    for kind in FOLDERS:
        paths = sorted((folder / kind.place).glob("*.yaml"))
        readings = [reader.file(kind, path, f"{kind.place}/{path.name}") for path in paths]
        records = (reading.record for reading in readings)
        parts[kind.field] = tuple(record for record in records if record is not None)
    return Bundle(**parts, faults=tuple(reader.faults), files=tuple(reader.files))


def load_file(path: Path, beside: Bundle) -> Bundle:
    """The one file at `path`, of whatever kind it is, which may name what `beside` defines."""
    reader = _Reader(beside)
    name = path.as_posix()
    try:
        kind = _kind_of(path, yamlfile.read(path, name))
    except yamlfile.Unreadable as error:
        return Bundle(faults=(error.fault,))
    if kind is None:
        says = "expected a file of data: its name, folder or keys don't tell what kind it is"
        return Bundle(faults=(Fault(name, 1, 1, "", says),))
    record = reader.file(kind, path, name).record
    parts: dict[str, Any] = {}
    if record:
        parts = {kind.field: (record,) if kind in FOLDERS else record}
    return Bundle(**parts, faults=tuple(reader.faults), files=tuple(reader.files))


def _kind_of(path: Path, node: yamlfile.Node) -> Kind | None:
    """What a file is: by its folder or its name, else by the keys of its first record."""
    kinds = (*FOLDERS, *SHARED)
    for kind in kinds:
        if kind.place in (path.absolute().parent.name, path.name):
            return kind
    listed = node.kind == "list"
    keys = _keys(node.value[0] if listed and node.value else node)
    alike = [kind for kind in kinds if bool(get_args(kind.record)) == listed]
    best = max(alike, key=lambda kind: _likeness(kind, keys))
    return best if _likeness(best, keys) > 0 else None


def _keys(node: yamlfile.Node) -> set[str]:
    pairs = node.value if node.kind == "mapping" else ()
    return {key.value for key, _ in pairs if key.kind == "text"}


def _likeness(kind: Kind, keys: set[str]) -> int:
    """How well the keys fit: a foreign one weighs more than one of its own."""
    own = set((get_args(kind.record) or (kind.record,))[0]._fields)
    return len(keys & own) - 2 * len(keys - own)


class _Reader:
    """Reads file after file; what an earlier one defines, a later one may name."""

    def __init__(self, beside: Bundle) -> None:
        self.known = Known()
        self.treaties = beside.treaties
        self.faults: list[Fault] = []
        self.files: list[File] = []
        for field in _IDS:
            self.knows(field, getattr(beside, field))

    def knows(self, field: str, records: tuple[Any, ...]) -> None:
        if records:
            ids = frozenset(getattr(one, _IDS[field]) for one in records)
            before = getattr(self.known, field) or frozenset()
            self.known = self.known._replace(**{field: ids | before})

    def shared(self, kind: Kind, path: Path, name: str) -> Any:
        record = self.file(kind, path, name).record
        if kind.field in _IDS and record is not None:
            self.knows(kind.field, record)
        if kind.field == "treaties":
            self.treaties = (*(record or ()), *self.treaties)
        return record

    def file(self, kind: Kind, path: Path, name: str) -> Reading:
        try:
            reading = structure.read(kind.record, yamlfile.read(path, name), name, self.known)
        except yamlfile.Unreadable as error:
            self.faults.append(error.fault)
            return Reading(None, (error.fault,), {})
        found = reading.faults or tuple(contradictions.faults(name, reading, self.treaties))
        self.faults.extend(found)
        if found:
            return reading._replace(record=None)
        self.files.append(File(name, reading.record, reading.places))
        return reading
