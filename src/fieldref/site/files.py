"""Hold what a site is made of: files by their paths below its folder, and pages before layout."""

from __future__ import annotations

import re
from html import escape

from fieldref.records import NamedTuple

CALENDAR = "text/calendar"
_LONGEST_TITLE = 70  # what a window, a tab or a list of results shows of it
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


def calendars(name: str, title: str) -> tuple[Feed, Feed]:
    """Give the two calendars of that name: with the dates that a source states, and with all."""
    return (
        Feed(f"feeds/{name}.ics", CALENDAR, f"{title}: dates that a source states"),
        Feed(f"feeds/{name}-about.ics", CALENDAR, f"{title}: dates by rule and approximate, too"),
    )


class Page(NamedTuple):
    """A page before it is laid out: `body` is HTML, `contents` the ids and words of its sections.

    `section` is the entry of the menu under which it stands; `scripts` are names of assets; `ways`
    lead to the pages that belong together, each by its path and words.
    """

    path: str
    title: str
    aside: str
    body: str
    contents: tuple[tuple[str, str], ...] = ()
    feeds: tuple[Feed, ...] = ()
    section: str = ""
    scripts: tuple[str, ...] = ()
    ways: tuple[tuple[str, str], ...] = ()

    @property
    def window_title(self) -> str:
        """Give the title that a window shows: with the site's name where there is room for it."""
        named = f"{self.title} · fieldref"
        return named if len(named) <= _LONGEST_TITLE else shorten(self.title, _LONGEST_TITLE)

    @property
    def calendars(self) -> tuple[Feed, ...]:
        """Give what can be subscribed to."""
        return tuple(feed for feed in self.feeds if feed.media_type == CALENDAR)

    @property
    def downloads(self) -> tuple[Feed, ...]:
        """Give what can be taken away."""
        return tuple(feed for feed in self.feeds if feed.media_type != CALENDAR)


def shorten(text: str, longest: int) -> str:
    """Give the text, or as many of its whole words as fit, and a sign that there were more."""
    if len(text) <= longest:
        return text
    return f"{text[: longest - 1].rpartition(' ')[0] or text[: longest - 1]}…"


def file_name(text: str) -> str:
    """Make a name of letters, digits and hyphens that is safe in a path and in an address."""
    return _UNSAFE.sub("-", text).strip("-") or "x"


def to_root(path: str) -> str:
    """Give the way from the page at that path to the top of the site."""
    return "../" * path.count("/")


def anchor(path: str, words: str, root: str) -> str:
    """Write a link to a path of the site."""
    return f'<a href="{escape(root + path)}">{escape(words)}</a>'
