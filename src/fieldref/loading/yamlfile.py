"""Parse YAML to text nodes with line numbers; no other module knows YAML.

Everything is a string here, so Norway stays NO and +855... a number to ring. Tags, anchors and
aliases are refused: a file of data needs none, and each has a history of surprises.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from fieldref.errors import Fault
from fieldref.records import NamedTuple

MOST_BYTES = 1_000_000
MOST_NODES = 100_000
DEEPEST = 24
_TRIES = 5
_FORBIDDEN = re.compile(
    "[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\U00010000-\U0010ffff]"
)
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


def read_yaml(path: Path, name: str) -> Node:
    """Read the file's one document as nodes; `name` is what faults call it.

    Raises Unreadable, with one fault, for what isn't a readable, plain, single YAML document.
    """
    return parse_yaml(_text(path, name), name)


def _text(path: Path, name: str) -> str:
    try:
        data = _bytes(path, name)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(Fault(name, line, 1, "", "expected text in UTF-8")) from None
    except FileNotFoundError:
        raise Unreadable(Fault(name, 0, 0, "", "expected a file")) from None
    except OSError as error:
        says = error.strerror or "the file cannot be read"
        raise Unreadable(Fault(name, 0, 0, "", says)) from None


def _bytes(path: Path, name: str) -> bytes:
    """Read a file while nobody writes to it; wait for no pipe."""
    for _ in range(_TRIES):
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        before = os.fstat(file)
        if not stat.S_ISREG(before.st_mode):
            os.close(file)
            raise Unreadable(Fault(name, 0, 0, "", "expected a file"))
        with os.fdopen(file, "rb") as opened:
            data = opened.read(MOST_BYTES + 1)
            after = os.fstat(file)
        if len(data) > MOST_BYTES:
            raise Unreadable(Fault(name, 0, 0, "", f"expected at most {MOST_BYTES:,} bytes"))
        if (len(data), before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return data
    raise Unreadable(Fault(name, 0, 0, "", "the file changes while it is read"))


def parse_yaml(text: str, name: str) -> Node:
    """Parse the one document in `text`; raises Unreadable as `read_yaml` does."""
    events = _events(text, name)
    try:
        nodes = [_node(event, events, name, 1) for event in events]
    except UnicodeEncodeError:  # half a character, which no file of UTF-8 can hold
        raise Unreadable(Fault(name, 1, 1, "", "expected text in UTF-8")) from None
    except yaml.YAMLError as error:
        line, column = _place(error, text)
        says = f"not YAML: {getattr(error, 'problem', None) or 'a character that YAML forbids'}"
        raise Unreadable(Fault(name, line, column, "", says)) from None
    if len(nodes) != 1:
        says = "expected one document, got none" if not nodes else "expected one document, got more"
        raise Unreadable(Fault(name, 1, 1, "", says))
    return nodes[0]


def _place(error: yaml.YAMLError, text: str) -> tuple[int, int]:
    mark = getattr(error, "problem_mark", None)
    if mark:
        return mark.line + 1, mark.column + 1
    # A character that YAML forbids has no mark; its position is one of bytes or of characters.
    match = _FORBIDDEN.search(text)
    before = text[: match.start()] if match else ""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _events(text: str, name: str) -> Iterator[Any]:
    for count, event in enumerate(yaml.parse(text, Loader=_Parser)):
        if count > MOST_NODES:
            raise Unreadable(Fault(name, 1, 1, "", f"expected at most {MOST_NODES:,} values"))
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
