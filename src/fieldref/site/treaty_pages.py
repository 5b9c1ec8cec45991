"""Give the pages of instruments, and their index."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.site.api import API
from fieldref.site.directory import Directory
from fieldref.site.files import Feed, Page, calendars, file_name
from fieldref.site.markup import compose_page
from fieldref.site.paths import committee_path, treaty_path


def pages(directory: Directory) -> Iterator[Page]:
    """Yield a page an instrument, and the index of all."""
    for treaty in directory.context.catalog.treaties:
        name = file_name(treaty.code)
        feeds = (
            *calendars(name, treaty.code),
            Feed(f"{API}/treaties/{name}.json", "application/json", f"{treaty.code} as JSON"),
        )
        yield compose_page(
            treaty_path(treaty.code),
            [directory.treaty(treaty.code)],
            directory.links,
            section="treaties",
            feeds=feeds,
            ways=((committee_path(treaty.committee), f"The committee: {treaty.committee}"),),
        )
    yield compose_page(
        "treaties/index.html",
        [directory.list("treaties")],
        directory.links,
        section="treaties",
        feeds=(Feed(f"{API}/treaties.json", "application/json", "treaties as JSON"),),
    )
