"""Check contacts: numbers, postal, e-mail and web addresses are of the form that they must have."""

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

EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
WEB = re.compile(r"https?://(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?::[0-9]+)?(?:[/?#]\S*)?")


def phonenumbers_installed() -> bool:
    """Tell whether the library that knows telephone numbers is here (it need not be)."""
    return find_spec("phonenumbers") is not None


def find_bad_numbers(world: World) -> Iterator[Problem]:
    """Find numbers that are not valid, or of another country than the contact's, with no note."""
    if not phonenumbers_installed():
        return
    codes = {state.codes.iso3: state.codes.iso2 for state in world.records(State)}
    countries = _countries(world)
    for located in world.every(Contact):
        home = _home(located, codes, countries)
        for key in ("phones", "faxes"):
            for n, phone in enumerate(getattr(located.record, key), 1):
                says = _wrong(phone, home)
                if says:
                    yield Problem(located, f"{key}.{n}.number", says)


def _countries(world: World) -> dict[str, str]:
    """Give the ISO 3166-1 alpha-2 codes of States, by the keys of their names."""
    located = {}
    for state in world.records(State):
        local = (name.name for name in state.names)
        for name in (*local, *state.also_known_as, state.state):
            located[names.fold_name(name)] = state.codes.iso2
    return located


def _home(located: Located, codes: Mapping[Any, str], countries: dict[str, str]) -> str | None:
    """Give the country that a contact's numbers should be of: its address's, or its host's."""
    for address in (located.record.address, located.record.mailing):
        if address and address.country:
            return countries.get(names.fold_name(address.country))
    for above in reversed(located.around):
        if isinstance(above, Presence) and above.host:
            return codes.get(above.host)
    return None


def _wrong(phone: Phone, home: str | None) -> str | None:
    import phonenumbers

    library: Any = phonenumbers
    number = library.parse(phone.number)
    if not library.is_valid_number(number):
        if phone.note:
            return None
        return f"{phone.number} is no valid telephone number: a note must say why it stands"
    where = library.region_code_for_number(number)
    if home and where != home and not phone.note:
        return (
            f"{phone.number} is a number of {where}, the contact is in {home}: a note must say why"
        )
    return None


def find_bad_addresses(world: World) -> Iterator[Problem]:
    """Find postal addresses without city or country; mail and web addresses that are none."""
    for located in world.every(Contact):
        for key in ("address", "mailing"):
            address = getattr(located.record, key)
            if address and not (address.city or address.country):
                yield Problem(located, key, "expected a city or a country")
        for n, email in enumerate(located.record.emails, 1):
            if not EMAIL.fullmatch(email):
                yield Problem(located, f"emails.{n}", f"expected an e-mail address, got {email!r}")
    for kind, key in ((Contact, "web"), (Institution, "web"), (Source, "address")):
        for located in world.every(kind):
            address = getattr(located.record, key)
            if address and not WEB.fullmatch(address):
                yield Problem(located, key, f"expected a web address, got {address!r}")
