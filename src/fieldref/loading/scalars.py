"""Read the text of one value by its type: dates, numbers, codes, references to sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from fieldref.dates import FORMS, PartialDate, Period
from fieldref.loading.row_matching import Identity
from fieldref.model.common import (
    CommitteeCode,
    Number,
    SourceRef,
    StateCode,
    Symbol,
    TreatyCode,
)
from fieldref.records import NamedTuple

E164 = r"\+[1-9][0-9]{4,14}"  # + and the digits of a number that can be dialled
# A United Nations document symbol: parts between slashes, such as A/HRC/WG.6/6/L.3.
SYMBOL = re.compile(r"[A-Z]+(?:\.[0-9]+)?(?:/[A-Za-z0-9.()-]+)+")


class KnownIds(NamedTuple):
    """The ids and codes that a file may name; None where any well-formed one will do."""

    sources: frozenset[str] | None = None
    treaties: frozenset[str] | None = None
    committees: frozenset[str] | None = None
    states: frozenset[str] | None = None
    bases: Mapping[Identity, Any] = MappingProxyType({})  # what a user's files are laid over


def cut_words(text: str) -> str:
    """Cut a long text, so that a fault stays readable."""
    return text if len(text) <= 60 else text[:57] + "..."


def expected_words(kind: Any) -> str:
    """Say what a value of type `kind` should have been."""
    return _WORDS.get(kind, "text")


_WORDS: dict[Any, str] = {
    int: "a whole number",
    bool: "true or false",
    PartialDate: f"a date ({FORMS})",
    SourceRef: "a source",
    Number: "a telephone number such as +41229289650",
    Symbol: "a document symbol such as CEDAW/C/KHM/CO/6",
}


def _text(value: str, _: KnownIds) -> str:
    return value


def _integer(value: str, _: KnownIds) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise ValueError(f"expected a whole number, got {cut_words(value)!r}")
    return int(value)


def _boolean(value: str, _: KnownIds) -> bool:
    if value not in ("true", "false"):
        raise ValueError(f"expected true or false, got {cut_words(value)!r}")
    return value == "true"


def _date(value: str, _: KnownIds) -> PartialDate:
    return PartialDate.parse(cut_words(value))


def _as_of(value: str, _: KnownIds) -> Period:
    return Period.parse(value)


def _number(value: str, _: KnownIds) -> str:
    if not re.fullmatch(E164, value):
        raise ValueError(f"expected {_WORDS[Number]}, got {cut_words(value)!r}")
    return value


def _symbol(value: str, _: KnownIds) -> str:
    if not SYMBOL.fullmatch(value.partition(", ")[0]):
        raise ValueError(f"expected {_WORDS[Symbol]}, got {cut_words(value)!r}")
    return value


def _source(value: str, known: KnownIds) -> SourceRef:
    name, _, locator = value.partition(", ")
    if not SYMBOL.fullmatch(name):
        _code("source", known.sources, name)
    return SourceRef(name, locator or None)


def _code(what: str, known: frozenset[str] | None, value: str) -> str:
    if known is not None and value not in known:
        from difflib import get_close_matches  # takes long, and few texts need it

        near = get_close_matches(cut_words(value), known, 1, 0.7)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"there is no {what} {cut_words(value)!r}{hint}")
    return value


PARSERS: dict[Any, Callable[[str, KnownIds], Any]] = {
    str: _text,
    int: _integer,
    bool: _boolean,
    PartialDate: _date,
    Period: _as_of,
    Number: _number,
    Symbol: _symbol,
    SourceRef: _source,
    StateCode: lambda value, known: _code("State", known.states, value),
    TreatyCode: lambda value, known: _code("treaty", known.treaties, value),
    CommitteeCode: lambda value, known: _code("committee", known.committees, value),
}
