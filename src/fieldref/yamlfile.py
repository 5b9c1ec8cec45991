"""YAML -> plain text nodes with line numbers; the only module that knows YAML.

Everything is a string here, so Norway stays NO and +855... a number to ring. Tags, anchors and
aliases are refused: a file of data needs none, and each has a history of surprises.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from fieldref.errors import Fault

MOST_BYTES = 4_000_000
DEEPEST = 24
_Parser: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Node(NamedTuple):
    """A scalar (`value` is its text), a list (of nodes) or a mapping (of pairs of nodes)."""

    kind: str  # "text", "list" or "mapping"
    value: Any
    line: int
    column: int


class Unreadable(Exception):
    """A file that cannot be read as YAML at all; carries the one fault that says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read(path: Path, name: str) -> Node:
    """The file's one document as nodes; `name` is what faults call it.

    Raises Unreadable, with one fault, for what isn't a readable, plain, single YAML document.
    """
    return parse(_text(path, name), name)


def _text(path: Path, name: str) -> str:
    try:
        if not path.is_file():
            raise Unreadable(Fault(name, 0, 0, "", "expected a file"))
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Unreadable(Fault(name, 0, 0, "", f"expected at most {MOST_BYTES:,} bytes"))
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(Fault(name, line, 1, "", "expected text in UTF-8")) from None
    except OSError as error:
        says = error.strerror or "the file cannot be read"
        raise Unreadable(Fault(name, 0, 0, "", says)) from None


def parse(text: str, name: str) -> Node:
    """The one document in `text` as nodes; raises Unreadable as `read` does."""
    events = _events(text, name)
    try:
        nodes = [_node(event, events, name, 1) for event in events]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        says = f"not YAML: {getattr(error, 'problem', None) or 'a character that YAML forbids'}"
        raise Unreadable(Fault(name, line, column, "", says)) from None
    if len(nodes) != 1:
        says = "expected one document, got none" if not nodes else "expected one document, got more"
        raise Unreadable(Fault(name, 1, 1, "", says))
    return nodes[0]


def _events(text: str, name: str) -> Iterator[Any]:
    for event in yaml.parse(text, Loader=_Parser):
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
            if event.anchor:
                raise _refused(event, name, "an anchor")
            if event.tag and event.tag != "!":
                raise _refused(event, name, "a tag")
            yield event
        elif isinstance(event, yaml.AliasEvent):
            raise _refused(event, name, "an alias")
        elif isinstance(event, yaml.CollectionEndEvent):
            yield event


def _refused(event: Any, name: str, what: str) -> Unreadable:
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    return Unreadable(Fault(name, line, column, "", f"expected plain text, got {what}"))


def _node(event: Any, events: Iterator[Any], name: str, depth: int) -> Node:
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    if isinstance(event, yaml.ScalarEvent):
        return Node("text", event.value, line, column)
    if depth > DEEPEST:
        says = f"expected at most {DEEPEST} levels"
        raise Unreadable(Fault(name, line, column, "", says))
    inside = []
    for child in events:
        if isinstance(child, yaml.CollectionEndEvent):
            break
        inside.append(_node(child, events, name, depth + 1))
    if isinstance(event, yaml.SequenceStartEvent):
        return Node("list", inside, line, column)
    return Node("mapping", list(zip(inside[::2], inside[1::2], strict=True)), line, column)
