"""Merge the cards of an address book that are of one person or desk.

Two are of one if they bear one name, whatever its letter case, are reached by a number or address
that both have (or neither has any), and contradict each other in nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fieldref import names
from fieldref.model.presences import Address, Contact, Phone
from fieldref.user_data.imported_card import ContactCard, ImportedCard, Remark, join_lines

_MOST_ALIKE = 50  # cards that may be the same are compared with; a hostile book could have 20,000
_SINGLE = ("role", "organization", "address", "mailing", "web", "note")


def merge_repeated(cards: Iterable[ImportedCard]) -> tuple[ImportedCard, ...]:
    """Give each card once, with what those after it add; what is taken once is told.

    A card of our own export has an id and stays as it is.
    """
    merged: list[ImportedCard] = []
    places: dict[tuple[str, str], list[int]] = {}
    for imported in cards:
        keys = [] if imported.card.id else list(_keys(imported.card))
        at = next((at for at in _candidates(places, keys) if _agree(merged[at], imported)), None)
        if at is None:
            at = len(merged)
            merged.append(imported)
        else:
            merged[at] = _merged(merged[at], imported)
        for key in keys:
            places.setdefault(key, []).append(at)
    return tuple(merged)


def find_reached(card: ContactCard | Contact) -> frozenset[str]:
    """Give the numbers and addresses by which a contact is reached."""
    numbers = (phone.number for phone in (*card.phones, *card.faxes))
    return frozenset([*numbers, *(address.casefold() for address in card.emails)])


def _keys(card: ContactCard) -> Iterator[tuple[str, str]]:
    name = names.fold_name(card.name)
    for reached in find_reached(card) or ("",):
        yield name, reached


def _candidates(
    places: dict[tuple[str, str], list[int]], keys: list[tuple[str, str]]
) -> Iterator[int]:
    for key in keys:
        yield from reversed(places.get(key, [])[-_MOST_ALIKE:])


def _agree(first: ImportedCard, second: ImportedCard) -> bool:
    """Tell whether what a contact has one of is the same in both, or stands in one alone."""
    values = ((getattr(first.card, key), getattr(second.card, key)) for key in _SINGLE)
    return all(not value or not other or _fold(value) == _fold(other) for value, other in values)


def _fold(value: str | Address) -> Any:
    if isinstance(value, str):
        return join_lines(value).casefold()
    return tuple(_fold(part or "") for part in value)


def _merged(first: ImportedCard, second: ImportedCard) -> ImportedCard:
    """Give the first card with what the second adds; of two dates the second is told."""
    card, other = first.card, second.card
    single = {key: getattr(card, key) or getattr(other, key) for key in (*_SINGLE, "as_of")}
    mails: dict[str, str] = {}
    for address in (*card.emails, *other.emails):
        mails.setdefault(address.casefold(), address)
    whole = card._replace(
        **single,
        sources=tuple(dict.fromkeys((*card.sources, *other.sources))),
        phones=_joined(card.phones, other.phones),
        faxes=_joined(card.faxes, other.faxes),
        emails=tuple(mails.values()),
    )
    says = "stands in the book twice, and is taken once"
    left = [*first.left, *second.left]
    if other.as_of and other.as_of != whole.as_of:
        left.append(Remark(second.line, f"as of: {other.as_of}"))
    remarks = (*first.remarks, *second.remarks, Remark(second.line, says))
    links = tuple(dict.fromkeys((*first.links, *second.links)))
    return first._replace(card=whole, left=tuple(left), remarks=remarks, links=links)


def _joined(phones: tuple[Phone, ...], more: tuple[Phone, ...]) -> tuple[Phone, ...]:
    """Give each number once, with the purpose and the printed form that stand beside it first."""
    joined = {(phone.number, phone.extension): phone for phone in phones}
    for phone in more:
        before = joined.setdefault((phone.number, phone.extension), phone)
        joined[phone.number, phone.extension] = before._replace(
            printed=before.printed or phone.printed, note=before.note or phone.note
        )
    return tuple(joined.values())
