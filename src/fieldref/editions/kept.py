"""Keep an edition as one file of JSON, from which a later one can be told apart.

Records are objects by their keys, without those that say nothing, so that a later version can read
what an earlier one wrote: it passes over keys that it doesn't know. Dates are lists of their parts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from fieldref import files
from fieldref.dates import PartialDate
from fieldref.editions.contents import Contents
from fieldref.errors import WrongUse
from fieldref.index.packing import encode, pack, unpack

NOW, BEFORE = "editions/now.json", "editions/before.json"  # in a site
MOST_BYTES = 1 << 27
_FORM = "fieldref-edition/1"


def write_edition(contents: Contents) -> bytes:
    """Write all records of an edition; the same ones give the same bytes."""
    tables = {key: value for key, value in contents._asdict().items() if key != "lacking"}
    there = {key: _plain(value) for key, value in tables.items() if key not in contents.lacking}
    return f"{encode({'form': _FORM, **there})}\n".encode()


def read_edition(data: bytes) -> Contents:
    """Read what `write_edition` wrote; raise ValueError for anything else."""
    try:
        whole = json.loads(data)
        if whole["form"] != _FORM:
            raise ValueError(_FORM)
        lacking = tuple(key for key in Contents._fields[:-1] if key not in whole)
        contents: Contents = _reader(Contents)(whole)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it is no edition that this version can read ({error})") from None
    return contents._replace(lacking=lacking)


def read_record(kind: type, pairs: dict[str, Any]) -> Any:
    """Read a record from its keys; raise TypeError or ValueError where one is of another type."""
    return _reader(kind)(pairs)


def find_edition(path: Path) -> Contents | None:
    """Read the edition that a site shows, or that a file keeps; None where there is none.

    Raises WrongUse for one that can't be read.
    """
    file = path / NOW if files.is_folder(path) else path
    if not files.is_file(file):
        return None
    try:
        return read_edition(files.read_bytes(file, MOST_BYTES))
    except (OSError, ValueError) as error:
        raise WrongUse(f"{file} can't be read: {error}.", "Name a folder of data.") from None


def _plain(value: Any) -> Any:
    """Turn records into objects, lists, text and numbers."""
    if not isinstance(value, tuple):
        return value
    if getattr(value, "scalar", False):
        return pack(value)
    if not hasattr(value, "_fields"):
        return [_plain(part) for part in value]
    defaults = getattr(value, "_field_defaults", {})
    pairs = zip(value._fields, value, strict=True)
    return {
        key: _plain(part) for key, part in pairs if key not in defaults or part != defaults[key]
    }


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Make the function that reads a value of type `kind`."""
    origin = get_origin(kind)
    if origin in (UnionType, Union):
        inner = _reader(get_args(kind)[0])
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        part = _reader(get_args(kind)[0])
        return lambda values: tuple(map(part, _checked(list, values)))
    if not hasattr(kind, "_fields"):
        return partial(_checked, kind if kind in (int, bool) else str)
    if kind is PartialDate:
        return lambda packed: PartialDate.parse(str(unpack(kind, _checked(list, packed))))
    if getattr(kind, "scalar", None):
        return _scalar_reader(kind)
    return _record_reader(kind)


def _checked(kind: type, value: Any) -> Any:
    """Give back a value of that very type; raise TypeError for any other."""
    if type(value) is not kind:
        raise TypeError(f"expected {kind.__name__}, got {type(value).__name__}")
    return value


def _scalar_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = [_reader(hints[key]) for key in kind._fields]

    def read_parts(parts: list[Any]) -> Any:
        pairs = zip(readers, _checked(list, parts), strict=False)
        return kind(*[read(part) for read, part in pairs])

    return read_parts


def _record_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {key: _reader(hints[key]) for key in kind._fields}
    ends = [kind._field_defaults.get(key, _nothing_of(hints[key])) for key in kind._fields]
    keys = tuple(readers.items())

    def read_record(pairs: dict[str, Any]) -> Any:
        _checked(dict, pairs)
        values = [
            read(pairs[key]) if key in pairs else end
            for (key, read), end in zip(keys, ends, strict=True)
        ]
        return tuple.__new__(kind, values)

    return read_record


def _nothing_of(kind: Any) -> Any:
    """Give what stands for a key that an older edition didn't have."""
    origin = get_origin(kind)
    if origin is tuple:
        return ()
    return "" if kind is str or origin is Literal else None
