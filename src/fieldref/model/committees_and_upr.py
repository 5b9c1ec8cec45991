"""Define the records of committees.yaml and upr.yaml: treaty bodies, the UPR, their sessions."""

from typing import Literal

from fieldref.dates import PartialDate
from fieldref.model.common import CommitteeCode, Sources
from fieldref.records import NamedTuple


class Session(NamedTuple):
    """A session of a committee, of the UPR Working Group or of the Human Rights Council.

    `submissions` is the day that was published for what civil society sends in.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    session: int | None = None
    cycle: int | None = None
    inferred: bool = False
    note: str | None = None
    sources: Sources = ()
    kind: Literal["pre-session"] | None = None
    status: Literal["held", "announced", "postponed", "cancelled"] | None = None
    place: str | None = None
    submissions: PartialDate | None = None


class SubmissionRule(NamedTuple):
    """By when civil society sends in what it has, as the committee or its secretariat says."""

    says: str
    sources: Sources
    weeks: int | None = None


class FollowUpRule(NamedTuple):
    """When a committee asks how recommendations that it chose were carried out.

    `months` counts from its concluding observations; `says` is the rule in words, said after the
    committee's name.
    """

    says: str
    sources: Sources
    months: int | None = None


class Committee(NamedTuple):
    """A treaty body: its acronym, full name, the text that created it, and known sessions."""

    acronym: CommitteeCode
    name: str
    created_by: str | None = None
    secretariat: str | None = None
    sessions: tuple[Session, ...] = ()
    sources: Sources = ()
    members: int | None = None
    mailbox: str | None = None
    meets: str | None = None
    submissions: SubmissionRule | None = None
    follow_up: FollowUpRule | None = None


class UprDeadline(NamedTuple):
    """A published due date for the documents of a UPR session."""

    session: int
    kind: Literal["upr-report", "upr-submission"]
    date: PartialDate
    status: Literal["provisional", "extended"] | None = None
    note: str | None = None
    sources: Sources = ()


class UprRule(NamedTuple):
    """How long before a session opens a document falls due: a range of whole months."""

    kind: Literal["upr-report", "upr-submission"]
    most_months: int
    least_months: int
    says: str
    sources: Sources = ()


class Length(NamedTuple):
    """How long a document may be."""

    document: str
    pages: int | None = None
    words: int | None = None
    says: str | None = None
    sources: Sources = ()


class Cycle(NamedTuple):
    """A cycle of the UPR: its number, first and last session, and span."""

    number: int
    first_session: int
    last_session: int
    start: PartialDate | None = None
    end: PartialDate | None = None
    note: str | None = None
    sources: Sources = ()


class Upr(NamedTuple):
    """The Universal Periodic Review: cycles, sessions, due dates and limits (HRC 5/1, 16/21).

    `council` has sessions of the Human Rights Council, which adopts the outcomes.
    """

    cycles: tuple[Cycle, ...]
    sessions: tuple[Session, ...]
    rules: tuple[UprRule, ...]
    deadlines: tuple[UprDeadline, ...] = ()
    lengths: tuple[Length, ...] = ()
    sources: Sources = ()
    council: tuple[Session, ...] = ()
