"""What tells that data have changed: path, size and mtime of every file, mtime of every folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from fieldref import __version__

FORMAT = 3
FEW = 1000  # up to so many files, every question looks at them all: a few milliseconds
BELOW = ("states", "offices")  # the folders of a folder of data


def folder_stamps(folders: Iterable[Path]) -> str:
    """The stamps of what every question asks of: the folders, and the files that lie at their top.

    A folder's changes when a file comes, goes or is renamed in it, not when one is written to.
    """
    return "\n".join(line for folder in folders for line in _near(folder))


def all_stamps(folders: Iterable[Path]) -> str:
    """The stamps of all the files, too."""
    below = (folder / name for folder in folders for name in BELOW)
    return "\n".join(line for folder in below for line in _files(folder))


def stamp_of(path: str) -> str:
    """The stamp of one file or folder; it says so if there is none."""
    try:
        stat = os.stat(path)  # noqa: PTH116  # half as quick as a Path
    except OSError:
        return f"{path}\tnothing"
    return _line(path, stat)


def _near(folder: Path) -> Iterator[str]:
    for one in (folder, *(folder / name for name in BELOW)):
        yield stamp_of(str(one))
    yield from _files(folder)


def _files(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as found:
            return sorted([_entry(one) for one in found if one.name[-5:] == ".yaml"])
    except OSError:
        return []


def _entry(one: os.DirEntry[str]) -> str:
    try:
        return _line(one.path, one.stat())
    except OSError:  # a link to nowhere or in a circle
        return f"{one.path}\tnothing"


def _line(path: str, stat: os.stat_result) -> str:
    return f"{path}\t{stat.st_size}\t{stat.st_mtime_ns}"


def index_stamp(folders: Iterable[Path], when: int) -> str:
    """What an index is of: the form, the program's version, the folders, its own mtime."""
    return "\n".join([f"{FORMAT} {__version__} {when}", *map(str, folders)])


def index_mtime(now: float) -> int:
    """The mtime that an index made `now` gets: even seconds, which any file system can keep."""
    return int(now) // 2 * 2


def read_mtime(path: Path) -> int | None:
    """The mtime of an index in seconds; -1 if it is none that `mark` gave, None without a file."""
    try:
        seconds, rest = divmod(path.stat().st_mtime_ns, 10**9)
    except OSError:
        return None
    return seconds if not rest else -1
