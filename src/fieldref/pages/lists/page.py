"""Answer `list`: a line of each State, instrument, office, review and so on, filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from itertools import zip_longest
from typing import Any

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Heading, Paragraph, Table, line
from fieldref.answer.items.base import Item
from fieldref.answer.items.lists import (
    DeclarationLine,
    InstitutionLine,
    MandateLine,
    OfficeLine,
    ReviewLine,
    SessionLine,
    SourceLine,
    StateLine,
    TreatyLine,
)
from fieldref.dates import PartialDate
from fieldref.errors import WrongUse
from fieldref.model.presences import Mandate, Presence
from fieldref.model.states import KnownGap, State
from fieldref.model.treaties import Act, Count, Treaty
from fieldref.pages.common import (
    QueryContext,
    date_words,
    named_sources,
    refs,
    source_items,
    text_of,
    with_sources,
)
from fieldref.pages.contacts import was_open
from fieldref.pages.data_reach import published_note, reach_line
from fieldref.pages.lists import record, tables
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


class _Listing(NamedTuple):
    """The records of a list: its items, of how many, and the table for people."""

    kind: type[tuple[Any, ...]]
    items: tuple[Item, ...]
    of: int
    table: Callable[[], Table]


def list_page(context: QueryContext, subject: str, query: ListQuery) -> Answer:
    """Give the list of `subject`, one of SUBJECTS, narrowed by `query`."""
    _refuse_filters(subject, query)
    listing = _LISTS[subject].listing(
        _Wanted(context, query, query.treaty if _LISTS[subject].of_parties else None)
    )
    published = _published(context, subject, query)
    named = () if subject == "sources" else named_sources(listing.items)
    return Answer(
        command="list",
        on=context.day,
        edition=context.edition,
        items=listing.items,
        sources=source_items(context.catalog, (*named, *published.sources)),
        blocks=lambda: _blocks(context, subject, query, listing, published),
        title=subject.capitalize(),
        kind=listing.kind,
    )


class _Wanted:
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
        acts, on = state.treaties, self.context.on
        standings = (standing_towards(treaty, acts, on) for treaty in self.context.catalog.treaties)
        return sum(treaty.status == "party" for treaty in standings)

    @property
    def names(self) -> dict[str, str]:
        """Give the names of all States by code."""
        return {state.codes.iso3: state.state for state in self.context.catalog.briefs}

    @cached_property
    def whole_states(self) -> list[State]:
        """Give the States of the query whole, by name."""
        catalog = self.context.catalog
        if self.query.state:
            return [catalog.state(self.query.state)]
        return [state for state in catalog.whole_states() if state.codes.iso3 in self.codes]


def _states(wanted: _Wanted) -> _Listing:
    code = wanted.query.not_party or wanted.query.treaty
    towards = [wanted.towards(state, code) for state in wanted.states] if code else []
    pairs = zip_longest(wanted.states, towards)
    items = tuple(_state(state, wanted.parties(state), standing) for state, standing in pairs)

    def table() -> Table:
        return tables.states_table(items, code, towards)

    return _Listing(StateLine, items, len(wanted.context.catalog.briefs), table)


def _state(state: State, parties: int, standing: Standing | None) -> StateLine:
    return StateLine(
        iso3=state.codes.iso3,
        iso2=state.codes.iso2,
        m49=state.codes.m49,
        name=state.state,
        un_group=state.un_group,
        region=state.region,
        un_member_since=text_of(state.un_member_since),
        un_observer_since=text_of(state.un_observer_since),
        parties=parties,
        sources=refs(state.sources),
        standing=standing.status if standing else None,
        signed=text_of(standing.signed) if standing else None,
        in_force=text_of(standing.in_force) if standing else None,
    )


def _treaties(wanted: _Wanted) -> _Listing:
    catalog, on = wanted.context.catalog, wanted.context.on
    adopted = [
        treaty for treaty in catalog.treaties if wanted.query.all or treaty.adopted.date.first <= on
    ]
    items = tuple(_treaty(wanted, treaty) for treaty in adopted)
    return _Listing(TreatyLine, items, len(catalog.treaties), lambda: tables.treaties_table(items))


def _treaty(wanted: _Wanted, treaty: Treaty) -> TreatyLine:
    statuses = [wanted.towards(state, treaty.code).status for state in wanted.states]
    bodies = [standing_towards(treaty, (act,), wanted.context.on).status for act in _acts(treaty)]
    return TreatyLine(
        code=treaty.code,
        title=treaty.title,
        short=treaty.short,
        adopted=str(treaty.adopted.date),
        in_force=str(treaty.in_force.date),
        committee=treaty.committee,
        parent=treaty.parent,
        parties=statuses.count("party"),
        organizations=bodies.count("party"),
        signed_only=statuses.count("signed only"),
        sources=refs(treaty.sources),
    )


def _acts(treaty: Treaty) -> Iterator[Act]:
    for act in treaty.organizations:
        yield Act(
            treaty=treaty.code, signed=act.signed, bound=act.bound, how=act.how, sources=act.sources
        )


def _offices(wanted: _Wanted) -> _Listing:
    presences = wanted.context.catalog.presences
    offices = [
        office for office in presences if _is_there(office, wanted) and _serves(office, wanted)
    ]
    items = tuple(
        _office(office) for office in sorted(offices, key=lambda office: (office.kind, office.name))
    )
    return _Listing(
        OfficeLine, items, len(presences), lambda: tables.offices_table(items, wanted.names)
    )


def _is_there(office: Presence, wanted: _Wanted) -> bool:
    """Tell whether it had opened and not closed; if closed on an unknown day, until last found."""
    last, on = office.as_of.last, wanted.context.on
    gone = office.status == "closed" and not office.until and last and last.last < on
    return wanted.query.all or (was_open(office, on) and not gone)


def _serves(office: Presence, wanted: _Wanted) -> bool:
    """Tell whether the office sits in or covers one of the States, or serves the whole region."""
    query = wanted.query
    if not query.filtered or (office.region and query == ListQuery(office.region, all=query.all)):
        return True
    return not wanted.codes.isdisjoint([*office.covers, *filter(None, [office.host])])


def _office(office: Presence) -> OfficeLine:
    return OfficeLine(
        id=office.id,
        kind=office.kind,
        name=office.name,
        city=office.city,
        host=office.host,
        covers=office.covers,
        region=office.region,
        since=text_of(office.since),
        until=text_of(office.until),
        status=office.status,
        as_of=office.as_of.text,
        sources=refs(office.sources),
    )


def _mandates(wanted: _Wanted) -> _Listing:
    mandates, query = wanted.context.catalog.mandates, wanted.query
    running = [mandate for mandate in mandates if query.all or _runs(mandate, wanted.context.on)]
    if query.filtered:
        running = [mandate for mandate in running if mandate.state in wanted.codes]
    items = tuple(map(_mandate, sorted(running, key=lambda mandate: (mandate.kind, mandate.title))))
    return _Listing(
        MandateLine, items, len(mandates), lambda: tables.mandates_table(items, wanted.names)
    )


def _runs(mandate: Mandate, on: date) -> bool:
    begun = mandate.since is None or mandate.since.first <= on
    return begun and (mandate.until is None or mandate.until.last >= on)


def _mandate(mandate: Mandate) -> MandateLine:
    return MandateLine(
        id=mandate.id,
        title=mandate.title,
        kind=mandate.kind,
        state=mandate.state,
        since=text_of(mandate.since),
        until=text_of(mandate.until),
        resolution=mandate.resolution,
        sources=refs(mandate.sources),
    )


def _sources(wanted: _Wanted) -> _Listing:
    items = tuple(
        SourceLine(*source[:4], source.date.text if source.date else None, source.note)
        for source in sorted(
            wanted.context.catalog.sources(), key=lambda source: source.id.casefold()
        )
    )
    return _Listing(SourceLine, items, len(items), lambda: tables.sources_table(items))


def _reviews(wanted: _Wanted) -> _Listing:
    query, upr = wanted.query, wanted.context.catalog.upr
    every = list(record.review_lines(wanted.states, upr))
    bodies: dict[str, str] = {
        treaty.code: treaty.committee for treaty in wanted.context.catalog.treaties
    }
    items = [
        item
        for item in every
        if query.treaty in (None, item.treaty)
        and query.status in (None, item.status)
        and query.committee in (None, bodies.get(item.treaty or "", "UPR"))
        and _in_window(item.date, query)
    ]
    ordered = tuple(sorted(items, key=lambda item: (item.date or "", item.name, item.event)))
    return _Listing(ReviewLine, ordered, len(every), lambda: tables.reviews_table(ordered))


def _in_window(day: str | None, query: ListQuery) -> bool:
    """Tell whether a date can lie in the window; one that isn't known only without a window."""
    if query.first is None and query.last is None:
        return True
    if day is None:
        return False
    return PartialDate.restore(day).meets(query.first or date.min, query.last or date.max)


