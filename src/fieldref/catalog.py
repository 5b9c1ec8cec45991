"""What is known: names resolved, and the records that a question needs, each loaded once."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from fieldref import names
from fieldref.compact import unpack
from fieldref.dates import PartialDate
from fieldref.errors import NotFound
from fieldref.index import Index
from fieldref.model import (
    Committee,
    KnownGap,
    Mandate,
    Presence,
    Source,
    SourceRef,
    State,
    Treaty,
    Upr,
)

if TYPE_CHECKING:
    from fieldref.searching import Passage, Term

_UNDOCS = "https://undocs.org/"


class Subject(NamedTuple):
    """What a name means: its kind (state, treaty, office), id, name, and what else bears it."""

    kind: str
    id: str
    shown: str
    others: tuple[str, ...] = ()


class Catalog:
    """All that the commands ask of the data."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def edition(self) -> PartialDate:
        """The day of the data as a whole."""
        packed = self._index.shard("edition", "")
        return PartialDate(*packed[0])

    @cached_property
    def treaties(self) -> tuple[Treaty, ...]:
        """All instruments, in the order of their adoption, each protocol after its parent."""
        found = {treaty.code: treaty for treaty in self._all("treaty", Treaty)}

        def order(treaty: Treaty) -> tuple[PartialDate, str, PartialDate]:
            core = found.get(treaty.parent or treaty.code, treaty)
            own = treaty.adopted.date if treaty.parent else PartialDate(0)
            return core.adopted.date, core.untc or core.code, own

        return tuple(sorted(found.values(), key=order))

    @cached_property
    def upr(self) -> Upr:
        """The Universal Periodic Review: cycles, sessions, rules."""
        upr: Upr = unpack(Upr, self._index.shard("upr", ""))
        return upr

    @cached_property
    def committees(self) -> tuple[Committee, ...]:
        """The treaty bodies."""
        return self._all("committee", Committee)

    @cached_property
    def mandates(self) -> tuple[Mandate, ...]:
        """The special procedures."""
        return self._all("mandate", Mandate)

    @cached_property
    def presences(self) -> tuple[Presence, ...]:
        """Every presence and headquarters unit, without programmes."""
        return self._all("presence", Presence)

    @cached_property
    def gaps(self) -> tuple[KnownGap, ...]:
        """What is missing or contradictory, and why."""
        return self._all("gap", KnownGap)

    @cached_property
    def briefs(self) -> tuple[State, ...]:
        """Every State with its acts, reviews and events, by name; nothing else of it."""
        return tuple(sorted(self._all("brief", State), key=lambda state: names.key(state.state)))

    def sources(self) -> tuple[Source, ...]:
        """Every source of sources.yaml."""
        return self._all("source", Source)

    def state(self, code: str) -> State:
        """The State with that ISO 3166-1 alpha-3 code, whole."""
        state: State = unpack(State, self._index.shard("state", code))
        return state

    def treaty(self, code: str) -> Treaty:
        """The instrument with that code."""
        return next(treaty for treaty in self.treaties if treaty.code == code)

    def office(self, id: str) -> Presence:
        """The presence or unit with that id, whole."""
        office: Presence = unpack(Presence, self._index.shard("office", id))
        return office

    def source(self, ref: SourceRef) -> Source:
        """The source that `ref` names; a United Nations symbol is one, and its address follows."""
        packed = self._index.shard("source", ref.id)
        if packed:
            source: Source = unpack(Source, packed)
            return source
        title = f"United Nations document {ref.id}"
        return Source(ref.id, title, "United Nations", _UNDOCS + ref.id)

    def _all(self, kind: str, record: type) -> tuple[Any, ...]:
        return tuple([unpack(record, packed) for packed in self._index.shards(kind)])

    def find(self, name: str, *kinds: str) -> Subject:
        """What `name` means among `kinds` (any, if none is named).

        An exact name or code wins, then an unambiguous beginning, then a word of a name. Raises
        NotFound, with the candidates, for a name of several things or of none.
        """
        key = names.key(name)
        if not key:
            raise NotFound(f"No {_kinds(kinds)} is called {name!r}.", _LISTS)
        exact = self._matches("key = ?", key, kinds=kinds)
        if exact:
            return self._one(name, key, exact, exact=True)
        if says := self._index.names("kind = 'elsewhere' AND key = ?", key):
            raise NotFound(says[0].shown, _LISTS)
        begins = self._matches("key >= ? AND key < ?", key, key + "\U0010ffff", kinds=kinds)
        if begins and len(key) > 1:
            return self._one(name, key, begins, exact=False)
        inside = self._matches("key LIKE ? ESCAPE '\\'", f"% {_like(key)}%", kinds=kinds)
        if inside and len(key) > 1:
            return self._one(name, key, inside, exact=False)
        raise NotFound(f"No {_kinds(kinds)} is called {name!r}.", self._near(key, kinds))

    def beginning(self, text: str, *kinds: str) -> list[str]:
        """The shown names of what begins with `text`, for completion."""
        key = names.key(text)
        rows = self._index.names("key >= ? AND key < ?", key, key + "\U0010ffff")
        found = (row.shown for row in rows if row.kind in kinds and row.rank < 3)
        return list(dict.fromkeys(found))

    def search(self, asked: tuple[Term, ...], on: date) -> list[Passage]:
        """The passages that hold all the terms and had begun by that day; each name once."""
        found = self._index.search(asked, on.isoformat())
        first = {(one.kind, one.id): one for one in reversed(found) if one.rank == 0}
        return [one for one in found if one.rank or one is first[one.kind, one.id]]

    def _matches(self, where: str, *values: str, kinds: tuple[str, ...]) -> list[Subject]:
        """The subjects of the best rank among those found: a name before a city."""
        rows = self._index.names(f"{where} AND kind != 'elsewhere'", *values)
        kept = [row for row in rows if not kinds or row.kind in kinds]
        best = [Subject(row.kind, row.id, row.shown) for row in kept if row.rank == kept[0].rank]
        return list(dict.fromkeys(best))

    def _one(self, name: str, key: str, found: list[Subject], exact: bool) -> Subject:
        if len(found) > 1:
            listed = ", ".join(one.shown for one in found[:12])
            more = f" and {len(found) - 12} more" if len(found) > 12 else ""
            hint = "Type more of the name, or a code."
            raise NotFound(f"{name!r} could mean {listed}{more}.", hint)
        return found[0]._replace(others=self._others(key, found[0]) if exact else ())

    def _others(self, key: str, meant: Subject) -> tuple[str, ...]:
        """The other States that bear the same word in their names."""
        word = _like(key)
        where = "kind = 'state' AND rank = 0 AND (key LIKE ? ESCAPE '\\' OR key LIKE ? ESCAPE '\\')"
        rows = self._index.names(where, f"{word} %", f"% {word}%") if len(key) > 3 else []
        return tuple(dict.fromkeys(row.shown for row in rows if row.id != meant.id))

    def _near(self, key: str, kinds: tuple[str, ...]) -> str:
        rows = self._index.names("kind != 'elsewhere'")
        shown = {row.key: row.shown for row in reversed(rows) if not kinds or row.kind in kinds}
        near = dict.fromkeys(shown[one] for one in get_close_matches(key, shown, 5, 0.75))
        return f"Did you mean {' or '.join(list(near)[:3])}?" if near else _LISTS


_LISTS = "See: fieldref list states, fieldref list treaties, fieldref list offices"


def _kinds(kinds: tuple[str, ...]) -> str:
    words = {"state": "State", "office": "office", "treaty": "treaty"}
    shown = [words[kind] for kind in ("state", "office", "treaty") if not kinds or kind in kinds]
    return ", ".join(shown[:-1]) + f" or {shown[-1]}" if len(shown) > 1 else shown[0]


def _like(key: str) -> str:
    return key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
