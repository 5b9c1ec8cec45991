"""Tell what changed since an earlier edition: a page, a feed (Atom), a line on the home page.

The page has the changes since the edition before, the feed those before them, too: who looks at it
once a month misses nothing of what was published each night.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fieldref.answer import Answer
from fieldref.answer.items.diff import EditionChangeItem
from fieldref.editions import kept
from fieldref.pages.diff import DiffQuery, diff_page
from fieldref.site.directory import Directory, answer_file
from fieldref.site.earlier import CHANGES, Earlier
from fieldref.site.files import Feed, Page, SiteFile, anchor
from fieldref.site.markup import compose_page

_PAGE, _FEED = "changes.html", "changes.atom"
_MOST = 100  # on the page; the feed has all
_MOST_KEPT = 1000  # in the feed, of all that was ever told
FEEDS = (Feed(_FEED, "application/atom+xml", "What changed, as a feed"),)


def changes_answer(directory: Directory, earlier: Earlier) -> Answer | None:
    """Give what changed from the edition before to what the site shows; None if there is none."""
    if earlier.before is None:
        return None
    return diff_page(directory.context, earlier.before, DiffQuery(), _MOST)


def changes_page(directory: Directory, changes: Answer) -> Page:
    """Give the page of the changes, which links the feed that has all."""
    rows = [item for item in changes.changes or () if not item.only_cites][:_MOST]
    named = {name for item in rows for name in item.sources}
    shown = changes._replace(sources=tuple(row for row in changes.sources if row.id in named))
    return compose_page(_PAGE, [shown], directory.links, section="about", feeds=FEEDS)


def kept_files(earlier: Earlier, changes: Answer | None) -> Iterator[SiteFile]:
    """Yield the feed of the changes, and what the next run needs to tell what changed since this.

    The feed has the reason and the source of each.
    """
    if earlier.now:
        yield SiteFile(kept.NOW, earlier.now)
    if changes is None or earlier.before is None:
        return
    yield SiteFile(kept.BEFORE, kept.write_edition(earlier.before))
    every = _with_those_before(changes, earlier)
    yield answer_file(_FEED, "atom", every)
    yield answer_file(CHANGES, "json", every)


def _with_those_before(changes: Answer, earlier: Earlier) -> Answer:
    """Give the newest changes and those that were told before them, as many as are kept."""
    newest = set(changes.items)
    told_before = [item for item in earlier.items if item not in newest]
    items = (*changes.items, *told_before[: max(0, _MOST_KEPT - len(newest))])
    sources = {source.id: source for source in (*earlier.sources, *changes.sources)}
    named = {name for item in items for name in item.sources}
    return changes._replace(
        items=items,
        sources=tuple(sources[id] for id in sorted(named, key=str.casefold)),
    )


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
