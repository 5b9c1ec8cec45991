"""Give the pages of instruments, committees and offices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldref.pages.lists.filters import ListQuery
from fieldref.pages.office import office_page
from fieldref.pages.treaty import treaty_page
from fieldref.site.api import API
from fieldref.site.directory import Directory
from fieldref.site.feeds import committee_feed
from fieldref.site.files import Feed, Page, calendars, file_name
from fieldref.site.markup import compose_page
from fieldref.site.paths import committee_path, treaty_path

_REVIEWS_BACK = 3  # years of reviews on a committee's page


def pages(directory: Directory) -> Iterator[Page]:
    """Yield a page an instrument, a committee, an office."""
    yield from _treaties(directory)
    yield from _committees(directory)
    yield from _offices(directory)


def _treaties(directory: Directory) -> Iterator[Page]:
    for treaty in directory.context.catalog.treaties:
        name = file_name(treaty.code)
        feeds = (
            *calendars(name, treaty.code),
            Feed(f"{API}/treaties/{name}.json", "application/json", f"{treaty.code} as JSON"),
        )
        yield compose_page(
            treaty_path(treaty.code),
            [treaty_page(directory.context, treaty.code)],
            directory.links,
            section="treaties",
            feeds=feeds,
            ways=((committee_path(treaty.committee), f"The committee: {treaty.committee}"),),
        )


def _committees(directory: Directory) -> Iterator[Page]:
    """Yield a page a committee and one of the Universal Periodic Review: sessions, then reviews."""
    catalog, on = directory.context.catalog, directory.context.on
    names: dict[str, str] = {
        body.acronym: f"{body.acronym}: {body.name}" for body in catalog.committees
    }
    since = date(on.year - _REVIEWS_BACK, 1, 1)
    for code, title in {**names, "UPR": "UPR: Universal Periodic Review"}.items():
        query = ListQuery(committee=code)
        treaties = [treaty for treaty in catalog.treaties if treaty.committee == code]
        sessions = directory.list("sessions", query)
        reviews = directory.list("reviews", query._replace(first=since))
        yield compose_page(
            committee_path(code),
            [sessions, reviews] if reviews.items else [sessions],
            directory.links,
            section="committees",
            title=title,
            feeds=calendars(committee_feed(code), code),
            ways=tuple((treaty_path(treaty.code), treaty.title) for treaty in treaties),
        )


def _offices(directory: Directory) -> Iterator[Page]:
    for office in directory.offices:
        yield compose_page(
            directory.office_path(office) or "",
            [office_page(directory.context, office.id)],
            directory.links,
            section="offices",
            feeds=(
                Feed(
                    f"{API}/offices/{file_name(office.id)}.json",
                    "application/json",
                    f"{office.name} as JSON",
                ),
            ),
        )
