"""Hold what a site is made of: files by their paths below its folder, and pages before layout."""

from __future__ import annotations

import re
from html import escape

from fieldref.records import NamedTuple

_UNSAFE = re.compile(r"[^A-Za-z0-9-]+")


class SiteFile(NamedTuple):
    """A file of the site: its path below the folder, with /, and its bytes."""

    path: str
    data: bytes


class Feed(NamedTuple):
    """An offer of a page, to take away or to subscribe to: path, type, what it is in words."""

    path: str
    media_type: str
    title: str


class Page(NamedTuple):
    """A page before it is laid out: `body` is HTML, `contents` the ids and words of its sections.

    `section` is the entry of the menu under which it stands; `scripts` are names of assets.
    """

    path: str
    title: str
    aside: str
    body: str
    contents: tuple[tuple[str, str], ...] = ()
    feeds: tuple[Feed, ...] = ()
    section: str = ""
    scripts: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


def file_name(text: str) -> str:
    """Make a name of letters, digits and hyphens that is safe in a path and in an address."""
    return _UNSAFE.sub("-", text).strip("-") or "x"


def to_root(path: str) -> str:
    """Give the way from the page at that path to the top of the site."""
    return "../" * path.count("/")


def anchor(path: str, words: str, root: str) -> str:
    """Write a link to a path of the site."""
    return f'<a href="{escape(root + path)}">{escape(words)}</a>'
