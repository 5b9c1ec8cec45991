"""Tell what changed since an earlier edition: a page, a feed (Atom), a line on the home page."""

from __future__ import annotations

from collections import Counter

from fieldref.answer import Answer
from fieldref.answer.items.diff import EditionChangeItem
from fieldref.catalog import Catalog
from fieldref.pages.diff import DiffQuery, diff_page
from fieldref.site.directory import Directory, answer_file
from fieldref.site.files import Feed, Page, SiteFile, anchor
from fieldref.site.markup import compose_page

_PAGE, _FEED = "changes.html", "changes.atom"
_MOST = 100  # on the page; the feed has all
FEEDS = (Feed(_FEED, "application/atom+xml", "What changed, as a feed"),)


def changes_answer(directory: Directory, earlier: Catalog) -> Answer:
    """Give what changed from the earlier edition to what the site shows."""
    return diff_page(directory.context, earlier, DiffQuery(), _MOST)


def changes_page(directory: Directory, changes: Answer) -> Page:
    """Give the page of the changes, which links the feed that has all."""
    return compose_page(_PAGE, [changes], directory.links, section="about", feeds=FEEDS)


def changes_feed(changes: Answer) -> SiteFile:
    """Give the feed of the changes, with the reason and the source of each."""
    return answer_file(_FEED, "atom", changes)


def home_section(changes: Answer) -> str:
    """Write how much changed, and where it is told, for the home page."""
    rows: tuple[EditionChangeItem, ...] = changes.changes or ()
    counts = Counter(item.change for item in rows if not item.only_cites)
    words = ", ".join(f"{number:,} {kind}" for kind, number in counts.most_common())
    says = anchor(_PAGE, words, "") if words else "Nothing changed."
    feed = anchor(_FEED, "as a feed", "")
    return (
        '<section class="soon"><h2 id="what-changed">What changed</h2>\n'
        f"<p>Since the earlier edition: {says}; {feed}.</p></section>\n"
    )
