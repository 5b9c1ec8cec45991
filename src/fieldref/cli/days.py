"""Read days, windows and spans (90d, 12w, 6m, 2y) as people type them. The clock is read here."""

from __future__ import annotations

import re
from datetime import date, timedelta

from fieldref.dates import FIRST_YEAR, FORMS, LAST_YEAR, PartialDate
from fieldref.errors import WrongUse
from fieldref.records import NamedTuple

_SPAN = re.compile(r"([0-9]{1,4})([dwmy])")
_DAYS = {"d": 1, "w": 7}
_MONTHS = {"m": 1, "y": 12}
_AHEAD_YEARS = 2
_YEARS = f"from {FIRST_YEAR} to {LAST_YEAR}"
_DAY_HINT = f"Such as 2008-01-01, or today; {_YEARS}."
FIRST_DAY = date(1945, 1, 1)  # of the United Nations: nothing here is older


class TimeSpan(NamedTuple):
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


def parse_span(text: str) -> TimeSpan | None:
    """Read a span such as 90d; None if `text` is none."""
    match = _SPAN.fullmatch(text)
    return TimeSpan(int(match[1]), match[2]) if match else None


def read_day(text: str | None) -> date:
    """Read the day that --on names; today without it."""
    if text is None or text == "today":
        return date.today()
    try:
        day = PartialDate.parse(text)
    except ValueError:
        day = None
    if day is None or not day.day:
        raise WrongUse(f"--on takes a day, got {text!r}.", _DAY_HINT)
    return day.first


def read_window(
    on: date, year: str | None, since: str | None, to: str | None, within: str | None
) -> tuple[date, date]:
    """Read the first and last day asked for; the next two years if nothing says otherwise."""
    if sum(map(bool, (year, since or to, within))) > 1:
        hint = "Take --year, or --from and --to, or --within."
        raise WrongUse("Only one window can be asked for.", hint)
    if year:
        if not re.fullmatch(r"[0-9]{4}", year):
            raise WrongUse(f"--year takes a year, got {year!r}.", "Such as 2009.")
        whole_year = _parse_date("--year", year)
        return whole_year.first, whole_year.last
    if within:
        return on, _shift("--within", on, within, ahead=True)
    if since or to:
        first = _parse_date("--from", since).first if since else on
        last = _parse_date("--to", to).last if to else _years_after(first, _AHEAD_YEARS)
        if last < first:
            raise WrongUse("The window ends before it begins.", "--from comes before --to.")
        return first, last
    return on, _years_after(on, _AHEAD_YEARS)


def read_past_window(
    on: date, year: str | None, since: str | None, to: str | None, within: str | None
) -> tuple[date, date]:
    """Read the window up to the day asked as of; from the beginning if nothing says otherwise."""
    if within:
        raise WrongUse(
            "--within looks ahead and --passed back.", "Take --year, or --from and --to."
        )
    if not year:
        since, to = since or FIRST_DAY.isoformat(), to or on.isoformat()
    first, last = read_window(on, year, since, to, None)
    return first, min(last, on)


def _parse_date(option: str, text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise WrongUse(
            f"{option} takes a date, got {text!r}.", f"Such as {FORMS}; {_YEARS}."
        ) from None


def stale_before(on: date, span: str | None) -> date | None:
    """Give the day that lies a span such as 2y before; None without a span."""
    return _shift("--stale", on, span, ahead=False) if span else None


def _shift(option: str, on: date, text: str, *, ahead: bool) -> date:
    span = parse_span(text)
    if span is None:
        raise WrongUse(f"{option} takes a span, got {text!r}.", "Such as 90d, 12w, 6m or 2y.")
    try:
        return span.after(on) if ahead else span.before(on)
    except (OverflowError, ValueError):
        sentence = f"{option} leads too far, got {text!r}."
        raise WrongUse(sentence, "Years go from 1 to 9999.") from None


def _years_after(on: date, years: int) -> date:
    return PartialDate.of(on).plus_years(years).last


def read_first(option: str, text: str | None) -> date | None:
    """Read the first day that a date can mean."""
    return _parse_date(option, text).first if text else None


def read_last(option: str, text: str | None) -> date | None:
    """Read the last day that a date can mean."""
    return _parse_date(option, text).last if text else None
