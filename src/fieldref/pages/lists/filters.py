"""Narrow a list: which States a query means, and whether a date lies in its window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from fieldref.dates import PartialDate
from fieldref.model.states import State
from fieldref.model.treaties import Act
from fieldref.pages.common import QueryContext
from fieldref.records import NamedTuple
from fieldref.rules.standing import Standing, standing_towards


class ListQuery(NamedTuple):
    """A choice of records: of a region's or group's States, parties to an instrument or not.

    Of reviews and declarations, `treaty` chooses those under it. `all` adds what isn't there on
    the day: closed offices, mandates that are over.
    """

    region: str | None = None
    group: str | None = None
    treaty: str | None = None
    not_party: str | None = None
    all: bool = False
    state: str | None = None
    committee: str | None = None
    status: str | None = None
    first: date | None = None
    last: date | None = None

    @property
    def filtered(self) -> bool:
        """Tell whether it asks for less than all States."""
        return any((self.region, self.group, self.treaty, self.not_party, self.state))


class WantedStates:
    """The States that a query means, and where they stand; each worked out once."""

    def __init__(
        self, context: QueryContext, query: ListQuery, party_to: str | None = None
    ) -> None:
        self.context, self.query, self.party_to = context, query, party_to

    @cached_property
    def states(self) -> list[State]:
        """Give the States of the query, by name."""
        return [state for state in self.context.catalog.briefs if self._meant(state)]

    @cached_property
    def codes(self) -> frozenset[str]:
        """Give their codes."""
        return frozenset(state.codes.iso3 for state in self.states)

    def _meant(self, state: State) -> bool:
        query = self.query
        return (
            query.state in (None, state.codes.iso3)
            and query.region in (None, state.region)
            and query.group in (None, state.un_group)
            and (not self.party_to or self.towards(state, self.party_to).status == "party")
            and (not query.not_party or self.towards(state, query.not_party).status != "party")
        )

    def towards(self, state: State, code: str) -> Standing:
        """Say where the State stands towards the instrument on the day."""
        return standing_towards(self.context.catalog.treaty(code), state.treaties, self.context.on)

    def parties(self, state: State) -> int:
        """Give the number of instruments in force for the State on the day."""
        acts: dict[str, list[Act]] = defaultdict(list)
        for act in state.treaties:
            acts[act.treaty].append(act)
        treaties = [each for each in self.context.catalog.treaties if each.code in acts]
        standings = (standing_towards(each, acts[each.code], self.context.on) for each in treaties)
        return sum(standing.status == "party" for standing in standings)

    @property
    def names(self) -> dict[str, str]:
        """Give the names of all States by code."""
        return {state.codes.iso3: state.state for state in self.context.catalog.briefs}

    @cached_property
    def whole_states(self) -> Sequence[State]:
        """Give all States whole, by name; the one alone that a query names."""
        catalog, code = self.context.catalog, self.query.state
        return [catalog.state(code)] if code else catalog.whole_states


def in_window(day: str | None, query: ListQuery) -> bool:
    """Tell whether a date can lie in the window; one that isn't known only without a window."""
    if query.first is None and query.last is None:
        return True
    if day is None:
        return False
    return PartialDate.restore(day).meets(query.first or date.min, query.last or date.max)


def filter_words(context: QueryContext, query: ListQuery, of_parties: bool) -> str:
    """Say what was asked for, in words."""
    filters = {
        "in the region": query.region,
        "in the group": query.group,
        "party to" if of_parties else "under": query.treaty,
        "not party to": query.not_party,
        "of": query.state and context.catalog.state(query.state).state,
        "by": query.committee,
        "with status": query.status,
    }
    words = [f"{label} {value}" for label, value in filters.items() if value]
    words += _window_words(query.first, query.last)
    return f": {', '.join(words)}" if words else ""


def _window_words(first: date | None, last: date | None) -> list[str]:
    """Say from when to when; of whole years, the years alone."""
    since = first and PartialDate.of(first).to(1 if (first.month, first.day) == (1, 1) else 3)
    until = last and PartialDate.of(last).to(1 if (last.month, last.day) == (12, 31) else 3)
    if since and since == until:
        return [f"on {since.words}" if since.month else f"in {since.words}"]
    words = [f"from {since.words}" if since else "", f"to {until.words}" if until else ""]
    return [" ".join(filter(None, words))] if any(words) else []
