"""Give the API: the commands' answers as JSON, their schemas, tables, a database, descriptions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files as package_files
from typing import Any

from fieldref import __version__
from fieldref.answer import Answer
from fieldref.answer.items.show import PartyItem
from fieldref.pages.lists.filters import ListQuery
from fieldref.pages.lists.subjects import SUBJECTS
from fieldref.pages.office import office_page
from fieldref.records import NamedTuple
from fieldref.site.database import write_database
from fieldref.site.directory import FIRST_YEAR, Directory, answer_file
from fieldref.site.files import SiteFile, file_name
from fieldref.site.tables import Table, package_of, table_of

API = "api/v1"
_LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


class Route(NamedTuple):
    """A path of the API: what it gives, its schema's command, and the values of its parameter."""

    path: str
    says: str
    command: str
    values: tuple[str, ...] = ()


def api_files(directory: Directory) -> Iterator[SiteFile]:
    """Yield all of the API but a State's answers, which are made with its pages."""
    yield from _answers(directory)
    yield from _schemas()
    tables = tuple(_tables(directory))
    for table in tables:
        yield SiteFile(f"{API}/tables/{table.name}.csv", table.csv)
    yield SiteFile(f"{API}/fieldref.sqlite", write_database(tables))
    yield _json("datapackage.json", package_of(tables, directory.context.edition))
    yield _json("openapi.json", _openapi(directory))


def _json(name: str, value: Any) -> SiteFile:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return SiteFile(f"{API}/{name}", f"{text}\n".encode())


def _everything(directory: Directory, subject: str) -> Answer:
    """Ask for a list with what isn't there on the day, too, where the list has such."""
    return directory.list(subject, ListQuery(all=subject in ("offices", "mandates")))


def _answers(directory: Directory) -> Iterator[SiteFile]:
    context = directory.context
    for subject in SUBJECTS:
        yield answer_file(f"{API}/{subject}.json", "json", _everything(directory, subject))
    yield answer_file(f"{API}/contacts.json", "json", directory.contacts)
    for treaty in context.catalog.treaties:
        path = f"{API}/treaties/{file_name(treaty.code)}.json"
        yield answer_file(path, "json", directory.treaty(treaty.code))
    for office in directory.offices:
        path = f"{API}/offices/{file_name(office.id)}.json"
        yield answer_file(path, "json", office_page(context, office.id))
    for year in _years(directory):
        answer = directory.deadlines_of(year)
        yield answer_file(f"{API}/deadlines/{year}.json", "json", answer)


def _years(directory: Directory) -> range:
    return range(FIRST_YEAR, directory.years[-1] + 1)


def _schemas() -> Iterator[SiteFile]:
    """Yield the schemas of the answers, as they come with the package."""
    folder = package_files("fieldref").joinpath("schemas")
    for name in ("show", "next", "timeline", "contacts", "deadlines", "list"):
        yield SiteFile(f"{API}/schema/{name}.json", folder.joinpath(f"{name}.json").read_bytes())


def _tables(directory: Directory) -> Iterator[Table]:
    """Yield a table of each list, of who is party to what, of contacts and of what falls due."""
    context = directory.context
    for subject in SUBJECTS:
        answer = _everything(directory, subject)
        yield table_of(subject, answer.kind, answer.items)
    parties = [
        (treaty.code, party)
        for treaty in context.catalog.treaties
        for party in directory.treaty(treaty.code).items[0].parties
    ]
    yield table_of(
        "parties", PartyItem, [each for _, each in parties], [code for code, _ in parties]
    )
    cards = directory.contacts
    yield table_of("contacts", cards.kind, cards.items)
    yield table_of("deadlines", directory.ahead.kind, directory.ahead.items)


def _routes(directory: Directory) -> Iterator[Route]:
    catalog = directory.context.catalog
    codes = tuple(state.codes.iso3 for state in directory.states)
    for subject in SUBJECTS:
        yield Route(f"/{subject}.json", f"All {subject}.", "list")
    yield Route("/contacts.json", "All contacts.", "contacts")
    yield Route("/states/{iso3}.json", "All that is recorded of a State.", "show", codes)
    yield Route("/next/{iso3}.json", "Who considers a State next.", "next", codes)
    yield Route("/timelines/{iso3}.json", "What happened, by time.", "timeline", codes)
    yield Route("/contacts/{iso3}.json", "Whom to write to about a State.", "contacts", codes)
    treaties = tuple(file_name(treaty.code) for treaty in catalog.treaties)
    yield Route("/treaties/{code}.json", "An instrument and its parties.", "show", treaties)
    offices = tuple(file_name(office.id) for office in directory.offices)
    yield Route("/offices/{id}.json", "A presence or unit.", "show", offices)
    years = tuple(map(str, _years(directory)))
    yield Route("/deadlines/{year}.json", "What falls due in a year.", "deadlines", years)


def _openapi(directory: Directory) -> dict[str, Any]:
    """Describe the paths (OpenAPI 3.1)."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "fieldref",
            "version": __version__,
            "summary": "What the UN human-rights system holds about each State, as files of JSON.",
            "description": f"Data of {directory.context.edition}, asked as of"
            f" {directory.context.day}. Read keys by name and pass over what you don't know.",
            "license": _LICENCE,
        },
        "servers": [{"url": "."}],
        "paths": {route.path: _operation(route) for route in _routes(directory)},
    }


def _operation(route: Route) -> dict[str, Any]:
    name = route.path.partition("{")[2].partition("}")[0]
    schema = {"type": "string", "enum": list(route.values)}
    parameters = [{"name": name, "in": "path", "required": True, "schema": schema}]
    content = {"schema": {"$ref": f"schema/{route.command}.json"}}
    answer = {"description": route.says, "content": {"application/json": content}}
    operation: dict[str, Any] = {"summary": route.says, "responses": {"200": answer}}
    return {"get": {**operation, "parameters": parameters} if name else operation}
