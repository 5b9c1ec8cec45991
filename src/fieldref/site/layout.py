"""Lay pages out by the templates of Jinja: the frame that every page has, safe for any value."""

from __future__ import annotations

from functools import cache
from importlib.resources import files as package_files
from typing import Any

from fieldref import extras
from fieldref.pages.common import QueryContext, date_words
from fieldref.site.files import Page, SiteFile, to_root

MENU = (
    ("states", "states/index.html", "States"),
    ("calendar", "calendar/index.html", "Calendar"),
    ("treaties", "treaties/index.html", "Treaties"),
    ("committees", "committees/index.html", "Committees"),
    ("offices", "offices/index.html", "Offices"),
    ("lists", "lists/index.html", "Lists"),
    ("glossary", "glossary.html", "Glossary"),
    ("about", "about.html", "About"),
)


class Layout:
    """The templates, and what all pages say: the day, and the day of the data."""

    def __init__(self, context: QueryContext, address: str = "") -> None:
        self._environment = _read_templates()
        self._raw = extras.load_library("site", "markupsafe", "A site").Markup
        self._stamp = {
            "on": date_words(context),
            "edition": context.catalog.edition.words,
            "menu": MENU,
            "base": address,
            "webcal": f"webcal:{address.partition(':')[2]}",  # programs of calendars open this
        }

    def lay_out(self, page: Page, template: str = "page.html") -> SiteFile:
        """Give the page as a file of HTML."""
        body = self._raw(page.body)  # written by Markup alone, which escapes
        text = self._environment.get_template(template).render(
            page=page, body=body, root=to_root(page.path), **self._stamp
        )
        return SiteFile(page.path, f"{text}\n".encode())


@cache  # to compile them takes longer than to lay a page out
def _read_templates() -> Any:
    """Read the templates into a jinja2.Environment, which compiles each once."""
    jinja = extras.load_library("site", "jinja2", "A site")
    folder = package_files("fieldref.site").joinpath("templates")
    templates = {
        name: folder.joinpath(name).read_text(encoding="utf-8")
        for name in ("page.html", "home.html", "search.html", "take_away.html")
    }
    return jinja.Environment(
        loader=jinja.DictLoader(templates),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
