"""Gather all records of all files with their places, to be asked for by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from fieldref.errors import Fault
from fieldref.loading.dataset import Dataset
from fieldref.loading.overlay import File, overlay_files
from fieldref.model.common import Edition
from fieldref.records import NamedTuple

Record = TypeVar("Record")


class Located(NamedTuple):
    """A record, the file and path where it stands, and the records around it, outermost first."""

    file: File
    path: str
    record: Any
    around: tuple[Any, ...]


class Problem(NamedTuple):
    """A fault of a record, or of the value at `key` of it."""

    located: Located
    key: str
    says: str

    @property
    def fault(self) -> Fault:
        """Give the problem at its line; where the value itself has none, at its record's."""
        return self.located.file.fault(self.path, self.says)

    @property
    def path(self) -> str:
        """Give where the value stands in its record."""
        return ".".join(filter(None, [self.located.path, self.key]))


class World:
    """The files under check, over those of `base`, which they may name and add to.

    `latest` is the last day that can have come; None where nobody says which day it is.
    """

    def __init__(
        self, checked: Dataset, base: Dataset | None = None, on: date | None = None
    ) -> None:
        self.whole = base is None
        self.latest = _latest(on, checked.edition or (base.edition if base else None))
        below = [file._replace(places={}, layer=-1) for file in base.files] if base else []
        self._located: dict[type, list[Located]] = defaultdict(list)
        for file in overlay_files((*below, *checked.files)):
            for located in _list_records(file):
                self._located[type(located.record)].append(located)

    def every(self, kind: type) -> list[Located]:
        """Give every record of that kind."""
        return self._located[kind]

    def records(self, kind: type[Record]) -> list[Record]:
        """Give every record of that kind, without its place."""
        return [located.record for located in self._located[kind]]

    def kinds(self) -> Iterable[type]:
        """Give the kinds of record that there are."""
        return tuple(self._located)

    def is_checked(self, problem: Problem) -> bool:
        """Tell whether a problem stands in what a file under check itself says."""
        places = problem.located.file.places
        return self.whole or problem.path in places or problem.located.path in places


def _latest(on: date | None, edition: Edition | None) -> date | None:
    """Give the last day that can have come: that of the question, or of the data if it is later."""
    if on is None or edition is None:
        return on
    return max(on, edition.date.last)


def _list_records(file: File) -> list[Located]:
    """List the records of a file with their places, each before those inside it."""
    listed: list[Located] = []
    _add_records(listed, file, file.record, "", ())
    return listed


def _add_records(
    listed: list[Located], file: File, value: tuple[Any, ...], path: str, around: tuple[Any, ...]
) -> None:
    """Add what a record or row of values holds; plain values, by far the most, end here."""
    kind = type(value)
    keys: Iterable[object]
    if kind is tuple:
        keys = range(1, len(value) + 1)
    else:
        listed.append(Located(file, path, value, around))
        around = (*around, value)
        keys = kind._fields  # type: ignore[attr-defined]
    for key, part in zip(keys, value, strict=True):
        if part and isinstance(part, tuple) and not getattr(part, "scalar", False):
            _add_records(listed, file, part, f"{path}.{key}" if path else str(key), around)
