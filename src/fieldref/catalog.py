"""What is known: names resolved, and the records that a question needs, each loaded once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from fieldref import names
from fieldref.dates import PartialDate
from fieldref.index import lookup
from fieldref.index.lookup import Subject as Subject
from fieldref.index.packing import unpack
from fieldref.index.reader import Index

if TYPE_CHECKING:
    from fieldref.index.search_terms import Passage, Term
    from fieldref.model.committees_and_upr import Committee, Upr
    from fieldref.model.common import Source
    from fieldref.model.presences import Mandate, Presence
    from fieldref.model.states import KnownGap, State
    from fieldref.model.treaties import Treaty

_UNDOCS = "https://undocs.org/"
_RECORDS = {
    "upr": ("committees_and_upr", "Upr"),
    "treaty": ("treaties", "Treaty"),
    "committee": ("committees_and_upr", "Committee"),
    "mandate": ("presences", "Mandate"),
    "gap": ("states", "KnownGap"),
    "source": ("common", "Source"),
    "presence": ("presences", "Presence"),
    "office": ("presences", "Presence"),
    "state": ("states", "State"),
    "brief": ("states", "State"),
    "part": ("states", "State"),
}


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
        found = {treaty.code: treaty for treaty in self._all("treaty")}

        def order(treaty: Treaty) -> tuple[PartialDate, str, PartialDate]:
            core = found.get(treaty.parent or treaty.code, treaty)
            own = treaty.adopted.date if treaty.parent else PartialDate(0)
            return core.adopted.date, core.untc or core.code, own

        return tuple(sorted(found.values(), key=order))

    @cached_property
    def upr(self) -> Upr:
        """The Universal Periodic Review: cycles, sessions, rules."""
        upr: Upr = _one("upr", self._index.shard("upr", ""))
        return upr

    @cached_property
    def committees(self) -> tuple[Committee, ...]:
        """The treaty bodies."""
        return self._all("committee")

    @cached_property
    def mandates(self) -> tuple[Mandate, ...]:
        """The special procedures."""
        return self._all("mandate")

    @cached_property
    def presences(self) -> tuple[Presence, ...]:
        """Every presence and headquarters unit, without programmes."""
        return self._all("presence")

    @cached_property
    def gaps(self) -> tuple[KnownGap, ...]:
        """What is missing or contradictory, and why."""
        return self._all("gap")

    @cached_property
    def briefs(self) -> tuple[State, ...]:
        """Every State with its acts, reviews and events, by name; nothing else of it."""
        return tuple(sorted(self._all("brief"), key=lambda state: names.fold_name(state.state)))

    def due(self, first: date, last: date) -> tuple[State, ...]:
        """The States that may have something due in the window, each with what matters for that."""
        from fieldref.index import due_years

        if first.year < due_years.FIRST or last.year > due_years.LAST:
            return self.briefs
        parts = [_one("part", packed) for packed in self._index.due(first.year, last.year)]
        grouped = groupby(parts, lambda part: part.codes.iso3)
        return tuple([due_years.join_parts(list(found)) for _, found in grouped])

    def sources(self) -> tuple[Source, ...]:
        """Every source of sources.yaml."""
        return self._all("source")

    def state(self, code: str) -> State:
        """The State with that ISO 3166-1 alpha-3 code, whole."""
        state: State = _one("state", self._index.shard("state", code))
        return state

    def treaty(self, code: str) -> Treaty:
        """The instrument with that code."""
        return next(treaty for treaty in self.treaties if treaty.code == code)

    def with_parent(self, code: str) -> tuple[Treaty, ...]:
        """The instrument and the one that it is a protocol to: its reports depend on both."""
        known = (code, self.treaty(code).parent)
        return tuple(treaty for treaty in self.treaties if treaty.code in known)

    def office(self, id: str) -> Presence:
        """The presence or unit with that id, whole."""
        office: Presence = _one("office", self._index.shard("office", id))
        return office

    def named(self, ids: Iterable[str]) -> dict[str, Source]:
        """The sources with these ids; a United Nations symbol is one, its address follows."""
        asked = dict.fromkeys(ids)
        known = {one.id: one for one in self._some("source", asked)}
        return {id: known.get(id) or _document(id) for id in asked}

    def presences_of(self, state: State) -> tuple[Presence, ...]:
        """Presences in the State or covering it, and its region's desks, without programmes."""
        rows = self._index.beside("presence", state.codes.iso3, state.region)
        return tuple([_one("presence", packed) for packed in rows])

    def mandates_of(self, code: str) -> tuple[Mandate, ...]:
        """The special procedures on the State with that code."""
        rows = self._index.beside("mandate", code, None)
        return tuple([_one("mandate", packed) for packed in rows])

    def _some(self, kind: str, ids: Iterable[str]) -> tuple[Any, ...]:
        return tuple([_one(kind, packed) for packed in self._index.some(kind, ids)])

    def own(self, kind: str, id: str) -> list[tuple[str, str, str, int]]:
        """What one's own files add to a State or office or replace there: what, file and line."""
        found = self._index.shard("own", f"{kind} {id}") if self._index.laid_over else None
        return [(does, what, file, line) for does, what, file, line in found or ()]

    def _all(self, kind: str) -> tuple[Any, ...]:
        return tuple([_one(kind, packed) for packed in self._index.shards(kind)])

    def find(self, name: str, *kinds: str) -> Subject:
        """What `name` means among `kinds` (any, if none is named); see `finding.find`."""
        return lookup.find_subject(self._index, name, kinds)

    def beginning(self, text: str, *kinds: str) -> list[str]:
        """What begins with `text`, for completion; see `finding.beginning`."""
        return lookup.names_beginning(self._index, text, kinds)

    def search(self, asked: tuple[Term, ...], on: date) -> list[Passage]:
        """The passages that hold all the terms and had begun by that day; each name once."""
        found = self._index.search(asked, on.isoformat())
        first = {(one.kind, one.id): one for one in reversed(found) if one.rank == 0}
        return [one for one in found if one.rank or one is first[one.kind, one.id]]


def _one(kind: str, packed: Any) -> Any:
    """The record that a shard of that kind holds. Whoever asks for names alone needs no records."""
    from importlib import import_module

    module, record = _RECORDS[kind]
    return unpack(getattr(import_module(f"fieldref.model.{module}"), record), packed)


def _document(symbol: str) -> Source:
    from fieldref.model.common import Source

    title = f"United Nations document {symbol}"
    return Source(symbol, title, "United Nations", _UNDOCS + symbol)
