"""Plan the rows of an office's file from imported cards: only what they add or know better.

A card of our own export that says what is known already changes nothing; of one that says more,
only that is a row. What is about to be written is proved by the reader of the data first; a value
that it refuses is left out and told with its line in the address book.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fieldref import names
from fieldref.dates import Period
from fieldref.errors import Fault, WrongUse
from fieldref.loading.scalars import SYMBOL
from fieldref.loading.yamlfile import MOST_BYTES
from fieldref.model.common import Source
from fieldref.model.presences import Address, Contact, Phone, Presence
from fieldref.records import NamedTuple
from fieldref.user_data.imported_card import ContactCard, ImportedCard, Remark, format_address
from fieldref.user_data.repeated_cards import find_reached, merge_repeated
from fieldref.user_data.yaml_writer import yaml_block, yaml_items

_UNDOCS = "https://undocs.org/"
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]"
)
_NUMBERS = ("phones", "faxes")  # of these the checks may only doubt that they are meant so
_AS_IT_WAS = "As the address book had it."


class ImportContext(NamedTuple):
    """The office that cards are matched with, who has which contact, sources, the day.

    `source` is named for cards that have none; `is_chosen` if its user did name it.
    """

    office: Presence
    holders: Mapping[str, str]  # the id of each contact, and of the office or mandate that has it
    sources: tuple[Source, ...]
    day: str
    source: str
    is_chosen: bool


class Row(NamedTuple):
    """A contact of the office's file, and the line of the address book that it comes from."""

    line: int
    name: str
    contact: dict[str, Any]


class ImportPlan(NamedTuple):
    """The rows that would be written, and what is to be told."""

    rows: tuple[Row, ...]
    left: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def text(self, office: str) -> str:
        """Write the file of the office."""
        rows = (row.contact for row in self.rows)
        return f"{yaml_block([('id', office)])}contacts:\n{yaml_items(rows)}" if self.rows else ""


def plan_rows(cards: Iterable[ImportedCard], known: ImportContext) -> ImportPlan:
    """Plan the rows that the cards make in the office's file."""
    planner = _Planner(known)
    for imported in merge_repeated(cards):
        planner.add(imported)
    return ImportPlan(tuple(planner.rows), tuple(planner.left), tuple(planner.remarks))


