"""`list`: a line of each State, instrument, office, mandate or source, filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Heading, Paragraph, Table, line
from fieldref.answer.items.base import Item
from fieldref.answer.items.lists import MandateLine, OfficeLine, SourceLine, StateLine, TreatyLine
from fieldref.errors import WrongUse
from fieldref.model.presences import Mandate, Presence
from fieldref.model.states import State
from fieldref.model.treaties import Act, Treaty
from fieldref.pages.common import (
    QueryContext,
    date_words,
    named_sources,
    refs,
    source_items,
    text_of,
)
from fieldref.pages.contacts import was_open
from fieldref.pages.lists import rows
from fieldref.rules.standing import Standing, standing_towards


class ListQuery(NamedTuple):
    """Of which States: of a region, of a group, parties to an instrument, not parties to one.

    `all` adds what isn't there on the day: closed offices, mandates that are over.
    """

    region: str | None = None
    group: str | None = None
    treaty: str | None = None
    not_party: str | None = None
    all: bool = False

    @property
    def filtered(self) -> bool:
        """Whether it asks for less than all States."""
        return any((self.region, self.group, self.treaty, self.not_party))


class _Found(NamedTuple):
    """What a list holds: its items, of how many, and the table for people."""

    kind: type[tuple[Any, ...]]
    items: tuple[Item, ...]
    of: int
    table: Callable[[], Table]


def list_page(asked: QueryContext, subject: str, query: ListQuery) -> Answer:
    """The list of `subject`, one of SUBJECTS, narrowed by `query`."""
    found = _LISTS[subject](_Wanted(asked, query))
    named = () if subject == "sources" else named_sources(found.items)
    return Answer(
        "list",
        asked.day,
        asked.edition,
        found.items,
        source_items(asked.catalog, named),
        lambda: _blocks(asked, subject, query, found),
        title=subject.capitalize(),
        kind=found.kind,
    )


class _Wanted:
    """The States that a query means, and where they stand; each worked out once."""

    def __init__(self, asked: QueryContext, query: ListQuery) -> None:
        self.asked, self.query = asked, query

    @cached_property
    def states(self) -> list[State]:
        """The States of the query, by name."""
        return [one for one in self.asked.catalog.briefs if self._meant(one)]

    @cached_property
    def codes(self) -> frozenset[str]:
        """Their codes."""
        return frozenset(one.codes.iso3 for one in self.states)

    def _meant(self, state: State) -> bool:
        query = self.query
        return (
            query.region in (None, state.region)
            and query.group in (None, state.un_group)
            and (not query.treaty or self.towards(state, query.treaty).status == "party")
            and (not query.not_party or self.towards(state, query.not_party).status != "party")
        )

    def towards(self, state: State, code: str) -> Standing:
        """Where the State stands towards the instrument on the day."""
        return standing_towards(self.asked.catalog.treaty(code), state.treaties, self.asked.on)

    def parties(self, state: State) -> int:
        """The number of instruments in force for the State on the day."""
        acts, on = state.treaties, self.asked.on
        found = (standing_towards(one, acts, on) for one in self.asked.catalog.treaties)
        return sum(one.status == "party" for one in found)

    @property
    def names(self) -> dict[str, str]:
        """The names of all States by code."""
        return {one.codes.iso3: one.state for one in self.asked.catalog.briefs}

    def only_all(self, subject: str) -> None:
        """Refuse a filter where the subject has no States."""
        if self.query.filtered:
            hint = "Filters choose States: they fit list states, offices and mandates."
            raise WrongUse(f"list {subject} takes no filter.", hint)


def _states(wanted: _Wanted) -> _Found:
    items = tuple(_state(one, wanted.parties(one)) for one in wanted.states)
    code = wanted.query.not_party or wanted.query.treaty
    towards = [wanted.towards(one, code) for one in wanted.states] if code else []

    def table() -> Table:
        return rows.states_table(items, code, towards)

    return _Found(StateLine, items, len(wanted.asked.catalog.briefs), table)


def _state(one: State, parties: int) -> StateLine:
    return StateLine(
        *(one.codes.iso3, one.codes.iso2, one.codes.m49, one.state, one.un_group, one.region),
        text_of(one.un_member_since), parties, refs(one.sources),
    )  # fmt: skip


def _treaties(wanted: _Wanted) -> _Found:
    wanted.only_all("treaties")
    catalog, on = wanted.asked.catalog, wanted.asked.on
    kept = [one for one in catalog.treaties if wanted.query.all or one.adopted.date.first <= on]
    items = tuple(_treaty(wanted, one) for one in kept)
    return _Found(TreatyLine, items, len(catalog.treaties), lambda: rows.treaties_table(items))


def _treaty(wanted: _Wanted, one: Treaty) -> TreatyLine:
    found = [wanted.towards(state, one.code).status for state in wanted.states]
    bodies = [standing_towards(one, (act,), wanted.asked.on).status for act in _acts(one)]
    return TreatyLine(
        one.code, one.title, one.short, str(one.adopted.date), str(one.in_force.date),
        one.committee, one.parent, found.count("party"), bodies.count("party"),
        found.count("signed only"), refs(one.sources),
    )  # fmt: skip


def _acts(treaty: Treaty) -> Iterator[Act]:
    for one in treaty.organizations:
        yield Act(treaty.code, one.signed, one.bound, one.how, sources=one.sources)


def _offices(wanted: _Wanted) -> _Found:
    presences = wanted.asked.catalog.presences
    kept = [one for one in presences if _is_there(one, wanted) and _serves(one, wanted)]
    items = tuple(_office(one) for one in sorted(kept, key=lambda one: (one.kind, one.name)))
    return _Found(
        OfficeLine, items, len(presences), lambda: rows.offices_table(items, wanted.names)
    )


def _is_there(one: Presence, wanted: _Wanted) -> bool:
    """Whether it had opened and not closed; closed on a day not known, until it was last found."""
    last, on = one.as_of.last, wanted.asked.on
    gone = one.status == "closed" and not one.until and last and last.last < on
    return wanted.query.all or (was_open(one, on) and not gone)


def _serves(one: Presence, wanted: _Wanted) -> bool:
    """Whether the office sits in or covers one of the States, or has the region for its own."""
    query = wanted.query
    if not query.filtered or (one.region and query == ListQuery(one.region, all=query.all)):
        return True
    return not wanted.codes.isdisjoint([*one.covers, *filter(None, [one.host])])


def _office(one: Presence) -> OfficeLine:
    return OfficeLine(
        one.id, one.kind, one.name, one.city, one.host, one.covers, one.region, text_of(one.since),
        text_of(one.until), one.status, one.as_of.text, refs(one.sources),
    )  # fmt: skip


def _mandates(wanted: _Wanted) -> _Found:
    mandates, query = wanted.asked.catalog.mandates, wanted.query
    kept = [one for one in mandates if query.all or _runs(one, wanted.asked.on)]
    if query.filtered:
        kept = [one for one in kept if one.state in wanted.codes]
    items = tuple(map(_mandate, sorted(kept, key=lambda one: (one.kind, one.title))))
    return _Found(
        MandateLine, items, len(mandates), lambda: rows.mandates_table(items, wanted.names)
    )


def _runs(one: Mandate, on: date) -> bool:
    begun = one.since is None or one.since.first <= on
    return begun and (one.until is None or one.until.last >= on)


def _mandate(one: Mandate) -> MandateLine:
    return MandateLine(
        one.id, one.title, one.kind, one.state, text_of(one.since), text_of(one.until),
        one.resolution, refs(one.sources),
    )  # fmt: skip


def _sources(wanted: _Wanted) -> _Found:
    wanted.only_all("sources")
    items = tuple(
        SourceLine(*one[:4], one.date.text if one.date else None, one.note)
        for one in sorted(wanted.asked.catalog.sources(), key=lambda one: one.id.casefold())
    )
    return _Found(SourceLine, items, len(items), lambda: rows.sources_table(items))


_LISTS: dict[str, Callable[[_Wanted], _Found]] = {
    "states": _states,
    "treaties": _treaties,
    "offices": _offices,
    "mandates": _mandates,
    "sources": _sources,
}
SUBJECTS = tuple(_LISTS)


_WORDS = {"states": "States"}


def _chosen(query: ListQuery) -> str:
    """What was asked for, in words."""
    found = {
        "in the region": query.region,
        "in the group": query.group,
        "party to": query.treaty,
        "not party to": query.not_party,
    }
    words = ", ".join(f"{label} {value}" for label, value in found.items() if value)
    return f": {words}" if words else ""


def _blocks(asked: QueryContext, subject: str, query: ListQuery, found: _Found) -> Iterator[Block]:
    yield Heading(subject.capitalize(), 1, f"as of {date_words(asked)}")
    count = len(found.items)
    counted = str(count) if count == found.of else f"{count} of {found.of}"
    yield Paragraph(line(f"{counted} {_WORDS.get(subject, subject)}{_chosen(query)}."))
    about = "towards" if query.treaty or query.not_party else subject
    if found.items and (note := rows.NOTES.get(about)):
        yield Paragraph(line(note), "note")
    if found.items:
        yield found.table()
