"""Define Entry: one thing that is due or took place, and what explains it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from fieldref.dates import PartialDate
from fieldref.model.common import Sources
from fieldref.records import NamedTuple
from fieldref.rules.grounds import GroundStep
from fieldref.rules.status import Status

Kind = Literal["report", "review", "upr-review", "upr-report", "upr-submission", "npm", "event"]
Basis = Literal["stated", "statutory", "derived", "projected", "rhythm"]
Authority = Literal["committee", "cover", "other"]
KINDS: tuple[Kind, ...] = (
    "report", "review", "upr-review", "upr-report", "upr-submission", "npm", "event",
)  # fmt: skip
BASES: tuple[Basis, ...] = ("stated", "statutory", "derived", "projected", "rhythm")


class Entry(NamedTuple):
    """One thing that is due or took place, with the steps that explain it.

    `id` is stable and holds no date; `replaced` is set on a date by rule for which a stated one
    stands, and on all dates by the rhythm once a committee has set one: such entries are told by
    `explain` and left out of every list.
    """

    id: str
    date: PartialDate
    state: str
    name: str
    kind: Kind
    basis: Basis
    status: Status
    steps: tuple[GroundStep, ...]
    sources: Sources
    treaty: str | None = None
    report: str | None = None
    session: int | None = None
    committee: str | None = None
    since: PartialDate | None = None  # of a stated date: the review that set it
    authority: Authority | None = None  # of a stated date: whose word it is
    base: PartialDate | None = None  # of one by rule: the anniversary before any practice
    replaced: str | None = None

    @property
    def order(self) -> PartialDate:
        """Give the date that it is sorted by in a chain: of observations the last that it can mean.

        The dialogue that they conclude may be known to the day.
        """
        concludes = any(step.words.startswith("concluding observations") for step in self.steps)
        return PartialDate.of(self.date.last) if concludes else self.date

    @property
    def is_set_by_committee(self) -> bool:
        """Tell whether the committee set the date, as far as its source says."""
        return self.since is not None or self.authority == "committee"


class AgendaWindow(NamedTuple):
    """The window, the day that the question is asked as of, and whether to carry patterns on."""

    first: date
    last: date
    on: date
    projected: bool = False
