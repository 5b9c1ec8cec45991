"""`next STATE`: who considers the State next, by when to write, and where to."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.answer import Answer
from fieldref.answer.blocks import (
    Block,
    Bullets,
    Column,
    Heading,
    Line,
    Paragraph,
    Span,
    Table,
    line,
)
from fieldref.answer.items.next import MechanismItem, NextItem
from fieldref.dates import PartialDate
from fieldref.pages.calendar import calendar_entries
from fieldref.pages.common import (
    QueryContext,
    capitalized,
    capitalized_sentence,
    date_words,
    deadline_item,
    named_sources,
    refs,
    source_items,
)
from fieldref.pages.next.mechanisms import mechanism_items
from fieldref.pages.state.blocks import complaint_blocks
from fieldref.pages.state.profile import StateProfile

_CALENDAR = ("report", "review", "upr-review", "upr-report", "upr-submission")


def next_page(context: QueryContext, code: str) -> Answer:
    """Give what comes next for the State with that ISO code, for whoever wants to take part."""
    state = context.catalog.state(code)
    profile = StateProfile(context, state)
    item = NextItem(
        state=code,
        name=state.state,
        institutions=state.institutions,
        mechanisms=mechanism_items(profile),
        complaint_procedures=profile.complaints,
        sources=refs(state.sources),
    )
    ahead = [entry for entry in profile.coming if entry.kind in _CALENDAR]
    return Answer(
        command="next",
        on=context.day,
        edition=context.edition,
        items=(item,),
        sources=source_items(context.catalog, named_sources(item)),
        blocks=lambda: _blocks(profile, item),
        title=f"{state.state}: what comes next",
        table=item.mechanisms,
        calendar=lambda: calendar_entries(ahead, map(deadline_item, ahead)),
        kind=MechanismItem,
    )


def _blocks(profile: StateProfile, item: NextItem) -> Iterator[Block]:
    yield Heading(f"{item.name}: what comes next", 1, f"as of {date_words(profile.context)}")
    yield Paragraph(line("National institution: ", _institutions(item), "."))
    yield Heading("Who considers the State", 2)
    head = tuple(map(Column, ("Mechanism", "Last considered", "Next review")))
    yield Table(head, tuple(map(_row, item.mechanisms)))
    yield Heading("By when to write, and where to", 2)
    yield Bullets(tuple(_writing(*pair) for pair in _by_committee(item.mechanisms)))
    yield from _documents(item.mechanisms)
    yield from _where_published(item.mechanisms)
    yield from complaint_blocks(profile)


def _institutions(item: NextItem) -> str:
    names = [
        f"{institution.name} ({institution.status or 'no'} status"
        + (f" as of {institution.status_date.words})" if institution.status_date else ")")
        for institution in item.institutions
    ]
    return "; ".join(names) or "none recorded here"


def _row(item: MechanismItem) -> tuple[Line, ...]:
    name = item.treaty or "Universal Periodic Review"
    return (
        line(Span(name, "strong")),
        line(Span(item.last_considered_says or "—", "date")),
        line(capitalized(item.next_review_says)),
    )


def _by_committee(items: tuple[MechanismItem, ...]) -> list[tuple[str, MechanismItem]]:
    """Give each committee once: its protocols are written about to the same address."""
    known: dict[str, MechanismItem] = {}
    for item in items:
        known.setdefault(item.committee or "Universal Periodic Review", item)
    return list(known.items())


def _writing(name: str, item: MechanismItem) -> Line:
    length = f" {capitalized_sentence(item.length_says)}" if item.length_says else ""
    return line(
        Span(name, "strong"),
        ", ",
        Span(item.mailbox or "no address recorded here", "link"),
        f": {capitalized_sentence(item.submit_by_says)}{length}",
    )


def _documents(items: tuple[MechanismItem, ...]) -> Iterator[Block]:
    """List the concluding observations to build on, and say what follows them."""
    yield Heading("What to build on", 2)
    known = [item for item in items if item.document]
    if known:
        yield Bullets(tuple(_document(item) for item in known))
    else:
        yield Paragraph(line("No symbol of concluding observations is recorded here."), "note")
    yield Paragraph(
        line(
            "What a committee follows up, and by when the State answers, stands in its concluding"
            " observations and isn't recorded here."
        ),
        "note",
    )


def _document(item: MechanismItem) -> Line:
    when = PartialDate.parse(item.document_date).words if item.document_date else "no date"
    head = f"{item.treaty}, {when}: {item.document} "
    return line(head, Span(item.document_address or "", "link"))


def _where_published(items: tuple[MechanismItem, ...]) -> Iterator[Block]:
    """Say where that is published which isn't known here."""
    pages = dict.fromkeys(item.page for item in items)
    yield Paragraph(
        line(f"What isn't known here is published at: {' and '.join(pages)}"),
        "note",
    )
