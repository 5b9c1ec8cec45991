"""Define the records of offices: presences, contacts, programmes, mandates, institutions."""

from typing import Literal

from fieldref.dates import PartialDate, Period
from fieldref.model.common import (
    Number,
    PresenceKind,
    PresenceStatus,
    Region,
    Sources,
    StateCode,
    TreatyCode,
)
from fieldref.records import NamedTuple


class Address(NamedTuple):
    """A postal address in the parts of a vCard (RFC 6350 section 6.3.1)."""

    street: str | None = None
    extended: str | None = None
    po_box: str | None = None
    city: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str | None = None


class Phone(NamedTuple):
    """A telephone or fax number in E.164, as the source printed it, and what it is for."""

    number: Number
    printed: str | None = None
    extension: str | None = None
    note: str | None = None


class Contact(NamedTuple):
    """Whom to ring or write to; always an office or a unit, never a private person."""

    id: str
    name: str
    as_of: Period
    sources: Sources
    role: str | None = None
    organization: str | None = None
    address: Address | None = None
    mailing: Address | None = None
    phones: tuple[Phone, ...] = ()
    faxes: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    web: str | None = None
    superseded_by: str | None = None
    note: str | None = None


class Statement(NamedTuple):
    """One paraphrased statement of a source, dated where the source dates it."""

    text: str
    date: PartialDate | None = None
    treaties: tuple[TreatyCode, ...] = ()
    sources: Sources = ()


class Priority(NamedTuple):
    """What an office set out to do, with the treaties and bodies that it names."""

    text: str
    topic: str | None = None
    treaties: tuple[TreatyCode, ...] = ()
    bodies: tuple[str, ...] = ()
    sources: Sources = ()


class Record(NamedTuple):
    """What an office did in the period before."""

    period: Period
    items: tuple[Statement, ...]


class Framework(NamedTuple):
    """A development assistance framework of the country team, and the Office's part in it."""

    name: str
    period: Period
    areas: tuple[str, ...]
    described_as: str | None = None
    emphasis: str | None = None


class Resolution(NamedTuple):
    """A resolution that an office or mandate rests on."""

    number: str
    body: str | None = None
    date: PartialDate | None = None
    note: str | None = None
    sources: Sources = ()


class Publication(NamedTuple):
    """A publication that a programme page lists."""

    title: str
    kind: str | None = None
    note: str | None = None


class Programme(NamedTuple):
    """What the Office saw, did and set out to do in a period; `extent` says how much was found."""

    period: Period
    title: str
    sources: Sources
    written: Period | None = None
    extent: str | None = None
    context: tuple[Statement, ...] = ()
    mechanisms: tuple[Statement, ...] = ()
    record: Record | None = None
    principle: Statement | None = None
    priorities: tuple[Priority, ...] = ()
    framework: Framework | None = None
    mandate: tuple[Statement, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    work_areas: tuple[Statement, ...] = ()
    partners: tuple[str, ...] = ()
    publications: tuple[Publication, ...] = ()
    presence_kinds: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Presence(NamedTuple):
    """A field presence or headquarters unit: where it sits, what it covers, how to reach it.

    `host` is the State it sits in, which need not be one that it covers; both may be missing.
    `last listed` means found in an older list and not in the newest: it doesn't mean closed.
    `announced` and `requested` mean that nothing tells of its opening yet.
    """

    id: str
    kind: PresenceKind
    name: str
    as_of: Period
    sources: Sources
    also_known_as: tuple[str, ...] = ()
    city: str | None = None
    host: StateCode | None = None
    covers: tuple[StateCode, ...] = ()
    region: Region | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    status: PresenceStatus | None = None
    known_in: tuple[Period, ...] = ()
    contacts: tuple[Contact, ...] = ()
    programmes: tuple[Programme, ...] = ()
    note: str | None = None


class Accreditation(NamedTuple):
    """What status an institution had at another date than the newest one known."""

    status: Literal["A", "B"]
    date: PartialDate
    sources: Sources


class Institution(NamedTuple):
    """A national human rights institution and its accreditation (A or B) at a date."""

    name: str
    sources: Sources
    acronym: str | None = None
    status: Literal["A", "B"] | None = None
    status_date: PartialDate | None = None
    web: str | None = None
    note: str | None = None
    history: tuple[Accreditation, ...] = ()


class Mandate(NamedTuple):
    """A special procedure of the Human Rights Council: thematic, or on one country.

    `extended` is the latest extension that is known, in the Council's session `extended_session`
    and for `extended_years`; `resolutions` are those that carried the mandate on.
    """

    id: str
    title: str
    kind: Literal["country", "thematic"]
    sources: Sources
    state: StateCode | None = None
    formerly: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    resolution: str | None = None
    contacts: tuple[Contact, ...] = ()
    note: str | None = None
    extended: PartialDate | None = None
    extended_session: int | None = None
    extended_years: int | None = None
    resolutions: tuple[Resolution, ...] = ()
