"""Tell whether data have changed: by path, size and mtime of each file, mtime of each folder."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from fieldref import __version__

if TYPE_CHECKING:
    import sqlite3

FORMAT = 13
_MOST_WAIT = 0.5  # seconds
FEW = 1000  # up to so many files, every question looks at them all: a few milliseconds
BELOW = ("states", "offices")  # the folders of a folder of data


def folder_stamps(folders: Iterable[Path]) -> str:
    """Give the stamps that every question compares: of the folders and the files at their top.

    A folder's changes when a file comes, goes or is renamed in it, not when one is written to.
    """
    return "\n".join(line for folder in folders for line in _near_stamps(folder))


def all_stamps(folders: Iterable[Path]) -> str:
    """Give the stamps of the files in the folders below, too."""
    below = (folder / name for folder in folders for name in BELOW)
    return "\n".join(line for folder in below for line in _file_stamps(folder))


def file_stamps(folders: Sequence[Path]) -> str:
    """Give the stamps of all files of data, and of no folder: drafts come and go in these."""
    top = (line for folder in folders for line in _file_stamps(folder))
    return "\n".join([*top, all_stamps(folders)])


def lists_files(every: str, folders: Iterable[Path]) -> bool:
    """Tell whether `every`, as `all_stamps` gives it, has the files that there are and no other."""
    below = (folder / name for folder in folders for name in BELOW)
    paths = {file.path for folder in below for file in _files_in(folder)}
    return paths == {line.partition("\t")[0] for line in every.splitlines()}


def stamps_again(every: str, seen: Iterable[str]) -> str:
    """Give what `all_stamps` gave as `every`, with the stamps `seen` taken again."""
    again = {line: stamp_of(line.partition("\t")[0]) for line in seen}
    if all(line == now for line, now in again.items()):
        return every
    return "\n".join([again.get(line, line) for line in every.splitlines()])


def mentioned_stamps(connection: sqlite3.Connection, subjects: Iterable[str]) -> list[str]:
    """Give the stamps of the files that name those States or offices, as the index has them."""
    query = "SELECT stamp FROM mention WHERE code = ?"
    return [row[0] for each in subjects for row in connection.execute(query, (each,))]


def stamp_of(path: str) -> str:
    """Give the stamp of one file or folder; it says so if there is none."""
    try:
        stat = os.stat(path)  # noqa: PTH116  # half as quick as a Path
    except OSError:
        return f"{path}\tnothing"
    return _stamp_line(path, stat)


def _near_stamps(folder: Path) -> Iterator[str]:
    for path in (folder, *(folder / name for name in BELOW)):
        yield stamp_of(str(path))
    yield from _file_stamps(folder)


def _file_stamps(folder: Path) -> list[str]:
    files = _files_in(folder)
    try:  # of thousands of files, a call for each would take as long as to look at it
        stats = [(file.path, file.stat()) for file in files]
        lines = [f"{path}\t{stat.st_size}\t{stat.st_mtime_ns}" for path, stat in stats]
    except OSError:  # a link to nowhere or in a circle
        lines = [stamp_of(file.path) for file in files]
    return sorted(lines)


def _files_in(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if entry.name[-5:] == ".yaml"]
    except OSError:
        return []


def _stamp_line(path: str, stat: os.stat_result) -> str:
    return f"{path}\t{stat.st_size}\t{stat.st_mtime_ns}"


def name_of_folders(folders: Iterable[Path]) -> str:
    """Give the name under which the cache keeps what was worked out of these folders."""
    return f"{crc32(chr(0).join(map(str, folders)).encode('utf-8', 'surrogateescape')):08x}"


def index_stamp(folders: Iterable[Path], when: int) -> str:
    """Give what an index is of: its form, the program's version, the folders, its own mtime."""
    return "\n".join([f"{FORMAT} {__version__} {when}", *map(str, folders)])


def index_mtime(now: float) -> int:
    """Give an index made `now` its mtime: even seconds, which any file system can keep."""
    return int(now) // 2 * 2


def settled_mtime(path: Path) -> int | None:
    """Give the mtime as `read_mtime` does, once whatever writes to the file right now is done.

    What updates an index in place gives it its mtime at the end, some milliseconds later.
    """
    until = time.monotonic() + _MOST_WAIT
    while (when := read_mtime(path)) == -1 and _is_new(path) and time.monotonic() < until:
        time.sleep(_MOST_WAIT / 50)
    return when


def _is_new(path: Path) -> bool:
    try:
        return abs(time.time() - path.stat().st_mtime) < _MOST_WAIT
    except OSError:
        return False


def read_mtime(path: Path) -> int | None:
    """Give the mtime of an index in seconds; None without a file.

    -1 if something else has written the file since: its mtime is none that `index_mtime` gave.
    """
    try:
        seconds, rest = divmod(path.stat().st_mtime_ns, 10**9)
    except OSError:
        return None
    return seconds if not rest else -1


def changed_files(before: str, after: str) -> dict[str, str] | None:
    """Give the stamps of the files that were written to, by path; None if one came or went."""
    old, new = before.splitlines(), after.splitlines()
    if len(old) != len(new):
        return None
    changed: dict[str, str] = {}
    for was, line in zip(old, new, strict=True):
        if was != line:
            path = line.partition("\t")[0]
            if was.partition("\t")[0] != path or line.endswith("\tnothing"):
                return None
            changed[path] = line
    return changed


def folder_paths(folders: Iterable[Path]) -> set[str]:
    """Give the paths of the folders, and of those in them that hold files of data."""
    return {str(each) for folder in folders for each in (folder, *(folder / n for n in BELOW))}
