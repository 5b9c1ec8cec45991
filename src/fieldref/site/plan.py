"""Say which files a site has: every page, the API, the feeds, and what they are dressed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files as package_files

from fieldref.pages.common import QueryContext
from fieldref.site import (
    api,
    changes_pages,
    feeds,
    office_pages,
    overview_pages,
    search_documents,
    state_pages,
)
from fieldref.site.directory import Directory
from fieldref.site.earlier import NOTHING_EARLIER, Earlier
from fieldref.site.files import Page, SiteFile
from fieldref.site.layout import Layout

_ASSETS = (
    "site.css",
    "calendars.js",
    "home.js",
    "search.js",
    "tables.js",
    "minisearch.js",
    "minisearch-license.txt",
)


def plan_site(
    context: QueryContext,
    watch: Callable[[int, int], None] = lambda _, __: None,
    address: str = "",
    earlier: Earlier = NOTHING_EARLIER,
) -> Iterator[SiteFile]:
    """Yield every file of the site; `watch` is told how many States of all are done.

    With the address at which it will stand, calendars have links to subscribe without a script;
    where there is an earlier edition a page and a feed tell what changed since.
    """
    directory = Directory(context)
    layout = Layout(context, address)
    assets = package_files("fieldref.site").joinpath("assets")
    for name in _ASSETS:
        yield SiteFile(f"assets/{name}", assets.joinpath(name).read_bytes())
    total = len(directory.states)
    for number, state in enumerate(directory.states):
        watch(number, total)
        for part in state_pages.state_files(directory, state):
            yield layout.lay_out(part) if isinstance(part, Page) else part
    watch(total, total)
    for page in (*office_pages.pages(directory), *overview_pages.pages(directory)):
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
