"""Answer `show OFFICE`: what a presence or a unit covers, its programmes and contacts."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Facts, Heading, Line, Paragraph, line
from fieldref.answer.items.base import ContactItem
from fieldref.answer.items.show import OfficeItem
from fieldref.model.presences import Presence, Programme
from fieldref.pages.common import (
    QueryContext,
    capitalized_sentence,
    date_words,
    named_sources,
    refs,
    source_items,
    source_list,
    source_mark,
    text_of,
    with_sources,
)
from fieldref.pages.contacts import contact_blocks, presence_contacts
from fieldref.pages.state import programme as programmes


def office_page(context: QueryContext, id: str, period: str | None = None) -> Answer:
    """Give the page of the presence or unit with that id."""
    presence = context.catalog.office(id)
    known = [
        programme
        for programme in presence.programmes
        if programmes.is_known_on(programme, context.on)
    ]
    shown = tuple(programme for programme in known if period in (None, programme.period.text))
    cards = tuple(presence_contacts(presence, context.on, everything=True))
    item = _item(presence, shown, cards)
    sources = source_items(context.catalog, named_sources(item))
    return Answer(
        command="show",
        on=context.day,
        edition=context.edition,
        items=(item,),
        sources=sources,
        blocks=lambda: [
            *_blocks(context, presence, item),
            *source_list(sources, context.catalog.user_changes("office", id)),
        ],
        title=presence.name,
        cards=cards,
        kind=OfficeItem,
    )


def _item(
    presence: Presence, programmes: tuple[Programme, ...], cards: tuple[ContactItem, ...]
) -> OfficeItem:
    return OfficeItem(
        kind="office",
        id=presence.id,
        type=presence.kind,
        name=presence.name,
        city=presence.city,
        host=presence.host,
        covers=presence.covers,
        region=presence.region,
        since=text_of(presence.since),
        until=text_of(presence.until),
        status=presence.status,
        as_of=presence.as_of.text,
        programmes=programmes,
        contacts=cards,
        note=presence.note,
        sources=refs(presence.sources),
    )


def _blocks(context: QueryContext, presence: Presence, item: OfficeItem) -> Iterator[Block]:
    yield Heading(presence.name, 1, f"as of {date_words(context)}")
    yield Facts(tuple(_facts(context, presence)))
    if presence.note:
        yield Paragraph(line(capitalized_sentence(presence.note)))
    for programme in item.programmes:
        yield Heading(programme.title, 2, f"as of {programme.period}")
        if programme.extent:
            yield Paragraph(
                with_sources(capitalized_sentence(programme.extent), programme.sources), "note"
            )
        yield from programmes.programme_blocks(programme, programmes.PARTS)
    yield from contact_blocks(item.contacts)


def _facts(context: QueryContext, presence: Presence) -> Iterator[tuple[str, Line]]:
    names = {state.codes.iso3: state.state for state in context.catalog.briefs}
    yield "Kind", line(presence.kind)
    if presence.city or presence.host:
        host = names.get(presence.host, presence.host) if presence.host else None
        yield "Seat", line(", ".join(filter(None, [presence.city, host])))
    if presence.covers:
        covered = sorted(names.get(code, code) for code in presence.covers)
        yield "Covers", line(", ".join(covered))
    if presence.region:
        yield "Region", line(presence.region)
    yield "Since", line(presence.since.words if presence.since else "not recorded here")
    if presence.until:
        yield "Until", line(presence.until.words)
    status = presence.status or "found"
    yield "Status", line(f"{status}, as of {presence.as_of} ", source_mark(presence.sources))
