"""What a single record can't know: whether all the data together hold.

Each check goes over the records of a World and yields what is wrong; a check of one kind of thing
stands in one module. What is wrong is a value: all of it is told, each at its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from fieldref.checks import acts, codes, contacts, reviews, sources, staleness
from fieldref.checks.acts import Counted, counted, counted_words
from fieldref.checks.contacts import can_ring
from fieldref.checks.world import Problem, World
from fieldref.errors import Fault
from fieldref.loading.dataset import Bundle

__all__ = ["CHECKS", "Counted", "World", "can_ring", "counted", "counted_words", "faults", "stale"]

# What each check proves, in words, and the check.
CHECKS: dict[str, Callable[[World], Iterator[Problem]]] = {
    "every fact has a source": sources.unsourced,
    "every source is used": sources.unused,
    "every code and id is known": codes.unknown,
    "no id, code or name stands for two things": codes.doubled,
    "dates of treaties and acts are in order": acts.order,
    "no State is party twice": acts.twice,
    "as many States parties as published, or a known gap says why not": acts.numbers,
    "UPR sessions lie in their cycles": reviews.sessions,
    "each State once in each UPR cycle, on a day of its session": reviews.reviews,
    "no UPR review of a past cycle is missing, or a known gap says why": reviews.missing,
    "telephone numbers are valid for their country": contacts.phones,
    "addresses, e-mail and web addresses are well formed": contacts.addresses,
}


def faults(own: Bundle, beside: Bundle | None = None) -> tuple[Fault, ...]:
    """What is wrong in the files of `own`, which may name what `beside` holds.

    Faults of reading come alone: with a file missing, the rest would tell of its absence only.
    """
    if own.faults:
        return own.faults
    world = World(own, beside)
    problems = (problem for check in CHECKS.values() for problem in check(world))
    return _told(world, problems)


def stale(own: Bundle, before: date) -> tuple[Fault, ...]:
    """What was last known to be so before that day; no fault, though it has a fault's form."""
    world = World(own)
    return _told(world, staleness.stale(world, before))


def _told(world: World, problems: Iterator[Problem]) -> tuple[Fault, ...]:
    found = [problem.fault for problem in problems if world.own(problem)]
    return tuple(sorted(set(found)))
