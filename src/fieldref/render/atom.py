"""Atom (RFC 4287): changes as a feed, for readers that tell of what is new.

An entry's id is made of what it says (a UUID of version 5, RFC 9562 section 5.5), so that the same
change is the same entry in every feed. Days come from the data, never from the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from uuid import UUID, uuid5

from fieldref.answer import Answer
from fieldref.answer.items.base import SourceItem
from fieldref.answer.items.diff import EditionChangeItem
from fieldref.dates import PartialDate
from fieldref.render.interface import DEFAULT_OPTIONS, Format, OutputOptions
from fieldref.render.sanitize import sanitize, web_address

_SPACE = UUID("8a1c3a5e-5d0f-5c07-9a4e-6b1f6d2f7c11")  # of all ids of ours, whatever the feed


def render(answer: Answer, _: OutputOptions = DEFAULT_OPTIONS) -> str:
    """Write a feed of the answer's changes, the newest edition first."""
    changes: tuple[EditionChangeItem, ...] = answer.changes or ()
    items = tuple(item for item in changes if not item.only_cites)  # they say the same
    sources = {source.id: source for source in answer.sources}
    newest = max((_stamp(item.edition) for item in items), default=_stamp(answer.edition))
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<id>{uuid5(_SPACE, answer.title).urn}</id>",
        f"<title>{_text(answer.title)}</title>",
        f"<updated>{newest}</updated>",
        "<author><name>fieldref</name></author>",
        "<generator>fieldref</generator>",
    ]
    for item in sorted(items, key=lambda item: item.edition, reverse=True):
        parts += _entry(item, sources)
    return "\n".join([*parts, "</feed>", ""])


FORMAT = Format(render)


def _entry(item: EditionChangeItem, sources: dict[str, SourceItem]) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{uuid5(_SPACE, repr(tuple(item))).urn}</id>"
    yield f"<title>{_text(_title(item))}</title>"
    yield f"<updated>{_stamp(item.edition)}</updated>"
    terms = (item.change, item.table, item.state, item.treaty, item.committee)
    for term in dict.fromkeys(filter(None, terms)):
        yield f'<category term="{_text(term)}"/>'
    for name in item.sources:
        if address := web_address(sources[name].address):
            yield f'<link rel="related" title="{_text(name)}" href="{_text(address)}"/>'
    yield f'<content type="text">{_content(item, sources)}</content>'
    yield "</entry>"


def _title(item: EditionChangeItem) -> str:
    of = f"{item.name}: " if item.name and item.name != item.what else ""
    return f"{of}{item.what} ({item.change})"


def _content(item: EditionChangeItem, sources: dict[str, SourceItem]) -> str:
    return "\n".join(map(_text, _lines(item, sources)))


def _lines(item: EditionChangeItem, sources: dict[str, SourceItem]) -> Iterator[str]:
    """Give what a reader is shown: before, after, why, and the sources by their titles."""
    labelled = (("Before", item.before), ("After", item.after), ("Why", item.reason))
    yield from (f"{label}: {words}" for label, words in labelled if words)
    yield from (f"Source: {sources[name].title}" for name in item.sources)


def _stamp(edition: str) -> str:
    """Give the first moment of an edition's day (RFC 3339)."""
    return f"{PartialDate.restore(edition).first.isoformat()}T00:00:00Z"


def _text(text: str) -> str:
    return escape(sanitize(text))