def _sessions(wanted: _Wanted) -> _Listing:
    query, catalog = wanted.query, wanted.context.catalog
    every = list(record.session_lines(catalog.committees, catalog.upr))
    items = tuple(
        item
        for item in every
        if query.committee in (None, item.committee)
        and query.status in (None, item.status)
        and _in_window(item.start or item.end, query)
    )
    return _Listing(SessionLine, items, len(every), lambda: tables.sessions_table(items))


def _institutions(wanted: _Wanted) -> _Listing:
    every = list(record.institution_lines(wanted.whole_states, wanted.context.on))
    items = tuple(item for item in every if wanted.query.status in (None, item.status))
    return _Listing(InstitutionLine, items, len(every), lambda: tables.institutions_table(items))


def _declarations(wanted: _Wanted) -> _Listing:
    query = wanted.query
    every = list(record.declaration_lines(wanted.whole_states))
    items = tuple(
        item
        for item in every
        if query.treaty in (None, item.treaty)
        and query.status in (None, item.kind)
        and _in_window(item.date, query)
    )
    return _Listing(DeclarationLine, items, len(every), lambda: tables.declarations_table(items))


class _Subject(NamedTuple):
    """A subject of `list`: how it is listed, and by what it can be narrowed.

    `of_parties`: a treaty chooses States that are party to it, not rows under it. `statuses` are
    what --status takes.
    """

    listing: Callable[[_Wanted], _Listing]
    takes: tuple[str, ...] = ()
    of_parties: bool = True
    statuses: tuple[str, ...] = ()


