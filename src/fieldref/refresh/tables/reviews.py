"""Reviews, reports and due dates: a file's row beside ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldref.dates import PartialDate
from fieldref.model.states import Review
from fieldref.refresh.changes import (
    Change,
    TableRules,
    compare_dates,
    compare_words,
    nearest,
    nothing_missing,
)
from fieldref.refresh.interface import Fact
from fieldref.refresh.tables.sessions import compare_status

_NEAR = 75  # days between two dates of one dialogue, as sources give it
_BEFORE_PUBLISHED, _AFTER_PUBLISHED = 400, 31  # a document's day beside that of its adoption
_MOVED = ("postponed", "cancelled")


def _find(rows: Sequence[Review], fact: Fact) -> Review | None:
    """Give our row that a fact means: by cycle, document, session, report or date, in this order.

    A document that has only the day of its publication is that of the last dialogue before it.
    """
    theirs = fact.record
    assert isinstance(theirs, Review)
    group = (theirs.mechanism, theirs.treaty, theirs.event)
    same = [row for row in rows if (row.mechanism, row.treaty, row.event) == group]
    if theirs.mechanism:
        return _find_upr(same, theirs)
    by_document = _first_with(same, "document", theirs.document)
    if by_document or theirs.event == "report due":
        return by_document or _find_due(rows, same, theirs)
    dated = [row for row in same if row.date and theirs.date and row.date.agrees(theirs.date)]
    by_session = _first_with(dated, "session", theirs.session)
    by_session = by_session or _first_with(same, "session", theirs.session)
    if by_session is None and theirs.event == "report submitted":
        by_session = _first_with(same, "report", theirs.report)
    return by_session or _find_by_day(same, theirs, fact.published)


def _first_with(rows: list[Review], key: str, value: object) -> Review | None:
    wanted = str(value).casefold()
    fits = (row for row in rows if str(getattr(row, key)).casefold() == wanted)
    return next(fits, None) if value else None


def _find_by_day(
    rows: list[Review], theirs: Review, published: PartialDate | None
) -> Review | None:
    if theirs.date:
        return nearest(rows, theirs.date, _NEAR, _NEAR)
    if published is None:
        return None
    bare = [row for row in rows if row.document is None]
    return nearest(bare, published, _BEFORE_PUBLISHED, _AFTER_PUBLISHED)


def _find_upr(rows: list[Review], theirs: Review) -> Review | None:
    """Give the review of the cycle, not one that was put off unless the session says so."""
    for row in rows:
        if theirs.session and row.session == theirs.session:
            return row
    standing = [row for row in rows if row.status not in _MOVED and theirs.status not in _MOVED]
    return next((row for row in standing if theirs.cycle and row.cycle == theirs.cycle), None)


def _find_due(rows: Sequence[Review], same: list[Review], theirs: Review) -> Review | None:
    """Give our due date of that day or report, else of the same next report."""
    day = theirs.date
    for row in same:
        if row.date and day and row.date.agrees(day):
            return row
    if theirs.report or day is None:
        return _first_with(same, "report", theirs.report)
    after = _last_considered(rows, theirs)
    next_ones = [row for row in same if row.date and after and row.date.first > after.last]
    return next_ones[-1] if next_ones and after and day.first > after.last else None


def _last_considered(rows: Sequence[Review], theirs: Review) -> PartialDate | None:
    held = [
        row.date
        for row in rows
        if row.treaty == theirs.treaty and row.date and row.status == "held"
        and row.event in ("considered", "concluding observations")
    ]  # fmt: skip
    return max(held, key=lambda day: day.last, default=None)


def _compare(base: Change, ours: Review, theirs: Review, _is_whole: bool) -> Iterator[Change]:
    moved = ours.moved_to and theirs.date and ours.moved_to.agrees(theirs.date)
    for field in ("end_date", "adopted") if moved else ("date", "end_date", "adopted"):
        yield from compare_dates(base, field, getattr(ours, field), getattr(theirs, field), False)
    for field in ("session", "cycle", "report", "document", "adopted_session"):
        yield from compare_words(base, field, getattr(ours, field), getattr(theirs, field))
    yield from compare_status(base, ours.status, theirs.status)


def _words(row: Review) -> str:
    what = row.event or f"Universal Periodic Review, cycle {row.cycle}"
    session = f"session {row.session}" if row.session else ""
    report = f"report {row.report}" if row.report else ""
    return ", ".join(filter(None, (what, str(row.date or ""), session, report, row.document)))


_SHORT = {
    "considered": "considered",
    "concluding observations": "co",
    "report due": "due",
    "report submitted": "submitted",
    "list of issues": "loi",
    "list of issues prior to reporting": "loipr",
}


def _label(row: Review) -> str:
    if row.mechanism:
        return f"upr-{row.cycle or row.session}"
    return f"{_SHORT.get(row.event or '', '')}-{row.nr or row.date or row.document}"


def _identity(row: Review) -> tuple[str, ...]:
    if row.mechanism:
        return ("mechanism", "cycle", "session", "date")
    return ("treaty", "event", "nr") if row.nr else ("treaty", "event", "date")


RULES = TableRules(
    section="reviews",
    find=_find,
    compare=_compare,
    missing=nothing_missing,
    label=_label,
    words=_words,
    identity=_identity,
)
