"""Give what the search of the site looks through, and the names that the home page completes.

Both are scripts that set one name, since a page that is opened from a folder may load a script but
fetch no file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fieldref.render.sanitize import web_address
from fieldref.site.directory import Directory
from fieldref.site.files import SiteFile
from fieldref.site.paths import state_path

_LONGEST = 240  # of a passage, in signs: the page has the whole


def search_files(directory: Directory) -> Iterator[SiteFile]:
    """Yield the two scripts, `states.js` and `search-index.js`."""
    yield _script("assets/states.js", "fieldrefStates", list(_states(directory)))
    yield _script("assets/search-index.js", "fieldrefIndex", list(_documents(directory)))


def _script(path: str, name: str, value: Any) -> SiteFile:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    harmless = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return SiteFile(path, f"globalThis.{name} = {harmless};\n".encode())


def _states(directory: Directory) -> Iterator[list[str]]:
    """Yield each State: its page, its name, and all else that it is called, in one text."""
    for state in directory.context.catalog.whole_states:
        codes = state.codes
        others = [
            codes.iso3,
            codes.iso2,
            *state.also_known_as,
            *(each.name for each in state.names),
        ]
        yield [state_path(codes.iso3), state.state, " · ".join(dict.fromkeys(others))]


def _documents(directory: Directory) -> Iterator[list[str]]:
    """Yield each passage: its page, whose it is, where it stands, and its words."""
    known = {**directory.paths, **_by_id(directory)}
    for passage in directory.context.catalog.passages(directory.context.on):
        if passage.kind == "review":
            continue  # its document stands below, if it has one
        body = passage.id.partition(" ")[0] if passage.kind == "session" else passage.id
        path = known.get(body) or known.get(passage.name) or _PAGES.get(passage.kind)
        if path:
            yield [path, passage.name, f"{passage.kind}: {passage.where}", passage.text[:_LONGEST]]
    for item in directory.list("reviews").items:
        if item.document:
            where = " ".join(filter(None, [item.treaty or item.mechanism, item.event, item.date]))
            yield [state_path(item.state), item.name, where, item.document]
    for item in directory.list("sources").items:
        if web_address(item.address):
            yield [item.address, item.title, "source", item.id]


def _by_id(directory: Directory) -> dict[str, str]:
    """Give the pages of what passages name by an id."""
    catalog = directory.context.catalog
    states: dict[str, str] = {
        state.codes.iso3: state_path(state.codes.iso3) for state in directory.states
    }
    offices = {
        office.id: path for office in catalog.presences if (path := directory.office_path(office))
    }
    return {**offices, **states}


# Where what has no page of its own is listed.
_PAGES = {
    "gap": "about.html",
    "institution": "lists/institutions.html",
    "mandate": "lists/mandates.html",
    "term": "glossary.html",
}
