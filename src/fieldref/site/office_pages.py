"""Give the pages of instruments, committees and offices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldref.pages.lists.filters import ListQuery
from fieldref.pages.office import office_page
from fieldref.pages.treaty import treaty_page
from fieldref.site.api import API
from fieldref.site.directory import Directory, committee_path, treaty_path
from fieldref.site.feeds import committee_feed
from fieldref.site.files import Feed, Page, file_name
from fieldref.site.markup import compose_page

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
            Feed(
                f"feeds/{name}.ics", "text/calendar", f"{treaty.code}: dates that a source states"
            ),
            Feed(f"feeds/{name}-about.ics", "text/calendar", f"{treaty.code}: dates by rule, too"),
            Feed(f"{API}/treaties/{name}.json", "application/json", f"{treaty.code} as JSON"),
        )
        yield compose_page(
            treaty_path(treaty.code),
            [treaty_page(directory.context, treaty.code)],
            directory.paths,
            section="treaties",
            feeds=feeds,
            links=((committee_path(treaty.committee), f"The committee: {treaty.committee}"),),
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
        name = committee_feed(code)
        treaties = [treaty for treaty in catalog.treaties if treaty.committee == code]
        sessions = directory.list("sessions", query)
        reviews = directory.list("reviews", query._replace(first=since))
        yield compose_page(
            committee_path(code),
            [sessions, reviews] if reviews.items else [sessions],
            directory.paths,
            section="committees",
            title=title,
            feeds=(
                Feed(f"feeds/{name}.ics", "text/calendar", f"{code}: dates by State"),
                Feed(f"feeds/{name}-about.ics", "text/calendar", f"{code}: by rule, too"),
            ),
            links=tuple((treaty_path(treaty.code), treaty.title) for treaty in treaties),
        )


def _offices(directory: Directory) -> Iterator[Page]:
    for office in directory.offices:
        yield compose_page(
            directory.office_path(office) or "",
            [office_page(directory.context, office.id)],
            directory.paths,
            section="offices",
            feeds=(
                Feed(
                    f"{API}/offices/{file_name(office.id)}.json",
                    "application/json",
                    f"{office.name} as JSON",
                ),
            ),
        )
