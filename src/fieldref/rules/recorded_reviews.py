"""Say how far the record of reviews under each treaty goes, so that no gap accuses a State."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fieldref.dates import PartialDate
from fieldref.model.states import State
from fieldref.records import NamedTuple
from fieldref.rules.overdue import CAME


class RecordedReviews(NamedTuple):
    """The reviews and reports recorded under a treaty by a day: how many, the first, the last."""

    rows: int
    first: PartialDate
    last: PartialDate


def recorded_reviews(states: Iterable[State], on: date) -> dict[str, RecordedReviews]:
    """Give what is recorded under each treaty that has any row by the day."""
    days: dict[str, list[PartialDate]] = {}
    for state in states:
        for row in state.reviews:
            if row.treaty and row.event in CAME and row.date and row.date.first <= on:
                days.setdefault(row.treaty, []).append(row.date)
    return {
        code: RecordedReviews(len(dates), min(dates), max(dates)) for code, dates in days.items()
    }
