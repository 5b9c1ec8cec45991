"""Decode nodes to records, strictly: every fault of a file at once, with its line and path.

The types of a record say what each string must be. What only the rest of the data can tell (does
the source exist, was the treaty adopted by then) is asked of `KnownIds`, or left to the checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from fieldref.errors import Fault
from fieldref.loading.row_matching import Identity, identity_of
from fieldref.loading.scalars import PARSERS, KnownIds, cut_words, expected_words
from fieldref.loading.yamlfile import Node
from fieldref.model.presences import Publication, Statement
from fieldref.model.states import LocalName
from fieldref.records import NamedTuple

SHORTHAND = {Statement: "text", Publication: "title"}
_KEYED = {LocalName}
_NOBODY: Identity = (str, "")
MOST_FAULTS = 100  # of a file; who has more has another kind of problem


class Decoded(NamedTuple):
    """A file's record, its faults, and where each path stands (line and column).

    With any fault, `record` is None: there is no half answer.
    """

    record: Any
    faults: tuple[Fault, ...]
    places: dict[str, tuple[int, int]]


def decode(kind: Any, node: Node, file: str, known: KnownIds) -> Decoded:
    """Make the record of type `kind` that `node` holds; faults call the file `file`."""
    reader = _Reader(file, known)
    record = reader.value(kind, node, "")
    faults = tuple(sorted(reader.faults, key=lambda fault: (fault.line, fault.column)))
    return Decoded(None if faults else record, faults, reader.places)


class _Reader:
    """A pass over a file, which gathers its faults and places on the way."""

    def __init__(self, file: str, known: KnownIds) -> None:
        self.file, self.known = file, known
        self.faults: list[Fault] = []
        self.places: dict[str, tuple[int, int]] = {}

    def fault(self, node: Node, path: str, says: str) -> Any:
        """Note a fault; give None, so that the caller can return it as the value."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(self.file, node.line, node.column, cut_words(path), says))
        elif len(self.faults) == MOST_FAULTS:
            says = f"more than {MOST_FAULTS} faults; the rest is not told"
            self.faults.append(Fault(self.file, node.line, node.column, "", says))

    def expected(self, node: Node, path: str, what: str) -> Any:
        return self.fault(node, path, f"expected {what}, got {_shown(node)}")

    def value(self, kind: Any, node: Node, path: str) -> Any:
        self.places[path] = (node.line, node.column)
        origin, args = _type_parts(kind)
        if origin in (UnionType, Union):
            return self.value(args[0], node, path)
        if origin is tuple:
            return self.sequence(args[0], node, path)
        if hasattr(kind, "_fields") and kind not in PARSERS:
            return self.record(kind, node, path)
        if node.kind != "text" or not node.value.strip():
            return self.expected(node, path, expected_words(kind))
        if origin is Literal:
            return self.choice(args, node, path)
        try:
            return PARSERS[kind](node.value, self.known)
        except ValueError as error:
            return self.fault(node, path, str(error))

    def choice(self, choices: tuple[str, ...], node: Node, path: str) -> Any:
        if node.value in choices:
            return str(node.value)
        return self.expected(node, path, " or ".join(choices))

    def sequence(self, kind: Any, node: Node, path: str) -> Any:
        if kind in _KEYED and node.kind == "mapping":
            return tuple(kind(*pair) for pair in self.pairs(node, path))
        if node.kind != "list":
            return self.expected(node, path, "a list")
        items = enumerate(node.value, 1)
        return tuple(self.value(kind, item, _join(path, n)) for n, item in items)

    def pairs(self, node: Node, path: str) -> Iterator[tuple[str, str]]:
        for key, child in self.keys(node, path):
            text = self.value(str, child, _join(path, key.value))
            if text is not None:
                yield key.value, text

    def keys(self, node: Node, path: str) -> Iterator[tuple[Node, Node]]:
        seen: dict[str, int] = {}
        for key, child in node.value:
            if key.kind != "text":
                self.expected(key, path, "a key of plain text")
            elif key.value in seen:
                says = f"the key {key.value!r} stands twice, first in line {seen[key.value]}"
                self.fault(key, path, says)
            else:
                seen[key.value] = key.line
                yield key, child

    def record(self, kind: Any, node: Node, path: str) -> Any:
        short = SHORTHAND.get(kind)
        if short and node.kind == "text":
            return kind(**{short: self.value(str, node, path)})
        if node.kind != "mapping":
            return self.expected(node, path, f"keys and values ({', '.join(kind._fields)})")
        hints, values = _hints(kind), {}
        for key, child in self.keys(node, path):
            if key.value in hints:
                inside = _join(path, key.value)
                values[key.value] = self.value(hints[key.value], child, inside)
            else:
                self.unknown(key, kind, path)
        base = self.known.bases.get(identity_of(kind, values) or _NOBODY)
        for name in kind._fields:
            if name not in values and name not in kind._field_defaults:
                if base is None:
                    self.fault(node, path, f"the key {name!r} is missing")
                values[name] = getattr(base, name, None)
        return kind(**values)

    def unknown(self, key: Node, kind: Any, path: str) -> None:
        if len(self.faults) > MOST_FAULTS:
            return  # it would not be told; what it may have meant takes long to find
        near = get_close_matches(cut_words(key.value), kind._fields, 1)
        hint = f"; did you mean {near[0]!r}?" if near else f" ({', '.join(kind._fields)})"
        self.fault(key, path, f"there is no key {cut_words(key.value)!r} here{hint}")


@cache
def _type_parts(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """Give a type's origin and arguments, which `typing` works out anew at every call."""
    return get_origin(kind), get_args(kind)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _join(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)


def _shown(node: Node) -> str:
    if node.kind != "text":
        return f"a {node.kind}"
    return repr(cut_words(node.value)) if node.value.strip() else "nothing"
