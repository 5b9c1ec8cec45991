"""Define the items of `show`: a State, a treaty, an office or a source, each whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fieldref.answer.items.base import ContactItem, Date, DeadlineItem
from fieldref.records import NamedTuple

if TYPE_CHECKING:
    from fieldref.model.committees_and_upr import Committee
    from fieldref.model.common import How, PresenceKind, PresenceStatus, Region, UnGroup
    from fieldref.model.presences import Institution, Mandate, Presence, Programme
    from fieldref.model.states import Event, KnownGap, LocalName, Reservation
    from fieldref.model.treaties import (
        Adoption,
        Clause,
        Delay,
        Denunciation,
        Duty,
        Practice,
        Procedure,
        Reporting,
    )
    from fieldref.rules.entries import Basis
    from fieldref.rules.standing import Status


class TreatyItem(NamedTuple):
    """Where a State stands towards an instrument, its last review and its next report."""

    treaty: str
    title: str
    signed: Date | None
    bound: Date | None
    how: How | None
    in_force: Date | None
    withdrawn: Date | None
    status: Status
    next_report: Date | None
    next_report_basis: Basis | None
    sources: tuple[str, ...]
    last_considered: Date | None
    last_document: str | None
    next_report_says: str | None
    counted_from: Date | None


class ComplaintItem(NamedTuple):
    """A complaint procedure and whether it is open to a person in the State, as far as recorded.

    `treaty` is null for those that need none; `open` null where the record can't tell.
    """

    procedure: Literal[
        "individual complaints",
        "inquiry",
        "urgent action",
        "special procedures",
        "arbitrary detention",
        "enforced disappearances",
        "complaint to the Human Rights Council",
    ]
    treaty: str | None
    article: str | None
    committee: str
    open: bool | None
    says: str
    sources: tuple[str, ...]
    since: Date | None
    contact: str | None
    emails: tuple[str, ...]
    web: str | None


class PartyItem(NamedTuple):
    """A State or organization under an instrument: exactly one entry each."""

    state: str
    name: str
    signed: Date | None
    bound: Date | None
    how: How | None
    in_force: Date | None
    withdrawn: Date | None
    sources: tuple[str, ...]
    status: Status
    reservation: bool | None


class StateItem(NamedTuple):
    """Everything that is recorded of a State on the day asked for.

    `programmes`, `presences`, `institutions`, `mandates` and `events` have the form of the data
    files (data/README.md).
    """

    kind: Literal["state"]
    iso3: str
    iso2: str
    m49: str
    name: str
    also_known_as: tuple[str, ...]
    names: tuple[LocalName, ...]
    un_member_since: Date | None
    un_observer_since: Date | None
    un_group: UnGroup | None
    region: Region | None
    treaties: tuple[TreatyItem, ...]
    complaint_procedures: tuple[ComplaintItem, ...]
    reviews: tuple[DeadlineItem, ...]
    deadlines: tuple[DeadlineItem, ...]
    programmes: tuple[Programme, ...]
    presences: tuple[Presence, ...]
    contacts: tuple[ContactItem, ...]
    institutions: tuple[Institution, ...]
    mandates: tuple[Mandate, ...]
    events: tuple[Event, ...]
    notes: tuple[str, ...]
    gaps: tuple[KnownGap, ...]
    sources: tuple[str, ...]
    reservations: tuple[Reservation, ...]


class TreatyPageItem(NamedTuple):
    """An instrument: its articles and rules, its committee, its parties."""

    kind: Literal["treaty"]
    code: str
    title: str
    short: str
    parent: str | None
    committee: Committee | None
    adopted: Adoption
    in_force: Clause
    joins_later: Delay
    denunciation: Denunciation | None
    reporting: Reporting | None
    duties: tuple[Duty, ...]
    practices: tuple[Practice, ...]
    procedures: tuple[Procedure, ...]
    parties: tuple[PartyItem, ...]
    gaps: tuple[KnownGap, ...]
    sources: tuple[str, ...]


class OfficeItem(NamedTuple):
    """A field presence or headquarters unit, whole."""

    kind: Literal["office"]
    id: str
    type: PresenceKind
    name: str
    city: str | None
    host: str | None
    covers: tuple[str, ...]
    region: Region | None
    since: Date | None
    until: Date | None
    status: PresenceStatus | None
    as_of: str
    programmes: tuple[Programme, ...]
    contacts: tuple[ContactItem, ...]
    note: str | None
    sources: tuple[str, ...]


class SourcePageItem(NamedTuple):
    """A publication that facts were taken from."""

    kind: Literal["source"]
    id: str
    title: str
    publisher: str | None
    address: str | None
    date: str | None
    note: str | None
