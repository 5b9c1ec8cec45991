"""Make the ids of dated rows, by which calendars, answers and changes name them."""

from __future__ import annotations

from zlib import crc32

from fieldref.model.states import Event, Review, State

# What an id calls each event of a treaty body's review.
_NAMES = {
    "report due": "due",
    "considered": "review",
    "concluding observations": "observations",
    "report submitted": "submitted",
    "list of issues": "issues",
    "list of issues prior to reporting": "issues-prior",
    None: "submitted",
}


def treaty_stem(state: State, treaty: str) -> str:
    """Give what every id of a State under a treaty begins with, such as ken-cat."""
    return f"{state.codes.iso3}-{treaty}".lower()


def review_id(state: State, row: Review) -> str:
    """Give the id of a review by a treaty body or of what belongs to it.

    A due date is known by its report, else like the rest by the row's number, else by its date.
    """
    number = row.nr or row.date
    name = f"{_NAMES[row.event]}-{number}"
    if row.event == "report due" and row.report:
        name = f"report-{row.report}"
    return f"{treaty_stem(state, row.treaty or '')}-{name}"


def upr_id(state: State, cycle: int | None, what: str) -> str:
    """Give the id of a date of a State's Universal Periodic Review in a cycle."""
    return f"{state.codes.iso3.lower()}-upr-{cycle}-{what}"


def event_id(state: State, event: Event) -> str:
    """Give the id of an event: of its number, else of its date and words, so that it lasts."""
    number = event.nr or f"{event.date}-{crc32(event.what.encode()) % 100_000:05}"
    return f"{state.codes.iso3.lower()}-event-{number}"
