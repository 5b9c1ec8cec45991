"""Workbooks (xlsx): their rows, read one by one, and traps refused before they are unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from fieldref.extras import load_library
from fieldref.refresh.interface import UnreadableFile

_MOST_BYTES = 3 << 30  # unpacked; the Index in full takes about a third
_MOST_PACKED = 250  # how many times larger than packed a part may be


def is_workbook(head: bytes) -> bool:
    """Tell whether the bytes begin an archive, as every workbook is one."""
    return head.startswith(b"PK\x03\x04")


def read_rows(file: BinaryIO, use: str) -> Iterator[tuple[Any, ...]]:
    """Give the rows of the first sheet; raise UnreadableFile for what is no workbook, or a trap."""
    openpyxl = load_library("refresh", "openpyxl", use)
    load_library("refresh", "defusedxml", use)  # openpyxl reads with it, if it is there
    _refuse_traps(file)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        yield from book.worksheets[0].iter_rows(values_only=True)
    except UnreadableFile:
        raise
    except Exception as error:  # the library tells damage in ways of many kinds
        raise UnreadableFile(f"It is no whole workbook: {type(error).__name__}.") from None


def _refuse_traps(file: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFile(f"It is no whole archive: {error}.") from None
    file.seek(0)
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise UnreadableFile("It is an archive, and no workbook.")
    for part in parts:
        if part.file_size > _MOST_PACKED * max(part.compress_size, 1 << 16):
            raise UnreadableFile(f"{part.filename} unpacks to far more than a table can hold.")
    if sum(part.file_size for part in parts) > _MOST_BYTES:
        raise UnreadableFile("It unpacks to more than any export of the Index.")
