"""All records of all files with their places: checks ask for every one of a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from fieldref.bundle import Bundle, File
from fieldref.errors import Fault
from fieldref.model import Presence, State

Record = TypeVar("Record")


class Found(NamedTuple):
    """A record, the file and path where it stands, and the records around it, outermost first."""

    file: File
    path: str
    record: Any
    around: tuple[Any, ...]


class Problem(NamedTuple):
    """What is wrong with a record, or with the value at `key` of it."""

    found: Found
    key: str
    says: str

    @property
    def fault(self) -> Fault:
        """The problem at its line; where the value itself has none, at its record's."""
        file, path = self.found.file, self.found.path
        full = ".".join(filter(None, [path, self.key]))
        line, column = file.places.get(full) or file.places.get(path) or (1, 1)
        return Fault(file.name, line, column, full, self.says)


class World:
    """The files under check (`own`), and those beside them that they may name."""

    def __init__(self, own: Bundle, beside: Bundle | None = None) -> None:
        self._own = {id(file) for file in own.files}
        self._found: dict[type, list[Found]] = defaultdict(list)
        for file in (*own.files, *_untouched(own, beside)):
            for found in _walk(file, file.record, "", ()):
                self._found[type(found.record)].append(found)

    def every(self, kind: type) -> list[Found]:
        """Every record of that kind."""
        return self._found[kind]

    def records(self, kind: type[Record]) -> list[Record]:
        """Every record of that kind, without its place."""
        return [found.record for found in self._found[kind]]

    def kinds(self) -> Iterable[type]:
        """The kinds of record that there are."""
        return tuple(self._found)

    def own(self, problem: Problem) -> bool:
        """Whether the problem stands in a file under check."""
        return id(problem.found.file) in self._own


def _untouched(own: Bundle, beside: Bundle | None) -> Iterator[File]:
    """The files of `beside` that none of `own` stands for: a State's profile for the same State's.

    Of the same kind of list, such as sources, both stand.
    """
    mine = {_identity(file.record) for file in own.files}
    for file in beside.files if beside else ():
        if _identity(file.record) not in mine:
            yield file


def _identity(record: Any) -> object:
    if isinstance(record, State):
        return record.codes.iso3
    if isinstance(record, Presence):
        return record.id
    ids = tuple(one[0] for one in record) if type(record) is tuple else ()
    return type(record), ids


def _walk(file: File, value: Any, path: str, around: tuple[Any, ...]) -> Iterator[Found]:
    if not isinstance(value, tuple) or getattr(value, "scalar", False):
        return
    fields = getattr(value, "_fields", None)
    if fields:
        yield Found(file, path, value, around)
        around = (*around, value)
    for key, part in zip(fields or range(1, len(value) + 1), value, strict=True):
        yield from _walk(file, part, f"{path}.{key}" if path else str(key), around)
