"""Give the pages of the calendar: years and regions ahead, and the years that are over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from fieldref.answer import Answer
from fieldref.answer.blocks import Bars, Block, Facts, Heading, Paragraph, line
from fieldref.site.api import API
from fieldref.site.directory import REGIONS, Directory
from fieldref.site.feeds import region_feed
from fieldref.site.files import Feed, Page, calendars
from fieldref.site.markup import compose_page

_MOST_OF_A_YEAR = 220  # dates on a page of a year that is over: about 80 kB
_PAST = "calendar/past.html"


def pages(directory: Directory) -> Iterator[Page]:
    """Yield every page of the calendar."""
    yield from _calendar(directory)
    yield from _past(directory)


def _calendar(directory: Directory) -> Iterator[Page]:
    """Yield a page of what falls due in each year, and in each region over these years."""
    years = [(f"calendar/{year}.html", str(year)) for year in directory.years]
    regions = [(f"calendar/{region_feed(region)}.html", region) for region in REGIONS]
    ways = (*years, *regions, (_PAST, "Earlier years"))
    world = calendars("world", "All States")
    for year, (path, _) in zip(directory.years, years, strict=True):
        json = Feed(f"{API}/deadlines/{year}.json", "application/json", f"{year} as JSON")
        yield compose_page(
            path,
            [directory.deadlines_of(year)],
            directory.links,
            section="calendar",
            feeds=(*world, json),
            ways=ways,
            title=f"What falls due in {year}",
        )
    last = directory.window[1]
    for region, (path, _) in zip(REGIONS, regions, strict=True):
        yield compose_page(
            path,
            [directory.deadlines(directory.context.on, last, region)],
            directory.links,
            section="calendar",
            ways=ways,
            title=f"{region}: what lies ahead",
            feeds=calendars(region_feed(region), region),
        )
    first = directory.context.on
    yield compose_page(
        "calendar/index.html",
        [directory.deadlines(first, first + timedelta(days=365))],
        directory.links,
        section="calendar",
        feeds=world,
        ways=ways,
        title="The next twelve months",
    )


def _past(directory: Directory) -> Iterator[Page]:
    """Yield the pages of what fell due in each year that is over, and the index of these years."""
    for year in directory.past_years:
        yield from _past_year(directory, year)
    blocks: list[Block] = [
        Heading("Earlier years", 1),
        Paragraph(line("What fell due in each year, by region where there was much.")),
    ]
    yield compose_page(
        _PAST,
        [directory.answer(blocks)],
        directory.links,
        section="calendar",
        ways=tuple((_year_path(year), f"{year}") for year in directory.past_years),
    )


def _past_year(directory: Directory, year: int) -> Iterator[Page]:
    """Yield the page of a year; of one with much its dates by month, and a page a region."""
    answer = directory.deadlines_of(year)
    parts = [("", answer)]
    ways = [(_PAST, "Earlier years")]
    if len(answer.items) > _MOST_OF_A_YEAR:
        regional = [(region, _in_region(directory, year, region)) for region in REGIONS]
        regional = [(region, part) for region, part in regional if part.items]
        parts = [("", _summary(directory, answer, regional)), *regional]
        ways += [(_year_path(year), f"{year}")]
        ways += [(_year_path(year, region), region) for region, _ in regional]
    json = Feed(f"{API}/deadlines/{year}.json", "application/json", f"{year} as JSON")
    for region, part in parts:
        yield compose_page(
            _year_path(year, region),
            [part],
            directory.links,
            section="calendar",
            feeds=(json,),
            ways=tuple(ways),
            title=f"What fell due in {year}" + (f": {region}" if region else ""),
        )


def _summary(directory: Directory, answer: Answer, regional: list[tuple[str, Answer]]) -> Answer:
    """Count what fell due in a year, by month and by region."""
    counts = tuple((region, line(f"{len(part.items)}")) for region, part in regional)
    return directory.answer(
        [
            Heading(answer.title, 1),
            Paragraph(line(f"{len(answer.items)} dates; each region has its own page.")),
            *(block for block in answer.blocks() if isinstance(block, Bars)),
            Heading("By region", 2),
            Facts(counts),
        ]
    )


def _year_path(year: int, region: str = "") -> str:
    return f"calendar/{year}-{region_feed(region)}.html" if region else f"calendar/{year}.html"


def _in_region(directory: Directory, year: int, region: str) -> Answer:
    return directory.deadlines(date(year, 1, 1), date(year, 12, 31), region)
