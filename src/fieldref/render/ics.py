"""iCalendar (RFC 5545): what falls due as whole-day events.

Every stamp comes from the data, so the same data give the same bytes.
"""

from __future__ import annotations

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


def render(answer: Answer, options: OutputOptions = DEFAULT_OPTIONS) -> str:
    """Write the answer's calendar; dates known to the year alone are left out.

    With `options.remind` each event that is still to come off rings so many days before.
    """
    calendar = Calendar()
    name = sanitize_line(answer.title or "fieldref")
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//fieldref//fieldref//EN")
    calendar.add("name", name)  # RFC 7986, section 5.1; the X- name is what most programs read
    calendar.add("x-wr-calname", name)
    for uid, entry, when in _placed(answer):
        event = _event(uid, entry, when, answer)
        if options.remind is not None and entry.state != "cancelled":
            event.add_component(_alarm(entry, options.remind))
        calendar.add_component(event)
    return cast(bytes, calendar.to_ical(sorted=False)).decode()


def list_omissions(answer: Answer) -> tuple[str, ...]:
    """Say in a sentence how many dates the calendar leaves out."""
    entries = answer.calendar() if answer.calendar else ()
    count = sum(PartialDate.restore(entry.item.date).known == 1 for entry in entries)
    if not count:
        return ()
    are = "1 date is" if count == 1 else f"{count} dates are"
    return (f"{are} known only to the year and not in the calendar.",)


FORMAT = Format(render, list_omissions=list_omissions)


def _placed(answer: Answer) -> Iterator[tuple[str, CalendarEntry, PartialDate]]:
    """What has a month, with a UID that no other event of the calendar has."""
    seen: dict[str, int] = {}
    for entry in answer.calendar() if answer.calendar else ():
        item, when = entry.item, PartialDate.restore(entry.item.date)
        if when.known > 1:
            seen[item.id] = seen.get(item.id, 0) + 1
            again = f"-again-{seen[item.id]}" if seen[item.id] > 1 else ""
            yield f"{sanitize_line(item.id)}{again}@fieldref", entry, when


def _event(uid: str, entry: CalendarEntry, when: PartialDate, answer: Answer) -> Event:
    """A VEVENT (section 3.6.1); its end is the day after the last (section 3.6.1, DTEND)."""
    stamp = datetime.combine(date.fromisoformat(answer.edition), datetime.min.time(), UTC)
    event, item = Event(), entry.item
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", int(entry.moved))
    event.add("dtstart", when.first)
    event.add("dtend", when.last + timedelta(1))
    event.add("status", entry.state.upper())
    event.add("summary", sanitize_line(entry.summary))
    event.add("description", _description(item, answer))
    kinds = dict.fromkeys(filter(None, [item.kind, item.treaty or item.mechanism, item.basis]))
    event.add("categories", [sanitize_line(kind) for kind in kinds])
    event.add("transp", "TRANSPARENT")
    if link := source_address(item.sources, answer.sources):
        event.add("url", vUri(link))
    return event


def _alarm(entry: CalendarEntry, days: int) -> Alarm:
    """A VALARM that shows the event so many days before it begins (section 3.6.6)."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", sanitize_line(entry.summary))
    alarm.add("trigger", timedelta(-days))
    return alarm


def _description(item: DeadlineItem, answer: Answer) -> str:
    basis = f" ({item.basis})" if item.basis != item.status else ""
    told = [sanitize_line(item.ground.words), sanitize_line(f"Status: {item.status}{basis}")]
    return "\n".join([*filter(None, told), *cited_sources(item.sources, answer.sources)])
