"""`show STATE`: everything that is recorded of a State, as a page worth reading."""

from __future__ import annotations

from fieldref.answer import Answer
from fieldref.answer.items.show import StateItem
from fieldref.dates import PartialDate
from fieldref.errors import WrongUse
from fieldref.pages.calendar import calendar_entries
from fieldref.pages.common import (
    QueryContext,
    deadline_item,
    named_sources,
    refs,
    source_items,
    text_of,
)
from fieldref.pages.contacts import state_contacts as contacts_of
from fieldref.pages.state.profile import SECTIONS, StateProfile


def state_page(
    context: QueryContext,
    code: str,
    period: str | None = None,
    section: str | None = None,
    bases: tuple[str, ...] = (),
    full: bool = False,
) -> Answer:
    """Give the page of the State with that ISO code; `section` shows only that part of it."""
    if section and section not in SECTIONS:
        raise WrongUse(
            f"A State's page has no section {section!r}.", f"Sections: {', '.join(SECTIONS)}."
        )
    from fieldref.pages.state import blocks

    profile = StateProfile(context, context.catalog.state(code), period, bases, full)
    item = _item(profile)
    sources = source_items(context.catalog, named_sources(item))
    return Answer(
        command="show",
        on=context.day,
        edition=context.edition,
        items=(item,),
        sources=sources,
        blocks=lambda: blocks.state_blocks(profile, item, sources, section),
        title=profile.state.state,
        table=item.treaties,
        calendar=lambda: calendar_entries(profile.deadlines, item.deadlines),
        cards=item.contacts,
        kind=StateItem,
        left_out=profile.left_out,
    )


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
