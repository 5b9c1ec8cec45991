"""List each subject: which of its records a query wants, in which order, as items and a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import zip_longest
from typing import Any

from fieldref.answer.blocks import Table
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
from fieldref.errors import WrongUse
from fieldref.model.presences import Mandate, Presence
from fieldref.pages.contacts import was_open
from fieldref.pages.lists import items as lines
from fieldref.pages.lists import tables
from fieldref.pages.lists.filters import ListQuery, WantedStates, in_window
from fieldref.records import NamedTuple


class Listing(NamedTuple):
    """The records of a list: its items, of how many, and the table for people."""

    kind: type[tuple[Any, ...]]
    items: tuple[Item, ...]
    of: int
    table: Callable[[], Table]


def _states(wanted: WantedStates) -> Listing:
    code = wanted.query.not_party or wanted.query.treaty
    towards = [wanted.towards(state, code) for state in wanted.states] if code else []
    pairs = zip_longest(wanted.states, towards)
    items = tuple(
        lines.state_line(state, wanted.parties(state), standing) for state, standing in pairs
    )

    def table() -> Table:
        return tables.states_table(items, code, towards)

    return Listing(StateLine, items, len(wanted.context.catalog.briefs), table)


def _treaties(wanted: WantedStates) -> Listing:
    catalog, on = wanted.context.catalog, wanted.context.on
    adopted = [
        treaty for treaty in catalog.treaties if wanted.query.all or treaty.adopted.date.first <= on
    ]
    standings = (
        (treaty, [wanted.towards(state, treaty.code).status for state in wanted.states])
        for treaty in adopted
    )
    items = tuple(lines.treaty_line(treaty, statuses, on) for treaty, statuses in standings)
    return Listing(TreatyLine, items, len(catalog.treaties), lambda: tables.treaties_table(items))


def _offices(wanted: WantedStates) -> Listing:
    presences = wanted.context.catalog.presences
    offices = [
        office for office in presences if _is_there(office, wanted) and _serves(office, wanted)
    ]
    items = tuple(
        lines.office_line(office)
        for office in sorted(offices, key=lambda office: (office.kind, office.name))
    )
    return Listing(
        OfficeLine, items, len(presences), lambda: tables.offices_table(items, wanted.names)
    )


def _is_there(office: Presence, wanted: WantedStates) -> bool:
    """Tell whether it had opened and not closed; if closed on an unknown day, until last found."""
    last, on = office.as_of.last, wanted.context.on
    gone = office.status == "closed" and not office.until and last and last.last < on
    return wanted.query.all or (was_open(office, on) and not gone)


def _serves(office: Presence, wanted: WantedStates) -> bool:
    """Tell whether the office sits in or covers one of the States, or serves the whole region."""
    query = wanted.query
    if not query.filtered or (office.region and query == ListQuery(office.region, all=query.all)):
        return True
    return not wanted.codes.isdisjoint([*office.covers, *filter(None, [office.host])])


def _mandates(wanted: WantedStates) -> Listing:
    mandates, query = wanted.context.catalog.mandates, wanted.query
    running = [mandate for mandate in mandates if query.all or _runs(mandate, wanted.context.on)]
    if query.filtered:
        running = [mandate for mandate in running if mandate.state in wanted.codes]
    items = tuple(
        map(lines.mandate_line, sorted(running, key=lambda mandate: (mandate.kind, mandate.title)))
    )
    return Listing(
        MandateLine, items, len(mandates), lambda: tables.mandates_table(items, wanted.names)
    )


def _runs(mandate: Mandate, on: date) -> bool:
    begun = mandate.since is None or mandate.since.first <= on
    return begun and (mandate.until is None or mandate.until.last >= on)


def _sources(wanted: WantedStates) -> Listing:
    items = tuple(
        SourceLine(*source[:4], source.date.text if source.date else None, source.note)
        for source in sorted(
            wanted.context.catalog.sources(), key=lambda source: source.id.casefold()
        )
    )
    return Listing(SourceLine, items, len(items), lambda: tables.sources_table(items))


def _reviews(wanted: WantedStates) -> Listing:
    query, upr = wanted.query, wanted.context.catalog.upr
    states = wanted.states if query.state else wanted.context.catalog.briefs
    every = list(lines.review_lines(states, upr))
    bodies: dict[str, str] = {
        treaty.code: treaty.committee for treaty in wanted.context.catalog.treaties
    }
    items = [
        item
        for item in every
        if item.state in wanted.codes
        and query.treaty in (None, item.treaty)
        and query.status in (None, item.status)
        and query.committee in (None, bodies.get(item.treaty or "", "UPR"))
        and in_window(item.date, query)
    ]
    ordered = tuple(sorted(items, key=_review_order))
    return Listing(ReviewLine, ordered, len(every), lambda: tables.reviews_table(ordered))


def _review_order(item: ReviewLine) -> tuple[str, str, bool, str]:
    """Order by date and State; of one month, observations come after the dialogue."""
    return item.date or "", item.name, item.event == "concluding observations", item.event


def _sessions(wanted: WantedStates) -> Listing:
    query, catalog = wanted.query, wanted.context.catalog
    every = list(lines.session_lines(catalog.committees, catalog.upr))
    items = tuple(
        item
        for item in every
        if query.committee in (None, item.committee)
        and query.status in (None, item.status)
        and in_window(item.start or item.end, query)
    )
    return Listing(SessionLine, items, len(every), lambda: tables.sessions_table(items))


def _institutions(wanted: WantedStates) -> Listing:
    every = list(lines.institution_lines(wanted.whole_states, wanted.context.on))
    items = tuple(
        item
        for item in every
        if item.state in wanted.codes and wanted.query.status in (None, item.status)
    )
    return Listing(InstitutionLine, items, len(every), lambda: tables.institutions_table(items))


def _declarations(wanted: WantedStates) -> Listing:
    query = wanted.query
    every = list(lines.declaration_lines(wanted.whole_states))
    items = tuple(
        item
        for item in every
        if item.state in wanted.codes
        and query.treaty in (None, item.treaty)
        and query.status in (None, item.kind)
        and in_window(item.date, query)
    )
    return Listing(DeclarationLine, items, len(every), lambda: tables.declarations_table(items))


class ListSubject(NamedTuple):
    """A subject of `list`: how it is listed, and by what it can be narrowed.

    `of_parties`: a treaty chooses States that are party to it, not rows under it. `statuses` are
    what --status takes.
    """

    listing: Callable[[WantedStates], Listing]
    takes: tuple[str, ...] = ()
    of_parties: bool = True
    statuses: tuple[str, ...] = ()


_OF_STATES = ("region", "group", "treaty", "not_party")
_WINDOW = ("status", "first", "last")
LISTS: dict[str, ListSubject] = {
    "states": ListSubject(_states, _OF_STATES),
    "treaties": ListSubject(_treaties),
    "offices": ListSubject(_offices, _OF_STATES),
    "mandates": ListSubject(_mandates, _OF_STATES),
    "reviews": ListSubject(
        _reviews,
        (*_OF_STATES, "state", "committee", *_WINDOW),
        of_parties=False,
        statuses=("announced", "held", "planned", "postponed", "cancelled"),
    ),
    "sessions": ListSubject(
        _sessions,
        ("committee", *_WINDOW),
        statuses=("announced", "held", "postponed", "cancelled"),
    ),
    "institutions": ListSubject(
        _institutions, (*_OF_STATES, "state", "status"), statuses=("A", "B")
    ),
    "declarations": ListSubject(
        _declarations,
        (*_OF_STATES, "state", *_WINDOW),
        of_parties=False,
        statuses=("accepts", "opts out", "withdrawn", "minimum age", "no armed forces"),
    ),
    "sources": ListSubject(_sources),
}


_OPTIONS = {"not_party": "--not-party", "first": "--from", "last": "--to"}
SUBJECTS = tuple(LISTS)


def statuses_of(subject: str) -> tuple[str, ...]:
    """Give what --status takes for a subject; empty if it takes none."""
    return LISTS[subject].statuses


def refuse_filters(subject: str, query: ListQuery) -> None:
    """Refuse a filter that the subject has no use for."""
    takes = LISTS[subject].takes
    for name, value in zip(query._fields, query, strict=True):
        if value and name not in (*takes, "all"):
            option = _OPTIONS.get(name, f"--{name}")
            fit = ", ".join(_OPTIONS.get(name, f"--{name}") for name in takes)
            if not takes:
                others = ", ".join(subject for subject in LISTS if LISTS[subject].takes)
                raise WrongUse(f"list {subject} takes no filter.", f"These do: {others}.")
            raise WrongUse(f"list {subject} doesn't take {option}.", f"It takes: {fit}.")
