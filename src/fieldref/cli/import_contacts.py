"""`import`: an address book into the cards of an office, in a file of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from fieldref import files, names
from fieldref.answer import Answer
from fieldref.answer.items.user_data import OwnItem
from fieldref.catalog import Catalog
from fieldref.cli import arguments
from fieldref.cli.context import CommandContext
from fieldref.errors import NotFound, Unwritable, WrongUse
from fieldref.model.presences import Presence
from fieldref.pages.user_data import user_data_page
from fieldref.user_data import contact_import, csv_contacts, data_folder, safe_files, vcard_contacts
from fieldref.user_data.contact_import import Known, Plan
from fieldref.user_data.imported_card import Book

_MOST = 100_000_000  # bytes with all pictures; how much of the rest there may be, its reader says


def import_contacts(
    given: CommandContext, file: Path, into: str, source: str | None, write: bool
) -> Answer:
    """The cards of the file as YAML, and what was left out; with `write` in a new file, too."""
    catalog, folder = arguments.open_catalog(given.data), data_folder.writing_folder(given.data)
    office, day = _office(catalog, into), arguments.read_day(given.on)
    holders = {card.id: one.id for one in catalog.presences for card in one.contacts}
    holders |= {card.id: one.id for one in catalog.mandates for card in one.contacts}
    book = _book(file, catalog, tuple(holders))
    path = _free(folder / "offices", office.id)
    chosen = data_folder.source_id(catalog, source)
    known = Known(office, holders, catalog.sources(), str(day), chosen, source is not None)
    plan = contact_import.plan_rows(book.cards, known)
    plan = contact_import.prove_rows(plan, office.id, data_folder.make_validator(path, chosen))
    items: tuple[OwnItem, ...] = (_item(book, plan, office.id, path, write and bool(plan.rows)),)
    if plan.rows and write:
        items = (*data_folder.find_or_add_source(catalog, folder, source)[1], *items)
        safe_files.create_file(path, items[-1].text)
    return user_data_page("import", items, folder, day)


def _item(book: Book, plan: Plan, office: str, path: Path, write: bool) -> OwnItem:
    did: Literal["written", "unchanged", "would be written"] = "would be written"
    if not plan.rows:
        did = "unchanged"
    elif write:
        did = "written"
    left = tuple(str(told) for told in sorted((*book.left, *plan.left)))
    remarks = tuple(str(told) for told in sorted((*book.remarks, *plan.remarks)))
    return OwnItem(did, "office", office, str(path), plan.text(office), left, remarks)


def _book(file: Path, catalog: Catalog, ids: tuple[str, ...]) -> Book:
    """What the address book holds; raises WrongUse if that is no contact."""
    suffix = file.suffix.lower()
    if suffix not in (".vcf", ".vcard", ".csv", ".tsv", ".txt"):
        raise WrongUse(f"{str(file)!r} is no .vcf and no .csv file.")
    data = _bytes(file)
    if suffix in (".vcf", ".vcard"):
        book = vcard_contacts.read_vcard_contacts(data, ids)
    else:
        briefs = catalog.briefs
        every = (name for one in briefs for name in (one.state, *one.also_known_as))
        book = csv_contacts.read_csv_contacts(data, ids, frozenset(map(names.fold_name, every)))
    if not book.cards:
        raise WrongUse(f"There is no contact in {str(file)!r}.")
    return book


def _bytes(file: Path) -> bytes:
    try:
        return files.read_bytes(file, _MOST)
    except OSError as error:
        raise WrongUse(f"{file} can't be read: {files.explain(error)}.") from None


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
