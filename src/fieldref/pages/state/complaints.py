"""Give every route by which a person in a State can complain, with where to write to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from fieldref.answer.items.show import ComplaintItem
from fieldref.catalog import Catalog
from fieldref.model.common import Sources
from fieldref.model.presences import Contact
from fieldref.model.states import State
from fieldref.model.treaties import Procedure, Treaty
from fieldref.pages.common import refs, text_of
from fieldref.pages.contacts import newest_contact
from fieldref.records import NamedTuple
from fieldref.rules.complaints import FOR_PERSONS, procedure_opening
from fieldref.rules.standing import Standing

_PROCEDURES: dict[str, Literal["individual complaints", "inquiry", "urgent action"]] = {
    "communications": "individual complaints",
    "inquiry": "inquiry",
    "urgent action": "urgent action",
}
PETITIONS = "headquarters-petitions"  # receives what goes to the committees


class _Route(NamedTuple):
    """A route that needs no treaty: the office or mandate that it goes to, and its words."""

    procedure: Literal[
        "special procedures",
        "arbitrary detention",
        "enforced disappearances",
        "complaint to the Human Rights Council",
    ]
    id: str
    words: str


_ROUTES = (
    _Route(
        "special procedures",
        "headquarters-special-procedures",
        "open, whatever the State has joined, to letters of allegation and urgent appeals",
    ),
    _Route("arbitrary detention", "wgad", "open, whatever the State has joined"),
    _Route("enforced disappearances", "wgeid", "open, whatever the State has joined"),
    _Route(
        "complaint to the Human Rights Council",
        "headquarters-complaint-procedure",
        "open, whatever the State has joined, where patterns of gross violations are consistent",
    ),
)


def complaint_routes(
    catalog: Catalog, state: State, standings: Iterable[tuple[Treaty, Standing]], on: date
) -> tuple[ComplaintItem, ...]:
    """Give the open routes first, then those of which the record can't tell, then the others."""
    addressees = _addressees(catalog, on)
    rows = [
        _of_treaty(treaty, procedure, standing, state, addressees.get(PETITIONS), on)
        for treaty, standing in standings
        for procedure in treaty.procedures
        if procedure.kind in FOR_PERSONS
    ]
    rows += _without_treaty(addressees)
    return tuple(sorted(rows, key=lambda row: (row.open is not True, row.open is None)))


class _Addressee(NamedTuple):
    """A receiver of complaints: its name, its newest contact, its sources."""

    name: str
    contact: Contact | None
    sources: Sources


def _addressees(catalog: Catalog, on: date) -> dict[str, _Addressee]:
    ids = [route.id for route in _ROUTES] + [PETITIONS]
    known = {
        office.id: _Addressee(office.name, newest_contact(office.contacts, on), office.sources)
        for office in catalog.offices_named(ids)
    }
    for mandate in catalog.mandates_named(ids):
        contact = newest_contact(mandate.contacts, on)
        known[mandate.id] = _Addressee(mandate.title, contact, mandate.sources)
    return known


def _of_treaty(
    treaty: Treaty,
    procedure: Procedure,
    standing: Standing,
    state: State,
    petitions: _Addressee | None,
    on: date,
) -> ComplaintItem:
    opening = procedure_opening(treaty, procedure, standing, state.declarations, on)
    contact = petitions.contact if petitions and opening.is_open is not False else None
    return ComplaintItem(
        procedure=_PROCEDURES[procedure.kind],
        treaty=treaty.code,
        article=procedure.article,
        committee=treaty.committee,
        open=opening.is_open,
        says=opening.words,
        sources=refs((procedure.sources or treaty.sources) + opening.sources),
        since=text_of(opening.since),
        contact=contact.id if contact else None,
        emails=contact.emails if contact else (),
        web=contact.web if contact else None,
    )


def _without_treaty(addressees: dict[str, _Addressee]) -> Iterator[ComplaintItem]:
    """Give the routes that need no treaty, as far as their addressee is recorded."""
    for route in _ROUTES:
        addressee = addressees.get(route.id)
        if addressee:
            contact = addressee.contact
            yield ComplaintItem(
                procedure=route.procedure,
                treaty=None,
                article=None,
                committee=addressee.name,
                open=True,
                says=route.words,
                sources=refs(contact.sources if contact else addressee.sources),
                since=None,
                contact=contact.id if contact else None,
                emails=contact.emails if contact else (),
                web=contact.web if contact else None,
            )
