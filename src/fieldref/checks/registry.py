"""Register the checks, and run them over all the data together.

Each check goes over the records of a World and yields what is wrong; a check of one kind of thing
stands in one module. What is wrong is a value: all of it is told, each at its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from fieldref.checks import (
    acts,
    codes,
    contacts,
    party_counts,
    reviews,
    rows,
    sources,
    staleness,
    times,
    treaty_bodies,
)
from fieldref.checks.world import Problem, World
from fieldref.errors import Fault
from fieldref.loading.dataset import Dataset

# What each check proves, in words, and the check.
CHECKS: dict[str, Callable[[World], Iterator[Problem]]] = {
    "every fact has a source": sources.find_unsourced_facts,
    "every source is used": sources.find_unused_sources,
    "no source stands under two ids, or twice with one fact": sources.find_doubled_sources,
    "every code and id is known": codes.find_unknown_codes,
    "no id, code or name stands for two things": codes.find_doubled_ids,
    "dates of treaties and acts are in order": acts.find_dates_out_of_order,
    "nothing is told as past on a day that has not come": times.find_days_ahead,
    "no State joined the United Nations before there was one": times.find_early_members,
    "a file that bears a State's name is of that State": codes.find_misnamed_files,
    "codes of States and languages have their form": rows.find_bad_codes,
    "regions fit the regional groups of the United Nations": rows.find_bad_regions,
    "no row of a list stands twice": rows.find_doubled_rows,
    "what stands in a State's file is of that State": rows.find_foreign_rows,
    "sessions are numbered in their order, and reviews fit it": rows.find_disorder,
    "numbers of rules and committees are plausible": rows.find_implausible_numbers,
    "no State is party twice": acts.find_doubled_parties,
    "as many States parties as published, but for what known gaps explain": party_counts.find_wrong,
    "UPR sessions lie in their cycles": reviews.find_bad_sessions,
    "each State once in each UPR cycle, on a day of its session": reviews.find_bad_reviews,
    "no UPR review of a past cycle is missing, or a known gap says why": reviews.find_missing,
    "sessions end after they begin, each number once": treaty_bodies.sessions,
    "reviews by committees fit the State's acts and the sessions": treaty_bodies.reviews,
    "reviews end soon, are put off to later days, and documents come before": treaty_bodies.spans,
    "outcomes of the UPR are adopted in their session of the Council": treaty_bodies.adoptions,
    "mandates begin before they end": treaty_bodies.mandates,
    "telephone numbers are valid for their country": contacts.find_bad_numbers,
    "addresses, e-mail and web addresses are well formed": contacts.find_bad_addresses,
}


def find_faults(
    checked: Dataset, base: Dataset | None = None, on: date | None = None
) -> tuple[Fault, ...]:
    """Find what is wrong in the files of `checked`, which may name what `base` holds.

    On the day `on`, or on that of the data if it is later, nothing can be told that comes after.

    Faults of reading come alone: with a file missing, the rest would tell of its absence only.
    """
    if checked.faults:
        return checked.faults
    world = World(checked, base, on)
    problems = (problem for check in CHECKS.values() for problem in check(world))
    return _to_faults(world, problems)


def find_stale(checked: Dataset, before: date) -> tuple[Fault, ...]:
    """Find what was last known to be so before that day; no fault, though in a fault's form."""
    world = World(checked)
    return _to_faults(world, staleness.find_stale_facts(world, before))


def _to_faults(world: World, problems: Iterator[Problem]) -> tuple[Fault, ...]:
    faults = [problem.fault for problem in problems if world.is_checked(problem)]
    return tuple(sorted(set(faults)))
