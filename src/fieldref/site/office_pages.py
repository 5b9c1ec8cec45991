"""Give the pages of offices, and their indexes."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.pages.lists.filters import ListQuery
from fieldref.pages.office import office_page
from fieldref.site.api import API
from fieldref.site.directory import REGIONS, Directory
from fieldref.site.files import Feed, Page, file_name
from fieldref.site.markup import compose_page


def pages(directory: Directory) -> Iterator[Page]:
    """Yield a page an office, an index a region, and that of all."""
    yield from _offices(directory)
    yield from _indexes(directory)


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


def _indexes(directory: Directory) -> Iterator[Page]:
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
    named = sorted((item.kind, item.name) for item in directory.list("offices").items)
    yield compose_page(
        "offices/index.html",
        [directory.grouped("Offices", named)],
        directory.links,
        section="offices",
        ways=ways,
        feeds=(Feed("contacts/all.vcf", "text/vcard", "All contacts"),),
    )
