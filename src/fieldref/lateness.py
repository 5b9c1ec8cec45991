"""What may be said of a due date that has passed, and how a stated one is carried on.

A State is called late only where the data hold that nothing came after and that the record is
complete; otherwise it is the record that has nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldref.dates import PartialDate
from fieldref.entries import BY_RULE, Entry, Question
from fieldref.model import Complete, Reporting, Review, Treaty
from fieldref.reporting import Step, count

_CAME = ("considered", "report submitted")


def told(entry: Entry, rows: list[Review], complete: tuple[Complete, ...], on: date) -> Entry:
    """The entry with what the record holds of a report that was due by the day `on`.

    What is by rule alone is left as it is: nobody may have asked for a report on that day.
    """
    if entry.kind != "report" or entry.date.last >= on or entry.status.startswith(BY_RULE):
        return entry
    if entry.replaced or entry.basis == "projected" or any(_after(row, entry) for row in rows):
        return entry
    known = any(one.treaty == entry.treaty and one.until.first >= on for one in complete)
    return entry._replace(
        status=f"{entry.status}; {'overdue' if known else 'no report recorded here'}"
    )


def _after(row: Review, entry: Entry) -> bool:
    """Whether a row shows that a report came, or was taken up without one, for that date."""
    if row.event not in _CAME or row.date is None:
        return False
    same = row.report is not None and entry.report in row.report.split("-")
    return same or row.date.last >= entry.date.first


def rhythm(found: list[Entry], treaty: Treaty, question: Question) -> Iterator[Entry]:
    """The treaty's rhythm carried on from the last stated due date, past the day asked as of.

    Always marked projected; a date that the rule gives anyway is left to the rule.
    """
    duty = treaty.reporting
    stated = [one for one in found if one.kind == "report" and one.basis == "stated"]
    if not stated or duty is None or not duty.then_years:
        return
    start = max(stated, key=lambda entry: entry.date)
    ruled = [one.date for one in found if one.basis == "statutory"]
    number = 1
    while (when := start.date.plus_years(number * duty.then_years)).first <= question.last:
        if when.first > question.on and not any(when.agrees(one) for one in ruled):
            yield _projected(start, when, duty, number)
        number += 1


def _projected(start: Entry, when: PartialDate, duty: Reporting, number: int) -> Entry:
    years = count((duty.then_years or 0) * number, "year")
    words = f"{years} after the last stated date, {start.date.words}: {when.words}"
    step = Step(when, "projected", duty.article, words, start.sources)
    return start._replace(
        id=f"{start.state}-{start.treaty}-projected-{number}".lower(),
        date=when,
        basis="projected",
        status="projected: the treaty's rhythm carried on; nothing is announced",
        steps=(*start.steps, step),
        report=None,
    )
