"""Files and folders that somebody fetched -> what each says, and why it is left alone if it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from fieldref import files
from fieldref.errors import WrongUse
from fieldref.records import NamedTuple
from fieldref.refresh.interface import (
    Fact,
    Known,
    NotUnderstood,
    Reader,
    Subject,
    Total,
    UnreadableFile,
)
from fieldref.refresh.registry import load_readers

_HEAD = 8192
_FEW, _SHARE = 2, 50  # what may not be understood before a file is left alone
_MAINTENANCE = (b"maintenance", b"temporarily unavailable")
Watch = Callable[[str], None]


class FileReading(NamedTuple):
    """A file as it was read; `spoiled` says why nothing of it may be written, else is empty."""

    path: Path
    reader: Reader | None
    treaty: str | None
    facts: tuple[Fact, ...]
    unread: tuple[NotUnderstood, ...]
    totals: tuple[Total, ...]
    spoiled: str


def read_files(paths: Iterable[Path], known: Known, watch: Watch) -> tuple[FileReading, ...]:
    """Read the files, and those in folders; raise WrongUse if there is none at all."""
    readers = load_readers()
    readings = []
    for path in _list_files(paths):
        watch(path.name)
        readings.append(_read_file(path, readers, known))
    if not readings:
        raise WrongUse("There is no file to read.", "See what to fetch: fieldref refresh --list")
    return tuple(readings)


def _list_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not files.is_folder(path):
            if not files.is_taken(path):
                raise WrongUse(files.explain_absence(path, "file or folder"))
            yield path
            continue
        try:
            names = sorted(os.listdir(path))  # noqa: PTH208
        except OSError as error:
            raise WrongUse(f"{path} can't be read: {files.explain(error)}.") from None
        yield from (path / name for name in names if files.is_file(path / name) and name[0] != ".")


def _read_file(path: Path, readers: tuple[Reader, ...], known: Known) -> FileReading:
    if not files.is_file(path):
        return _refused(path, None, "It is no file.")
    try:
        with path.open("rb") as opened:
            head = opened.read(_HEAD)
            opened.seek(0)
            reader = next((one for one in readers if one.recognizes(head)), None)
            if reader is None:
                return _refused(path, None, _why_unknown(head))
            return _read_with(reader, path, opened, known)
    except OSError as error:
        return _refused(path, None, f"It can't be read: {files.explain(error)}.")


def _why_unknown(head: bytes) -> str:
    lower = head.lower()
    if b"<html" in lower and any(words in lower for words in _MAINTENANCE):
        return "It is a page that says that the site is under maintenance: fetch it again later."
    return "It is none of the files that `fieldref refresh --list` names."


def _read_with(reader: Reader, path: Path, opened: BinaryIO, known: Known) -> FileReading:
    treaty = None
    facts: list[Fact] = []
    unread: list[NotUnderstood] = []
    totals: list[Total] = []
    try:
        for part in reader.read(opened, known):
            if isinstance(part, Fact):
                facts.append(part)
            elif isinstance(part, NotUnderstood):
                unread.append(part)
            elif isinstance(part, Total):
                totals.append(part)
            elif isinstance(part, Subject):
                treaty = part.treaty
    except UnreadableFile as error:
        return _refused(path, reader, str(error))
    spoiled = _why_spoiled(facts, unread, totals)
    return FileReading(path, reader, treaty, tuple(facts), tuple(unread), tuple(totals), spoiled)


def _refused(path: Path, reader: Reader | None, why: str) -> FileReading:
    return FileReading(path, reader, None, (), (NotUnderstood(path.name, why, "file"),), (), why)


def _why_spoiled(facts: list[Fact], unread: list[NotUnderstood], totals: list[Total]) -> str:
    for part in unread:
        if part.spoils:
            return f"{part.place}: {part.words}: {part.why}."
    if len(unread) > max(_FEW, len(facts) // _SHARE):
        return f"{len(unread)} rows of {len(facts) + len(unread)} aren't understood."
    for total in totals:
        if total.stated != total.read:
            return f"It states {total.stated} {total.what}, and has {total.read}."
    return ""
