"""Answer `contacts`: whom to ring or write to, and how old each card is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Card, Heading, Line, Paragraph, Span, line
from fieldref.answer.items.base import AddressItem, CardStatus, ContactItem, PhoneItem
from fieldref.catalog import Subject
from fieldref.dates import PartialDate
from fieldref.model.presences import Address, Contact, Mandate, Phone, Presence
from fieldref.model.states import State
from fieldref.pages.common import QueryContext, date_words, refs, source_items
from fieldref.records import NamedTuple

MANDATE = "mandate"
LATEST: CardStatus = "latest recorded"
_GENEVA = ("headquarters", "treaty body secretariat")
_HEADQUARTERS = "headquarters"  # the id of the Office itself


class ContactQuery(NamedTuple):
    """A choice of contacts: whose (all if nobody is named), of which kinds, closed ones too."""

    names: tuple[Subject, ...] = ()
    kinds: tuple[str, ...] = ()
    all: bool = False


def contacts_page(context: QueryContext, query: ContactQuery) -> Answer:
    """Give the cards of the presences, desks and mandates that `query` means."""
    cards = list(dict.fromkeys(_cards(context, query)))
    wanted = [card for card in cards if not query.kinds or card.kind in query.kinds]
    names = (ref for card in wanted for ref in card.sources)
    return Answer(
        command="contacts",
        on=context.day,
        edition=context.edition,
        items=tuple(wanted),
        sources=source_items(context.catalog, names),
        blocks=lambda: _blocks(context, query, wanted),
        title="Contacts",
        cards=tuple(wanted),
        kind=ContactItem,
    )


def _cards(context: QueryContext, query: ContactQuery) -> Iterator[ContactItem]:
    if not query.names:
        for presence in context.catalog.presences:
            yield from presence_contacts(presence, context.on, query.all)
        for mandate in context.catalog.mandates:
            yield from _of_mandate(mandate, context.on, query.all)
    for subject in query.names:
        if subject.kind == "state":
            yield from state_contacts(context, context.catalog.state(subject.id), query.all)
        else:
            yield from presence_contacts(context.catalog.office(subject.id), context.on, query.all)


def state_contacts(
    context: QueryContext, state: State, everything: bool = False
) -> Iterator[ContactItem]:
    """Give the cards of presences for the State, mandates on it, its desk: each newest first."""
    presences = presences_of(context, state)
    field = [presence for presence in presences if presence.kind != "headquarters"]
    desks = [presence for presence in presences if presence.kind == "headquarters"]
    for presence in field:
        yield from presence_contacts(presence, context.on, everything)
    for mandate in context.catalog.mandates_of(state.codes.iso3):
        yield from _of_mandate(mandate, context.on, everything)
    for presence in desks:
        yield from presence_contacts(presence, context.on, everything)


def headquarters_card(context: QueryContext) -> ContactItem | None:
    """Give the newest card of the Office in Geneva, if there is one by that day."""
    for office in context.catalog.offices_named([_HEADQUARTERS]):
        return next(presence_contacts(office, context.on, False), None)
    return None


def presences_of(context: QueryContext, state: State) -> list[Presence]:
    """Give presences in the State, then those covering it, then its desk at headquarters.

    What sits in Geneva or New York for all States is no presence for Switzerland or the USA.
    """
    code = state.codes.iso3
    ranked = []
    for presence in context.catalog.presences_of(state):
        desk = presence.kind == "headquarters"
        is_seat = presence.host == code and presence.kind not in _GENEVA
        if is_seat and code in presence.covers:
            ranked.append((0, presence))
        elif code in presence.covers or (is_seat and not presence.covers):
            ranked.append((2 if desk else 1, presence))
        elif desk and presence.region and presence.region == state.region:
            ranked.append((2, presence))
        elif is_seat:
            ranked.append((3, presence))
    return [presence for _, presence in sorted(ranked, key=lambda pair: (pair[0], pair[1].id))]


def was_open(presence: Presence, on: date) -> bool:
    """Tell whether the presence had opened by that day and had not closed, as far as recorded.

    Where no source says when it opened, it is there from the first time that a source found it.
    """
    if presence.until is not None and presence.until.last < on:
        return False
    if presence.since is not None:
        return presence.since.first <= on
    dates = (presence.as_of, *presence.known_in)
    begun = [as_of.first.first for as_of in dates if as_of.first]
    return not begun or min(begun) <= on


def presence_contacts(presence: Presence, on: date, everything: bool) -> Iterator[ContactItem]:
    """Give the cards of a presence that hold on that day; with `everything` the closed ones too."""
    for contact in _newest_first(presence.contacts):
        status = _status(contact, presence, on)
        if _known(contact, on) and (everything or status in (LATEST, "last listed")):
            yield _item(contact, status, presence)


def newest_contact(contacts: tuple[Contact, ...], on: date) -> Contact | None:
    """Give the last contact that nothing took the place of, as known on the day."""
    known = [
        contact
        for contact in contacts
        if not contact.superseded_by
        and not (contact.as_of.first and contact.as_of.first.first > on)
    ]
    reachable = [contact for contact in known if contact.emails or contact.web]
    candidates = reachable or known
    return candidates[-1] if candidates else None


def _of_mandate(mandate: Mandate, on: date, everything: bool) -> Iterator[ContactItem]:
    over = mandate.until is not None and mandate.until.last < on
    for contact in _newest_first(mandate.contacts):
        status: CardStatus = "closed" if over else "superseded" if contact.superseded_by else LATEST
        if _known(contact, on) and (everything or status == LATEST):
            yield _item(contact, status, None)


def _newest_first(contacts: tuple[Contact, ...]) -> list[Contact]:
    """Sort by the day to which a card is known to hold; those of one day stay in their order."""
    nothing = PartialDate(0)
    return sorted(
        contacts,
        key=lambda contact: contact.as_of.last or contact.as_of.first or nothing,
        reverse=True,
    )


def _known(contact: Contact, on: date) -> bool:
    """Tell whether the day or days of the card had begun by that day."""
    return contact.as_of.first is None or contact.as_of.first.first <= on


def _status(contact: Contact, presence: Presence, on: date) -> CardStatus:
    if not was_open(presence, on):
        return "closed"
    last = contact.as_of.last
    if contact.superseded_by and not (last and last.last >= on):
        return "superseded"
    return "last listed" if presence.status == "last listed" else LATEST


def _item(contact: Contact, status: CardStatus, presence: Presence | None) -> ContactItem:
    last = contact.as_of.last
    return ContactItem(
        id=contact.id,
        name=contact.name,
        organization=contact.organization,
        role=contact.role,
        kind=presence.kind if presence else "mandate",
        presence=presence.id if presence else None,
        covers=presence.covers if presence else (),
        region=presence.region if presence else None,
        city=presence.city if presence else None,
        address=_address(contact.address),
        mailing=_address(contact.mailing),
        phones=tuple(map(_phone, contact.phones)),
        faxes=tuple(map(_phone, contact.faxes)),
        emails=contact.emails,
        web=contact.web,
        as_of=contact.as_of.text,
        revised=last.last.isoformat() if last else None,
        status=status,
        note=contact.note,
        sources=refs(contact.sources),
    )


def _address(address: Address | None) -> AddressItem | None:
    return AddressItem(*address) if address else None


def _phone(phone: Phone) -> PhoneItem:
    return PhoneItem(*phone)


def contact_blocks(contacts: Iterable[ContactItem], bare: Iterable[str] = ()) -> Iterator[Block]:
    """Give the cards of a State or an office as the part of its page that they are.

    `bare` names presences that no card is recorded of.
    """
    yield Heading("Contacts", 2)
    cards: list[Block] = [contact_card(contact) for contact in contacts]
    yield from cards
    if bare or not cards:
        yield _missing_note(bare)


def _missing_note(bare: Iterable[str]) -> Paragraph:
    """Say of whom no contact is recorded, and where the Office's own is."""
    of = f" for: {'; '.join(bare)}" if bare else ""
    command = Span(f"fieldref contacts {_HEADQUARTERS}", "code")
    return Paragraph(line(f"No contact is recorded here{of}. Headquarters: ", command), "note")


