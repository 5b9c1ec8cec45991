"""Make docs/formats.md: the formats, and what programs can rely on in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin

from fieldref.answer.items.base import Item, SourceItem
from fieldref.answer.meanings import BASES, STATUSES
from fieldref.cli.registry import ANSWERING
from fieldref.dates import PartialDate, Period
from fieldref.generate.answer_kinds import ITEMS
from fieldref.generate.answer_schemas import hints
from fieldref.generate.data_schemas import first_sentence
from fieldref.generate.key_descriptions import EXITS, IDS, KEYS, KINDS
from fieldref.generate.prose import PROSE
from fieldref.model.common import SourceRef
from fieldref.render.formats import FORMATS

_WORDS: dict[Any, str] = {
    str: "text",
    int: "number",
    bool: "true or false",
    Period: "text",
    PartialDate: "date",
    SourceRef: "text",
}


def formats_page() -> str:
    """Write the whole of docs/formats.md."""
    parts = {
        "formats": _rows("Format|What|Commands|Endings|Options", _formats()),
        "ids": _pairs("Id|What", IDS),
        "kinds": _pairs("Kind|What", KINDS),
        "bases": _pairs("Basis|What it means", BASES),
        "statuses": _pairs("Begins with|What it means", STATUSES),
        "exits": _rows("Code|Meaning", ((str(code.value), says) for code, says in EXITS.items())),
        "keys": "\n".join(_keys()).rstrip(),
    }
    return PROSE.format(**parts)


def _formats() -> Iterator[tuple[str, ...]]:
    for name, format in FORMATS.items():
        wanted = [command for command, spec in ANSWERING.items() if name in spec.formats]
        fit = "all" if wanted == list(ANSWERING) else ", ".join(wanted)
        says = first_sentence(import_module(f"fieldref.render.{format.module}"))
        takes = ", ".join(f"`--{option}`" for option in format.takes)
        yield f"`{name}`", says, fit, " ".join(format.endings), takes


def _keys() -> Iterator[str]:
    yield "### sources\n"
    yield from _record(SourceItem)
    listed: set[Item] = set()
    for command, kinds in ITEMS.items():
        yield f"### {command}\n"
        waiting = list(kinds)
        while waiting:
            kind = waiting.pop(0)
            if kind not in listed:
                listed.add(kind)
                yield from _record(kind)
                waiting[:0] = [item for type_ in hints(kind).values() for item in _inside(type_)]
            elif kind in kinds:
                yield f"Each item is a {kind.__name__}, as above.\n"


def _record(kind: Item) -> Iterator[str]:
    types = hints(kind)
    yield f"**{kind.__name__}.** {first_sentence(kind)}\n"
    yield _rows("Key|Value|What", ((f"`{key}`", *_key(kind, key, types[key])) for key in types))
    yield ""


def _key(kind: Item, key: str, type_: Any) -> tuple[str, str]:
    return type_words(type_), KEYS.get(f"{kind.__name__}.{key}") or KEYS[key]


def type_words(kind: Any) -> str:
    """Say the type of a value in words: text, or null; list of StepItem; "A", "B"."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        words = [type_words(argument) for argument in arguments if argument is not NoneType]
        return ", ".join(words) + (", or null" if NoneType in arguments else "")
    if origin is Annotated:
        return str(arguments[1])
    if origin is Literal:
        return ", ".join(f'"{argument}"' for argument in arguments)
    if origin is tuple:
        return f"list of {type_words(arguments[0])}"
    if isinstance(kind, NewType):
        return type_words(kind.__supertype__)
    return _WORDS.get(kind) or str(kind.__name__)


def _inside(kind: Any) -> Iterator[Item]:
    """Give the items that a type holds; records of the data are told in data/README.md."""
    if getattr(kind, "__module__", "").startswith("fieldref.answer.items"):
        yield kind
    for part in get_args(kind):
        yield from _inside(part)


def _pairs(head: str, pairs: dict[str, str]) -> str:
    return _rows(head, ((f"`{name}`", says) for name, says in pairs.items()))


def _rows(head: str, rows: Iterable[tuple[str, ...]]) -> str:
    titles = head.split("|")
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
