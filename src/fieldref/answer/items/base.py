"""Define the items that several commands give: sources, deadlines, contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fieldref.records import NamedTuple

if TYPE_CHECKING:
    from fieldref.model.common import PresenceKind, Region
    from fieldref.rules.entries import Basis, Kind

Item = Any  # one of the named tuples below; their common base is `tuple`
Date = Annotated[str, "date"]  # as precise as known: 2009, 2009-11 or 2009-11-14
Precision = Literal["day", "month", "year", "about"]
CardStatus = Literal["latest recorded", "last listed", "superseded", "closed"]


class SourceItem(NamedTuple):
    """A source that an answer names; `id` is the key of the JSON object `sources`."""

    id: str
    title: str
    publisher: str | None
    address: str | None
    date: str | None


class StepItem(NamedTuple):
    """A step of the arithmetic behind a date: the rule, its article and its sources."""

    date: Date | None
    rule: str
    article: str | None
    words: str
    sources: tuple[str, ...]

    def __str__(self) -> str:
        return self.words


class GroundItem(NamedTuple):
    """Why a date: in words, and step by step."""

    words: str
    steps: tuple[StepItem, ...]

    def __str__(self) -> str:
        return self.words


class DeadlineItem(NamedTuple):
    """What falls due, or took place: see docs/formats.md for each kind, basis and status."""

    id: str
    date: Date
    state: str
    name: str
    kind: Kind
    treaty: str | None
    mechanism: str
    report: int | str | None
    session: int | None
    committee: str | None
    basis: Basis
    status: str
    ground: GroundItem
    sources: tuple[str, ...]
    date_from: str
    date_to: str
    precision: Precision


class AddressItem(NamedTuple):
    """A postal address in the parts of a vCard."""

    street: str | None
    extended: str | None
    po_box: str | None
    city: str | None
    region: str | None
    postcode: str | None
    country: str | None

    def __str__(self) -> str:
        place = " ".join(filter(None, [self.postcode, self.city]))
        parts = (self.extended, self.street, self.po_box, place, self.region, self.country)
        return ", ".join(part for part in parts if part)


class PhoneItem(NamedTuple):
    """A number in E.164, as printed, with extension and purpose."""

    number: str
    printed: str | None
    extension: str | None
    note: str | None

    def __str__(self) -> str:
        return f"{self.number} ext. {self.extension}" if self.extension else self.number


class ContactItem(NamedTuple):
    """Whom to ring or write to, and how old that is."""

    id: str
    name: str
    organization: str | None
    role: str | None
    kind: PresenceKind | Literal["mandate"]
    presence: str | None
    covers: tuple[str, ...]
    region: Region | None
    city: str | None
    address: AddressItem | None
    mailing: AddressItem | None
    phones: tuple[PhoneItem, ...]
    faxes: tuple[PhoneItem, ...]
    emails: tuple[str, ...]
    web: str | None
    as_of: str
    revised: Date | None
    status: CardStatus
    note: str | None
    sources: tuple[str, ...]
