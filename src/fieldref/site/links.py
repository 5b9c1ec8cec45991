"""Say where the names and the commands in a text lead.

A page answers a command wherever there is one, so that no page tells its reader to type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from fieldref.catalog import Catalog
from fieldref.errors import NotFound
from fieldref.records import NamedTuple
from fieldref.site.files import file_name
from fieldref.site.paths import (
    committee_path,
    next_path,
    state_path,
    timeline_path,
    treaty_path,
)

_NAMES = "show|next|timeline|contacts|explain|list|search|deadlines"
_COMMAND = re.compile(rf"`fieldref ([^`]+)`|\bfieldref ((?:{_NAMES})\b[^.`]*)(?=\.?$)")
_LISTS = {
    "treaties": ("treaties/index.html", "All instruments"),
    "mandates": ("lists/mandates.html", "Mandates"),
    "institutions": ("lists/institutions.html", "National institutions"),
    "declarations": ("lists/declarations.html", "Declarations"),
    "offices": ("offices/index.html", "Offices"),
    "sessions": ("committees/index.html", "Committees"),
    "reviews": ("committees/index.html", "Committees"),
    "states": ("lists/index.html", "All States"),
}


class Target(NamedTuple):
    """A page that answers a command, and what it is called."""

    path: str
    words: str


class Mention(NamedTuple):
    """A command in a text, what stands before and after it, and the page that answers it."""

    before: str
    after: str
    target: Target | None


class Links(NamedTuple):
    """The pages of names, by the whole name, and what finds that of a command."""

    paths: Mapping[str, str]
    target_of: Callable[[str], Target | None] = lambda _: None

    def find_command(self, text: str) -> Mention | None:
        """Find the command that a text tells its reader to type, if there is one."""
        match = _COMMAND.search(text) if "fieldref " in text else None
        if match is None:
            return None
        target = self.target_of(match[1] or match[2])
        return Mention(text[: match.start()], text[match.end() :], target)


def targets(catalog: Catalog, office_pages: dict[str, str]) -> Callable[[str], Target | None]:
    """Give what finds the page for a command; None where no page answers it."""
    # What is explained of a State; TREATY stands for any.
    explained = {"TREATY", "UPR", *(treaty.code for treaty in catalog.treaties)}

    @cache
    def target_of(command: str) -> Target | None:
        verb, _, rest = command.partition(" ")
        name = rest.partition(" --")[0].strip(' "')
        if verb == "list":
            return _list_target(catalog, name, rest)
        if verb == "search":
            return Target("search.html", "Search")
        if verb == "deadlines":
            return Target("calendar/index.html", "The next twelve months")
        state, _, last = name.rpartition(" ")
        if verb == "explain" and state and last.upper() in explained:
            name = state
        return _subject_target(catalog, office_pages, verb, name)

    return target_of


def _list_target(catalog: Catalog, subject: str, rest: str) -> Target | None:
    subject = subject.partition(" ")[0]
    code = rest.partition("--treaty ")[2].partition(" ")[0].upper()
    bodies = [treaty.committee for treaty in catalog.treaties if treaty.code == code]
    if subject == "reviews" and bodies:
        return Target(committee_path(bodies[0]), f"Sessions and reviews of {bodies[0]}")
    return Target(*_LISTS[subject]) if subject in _LISTS else None


def _subject_target(
    catalog: Catalog, office_pages: dict[str, str], verb: str, name: str
) -> Target | None:
    try:
        subject = catalog.find(name, "state", "treaty", "office", "term")
    except NotFound:
        return None
    title = subject.display_name
    if subject.kind == "state":
        coming = Target(next_path(subject.id), f"{title}: what comes next")
        axis = Target(timeline_path(subject.id), f"{title}: timeline")
        whole = Target(state_path(subject.id), f"{title}: all that is recorded")
        return {"next": coming, "timeline": axis}.get(verb, whole)
    if subject.kind == "treaty":
        return Target(treaty_path(subject.id), title)
    if subject.kind == "term":
        return Target(f"glossary.html#{file_name(title).lower()}", title)
    path = office_pages.get(subject.id)
    return Target(path, title) if path else None
