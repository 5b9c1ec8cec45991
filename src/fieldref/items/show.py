"""What `show` gives: a State, a treaty or an office, each whole."""

from __future__ import annotations

from typing import Any, NamedTuple

from fieldref.items.base import ContactItem, DeadlineItem


class TreatyItem(NamedTuple):
    """Where a State stands towards an instrument. `status` says it in words for people."""

    treaty: str
    title: str
    signed: str | None
    bound: str | None
    how: str | None
    in_force: str | None
    withdrawn: str | None
    status: str
    next_report: str | None
    next_report_basis: str | None
    sources: tuple[str, ...]


class ComplaintItem(NamedTuple):
    """A complaint procedure and whether it is open to a person in the State, as far as recorded."""

    procedure: str
    treaty: str
    article: str | None
    committee: str
    open: bool | None
    says: str
    sources: tuple[str, ...]


class PartyItem(NamedTuple):
    """A State or organization under an instrument: exactly one entry each."""

    state: str
    name: str
    signed: str | None
    bound: str | None
    how: str | None
    in_force: str | None
    withdrawn: str | None
    sources: tuple[str, ...]


class StateItem(NamedTuple):
    """Everything that is recorded of a State on the day asked for.

    `programmes`, `presences`, `institutions`, `mandates` and `events` have the form of the data
    files (data/README.md).
    """

    kind: str
    iso3: str
    iso2: str
    m49: str
    name: str
    also_known_as: tuple[str, ...]
    names: tuple[Any, ...]
    un_member_since: str | None
    un_group: str | None
    region: str | None
    treaties: tuple[TreatyItem, ...]
    complaint_procedures: tuple[ComplaintItem, ...]
    reviews: tuple[DeadlineItem, ...]
    deadlines: tuple[DeadlineItem, ...]
    programmes: tuple[Any, ...]
    presences: tuple[Any, ...]
    contacts: tuple[ContactItem, ...]
    institutions: tuple[Any, ...]
    mandates: tuple[Any, ...]
    events: tuple[Any, ...]
    notes: tuple[str, ...]
    gaps: tuple[Any, ...]
    sources: tuple[str, ...]


class TreatyPageItem(NamedTuple):
    """An instrument: its articles and rules, its committee, its parties."""

    kind: str
    code: str
    title: str
    short: str
    parent: str | None
    committee: Any
    adopted: Any
    in_force: Any
    joins_later: Any
    denunciation: Any
    reporting: Any
    duties: tuple[Any, ...]
    practices: tuple[Any, ...]
    procedures: tuple[Any, ...]
    parties: tuple[PartyItem, ...]
    gaps: tuple[Any, ...]
    sources: tuple[str, ...]


class OfficeItem(NamedTuple):
    """A field presence or headquarters unit, whole."""

    kind: str
    id: str
    type: str
    name: str
    city: str | None
    host: str | None
    covers: tuple[str, ...]
    region: str | None
    since: str | None
    until: str | None
    status: str | None
    as_of: str
    programmes: tuple[Any, ...]
    contacts: tuple[ContactItem, ...]
    note: str | None
    sources: tuple[str, ...]
