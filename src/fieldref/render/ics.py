"""iCalendar (RFC 5545): what falls due as whole-day events.

Every stamp comes from the data, so the same data give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import cast

from icalendar import Alarm, Calendar, Event, vUri

from fieldref.answer import Answer
from fieldref.answer.calendar import CalendarEntry
from fieldref.answer.items.base import DeadlineItem
from fieldref.dates import PartialDate
from fieldref.render.interface import DEFAULT_OPTIONS, Format, OutputOptions
from fieldref.render.sanitize import sanitize_line
from fieldref.render.sources import cited_sources, source_address

_MOST_NAMED = 5
_FIRST_EDITION = date(2020, 1, 1)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_VAGUE = {1: " (about {})", 2: " (in {}, day not known)", 3: ""}  # by what is known of a date


def render(answer: Answer, options: OutputOptions = DEFAULT_OPTIONS) -> str:
    """Write the answer's calendar; with `options.about` also dates known to the year alone.

    With `options.remind` each event that is still to come off rings so many days before.
    """
    calendar = Calendar()
    name = sanitize_line(answer.title or "fieldref")
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//fieldref//fieldref//EN")
    calendar.add("name", name)  # RFC 7986, section 5.1; the X- name is what most programs read
    calendar.add("x-wr-calname", name)
    for uid, entry, when in _placed(answer, options.about):
        event = _event(uid, entry, when, answer)
        if options.remind is not None and entry.state != "cancelled":
            event.add_component(_alarm(_summary(entry, when), options.remind))
        calendar.add_component(event)
    return cast(bytes, calendar.to_ical(sorted=False)).decode()


def list_omissions(answer: Answer, options: OutputOptions = DEFAULT_OPTIONS) -> tuple[str, ...]:
    """Name the dates that the calendar leaves out, and say how to keep them."""
    entries = answer.calendar() if answer.calendar else ()
    vague = [entry for entry in entries if PartialDate.restore(entry.item.date).known == 1]
    if options.about or not vague:
        return ()
    are = "1 date is" if len(vague) == 1 else f"{len(vague)} dates are"
    named = [f"{entry.summary} ({entry.item.date})" for entry in vague[:_MOST_NAMED]]
    more = f" and {len(vague) - _MOST_NAMED} more" if len(vague) > _MOST_NAMED else ""
    names = "; ".join(map(sanitize_line, named))
    return (
        f"{are} known only to the year and not in the calendar: {names}{more}. To keep: --about",
    )


FORMAT = Format(render, list_omissions=list_omissions)


def _placed(answer: Answer, about: bool) -> Iterator[tuple[str, CalendarEntry, PartialDate]]:
    """Give what is placed, with a UID that no other event has: what has a month, or all."""
    seen: dict[str, int] = {}
    for entry in answer.calendar() if answer.calendar else ():
        item, when = entry.item, PartialDate.restore(entry.item.date)
        if when.known > 1 or about:
            seen[item.id] = seen.get(item.id, 0) + 1
            again = f"-again-{seen[item.id]}" if seen[item.id] > 1 else ""
            yield f"{sanitize_line(item.id)}{again}@fieldref", entry, when


def _event(uid: str, entry: CalendarEntry, when: PartialDate, answer: Answer) -> Event:
    """Make a VEVENT (section 3.6.1); its end is the day after the last (DTEND)."""
    stamp = datetime.combine(date.fromisoformat(answer.edition), datetime.min.time(), UTC)
    event, item = Event(), entry.item
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    changed = _changed(item, answer, stamp)
    event.add("last-modified", changed)
    event.add("sequence", _sequence(changed, entry))
    event.add("dtstart", when.first)
    event.add("dtend", when.last + timedelta(1))
    event.add("status", entry.state.upper())
    event.add("summary", _summary(entry, when))
    event.add("description", _description(item, answer))
    kinds = dict.fromkeys(filter(None, [item.kind, item.treaty or item.mechanism, item.basis]))
    event.add("categories", [sanitize_line(kind) for kind in kinds])
    event.add("transp", "TRANSPARENT")
    if link := source_address(item.sources, answer.sources):
        event.add("url", vUri(link))
    return event


def _changed(item: DeadlineItem, answer: Answer, stamp: datetime) -> datetime:
    """Give the day on which the date can last have changed: of the data, or of a newer source.

    Of the user's own rows that is their source's, so that what they move is moved in calendars.
    """
    cited = {source.partition(", ")[0] for source in item.sources}
    dates = [source.date for source in answer.sources if source.id in cited and source.date]
    days = [PartialDate.parse(day).last for day in dates if _DAY.fullmatch(day)]
    newest = max(days, default=stamp.date())
    return max(stamp, datetime.combine(newest, datetime.min.time(), UTC))


def _sequence(changed: datetime, entry: CalendarEntry) -> int:
    """Give a revision that is higher whenever the date can have moved (section 3.8.7.4).

    Nobody keeps count of what a calendar said before, so it counts days.
    """
    return 2 * (changed.date() - _FIRST_EDITION).days + entry.moved


def _summary(entry: CalendarEntry, when: PartialDate) -> str:
    """Give the line for people; of a date that isn't known to the day it says so."""
    return sanitize_line(entry.summary + _VAGUE[when.known].format(when.words))


def _alarm(summary: str, days: int) -> Alarm:
    """Make a VALARM that shows the event so many days before it begins (section 3.6.6)."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(-days))
    return alarm


def _description(item: DeadlineItem, answer: Answer) -> str:
    basis = f" ({item.basis})" if item.basis != item.status else ""
    words = [sanitize_line(item.ground.words), sanitize_line(f"Status: {item.status}{basis}")]
    return "\n".join([*filter(None, words), *cited_sources(item.sources, answer.sources)])
