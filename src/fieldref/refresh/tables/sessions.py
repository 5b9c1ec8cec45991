"""Sessions of a committee, of the UPR Working Group, of the Council: a file's row beside ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldref.model.committees_and_upr import Session
from fieldref.refresh.changes import (
    Change,
    TableRules,
    compare_dates,
    compare_words,
    nothing_missing,
    of_field,
)
from fieldref.refresh.interface import Fact


def _find(rows: Sequence[Session], fact: Fact) -> Session | None:
    """Give our session of that number and kind; of one without a number, that of the day."""
    theirs = fact.record
    assert isinstance(theirs, Session)
    alike = [row for row in rows if (row.kind, row.session) == (theirs.kind, theirs.session)]
    if theirs.session is None:
        day = theirs.start
        alike = [row for row in alike if row.start and day and row.start.agrees(day)]
    return alike[0] if alike else None


def _compare(base: Change, ours: Session, theirs: Session, _is_whole: bool) -> Iterator[Change]:
    for field in ("start", "end", "submissions"):
        yield from compare_dates(base, field, getattr(ours, field), getattr(theirs, field), False)
    for field in ("place", "cycle"):
        yield from compare_words(base, field, getattr(ours, field), getattr(theirs, field))
    yield from compare_status(base, ours.status, theirs.status)


def compare_status(base: Change, ours: str | None, theirs: str | None) -> Iterator[Change]:
    """Give the change of a status: what was announced may have been held, not the other way."""
    ahead = (None, "announced", "planned")
    if not theirs or ours == theirs or (ours == "held" and theirs in ahead):
        return
    yield of_field(base, "finer" if ours in ahead else "contradicts", "status", ours, theirs)


def _words(row: Session) -> str:
    days = " to ".join(str(day) for day in (row.start, row.end) if day)
    number = f"session {row.session}" if row.session else row.kind or "a session"
    return f"{number}, {days}".strip(", ")


def _label(row: Session) -> str:
    number = str(row.session or row.start or "")
    return f"{row.kind}-{number}" if row.kind else number


RULES = TableRules(
    section="sessions",
    find=_find,
    compare=_compare,
    missing=nothing_missing,
    label=_label,
    words=_words,
    identity=lambda row: ("kind", "session") if row.session else ("kind", "start"),
)
