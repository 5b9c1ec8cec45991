"""Address books -> contacts in the words of the data, and what of them was not understood.

A card's keys are those of `Contact` in data/README.md. What our own exports wrote is read back
whole; of what others write, what has a place here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from fieldref import names
from fieldref.dates import MONTHS
from fieldref.user_data import vcard_properties

ADDRESS = ("po_box", "extended", "street", "city", "region", "postcode", "country")
_MONTH = {month: f"{n:02}" for n, month in enumerate(MONTHS, 1)}
_DAY = re.compile(rf"(?:([0-9]{{1,2}}) )?({'|'.join(MONTHS)}) ([0-9]{{4}})")
_NUMBER = re.compile(
    r"(Phone|Fax) (\+[0-9]+)(?: ext\. (\S+))?(?: \(((?:(?!, printed: ).)*)\))?(?:, printed: (.*))?"
)
_E164 = re.compile(r"\+[1-9][0-9]{4,14}")
_TEL = re.compile(r"(\+[0-9]+)(?: ext\. (\S+))?")


class ImportedContact(NamedTuple):
    """A contact as the data write it, the addresses of its sources, and what was left out."""

    contact: dict[str, Any]
    links: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class ImportContext(NamedTuple):
    """What cards are matched with: ids of the office's own cards, and the day for new ones."""

    ids: tuple[str, ...]
    as_of: str


def read_vcard_contacts(text: str, known: ImportContext) -> list[ImportedContact]:
    """A contact for each vCard in `text`."""
    return [_of_card(card, known) for card in vcard_properties.read_properties(text)]


def _of_card(card: list[vcard_properties.Property], known: ImportContext) -> ImportedContact:
    found: dict[str, Any] = {}
    notes: list[str] = []
    links: list[str] = []
    left: list[str] = []
    for one in card:
        if one.name == "NOTE":
            notes += one.text.split("\n")
        elif one.name == "SOURCE":
            links.append(one.text)
        elif one.name == "UID":
            found["id"] = _id_of(one.text, known.ids)
        elif one.name not in _SILENT and not _put(found, one):
            left.append(f"{one.name}: {one.text}")
    _read_notes(found, notes)
    return ImportedContact(in_key_order(found, known), tuple(links), tuple(left))


# What says nothing that a contact has a place for, or says it a second time.
_SILENT = ("VERSION", "N", "KIND", "REV", "PRODID", "X-ABSHOWAS", "CATEGORIES")


def _put(found: dict[str, Any], one: vcard_properties.Property) -> bool:
    """Put a property where it belongs; False for what has no place."""
    if not one.text:
        return True
    if one.name == "TEL":
        number = read_phone(one.text.removeprefix("tel:"))
        key = "faxes" if "FAX" in one.types else "phones"
        found.setdefault(key, []).extend([number] if number else [])
        return number is not None
    if one.name == "EMAIL":
        found.setdefault("emails", []).append(one.text)
        return True
    if one.name == "ADR":
        key = "mailing" if "POSTAL" in one.types or "address" in found else "address"
        parts = dict(zip(ADDRESS, one.parts, strict=False))
        found.setdefault(key, {name: part for name, part in parts.items() if part})
        return True
    key = _KEYS.get(one.name, "")
    return key != "" and bool(found.setdefault(key, _line(one)) == _line(one))


_KEYS = {"FN": "name", "ORG": "organization", "ROLE": "role", "TITLE": "role", "URL": "web"}


def _line(one: vcard_properties.Property) -> str:
    parts = one.parts if one.name == "ORG" else (one.text,)
    return ", ".join(filter(None, parts)).replace("\n", ", ")


def read_phone(text: str) -> dict[str, str] | None:
    """A number in E.164; what is printed otherwise needs the country's prefix to be one."""
    if match := _TEL.fullmatch(text):
        pairs = {"number": match[1], "extension": match[2]}
        return {key: part for key, part in pairs.items() if part}
    digits = "+" + re.sub(r"[^0-9]", "", re.sub(r"\(0\)", "", text))
    plus = text.lstrip(" (").startswith(("+", "00"))
    number = digits if not text.lstrip().startswith("00") else "+" + digits[3:]
    well = (
        plus
        and re.fullmatch(r"\+[1-9][0-9]{4,14}", number)
        and re.fullmatch(r"[-+() ./0-9]+", text)
    )
    return {"number": number, "printed": text} if plus and well else None


def _id_of(uid: str, ids: tuple[str, ...]) -> str | None:
    """The id that our own export made the UID from."""
    made = {f"urn:uuid:{uuid5(NAMESPACE_URL, f'fieldref:contact:{id}')}": id for id in ids}
    return made.get(uid)


def _read_notes(found: dict[str, Any], notes: list[str]) -> None:
    """Take apart the note that our own exports write; another stays the note that it is."""
    rest = []
    for line in filter(None, notes):
        number = _NUMBER.fullmatch(line)
        if line.startswith("As of ") and "as_of" not in found:
            found["as_of"] = read_as_of(line.removeprefix("As of "))
        elif number and _told(found, number):
            continue
        elif not line.startswith("Status: "):
            rest.append(line)
    if rest:
        found["note"] = " ".join(rest)


def _told(found: dict[str, Any], number: re.Match[str]) -> bool:
    """Put what the note says of a number beside it."""
    key = "phones" if number[1] == "Phone" else "faxes"
    for one in found.get(key, ()):
        same = (one["number"], one.get("extension")) == (number[2], number[3])
        if same and not {"printed", "note"} & set(one):
            more = {"printed": number[5], "note": number[4]}
            one.update({name: part for name, part in more.items() if part})
            return True
    return False


def read_as_of(words: str) -> str:
    """An as-of in words, such as "March 2019 to 14 May 2020", in the notation of the data."""
    first, _, last = words.partition(" to ")
    days = [_day(part) for part in (first, last) if part]
    return "/".join(filter(None, days)) if all(days) else words


def _day(words: str) -> str | None:
    if re.fullmatch("[0-9]{4}", words):
        return words
    match = _DAY.fullmatch(words)
    if not match:
        return None
    return "-".join(filter(None, [match[3], _MONTH[match[2]], match[1] and f"{int(match[1]):02}"]))


def in_key_order(found: dict[str, Any], known: ImportContext) -> dict[str, Any]:
    """The keys in the order of the data; a card without a name is called by what it has."""
    name = found.get("name") or found.get("organization") or (found.get("emails") or ["Contact"])[0]
    id = found.get("id") or slug(name) or "contact"
    whole = {**found, "id": id, "name": name, "as_of": found.get("as_of") or known.as_of}
    if whole.get("organization") == name:
        del whole["organization"]  # an export repeats the name where there is none
    return {key: whole[key] for key in _ORDER if whole.get(key)}


_ORDER = (
    "id", "name", "as_of", "sources", "role", "organization", "address", "mailing", "phones",
    "faxes", "emails", "web", "superseded_by", "note",
)  # fmt: skip


def slug(name: str) -> str:
    """A name as an id and as a file is called: small letters, digits and hyphens alone."""
    return re.sub(r"[^a-z0-9]+", "-", names.fold_name(name)).strip("-")[:60].strip("-")


def unread_lines(imported: list[ImportedContact]) -> Iterator[str]:
    """What was not understood, a line each, under the name of its card."""
    for one in imported:
        yield from (f"{one.contact['name']}: {what}" for what in one.left)
