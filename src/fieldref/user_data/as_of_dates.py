"""Read since when a card holds, as address books and spreadsheets write it."""

from __future__ import annotations

import re

from fieldref.dates import MONTHS, PartialDate, Period
from fieldref.records import NamedTuple

_NUMBERS = {
    name.casefold(): n
    for n, month in enumerate(MONTHS, 1)
    for name in (month, month[:3], month[:4])
}
_MONTH = r"(?P<month>[A-Za-z]+)\.?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_IN_WORDS = (
    re.compile(r"(?P<year>[0-9]{4})"),
    re.compile(rf"{_MONTH}[ -]{_YEAR}"),
    re.compile(rf"(?P<day>[0-9]{{1,2}})[. -]+{_MONTH}[ -]{_YEAR}"),
    re.compile(rf"{_MONTH} (?P<day>[0-9]{{1,2}}), ?(?P<year>[0-9]{{4}})"),
)
_IN_NUMBERS = (
    re.compile(
        r"(?P<year>[0-9]{4})(-?)(?P<month>[0-9]{2})\2(?P<day>[0-9]{2})(?:[T ][0-9:.,Z+-]*)?"
    ),
    re.compile(r"(?P<year>[0-9]{4})[/.](?P<month>[0-9]{1,2})[/.](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})"),
)
_EITHER = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?: [0-9:]+)?")
UNDATED = "undated"


class PeriodReading(NamedTuple):
    """A period as the data write it; `doubt` says what of it had to be left open."""

    text: str
    doubt: str = ""


def read_as_of(words: str) -> PeriodReading:
    """Read the words of a period: our own "March 2019 to 14 May 2020", a date, or words."""
    first, _, last = words.partition(" to ")
    days = [_day(part.strip()) for part in (first, last) if part]
    if days and all(days):
        return _valid("/".join(filter(None, days)), words)
    if match := _EITHER.fullmatch(words):
        return _either(match, words)
    return _valid(words, words)


def _day(words: str) -> str | None:
    """Read a date in words or numbers, if its order can't be mistaken."""
    for form in _IN_WORDS:
        match = form.fullmatch(words)
        month = _NUMBERS.get(match.groupdict().get("month", "january").casefold()) if match else 0
        if match and month:
            return _iso(match, month if "month" in match.groupdict() else 0)
    for form in _IN_NUMBERS:
        if match := form.fullmatch(words):
            return _iso(match, int(match["month"]))
    return None


def _iso(match: re.Match[str], month: int) -> str:
    year, day = match["year"], match.groupdict().get("day")
    if len(year) == 2:  # as spreadsheets shorten it: from 30 on, of the last century
        year = f"{'20' if int(year) < 30 else '19'}{year}"
    parts = (year, f"{month:02}" if month else "", f"{int(day):02}" if day else "")
    return "-".join(filter(None, parts))


def _either(match: re.Match[str], words: str) -> PeriodReading:
    """Read a date whose day and month may stand in either order."""
    first, second, year = int(match[1]), int(match[2]), match[3]
    if first == second or first > 12 or second > 12:
        day, month = max(first, second), min(first, second)
        return _valid(f"{year}-{month:02}-{day:02}", words)
    doubt = f"{words!r} may be either order of day and month; only the year is taken"
    return _valid(year, words)._replace(doubt=doubt)


def _valid(text: str, words: str) -> PeriodReading:
    try:
        Period.parse(text)
        is_date = re.search(r"\w", text) is not None
    except ValueError:
        is_date = False
    if not is_date:
        return PeriodReading(
            UNDATED, f"{words!r} is no date that is understood; the card stays undated"
        )
    return PeriodReading(text)


def read_timestamp(stamp: str) -> str | None:
    """Read the day of a time stamp such as 20240501T100000Z (RFC 6350, section 4.3.5)."""
    match = _IN_NUMBERS[0].fullmatch(stamp)
    day = _iso(match, int(match["month"])) if match else ""
    try:
        return str(PartialDate.parse(day))
    except ValueError:
        return None
