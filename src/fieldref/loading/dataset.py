"""Load a folder of data to all its records, or all its faults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from fieldref import files
from fieldref.errors import Fault
from fieldref.loading import date_conflicts, decode, yamlfile
from fieldref.loading.decode import Decoded
from fieldref.loading.file_kinds import FOLDERS, SHARED, FileKind, file_kind_of
from fieldref.loading.overlay import File, duplicate_ids, overlay_files, overlay_record, path_map
from fieldref.loading.row_matching import Identity, identity_of
from fieldref.loading.scalars import KnownIds
from fieldref.loading.yamlfile import Node
from fieldref.model.committees_and_upr import Committee, Upr
from fieldref.model.common import Edition, Source
from fieldref.model.glossary import GlossaryTerm
from fieldref.model.presences import Mandate, Presence
from fieldref.model.states import Elsewhere, KnownGap, State
from fieldref.model.treaties import Treaty
from fieldref.records import NamedTuple


class Dataset(NamedTuple):
    """Everything that a folder of data says; `faults` of whatever could not be read.

    `unread` are files of YAML in the folder that have no name or place of a file of data.
    """

    edition: Edition | None = None
    sources: tuple[Source, ...] = ()
    treaties: tuple[Treaty, ...] = ()
    committees: tuple[Committee, ...] = ()
    upr: Upr | None = None
    mandates: tuple[Mandate, ...] = ()
    states: tuple[State, ...] = ()
    offices: tuple[Presence, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    gaps: tuple[KnownGap, ...] = ()
    faults: tuple[Fault, ...] = ()
    files: tuple[File, ...] = ()
    unread: tuple[Path, ...] = ()


_YAML = (".yaml", ".yml")
_NO_TEXT = "its path has bytes that are no UTF-8; rename it"
_DEEPEST = 2  # folders below one of data in which files that aren't read are looked for
_IDS = {"sources": "id", "committees": "acronym", "treaties": "code"}


def list_files(folder: Path) -> Iterator[Path]:
    """List the files of data in `folder`, sorted; what isn't named *.yaml is left out.

    Raises OSError for a folder that may not be looked into: silence would hide what is in it.
    """
    names = _names_in(folder)
    yield from (folder / kind.place for kind in SHARED if kind.place in names)
    for kind in FOLDERS:
        yield from _yaml_files(folder / kind.place)


def _unread_files(folder: Path, read: set[Path]) -> list[Path]:
    """List the files of YAML in a folder of data that aren't read: other names, other folders."""
    unread: list[Path] = []
    for place, below, names in os.walk(folder):
        deep = len(Path(place).relative_to(folder).parts) >= _DEEPEST
        below[:] = [] if deep else sorted(name for name in below if name[0] != ".")
        paths = [Path(place, name) for name in sorted(names) if name[0] != "."]
        unread += [path for path in paths if path.suffix in _YAML and path not in read]
    return unread


def _yaml_files(folder: Path) -> list[Path]:
    return [
        folder / name for name in _names_in(folder) if name.endswith(".yaml") and name[0] != "."
    ]


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208  # Path.glob is silent where it may not look
    except (FileNotFoundError, NotADirectoryError):
        return []