_OF_STATES = ("region", "group", "treaty", "not_party")
_WINDOW = ("status", "first", "last")
_LISTS: dict[str, _Subject] = {
    "states": _Subject(_states, _OF_STATES),
    "treaties": _Subject(_treaties),
    "offices": _Subject(_offices, _OF_STATES),
    "mandates": _Subject(_mandates, _OF_STATES),
    "reviews": _Subject(
        _reviews,
        (*_OF_STATES, "state", "committee", *_WINDOW),
        of_parties=False,
        statuses=("announced", "held", "planned", "postponed", "cancelled"),
    ),
    "sessions": _Subject(
        _sessions,
        ("committee", *_WINDOW),
        statuses=("announced", "held", "postponed", "cancelled"),
    ),
    "institutions": _Subject(_institutions, (*_OF_STATES, "state", "status"), statuses=("A", "B")),
    "declarations": _Subject(
        _declarations,
        (*_OF_STATES, "state", *_WINDOW),
        of_parties=False,
        statuses=("accepts", "opts out", "withdrawn", "minimum age", "no armed forces"),
    ),
    "sources": _Subject(_sources),
}
_OPTIONS = {"not_party": "--not-party", "first": "--from", "last": "--to"}


def statuses_of(subject: str) -> tuple[str, ...]:
    """Give what --status takes for a subject; empty if it takes none."""
    return _LISTS[subject].statuses