class _Planner:
    """A pass over cards, one after the other; an id is taken once."""

    def __init__(self, known: ImportContext) -> None:
        self.known = known
        self.ours = {contact.id: contact for contact in known.office.contacts}
        self.taken = {*known.holders, *self.ours}
        self.numbers = Counter[str]()  # how many of each stem are known to be taken
        self.sources = {source.id for source in known.sources}
        self.by_address = {source.address: source.id for source in known.sources if source.address}
        self.matched: set[str] = set()
        self.rows: list[Row] = []
        self.left: list[Remark] = []
        self.remarks: list[Remark] = []

    def add(self, imported: ImportedCard) -> None:
        card = imported.card
        holder = self.known.holders.get(card.id or "")
        if holder and card.id not in self.ours:
            says = f"a card of {holder}, which is left as it is"
            self.remarks.append(Remark(imported.line, f"{card.name}: {says}"))
            return
        self.left += [_under(card.name, remark) for remark in imported.left]
        before = self.ours.get(card.id or "") or self.known_contact(card)
        sources = self.sources_of(imported)
        contact = self.changed_row(card, before, sources) if before else self.new_row(card, sources)
        if contact:
            self.remarks += [_under(card.name, remark) for remark in imported.remarks]
            self.rows.append(Row(imported.line, card.name, contact))

    def known_contact(self, card: ContactCard) -> Contact | None:
        """Give the office's contact of that name that is reached alike, as one imported before."""
        name, reached = names.fold_name(card.name), find_reached(card)
        for contact in self.known.office.contacts:
            known = find_reached(contact)
            alike = bool(reached & known) if reached and known else reached == known
            named = names.fold_name(contact.name) == name
            if alike and named and contact.id not in self.matched:
                self.matched.add(contact.id)
                return contact
        return None

    def sources_of(self, imported: ImportedCard) -> tuple[str, ...]:
        """Give the known sources that the card names; any other becomes a Remark."""
        links = (self.source_at(link) for link in imported.links)
        known = [*filter(None, links)]
        for source in imported.card.sources:
            id = source.partition(", ")[0]
            if id in self.sources or SYMBOL.fullmatch(id):
                known.append(source)
            else:
                says = f"{imported.card.name}: sources: there is no source {source!r}"
                self.left.append(Remark(imported.line, says))
        return tuple(known)

    def source_at(self, link: str) -> str | None:
        """Give the id of the source at that address."""
        if link.startswith(_UNDOCS):
            return link.removeprefix(_UNDOCS)
        return self.by_address.get(link)

    def new_row(self, card: ContactCard, sources: tuple[str, ...]) -> dict[str, Any]:
        """Make the row of a new contact; its id begins with the office's and is free."""
        reached = (*card.emails, *(phone.number for phone in (*card.phones, *card.faxes)))
        slugs = map(names.slug, (card.id or "", card.name, *reached))
        id = self.free_id(next(filter(None, slugs), "contact"))
        as_of = card.as_of or self.known.day
        sources = sources or (self.known.source,)
        return _mapping(card._replace(id=id, as_of=as_of, sources=sources))

    def free_id(self, id: str) -> str:
        office = self.known.office.id
        stem = id if id.startswith(office) else f"{office}-{id}"
        id = stem
        while id in self.taken:
            self.numbers[stem] += 1
            id = f"{stem}-{self.numbers[stem] + 1}"
        self.taken.add(id)
        return id

    def changed_row(
        self, card: ContactCard, before: Contact, sources: tuple[str, ...]
    ) -> dict[str, Any]:
        """Make the row of what the card says otherwise than its contact; empty if nothing.

        Its date and sources stay as they are unless the card has others.
        """
        kept = {
            key: value
            for key, value in _detailed(card, before)._asdict().items()
            if value and key not in ("id", "sources") and not _says(getattr(before, key), value)
        }
        known = [str(source) for source in before.sources]
        if sources and not set(sources) <= {*known, *(source.id for source in before.sources)}:
            kept["sources"] = sources
        elif kept and self.known.is_chosen:
            kept["sources"] = (self.known.source,)
        return _mapping(ContactCard(**{"name": "", **kept, "id": before.id})) if kept else {}


def _under(name: str, remark: Remark) -> Remark:
    return remark._replace(text=f"{name}: {remark.text}")


def _detailed(card: ContactCard, before: Contact) -> ContactCard:
    """Give the card with the known details of its numbers, for which a table has no cell.

    An address that is the one for letters stays that: vCard 4.0 tells no two kinds apart.
    """
    address, mailing = card.address, card.mailing
    if address and not mailing and not before.address and _says(before.mailing, address):
        address, mailing = None, address
    phones = tuple(_completed(phone, before.phones) for phone in card.phones)
    faxes = tuple(_completed(phone, before.faxes) for phone in card.faxes)
    return card._replace(address=address, mailing=mailing, phones=phones, faxes=faxes)


def _completed(phone: Phone, before: tuple[Phone, ...]) -> Phone:
    for known in before:
        if (known.number, known.extension) == (phone.number, phone.extension):
            return phone._replace(
                printed=phone.printed or known.printed, note=phone.note or known.note
            )
    return phone


def _says(before: Any, value: Any) -> bool:
    """Tell whether the contact says that already, as our own export would have written it."""
    if before in (None, ()):
        return False
    if isinstance(before, Period):
        return Period.parse(value).text == before.text or _is_same(before.text, value)
    if isinstance(before, Address):
        is_text = not any(value._replace(street=None, country=None))  # one cell of a table
        whole = is_text and _is_same(format_address(before), format_address(value))
        return whole or all(map(_is_same, before, value))
    if isinstance(before, str):
        return _is_same(before, value)
    if len(before) != len(value):
        return False
    return all(
        all(map(_is_same, known, said)) if isinstance(known, Phone) else _is_same(known, said)
        for known, said in zip(before, value, strict=True)
    )


def _is_same(before: str | None, value: str | None) -> bool:
    """Compare a text with the known one, but for signs that our writers don't let out."""
    known = before or ""
    return _bare(value or "") in (_bare(known), _bare(_UNSEEN.sub("?", known)))


def _bare(text: str) -> str:
    return " ".join(_UNSEEN.sub(" ", text).split())


_FIRST = ("id", "name", "as_of", "sources")