def load_folder(
    folder: Path,
    base: Dataset | None = None,
    label: str = "",
    layer: int = 0,
    lacking: tuple[str, ...] = (),
    texts: Mapping[Path, str] | None = None,
) -> Dataset:
    """Read the records of every file in `folder`, and the faults of those that have any.

    With `base`, the folder is the user's: it needs no file of each kind, its files may name what
    `base` defines and lie over it, each over those before. `label` stands before their names.
    `lacking` are the kinds of which the folder needs no file either.
    Of `texts` each is read as if it stood in its file already.
    """
    reader = _Reader(base or Dataset(), layer, is_user_data=base is not None)
    reader.texts = texts or {}
    parts: dict[str, Any] = {}
    try:
        listed = set(list_files(folder))
    except OSError as error:
        fault = Fault(str(error.filename), 0, 0, "", error.strerror or "it cannot be read")
        return Dataset(faults=(fault,))
    paths = sorted(listed) if files.is_text(folder) else [folder]
    if unnamed := [path for path in paths if not files.is_text(path)]:
        return Dataset(faults=tuple(Fault(str(path), 0, 0, "", _NO_TEXT) for path in unnamed))
    for kind in SHARED:
        path = folder / kind.place
        if path in listed or (base is None and kind.field not in lacking):
            record = reader.shared(kind, path, label + kind.place)
            parts |= {kind.field: record} if record else {}
    for kind in FOLDERS:
        of_kind = (path for path in listed if path.parent.name == kind.place)
        paths = sorted(of_kind, key=lambda path: path.stem)  # a.yaml before a-more.yaml
        names = (f"{label}{kind.place}/{path.name}" for path in paths)
        records = [reader.file(kind, *named).record for named in zip(paths, names, strict=True)]
        parts[kind.field] = tuple(record for record in records if record is not None)
    faults = (*reader.faults, *duplicate_ids(reader.files))
    unread = tuple(_unread_files(folder, listed))
    return Dataset(**parts, faults=faults, files=tuple(reader.files), unread=unread)


class SubjectFile(NamedTuple):
    """A file of a State or office, what faults call it, and whether it is the user's."""

    path: Path
    name: str
    is_user_data: bool


def load_subject(
    stack: Iterable[SubjectFile], known: KnownIds, treaties: tuple[Treaty, ...]
) -> Dataset:
    """Read anew the files of one State or office, each laid over those before it.

    `known` has the ids that they may name. With any fault, the dataset has nothing else.
    """
    files: list[File] = []
    for layer, file in enumerate(stack):
        reader = _Reader(merge_files(overlay_files(files)), layer, file.is_user_data)
        reader.known, reader.treaties = known._replace(bases=reader.bases), treaties
        kind = next(kind for kind in FOLDERS if kind.place == file.path.parent.name)
        reader.file(kind, file.path, file.name)
        if reader.faults:
            return Dataset(faults=tuple(reader.faults))
        files += reader.files if file.is_user_data else map(without_places, reader.files)
    return merge_files(overlay_files(files))


def without_places(file: File) -> File:
    """Drop a file's places: it is a base that the user's files are laid over."""
    return file._replace(places={})


def merge_files(files: Iterable[File]) -> Dataset:
    """Gather what the files say into one dataset."""
    parts: dict[str, Any] = {}
    files = tuple(files)
    for file in files:
        kind = next(kind for kind in (*SHARED, *FOLDERS) if _is_of_kind(file.record, kind))
        if kind in FOLDERS or (kind.field in parts and type(file.record) is tuple):
            more = (file.record,) if kind in FOLDERS else file.record
            parts[kind.field] = (*parts.get(kind.field, ()), *more)
        else:
            parts[kind.field] = file.record
    return Dataset(**parts, files=files)


def _is_of_kind(record: Any, kind: FileKind) -> bool:
    listed = get_args(kind.record)
    if listed and type(record) is tuple:
        return type(record[0]) is listed[0]
    return type(record) is kind.record


def load_file(path: Path, base: Dataset, layer: int = 0) -> Dataset:
    """Read one file, of whatever kind it is; it may name what `base` defines."""
    name = path.as_posix()
    return _load_alone(path, lambda: yamlfile.read_yaml(path, name), base, layer)


def load_text(path: Path, text: str, base: Dataset, layer: int = 0) -> Dataset:
    """Read `text` as if it stood in the file at `path`."""
    name = path.as_posix()
    return _load_alone(path, lambda: yamlfile.parse_yaml(text, name), base, layer)


def _load_alone(path: Path, read: Callable[[], Node], base: Dataset, layer: int) -> Dataset:
    reader, name = _Reader(base, layer), path.as_posix()
    try:
        node = read()
    except yamlfile.Unreadable as error:
        return Dataset(faults=(error.fault,))
    kind = file_kind_of(path, node)
    if kind is None:
        message = "expected a file of data: its name, folder or keys don't tell what kind it is"
        return Dataset(faults=(Fault(name, 1, 1, "", message),))
    record = reader.node(kind, node, name).record
    parts: dict[str, Any] = {}
    if record:
        parts = {kind.field: (record,) if kind in FOLDERS else record}
    return Dataset(**parts, faults=tuple(reader.faults), files=tuple(reader.files))


