"""Define the items of `timeline`: one for each mark."""

from __future__ import annotations

from fieldref.answer.items.base import Date
from fieldref.records import NamedTuple


class TimelineItem(NamedTuple):
    """A mark of a State's timeline: an act, a report, a review, a visit or a period.

    `until` is set for what lasts; `lane` is a treaty, UPR, visits or programmes.
    """

    date: Date
    until: Date | None
    lane: str
    kind: str
    what: str
    status: str
    sources: tuple[str, ...]
