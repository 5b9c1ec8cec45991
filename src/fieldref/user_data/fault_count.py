"""Keep how many faults the user's files have, so that every answer can tell of them at no cost.

What only all the data together can tell takes seconds: it is counted when all of them are read
anyway, and kept in the cache with the state of the files that it was counted for.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zlib import crc32

from fieldref import __version__, files, places
from fieldref.index import freshness

_MOST_BYTES = 100


def kept_count(folders: Sequence[Path], cache: Path | None, on: date) -> int | None:
    """Give the faults of the files as they are now; None if these were never counted so.

    No faults are none on any later day; what is a fault on one day need not be on another.
    """
    path = _place(folders, cache)
    if path is None:
        return None
    try:
        mark, day, count = files.read_bytes(path, _MOST_BYTES).decode().split()
        known = mark == mark_files(folders) and (count == "0" or day == on.isoformat())
        return int(count) if known else None
    except (OSError, ValueError):
        return None


def was_counted(folders: Sequence[Path], cache: Path | None) -> bool:
    """Tell whether the faults of these folders' files were ever counted."""
    path = _place(folders, cache)
    return path is not None and files.is_file(path)


def count_faults(folders: Sequence[Path], cache: Path | None, on: date) -> int:
    """Count the faults of the folders' files beside the bundled data, and keep the number."""
    from fieldref.checks import registry
    from fieldref.checks.files import read_paths, with_data

    mark = mark_files(folders)  # before they are read: what changes meanwhile is seen the next time
    count = 0
    if holding := with_data(folders):
        checked, base = read_paths(holding, places.bundled_data())
        count = len(registry.find_faults(checked, base, on))
    keep_count(folders, cache, mark, on, count)
    return count


def keep_count(
    folders: Sequence[Path], cache: Path | None, mark: str, on: date, count: int
) -> None:
    """Keep how many faults the files have, as they were when they were marked."""
    path, text = _place(folders, cache), f"{mark} {on} {count}"
    if path:
        with contextlib.suppress(OSError):  # it is counted again, then
            files.make_folders(path.parent)
            files.write_whole(path, text.encode(), mode=files.PRIVATE_FILE, overwrite=True)


def _place(folders: Sequence[Path], cache: Path | None) -> Path | None:
    name = f"{freshness.name_of_folders(folders)}.faults"
    return cache / name if cache and folders else None


def mark_files(folders: Sequence[Path]) -> str:
    """Give what is another as soon as a file comes, goes or is written to."""
    stamps = [__version__, freshness.folder_stamps(folders), freshness.all_stamps(folders)]
    return f"{crc32(chr(10).join(stamps).encode('utf-8', 'surrogateescape')):08x}"