class _Reader:
    """A pass over files; what an earlier one defines, a later one may name."""

    def __init__(self, base: Dataset, layer: int = 0, is_user_data: bool = True) -> None:
        self.bases = dict(_bases(base))
        self.known = KnownIds(bases=self.bases)
        self.treaties = base.treaties
        self.layer, self.is_user_data = layer, is_user_data
        self.texts: Mapping[Path, str] = {}
        self.faults: list[Fault] = []
        self.files: list[File] = []
        for field in _IDS:
            self.define(field, getattr(base, field))

    def define(self, field: str, records: tuple[Any, ...]) -> None:
        if records:
            ids = frozenset(getattr(record, _IDS[field]) for record in records)
            before = getattr(self.known, field) or frozenset()
            more: dict[str, Any] = {field: ids | before}
            self.known = self.known._replace(**more)

    def shared(self, kind: FileKind, path: Path, name: str) -> Any:
        record = self.file(kind, path, name).record
        if kind.field in _IDS and record is not None:
            self.define(kind.field, record)
        if kind.field == "treaties":
            self.treaties = (*(record or ()), *self.treaties)
        return record

    def file(self, kind: FileKind, path: Path, name: str) -> Decoded:
        try:
            return self.node(kind, self.read(path, name), name)
        except yamlfile.Unreadable as error:
            self.faults.append(error.fault)
            return Decoded(None, (error.fault,), {})

    def read(self, path: Path, name: str) -> Node:
        text = self.texts.get(path)
        return yamlfile.read_yaml(path, name) if text is None else yamlfile.parse_yaml(text, name)

    def node(self, kind: FileKind, node: Node, name: str) -> Decoded:
        reading = decode.decode(kind.record, node, name, self.known)
        layer = self.layer + len(self.files) if self.is_user_data else self.layer
        file = File(name, reading.record, reading.places, layer)
        whole = self.whole(file)
        faults = reading.faults or tuple(date_conflicts.find_date_conflicts(whole, self.treaties))
        self.faults.extend(faults)
        if faults:
            return reading._replace(record=None)
        if self.is_user_data and reading.record != ():
            self.bases |= _bases(merge_files([whole]))  # the next file may lie over this one
        if reading.record != ():
            self.files.append(file)
        return reading

    def whole(self, file: File) -> File:
        """Merge a user's file onto the record it overrides, so that date checks see both."""
        record = file.record
        is_record = hasattr(record, "_fields")
        identity = identity_of(type(record), record._asdict()) if is_record else None
        base = self.known.bases.get(identity) if identity else None
        if base is None:
            return file
        whole, changes = overlay_record(base, record)
        moved = path_map(file.places, changes)
        places = {path: file.places[user_path] for user_path, path in moved.items()}
        origin = {path: (file.name, user_path) for user_path, path in moved.items()}
        return file._replace(record=whole, places=places, origin=origin)


def _bases(base: Dataset) -> Iterator[tuple[Identity, Any]]:
    """Give each record that a user's file may be laid over, with what identifies it."""
    states, treaties, committees = base.states, base.treaties, base.committees
    offices: list[Presence] = [*base.offices]
    offices += (office for state in states for office in state.presences)
    homes: tuple[Presence | Mandate, ...] = (*offices, *base.mandates)
    contacts = [contact for home in homes for contact in home.contacts]
    codes = [state.codes for state in states]
    shared = (*treaties, *committees, *base.mandates, *base.sources)
    if base.upr:
        yield (Upr, ""), base.upr
    records: tuple[Any, ...] = (*states, *codes, *offices, *contacts, *shared)
    for record in records:
        if identity := identity_of(type(record), record._asdict()):
            yield identity, record
