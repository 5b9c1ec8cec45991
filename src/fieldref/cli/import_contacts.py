"""Run `import`: turn an address book into the contacts of an office, in a file of the user's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fieldref import files, names
from fieldref.answer import Answer
from fieldref.catalog import Catalog
from fieldref.cli import data_access, days
from fieldref.cli.context import CommandContext
from fieldref.errors import NotFound, Unwritable, WrongUse
from fieldref.model.presences import Presence
from fieldref.pages.user_data import user_data_page
from fieldref.records import NamedTuple
from fieldref.user_data import contact_import, csv_contacts, data_folder, new_files, vcard_contacts
from fieldref.user_data.contact_import import ImportContext
from fieldref.user_data.imported_card import AddressBook
from fieldref.user_data.new_files import NewFile

_MOST = 100_000_000  # bytes with all pictures; how much of the rest there may be, its reader says


class BookOptions(NamedTuple):
    """The options of `import`: the address book, the office it goes into, its source."""

    file: Path
    into: str
    source: str | None


def import_contacts(context: CommandContext, options: BookOptions, *, write: bool) -> Answer:
    """Give the cards of the file as YAML, and what was left out; `write` puts them in a new file.

    The data are read while the folder is held, so that a second import sees what the first wrote.
    """
    folder, day = data_folder.writing_folder(context.data), days.read_day(context.on)

    def plan() -> tuple[NewFile, ...]:
        return _plan_file(data_access.open_to_write(context.data), folder, options, day)

    if write:
        items = new_files.write_planned(folder, plan, day)
    else:
        items = new_files.file_items(plan(), "would be written")
    return user_data_page("import", items, folder, day)


def _plan_file(
    catalog: Catalog, folder: Path, options: BookOptions, day: date
) -> tuple[NewFile, ...]:
    office = _office(catalog, options.into)
    holders = {card.id: presence.id for presence in catalog.presences for card in presence.contacts}
    holders |= {card.id: mandate.id for mandate in catalog.mandates for card in mandate.contacts}
    book = _book(options.file, catalog, tuple(holders))
    path = _free(folder / "offices", office.id)
    source, before = new_files.plan_cited_source(catalog, folder, options.source)
    is_chosen = options.source is not None
    known = ImportContext(
        office=office,
        holders=holders,
        sources=catalog.sources(),
        day=str(day),
        source=source,
        is_chosen=is_chosen,
    )
    plan = contact_import.plan_rows(book.cards, known)
    prove = data_folder.make_validator(path, source, day)
    plan = contact_import.prove_rows(plan, office.id, prove)
    text = plan.text(office.id)
    file = NewFile(
        kind="office",
        id=office.id,
        path=path,
        text=text,
        added=text,
        left=tuple(str(remark) for remark in sorted((*book.left, *plan.left))),
        remarks=tuple(str(remark) for remark in sorted((*book.remarks, *plan.remarks))),
        is_proved=True,
    )
    return (*before, file) if text else (file,)


def _book(file: Path, catalog: Catalog, ids: tuple[str, ...]) -> AddressBook:
    """Read the address book; raise WrongUse if it holds no contact."""
    suffix = file.suffix.lower()
    if suffix not in (".vcf", ".vcard", ".csv", ".tsv", ".txt"):
        raise WrongUse(f"{str(file)!r} is no .vcf and no .csv file.")
    data = _bytes(file)
    if suffix in (".vcf", ".vcard"):
        book = vcard_contacts.read_vcard_contacts(data, ids)
    else:
        briefs = catalog.briefs
        every = (name for brief in briefs for name in (brief.state, *brief.also_known_as))
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
    """Find the presence with that id or name, also one in a State's profile."""
    if not into:
        raise WrongUse("Needed here: --into.", "The office whose cards they are.")
    for presence in catalog.presences:
        if names.fold_name(into) in (names.fold_name(presence.id), names.fold_name(presence.name)):
            return presence
    subject = catalog.find(into, "office")
    office = next((presence for presence in catalog.presences if presence.id == subject.id), None)
    if office is None:
        raise NotFound(f"No office is called {into!r}.", "See: fieldref list offices")
    return office


def _free(folder: Path, id: str) -> Path:
    """Give the file a name that none has: several imports into one office lie over each other."""
    for n in range(1, 1000):
        path = folder / (f"{id}-contacts-{n}.yaml" if n > 1 else f"{id}-contacts.yaml")
        if not path.exists():
            return path
    raise Unwritable(f"{folder} has too many files of {id}.")
