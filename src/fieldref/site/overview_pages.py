"""Give the pages over all: home, the indexes, the calendar, the lists, glossary, about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Bullets, Facts, Heading, Paragraph, Span, line
from fieldref.answer.meanings import BASES, STATUSES
from fieldref.dates import PartialDate
from fieldref.names import fold_letters
from fieldref.pages.common import source_items
from fieldref.pages.data_reach import reach_points
from fieldref.pages.explain.terms import explain_glossary
from fieldref.pages.lists.filters import ListQuery
from fieldref.render.html import escaped
from fieldref.site.api import API
from fieldref.site.directory import REGIONS, Directory
from fieldref.site.feeds import region_feed
from fieldref.site.files import Feed, Page, anchor, calendars, file_name
from fieldref.site.links import Links
from fieldref.site.markup import SiteMarkup, compose_page
from fieldref.site.paths import committee_path, state_path

_SOON = timedelta(days=120)  # what the home page shows
_MOST_SOON = 12
_MOST_OF_A_YEAR = 220  # dates on a page of a year that is over: about 80 kB
_PAST = "calendar/past.html"
_HOME = "The field reference for the UN human-rights system"
_LISTS = {
    "mandates": "Mandates of the Human Rights Council",
    "institutions": "National human rights institutions",
    "declarations": "Declarations under the treaties",
}


def pages(directory: Directory) -> Iterator[Page]:
    """Yield every page that is over more than one State, instrument or office."""
    yield _states(directory)
    yield from _calendar(directory)
    yield from _past(directory)
    yield _index(directory, "treaties")
    yield _committees(directory)
    yield from _offices(directory)
    yield from _lists(directory)
    yield compose_page(
        "glossary.html",
        [explain_glossary(directory.context)],
        directory.links,
        section="glossary",
    )
    yield _about(directory)


def _states(directory: Directory) -> Page:
    """Give the index of all States, by the region of the Office."""
    blocks: list[Block] = [Heading("States", 1, f"{len(directory.states)}")]
    ranked = sorted(directory.states, key=lambda state: state.region or "~")
    for region, states in groupby(ranked, lambda state: state.region or "Without a region"):
        blocks.append(Heading(region, 2))
        blocks.append(Bullets(tuple(line(Span(state.state)) for state in states)))
    return compose_page(
        "states/index.html",
        [directory.answer(blocks)],
        directory.links,
        section="states",
        feeds=calendars("world", "All States"),
    )


def _index(directory: Directory, subject: str) -> Page:
    return compose_page(
        f"{subject}/index.html",
        [directory.list(subject)],
        directory.links,
        section=subject,
        feeds=(Feed(f"{API}/{subject}.json", "application/json", f"{subject} as JSON"),),
    )


def _committees(directory: Directory) -> Page:
    pairs = [
        (body.acronym, line(body.name, f" · {body.meets}" if body.meets else ""))
        for body in directory.context.catalog.committees
    ]
    root = "../"
    entries = "\n".join(
        f"<dt>{anchor(committee_path(code), code, root)}</dt>"
        f"<dd>{SiteMarkup('committees/index.html', Links({})).spans(words)}</dd>"
        for code, words in [*pairs, ("UPR", line("Universal Periodic Review"))]
    )
    return Page(
        "committees/index.html",
        "Committees",
        "and the Universal Periodic Review",
        f"<dl>\n{entries}\n</dl>",
        section="committees",
    )


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
    """Yield a page of what fell due in each year that is over, by region where there is much."""
    ways: list[tuple[str, str]] = []
    for year in directory.past_years:
        answer = directory.deadlines_of(year)
        pages = [(_year_path(year), f"{year}", answer)]
        if len(answer.items) > _MOST_OF_A_YEAR:
            pages = [
                (_year_path(year, region), f"{year}: {region}", regional)
                for region in REGIONS
                if (regional := _in_region(directory, year, region)).items
            ]
        shown = [(path, title.rpartition(": ")[2]) for path, title, _ in pages]
        ways.append((pages[0][0], f"{year}"))
        json = Feed(f"{API}/deadlines/{year}.json", "application/json", f"{year} as JSON")
        for path, title, part in pages:
            yield compose_page(
                path,
                [part],
                directory.links,
                section="calendar",
                feeds=(json,),
                ways=((_PAST, "Earlier years"), *(shown if len(shown) > 1 else ())),
                title=f"What fell due in {title}",
            )
    blocks: list[Block] = [
        Heading("Earlier years", 1),
        Paragraph(line("What fell due in each year, by region where there was much.")),
    ]
    yield compose_page(
        _PAST, [directory.answer(blocks)], directory.links, section="calendar", ways=tuple(ways)
    )


def _year_path(year: int, region: str = "") -> str:
    return f"calendar/{year}-{region_feed(region)}.html" if region else f"calendar/{year}.html"


def _in_region(directory: Directory, year: int, region: str) -> Answer:
    return directory.deadlines(date(year, 1, 1), date(year, 12, 31), region)


def _offices(directory: Directory) -> Iterator[Page]:
    """Yield the index of offices by region, a page each, and that of all in a line."""
    ways = tuple((f"offices/in-{file_name(r).lower()}.html", r) for r in REGIONS)
    for region, (path, _) in zip(REGIONS, ways, strict=True):
        yield compose_page(
            path,
            [directory.list("offices", ListQuery(region=region))],
            directory.links,
            section="offices",
            title=f"Offices: {region}",
            ways=ways,
        )
    items = sorted(directory.list("offices").items, key=lambda item: (item.kind, item.name))
    blocks: list[Block] = [Heading("Offices", 1, f"{len(items)}")]
    for kind, offices in groupby(items, lambda item: item.kind):
        blocks.append(Heading(kind[:1].upper() + kind[1:], 2))
        blocks.append(Bullets(tuple(line(Span(office.name)) for office in offices)))
    yield compose_page(
        "offices/index.html",
        [directory.answer(blocks)],
        directory.links,
        section="offices",
        ways=ways,
        feeds=(Feed("contacts/all.vcf", "text/vcard", "All contacts"),),
    )


def _lists(directory: Directory) -> Iterator[Page]:
    """Yield who is party to what, and the lists of mandates, institutions and declarations."""
    ways = tuple((f"lists/{name}.html", title) for name, title in _LISTS.items())
    for name, title in _LISTS.items():
        yield compose_page(
            f"lists/{name}.html",
            [directory.list(name)],
            directory.links,
            section="lists",
            title=title,
            ways=ways,
            feeds=(Feed(f"{API}/{name}.json", "application/json", f"{title} as JSON"),),
        )
    yield compose_page(
        "lists/index.html",
        [directory.list("states")],
        directory.links,
        section="lists",
        title="States, and how many instruments are in force for each",
        ways=ways,
        feeds=(Feed(f"{API}/tables/parties.csv", "text/csv", "Who is party, as CSV"),),
    )


def _about(directory: Directory) -> Page:
    """Give what is known to when, what isn't, what the words mean, licences, how to correct."""
    context = directory.context
    gaps = context.catalog.gaps
    blocks: list[Block] = [
        Heading("About", 1, f"data of {context.edition}"),
        Paragraph(
            line(
                "fieldref answers what the United Nations human-rights system holds about a State,"
                " each fact with its source. It is no publication of the United Nations."
            )
        ),
        Heading("How far each table was brought", 2),
        *reach_points(context),
        Heading("What a date stands on", 2),
        Facts(tuple((basis, line(means)) for basis, means in BASES.items())),
        Heading("How the status of a date begins", 2),
        Facts(tuple((status, line(means)) for status, means in STATUSES.items())),
        Heading("What isn't known, or contradicts itself", 2, f"{len(gaps)}"),
        Bullets(tuple(line(gap.what) for gap in gaps)),
        Heading("Licences", 2),
        Paragraph(
            line(
                "The program is under the MIT licence, the data under CC BY 4.0:"
                " name fieldref and the day of the data. The search is MiniSearch (MIT)."
            )
        ),
        Heading("How to correct a fact", 2),
        Paragraph(
            line(
                "Each fact names its source. Send what the source says, its address and the page to"
                " whoever publishes this site, or to the project as an issue or a change of its"
                " file under data/."
            )
        ),
        Heading("For programs", 2),
        Paragraph(
            line(
                "Below api/v1/ are the same answers as JSON, tables as CSV, one SQLite file,"
                " openapi.json and datapackage.json. Their keys are a promise: none is renamed."
            )
        ),
    ]
    sources = source_items(context.catalog, ())
    answer = directory.answer(blocks)._replace(sources=sources)
    page = compose_page(
        "about.html",
        [answer],
        directory.links,
        section="about",
        feeds=calendars("world", "All States"),
    )
    downloads = (
        (f"{API}/openapi.json", "openapi.json"),
        (f"{API}/datapackage.json", "datapackage.json"),
        (f"{API}/fieldref.sqlite", "fieldref.sqlite"),
        ("assets/minisearch-license.txt", "MiniSearch's licence"),
    )
    return page._replace(ways=downloads)


