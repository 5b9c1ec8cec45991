"""Answer `list`: a line of each State, instrument, office, review and so on, filtered."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Heading, Paragraph, line
from fieldref.model.states import KnownGap
from fieldref.model.treaties import Count
from fieldref.pages.common import (
    QueryContext,
    date_words,
    named_sources,
    refs,
    source_items,
    with_sources,
)
from fieldref.pages.data_reach import published_note, reach_line
from fieldref.pages.lists import tables
from fieldref.pages.lists.filters import ListQuery, WantedStates, filter_words
from fieldref.pages.lists.subjects import LISTS, Listing, refuse_filters
from fieldref.records import NamedTuple


def list_page(context: QueryContext, subject: str, query: ListQuery) -> Answer:
    """Give the list of `subject`, one of SUBJECTS, narrowed by `query`."""
    refuse_filters(subject, query)
    listing = LISTS[subject].listing(
        WantedStates(context, query, query.treaty if LISTS[subject].of_parties else None)
    )
    published = _published(context, subject, query)
    named = () if subject == "sources" else named_sources(listing.items)
    return Answer(
        command="list",
        on=context.day,
        edition=context.edition,
        items=listing.items,
        sources=source_items(context.catalog, (*named, *published.sources)),
        blocks=lambda: _blocks(context, subject, query, listing, published),
        title=subject.capitalize(),
        kind=listing.kind,
    )


_WORDS = {"states": "States"}


def _singular(noun: str) -> str:
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")


class _Published(NamedTuple):
    """The newest published number of States parties, and the gaps that explain it."""

    newest: Count | None
    gaps: tuple[KnownGap, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Give the sources of both."""
        counted = self.newest.sources if self.newest else ()
        return refs((*counted, *(ref for gap in self.gaps for ref in gap.sources)))


def _published(context: QueryContext, subject: str, query: ListQuery) -> _Published:
    """Find what the UN published of the instrument that a list of States is asked about."""
    code = query.treaty or query.not_party
    if subject != "states" or not code:
        return _Published(None, ())
    dated = (count for count in context.catalog.treaty(code).published if count.date.last)
    newest = max(dated, key=lambda count: (count.date.last, count.date.first), default=None)
    gaps = (gap for gap in context.catalog.gaps if gap.treaty == code and gap.parties)
    return _Published(newest, tuple(gaps))


def _published_notes(published: _Published) -> Iterator[Block]:
    if published.newest:
        yield published_note(published.newest)
    for gap in published.gaps:
        text = f"{gap.what} {gap.why or ''}".strip()
        yield Paragraph(with_sources(text, gap.sources), "note")


def _blocks(
    context: QueryContext,
    subject: str,
    query: ListQuery,
    listing: Listing,
    published: _Published,
) -> Iterator[Block]:
    yield Heading(subject.capitalize(), 1, f"as of {date_words(context)}")
    count = len(listing.items)
    counted = f"{count:,}" if count == listing.of else f"{count:,} of {listing.of:,}"
    noun = _WORDS.get(subject, subject)
    yield Paragraph(
        line(
            f"{counted} {_singular(noun) if listing.of == 1 else noun}"
            f"{filter_words(context, query, LISTS[subject].of_parties)}."
        )
    )
    if subject == "reviews":
        yield from reach_line(
            context,
            "reviews",
            "Universal Periodic Review",
            treaty=query.treaty,
            body=query.committee,
        )
    elif subject == "treaties":
        yield from reach_line(context, "acts")
    elif subject == "states" and (treaty := query.treaty or query.not_party):
        yield from reach_line(context, "acts", treaty=treaty)
        yield from _published_notes(published)
    about = "towards" if subject == "states" and (query.treaty or query.not_party) else subject
    if listing.items and (note := tables.NOTES.get(about)):
        yield Paragraph(line(note), "note")
    if listing.items:
        yield listing.table()