def _refuse_filters(subject: str, query: ListQuery) -> None:
    """Refuse a filter that the subject has no use for."""
    takes = _LISTS[subject].takes
    for name, value in zip(query._fields, query, strict=True):
        if value and name not in (*takes, "all"):
            option = _OPTIONS.get(name, f"--{name}")
            fit = ", ".join(_OPTIONS.get(each, f"--{each}") for each in takes)
            if not takes:
                others = ", ".join(each for each in _LISTS if _LISTS[each].takes)
                raise WrongUse(f"list {subject} takes no filter.", f"These do: {others}.")
            raise WrongUse(f"list {subject} doesn't take {option}.", f"It takes: {fit}.")


SUBJECTS = tuple(_LISTS)


_WORDS = {"states": "States"}


def _filter_words(query: ListQuery, of_parties: bool) -> str:
    """Say what was asked for, in words."""
    filters = {
        "in the region": query.region,
        "in the group": query.group,
        "party to" if of_parties else "under": query.treaty,
        "not party to": query.not_party,
        "of": query.state,
        "by": query.committee,
        "with status": query.status,
        "from": query.first and PartialDate.of(query.first).words,
        "to": query.last and PartialDate.of(query.last).words,
    }
    words = ", ".join(f"{label} {value}" for label, value in filters.items() if value)
    return f": {words}" if words else ""


def _singular(noun: str) -> str:
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")


class _Published(NamedTuple):
    """The newest published number of States parties, and the gaps that explain it."""

    newest: Count | None
    gaps: tuple[KnownGap, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Give the sources of both."""
        counted = self.newest.sources if self.newest else ()
        return refs((*counted, *(ref for gap in self.gaps for ref in gap.sources)))


def _published(context: QueryContext, subject: str, query: ListQuery) -> _Published:
    """Find what the UN published of the instrument that a list of States is asked about."""
    code = query.treaty or query.not_party
    if subject != "states" or not code:
        return _Published(None, ())
    dated = (count for count in context.catalog.treaty(code).published if count.date.last)
    newest = max(dated, key=lambda count: (count.date.last, count.date.first), default=None)
    gaps = (gap for gap in context.catalog.gaps if gap.treaty == code and gap.parties)
    return _Published(newest, tuple(gaps))


def _published_notes(published: _Published) -> Iterator[Block]:
    if published.newest:
        yield published_note(published.newest)
    for gap in published.gaps:
        text = f"{gap.what} {gap.why or ''}".strip()
        yield Paragraph(with_sources(text, gap.sources), "note")


def _blocks(
    context: QueryContext,
    subject: str,
    query: ListQuery,
    listing: _Listing,
    published: _Published,
) -> Iterator[Block]:
    yield Heading(subject.capitalize(), 1, f"as of {date_words(context)}")
    count = len(listing.items)
    counted = f"{count:,}" if count == listing.of else f"{count:,} of {listing.of:,}"
    noun = _WORDS.get(subject, subject)
    yield Paragraph(
        line(
            f"{counted} {_singular(noun) if listing.of == 1 else noun}"
            f"{_filter_words(query, _LISTS[subject].of_parties)}."
        )
    )
    if subject == "reviews":
        yield from reach_line(context, "reviews", "Universal Periodic Review", treaty=query.treaty)
    elif subject == "states" and (treaty := query.treaty or query.not_party):
        yield from reach_line(context, "acts", treaty=treaty)
        yield from _published_notes(published)
    about = "towards" if subject == "states" and (query.treaty or query.not_party) else subject
    if listing.items and (note := tables.NOTES.get(about)):
        yield Paragraph(line(note), "note")
    if listing.items:
        yield listing.table()
