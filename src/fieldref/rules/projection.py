"""Carry the treaty's rhythm on from the last due date that a source states."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.dates import PartialDate
from fieldref.model.treaties import Reporting, Treaty
from fieldref.rules.entries import AgendaWindow, Entry
from fieldref.rules.grounds import GroundStep, count_words
from fieldref.rules.status import Certainty, Status


def project_rhythm(entries: list[Entry], treaty: Treaty, window: AgendaWindow) -> Iterator[Entry]:
    """Carry the rhythm on past the day asked as of, to the end of the window.

    Always marked projected; a date that the rule gives anyway is left to the rule. A date that a
    committee has set ends the rhythm: nothing is carried on from it.
    """
    duty = treaty.reporting
    reports = [entry for entry in entries if entry.kind == "report" and entry.basis == "stated"]
    stated = [entry for entry in reports if not entry.status.is_dropped]
    if not stated or duty is None or not duty.then_years:
        return
    start = max(stated, key=lambda entry: entry.date)
    if start.is_set_by_committee:
        return
    ruled = [entry.date for entry in entries if entry.basis in ("statutory", "rhythm")]
    number = 1
    while (when := start.date.plus_years(number * duty.then_years)).first <= window.last:
        if when.first > window.on and not any(when.agrees(date) for date in ruled):
            yield _projected(start, when, duty, number)
        number += 1


def _projected(start: Entry, when: PartialDate, duty: Reporting, number: int) -> Entry:
    years = count_words((duty.then_years or 0) * number, "year")
    words = f"{years} after the last stated date, {start.date.words}: {when.words}"
    step = GroundStep(
        date=when, rule="projected", article=duty.article, words=words, sources=start.sources
    )
    return start._replace(
        id=f"{start.state}-{start.treaty}-projected-{number}".lower(),
        date=when,
        basis="projected",
        status=Status(Certainty.RHYTHM_PROJECTED),
        steps=(*start.steps, step),
        report=None,
    )
