"""Say which files a site has: every page, the API, the feeds, and what they are dressed in."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files as package_files

from fieldref.model.states import State
from fieldref.pages.common import QueryContext
from fieldref.site import (
    api,
    calendar_pages,
    changes_pages,
    committee_pages,
    feeds,
    office_pages,
    overview_pages,
    search_documents,
    state_pages,
    treaty_pages,
)
from fieldref.site.directory import Directory
from fieldref.site.earlier import NOTHING_EARLIER, Earlier
from fieldref.site.files import Page, SiteFile
from fieldref.site.layout import Layout

_PAGES = (treaty_pages, committee_pages, office_pages, calendar_pages, overview_pages)
_ASSETS = (
    "site.css",
    "calendars.js",
    "home.js",
    "search.js",
    "tables.js",
    "minisearch.js",
    "minisearch-license.txt",
)


class StateFiles:
    """The files of each State: its pages, its answers in JSON and its cards."""

    def __init__(self, context: QueryContext, address: str = "") -> None:
        self._directory, self._layout = Directory(context), Layout(context, address)
        self._states: dict[str, State] = {
            state.codes.iso3: state for state in self._directory.states
        }

    @property
    def codes(self) -> tuple[str, ...]:
        """Give the codes of all States, by the States' names."""
        return tuple(self._states)

    def files(self, code: str) -> tuple[SiteFile, ...]:
        """Make the files of the State with that code."""
        parts = state_pages.state_files(self._directory, self._states[code])
        return tuple(
            [self._layout.lay_out(part) if isinstance(part, Page) else part for part in parts]
        )


def plan_site(
    context: QueryContext, address: str = "", earlier: Earlier = NOTHING_EARLIER
) -> Iterator[SiteFile]:
    """Yield every file of the site.

    With the address at which it will stand, calendars have links to subscribe without a script;
    where there is an earlier edition a page and a feed tell what changed since.
    """
    yield from plan_overviews(context, address, earlier)
    states = StateFiles(context, address)
    for code in states.codes:
        yield from states.files(code)


def plan_overviews(
    context: QueryContext, address: str = "", earlier: Earlier = NOTHING_EARLIER
) -> Iterator[SiteFile]:
    """Yield every file of the site but those of single States."""
    directory = Directory(context)
    layout = Layout(context, address)
    assets = package_files("fieldref.site").joinpath("assets")
    for name in _ASSETS:
        yield SiteFile(f"assets/{name}", assets.joinpath(name).read_bytes())
    for module in _PAGES:
        for page in module.pages(directory):
            yield layout.lay_out(page)
    changes = changes_pages.changes_answer(directory, earlier)
    changed = changes_pages.home_section(changes) if changes else ""
    if changes:
        yield layout.lay_out(changes_pages.changes_page(directory, changes))
    yield from changes_pages.kept_files(earlier, changes)
    home = overview_pages.home(directory, changed)
    if changes:
        home = home._replace(feeds=(*home.feeds, *changes_pages.FEEDS))
    yield layout.lay_out(home, "home.html")
    yield layout.lay_out(overview_pages.search(), "search.html")
    yield from search_documents.search_files(directory)
    yield from feeds.feed_files(directory)
    yield from api.api_files(directory)
