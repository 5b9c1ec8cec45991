"""What readers of official files give: facts, what they couldn't understand, totals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from fieldref.model.treaties import Act, Treaty
from fieldref.records import NamedTuple
from fieldref.refresh.states_in_files import StateNames


class Fact(NamedTuple):
    """What a file says of a State (or organization), as the record that our data would hold."""

    party: str
    name: str
    record: Act
    place: str


class NotUnderstood(NamedTuple):
    """What in a file has no meaning here: the words, why, where.

    What `spoils` the file leaves it unsure what its other rows mean, such as an unknown column.
    """

    words: str
    why: str
    place: str
    spoils: bool = False


class Total(NamedTuple):
    """A number that the file states of itself, and how many rows of the kind were read."""

    what: str
    stated: int
    read: int


class Subject(NamedTuple):
    """What the file is about: a treaty whose every party it lists."""

    treaty: str


Part = Fact | NotUnderstood | Total | Subject


class Known(NamedTuple):
    """What a reader may need to know: the names of States, the treaties."""

    names: StateNames
    treaties: tuple[Treaty, ...]


class UnreadableFile(Exception):
    """A file that isn't what its beginning promises: cut, too large, malicious."""


class Reader(NamedTuple):
    """A format: what it is called, what its first bytes look like, what it holds."""

    title: str
    publisher: str
    recognizes: Callable[[bytes], bool]
    read: Callable[[BinaryIO, Known], Iterator[Part]]
