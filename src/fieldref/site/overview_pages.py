"""Give the pages over all: home, the index of States, the lists, glossary, about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from fieldref.answer.blocks import Block, Bullets, Facts, Heading, Paragraph, Span, line
from fieldref.answer.meanings import BASES, STATUSES
from fieldref.dates import PartialDate
from fieldref.names import fold_letters
from fieldref.pages.common import refs, source_items
from fieldref.pages.data_reach import reach_points
from fieldref.pages.explain.terms import explain_glossary
from fieldref.render.html import escaped
from fieldref.site.api import API
from fieldref.site.directory import Directory
from fieldref.site.files import Feed, Page, anchor, calendars
from fieldref.site.markup import SiteMarkup, compose_page
from fieldref.site.paths import state_path

_SOON = timedelta(days=120)  # what the home page shows
_MOST_SOON = 12
_HOME = "The field reference for the UN human-rights system"
_LISTS = {
    "mandates": "Mandates of the Human Rights Council",
    "institutions": "National human rights institutions",
    "declarations": "Declarations under the treaties",
}


def pages(directory: Directory) -> Iterator[Page]:
    """Yield every page that is over more than one State, instrument or office."""
    yield _states(directory)
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
    named = ((state.region or "Without a region", state.state) for state in directory.states)
    return compose_page(
        "states/index.html",
        [directory.grouped("States", named)],
        directory.links,
        section="states",
        feeds=calendars("world", "All States"),
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
        Heading("About", 1, f"data of {context.catalog.edition.words}"),
        Paragraph(
            line(
                "fieldref answers what the United Nations human-rights system holds about a State,"
                " each fact with its source. It is no publication of the United Nations."
            )
        ),
        Heading("How far each table was brought", 2),
        *(block for block in reach_points(context) if not isinstance(block, Heading)),
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
    named = refs(tuple(ref for reach in context.catalog.reaches for ref in reach.sources))
    sources = source_items(context.catalog, named)
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
