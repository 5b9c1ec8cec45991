"""Records <-> plain lists: the form in which the index keeps them, as JSON.

A record becomes the list of its fields' values, cut where only defaults follow; a date its parts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from fieldref.dates import PartialDate

Decoder = Callable[[Any], Any]


def pack(value: Any) -> Any:
    """`value`, a record or a tuple of records, as nested lists of text, numbers and None."""
    if not isinstance(value, tuple):
        return value
    packed = [pack(part) for part in value]
    defaults = getattr(value, "_field_defaults", {})
    fields = getattr(value, "_fields", ())
    while fields and len(packed) > 1:
        name = fields[len(packed) - 1]
        if name not in defaults or defaults[name] != value[len(packed) - 1]:
            break
        packed.pop()
    return packed


def unpack(kind: type, packed: Any) -> Any:
    """The record of type `kind` that `pack` made `packed` from."""
    decoder = _decoder(kind)
    return decoder(packed) if decoder else packed


@cache
def _decoder(kind: Any) -> Decoder | None:
    """What turns a packed value of type `kind` back; None if it is itself."""
    origin = get_origin(kind)
    if origin in (UnionType, Union):
        return _optional(_decoder(get_args(kind)[0]))
    if origin is tuple:
        return _sequence(_decoder(get_args(kind)[0]))
    if kind is PartialDate:
        return lambda packed: PartialDate(*packed)
    return _record(kind) if hasattr(kind, "_fields") else None


def _optional(inner: Decoder | None) -> Decoder | None:
    if inner is None:
        return None
    return lambda packed: None if packed is None else inner(packed)


def _sequence(inner: Decoder | None) -> Decoder:
    if inner is None:
        return tuple
    return lambda packed: tuple([inner(part) for part in packed])


def _record(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    found = [(n, _decoder(hints[name])) for n, name in enumerate(kind._fields)]
    decoders = [(n, decode) for n, decode in found if decode]

    def decode_record(packed: list[Any]) -> Any:
        values = list(packed)
        for n, decode in decoders:
            if n >= len(values):
                break
            values[n] = decode(values[n])
        return kind(*values)

    return decode_record
