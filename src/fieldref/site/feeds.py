"""Give the calendars to subscribe to and the address book of all.

A calendar has the dates that a source states; the one whose name ends with `-about` has those by
a rule of a treaty, worked out from a session or known to the year alone, too, each marked as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from fieldref.answer.calendar import CalendarEntry
from fieldref.answer.items.base import DeadlineItem
from fieldref.render.interface import OutputOptions
from fieldref.site.directory import REGIONS, Directory, answer_file
from fieldref.site.files import SiteFile, file_name


def feed_files(directory: Directory) -> Iterator[SiteFile]:
    """Yield every calendar, with those that have no date yet, and the address book of all."""
    answer = directory.ahead
    regions: dict[str, str] = {state.codes.iso3: state.region or "" for state in directory.states}
    entries: defaultdict[str, list[CalendarEntry]] = defaultdict(list)
    for entry in answer.calendar() if answer.calendar else ():
        for name in _names(entry.item, regions):
            entries[name].append(entry)
    for name, title in _titles(directory):
        chosen = tuple(entries[name])
        stated = tuple(entry for entry in chosen if entry.item.basis == "stated")
        titled = answer._replace(title=f"{title}: UN human-rights dates")
        for ending, dates in (("", stated), ("-about", chosen)):
            calendar = titled._replace(calendar=partial(tuple, dates))
            yield answer_file(
                f"feeds/{name}{ending}.ics", "ics", calendar, OutputOptions(about=bool(ending))
            )
    yield answer_file("contacts/all.vcf", "vcard", directory.contacts)


def region_feed(region: str) -> str:
    """Give the name of a region's calendar."""
    return f"region-{file_name(region).lower()}"


def committee_feed(code: str) -> str:
    """Give the name of a committee's calendar, which has its protocols' dates, too."""
    return f"committee-{file_name(code)}"


def _names(item: DeadlineItem, regions: dict[str, str]) -> Iterator[str]:
    """Yield the names of the calendars in which a date stands."""
    yield "world"
    yield item.state
    yield region_feed(regions.get(item.state, ""))
    if item.treaty:
        yield file_name(item.treaty)
    yield committee_feed(item.committee or item.mechanism)


def _titles(directory: Directory) -> Iterator[tuple[str, str]]:
    """Yield each calendar's name and title."""
    catalog = directory.context.catalog
    yield from ((state.codes.iso3, state.state) for state in directory.states)
    yield from ((file_name(treaty.code), treaty.code) for treaty in catalog.treaties)
    bodies = (*(body.acronym for body in catalog.committees), "UPR")
    yield from ((committee_feed(body), f"{body}, each State") for body in bodies)
    yield from ((region_feed(region), region) for region in REGIONS)
    yield "world", "All States"
