"""A folder of data -> all its records, or all its faults."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

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


class Bundle(NamedTuple):
    """Everything that a folder of data says; `faults` of whatever could not be read."""

    edition: Edition | None
    sources: tuple[Source, ...]
    treaties: tuple[Treaty, ...]
    committees: tuple[Committee, ...]
    upr: Upr | None
    mandates: tuple[Mandate, ...]
    states: tuple[State, ...]
    offices: tuple[Presence, ...]
    elsewhere: tuple[Elsewhere, ...]
    gaps: tuple[KnownGap, ...]
    faults: tuple[Fault, ...]


# The folder's own files: the field of Bundle, the file, what it holds.
_SHARED: tuple[tuple[str, str, Any], ...] = (
    ("edition", "edition.yaml", Edition),
    ("sources", "sources.yaml", tuple[Source, ...]),
    ("committees", "committees.yaml", tuple[Committee, ...]),
    ("treaties", "treaties.yaml", tuple[Treaty, ...]),
    ("upr", "upr.yaml", Upr),
    ("mandates", "mandates.yaml", tuple[Mandate, ...]),
    ("elsewhere", "elsewhere.yaml", tuple[Elsewhere, ...]),
    ("gaps", "known-gaps.yaml", tuple[KnownGap, ...]),
)
# What later files may name of them.
_IDS = {"sources": "id", "committees": "acronym", "treaties": "code"}
_FOLDERS: tuple[tuple[str, str, Any], ...] = (
    ("states", "states", State),
    ("offices", "offices", Presence),
)


def files_of(folder: Path) -> Iterator[Path]:
    """The files of data in `folder`, sorted; what isn't named *.yaml is none of our business."""
    yield from (folder / name for _, name, _ in _SHARED if (folder / name).exists())
    for _, name, _ in _FOLDERS:
        yield from sorted((folder / name).glob("*.yaml"))


def load(folder: Path) -> Bundle:
    """The records of every file in `folder`, and the faults of those that have any."""
    reader = _Reader(folder)
    parts: dict[str, Any] = {}
    for field, name, kind in _SHARED:
        missing = None if field in ("edition", "upr") else ()
        parts[field] = reader.shared(field, name, kind) or missing
    for field, name, kind in _FOLDERS:
        parts[field] = reader.folder(name, kind)
    return Bundle(**parts, faults=tuple(reader.faults))


class _Reader:
    """Reads file after file; what an earlier one defines, a later one may name."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self.known = Known()
        self.treaties: tuple[Treaty, ...] = ()
        self.faults: list[Fault] = []

    def shared(self, field: str, name: str, kind: Any) -> Any:
        record = self.file(self.root / name, kind).record
        if field in _IDS and record is not None:
            ids = frozenset(getattr(one, _IDS[field]) for one in record)
            self.known = self.known._replace(**{field: ids})
        if field == "treaties":
            self.treaties = record or ()
        return record

    def folder(self, name: str, kind: Any) -> tuple[Any, ...]:
        paths = sorted((self.root / name).glob("*.yaml"))
        readings = [self.file(path, kind) for path in paths]
        return tuple(reading.record for reading in readings if reading.record is not None)

    def file(self, path: Path, kind: Any) -> Reading:
        name = path.relative_to(self.root).as_posix()
        try:
            reading = structure.read(kind, yamlfile.read(path, name), name, self.known)
        except yamlfile.Unreadable as error:
            self.faults.append(error.fault)
            return Reading(None, (error.fault,), {})
        found = reading.faults or tuple(contradictions.faults(name, reading, self.treaties))
        self.faults.extend(found)
        return reading._replace(record=None) if found else reading
