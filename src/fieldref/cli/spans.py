"""Read spans of time as people type them: 90d, 12w, 6m, 2y."""

from __future__ import annotations

import re
from datetime import date, timedelta

from fieldref.dates import PartialDate
from fieldref.records import NamedTuple

_SPAN = re.compile(r"([0-9]{1,4})([dwmy])")
_DAYS = {"d": 1, "w": 7}
_MONTHS = {"m": 1, "y": 12}


class Span(NamedTuple):
    """So many days, weeks, months or years (`unit` is the letter for it)."""

    number: int
    unit: str

    @property
    def days(self) -> int | None:
        """Give the span in days; None for months and years, which have no one length."""
        return self.number * _DAYS[self.unit] if self.unit in _DAYS else None

    def after(self, day: date) -> date:
        """Give the day that lies the span ahead; raise OverflowError or ValueError past 9999."""
        return self._shift(day, 1)

    def before(self, day: date) -> date:
        """Give the day that lies the span back; raise OverflowError or ValueError before 1."""
        return self._shift(day, -1)

    def _shift(self, day: date, direction: int) -> date:
        if self.days is not None:
            return day + timedelta(direction * self.days)
        months = direction * self.number * _MONTHS[self.unit]
        return PartialDate.of(day).plus_months(months).last


def parse_span(text: str) -> Span | None:
    """Read a span such as 90d; None if `text` is none."""
    match = _SPAN.fullmatch(text)
    return Span(int(match[1]), match[2]) if match else None
