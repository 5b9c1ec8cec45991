"""Make the JSON Schema (draft 2020-12) of each kind of data file from the records' types.

python -m fieldref.generate

Editors read YAML by its core schema, where 404 is a number: so a schema takes a number wherever
fieldref takes text. It knows no codes and no ids; `fieldref check` does.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

from fieldref.dates import FIRST_YEAR, LAST_YEAR, PartialDate, Period
from fieldref.loading.decode import SHORTHAND
from fieldref.loading.file_kinds import FOLDERS, SHARED, FileKind
from fieldref.loading.row_matching import IDENTIFIED
from fieldref.loading.scalars import E164
from fieldref.model.common import Number, SourceRef
from fieldref.model.states import LocalName

Schema = dict[str, Any]
_TEXT: Schema = {"type": ["string", "number"], "pattern": r"\S"}
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MONTH, _DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
DATE_PATTERN = f"^(19|20|21)[0-9]{{2}}(-{_MONTH}(-{_DAY})?)?$"
_SCALARS: dict[Any, Schema] = {
    str: _TEXT,
    Period: _TEXT,
    SourceRef: _TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0, "maximum": 999_999_999},
    PartialDate: {
        "type": ["string", "integer"],
        "pattern": DATE_PATTERN,
        "minimum": FIRST_YEAR,
        "maximum": LAST_YEAR,
    },
    Number: {
        "type": ["string", "integer"],
        "pattern": f"^{E164}$",
        "minimum": 10**4,
        "maximum": 10**15 - 1,
    },
}


def data_schema(kind: FileKind) -> Schema:
    """Give the schema of a kind of file: the record, and a definition for each one inside it."""
    definitions: dict[str, Schema] = {}
    top = _value(kind.record, definitions)
    where = f"{kind.place}/*.yaml" if kind in FOLDERS else kind.place
    return {
        "$schema": DIALECT,
        "title": f"fieldref: {where}",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def user_data_schema(kind: FileKind) -> Schema:
    """Give the schema of a user's file of that kind: of what is known, its id is enough."""
    schema = data_schema(kind)
    needed = {record.__name__: [key] for record, key in IDENTIFIED.items()}
    for name, definition in schema["$defs"].items():
        definition["required"] = needed.get(name, definition.get("required", []))
    return {**schema, "title": f"{schema['title']}, of your own"}


def _value(kind: Any, definitions: dict[str, Schema]) -> Schema:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        return _value(arguments[0], definitions)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return _list(arguments[0], definitions)
    if kind in _SCALARS:
        return _SCALARS[kind]
    if isinstance(kind, NewType):
        return _value(kind.__supertype__, definitions)
    return _record(kind, definitions)


def _list(kind: Any, definitions: dict[str, Schema]) -> Schema:
    listed: Schema = {"type": "array", "items": _value(kind, definitions)}
    if kind is LocalName:  # may be written as a mapping from language to name
        return {"anyOf": [{"type": "object", "additionalProperties": _TEXT}, listed]}
    return listed


def _record(kind: Any, definitions: dict[str, Schema]) -> Schema:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # stands for itself while its own fields are read
        definitions[kind.__name__] = _definition(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _definition(kind: Any, definitions: dict[str, Schema]) -> Schema:
    hints = get_type_hints(kind)
    keys: Schema = {
        "type": "object",
        "properties": {key: _value(hints[key], definitions) for key in kind._fields},
        "required": [key for key in kind._fields if key not in kind._field_defaults],
        "additionalProperties": False,
    }
    whole: Schema = {"anyOf": [_TEXT, keys]} if kind in SHORTHAND else keys
    return {"description": first_sentence(kind), **whole}


def first_sentence(kind: Any) -> str:
    """Give what a docstring says up to its first empty line, on one line."""
    return " ".join((kind.__doc__ or "").split("\n\n")[0].split())


def write_data_schemas(folder: Path) -> None:
    """Write the schema of every kind of file into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    schemas = {kind.schema: data_schema(kind) for kind in (*FOLDERS, *SHARED)}
    schemas |= {f"own-{kind.schema}": user_data_schema(kind) for kind in FOLDERS}
    for name, schema in schemas.items():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
