"""What tells that data have changed: path, size and mtime of every file, mtime of every folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from fieldref import __version__

FORMAT = 4
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
    try:
        with os.scandir(folder) as entries:
            return sorted([_entry_stamp(entry) for entry in entries if entry.name[-5:] == ".yaml"])
    except OSError:
        return []


def _entry_stamp(entry: os.DirEntry[str]) -> str:
    try:
        return _stamp_line(entry.path, entry.stat())
    except OSError:  # a link to nowhere or in a circle
        return f"{entry.path}\tnothing"


def _stamp_line(path: str, stat: os.stat_result) -> str:
    return f"{path}\t{stat.st_size}\t{stat.st_mtime_ns}"


def index_stamp(folders: Iterable[Path], when: int) -> str:
    """Give what an index is of: its form, the program's version, the folders, its own mtime."""
    return "\n".join([f"{FORMAT} {__version__} {when}", *map(str, folders)])


def index_mtime(now: float) -> int:
    """Give an index made `now` its mtime: even seconds, which any file system can keep."""
    return int(now) // 2 * 2


def read_mtime(path: Path) -> int | None:
    """Give the mtime of an index in seconds; None without a file.

    -1 if something else has written the file since: its mtime is none that `index_mtime` gave.
    """
    try:
        seconds, rest = divmod(path.stat().st_mtime_ns, 10**9)
    except OSError:
        return None
    return seconds if not rest else -1
