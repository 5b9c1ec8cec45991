"""`show OFFICE`: what a presence or a unit covers, its programmes and its cards."""

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
from fieldref.pages.contacts import contact_card, presence_contacts
from fieldref.pages.state import programme as programmes


def office_page(asked: QueryContext, id: str, period: str | None = None) -> Answer:
    """The page of the presence or unit with that id."""
    presence = asked.catalog.office(id)
    known = [one for one in presence.programmes if programmes.programmes_known_on(one, asked.on)]
    kept = tuple(one for one in known if period in (None, one.period.text))
    cards = tuple(presence_contacts(presence, asked.on, everything=True))
    item = _item(presence, kept, cards)
    sources = source_items(asked.catalog, named_sources(item))
    return Answer(
        "show",
        asked.day,
        asked.edition,
        (item,),
        sources,
        lambda: [
            *_blocks(asked, presence, item),
            *source_list(sources, asked.catalog.own("office", id)),
        ],
        title=presence.name,
        cards=cards,
        kind=OfficeItem,
    )


def _item(
    presence: Presence, kept: tuple[Programme, ...], cards: tuple[ContactItem, ...]
) -> OfficeItem:
    return OfficeItem(
        "office",
        presence.id,
        presence.kind,
        presence.name,
        presence.city,
        presence.host,
        presence.covers,
        presence.region,
        text_of(presence.since),
        text_of(presence.until),
        presence.status,
        presence.as_of.text,
        kept,
        cards,
        presence.note,
        refs(presence.sources),
    )


def _blocks(asked: QueryContext, presence: Presence, item: OfficeItem) -> Iterator[Block]:
    yield Heading(presence.name, 1, f"as of {date_words(asked)}")
    yield Facts(tuple(_facts(asked, presence)))
    if presence.note:
        yield Paragraph(line(capitalized_sentence(presence.note)))
    for one in item.programmes:
        yield Heading(one.title, 2, f"as of {one.period}")
        if one.extent:
            yield Paragraph(with_sources(capitalized_sentence(one.extent), one.sources), "note")
        yield from programmes.programme_blocks(one, programmes.PARTS)
    yield Heading("Contacts", 2)
    for contact in item.contacts:
        yield contact_card(contact)
    if not item.contacts:
        yield Paragraph(line("No contact is recorded here."), "note")


def _facts(asked: QueryContext, presence: Presence) -> Iterator[tuple[str, Line]]:
    names = {state.codes.iso3: state.state for state in asked.catalog.briefs}
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
    status = presence.status or "in the source"
    yield "Status", line(f"{status}, as of {presence.as_of} ", source_mark(presence.sources))
