"""JSON (RFC 8259): one object a command, its items and its sources.

The standard encoder takes named tuples for arrays and is slow where it indents; this one knows
only what items are made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring as quoted
from typing import Any

from fieldref.answer import Answer
from fieldref.answer.items.base import SourceItem
from fieldref.render.interface import DEFAULT_OPTIONS, Format, OutputOptions
from fieldref.render.sanitize import escape_json

SCHEMA_VERSION = 1


def render(answer: Answer, _: OutputOptions = DEFAULT_OPTIONS) -> str:
    """Write the answer's items and sources; the same data give the same bytes."""
    fields = SourceItem._fields[1:]
    whole: dict[str, Any] = {
        "schema": f"fieldref/{answer.command}/{SCHEMA_VERSION}",
        "on": answer.on,
        "items": tuple(answer.items),
        "sources": {
            source.id: dict(zip(fields, source[1:], strict=True)) for source in answer.sources
        },
    }
    if answer.left_out:
        whole["left_out"] = answer.left_out
    return _encoded(whole, "\n") + "\n"


FORMAT = Format(render)


def compact_json(value: Any) -> str:
    """Write one value on one line, without spaces."""
    return _encoded(value, "")


def _encoded(value: Any, end: str) -> str:
    """Write one value; `end` is its last line's break and indent, or nothing for one line."""
    if isinstance(value, str):
        return _string(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        if getattr(value, "scalar", False):  # a date or a reference: one value, not its parts
            return _string(str(value))
        fields = getattr(value, "_fields", None)
        if fields is not None:
            return _object(zip(fields, value, strict=True), end)
        inner = _indented(end)
        parts = [_encoded(part, inner) for part in value]
        return f"[{inner}{f',{inner}'.join(parts)}{end}]" if parts else "[]"
    if isinstance(value, Mapping):
        return _object(value.items(), end)
    return repr(value)


def _object(pairs: Iterable[tuple[str, Any]], end: str) -> str:
    inner, colon = _indented(end), ": " if end else ":"
    parts = [f"{_string(key)}{colon}{_encoded(value, inner)}" for key, value in pairs]
    return f"{{{inner}{f',{inner}'.join(parts)}{end}}}" if parts else "{}"


def _indented(end: str) -> str:
    return end + "  " if end else ""


def _string(text: str) -> str:
    """Write a string that is JSON and that a terminal does not obey either."""
    return quoted(text) if text.isprintable() else escape_json(quoted(text))
