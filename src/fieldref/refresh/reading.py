"""Read what somebody fetched, files and folders: what each says, or why it is left alone."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, cast

from fieldref import files
from fieldref.errors import WrongUse
from fieldref.records import NamedTuple
from fieldref.refresh.changes import ReadFile
from fieldref.refresh.interface import (
    About,
    Fact,
    Known,
    LeftOut,
    Listing,
    NotUnderstood,
    Part,
    Reader,
    Total,
    UnreadableFile,
)
from fieldref.refresh.registry import load_readers

_HEAD = 8192
_FEW, _SHARE = 2, 50  # what may not be understood before a file is left alone
_MAINTENANCE = (b"maintenance", b"temporarily unavailable")


class FileReading(NamedTuple):
    """What a file was found to hold."""

    file: ReadFile
    facts: tuple[Fact, ...] = ()
    unread: tuple[NotUnderstood, ...] = ()
    totals: tuple[Total, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    listings: tuple[Listing, ...] = ()

    @property
    def treaty(self) -> str | None:
        """Give the treaty that the whole file is about, if it is about one."""
        acts = (listing.treaty for listing in self.listings if listing.table == "acts")
        return next(acts, None)


def read_files(paths: Iterable[Path], known: Known) -> tuple[FileReading, ...]:
    """Read the files, and those in folders; raise WrongUse if there is none at all."""
    readers = load_readers()
    readings = []
    for path in _list_files(paths):
        known.watch(path.name, 0, 0)
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
        return _refused(path, "It is no file.")
    try:
        with path.open("rb") as opened:
            head = opened.read(_HEAD)
            opened.seek(0)
            reader = next((each for each in readers if each.recognizes(head)), None)
            if reader is None:
                return _refused(path, _why_unknown(head))
            return _read_with(reader, path, opened, known)
    except OSError as error:
        return _refused(path, f"It can't be read: {files.explain(error)}.")


def _why_unknown(head: bytes) -> str:
    lower = head.lower()
    if b"<html" in lower and any(words in lower for words in _MAINTENANCE):
        return "It is a page that says that the site is under maintenance: fetch it again later."
    return "It is none of the files that `fieldref refresh --list` names."


def _read_with(reader: Reader, path: Path, opened: BinaryIO, known: Known) -> FileReading:
    parts: dict[type, list[Part]] = defaultdict(list)
    try:
        for part in reader.read(opened, known):
            parts[type(part)].append(part)
    except UnreadableFile as error:
        return _refused(path, str(error))
    kinds: tuple[type, ...] = (Fact, NotUnderstood, Total, LeftOut, Listing)
    facts, unread, totals, left_out, listings = (tuple(parts[kind]) for kind in kinds)
    about = next(iter(parts[About]), None)
    spoiled = _why_spoiled(facts, unread, totals)
    file = ReadFile(path, cast("About | None", about), spoiled)
    return FileReading(file, facts, unread, totals, left_out, listings)  # type: ignore[arg-type]


def _refused(path: Path, why: str) -> FileReading:
    return FileReading(ReadFile(path, None, why), unread=(NotUnderstood(path.name, why, "file"),))


def _why_spoiled(facts: Sequence[Any], unread: Sequence[Any], totals: Sequence[Any]) -> str:
    for part in unread:
        if part.spoils:
            return f"{part.place}: {part.words}: {part.why}."
    if len(unread) > max(_FEW, len(facts) // _SHARE):
        return f"{len(unread)} rows of {len(facts) + len(unread)} aren't understood."
    for total in totals:
        if total.stated != total.read:
            return f"It states {total.stated} {total.what}, and has {total.read}."
    return ""
