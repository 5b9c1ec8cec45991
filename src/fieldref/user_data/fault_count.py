"""Keep how many faults the user's files have, so that every answer can tell of them at no cost.

What only all the data together can tell takes seconds: it is counted when all of them are read
anyway, and kept in the cache with the state of the files that it was counted for.
"""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path
from zlib import crc32

from fieldref import __version__, files, places
from fieldref.index import freshness
from fieldref.records import NamedTuple

_MOST_BYTES = 100


class FaultCount(NamedTuple):
    """The number of faults in the files of some folders, and the cache that keeps it, if any."""

    folders: tuple[Path, ...]
    cache: Path | None

    def kept(self, on: date) -> int | None:
        """Give the faults of the files as they are now; None if these were never counted so.

        No faults are none on any later day; what is a fault on one day need not be on another.
        """
        if self.path is None:
            return None
        try:
            mark, day, count = files.read_bytes(self.path, _MOST_BYTES).decode().split()
            known = mark == self.mark() and (count == "0" or day == on.isoformat())
            return int(count) if known else None
        except (OSError, ValueError):
            return None

    def was_kept(self) -> bool:
        """Tell whether the faults of these folders' files were ever counted."""
        return self.path is not None and files.is_file(self.path)

    def count(self, on: date) -> int:
        """Count the faults of the folders' files beside the bundled data, and keep the number."""
        from fieldref.checks import registry
        from fieldref.checks.files import read_paths, with_data

        mark = self.mark()  # before they are read: what changes meanwhile is seen the next time
        count = 0
        if holding := with_data(self.folders):
            checked, base = read_paths(holding, places.bundled_data())
            count = len(registry.find_faults(checked, base, on))
        self.keep(mark, on, count)
        return count

    def keep(self, mark: str, on: date, count: int) -> None:
        """Keep how many faults the files have, as they were when they were marked."""
        if self.path:
            with contextlib.suppress(OSError):  # it is counted again, then
                files.make_folders(self.path.parent)
                text = f"{mark} {on} {count}".encode()
                files.write_whole(self.path, text, mode=files.PRIVATE_FILE, overwrite=True)

    def mark(self) -> str:
        """Give what is another as soon as a file comes, goes or is written to."""
        stamps = f"{__version__}\n{freshness.file_stamps(self.folders)}"
        return f"{crc32(stamps.encode('utf-8', 'surrogateescape')):08x}"

    @property
    def path(self) -> Path | None:
        """Give the file of the cache that holds the number."""
        name = f"{freshness.name_of_folders(self.folders)}.faults"
        return self.cache / name if self.cache and self.folders else None
