"""Address books as tables (CSV) -> contacts; the first row says what the columns are."""

from __future__ import annotations

import csv
import io
from typing import Any

from fieldref import names
from fieldref.errors import WrongUse
from fieldref.user_data.vcard_contacts import (
    ADDRESS,
    ImportContext,
    ImportedContact,
    in_key_order,
    read_as_of,
    read_phone,
)


def read_csv_contacts(text: str, known: ImportContext) -> list[ImportedContact]:
    """A contact for each row; the first row says what the columns are."""
    sample = text.partition("\n")[0]
    separator = max(",;\t", key=sample.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [_of_row(row, known) for row in rows]
    except csv.Error as error:
        raise WrongUse(f"Line {rows.line_num + 1} is no row of a table: {error}.") from None


def _of_row(row: dict[str | None, Any], known: ImportContext) -> ImportedContact:
    found: dict[str, Any] = {}
    left = []
    for column, cell in row.items():
        value = (cell if isinstance(cell, str) else "; ".join(cell or ())).strip()
        key = _COLUMNS.get(names.fold_name(column or ""), "")
        if value and not (key and _fill(found, key, value)):
            left.append(f"{column or 'a column without a name'}: {value}")
    return ImportedContact(in_key_order(found, known), (), tuple(left))


def _fill(found: dict[str, Any], key: str, value: str) -> bool:
    value = value.removeprefix("'") if value[1:2] in "+-=@" else value  # made harmless for Excel
    parts = [part.strip() for part in value.split(";") if part.strip()]
    if key in ("phones", "faxes"):
        numbers = [read_phone(part) for part in parts]
        found.setdefault(key, []).extend(filter(None, numbers))
        return all(numbers)
    if key == "emails":
        found.setdefault(key, []).extend(parts)
    elif key in ADDRESS:
        found.setdefault("address", {})[key] = value
    elif key == "sources":
        found[key] = parts
    elif key == "as_of":
        found[key] = read_as_of(value)
    else:
        return bool(found.setdefault(key, value) == value)
    return True


_WORDS: dict[str, str] = {
    "id": "id",
    "name": "name, full name, display name, contact, contact name, fn, nom, nombre",
    "organization": "organization, organisation, company, org, office",
    "role": "role, title, job title, position, function",
    "phones": "phones, phone, telephone, tel, phone number, business phone, work phone, mobile",
    "faxes": "faxes, fax, fax number, business fax",
    "emails": "emails, email, e mail, mail, e mail address, email address, primary email",
    "web": "web, website, web page, url, homepage",
    "street": "street, address, street address, business street, address 1",
    "po_box": "po box, p o box",
    "city": "city, town, business city",
    "region": "state, province, business state",
    "postcode": "postcode, zip, postal code, zip code, business postal code",
    "country": "country, business country region, business country",
    "note": "note, notes, remarks, comment, comments",
    "as_of": "as of",
    "sources": "sources, source",
}
_COLUMNS = {
    names.fold_name(word): key for key, words in _WORDS.items() for word in words.split(", ")
}
