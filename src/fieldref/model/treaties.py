"""Define the records of treaties.yaml, and of what States do towards treaties."""

from typing import Literal

from fieldref.dates import PartialDate, Period
from fieldref.model.common import CommitteeCode, How, Sources, TreatyCode
from fieldref.records import NamedTuple


class Adoption(NamedTuple):
    """When and by which resolution an instrument was adopted, and when signature opened."""

    date: PartialDate
    resolution: str | None = None
    opened: PartialDate | None = None
    first_signature: PartialDate | None = None


class Clause(NamedTuple):
    """A day that the instrument itself fixes, and its article."""

    date: PartialDate
    article: str


class Delay(NamedTuple):
    """How long after a State's deposit the instrument binds it; exactly one of the three is set."""

    article: str
    days: int | None = None
    months: int | None = None
    first_of_month_after_months: int | None = None


class Denunciation(NamedTuple):
    """The clause on withdrawal; without one, an instrument cannot be denounced by its terms."""

    article: str
    months: int | None = None
    note: str | None = None


class Reporting(NamedTuple):
    """The duty to report: years from entry into force for the State, then years between reports.

    `then` stands in place of `then_years` where no fixed rhythm follows the initial report;
    `decision` is the decision that set the years where the article doesn't.
    """

    article: str
    decision: str | None = None
    initial_years: int | None = None
    then_years: int | None = None
    then: Literal["on request", "within the parent's report", "additional information"] | None = (
        None
    )
    without_parent_years: int | None = None
    basis: str | None = None
    note: str | None = None
    sources: Sources = ()


class Duty(NamedTuple):
    """A duty other than a report that falls due: OPCAT's national preventive mechanism."""

    what: Literal["npm"]
    article: str
    years: int
    note: str | None = None
    sources: Sources = ()


class Practice(NamedTuple):
    """How a committee counted in practice, between two dates of its documents.

    `eve`: the day before the anniversary. `fixed day`: `day` (MM-DD) of the year of the
    anniversary or, once that day has passed, of the next. Other kinds make no dates: they are told.
    """

    what: Literal["eve", "fixed day", "told"]
    note: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    day: str | None = None
    sources: Sources = ()


class Procedure(NamedTuple):
    """A complaint procedure, and whether a State must opt in or may opt out.

    A State declares so under `declared_under`, where that is another article. A procedure that
    `awaits` so many declarations is not in force for anybody yet.
    """

    kind: Literal[
        "communications", "inquiry", "inter-State communications", "visits", "urgent action"
    ]
    article: str | None = None
    opt: Literal["in", "out"] | None = None
    sources: Sources = ()
    declared_under: str | None = None
    awaits: int | None = None


class Count(NamedTuple):
    """A published number of States parties, to hold the data against."""

    parties: int
    date: Period
    sources: Sources
    note: str | None = None


class Act(NamedTuple):
    """What a State or organization did towards an instrument, as the depositary records it.

    `bound` is the deposit, not entry into force. `notified` is the notification of a denunciation
    and `withdrawn` the day it took effect; an act with `effect: none` changed nothing. `since` is
    the day that a succession's effect goes back to; `counted_from` the day from which the
    committee's own documents count the State's reports, where it isn't entry into force. A missing
    `how` is a kind of act not known. An `undated` act binds from a day that no source has, between
    `not_before` and `not_after` as far as they are known: no date is counted from it.
    """

    treaty: TreatyCode
    signed: PartialDate | None = None
    bound: PartialDate | None = None
    how: How | None = None
    notified: PartialDate | None = None
    withdrawn: PartialDate | None = None
    effect: Literal["none"] | None = None
    since: PartialDate | None = None
    counted_from: PartialDate | None = None
    note: str | None = None
    sources: Sources = ()
    undated: bool = False
    not_before: PartialDate | None = None
    not_after: PartialDate | None = None


class OrganizationAct(NamedTuple):
    """The act of a regional organization, such as the European Union's under CRPD art. 44.

    `reservation` says that the depositary has a text of reservation or declaration with it.
    """

    code: str
    name: str
    signed: PartialDate | None = None
    bound: PartialDate | None = None
    how: How | None = None
    sources: Sources = ()
    reservation: bool = False


class Treaty(NamedTuple):
    """One of the United Nations human-rights instruments with a treaty body, and its rules."""

    code: TreatyCode
    title: str
    short: str
    kind: Literal["core", "protocol"]
    committee: CommitteeCode
    adopted: Adoption
    in_force: Clause
    joins_later: Delay
    sources: Sources
    untc: str | None = None
    also_known_as: tuple[str, ...] = ()
    parent: TreatyCode | None = None
    denunciation: Denunciation | None = None
    reporting: Reporting | None = None
    duties: tuple[Duty, ...] = ()
    practices: tuple[Practice, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    organizations: tuple[OrganizationAct, ...] = ()
    published: tuple[Count, ...] = ()
    note: str | None = None
