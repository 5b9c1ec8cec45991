"""Who works on a State: presences, contacts, institutions, mandates, as blocks of its page."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.answer.blocks import Block, Heading, Paragraph, Span, line
from fieldref.answer.items.show import StateItem
from fieldref.model.presences import Presence
from fieldref.pages.common import capitalized_sentence, source_mark, with_sources
from fieldref.pages.contacts import contact_card
from fieldref.pages.state.page import Page


def office_blocks(page: Page) -> Iterator[Block]:
    """Where the Office sits in the State or for it, since when, and as of when."""
    yield Heading("The Office here", 2)
    field = [one for one in page.presences if one.kind not in ("headquarters",)]
    if not field:
        says = "No field presence in or for this State is recorded here for that day."
        yield Paragraph(line(says), "note")
    for one in field:
        since = f", since {one.since.words}" if one.since else ", opening date not recorded here"
        place = f" in {one.city}" if one.city else ""
        head = Span(one.name, "strong")
        status = _listed(one, page)
        note = f" {capitalized_sentence(one.note)}" if one.note else ""
        text = f": {one.kind}{place}{since}{status}.{note} "
        yield Paragraph(line(head, text, source_mark(one.sources)))


def _listed(one: Presence, page: Page) -> str:
    """When the presence was last found, and as what; a later finding says only where it is from."""
    first = one.as_of.first
    if first and first.first > page.asked.on:
        return f"; from a source of {one.as_of}"
    return f"; {one.status}, as of {one.as_of}" if one.status else f"; as of {one.as_of}"


def contact_blocks(item: StateItem) -> Iterator[Block]:
    """The cards of the State's presences, desk and mandates."""
    yield Heading("Contacts", 2)
    for contact in item.contacts:
        yield contact_card(contact)
    if not item.contacts:
        yield Paragraph(line("No contact is recorded here."), "note")


def institution_blocks(item: StateItem) -> Iterator[Block]:
    """National human rights institutions and their accreditation."""
    yield Heading("National human rights institution", 2)
    if not item.institutions:
        yield Paragraph(line("No accredited institution is recorded here."), "note")
    for one in item.institutions:
        acronym = f" ({one.acronym})" if one.acronym else ""
        when = f" as of {one.status_date.words}" if one.status_date else ""
        status = f": {one.status} status{when}" if one.status else ""
        note = f"; {one.note}" if one.note else ""
        yield Paragraph(with_sources(f"{one.name}{acronym}{status}{note}.", one.sources))


def mandate_blocks(item: StateItem) -> Iterator[Block]:
    """Mandates of the Human Rights Council on the State."""
    if item.mandates:
        yield Heading("Mandates of the Human Rights Council on the State", 2)
    for one in item.mandates:
        since = f", since {one.since.words}" if one.since else ""
        until = f", until {one.until.words}" if one.until else ""
        former = f"; formerly {one.formerly}" if one.formerly else ""
        yield Paragraph(with_sources(f"{one.title}{since}{until}{former}.", one.sources))
