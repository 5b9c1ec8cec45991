"""vCards: 3.0 (RFC 2426), which phones and mail programs read, and 4.0 (RFC 6350).

Lines are escaped and folded by the icalendar library, whose content lines are vCard's, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, count
from typing import Literal, cast

from icalendar import Parameters, vText
from icalendar.parser import Contentline
from icalendar.prop import vInline

from fieldref.answer import Answer
from fieldref.answer.contact_uid import contact_uid
from fieldref.answer.items.base import AddressItem, ContactItem, PhoneItem
from fieldref.dates import PartialDate
from fieldref.render.interface import DEFAULT_OPTIONS, Format, OutputOptions
from fieldref.render.sanitize import sanitize_line, web_address
from fieldref.render.sources import source_address

Version = Literal["3.0", "4.0"]
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 100


def render_vcard3(answer: Answer, _: OutputOptions = DEFAULT_OPTIONS) -> str:
    """Write the answer's contacts as vCards 3.0."""
    return _cards(answer, "3.0")


def render_vcard4(answer: Answer, _: OutputOptions = DEFAULT_OPTIONS) -> str:
    """Write the answer's contacts as vCards 4.0."""
    return _cards(answer, "4.0")


def _cards(answer: Answer, version: Version) -> str:
    return "".join([_card_text(item, answer, version) for item in answer.cards or ()])


def render_vcard3_files(answer: Answer) -> Iterator[tuple[str, str]]:
    """Give a file name and a vCard 3.0 of each contact."""
    return _card_files(answer, "3.0")


def render_vcard4_files(answer: Answer) -> Iterator[tuple[str, str]]:
    """Give a file name and a vCard 4.0 of each contact."""
    return _card_files(answer, "4.0")


VCARD3 = Format(render_vcard3, render_vcard3_files)
VCARD4 = Format(render_vcard4, render_vcard4_files)


def _card_files(answer: Answer, version: Version) -> Iterator[tuple[str, str]]:
    """Give a file name and a card of each contact; names differ in more than upper and lower case.

    So no card is lost on a file system that takes both for one.
    """
    seen: set[str] = set()
    for item in answer.cards or ():
        stem = _UNSAFE.sub("-", item.id).strip("-.")[:_LONGEST_NAME] or "contact"
        again = (f"{stem}--{number}" for number in count(2))
        name = next(name for name in chain([stem], again) if name.casefold() not in seen)
        seen.add(name.casefold())
        yield f"{name}.vcf", _card_text(item, answer, version)


def _card_text(item: ContactItem, answer: Answer, version: Version) -> str:
    return "".join([line + "\r\n" for line in _card(item, answer, version)])


def _card(item: ContactItem, answer: Answer, version: Version) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield from _named(item, version)
    yield from _reached(item, version)
    yield _line("CATEGORIES", item.kind)
    yield _line("NOTE", "\n".join(_notes(item)))
    yield f"REV:{_revised(item, answer.edition, version)}"
    if link := source_address(item.sources, answer.sources):
        yield _uri("SOURCE", link)
    yield "END:VCARD"


def _named(item: ContactItem, version: Version) -> Iterator[str]:
    yield f"UID:{contact_uid(item.id)}"
    if version == "4.0":
        yield "KIND:org"
    yield _line("FN", item.name)
    if version == "3.0":  # must have a N (section 3.1.2); an office has its name as family name
        yield _line("N", item.name, "", "", "", "")
        yield "X-ABSHOWAS:COMPANY"
    yield _line("ORG", item.name)  # what a phone lists the card by: all of one body would be alike
    if item.role:
        yield _line("ROLE", item.role)


def _reached(item: ContactItem, version: Version) -> Iterator[str]:
    old = version == "3.0"
    if item.address:
        yield _address(item.address, "WORK" if old else "work")
    if item.mailing:
        yield _address(item.mailing, "POSTAL" if old else "work")
    for phone in item.phones:
        yield _line("TEL", str(phone), TYPE=["WORK", "VOICE"] if old else ["work", "voice"])
    for fax in item.faxes:
        yield _line("TEL", str(fax), TYPE=["WORK", "FAX"] if old else ["work", "fax"])
    for email in item.emails:
        yield _line("EMAIL", email, TYPE=["INTERNET"] if old else ["work"])
    if link := web_address(item.web):
        yield _uri("URL", link)


def _address(item: AddressItem, kind: str) -> str:
    """Write an ADR (RFC 6350, section 6.3.1): seven parts in this order."""
    parts = (
        item.po_box, item.extended, item.street, item.city, item.region, item.postcode, item.country
    )  # fmt: skip
    return _line("ADR", *(part or "" for part in parts), TYPE=[kind])


def _notes(item: ContactItem) -> Iterator[str]:
    """Say what no property holds: how old it is, if it still holds, what it is part of, numbers."""
    yield f"As of {sanitize_line(item.as_of)}"
    if item.status != "latest recorded":
        yield f"Status: {sanitize_line(item.status)}"
    if item.organization and item.organization != item.name:
        yield f"Part of: {sanitize_line(item.organization)}"
    if item.note:
        yield sanitize_line(item.note)
    for name, numbers in (("Phone", item.phones), ("Fax", item.faxes)):
        yield from (_number(name, number) for number in numbers if number.printed or number.note)


def _number(name: str, phone: PhoneItem) -> str:
    purpose = f" ({phone.note})" if phone.note else ""
    printed = f", printed: {phone.printed}" if phone.printed else ""
    return sanitize_line(f"{name} {phone}{purpose}{printed}")


def _revised(item: ContactItem, edition: str, version: Version) -> str:
    """Give the REV, a time stamp: the first day that the date can mean, so no card looks newer."""
    try:
        day = PartialDate.restore(item.revised or edition).first
    except ValueError:  # words or an interval
        day = PartialDate.restore(edition).first
    return f"{day:%Y-%m-%dT00:00:00Z}" if version == "3.0" else f"{day:%Y%m%dT000000Z}"


def _line(name: str, *parts: str, **parameters: list[str]) -> str:
    """Write a content line of texts, each escaped (RFC 2426, section 4), folded at 75 octets."""
    lines = _clean if name == "NOTE" else sanitize_line
    escaped = [vText(lines(part)).to_ical().decode() for part in parts]
    line = Contentline.from_parts(name, Parameters(parameters), vInline(";".join(escaped)))
    return cast(bytes, line.to_ical()).decode()


def _clean(text: str) -> str:
    """Make each line of a text harmless."""
    return "\n".join(sanitize_line(part) for part in text.split("\n"))


def _uri(name: str, value: str) -> str:
    line = Contentline.from_parts(name, Parameters(), vInline(value))
    return cast(bytes, line.to_ical()).decode()
