"""Say how far the tables of facts go, under a page's title and as a table of its own."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.answer.blocks import Block, Bullets, Heading, Line, Paragraph, Span, line
from fieldref.model.common import TableName, TableReach
from fieldref.model.treaties import Count
from fieldref.pages.common import QueryContext, capitalized, source_mark, with_sources

_UPR: TableName = "Universal Periodic Review"
_WORDS: dict[TableName, str] = {"acts": "treaty acts", "reviews": "committees' reviews"}


def reach_line(
    context: QueryContext,
    *tables: TableName,
    treaty: str | None = None,
    body: str | None = None,
) -> Iterator[Block]:
    """Give one note: to when acts and reviews are known; nothing for a day before all of that.

    It is of all `tables` if none is named, of one treaty's rows and its committee's if any is, and
    of one body's reviews, be it the UPR.
    """
    known = reach_words(context, *tables, treaty=treaty, body=body)
    if known:
        yield Paragraph(line(f"Known here: {known}."), "note")


def reach_words(
    context: QueryContext,
    *tables: TableName,
    treaty: str | None = None,
    body: str | None = None,
) -> str:
    """Say to when acts and reviews are known, without a capital and a full stop; see above."""
    of = context.catalog.treaty(treaty) if treaty else None
    reaches = [
        reach
        for reach in context.catalog.reaches
        if reach.until.first < context.on
        and (not tables or reach.table in tables)
        and (not of or of.code in reach.treaties or of.committee == reach.committee)
        and body in (None, "UPR" if reach.table == _UPR else reach.committee)
    ]
    parts = [
        _span([reach for reach in reaches if reach.table == table], words)
        for table, words in _WORDS.items()
    ]
    parts += [
        f"UPR to session {reach.session}"
        for reach in reaches
        if reach.table == _UPR and reach.session
    ]
    return "; ".join(filter(None, parts))


def _span(reaches: list[TableReach], words: str) -> str:
    if not reaches:
        return ""
    days = sorted(reach.until for reach in reaches)
    later = f", some to {days[-1].words}" if days[-1] != days[0] else ""
    return f"{words} to {days[0].words}{later}"


def reach_points(context: QueryContext) -> Iterator[Block]:
    """Give each table: for what it holds, to when, and by which source."""
    if context.catalog.reaches:
        yield Heading("How far the record goes", 3)
        yield Bullets(tuple(map(_point, context.catalog.reaches)))


def _point(reach: TableReach) -> Line:
    of = ", ".join(reach.treaties) or reach.committee
    session = f"session {reach.session}, " if reach.session else ""
    head = f"{capitalized(reach.table)}, {of}: " if of else f"{reach.table}: "
    return line(
        head, "to ", session, Span(reach.until.words, "date"), " ", source_mark(reach.sources)
    )


def published_note(count: Count) -> Paragraph:
    """Say how many States parties the UN published, and for when."""
    text = f"The UN published {count.parties} parties ({count.date})."
    return Paragraph(with_sources(f"{text} {count.note or ''}".strip(), count.sources), "note")


def act_reach(context: QueryContext, treaty: str) -> TableReach | None:
    """Say how far the acts under that instrument go."""
    rows = context.catalog.reaches
    return next((row for row in rows if row.table == "acts" and treaty in row.treaties), None)