def bare_presences(
    context: QueryContext, state: State, cards: Iterable[ContactItem], kinds: tuple[str, ...] = ()
) -> list[str]:
    """Name the State's open presences, of these kinds if any is named, that have no card."""
    shown = {contact.presence for contact in cards}
    return [
        presence.name
        for presence in presences_of(context, state)
        if presence.id not in shown and was_open(presence, context.on)
        if not kinds or presence.kind in kinds
    ]


def contact_card(contact: ContactItem) -> Card:
    """Give a contact for people: how old it is stands beside its name."""
    pairs: list[tuple[str, Line]] = []
    if contact.role:
        pairs.append(("Role", line(contact.role)))
    if contact.address:
        pairs.append(("Address", line(str(contact.address))))
    if contact.mailing:
        pairs.append(("Post", line(str(contact.mailing))))
    pairs += [("Phone", _shown(phone)) for phone in contact.phones]
    pairs += [("Fax", _shown(fax)) for fax in contact.faxes]
    pairs += [("E-mail", line(Span(email, "link"))) for email in contact.emails]
    if contact.web:
        pairs.append(("Web", line(Span(contact.web, "link"))))
    if contact.status != LATEST:
        pairs.append(("Status", line(Span(contact.status, "warn"))))
    if contact.note:
        pairs.append(("Note", line(contact.note)))
    pairs.append(("Source", line(Span(", ".join(contact.sources), "source"))))
    dated = not contact.as_of.startswith("undated")
    age = f"as of {contact.as_of}" if dated else contact.as_of
    return Card(contact.name, age, tuple(pairs))


def _shown(phone: PhoneItem) -> Line:
    extension = f" ext. {phone.extension}" if phone.extension else ""
    printed = f"  printed as {phone.printed}" if phone.printed else ""
    note = f"  ({phone.note})" if phone.note else ""
    return line(Span(f"{phone.number}{extension}", "strong"), Span(f"{printed}{note}", "muted"))


def _blocks(
    context: QueryContext, query: ContactQuery, cards: list[ContactItem]
) -> Iterator[Block]:
    yield Heading("Contacts", 1, f"as of {date_words(context)}")
    if query.names:
        states = [context.catalog.state(name.id) for name in query.names if name.kind == "state"]
        bare = [
            name for state in states for name in bare_presences(context, state, cards, query.kinds)
        ]
        yield from map(contact_card, cards)
        if bare or not cards:
            yield _missing_note(dict.fromkeys(bare))
        return
    if not cards:
        yield Paragraph(line("No contact is recorded here."))
    grouped: dict[str, list[ContactItem]] = {}
    regions: dict[str, str | None] = {
        state.codes.iso3: state.region for state in context.catalog.briefs
    }
    for contact in cards:
        grouped.setdefault(_region(contact, regions), []).append(contact)
    for region in sorted(grouped, key=lambda name: (name == _REST, name)):
        yield Heading(region, 2, f"{len(grouped[region])} of {len(cards)}")
        for contact in grouped[region]:
            yield contact_card(contact)


_REST = "Headquarters, treaty bodies and mandates"


def _region(contact: ContactItem, regions: dict[str, str | None]) -> str:
    if contact.kind in (*_GENEVA, MANDATE):
        return _REST
    return contact.region or next(filter(None, map(regions.get, contact.covers)), None) or _REST
