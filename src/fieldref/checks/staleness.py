"""What is older than asked: no fault, but what a person may want to look at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldref.checks.world import Problem, World
from fieldref.dates import AsOf, PartialDate
from fieldref.model.presences import Contact, Institution, Presence


def find_stale_facts(world: World, before: date) -> Iterator[Problem]:
    """Presences, contacts and institutions that were last known to be so before that day.

    What is closed, superseded or last listed in an older list is old by its nature, and left out.
    """
    for found in world.every(Presence):
        if found.record.status in (None, "open") and _older(found.record.as_of, before):
            yield Problem(found, "as_of", f"{found.record.name}: as of {found.record.as_of}")
    for found in world.every(Contact):
        if not found.record.superseded_by and _older(found.record.as_of, before):
            yield Problem(found, "as_of", f"{found.record.name}: as of {found.record.as_of}")
    for found in world.every(Institution):
        day: PartialDate | None = found.record.status_date
        if day is None or day.last < before:
            when = f"status of {day.words}" if day else "no date of its status"
            yield Problem(found, "status_date", f"{found.record.name}: {when}")


def _older(when: AsOf, before: date) -> bool:
    """Whether all of it lies before; words without a year are as old as can be."""
    return when.last is None or when.last.last < before
