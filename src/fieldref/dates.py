"""Hold dates that are known to the year, the month or the day, and stay that way.

The notation is EDTF level 0 (ISO 8601-2:2019): 2009, 2009-11, 2009-11-14.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from fieldref.records import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2199
FORMS = "2009, 2009-11 or 2009-11-14"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# Compiled when they are first needed, which few questions do:
_YEAR = r"\b(19|20)[0-9]{2}\b"
_NO_WORDS = r"[0-9 /-]+"
_INTERVAL = r"([0-9]{4})-([0-9]{4})|([0-9-]{4,10})/([0-9-]{4,10})"


class PartialDate(NamedTuple):
    """A date as precise as its source: month or day 0 means that it is not known.

    Ordered by year, month, day; what is known less precisely stands before what is known more
    precisely. `approximate` marks what was computed from a date that is not known to the day.
    """

    year: int
    month: int = 0
    day: int = 0
    approximate: bool = False

    @property
    def scalar(self) -> bool:
        """Tell writers for machines to give one value, its str(), not an object of its parts."""
        return True

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Give the date that `text` writes; ValueError if it is none, or outside 1900 to 2199."""
        match = _DATE.fullmatch(text)
        if not match:
            raise ValueError(f"expected a date ({FORMS}), got {text!r}")
        year, month, day = (int(part or 0) for part in match.groups())
        parsed = cls(year, month, day)
        zero = "00" in match.groups()[1:]
        if zero or not FIRST_YEAR <= parsed.year <= LAST_YEAR or not parsed._exists():
            raise ValueError(f"expected a date that exists ({FORMS}), got {text!r}")
        return parsed

    @classmethod
    def restore(cls, text: str) -> PartialDate:
        """Give the date that an item holds as text: a computed one may lie past 2199."""
        year, month, day, *_ = (*map(int, text.split("-")), 0, 0)
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Give the same day as `day`."""
        return cls(day.year, day.month, day.day)

    def _exists(self) -> bool:
        if self.month > 12:
            return False
        return not self.day or self.day <= _days_in_month(self.year, self.month)

    def __str__(self) -> str:
        parts = [f"{self.year:04}", f"{self.month:02}", f"{self.day:02}"]
        return "-".join(parts[: self.known])

    @property
    def known(self) -> int:
        """Say how much is known: 1 the year, 2 the month, 3 the day."""
        return 3 if self.day else 2 if self.month else 1

    @property
    def words(self) -> str:
        """Give the date as a person writes it: 14 November 2009, November 2009, 2009."""
        month = MONTHS[self.month - 1] if self.month else ""
        words = f"{month} {self.year}" if month else str(self.year)
        if self.day:
            words = f"{self.day} {words}"
        return f"about {words}" if self.approximate else words

    @property
    def when_words(self) -> str:
        """Give the date behind its preposition: on 4 May 2022, in May 2022, about 2022."""
        return self.words if self.approximate else f"{'on' if self.day else 'in'} {self.words}"

    @property
    def precision(self) -> Literal["day", "month", "year", "about"]:
        """Say how precisely the date is known."""
        if self.approximate:
            return "about"
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first(self) -> date:
        """Give the first day that the date can mean."""
        year, month, day, _ = self
        return date(year, month or 1, day or 1)

    @property
    def last(self) -> date:
        """Give the last day that the date can mean."""
        year, month, day, _ = self
        return date(year, month or 12, day or _days_in_month(year, month or 12))

    def to(self, known: int) -> PartialDate:
        """Give the date with no more than `known` (1 year, 2 month, 3 day) of its precision."""
        month, day = self.month if known > 1 else 0, self.day if known > 2 else 0
        return PartialDate(self.year, month, day, self.approximate)

    def meets(self, first: date, last: date) -> bool:
        """Tell whether any day that the date can mean lies from `first` to `last`."""
        return self.first <= last and first <= self.last

    def agrees(self, other: PartialDate) -> bool:
        """Tell whether both can mean one day, as far as both are known."""
        known = min(self.known, other.known)
        return self[:known] == other[:known]

    def plus_years(self, years: int) -> PartialDate:
        """Give the same day so many years on; 29 February becomes the 28th where it must."""
        year, month, day, approximate = self
        year += years
        if (month, day) == (2, 29):
            day = _days_in_month(year, month)
        return PartialDate(year, month, day, approximate)

    def plus_months(self, months: int) -> PartialDate:
        """Give the same day so many months on, or the month's last day if it is shorter.

        A date known to the year stays one: it is approximate unless the months make whole years.
        """
        if not self.month:
            approximate = self.approximate or months % 12 != 0
            return PartialDate(_carry(self.year, 1, months)[0], approximate=approximate)
        year, month = _carry(self.year, self.month, months)
        day = self.day if self.day < 29 else min(self.day, _days_in_month(year, month))
        return PartialDate(year, month, day, self.approximate)

    def plus_days(self, days: int) -> PartialDate:
        """Give so many days on; approximate where the days can carry it past the year or month."""
        if self.day:
            day = self.first + timedelta(days)
            return PartialDate(day.year, day.month, day.day, self.approximate)
        first = PartialDate.of(self.first + timedelta(days)).to(self.known)
        last = PartialDate.of(self.last + timedelta(days)).to(self.known)
        return first._replace(approximate=self.approximate or first != last)

    def first_of_month_after(self, months: int) -> PartialDate:
        """Give the first day of the month that follows when so many months have run."""
        if not self.month:
            return PartialDate(self.year, approximate=True)
        year, month = _carry(self.year, self.month, months + 1)
        return PartialDate(year, month, 1, self.approximate)


def _days_in_month(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _carry(year: int, month: int, months: int) -> tuple[int, int]:
    years, rest = divmod(year * 12 + month - 1 + months, 12)
    return years, rest + 1


class Period(NamedTuple):
    """A date, an interval of dates or words of a source: when something was so or went on.

    `first` and `last` are the bounds where the words give any; a reader is shown `text`.
    """

    text: str
    first: PartialDate | None = None
    last: PartialDate | None = None

    def __str__(self) -> str:
        return self.text

    @property
    def scalar(self) -> bool:
        """Tell writers for machines to give one value, its str(), not an object of its parts."""
        return True

    @classmethod
    def parse(cls, text: str) -> Period:
        """Give the period that `text` writes: 2018-03, 2008-2009, 2015-06/2016-02, or words."""
        try:
            day = PartialDate.parse(text)
            return cls(day.words, day, day)
        except ValueError:
            pass
        if match := re.fullmatch(_INTERVAL, text):
            parts = [part for part in match.groups() if part]
            first, last = (PartialDate.parse(part) for part in parts)
            if last < first:
                raise ValueError(f"expected an interval that runs forward, got {text!r}")
            return cls(f"{first.words} to {last.words}" if "/" in text else text, first, last)
        if re.fullmatch(_NO_WORDS, text):
            raise ValueError(f"expected a date, an interval of dates or words, got {text!r}")
        years = sorted(PartialDate(int(match.group())) for match in re.finditer(_YEAR, text))
        return cls(text, years[0], years[-1]) if years else cls(text)
