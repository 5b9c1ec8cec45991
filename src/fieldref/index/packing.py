"""Pack records into plain lists, which the index keeps as JSON, and unpack them.

A record becomes the list of its fields' values, cut where only defaults follow; a date its parts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from itertools import takewhile
from json import JSONEncoder
from types import UnionType
from typing import Any, ForwardRef, Union, get_args, get_origin, get_type_hints

Decoder = Callable[[Any], Any]
# One for all: json.dumps makes another each time. Records hold no circles to look for.
encode = JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def pack(value: Any) -> Any:
    """Turn a record, or a tuple of records, into nested lists of text, numbers and None."""
    if not isinstance(value, tuple):
        return value
    size = len(value)
    for default in _last_defaults(type(value)):
        if value[size - 1] != default:
            break
        size -= 1
    return [pack(part) if isinstance(part, tuple) else part for part in value[:size]]


@cache
def _last_defaults(kind: Any) -> tuple[Any, ...]:
    """Give the defaults of a record's last fields, from its end; the first field is always kept."""
    defaults = getattr(kind, "_field_defaults", {})
    optional = takewhile(defaults.__contains__, reversed(getattr(kind, "_fields", ())[1:]))
    return tuple(defaults[name] for name in optional)


def unpack(kind: type, packed: Any) -> Any:
    """Turn what `pack` made of a record of type `kind` back into that record."""
    decoder = _decoder(kind)
    return decoder(packed) if decoder else packed


@cache
def _decoder(kind: Any) -> Decoder | None:
    """Make the function that unpacks a value of type `kind`, not None; None if none is needed."""
    origin = get_origin(kind)
    if origin in (UnionType, Union):
        return _decoder(get_args(kind)[0])
    if origin is tuple:
        return _sequence(_decoder(get_args(kind)[0]))
    return _record(kind) if hasattr(kind, "_fields") else None


def _sequence(inner: Decoder | None) -> Decoder:
    if inner is None:
        return tuple
    return lambda packed: tuple(map(inner, packed))


def _record(kind: Any) -> Decoder:
    """Make the function that builds a record from a list; fields cut off get their defaults."""
    defaults = kind._field_defaults
    ends = [defaults.get(name) for name in kind._fields]
    every = [(n, _decoder(hint)) for n, hint in enumerate(_hints(kind))]
    decoders = [(n, decode) for n, decode in every if decode]
    make = partial(tuple.__new__, kind)

    def decode_record(packed: list[Any]) -> Any:
        size = len(packed)
        values = packed + ends[size:]
        for n, decode in decoders:
            if n >= size:
                break
            if values[n] is not None:
                values[n] = decode(values[n])
        return make(values)

    return decode_record


def _hints(kind: Any) -> list[Any]:
    """Give the types of a record's fields, in order; resolve them where they are but text."""
    hints = kind.__annotations__
    if any(isinstance(hint, str | ForwardRef) for hint in hints.values()):
        hints = get_type_hints(kind)
    return [hints[name] for name in kind._fields]
