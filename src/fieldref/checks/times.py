"""Find days that can't have come yet, or that lie before what they are about began."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from fieldref.checks.world import Located, Problem, World
from fieldref.dates import PartialDate, Period
from fieldref.model.common import Source
from fieldref.model.presences import (
    Accreditation,
    Contact,
    Institution,
    Mandate,
    Presence,
    Resolution,
)
from fieldref.model.states import Complete, Declaration, Event, Review, State
from fieldref.model.treaties import Act, Count, OrganizationAct, Treaty

UNITED_NATIONS = date(1945, 10, 24)  # the day on which the Charter entered into force

# What can only be told of the past, by record: a deposit, an accreditation, what was seen.
_PAST: dict[type, tuple[str, ...]] = {
    Accreditation: ("date",),
    Act: ("signed", "bound", "notified", "not_before"),
    Complete: ("until",),
    Contact: ("as_of",),
    Count: ("date",),
    Declaration: ("date",),
    Institution: ("status_date",),
    Mandate: ("since", "extended"),
    OrganizationAct: ("signed", "bound"),
    Presence: ("as_of",),
    Resolution: ("date",),
    Review: ("set_by", "adopted"),
    Source: ("date",),
    State: ("un_member_since",),
}
_HAPPENED = ("considered", "concluding observations", "report submitted", "list of issues")
_FORESEEN = 2  # years: no visit is announced for a later one
_AHEAD = ("announced", "planned", "postponed", "cancelled")


def find_days_ahead(world: World) -> Iterator[Problem]:
    """Find what is told as past on a day that has not come."""
    if world.latest is None:
        return
    for kind, keys in _PAST.items():
        for located in world.every(kind):
            for key in keys:
                yield from _ahead(located, key, getattr(located.record, key), world.latest)
    for located in world.every(Treaty):
        yield from _ahead(located, "adopted.date", located.record.adopted.date, world.latest)
    foreseen = world.latest.replace(year=world.latest.year + _FORESEEN, day=1)
    for located in world.every(Event):
        yield from _ahead(located, "date", located.record.date, foreseen)
    for located in world.every(Review):
        review = located.record
        happened = review.event in _HAPPENED or review.mechanism
        if review.status == "held" or (happened and review.status not in _AHEAD):
            yield from _ahead(located, "date", review.date, world.latest)


def _ahead(
    located: Located, key: str, when: PartialDate | Period | None, latest: date
) -> Iterator[Problem]:
    day: Any = when.first if isinstance(when, Period) else when
    if day and day.first > latest:
        says = f"expected no day after {PartialDate.of(latest).words}, got '{when}'"
        yield Problem(located, key, says)


def find_early_members(world: World) -> Iterator[Problem]:
    """Find States that joined the United Nations before there was one."""
    for located in world.every(State):
        joined = located.record.un_member_since
        if joined and joined.last < UNITED_NATIONS:
            founded = PartialDate.of(UNITED_NATIONS).words
            says = f"expected no day before the Charter was in force, {founded}, got '{joined}'"
            yield Problem(located, "un_member_since", says)
