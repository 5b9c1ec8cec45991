"""Answer `show STATE`: everything that is recorded of a State."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fieldref.answer import Answer
from fieldref.answer.field_selection import select_item_fields
from fieldref.answer.items.base import ContactItem, DeadlineItem
from fieldref.answer.items.show import StateItem
from fieldref.dates import PartialDate
from fieldref.errors import WrongUse
from fieldref.model.presences import Institution, Mandate, Presence, Programme
from fieldref.model.states import KnownGap, LocalName
from fieldref.pages.calendar import calendar_entries
from fieldref.pages.common import (
    ALL,
    QueryContext,
    ShowQuery,
    deadline_item,
    named_sources,
    refs,
    source_items,
    text_of,
)
from fieldref.pages.contacts import state_contacts as contacts_of
from fieldref.pages.state.profile import SECTION_KEYS, SECTIONS, StateProfile

# The keys that can be tables without a row.
_ROWS: dict[str, type[tuple[Any, ...]]] = {
    "reviews": DeadlineItem,
    "deadlines": DeadlineItem,
    "presences": Presence,
    "contacts": ContactItem,
    "institutions": Institution,
    "mandates": Mandate,
    "programmes": Programme,
    "names": LocalName,
    "gaps": KnownGap,
}
_IDENTITY = ("kind", "iso3", "iso2", "m49", "name")


def state_page(context: QueryContext, code: str, query: ShowQuery = ALL) -> Answer:
    """Give the page of the State with that ISO code; with sections only these parts of it."""
    for section in query.sections:
        if section not in SECTIONS:
            known = ", ".join(SECTIONS)
            raise WrongUse(f"A State's page has no section {section!r}.", f"Sections: {known}.")
    from fieldref.pages.state import blocks

    profile = StateProfile(context, context.catalog.state(code), query)
    item = _item(profile)
    sources = source_items(context.catalog, named_sources(item))
    reach = named_sources(context.catalog.reaches) if "gaps" in query.sections else ()
    reach_sources = source_items(context.catalog, reach)
    answer = Answer(
        command="show",
        on=context.day,
        edition=context.edition,
        items=(item,),
        sources=sources,
        blocks=lambda: blocks.state_blocks(profile, item, sources),
        title=profile.state.state,
        table=item.treaties,
        calendar=lambda: calendar_entries(profile.coming, map(deadline_item, profile.coming)),
        cards=item.contacts,
        kind=StateItem,
        left_out=profile.left_out,
    )
    if not query.sections:
        return answer
    narrowed = _only(answer, item, query.sections)
    every = {source.id: source for source in (*narrowed.sources, *reach_sources)}
    return narrowed._replace(
        sources=tuple(sorted(every.values(), key=lambda source: source.id.casefold()))
    )


def _only(answer: Answer, item: StateItem, sections: tuple[str, ...]) -> Answer:
    """Keep the keys of the item that belong to the sections, and the sources of these alone.

    The table, of which CSV writes the rows, is that of the first section that has one.
    """
    keys = dict.fromkeys(key for section in sections for key in SECTION_KEYS[section])
    narrowed = select_item_fields(answer, (*_IDENTITY, *keys))
    cited = set(named_sources(narrowed.items[0]))
    sources = tuple(source for source in answer.sources if source.id in cited)
    tables = [rows for key in keys if _is_table(rows := getattr(item, key))]
    tables += [sources] if sections == ("sources",) and sources else []
    table = tables[0] if tables else ()
    return narrowed._replace(
        sources=sources,
        table=table,
        kind=type(table[0]) if table else _kind_of_rows(keys),
        left_out=answer.left_out if "deadlines" in keys else None,
    )


def _is_table(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and hasattr(value[0], "_fields")


def _kind_of_rows(keys: Iterable[str]) -> type[tuple[Any, ...]] | None:
    """Give the kind of row under the first of these keys that is a table, for its head alone."""
    return next((_ROWS[key] for key in keys if key in _ROWS), None)


def _item(profile: StateProfile) -> StateItem:
    record, catalog = profile.state, profile.context.catalog
    return StateItem(
        kind="state",
        iso3=profile.code,
        iso2=record.codes.iso2,
        m49=record.codes.m49,
        name=record.state,
        also_known_as=record.also_known_as,
        names=record.names,
        un_member_since=text_of(record.un_member_since),
        un_observer_since=text_of(record.un_observer_since),
        un_group=record.un_group,
        region=record.region,
        treaties=profile.treaty_items,
        complaint_procedures=profile.complaints,
        reviews=tuple(
            deadline_item(entry)
            for entry in profile.past
            if entry.treaty or entry.kind == "upr-review"
        ),
        deadlines=tuple(map(deadline_item, profile.deadlines)),
        programmes=tuple(profile.programmes),
        presences=tuple(profile.presences),
        contacts=tuple(contacts_of(profile.context, record)),
        institutions=tuple(
            institution
            for institution in record.institutions
            if _by(institution.status_date, profile)
        ),
        mandates=tuple(
            mandate for mandate in catalog.mandates_of(profile.code) if _by(mandate.since, profile)
        ),
        events=tuple(event for event in record.events if event.date.last <= profile.context.on),
        notes=record.notes,
        gaps=tuple(gap for gap in catalog.gaps if profile.code in gap.states),
        sources=refs(record.sources),
        reservations=record.reservations,
    )


def _by(when: PartialDate | None, profile: StateProfile) -> bool:
    return when is None or when.first <= profile.context.on
