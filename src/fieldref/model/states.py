"""Define the records of states/*.yaml: a State's profile."""

from typing import Literal

from fieldref.dates import PartialDate
from fieldref.model.common import (
    Region,
    Sources,
    StateCode,
    Symbol,
    TreatyCode,
    UnGroup,
)
from fieldref.model.presences import Institution, Presence, Programme
from fieldref.model.treaties import Act
from fieldref.records import NamedTuple


class Codes(NamedTuple):
    """ISO 3166-1 alpha-2 and alpha-3, and the UN's M49 number (three digits)."""

    iso2: str
    iso3: StateCode
    m49: str


class LocalName(NamedTuple):
    """A State's name in a language (ISO 639 code)."""

    language: str
    name: str


class Review(NamedTuple):
    """A review of a State, or a due date that a source states.

    `mechanism: UPR` or `treaty`; with a treaty, `event` says what the date is. `nr` keeps the
    entry's id stable; `set_by` is the day of the review that set a due date, `authority` whose
    word the date is; `moved_to` the new date of what was postponed. `inferred` marks a session, or
    with a date the day, that follows from a pattern alone. `adopted` is the day on which the Human
    Rights Council adopted the outcome of a UPR review, in its session `adopted_session`.
    """

    mechanism: Literal["UPR"] | None = None
    treaty: TreatyCode | None = None
    event: (
        Literal[
            "considered",
            "concluding observations",
            "report due",
            "report submitted",
            "list of issues",
            "list of issues prior to reporting",
        ]
        | None
    ) = None
    date: PartialDate | None = None
    nr: int | None = None
    cycle: int | None = None
    session: int | None = None
    report: str | None = None
    status: Literal["announced", "held", "planned", "postponed", "cancelled"] | None = None
    set_by: PartialDate | None = None
    moved_to: PartialDate | None = None
    inferred: bool = False
    note: str | None = None
    sources: Sources = ()
    end_date: PartialDate | None = None
    document: Symbol | None = None
    authority: Literal["committee", "cover", "other"] | None = None
    adopted: PartialDate | None = None
    adopted_session: int | None = None


class Declaration(NamedTuple):
    """A declaration that opens or closes a procedure, or that a treaty asks of its parties.

    `opts out` under OPCAT art. 24 puts duties off; `minimum age` and `no armed forces` answer
    CRC-OPAC art. 3(2), the age as the text has it. A State without one may have made it.
    """

    treaty: TreatyCode
    article: str
    kind: Literal["accepts", "opts out", "withdrawn", "minimum age", "no armed forces"]
    sources: Sources
    date: PartialDate | None = None
    age: str | None = None
    note: str | None = None


class Reservation(NamedTuple):
    """That a State has a text of reservation or declaration to a treaty, as of its source."""

    treaty: TreatyCode
    sources: Sources


class Event(NamedTuple):
    """Something dated that is neither a report nor a review: a visit, a mission."""

    date: PartialDate
    what: str
    sources: Sources
    nr: int | None = None


class Complete(NamedTuple):
    """A treaty under which every report and review of the State up to a day is recorded here.

    Only with it can a due date that has passed be called overdue.
    """

    treaty: TreatyCode
    until: PartialDate
    sources: Sources


class State(NamedTuple):
    """All that is recorded of one State.

    `found_by` has what people look for it by and no page says: its people, abbreviations, names
    that formal ones are made with. `un_observer_since` is for a non-member observer State.
    """

    state: str
    codes: Codes
    sources: Sources
    also_known_as: tuple[str, ...] = ()
    names: tuple[LocalName, ...] = ()
    found_by: tuple[str, ...] = ()
    un_member_since: PartialDate | None = None
    un_observer_since: PartialDate | None = None
    un_group: UnGroup | None = None
    region: Region | None = None
    treaties: tuple[Act, ...] = ()
    reviews: tuple[Review, ...] = ()
    events: tuple[Event, ...] = ()
    programmes: tuple[Programme, ...] = ()
    presences: tuple[Presence, ...] = ()
    institutions: tuple[Institution, ...] = ()
    complete: tuple[Complete, ...] = ()
    notes: tuple[str, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    reservations: tuple[Reservation, ...] = ()


class Elsewhere(NamedTuple):
    """A name that people look for which is no State here, and the one sentence that says so."""

    names: tuple[str, ...]
    says: str


class KnownGap(NamedTuple):
    """What is missing or contradictory in the data, and why.

    `parties` is by how many the published and the counted number of a treaty's parties may differ.
    """

    about: str
    what: str
    why: str | None = None
    states: tuple[StateCode, ...] = ()
    treaty: TreatyCode | None = None
    sources: Sources = ()
    parties: int | None = None