def _mapping(card: ContactCard) -> dict[str, Any]:
    """Give the card in the keys of the data and their order."""
    values = card._asdict()
    order = dict.fromkeys((*_FIRST, *values))
    return {key: _value(values[key]) for key in order if values[key]}


def _value(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        return {key: part for key, part in value._asdict().items() if part}
    return [_value(item) for item in value] if isinstance(value, tuple) else value


def prove_rows(
    plan: ImportPlan, office: str, prove: Callable[[str], tuple[Fault, ...]]
) -> ImportPlan:
    """Give the ImportPlan without what the reader of the data refuses, which becomes a Remark.

    A number that is only doubted, such as one of another country, is kept, told and noted.
    `prove` gives the faults that a file of that text would have. Raises WrongUse where the text as
    a whole is at fault.
    """
    while plan.rows:
        text = plan.text(office)
        if len(text.encode()) > MOST_BYTES:
            says = f"The cards make a file of {len(text.encode()):,} bytes."
            raise WrongUse(says, f"A file of data has at most {MOST_BYTES:,}: part the book.")
        faults = [_Place.of(fault) for fault in prove(text)]
        doubts = [place for place in faults if _is_doubted(plan, place)]
        refused = [place for place in faults if place not in doubts]
        if not faults:
            return plan
        plan = _without(plan, refused) if refused else _noted(plan, doubts)
    return plan


class _Place(NamedTuple):
    """Where in the rows a fault is: the row and its place in a list from 1, 0 for the whole."""

    row: int
    key: str
    nth: int
    says: str

    @classmethod
    def of(cls, fault: Fault) -> _Place:
        parts = [*fault.path.split("."), "", "", "", ""]
        if parts[0] != "contacts" or not parts[1].isdigit():
            raise WrongUse(f"The cards make no sound file: {fault.says}.")
        return cls(int(parts[1]), parts[2], int(parts[3]) if parts[3].isdigit() else 0, fault.says)


def _is_doubted(plan: ImportPlan, place: _Place) -> bool:
    """Tell whether a note on the number would do."""
    if place.key not in _NUMBERS or place.says.startswith("expected") or not place.nth:
        return False
    return not plan.rows[place.row - 1].contact[place.key][place.nth - 1].get("note")


def _noted(plan: ImportPlan, places: list[_Place]) -> ImportPlan:
    """Give the ImportPlan with a note on each number that is doubted, each told."""
    rows, remarks = list(plan.rows), list(plan.remarks)
    for place in places:
        row = rows[place.row - 1]
        numbers = list(row.contact[place.key])
        numbers[place.nth - 1] = numbers[place.nth - 1] | {"note": _AS_IT_WAS}
        rows[place.row - 1] = row._replace(contact=row.contact | {place.key: numbers})
        says = place.says.partition(": a note must")[0]
        remarks.append(Remark(row.line, f"{row.name}: {place.key}: {says}; kept, with a note"))
    return plan._replace(rows=tuple(rows), remarks=tuple(remarks))


def _without(plan: ImportPlan, places: list[_Place]) -> ImportPlan:
    """Give the ImportPlan without the values at these places, the last first, each told once."""
    rows, left = dict(enumerate(plan.rows, 1)), list(plan.left)
    for place in sorted(set(places), reverse=True):
        row = rows.get(place.row)
        if row is None:
            continue
        says = f"{row.name}: {place.key}: {_shown_value(row, place)}: {place.says}"
        left.append(Remark(row.line, says))
        if place.key in ("", "id", "name"):
            del rows[place.row]
        else:
            rows[place.row] = row._replace(contact=_cut(row.contact, place))
    kept = tuple(row for row in rows.values() if len(row.contact) > 1)  # more than an id
    return plan._replace(rows=kept, left=tuple(left))


def _shown_value(row: Row, place: _Place) -> str:
    value = row.contact.get(place.key, "")
    if isinstance(value, list) and 0 < place.nth <= len(value):
        value = value[place.nth - 1]
    return ", ".join(map(str, value.values())) if isinstance(value, dict) else str(value)


def _cut(contact: dict[str, Any], place: _Place) -> dict[str, Any]:
    value = contact.get(place.key)
    kept = dict(contact)
    if isinstance(value, list) and place.nth:
        kept[place.key] = [item for n, item in enumerate(value, 1) if n != place.nth]
    if not isinstance(value, list) or not place.nth or not kept[place.key]:
        kept.pop(place.key, None)
    return kept
