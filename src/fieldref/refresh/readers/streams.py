"""Files read bit by bit: how far the reading is, and a limit on what one row may take."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from fieldref.refresh.interface import UnreadableFile, Watch

_MOST_OF_A_ROW = 8 << 20  # bytes: a row is a paragraph with its labels
_DEEPEST = 500  # brackets left open in a row: the library goes down into them until it crashes


class Meter:
    """A file that counts what is read of it, and refuses a row that takes too much."""

    def __init__(self, file: BinaryIO, watch: Watch) -> None:
        self._file, self._watch = file, watch
        self._name = file_name(file)
        self._size = os.fstat(file.fileno()).st_size
        self._done = 0
        self._since_row = self._open = 0

    def begin_row(self) -> None:
        """Take what is read from here on as of another row."""
        self._since_row = self._open = 0

    def read(self, size: int = -1) -> bytes:
        """Read so many bytes; raise UnreadableFile once a row has taken more than any can."""
        data = self._file.read(size)
        self._done += len(data)
        self._since_row += len(data)
        self._open += data.count(b"[") + data.count(b"{") - data.count(b"]") - data.count(b"}")
        if self._since_row > _MOST_OF_A_ROW:
            raise UnreadableFile(f"One row takes more than {_MOST_OF_A_ROW >> 20} MB.")
        if self._open > _DEEPEST:
            raise UnreadableFile("Its brackets lie in each other deeper than in any export.")
        return data

    def tell(self) -> None:
        """Tell the watch how much has been read."""
        self._watch(self._name, self._done, self._size)


def read_whole(file: BinaryIO, most: int) -> bytes:
    """Read all of a file; raise UnreadableFile if it has more bytes than such a file can have."""
    data = file.read(most + 1)
    if len(data) > most:
        raise UnreadableFile(f"It has more than {most >> 20} MB.")
    return data


def is_utf16(data: bytes) -> bool:
    """Tell whether the bytes begin with the mark of UTF-16."""
    return data[:2] in (b"\xff\xfe", b"\xfe\xff")


def head_text(head: bytes) -> str:
    """Give the first bytes of a file as text in which markup and ASCII can be looked for."""
    return head.decode("utf-16" if is_utf16(head) else "latin-1", "replace")


def file_name(file: BinaryIO) -> str:
    """Give what the file is called, without its folder."""
    return Path(str(getattr(file, "name", "file"))).name


def skip_byte_order_mark(file: BinaryIO) -> None:
    """Go behind the mark of UTF-8 that some programs put first."""
    if file.read(3) != b"\xef\xbb\xbf":
        file.seek(0)
