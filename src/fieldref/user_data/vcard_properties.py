"""vCards (RFC 2426, 6350; also 2.1 with its quoted-printable) -> their properties, in order."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME = re.compile(r"(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;(?:\"[^\"]*\"|[^\";:])*)*):(.*)", re.S)
_PARAMETER = re.compile(r";((?:\"[^\"]*\"|[^\";])*)")
_APART = re.compile(r"(?<!\\);")
_ESCAPED = re.compile(r"\\(.)", re.S)


class Property(NamedTuple):
    """A line of a card: its name and types in upper case, and the value as it was written."""

    name: str
    types: frozenset[str]
    value: str

    @property
    def text(self) -> str:
        """The value as one text."""
        return _unescaped(self.value)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts between semicolons, such as those of an address."""
        return tuple(map(_unescaped, _APART.split(self.value)))


def read_properties(text: str) -> Iterator[list[Property]]:
    """The cards in `text`, one after the other; lines outside any are left out."""
    card: list[Property] | None = None
    for line in _lines(text):
        found = _property(line)
        if found.name == "BEGIN" and found.value.upper() == "VCARD":
            card = []
        elif found.name == "END" and card is not None:
            yield card
            card = None
        elif card is not None:
            card.append(found)
    if card:
        yield card


def _lines(text: str) -> Iterator[str]:
    """Whole lines: a folded one goes on after a blank, a quoted-printable one after its last =."""
    whole = ""
    for line in re.split(r"\r\n|\n|\r", text):
        soft = whole.endswith("=") and "QUOTED-PRINTABLE" in whole.partition(":")[0].upper()
        if line[:1] in (" ", "\t") and whole:
            whole += line[1:]
        elif soft:
            whole = whole[:-1] + line
        else:
            if whole:
                yield whole
            whole = line
    if whole:
        yield whole


def _property(line: str) -> Property:
    match = _NAME.fullmatch(line)
    if not match:
        return Property("", frozenset(), line)
    types, quoted = set(), False
    for parameter in _PARAMETER.findall(match[2]):
        key, _, values = parameter.rpartition("=")
        found = values.upper().replace('"', "").split(",")
        quoted |= "QUOTED-PRINTABLE" in found
        types |= set(found) if key.upper() in ("", "TYPE") else set()
    value = (
        quopri.decodestring(match[3].encode()).decode("utf-8", "replace") if quoted else match[3]
    )
    return Property(match[1].upper(), frozenset(types), value)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda one: "\n" if one[1] in "nN" else one[1], text).strip()
