"""Say when a committee next considers a State, as far as that is known or likely."""

from __future__ import annotations

from datetime import date
from typing import Literal

from fieldref.dates import PartialDate
from fieldref.model.common import Sources
from fieldref.model.states import Review
from fieldref.records import NamedTuple
from fieldref.rules.next_report import LastReview, last_submission

Sureness = Literal["known", "likely", "not known"]
_LISTS = ("list of issues", "list of issues prior to reporting")


class NextReview(NamedTuple):
    """A State's next review: how sure it is, the day if there is one, in words."""

    sureness: Sureness
    words: str
    date: PartialDate | None = None
    session: int | None = None
    sources: Sources = ()


def next_review(rows: list[Review], review: LastReview | None, on: date) -> NextReview:
    """Say it of the rows of one State under one treaty, with its last review."""
    ahead = [row for row in rows if row.event == "considered" and _lies_ahead(row, on)]
    if ahead:
        return _known(min(ahead, key=_day))
    lists = [row for row in rows if row.event in _LISTS and _is_since(row, review)]
    if lists:
        return _after_list(max(lists, key=_day), on)
    report = last_submission(rows, review, on)
    if report:
        number = f" {report.report}" if report.report else ""
        words = f"likely, since report{number} was received {_day(report).when_words}"
        return NextReview("likely", words, sources=report.sources)
    return NextReview("not known", "not known here")


def _known(row: Review) -> NextReview:
    session = f", session {row.session}" if row.session else ""
    status = f" ({row.status})" if row.status else ""
    return NextReview(
        sureness="known",
        words=f"{_day(row).words}{session}{status}",
        date=_day(row),
        session=row.session,
        sources=row.sources,
    )


def _after_list(row: Review, on: date) -> NextReview:
    """Say that a review is likely: a list of issues comes before it or before its report."""
    day = _day(row)
    of = "of" if day.first <= on else "planned for"
    words = f"likely, after the {row.event} {of} {day.words}"
    return NextReview("likely", words, sources=row.sources)


def _day(row: Review) -> PartialDate:
    day = row.moved_to or row.date
    assert day  # only rows with a date are asked
    return day


def _lies_ahead(row: Review, on: date) -> bool:
    if row.date is None or row.status in ("held", "cancelled"):
        return False
    return (row.status != "postponed" or row.moved_to is not None) and _day(row).last > on


def _is_since(row: Review, review: LastReview | None) -> bool:
    return row.date is not None and (review is None or row.date > review.date)
