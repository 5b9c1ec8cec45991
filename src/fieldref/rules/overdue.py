"""What may be said of a due date that has passed, and how a stated one is carried on.

A State is called late only where the data hold that nothing came after and that the record is
complete; otherwise it is the record that has nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from fieldref.dates import PartialDate
from fieldref.model.states import Complete, Review
from fieldref.model.treaties import Reporting, Treaty
from fieldref.rules.entries import BY_RULE, AgendaWindow, Entry
from fieldref.rules.grounds import GroundStep, count_words

PROJECTED = "projected: the treaty's rhythm carried on; nothing is announced"
_NOT_DUE = ("cancelled", "postponed", PROJECTED)
_CAME = ("considered", "concluding observations", "report submitted")


def mark_overdue(
    entry: Entry, rows: list[Review], complete: tuple[Complete, ...], on: date
) -> Entry:
    """The entry, called overdue if nothing came and the record is known to be complete."""
    known = any(one.treaty == entry.treaty and one.until.first >= on for one in complete)
    if known and report_is_missing(entry, rows, on):
        return entry._replace(status=f"{entry.status}; overdue")
    return entry


def report_is_missing(entry: Entry, rows: Iterable[Review], on: date) -> bool:
    """Whether a report was due by the day `on` and none is recorded to have come for it.

    What is by rule alone is passed over: nobody may have asked for a report on that day. So is a
    date whose source is the State's own report.
    """
    if entry.kind != "report" or entry.date.last >= on or entry.status.startswith(BY_RULE):
        return False
    if entry.replaced or entry.status in _NOT_DUE or _by_itself(entry):
        return False
    own = (row for row in rows if row.treaty == entry.treaty)
    return not any(_after(row, entry) for row in own)


def _by_itself(entry: Entry) -> bool:
    """Whether a source is a report of the State, such as CAT/C/BDI/2."""
    return any(f"/{entry.state}/" in ref.id and "/CO/" not in ref.id for ref in entry.sources)


def _after(row: Review, entry: Entry) -> bool:
    """Whether a row shows that a report came, or was taken up without one, for that date."""
    if row.event not in _CAME or row.date is None:
        return False
    same = row.report is not None and entry.report in row.report.split("-")
    return same or row.date.last >= entry.date.first


def project_rhythm(found: list[Entry], treaty: Treaty, question: AgendaWindow) -> Iterator[Entry]:
    """The treaty's rhythm carried on from the last stated due date, past the day asked as of.

    Always marked projected; a date that the rule gives anyway is left to the rule.
    """
    duty = treaty.reporting
    reports = [one for one in found if one.kind == "report" and one.basis == "stated"]
    stated = [one for one in reports if one.status not in _NOT_DUE]
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
    years = count_words((duty.then_years or 0) * number, "year")
    words = f"{years} after the last stated date, {start.date.words}: {when.words}"
    step = GroundStep(when, "projected", duty.article, words, start.sources)
    return start._replace(
        id=f"{start.state}-{start.treaty}-projected-{number}".lower(),
        date=when,
        basis="projected",
        status=PROJECTED,
        steps=(*start.steps, step),
        report=None,
    )
