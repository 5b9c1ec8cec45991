"""Make the JSON Schema (draft 2020-12) of each command's JSON from the items' types.

A schema lets keys through that it doesn't name, since items may grow; it requires all that it
does name, since they never shrink.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

from fieldref.answer.items.base import Item, SourceItem
from fieldref.dates import PartialDate, Period
from fieldref.editions import comparison
from fieldref.generate.answer_kinds import ITEMS
from fieldref.generate.data_schemas import DATE_PATTERN, DIALECT, Schema, first_sentence
from fieldref.model import committees_and_upr, common, presences, states, treaties
from fieldref.model.common import SourceRef
from fieldref.render.jsonformat import SCHEMA_VERSION
from fieldref.rules import entries, standing

_TEXT: Schema = {"type": "string"}
_DATE: Schema = {"$ref": "#/$defs/Date"}
_DATES: Schema = {
    "description": "A date as precise as it is known: 2009, 2009-11 or 2009-11-14.",
    "type": "string",
    "pattern": DATE_PATTERN,
}
_LEAVING_OUT = ("show", "deadlines", "timeline")  # commands that leave out dates by rhythm
_SCALARS: dict[Any, Schema] = {
    str: _TEXT,
    Period: _TEXT,
    SourceRef: _TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    type(None): {"type": "null"},
    PartialDate: _DATE,
}


def answer_schema(command: str) -> Schema:
    """Give the schema of the JSON object that a command writes."""
    known: dict[str, Schema] = {"Date": _DATES}
    kinds = [_value(kind, known) for kind in ITEMS[command]]
    source = _record(SourceItem, known, without=("id",))
    return {
        "$schema": DIALECT,
        "$id": f"urn:fieldref:{command}:{SCHEMA_VERSION}",
        "title": f"fieldref {command} --format json",
        "type": "object",
        "properties": {
            "schema": {"const": f"fieldref/{command}/{SCHEMA_VERSION}"},
            "on": {**_TEXT, "format": "date", "description": "The day that it is asked as of."},
            "items": {"type": "array", "items": kinds[0] if len(kinds) == 1 else {"anyOf": kinds}},
            "sources": {"type": "object", "additionalProperties": source},
            **({"left_out": _left_out_schema()} if command in _LEAVING_OUT else {}),
        },
        "required": ["schema", "on", "items", "sources"],
        "$defs": dict(sorted(known.items())),
    }


def _left_out_schema() -> Schema:
    """Give the schema of what an answer leaves out; the key isn't required."""
    return {
        "description": "How many dates the answer leaves out, of which basis, and why.",
        "type": "object",
        "properties": {"basis": _TEXT, "dates": {"type": "integer"}, "why": _TEXT},
        "required": ["basis", "dates", "why"],
    }


@cache
def hints(kind: Item) -> dict[str, Any]:
    """Give the types of an item's fields, those too that are imported for typing alone."""
    modules = (
        comparison,
        committees_and_upr,
        common,
        presences,
        states,
        treaties,
        entries,
        standing,
    )
    names = {name: value for module in modules for name, value in vars(module).items()}
    return get_type_hints(kind, None, names, include_extras=True)


def _value(kind: Any, known: dict[str, Schema]) -> Schema:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        return _either([_value(argument, known) for argument in arguments])
    if origin is Annotated:
        return _DATE if arguments[1] == "date" else _value(arguments[0], known)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _value(arguments[0], known)}
    if isinstance(kind, NewType):
        return _value(kind.__supertype__, known)
    if kind in _SCALARS:
        return _SCALARS[kind]
    if kind.__name__ not in known:
        known[kind.__name__] = {}  # stands for itself while its own fields are read
        known[kind.__name__] = _record(kind, known)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _either(kinds: list[Schema]) -> Schema:
    """Join the schemas: simple types share one list, and choices one enumeration."""
    choices = [choice for kind in kinds for choice in kind.get("enum", ())]
    if choices:
        return {"enum": choices + [None] * ({"type": "null"} in kinds)}
    if all(set(kind) == {"type"} for kind in kinds):
        return {"type": [kind["type"] for kind in kinds]}
    return {"anyOf": kinds}


def _record(kind: Item, known: dict[str, Schema], without: tuple[str, ...] = ()) -> Schema:
    types = hints(kind)
    keys = [key for key in kind._fields if key not in without]
    return {
        "description": first_sentence(kind),
        "type": "object",
        "properties": {key: _value(types[key], known) for key in keys},
        "required": keys,
    }


def write_answer_schemas(folder: Path) -> None:
    """Write the schema of every command into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for command in ITEMS:
        text = json.dumps(answer_schema(command), indent=2, ensure_ascii=False) + "\n"
        (folder / f"{command}.json").write_text(text, encoding="utf-8")
