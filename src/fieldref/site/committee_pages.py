"""Give the pages of committees and of the Universal Periodic Review, and their index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Facts, Heading, Line, Paragraph, Span, Table, line
from fieldref.model.committees_and_upr import Committee
from fieldref.pages.common import date_words
from fieldref.pages.lists.filters import ListQuery
from fieldref.site.directory import Directory
from fieldref.site.feeds import committee_feed
from fieldref.site.files import Page, anchor, calendars
from fieldref.site.links import Links
from fieldref.site.markup import SiteMarkup, compose_page
from fieldref.site.paths import committee_path, treaty_path

_YEARS_BACK = 2  # what stands open on a committee's page
_EARLIER = "Earlier sessions"


def pages(directory: Directory) -> Iterator[Page]:
    """Yield a page a committee, one of the review, and the index of all."""
    yield from _committees(directory)
    yield _index(directory)


def _committees(directory: Directory) -> Iterator[Page]:
    """Yield a page a committee and one of the Universal Periodic Review."""
    catalog = directory.context.catalog
    bodies: list[tuple[str, str, list[tuple[str, Line]]]] = [
        (body.acronym, body.name, _facts(body)) for body in catalog.committees
    ]
    for code, name, facts in (*bodies, ("UPR", "Universal Periodic Review", [])):
        treaties = [treaty for treaty in catalog.treaties if treaty.committee == code]
        head: list[Block] = [
            Heading(name, 1, f"as of {date_words(directory.context)}"),
            Facts(tuple(facts)),
        ]
        yield compose_page(
            committee_path(code),
            [directory.answer(head), *_record(directory, code)],
            directory.links,
            section="committees",
            title=f"{code}: {name}",
            feeds=calendars(committee_feed(code), code),
            ways=tuple((treaty_path(treaty.code), treaty.title) for treaty in treaties),
            folded=(_EARLIER,),
        )


def _index(directory: Directory) -> Page:
    pairs = [
        (body.acronym, line(body.name, f" · {body.meets}" if body.meets else ""))
        for body in directory.context.catalog.committees
    ]
    root = "../"
    entries = "\n".join(
        f"<dt>{anchor(committee_path(code), code, root)}</dt>"
        f"<dd>{SiteMarkup('committees/index.html', Links({})).spans(words)}</dd>"
        for code, words in [*pairs, ("UPR", line("Universal Periodic Review"))]
    )
    return Page(
        "committees/index.html",
        "Committees",
        "and the Universal Periodic Review",
        f"<dl>\n{entries}\n</dl>",
        section="committees",
    )


def _facts(body: Committee) -> list[tuple[str, Line]]:
    """Say when a committee meets and where to write to it."""
    mailbox = line(Span(body.mailbox, "link")) if body.mailbox else ()
    return [
        (name, words)
        for name, words in (("Meets", line(body.meets or "")), ("Write to", mailbox))
        if words
    ]


def _record(directory: Directory, code: str) -> Iterator[Answer]:
    """Give a body's sessions and reviews of the last years, and its earlier sessions."""
    year = directory.context.on.year
    query = ListQuery(committee=code)
    turn = date(year - _YEARS_BACK, 1, 1)
    sessions = directory.list("sessions", query._replace(first=turn))
    reviews = directory.list("reviews", query._replace(first=turn))
    earlier = directory.list("sessions", query._replace(last=turn - timedelta(1)))
    for title, answer in (("Sessions", sessions), ("Reviews", reviews), (_EARLIER, earlier)):
        if answer.items:
            yield answer._replace(blocks=partial(_newest_first, answer, title))


def _newest_first(answer: Answer, title: str) -> Iterator[Block]:
    """Give the blocks of a list under another title, its rows from the last to the first."""
    for block in answer.blocks():
        if isinstance(block, Heading) and block.level == 1:
            yield Heading(title, 1, f"{len(answer.items)}")
        elif isinstance(block, Table):
            yield block._replace(rows=block.rows[::-1], details=block.details[::-1])
        elif not (isinstance(block, Paragraph) and block.mark == "plain"):
            yield block
