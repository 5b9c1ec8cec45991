"""Contacts: numbers that can be rung, addresses with a place, e-mail and web addresses in form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any

from fieldref import names
from fieldref.checks.world import Located, Problem, World
from fieldref.model.common import Source
from fieldref.model.presences import Contact, Institution, Phone, Presence
from fieldref.model.states import State

_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_WEB = re.compile(r"https?://(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?::[0-9]+)?(?:[/?#]\S*)?")


def is_valid_number() -> bool:
    """Whether the library that knows the world's telephone numbers is here (it need not be)."""
    return find_spec("phonenumbers") is not None


def find_bad_numbers(world: World) -> Iterator[Problem]:
    """Numbers that are not valid, or of another country than the contact's; a note may say why."""
    if not is_valid_number():
        return
    codes = {state.codes.iso3: state.codes.iso2 for state in world.records(State)}
    countries = _countries(world)
    for found in world.every(Contact):
        home = _home(found, codes, countries)
        for key in ("phones", "faxes"):
            for n, phone in enumerate(getattr(found.record, key), 1):
                says = _wrong(phone, home)
                if says:
                    yield Problem(found, f"{key}.{n}.number", says)


def _countries(world: World) -> dict[str, str]:
    """The ISO 3166-1 alpha-2 codes of States, by the keys of their names."""
    found = {}
    for state in world.records(State):
        local = (one.name for one in state.names)
        for name in (*local, *state.also_known_as, state.state):
            found[names.fold_name(name)] = state.codes.iso2
    return found


def _home(found: Located, codes: Mapping[Any, str], countries: dict[str, str]) -> str | None:
    """The country that a contact's numbers should be of: its address's, else its office's host."""
    for address in (found.record.address, found.record.mailing):
        if address and address.country:
            return countries.get(names.fold_name(address.country))
    for above in reversed(found.around):
        if isinstance(above, Presence) and above.host:
            return codes.get(above.host)
    return None


def _wrong(phone: Phone, home: str | None) -> str | None:
    import phonenumbers

    library: Any = phonenumbers
    number = library.parse(phone.number)
    if not library.is_valid_number(number):
        return f"{phone.number} is no valid telephone number"
    where = library.region_code_for_number(number)
    if home and where != home and not phone.note:
        return (
            f"{phone.number} is a number of {where}, the contact is in {home}: a note must say why"
        )
    return None


def find_bad_addresses(world: World) -> Iterator[Problem]:
    """Postal addresses without city or country; mail and web addresses that are none."""
    for found in world.every(Contact):
        for key in ("address", "mailing"):
            address = getattr(found.record, key)
            if address and not (address.city or address.country):
                yield Problem(found, key, "expected a city or a country")
        for n, email in enumerate(found.record.emails, 1):
            if not _EMAIL.fullmatch(email):
                yield Problem(found, f"emails.{n}", f"expected an e-mail address, got {email!r}")
    for kind, key in ((Contact, "web"), (Institution, "web"), (Source, "address")):
        for found in world.every(kind):
            address = getattr(found.record, key)
            if address and not _WEB.fullmatch(address):
                yield Problem(found, key, f"expected a web address, got {address!r}")
