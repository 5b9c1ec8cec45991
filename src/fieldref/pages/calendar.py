"""Make calendar entries of the agenda's: what each is called, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable

from fieldref.answer.calendar import CalendarEntry
from fieldref.answer.items.base import DeadlineItem
from fieldref.pages.common import entry_label
from fieldref.rules.entries import Entry
from fieldref.rules.status import Progress

_MOVED = (Progress.POSTPONED, Progress.CANCELLED)


def calendar_entries(
    entries: Iterable[Entry], items: Iterable[DeadlineItem]
) -> tuple[CalendarEntry, ...]:
    """Pair each entry's item with its summary and state."""
    return tuple([_calendar_entry(*pair) for pair in zip(entries, items, strict=True)])


def _calendar_entry(entry: Entry, item: DeadlineItem) -> CalendarEntry:
    moved = entry.status.progress in _MOVED
    summary = f"{item.name}: {_summary(entry, item)}{_mark(entry, item)}"
    if entry.status.progress is Progress.CANCELLED:
        return CalendarEntry(item, summary, "cancelled", moved)
    certain = entry.basis == "stated" and not entry.status.is_dropped
    return CalendarEntry(item, summary, "confirmed" if certain else "tentative", moved)


def _mark(entry: Entry, item: DeadlineItem) -> str:
    """Say what the summary says of a date that nobody has set, or that was moved."""
    if entry.basis == "projected":
        return " (projected)"
    if entry.basis == "rhythm":
        return " (by rhythm)"
    return f" ({item.status})" if entry.status.progress in _MOVED else ""


def _summary(entry: Entry, item: DeadlineItem) -> str:
    """Say what the entry is in a line, such as `CEDAW report 5 due`."""
    under = item.treaty or item.mechanism
    session = f", session {item.session}" if item.session else ""
    words = {
        "report": f"{under} report {item.report or ''}".rstrip() + " due",
        "review": f"{under} review{session}",
        "upr-review": f"UPR review{session}",
        "upr-report": f"UPR national report due{session}",
        "upr-submission": f"UPR stakeholder submissions due{session}",
        "npm": f"{under} national preventive mechanism due",
    }
    return words.get(item.kind) or entry_label(entry)
