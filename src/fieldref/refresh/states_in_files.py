"""Tell the State by its name in official files, and organizations and former States from those.

Only a whole name counts, or a whole name apart from its form of State: nothing is guessed.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from fieldref.catalog import Catalog
from fieldref.records import NamedTuple

_NOTES = re.compile(r"<superscript>.*?</superscript>", re.DOTALL | re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
_GLUED_NOTES = re.compile(r"(?<=[^\W\d])\s*\d[\d,\s]*$")


class Party(NamedTuple):
    """Who a name means: a State by its ISO 3166-1 alpha-3 code, an organization by its code."""

    kind: Literal["state", "organization"]
    code: str
    name: str


def strip_marks(text: str) -> str:
    """Give the words without end-note numbers, markup and doubled blanks.

    >>> strip_marks("Bosnia and  Herzegovina<superscript>1,2</superscript>")
    'Bosnia and Herzegovina'
    """
    bare = _TAGS.sub(" ", _NOTES.sub(" ", text))
    return " ".join(bare.split())


class StateNames:
    """The names of States and organizations, each looked up once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._known: dict[str, Party | str] = {}

    def find(self, name: str) -> Party | str:
        """Give who the name means, or a sentence on why it means no State."""
        bare = _GLUED_NOTES.sub("", strip_marks(name))
        if bare not in self._known:
            self._known[bare] = self._find(bare)
        return self._known[bare]

    def _find(self, name: str) -> Party | str:
        exact = self._catalog.exactly_named(name)
        if len(exact) > 1:
            return f"{name!r} could mean {', '.join(name_of for _, _, name_of in exact)}"
        if not exact:
            return f"no State is called {name!r}"
        ((kind, id, says),) = exact
        if kind == "state":
            return Party("state", id, says)
        return self._organizations.get(id) or says

    @cached_property
    def _organizations(self) -> dict[str, Party]:
        """Give the organizations that are party to a treaty, by the name that no State bears."""
        acts = (act for treaty in self._catalog.treaties for act in treaty.organizations)
        return {act.name: Party("organization", act.code, act.name) for act in acts}
