"""Define the items of `list`, `search` and `compare`: one for each subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fieldref.answer.items.base import Date, Precision
from fieldref.records import NamedTuple

if TYPE_CHECKING:
    from fieldref.model.common import How, PresenceKind, PresenceStatus, Region, UnGroup
    from fieldref.rules.entries import Basis
    from fieldref.rules.standing import Status


class StateLine(NamedTuple):
    """A State: its codes and groups; `parties` counts the instruments in force for it.

    `standing`, `signed` and `in_force` are towards the instrument that the list is asked about.
    """

    iso3: str
    iso2: str
    m49: str
    name: str
    un_group: UnGroup | None
    region: Region | None
    un_member_since: Date | None
    un_observer_since: Date | None
    parties: int
    sources: tuple[str, ...]
    standing: Status | None
    signed: Date | None
    in_force: Date | None


class TreatyLine(NamedTuple):
    """An instrument, and for how many States it is in force or signed and no more.

    `organizations` counts what is bound and no State: the European Union.
    """

    code: str
    title: str
    short: str
    adopted: Date
    in_force: Date
    committee: str
    parent: str | None
    parties: int
    organizations: int
    signed_only: int
    sources: tuple[str, ...]


class OfficeLine(NamedTuple):
    """A field presence or headquarters unit, without its programmes and cards."""

    id: str
    kind: PresenceKind
    name: str
    city: str | None
    host: str | None
    covers: tuple[str, ...]
    region: Region | None
    since: Date | None
    until: Date | None
    status: PresenceStatus | None
    as_of: str
    sources: tuple[str, ...]


class PassedItem(NamedTuple):
    """A due date that has passed, with no report or review recorded to have come since.

    `overdue` is true only where the State's record under the treaty is complete, else null: what
    isn't recorded may have come. `record_rows`, `record_from` and `record_until` say how far the
    record of all States under the treaty goes.
    """

    id: str
    date: Date
    state: str
    name: str
    treaty: str
    report: int | str | None
    committee: str
    basis: Basis
    set_by: Date | None
    days: int
    overdue: bool | None
    says: str
    record_rows: int
    record_from: Date | None
    record_until: Date | None
    sources: tuple[str, ...]


class MandateLine(NamedTuple):
    """A special procedure: thematic, or on one State."""

    id: str
    title: str
    kind: Literal["country", "thematic"]
    state: str | None
    since: Date | None
    until: Date | None
    resolution: str | None
    sources: tuple[str, ...]


class ReviewLine(NamedTuple):
    """What a committee or the UPR did with a State: a dialogue, its outcome, a list of issues.

    `date` of a UPR review without a day is the month of its session; `session` of an adoption is
    that of the Human Rights Council.
    """

    state: str
    name: str
    treaty: str | None
    mechanism: Literal["UPR"] | None
    event: Literal[
        "considered",
        "concluding observations",
        "list of issues",
        "list of issues prior to reporting",
        "report submitted",
        "upr-review",
        "adopted",
    ]
    date: Date | None
    end_date: Date | None
    session: int | None
    cycle: int | None
    report: int | str | None
    document: str | None
    status: Literal["announced", "held", "planned", "postponed", "cancelled"] | None
    sources: tuple[str, ...]
    date_from: str | None
    date_to: str | None
    precision: Precision | None


class SessionLine(NamedTuple):
    """A session of a committee, of the UPR Working Group (UPR) or of the Council (HRC)."""

    committee: str
    session: int | None
    kind: Literal["pre-session"] | None
    start: Date | None
    end: Date | None
    place: str | None
    cycle: int | None
    status: Literal["held", "announced", "postponed", "cancelled"] | None
    inferred: bool
    submissions: Date | None
    sources: tuple[str, ...]


class InstitutionLine(NamedTuple):
    """A national human rights institution and its accreditation on the day."""

    state: str
    name: str
    institution: str
    acronym: str | None
    status: Literal["A", "B"] | None
    status_date: Date | None
    web: str | None
    sources: tuple[str, ...]


class DeclarationLine(NamedTuple):
    """A declaration of a State under an article of a treaty."""

    state: str
    name: str
    treaty: str
    article: str
    kind: Literal["accepts", "opts out", "withdrawn", "minimum age", "no armed forces"]
    date: Date | None
    age: str | None
    note: str | None
    sources: tuple[str, ...]


class SourceLine(NamedTuple):
    """A source of the data."""

    id: str
    title: str
    publisher: str | None
    address: str | None
    date: str | None
    note: str | None


class FoundItem(NamedTuple):
    """A passage that holds the words: what it is of, where it stands, how to see it.

    `id` is the subject's: a code, or the id of an office, mandate, contact or source. `command` is
    what to type for the whole of it; null where no command shows it.
    """

    kind: str
    id: str
    name: str
    where: str
    text: str
    as_of: str | None
    sources: tuple[str, ...]
    command: str | None


class ComparedItem(NamedTuple):
    """Where one State stands towards one instrument; `status` says it in words."""

    treaty: str
    title: str
    state: str
    name: str
    status: Status
    signed: Date | None
    bound: Date | None
    how: How | None
    in_force: Date | None
    withdrawn: Date | None
    sources: tuple[str, ...]
