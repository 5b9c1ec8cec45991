"""Give the pages of a State: all that is recorded, what comes next, the timeline; and its files."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.catalog import Subject
from fieldref.model.states import State
from fieldref.pages.common import ShowQuery
from fieldref.pages.contacts import ContactQuery, contacts_page
from fieldref.pages.next.page import next_page
from fieldref.pages.state.page import state_page
from fieldref.pages.timeline import timeline_page
from fieldref.site.api import API
from fieldref.site.directory import Directory, answer_file
from fieldref.site.files import Feed, Page, SiteFile, calendars
from fieldref.site.markup import compose_page
from fieldref.site.paths import next_path, state_path, timeline_path


def state_files(directory: Directory, state: State) -> Iterator[Page | SiteFile]:
    """Yield a State's pages, its answers in JSON and its cards."""
    code, context = state.codes.iso3, directory.context
    whole = state_page(context, code, ShowQuery(full=True))
    coming = next_page(context, code)
    axis = timeline_page(context, code)
    subject = Subject("state", code, state.state)
    cards = contacts_page(context, ContactQuery((subject,)))
    feeds = _feeds(state, bool(cards.cards))
    ways = (
        (state_path(code), "All that is recorded"),
        (next_path(code), "Who considers it next, and by when to write"),
        (timeline_path(code), "Timeline"),
    )
    for path, answer in (
        (state_path(code), whole),
        (next_path(code), coming),
        (timeline_path(code), axis),
    ):
        yield compose_page(
            path, [answer], directory.links, section="states", feeds=feeds, ways=ways
        )
    yield answer_file(f"{API}/states/{code}.json", "json", whole)
    yield answer_file(f"{API}/next/{code}.json", "json", coming)
    yield answer_file(f"{API}/timelines/{code}.json", "json", axis)
    yield answer_file(f"{API}/contacts/{code}.json", "json", cards)
    if cards.cards:
        yield answer_file(f"contacts/{code}.vcf", "vcard", cards)


def _feeds(state: State, has_cards: bool) -> tuple[Feed, ...]:
    code, name = state.codes.iso3, state.state
    cards = Feed(f"contacts/{code}.vcf", "text/vcard", f"{name}: contacts")
    return (
        *calendars(code, name),
        *((cards,) if has_cards else ()),
        Feed(f"{API}/states/{code}.json", "application/json", f"{name} as JSON"),
    )
