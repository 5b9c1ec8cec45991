"""All records of all files with their places: checks ask for every one of a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from fieldref.errors import Fault
from fieldref.loading.dataset import Dataset
from fieldref.loading.overlay import File, overlay_files

Record = TypeVar("Record")


class Located(NamedTuple):
    """A record, the file and path where it stands, and the records around it, outermost first."""

    file: File
    path: str
    record: Any
    around: tuple[Any, ...]


class Problem(NamedTuple):
    """What is wrong with a record, or with the value at `key` of it."""

    found: Located
    key: str
    says: str

    @property
    def fault(self) -> Fault:
        """The problem at its line; where the value itself has none, at its record's."""
        return self.found.file.fault(self.path, self.says)

    @property
    def path(self) -> str:
        """Where the value stands in its record."""
        return ".".join(filter(None, [self.found.path, self.key]))


class World:
    """The files under check (`own`), over those beside them that they may name and add to."""

    def __init__(self, own: Dataset, beside: Dataset | None = None) -> None:
        self.whole = beside is None
        below = [file._replace(places={}, layer=-1) for file in beside.files] if beside else []
        self._found: dict[type, list[Located]] = defaultdict(list)
        for file in overlay_files((*below, *own.files)):
            for found in _walk(file, file.record, "", ()):
                self._found[type(found.record)].append(found)

    def every(self, kind: type) -> list[Located]:
        """Every record of that kind."""
        return self._found[kind]

    def records(self, kind: type[Record]) -> list[Record]:
        """Every record of that kind, without its place."""
        return [found.record for found in self._found[kind]]

    def kinds(self) -> Iterable[type]:
        """The kinds of record that there are."""
        return tuple(self._found)

    def own(self, problem: Problem) -> bool:
        """Whether the problem stands in a file under check, and there in what is of its own."""
        places = problem.found.file.places
        return self.whole or problem.path in places or problem.found.path in places


def _walk(file: File, value: Any, path: str, around: tuple[Any, ...]) -> Iterator[Located]:
    if not isinstance(value, tuple) or getattr(value, "scalar", False):
        return
    fields = getattr(value, "_fields", None)
    if fields:
        yield Located(file, path, value, around)
        around = (*around, value)
    for key, part in zip(fields or range(1, len(value) + 1), value, strict=True):
        yield from _walk(file, part, f"{path}.{key}" if path else str(key), around)
