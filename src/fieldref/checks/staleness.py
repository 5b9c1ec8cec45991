"""Find what is older than asked: no fault, but worth another look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldref.checks.world import Problem, World
from fieldref.dates import PartialDate, Period
from fieldref.model.presences import Contact, Institution, Presence


def find_stale_facts(world: World, before: date) -> Iterator[Problem]:
    """Find presences, contacts and institutions last known to be so before that day.

    What is closed, superseded or last listed in an older list is old by its nature, and left out.
    """
    for located in world.every(Presence):
        if located.record.status in (None, "open") and _older(located.record.as_of, before):
            yield Problem(located, "as_of", f"{located.record.name}: as of {located.record.as_of}")
    for located in world.every(Contact):
        if not located.record.superseded_by and _older(located.record.as_of, before):
            yield Problem(located, "as_of", f"{located.record.name}: as of {located.record.as_of}")
    for located in world.every(Institution):
        day: PartialDate | None = located.record.status_date
        if day is None or day.last < before:
            when = f"status of {day.words}" if day else "no date of its status"
            yield Problem(located, "status_date", f"{located.record.name}: {when}")


def _older(when: Period, before: date) -> bool:
    """Tell whether all of it lies before; words without a year are as old as can be."""
    return when.last is None or when.last.last < before
