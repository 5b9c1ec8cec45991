"""Read contacts from vCards; what a contact has no key for becomes a Remark.

Only a card that our own export wrote is taken apart as ours: its note says how old it is and how
its numbers were printed. In another a note is a note.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import get_args

from fieldref.answer.contact_uid import contact_uid
from fieldref.answer.items.base import CardStatus
from fieldref.model.common import PresenceKind
from fieldref.model.presences import Address
from fieldref.user_data import as_of_dates, vcard_properties
from fieldref.user_data.imported_card import (
    ADDRESS,
    AddressBook,
    CardBuilder,
    ImportedCard,
    PostalAddress,
    Remark,
    covers_words,
    fold_words,
)
from fieldref.user_data.vcard_properties import Property, VCard

_OURS = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_KINDS = (*get_args(PresenceKind), "mandate")
_AS_OF, _PART_OF = "As of ", "Part of: "
_NUMBER = re.compile(r"(Phone|Fax) (\+[0-9]+)(?: ext\. (\S+))?(?: \((.*?)\))?(?:, printed: (.*))?")
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
# What says nothing that a contact has a place for: of the file, not of whom it is about.
_OF_THE_FILE = ("VERSION", "PRODID", "X-ABSHOWAS", "UID", "REV")
_TEXTS = {"FN": "name", "NICKNAME": "nickname", "TITLE": "role", "ROLE": "role"}
_STRUCTURAL = ("TYPE", "VALUE", "PREF", "CHARSET", "ENCODING", "LANGUAGE", "PID", "ALTID", "LABEL")
# Types that say nothing of an office's number, and one that says what it is for in other words.
_PLAIN_TYPES = frozenset(
    ["WORK", "VOICE", "PREF", "FAX", "MAIN", "OTHER", "INTERNET", "TEXT", "IPHONE", "PCS", "MSG"]
)
_PURPOSES = {"CELL": "mobile"}
_PLAIN_LABELS = ("work", "main", "phone", "voice", "other", "homepage", "internet", "email", "home")


def read_vcard_contacts(data: bytes, ids: tuple[str, ...]) -> AddressBook:
    """Read the contacts in a vCard file; `ids` are those of all known contacts."""
    made = {contact_uid(id): id for id in ids}
    reading = vcard_properties.read_vcards(data)
    cards, left = [], list(reading.left)
    for vcard in reading.cards:
        if imported := _Card(vcard, made).build():
            cards.append(imported)
        else:
            says = f"a card with nothing to call it by: {', '.join(map(str, vcard.properties))}"
            left += [Remark(vcard.line, says), *vcard.left]
    return AddressBook(tuple(cards), tuple(left), tuple(reading.remarks))


class _Card:
    """A card, its properties put where they belong."""

    def __init__(self, vcard: VCard, made: dict[str, str]) -> None:
        self.vcard = vcard
        self.builder = CardBuilder(vcard.line)
        self.builder.left += vcard.left
        uid = self.first("UID")
        self.id = made.get(uid)
        self.is_ours = self.id is not None or self.looks_ours(uid)
        self.groups = Counter(property.group for property in vcard.properties)
        self.address_words = fold_words(*chain(*(adr.parts for adr in vcard.named("ADR"))))
        self.labels = {label.group: label for label in vcard.named("X-ABLABEL")}
        self.links: list[str] = []

    def first(self, name: str) -> str:
        return next((property.text for property in self.vcard.named(name)), "")

    def looks_ours(self, uid: str) -> bool:
        """Tell whether the card has all marks of our own export, though of no known contact."""
        marks = self.first("CATEGORIES") in _KINDS and self.first("NOTE").startswith(_AS_OF)
        return marks and _OURS.fullmatch(uid) is not None

    def build(self) -> ImportedCard | None:
        for property in self.vcard.properties:
            self.put(property)
        parts = next((name.parts for name in self.vcard.named("N")), ())
        self.builder.add_text("parts", "N", _name(parts), self.vcard.line)
        self.put_addresses()
        if self.is_ours:
            self.put_our_notes()
        else:
            self.put_date()
        card = self.builder.build()
        if card is None:
            return None
        self.leave_names(card.name, card.organization)
        left, remarks = tuple(sorted(self.builder.left)), tuple(self.builder.remarks)
        known = card._replace(id=self.id)
        return ImportedCard(
            line=self.vcard.line,
            card=known,
            left=left,
            remarks=remarks,
            links=tuple(self.links),
            is_ours=self.is_ours,
        )

    def put(self, property: Property) -> None:
        """Put a property where it belongs, or tell it."""
        if property.media:
            self.builder.leave(property.name, property.media, property.line)
        elif property.name in _TEXTS:
            self.builder.add_text(
                _TEXTS[property.name], property.name, property.text, property.line
            )
        elif property.name in ("TEL", "EMAIL", "URL", "ORG"):
            self.put_reached(property)
        elif property.name == "SOURCE" and self.is_ours:
            self.links.append(property.text)
        elif property.name == "NOTE" and not self.is_ours:
            self.builder.add_note(property.text, property.line)
        elif not self.is_elsewhere(property):
            self.builder.leave(property.name, property.text, property.line)
        self.leave_parameters(property)

    def is_elsewhere(self, property: Property) -> bool:
        """Tell whether the property is read elsewhere, or says nothing of the contact."""
        if property.name in _OF_THE_FILE or property.name in ("N", "ADR", "NOTE"):
            return True
        if property.name == "X-ABLABEL":
            return self.groups[property.group] > 1 or not property.text
        if property.name == "LABEL":
            return fold_words(property.text) <= self.address_words
        if property.name == "KIND":
            return property.text.casefold() == "org"
        return property.name == "CATEGORIES" and self.is_ours

    def put_reached(self, property: Property) -> None:
        label = self.label(property)
        if property.name == "TEL":
            key = "faxes" if "FAX" in property.types or "fax" in label.casefold() else "phones"
            label = label.removesuffix("fax").removeprefix("work")
            purpose = label or ", ".join(map(_purpose, sorted(property.types - _PLAIN_TYPES)))
            self.builder.add_numbers(
                key, property.name, property.text, property.line, purpose or None
            )
            return
        if property.name == "EMAIL":
            self.builder.add_emails(property.name, property.text, property.line)
        elif property.name == "URL":
            self.builder.add_web(property.name, property.text, property.line)
        else:
            self.builder.add_text(
                "organization", property.name, _joined(property.parts), property.line
            )
        self.builder.leave(f"label of {property.text}", label, property.line)

    def label(self, property: Property) -> str:
        """Give what Apple's X-ABLABEL calls the property, unless it says nothing."""
        if not property.group or property.group not in self.labels:
            return ""
        text = self.labels[property.group].text
        if match := _APPLE_LABEL.fullmatch(text):
            text = match[1].casefold()
        return "" if text.casefold() in _PLAIN_LABELS else text

    def leave_parameters(self, property: Property) -> None:
        """Tell what a parameter says besides; a label of an address if its parts don't say it."""
        for key, value in property.parameters:
            text = value.replace("\\n", ", ")
            if key not in _STRUCTURAL or (
                key == "LABEL" and not covers_words(text, property.parts)
            ):
                self.builder.leave(f"{property.name}, {key}", text, property.line)

    def put_addresses(self) -> None:
        every = [adr for adr in self.vcard.named("ADR") if any(adr.parts)]
        placed = [
            PostalAddress(_address(adr.parts), adr.line, _use(adr.types), "ADR") for adr in every
        ]
        self.builder.place_addresses(placed, self.is_ours)
        for adr in every:
            self.builder.leave("ADR", _joined(adr.parts[len(ADDRESS) :]), adr.line)

    def put_date(self) -> None:
        """Put the day of the card's last change, if it says one (RFC 6350, section 6.7.4)."""
        if day := as_of_dates.read_timestamp(self.first("REV")):
            self.builder.texts["as_of"] = day

    def put_our_notes(self) -> None:
        """Take apart the note that our own export wrote: as of, status, whole, note, numbers."""
        for note in self.vcard.named("NOTE"):
            rest = [line for line in note.text.split("\n") if line]
            if rest and rest[0].startswith(_AS_OF):
                words = rest.pop(0).removeprefix(_AS_OF)
                self.builder.texts["as_of"] = as_of_dates.read_as_of(words).text
            if rest and rest[0].removeprefix("Status: ") in get_args(CardStatus):
                rest.pop(0)
            if rest and rest[0].startswith(_PART_OF):
                self.builder.texts["organization"] = rest.pop(0).removeprefix(_PART_OF)
            kept = [line for line in rest if not self.puts_detail(line)]
            self.builder.add_note(" ".join(kept), note.line)

    def puts_detail(self, line: str) -> bool:
        """Put what the note says of a number beside it; False if it says nothing of any."""
        match = _NUMBER.fullmatch(line)
        if not match:
            return False
        phones = self.builder.lists["phones" if match[1] == "Phone" else "faxes"]
        named = (match[2], match[3])
        if named not in phones:
            return False
        phones[named] = phones[named]._replace(printed=match[5], note=match[4])
        return True

    def leave_names(self, *known: str | None) -> None:
        """Tell a name that isn't what the card is called by, nor a part of it."""
        for name in self.vcard.named("N"):
            if not covers_words(" ".join(name.parts), known):
                self.builder.leave("N", _joined(name.parts), name.line)
        nickname = self.builder.texts.get("nickname", "")
        if not covers_words(nickname, known):
            self.builder.leave("NICKNAME", nickname, self.vcard.line)


def _purpose(kind: str) -> str:
    return _PURPOSES.get(kind, kind.removeprefix("X-").casefold())


def _use(types: frozenset[str]) -> str:
    return "post" if "POSTAL" in types else "work" if "WORK" in types else ""


def _name(parts: tuple[str, ...]) -> str:
    """Put a name together (RFC 6350, section 6.2.2): prefix, given, further, family, suffix."""
    family, forename, further, prefix, suffix = (*parts, *[""] * 5)[:5]
    return " ".join(filter(None, (prefix, forename, further, family, suffix)))


def _joined(parts: tuple[str, ...]) -> str:
    return ", ".join(part.replace("\n", ", ") for part in parts if part)


def _address(parts: tuple[str, ...]) -> Address:
    lines = [part.replace("\n", ", ") for part in parts]
    return Address(**dict(zip(ADDRESS, lines, strict=False)))
