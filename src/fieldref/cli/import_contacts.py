"""`import`: an address book into the cards of an office, in a file of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from fieldref import names
from fieldref.answer import Answer
from fieldref.answer.items.user_data import OwnItem
from fieldref.catalog import Catalog
from fieldref.cli import arguments
from fieldref.cli.context import CommandContext
from fieldref.errors import NotFound, Unwritable, WrongUse
from fieldref.model.common import Source
from fieldref.model.presences import Presence
from fieldref.pages.user_data import user_data_page
from fieldref.user_data import data_folder, safe_files
from fieldref.user_data.csv_contacts import read_csv_contacts
from fieldref.user_data.vcard_contacts import (
    ImportContext,
    ImportedContact,
    read_vcard_contacts,
    unread_lines,
)
from fieldref.user_data.yaml_writer import yaml_block, yaml_items

_READERS = {".vcf": read_vcard_contacts, ".csv": read_csv_contacts}
_MOST = 5_000_000  # bytes of an address book
_UNDOCS = "https://undocs.org/"


def import_contacts(
    given: CommandContext, file: Path, into: str, source: str | None, write: bool
) -> Answer:
    """The cards of the file as YAML, and what was left out; with `write` in a new file, too."""
    catalog, folder = arguments.open_catalog(given.data), data_folder.writing_folder(given.data)
    office, day = _office(catalog, into), arguments.read_day(given.on)
    known = ImportContext(tuple(one.id for one in office.contacts), day.isoformat())
    cards = _READERS[_suffix(file)](_text(file), known)
    if not cards:
        raise WrongUse(f"There is no contact in {str(file)!r}.")
    path = _free(folder / "offices", office.id)
    before: tuple[OwnItem, ...] = ()
    if write:
        fallback, before = data_folder.find_or_add_source(catalog, folder, source)
    else:
        fallback = source or data_folder.OWN_SOURCE
    contacts = _named(cards, office, catalog, fallback)
    text = f"{yaml_block([('id', office.id)])}contacts:\n{yaml_items(contacts)}"
    if write:
        data_folder.validate(path, text)
        safe_files.create_file(path, text)
    did: Literal["written", "would be written"] = "written" if write else "would be written"
    item = OwnItem(did, "office", office.id, str(path), text, tuple(unread_lines(cards)))
    return user_data_page("import", (*before, item), folder, day)


def _suffix(file: Path) -> str:
    suffix = file.suffix.lower()
    if suffix not in _READERS:
        raise WrongUse(f"{str(file)!r} is no .vcf and no .csv file.")
    return suffix


def _text(file: Path) -> str:
    try:
        if file.exists() and not file.is_file():
            raise WrongUse(f"{str(file)!r} is no file.")
        with file.open("rb") as opened:
            data = opened.read(_MOST + 1)
    except OSError as error:
        raise WrongUse(f"{file} can't be read: {(error.strerror or '').lower()}.") from None
    if len(data) > _MOST:
        raise WrongUse(f"{file} is larger than {_MOST:,} bytes.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUse(f"{file} is not UTF-8 text.", "Export it again as UTF-8.") from None


def _office(catalog: Catalog, into: str) -> Presence:
    """The presence with that id or name, also one in a State's profile."""
    if not into:
        raise WrongUse("Needed here: --into.", "The office whose cards they are.")
    for one in catalog.presences:
        if names.fold_name(into) in (names.fold_name(one.id), names.fold_name(one.name)):
            return one
    found = catalog.find(into, "office")
    office = next((one for one in catalog.presences if one.id == found.id), None)
    if office is None:
        raise NotFound(f"No office is called {into!r}.", "See: fieldref list offices")
    return office


def _free(folder: Path, id: str) -> Path:
    """A name for the file that none has: several imports into one office lie over each other."""
    for n in range(1, 1000):
        path = folder / (f"{id}-contacts-{n}.yaml" if n > 1 else f"{id}-contacts.yaml")
        if not path.exists():
            return path
    raise Unwritable(f"{folder} has too many files of {id}.")


def _named(
    cards: list[ImportedContact], office: Presence, catalog: Catalog, fallback: str
) -> list[dict[str, Any]]:
    """The contacts with their sources; a new one's id begins with the office's and is free."""
    own_ids = {one.id: one for one in office.contacts}
    taken = {one.id for presence in catalog.presences for one in presence.contacts}
    every = catalog.sources()
    found = []
    for card in cards:
        contact = card.contact
        old = own_ids.get(contact["id"])
        if old is None:
            contact["id"] = _unused(contact["id"], office.id, taken)
        linked = _linked(card.links, every)
        kept = old and linked and linked[0] in {ref.id for ref in old.sources}
        if not kept and "sources" not in contact:
            contact = {**contact, "sources": linked or [fallback]}
        found.append({key: contact[key] for key in (*_FIRST, *contact) if key in contact})
    return found


_FIRST = ("id", "name", "as_of", "sources")


def _unused(id: str, office: str, taken: set[str]) -> str:
    stem = id if id.startswith(office) else f"{office}-{id}"
    found = stem
    n = 1
    while found in taken:
        n += 1
        found = f"{stem}-{n}"
    taken.add(found)
    return found


def _linked(links: tuple[str, ...], sources: tuple[Source, ...]) -> list[str]:
    """The ids of the sources that stand at these addresses."""
    by_address = {one.address: one.id for one in sources if one.address}
    found = []
    for link in links:
        if link.startswith(_UNDOCS):
            found.append(link.removeprefix(_UNDOCS))
        elif link in by_address:
            found.append(by_address[link])
    return found
