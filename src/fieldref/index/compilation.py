"""Compile folders of data to all that an index of them holds, or give all their faults."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from fieldref.errors import FaultyData
from fieldref.index.rows import RowBlock, RowSubject, make_blocks, subject_of
from fieldref.loading.dataset import (
    load_folder,
    merge_files,
    without_places,
)
from fieldref.loading.overlay import File, overlay_files
from fieldref.model.committees_and_upr import Committee
from fieldref.model.common import Source
from fieldref.model.presences import Presence
from fieldref.model.states import State
from fieldref.model.treaties import Treaty
from fieldref.records import NamedTuple

_DEFINING = (Source, Committee, Treaty)  # what files may name by an id


class FileRow(NamedTuple):
    """A file of a State or office, and when in turn it was read; `name` is what faults call it.

    `alone` says whether the subject can be compiled anew without the rest when the file changes.
    """

    path: str
    name: str
    kind: str
    id: str
    is_user_data: bool
    alone: bool
    nr: int


class Compilation(NamedTuple):
    """The rows of an index, in blocks, the files that they were made of, and those left aside."""

    blocks: tuple[RowBlock, ...]
    files: tuple[FileRow, ...]
    unread: tuple[Path, ...] = ()


def compile_folders(folders: tuple[Path, ...]) -> Compilation:
    """Compile folders, later over earlier. Raises FaultyData, with all the faults."""
    first, *user_folders = folders
    dataset = load_folder(first)
    faults, unread = list(dataset.faults), list(dataset.unread)
    read = [_Read(file, first / file.name, 0) for file in dataset.files]
    files = [without_places(file) for file in dataset.files] if user_folders else []
    for nr, folder in enumerate(() if faults else user_folders, 1):
        added = load_folder(folder, dataset, f"{folder.as_posix()}/", len(files))
        faults += added.faults
        unread += added.unread
        files += added.files
        read += [_Read(file, Path(file.name), nr) for file in added.files]
        dataset = merge_files(overlay_files(files))
    if faults:
        raise FaultyData(tuple(faults))
    blocks = tuple(make_blocks(dataset, user_data=bool(user_folders)))
    return Compilation(blocks, tuple(_file_rows(read, len(user_folders))), tuple(unread))


class _Read(NamedTuple):
    """A file as it was read, its path, and the number of its folder among those laid over."""

    file: File
    path: Path
    folder: int


def _file_rows(read: list[_Read], last: int) -> Iterator[FileRow]:
    """Give the files of States and offices, each with whether it can be compiled alone.

    A file may name what its own folder and those below it define. Where the user's files define
    anything, that is less than all that is known, but for those of the last folder; and a treaty
    of the user's changes what dates are proved against.
    """
    defined = {
        kind for reading in read if reading.folder for kind in _DEFINING if _lists(reading, kind)
    }
    shared = _shared_subjects(reading.file for reading in read)
    for nr, (file, path, folder) in enumerate(read):
        if subject := subject_of(file.record):
            alone = not defined or (folder == last and Treaty not in defined)
            row = (str(path), file.name, subject.kind, subject.id)
            yield FileRow(*row, folder > 0, alone and subject not in shared, nr)


def _lists(read: _Read, kind: type) -> bool:
    record = read.file.record
    return type(record) is tuple and bool(record) and isinstance(record[0], kind)


def _shared_subjects(files: Iterable[File]) -> set[RowSubject]:
    """Find subjects that have a presence in common: the rows of one depend on the other's files."""
    homes: dict[str, set[RowSubject]] = defaultdict(set)
    for file in files:
        subject = subject_of(file.record)
        for presence in _presences(file.record):
            homes[presence.id].add(subject or RowSubject("", ""))
    return {subject for subjects in homes.values() if len(subjects) > 1 for subject in subjects}


def _presences(record: object) -> tuple[Presence, ...]:
    if isinstance(record, State):
        return record.presences
    return (record,) if isinstance(record, Presence) else ()
