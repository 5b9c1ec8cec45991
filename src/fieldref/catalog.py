"""Resolve names, and give the records that a question needs, each loaded once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from fieldref import names
from fieldref.dates import PartialDate
from fieldref.errors import NotFound
from fieldref.index import lookup
from fieldref.index.lookup import Subject as Subject
from fieldref.index.packing import unpack
from fieldref.index.reader import Index
from fieldref.records import NamedTuple

if TYPE_CHECKING:
    from fieldref.index.search_terms import Passage, Term
    from fieldref.model.committees_and_upr import Committee, Upr
    from fieldref.model.common import Edition, Source, TableReach
    from fieldref.model.glossary import GlossaryTerm
    from fieldref.model.presences import Mandate, Presence
    from fieldref.model.states import KnownGap, State
    from fieldref.model.treaties import Treaty

_UNDOCS = "https://undocs.org/"
_RECORDS = {
    "edition": ("common", "Edition"),
    "upr": ("committees_and_upr", "Upr"),
    "treaty": ("treaties", "Treaty"),
    "committee": ("committees_and_upr", "Committee"),
    "mandate": ("presences", "Mandate"),
    "gap": ("states", "KnownGap"),
    "term": ("glossary", "GlossaryTerm"),
    "source": ("common", "Source"),
    "presence": ("presences", "Presence"),
    "office": ("presences", "Presence"),
    "state": ("states", "State"),
    "brief": ("states", "State"),
    "part": ("states", "State"),
}


class DueStates(NamedTuple):
    """The States that may have something due, and dates by rhythm apart, each with its treaty."""

    states: tuple[State, ...]
    rhythm: tuple[tuple[str, PartialDate], ...]


class Catalog:
    """The records and names that the commands ask for."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._due: tuple[tuple[int, int, str], DueStates] | None = None  # the last that was asked

    @property
    def has_many_files(self) -> bool:
        """Tell whether there are so many files that no question looks at all of them."""
        return self._index.has_many_files

    @property
    def was_recompiled(self) -> bool:
        """Tell whether all files had to be read for this."""
        return self._index.was_recompiled

    @cached_property
    def edition(self) -> PartialDate:
        """Give the day of the data as a whole."""
        return self._edition.date

    @property
    def reaches(self) -> tuple[TableReach, ...]:
        """Say how far each table of facts was brought."""
        return self._edition.reaches

    @cached_property
    def _edition(self) -> Edition:
        edition: Edition = _unpack_record("edition", self._index.record("edition", ""))
        return edition

    @cached_property
    def treaties(self) -> tuple[Treaty, ...]:
        """Give all instruments, in the order of their adoption, each protocol after its parent."""
        treaties = {treaty.code: treaty for treaty in self._all("treaty")}

        def order(treaty: Treaty) -> tuple[PartialDate, str, PartialDate]:
            core = treaties.get(treaty.parent or treaty.code, treaty)
            adopted = treaty.adopted.date if treaty.parent else PartialDate(0)
            return core.adopted.date, core.untc or core.code, adopted

        return tuple(sorted(treaties.values(), key=order))

    @cached_property
    def upr(self) -> Upr:
        """Give the Universal Periodic Review: cycles, sessions, rules."""
        upr: Upr = _unpack_record("upr", self._index.record("upr", ""))
        return upr

    @cached_property
    def committees(self) -> tuple[Committee, ...]:
        """Give the treaty bodies."""
        return self._all("committee")

    @cached_property
    def mandates(self) -> tuple[Mandate, ...]:
        """Give the special procedures."""
        return self._all("mandate")

    @cached_property
    def presences(self) -> tuple[Presence, ...]:
        """Give every presence and headquarters unit, without programmes."""
        return self._all("presence")

    @cached_property
    def gaps(self) -> tuple[KnownGap, ...]:
        """Give what is missing or contradictory, and why."""
        return self._all("gap")

    @cached_property
    def terms(self) -> tuple[GlossaryTerm, ...]:
        """Give the terms of the glossary, by name."""
        return tuple(sorted(self._all("term"), key=lambda term: names.fold_name(term.term)))

    def term(self, name: str) -> GlossaryTerm:
        """Give the term of the glossary with that name."""
        return next(term for term in self.terms if term.term == name)

    @cached_property
    def whole_states(self) -> tuple[State, ...]:
        """Give every State with all that is recorded of it, by name."""
        return tuple(sorted(self._all("state"), key=lambda state: names.fold_name(state.state)))

    def whole_offices(self) -> tuple[Presence, ...]:
        """Give every presence and unit that has a file of its own, whole."""
        return self._all("office")

    @cached_property
    def briefs(self) -> tuple[State, ...]:
        """Give every State by name, with its acts, reservations, reviews and events alone."""
        return tuple(sorted(self._all("brief"), key=lambda state: names.fold_name(state.state)))

    def states_due(self, first: date, last: date, on: date | None = None) -> DueStates:
        """Give the States that may have something due in the window, with what matters for it.

        With a day `on`, dates by rhythm are given apart where nothing else of a record matters.
        The last answer is kept, since a year is asked for each region.
        """
        asked_for = first.year, last.year, on.isoformat() if on else ""
        if self._due is None or self._due[0] != asked_for:
            self._due = asked_for, self._read_due(*asked_for)
        return self._due[1]

    def _read_due(self, first: int, last: int, on: str) -> DueStates:
        from fieldref.index import due_years

        if first < due_years.FIRST or last > due_years.LAST:
            return DueStates(self.briefs, ())
        rows = self._index.parts_due(first, last, on)
        whole = {key for key, _ in rows.parts if len(key) == 2}
        read = [body for key, body in rows.parts if len(key) == 2 or key[:2] not in whole]
        parts = [_unpack_record("part", body) for body in read]
        grouped = groupby(parts, lambda part: part.codes.iso3)
        states = [due_years.join_parts(list(parts)) for _, parts in grouped]
        rhythm = [(key[1], PartialDate.restore(w)) for key, w in rows.rhythm if key not in whole]
        return DueStates(tuple(states), tuple(rhythm))

    def sources(self) -> tuple[Source, ...]:
        """Give every source of sources.yaml."""
        return self._all("source")

    def state(self, code: str) -> State:
        """Give the State with that ISO 3166-1 alpha-3 code, whole."""
        state: State = _unpack_record("state", self._index.record("state", code))
        return state

    def treaty(self, code: str) -> Treaty:
        """Give the instrument with that code."""
        return next(treaty for treaty in self.treaties if treaty.code == code)

    def committee_of(self, treaty: Treaty) -> Committee | None:
        """Give the treaty body that watches over the instrument, if there is a record of it."""
        bodies = (body for body in self.committees if body.acronym == treaty.committee)
        return next(bodies, None)

    def with_parent(self, code: str) -> tuple[Treaty, ...]:
        """Give the instrument and its parent, on which a protocol's reports depend, too."""
        codes = (code, self.treaty(code).parent)
        return tuple(treaty for treaty in self.treaties if treaty.code in codes)

    def office(self, id: str) -> Presence:
        """Give the presence or unit with that id, whole."""
        office: Presence = _unpack_record("office", self._index.record("office", id))
        return office

    def find_with_sources(self, name: str) -> Subject:
        """Find what `name` means, else the source with that id or the document of that symbol."""
        try:
            return self.find(name)
        except NotFound:
            from fieldref.loading.scalars import SYMBOL

            if SYMBOL.fullmatch(name) or self._records_by_id("source", [name]):
                return Subject("source", name, name)
            raise

    def sources_named(self, ids: Iterable[str]) -> dict[str, Source]:
        """Give the sources with these ids; a UN symbol is one, and gives its address."""
        unique = dict.fromkeys(ids)
        sources = {source.id: source for source in self._records_by_id("source", unique)}
        return {id: sources.get(id) or _document_source(id) for id in unique}

    def presences_of(self, state: State) -> tuple[Presence, ...]:
        """Give presences in or covering the State, and its region's desks, without programmes."""
        rows = self._index.related_to("presence", state.codes.iso3, state.region)
        return tuple([_unpack_record("presence", packed) for packed in rows])

    def mandates_of(self, code: str) -> tuple[Mandate, ...]:
        """Give the special procedures on the State with that code."""
        rows = self._index.related_to("mandate", code, None)
        return tuple([_unpack_record("mandate", packed) for packed in rows])

    def offices_named(self, ids: Iterable[str]) -> tuple[Presence, ...]:
        """Give the presences and units with these ids that there are, whole."""
        return self._records_by_id("office", ids)

    def mandates_named(self, ids: Iterable[str]) -> tuple[Mandate, ...]:
        """Give the special procedures with these ids that there are."""
        return self._records_by_id("mandate", ids)

    def _records_by_id(self, kind: str, ids: Iterable[str]) -> tuple[Any, ...]:
        rows = self._index.records_by_id(kind, ids)
        return tuple([_unpack_record(kind, packed) for packed in rows])

    def user_changes(self, kind: str, id: str) -> list[tuple[str, str, str, int]]:
        """Give what the user's files add to a State or office or replace: what, file and line."""
        if not self._index.has_user_data:
            return []
        changes = self._index.record("user_changes", f"{kind} {id}")
        return [(does, what, file, line) for does, what, file, line in changes or ()]

    def _all(self, kind: str) -> tuple[Any, ...]:
        return tuple([_unpack_record(kind, packed) for packed in self._index.records(kind)])

    def find(self, name: str, *kinds: str) -> Subject:
        """Find what `name` means among `kinds` (any, if none is named); see `find_subject`."""
        return lookup.find_subject(self._index, name, kinds)

    def exactly_named(self, name: str) -> list[tuple[str, str, str]]:
        """List what bears the whole name, and no other; see `lookup.exactly_named`."""
        return lookup.exactly_named(self._index, name)

    def names_beginning(self, text: str, *kinds: str) -> list[str]:
        """List what begins with `text`, for completion; see `lookup.names_beginning`."""
        return lookup.names_beginning(self._index, text, kinds)

    def search(self, terms: tuple[Term, ...], on: date) -> list[Passage]:
        """Find passages that hold all the terms and had begun by that day; each name once.

        They are in the order of `order_passages`.
        """
        from fieldref.index.search_order import order_passages

        return _names_once(order_passages(self._index.search(terms, on.isoformat()), terms))

    def passages(self, on: date) -> list[Passage]:
        """Give every passage that had begun by that day; each name once."""
        return _names_once(self._index.passages(on.isoformat()))


def _names_once(passages: list[Passage]) -> list[Passage]:
    """Drop all but the first of a subject's passages that are names."""
    names = [passage for passage in passages if passage.rank == 0]
    first = {(name.kind, name.id): name for name in reversed(names)}
    return [
        passage
        for passage in passages
        if passage.rank or passage is first[passage.kind, passage.id]
    ]


def _unpack_record(kind: str, packed: Any) -> Any:
    return unpack(_record_type(kind), packed)


@cache
def _record_type(kind: str) -> type:
    """Give the type of the records of that kind; only here are the modules of records imported."""
    from importlib import import_module

    module, record = _RECORDS[kind]
    kept: type = getattr(import_module(f"fieldref.model.{module}"), record)
    return kept


def document_address(symbol: str) -> str:
    """Give the address of a United Nations document, which follows from its symbol."""
    return _UNDOCS + symbol


def _document_source(symbol: str) -> Source:
    from fieldref.model.common import Source

    title = f"United Nations document {symbol}"
    return Source(symbol, title, "United Nations", document_address(symbol))