def search() -> Page:
    """Give the page of the search: its template has the form, a script the rest."""
    return Page("search.html", "Search", "", "", section="search", scripts=("search.js",))


def home(directory: Directory, changed: str = "") -> Page:
    """Give the home page: its template has the finder, this the next dates and all States.

    `changed` is the section on what changed since an earlier edition, if one was named.
    """
    body = (
        f'<section class="soon"><h2 id="next-dates">The next dates</h2>\n<ul class="dates">\n'
        f"{_soon(directory)}\n</ul>\n"
        f"<p>{anchor('calendar/index.html', 'The next twelve months', '')}</p></section>\n"
        f'{changed}<section class="all"><h2 id="all-states">All States</h2>\n<ul class="letters">\n'
        f"{_letters(directory)}\n</ul></section>"
    )
    feeds = calendars("world", "All States")
    return Page("index.html", _HOME, "", body, feeds=feeds, scripts=("home.js",))


def _soon(directory: Directory) -> str:
    """Write the next dates that are known to the month or day, each with what it stands on."""
    markup = SiteMarkup("index.html", directory.links)
    first = directory.context.on
    answer = directory.deadlines(first, first + _SOON)
    entries = [
        entry
        for entry in (answer.calendar() if answer.calendar else ())
        if entry.item.precision in ("day", "month")
    ]
    rows = []
    for entry in entries[:_MOST_SOON]:
        name, _, what = entry.summary.partition(": ")
        when = PartialDate.parse(entry.item.date).words
        state = markup.span(Span(name))
        rows.append(
            f'<li><time datetime="{entry.item.date}">{escaped(when)}</time> {state}'
            f" <span>{escaped(what)}</span> <small>{escaped(entry.item.status)}</small></li>"
        )
    return "\n".join(rows)


def _letters(directory: Directory) -> str:
    """Write all States by their first letter."""
    initials: dict[str, list[str]] = {}
    for state in directory.states:
        links = initials.setdefault(fold_letters(state.state[0]).upper(), [])
        links.append(anchor(state_path(state.codes.iso3), state.state, ""))
    return "\n".join(
        f"<li><b>{escaped(letter)}</b><div>{' · '.join(links)}</div></li>"
        for letter, links in initials.items()
    )
