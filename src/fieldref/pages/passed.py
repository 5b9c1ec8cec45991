"""Answer `deadlines --passed`: due dates gone by with nothing recorded to have come since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Column, Heading, Paragraph, Span, Table, line
from fieldref.answer.items.lists import PassedItem
from fieldref.catalog import Catalog
from fieldref.dates import PartialDate
from fieldref.model.states import State
from fieldref.model.treaties import Treaty
from fieldref.pages.common import (
    QueryContext,
    brief_ground,
    date_words,
    entry_label,
    refs,
    report_number,
    source_items,
    text_of,
)
from fieldref.pages.deadlines import DeadlineQuery, group_entries
from fieldref.pages.state.lifetime import lifetime_entries
from fieldref.rules.entries import Entry
from fieldref.rules.grounds import count_words
from fieldref.rules.next_report import set_by_words
from fieldref.rules.overdue import report_is_missing
from fieldref.rules.recorded_reviews import RecordedReviews, recorded_reviews
from fieldref.rules.standing import standing_towards
from fieldref.rules.status import Caveat

_BOUND = ("party", "deposited")


def passed_page(context: QueryContext, query: DeadlineQuery) -> Answer:
    """Give the due dates of the query that have passed with no report or review recorded since."""
    entries = sorted(_entries(context, query), key=lambda entry: (entry.date, entry.name, entry.id))
    reach = recorded_reviews(context.catalog.briefs, context.on)
    items = tuple(_item(entry, reach.get(entry.treaty or ""), context.on) for entry in entries)
    names = (ref for item in items for ref in item.sources)
    return Answer(
        command="deadlines",
        on=context.day,
        edition=context.edition,
        items=items,
        sources=source_items(context.catalog, names),
        blocks=lambda: _blocks(context, entries, reach),
        title="Due dates that have passed",
        kind=PassedItem,
    )


def _entries(context: QueryContext, query: DeadlineQuery) -> Iterator[Entry]:
    catalog = context.catalog
    treaties = catalog.with_parent(query.treaty) if query.treaty else catalog.treaties
    for state in _states(catalog, query):
        entries = lifetime_entries(context, state, treaties, 0)
        for entry in (entry for entry in entries if _is_meant(entry, query)):
            bound = _is_bound(state, catalog.treaty(entry.treaty or ""), context.on)
            if bound and report_is_missing(entry, state.reviews, context.on):
                yield entry


def _states(catalog: Catalog, query: DeadlineQuery) -> list[State]:
    chosen = [catalog.state(code) for code in query.states] or catalog.briefs
    return [state for state in chosen if query.region in (None, state.region)]


def _is_meant(entry: Entry, query: DeadlineQuery) -> bool:
    return (
        entry.kind == "report"
        and entry.basis in (query.bases or ("stated", "statutory"))
        and query.treaty in (None, entry.treaty)
        and entry.date.meets(query.first, query.last)
    )


def _is_bound(state: State, treaty: Treaty, on: date) -> bool:
    return standing_towards(treaty, state.treaties, on).status in _BOUND


def _item(entry: Entry, reach: RecordedReviews | None, on: date) -> PassedItem:
    return PassedItem(
        id=entry.id,
        date=str(entry.date),
        state=entry.state,
        name=entry.name,
        treaty=entry.treaty or "",
        report=report_number(entry.report),
        committee=entry.committee or "",
        basis=entry.basis,
        set_by=text_of(entry.since),
        days=(on - entry.date.last).days,
        overdue=_is_overdue(entry) or None,
        says=_says(entry),
        record_rows=reach.rows if reach else 0,
        record_from=text_of(reach.first) if reach else None,
        record_until=text_of(reach.last) if reach else None,
        sources=refs(entry.sources),
    )


def _is_overdue(entry: Entry) -> bool:
    """Tell whether the record is complete, so that a date without a report is overdue."""
    return Caveat.OVERDUE in entry.status.caveats


def _says(entry: Entry) -> str:
    """Say what may be said: overdue only where the record is known to be complete."""
    known = "overdue" if _is_overdue(entry) else "no report or review recorded here since"
    by = f", {set_by_words(entry)}" if entry.basis == "stated" else ", by the treaty"
    return f"was due {entry.date.words}{by}; {known}"


def _blocks(
    context: QueryContext, entries: list[Entry], reach: dict[str, RecordedReviews]
) -> Iterator[Block]:
    yield Heading("Due dates that have passed", 1, f"as of {date_words(context)}")
    if not entries:
        yield Paragraph(line("No such date is recorded here."))
        return
    yield Paragraph(
        line(
            "No report or review is recorded here since these days. That is no accusation: the"
            " record has gaps, and how far it goes stands below; a date is called overdue only"
            " where the record of the State is known to be complete."
        ),
        "note",
    )
    for group in group_entries(entries):
        if group.entries:
            yield Heading(group.title, 2, f"{len(group.entries)} of {len(entries)}")
            yield Paragraph(line(group.means), "note")
            yield _table(group.entries, context.on)
    yield Heading("How far the record goes", 2, f"to {date_words(context)}")
    codes = dict.fromkeys(entry.treaty or "" for entry in entries)
    yield _reach_table(list(codes), reach)


def _table(entries: list[Entry], on: date) -> Table:
    head = tuple(map(Column, ("Date", "State", "What", "Passed", "Status", "Ground")))
    rows = tuple(
        (
            line(Span(entry.date.words, "date")),
            line(Span(entry.name, "strong")),
            line(entry_label(entry)),
            line(span_words(entry.date, on)),
            line("overdue" if _is_overdue(entry) else "none recorded since"),
            line(Span(brief_ground(entry), "source")),
        )
        for entry in entries
    )
    return Table(head, rows, listing=True, lead=3)


def span_words(since: PartialDate, on: date) -> str:
    """Say how long a date lies back, in whole years, months or days."""
    days = (on - since.last).days
    if days >= 731:
        return f"{days // 365.25:.0f} years"
    return count_words(days // 30, "month") if days >= 60 else count_words(days, "day")


def _reach_table(codes: list[str], reach: dict[str, RecordedReviews]) -> Table:
    head = (Column("Treaty"), Column("Reviews and reports", "right"), Column("From"), Column("To"))
    rows = []
    for code in sorted(codes):
        known = reach.get(code)
        rows.append(
            (
                line(Span(code, "code")),
                line(str(known.rows) if known else "none"),
                line(Span(known.first.words if known else "—", "date")),
                line(Span(known.last.words if known else "—", "date")),
            )
        )
    return Table(head, tuple(rows))
