"""Text nodes -> records, strictly: every fault of a file at once, each with its line and path.

The types of a record say what each string must be. What only the rest of the data can tell (does
the source exist, was the treaty adopted by then) is asked of `Known`, or left to checks.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from fieldref.dates import FORMS, AsOf, PartialDate
from fieldref.errors import Fault
from fieldref.model import (
    CommitteeCode,
    LocalName,
    Number,
    Publication,
    SourceRef,
    StateCode,
    Statement,
    TreatyCode,
)
from fieldref.yamlfile import Node

# A United Nations document symbol: parts between slashes, such as A/HRC/WG.6/6/L.3.
SYMBOL = re.compile(r"[A-Z]+(?:\.[0-9]+)?(?:/[A-Za-z0-9.()-]+)+")
SHORTHAND = {Statement: "text", Publication: "title"}
_KEYED = {LocalName}


class Known(NamedTuple):
    """The ids and codes that a file may name; None where any well-formed one will do."""

    sources: frozenset[str] | None = None
    treaties: frozenset[str] | None = None
    committees: frozenset[str] | None = None
    states: frozenset[str] | None = None


class Reading(NamedTuple):
    """A file's record, its faults, and where each path stands (line and column).

    With any fault, `record` is None: there is no half answer.
    """

    record: Any
    faults: tuple[Fault, ...]
    places: dict[str, tuple[int, int]]


def read(kind: Any, node: Node, file: str, known: Known) -> Reading:
    """The record of type `kind` that `node` holds; `file` is what faults call the file."""
    reader = _Reader(file, known)
    record = reader.value(kind, node, "")
    faults = tuple(sorted(reader.faults, key=lambda fault: (fault.line, fault.column)))
    return Reading(None if faults else record, faults, reader.places)


class _Reader:
    """One pass over one file: gathers faults and places on the way."""

    def __init__(self, file: str, known: Known) -> None:
        self.file, self.known = file, known
        self.faults: list[Fault] = []
        self.places: dict[str, tuple[int, int]] = {}

    def fault(self, node: Node, path: str, says: str) -> Any:
        """Notes a fault; None, so that whoever finds one can return it as the value."""
        self.faults.append(Fault(self.file, node.line, node.column, path, says))

    def expected(self, node: Node, path: str, what: str) -> Any:
        return self.fault(node, path, f"expected {what}, got {_shown(node)}")

    def value(self, kind: Any, node: Node, path: str) -> Any:
        self.places[path] = (node.line, node.column)
        origin = get_origin(kind)
        if origin in (UnionType, Union):
            return self.value(get_args(kind)[0], node, path)
        if origin is tuple:
            return self.sequence(get_args(kind)[0], node, path)
        if hasattr(kind, "_fields") and kind not in _PARSERS:
            return self.record(kind, node, path)
        if node.kind != "text" or not node.value.strip():
            return self.expected(node, path, _article(kind))
        if origin is Literal:
            return self.choice(get_args(kind), node, path)
        try:
            return _PARSERS[kind](node.value, self.known)
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
            text = self.value(str, child, _join(path, key))
            if text is not None:
                yield key, text

    def keys(self, node: Node, path: str) -> Iterator[tuple[str, Node]]:
        seen: dict[str, int] = {}
        for key, child in node.value:
            if key.kind != "text":
                self.expected(key, path, "a key of plain text")
            elif key.value in seen:
                says = f"the key {key.value!r} stands twice, first in line {seen[key.value]}"
                self.fault(key, path, says)
            else:
                seen[key.value] = key.line
                yield key.value, child

    def record(self, kind: Any, node: Node, path: str) -> Any:
        short = SHORTHAND.get(kind)
        if short and node.kind == "text":
            return kind(**{short: self.value(str, node, path)})
        if node.kind != "mapping":
            return self.expected(node, path, f"keys and values ({', '.join(kind._fields)})")
        hints, values = _hints(kind), {}
        for key, child in self.keys(node, path):
            if key in hints:
                values[key] = self.value(hints[key], child, _join(path, key))
            else:
                self.unknown(key, kind, child, path)
        for key in kind._fields:
            if key not in values and key not in kind._field_defaults:
                self.fault(node, path, f"the key {key!r} is missing")
                values[key] = None
        return kind(**values)

    def unknown(self, key: str, kind: Any, node: Node, path: str) -> None:
        near = get_close_matches(key, kind._fields, 1)
        hint = f"; did you mean {near[0]!r}?" if near else f" ({', '.join(kind._fields)})"
        self.fault(node, path, f"there is no key {_cut(key)!r} here{hint}")


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _join(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)


def _shown(node: Node) -> str:
    if node.kind != "text":
        return f"a {node.kind}"
    return repr(_cut(node.value)) if node.value.strip() else "nothing"


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _article(kind: Any) -> str:
    return _WORDS.get(kind, "text")


_WORDS: dict[Any, str] = {
    int: "a whole number",
    bool: "true or false",
    PartialDate: f"a date ({FORMS})",
    SourceRef: "a source",
    Number: "a telephone number such as +41229289650",
}


def _text(value: str, _: Known) -> str:
    return value


def _integer(value: str, _: Known) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise ValueError(f"expected a whole number, got {_cut(value)!r}")
    return int(value)


def _boolean(value: str, _: Known) -> bool:
    if value not in ("true", "false"):
        raise ValueError(f"expected true or false, got {_cut(value)!r}")
    return value == "true"


def _date(value: str, _: Known) -> PartialDate:
    return PartialDate.parse(_cut(value))


def _as_of(value: str, _: Known) -> AsOf:
    return AsOf.parse(value)


def _number(value: str, _: Known) -> str:
    if not re.fullmatch(r"\+[1-9][0-9]{4,14}", value):
        raise ValueError(f"expected {_WORDS[Number]}, got {_cut(value)!r}")
    return value


def _source(value: str, known: Known) -> SourceRef:
    name, _, locator = value.partition(", ")
    if not SYMBOL.fullmatch(name):
        _code("source", known.sources, name)
    return SourceRef(name, locator or None)


def _code(what: str, known: frozenset[str] | None, value: str) -> str:
    if known is not None and value not in known:
        near = get_close_matches(value, known, 1, 0.7)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"there is no {what} {_cut(value)!r}{hint}")
    return value


_PARSERS: dict[Any, Callable[[str, Known], Any]] = {
    str: _text,
    int: _integer,
    bool: _boolean,
    PartialDate: _date,
    AsOf: _as_of,
    Number: _number,
    SourceRef: _source,
    StateCode: lambda value, known: _code("State", known.states, value),
    TreatyCode: lambda value, known: _code("treaty", known.treaties, value),
    CommitteeCode: lambda value, known: _code("committee", known.committees, value),
}
