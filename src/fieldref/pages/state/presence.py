"""Show who works on a State: presences, contacts, institutions, mandates."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.answer.blocks import Block, Heading, Paragraph, Span, line
from fieldref.answer.items.show import StateItem
from fieldref.model.presences import Presence
from fieldref.pages.common import capitalized_sentence, source_mark, with_sources
from fieldref.pages.state.profile import StateProfile


def office_blocks(profile: StateProfile) -> Iterator[Block]:
    """Say where the Office sits in the State or for it, since when, and as of when."""
    yield Heading("The Office here", 2)
    field = [presence for presence in profile.presences if presence.kind not in ("headquarters",)]
    if not field:
        note = "No field presence in or for this State is recorded here."
        yield Paragraph(line(note), "note")
    for presence in field:
        since = f", since {presence.since.words}" if presence.since else _unopened(presence)
        place = f" in {presence.city}" if presence.city else ""
        head = Span(presence.name, "strong")
        status = _listed(presence, profile)
        note = f" {capitalized_sentence(presence.note)}" if presence.note else ""
        text = f": {presence.kind}{place}{since}{status}.{note} "
        yield Paragraph(line(head, text, source_mark(presence.sources)))


def _unopened(presence: Presence) -> str:
    """Say that no opening is recorded; of a presence that may not be open yet, nothing."""
    may_open = presence.status in ("announced", "requested")
    return "" if may_open else ", opening date not recorded here"


def _listed(presence: Presence, profile: StateProfile) -> str:
    """Say when the presence was last found, and as what; of a later source only its date."""
    first = presence.as_of.first
    if first and first.first > profile.context.on:
        return f"; from a source of {presence.as_of}"
    return (
        f"; {presence.status}, as of {presence.as_of}"
        if presence.status
        else f"; as of {presence.as_of}"
    )


def institution_blocks(item: StateItem) -> Iterator[Block]:
    """Give national human rights institutions and their accreditation."""
    yield Heading("National human rights institution", 2)
    if not item.institutions:
        yield Paragraph(line("No accredited institution is recorded here."), "note")
    for institution in item.institutions:
        acronym = f" ({institution.acronym})" if institution.acronym else ""
        when = f" as of {institution.status_date.words}" if institution.status_date else ""
        status = f": {institution.status} status{when}" if institution.status else ""
        note = f"; {institution.note.rstrip('.')}" if institution.note else ""
        yield Paragraph(
            with_sources(f"{institution.name}{acronym}{status}{note}.", institution.sources)
        )


def mandate_blocks(item: StateItem) -> Iterator[Block]:
    """Give mandates of the Human Rights Council on the State."""
    yield Heading("Mandates of the Human Rights Council on the State", 2)
    if not item.mandates:
        yield Paragraph(line("No mandate on this State alone is recorded here."), "note")
    for mandate in item.mandates:
        since = f", since {mandate.since.words}" if mandate.since else ""
        until = f", until {mandate.until.words}" if mandate.until else ""
        former = f"; formerly {mandate.formerly}" if mandate.formerly else ""
        yield Paragraph(with_sources(f"{mandate.title}{since}{until}{former}.", mandate.sources))
