"""Say what may be said of a due date that has passed.

A State is called late only where the data hold that nothing came after and that the record is
complete; otherwise it is the record that has nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fieldref.model.states import Complete, Review
from fieldref.rules.entries import Entry
from fieldref.rules.status import Caveat, Certainty

CAME = ("considered", "concluding observations", "report submitted")
_ASKED_BY_NOBODY = (Certainty.RHYTHM, Certainty.RHYTHM_PROJECTED)


def mark_overdue(
    entry: Entry, rows: list[Review], complete: tuple[Complete, ...], on: date
) -> Entry:
    """Give the entry, called overdue if nothing came and the record is known to be complete."""
    known = any(record.treaty == entry.treaty and record.until.first >= on for record in complete)
    if known and report_is_missing(entry, rows, on):
        return entry._replace(status=entry.status.with_caveat(Caveat.OVERDUE))
    return entry


def report_is_missing(entry: Entry, rows: Iterable[Review], on: date) -> bool:
    """Tell whether a report was due by the day `on` and none is recorded to have come for it.

    What is by rule alone is passed over: nobody may have asked for a report on that day. So is a
    date whose source is the State's own report.
    """
    if entry.kind != "report" or entry.date.last >= on:
        return False
    if entry.status.certainty in _ASKED_BY_NOBODY or entry.status.is_dropped:
        return False
    if entry.replaced or _cites_report(entry):
        return False
    under_treaty = (row for row in rows if row.treaty == entry.treaty)
    return not any(_shows_arrival(row, entry) for row in under_treaty)


def _cites_report(entry: Entry) -> bool:
    """Tell whether a source is a report of the State, such as CAT/C/BDI/2."""
    return any(f"/{entry.state}/" in ref.id and "/CO/" not in ref.id for ref in entry.sources)


def _shows_arrival(row: Review, entry: Entry) -> bool:
    """Tell whether a row shows that a report came, or was taken up without one, for that date."""
    if row.event not in CAME or row.date is None:
        return False
    same = row.report is not None and entry.report in row.report.split("-")
    return same or row.date.last >= entry.date.first
