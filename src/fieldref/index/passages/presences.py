"""Make the passages of presences, programmes, contacts, mandates and institutions."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from fieldref.index.passages.common import Owner, first_day, name_passages, source_ids
from fieldref.index.search_terms import Passage
from fieldref.model.common import Sources
from fieldref.model.presences import (
    Contact,
    Institution,
    Mandate,
    Presence,
    Priority,
    Programme,
    Resolution,
    Statement,
)


def institution_passage(institution: Institution, owner: Owner) -> Passage:
    """Give the passage of a national institution, with its status and what is noted of it."""
    status = f"status {institution.status}" if institution.status else None
    parts = (institution.name, institution.acronym, status, institution.note)
    text = ", ".join(filter(None, parts))
    when = institution.status_date.words if institution.status_date else None
    return Passage(
        1, "institution", owner.id, owner.name, "national human rights institution", text, when,
        first_day(institution.status_date), source_ids(institution.sources),
        f"{owner.command} --section institutions",
    )  # fmt: skip


def mandate_passages(mandate: Mandate, state: Owner | None) -> Iterator[Passage]:
    """Give the passages of a mandate; one on a State that still runs is shown with the State."""
    command = "fieldref list mandates" + (" --all" if mandate.until else "")
    if state and not mandate.until:
        command = f"{state.command} --section mandates"
    cited, since = source_ids(mandate.sources), first_day(mandate.since)
    for title in dict.fromkeys(filter(None, [mandate.title, mandate.formerly])):
        yield Passage(
            0, "mandate", mandate.id, mandate.title, "names", title, None, since, cited, command,
            _short_names(mandate, title),
        )  # fmt: skip
    for text in filter(None, [mandate.note, mandate.resolution]):
        yield Passage(
            1, "mandate", mandate.id, mandate.title, "notes", text, None, since, cited, command
        )
    for contact in mandate.contacts:
        yield _contact(contact, mandate.title, "fieldref contacts --kind mandate")


def _short_names(mandate: Mandate, title: str) -> str:
    """Give what a mandate is called for short: SR torture, SR on torture and ..., WGAD."""
    short = [title.replace(whole, letters) for whole, letters in _HOLDERS.items() if whole in title]
    return "; ".join([mandate.id.replace("-", " "), *short])


_HOLDERS = {"Special Rapporteur": "SR", "Independent Expert": "IE", "Working Group": "WG"}


def presence_passages(presence: Presence, owner: Owner) -> Iterator[Passage]:
    """Give a presence's passages; a State's own is shown with the State, others have a page."""
    command = owner.command if owner.id == presence.id else f"{owner.command} --section office"
    as_of, since, cited = (
        presence.as_of.text,
        first_day(presence.since),
        source_ids(presence.sources),
    )
    called = (presence.name, *presence.also_known_as, presence.city)
    yield from name_passages("office", presence.id, called, cited, as_of, since, command)
    if presence.note:
        yield Passage(
            1, "office", presence.id, presence.name, "note", presence.note, as_of, since, cited,
            command,
        )  # fmt: skip
    for contact in presence.contacts:
        old = " --all" if contact.superseded_by or presence.until else ""
        command = owner.command.replace("show", "contacts", 1)
        yield _contact(contact, presence.name, f"{command}{old}")
    for programme in presence.programmes:
        yield from programme_passages(programme, owner)


def _contact(contact: Contact, of: str, command: str) -> Passage:
    address = contact.address or ()
    numbers = [phone.printed or phone.number for phone in (*contact.phones, *contact.faxes)]
    parts = (
        contact.name, contact.role, contact.organization, *address, *numbers, *contact.emails,
        contact.web, contact.note,
    )  # fmt: skip
    text = ", ".join(dict.fromkeys(filter(None, parts)))
    since = first_day(contact.as_of.first)
    return Passage(
        1, "contact", contact.id, of, "contacts", text, contact.as_of.text, since,
        source_ids(contact.sources), command,
    )  # fmt: skip


def programme_passages(programme: Programme, owner: Owner) -> Iterator[Passage]:
    """Give every statement of a programme, each with the part that it stands in."""
    period = programme.period.text
    command = f"{owner.command} --period {shlex.quote(period)}"
    days = (programme.period.first, programme.written and programme.written.first)
    begun = [day for day in days if day]
    since = max((day.first.isoformat() for day in begun), default=None)
    for part, text, when, sources in _statements(programme):
        yield Passage(
            1, "programme", owner.id, owner.name, f"programme {period}, {part}", text,
            when or period, since, source_ids(sources or programme.sources), command,
        )  # fmt: skip


_Statement = tuple[str, str, str | None, Sources]  # part, text, as of, sources


def _statements(programme: Programme) -> Iterator[_Statement]:
    parts = {
        "context": programme.context,
        "mandate": programme.mandate,
        "mechanisms": programme.mechanisms,
        "areas of work": programme.work_areas,
        "priorities": (programme.principle,) if programme.principle else (),
    }
    for part, statements in parts.items():
        yield from (_said(part, said, None) for said in statements)
    if programme.record:
        period = programme.record.period.text
        yield from (_said(f"record of {period}", said, period) for said in programme.record.items)
    yield from (
        ("priorities", _priority(said), None, said.sources) for said in programme.priorities
    )
    for row in programme.resolutions:
        yield "resolutions", _resolution(row), row.date.words if row.date else None, row.sources
    yield from _rest(programme)


def _said(part: str, said: Statement, period: str | None) -> _Statement:
    return part, said.text, said.date.words if said.date else period, said.sources


def _rest(programme: Programme) -> Iterator[_Statement]:
    if programme.framework:
        frame = programme.framework
        texts = (frame.name, frame.described_as, *frame.areas, frame.emphasis)
        yield "framework", "; ".join(filter(None, texts)), frame.period.text, ()
    for listed in programme.publications:
        title = ", ".join(filter(None, [listed.title, listed.kind, listed.note]))
        yield "publications", title, None, ()
    if programme.partners:
        yield "partners", "; ".join(programme.partners), None, ()
    yield from (("notes", note, None, ()) for note in programme.notes)


def _priority(said: Priority) -> str:
    topic = f"{said.topic[:1].upper()}{said.topic[1:]}. " if said.topic else ""
    named = ", ".join((*said.treaties, *said.bodies))
    return f"{topic}{said.text}" + (f" ({named})" if named else "")


def _resolution(resolution: Resolution) -> str:
    return ", ".join(filter(None, [resolution.body, resolution.number, resolution.note]))
