"""Answer `deadlines`: what falls due in a window, for some States or all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from fieldref.answer import Answer, LeftOut
from fieldref.answer.blocks import (
    Bars,
    Block,
    Column,
    Heading,
    Line,
    Paragraph,
    Role,
    Span,
    Table,
    line,
)
from fieldref.answer.items.base import DeadlineItem
from fieldref.catalog import DueStates
from fieldref.dates import MONTHS, PartialDate
from fieldref.model.states import State
from fieldref.pages.calendar import calendar_entries
from fieldref.pages.common import (
    QueryContext,
    brief_ground,
    deadline_item,
    entry_label,
    progress_words,
    source_items,
    source_mark,
)
from fieldref.pages.data_reach import reach_line
from fieldref.records import NamedTuple
from fieldref.rules.agenda import agenda
from fieldref.rules.entries import AgendaWindow, Basis, Entry

_WHY = (
    "Such dates are arithmetic: once a committee has considered a State it sets the next"
    " date itself. To see them: --basis rhythm."
)
_MANY = 40  # rows from which a list begins with a summary


class DeadlineQuery(NamedTuple):
    """A choice of entries: the States (all if none), the window, and what narrows it."""

    first: date
    last: date
    states: tuple[str, ...] = ()
    treaty: str | None = None
    kinds: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    region: str | None = None
    projected: bool = False
    explain: bool = False


class Group(NamedTuple):
    """Entries of one degree of certainty, with the sentence that says what it means."""

    title: str
    means: str
    role: Role
    entries: list[Entry]


def deadlines_page(context: QueryContext, query: DeadlineQuery) -> Answer:
    """Give every entry of the window, met or not, by date."""
    due = _due(context, query)
    entries, left_out = leave_out_rhythm(list(_entries(context, query, due.states)), query.bases)
    counted = sum(_counts(treaty, when, query) for treaty, when in due.rhythm)
    left_out = left_out._replace(dates=left_out.dates + counted)
    items = tuple(deadline_item(entry) for entry in entries)
    names = (ref for item in items for ref in item.sources)
    return Answer(
        command="deadlines",
        on=context.day,
        edition=context.edition,
        items=items,
        sources=source_items(context.catalog, names),
        blocks=lambda: _blocks(entries, query, context, left_out),
        title=_title(query),
        calendar=lambda: calendar_entries(entries, items),
        kind=DeadlineItem,
        left_out=left_out,
    )


def _entries(
    context: QueryContext, query: DeadlineQuery, states: Iterable[State]
) -> Iterator[Entry]:
    catalog = context.catalog
    treaties = catalog.with_parent(query.treaty) if query.treaty else catalog.treaties
    window = AgendaWindow(query.first, query.last, context.on, query.projected)
    for entry in agenda(states, treaties, catalog.upr, window):
        if _matches(entry, query):
            yield entry


def _due(context: QueryContext, query: DeadlineQuery) -> DueStates:
    """Give the States with what the window takes; dates by rhythm that are but counted, apart."""
    catalog = context.catalog
    if query.states:
        due = DueStates(tuple([catalog.state(code) for code in query.states]), ())
    elif query.projected:
        due = DueStates(catalog.briefs, ())
    else:
        shown = query.bases or query.region
        due = catalog.states_due(query.first, query.last, None if shown else context.on)
    states = [state for state in due.states if not query.region or state.region == query.region]
    return due._replace(states=tuple(states))


def _counts(treaty: str, when: PartialDate, query: DeadlineQuery) -> bool:
    """Tell whether a date by rhythm is of the window and of what narrows it."""
    wanted = query.treaty in (None, treaty) and (not query.kinds or "report" in query.kinds)
    return wanted and when.meets(query.first, query.last)


def _matches(entry: Entry, query: DeadlineQuery) -> bool:
    return (not query.treaty or entry.treaty == query.treaty) and (
        not query.kinds or entry.kind in query.kinds
    )


def leave_out_rhythm(entries: list[Entry], bases: tuple[str, ...]) -> tuple[list[Entry], LeftOut]:
    """Part the entries that are shown from dates by rhythm, which stay out unless asked for."""
    if bases:
        return [entry for entry in entries if entry.basis in bases], LeftOut("rhythm", 0, _WHY)
    shown = [entry for entry in entries if entry.basis != "rhythm"]
    return shown, LeftOut("rhythm", len(entries) - len(shown), _WHY)


def left_out_block(left_out: LeftOut) -> Iterator[Block]:
    """Say in a line how many dates are left out, and why."""
    if left_out.dates:
        yield Paragraph(line(left_out.words), "note")


def _title(query: DeadlineQuery) -> str:
    first, last = PartialDate.of(query.first), PartialDate.of(query.last)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        same = first.year == last.year
        years = f"in {first.year}" if same else f"from {first.year} to {last.year}"
        return f"What falls due {years}"
    return f"What falls due from {first.words} to {last.words}"


def _blocks(
    entries: list[Entry], query: DeadlineQuery, context: QueryContext, left_out: LeftOut
) -> Iterator[Block]:
    yield Heading(_title(query), 1, f"as of {PartialDate.of(context.on).words}")
    yield from reach_line(context, treaty=query.treaty)
    if not entries:
        yield Paragraph(line("Nothing that is recorded here falls in this window."))
        yield from left_out_block(left_out)
        return
    if len(entries) > _MANY:
        yield from _summary(entries)
    one_state = len({entry.state for entry in entries}) == 1
    for group in group_entries(entries):
        if group.entries:
            count = f"{len(group.entries)} of {len(entries)}"
            yield Heading(group.title, 2, count)
            yield Paragraph(line(group.means), "note")
            yield deadlines_table(group.entries, one_state, query.explain)
    yield from left_out_block(left_out)


def group_entries(entries: list[Entry]) -> list[Group]:
    """Give group the entries by how sure they are, so that nobody takes a rule for a request."""
    groups = [
        Group("Stated by a source", "A source states the date.", "good", []),
        Group(
            "Initial reports and first duties",
            "The treaty fixes the date, counted as the committee's tables count where they do so.",
            "plain",
            [],
        ),
        Group(
            "Derived",
            "Counted from a session: the month of a review whose day is not recorded here, or"
            " documents due before it, by the pattern of published due dates.",
            "plain",
            [],
        ),
        Group(
            "By rhythm alone",
            "Only arithmetic: the treaty's rhythm, as if no committee had met. Once a committee has"
            " considered a State it sets the next date itself; that date is not recorded here.",
            "muted",
            [],
        ),
        Group("Projected", "A pattern carried on; nothing is announced.", "muted", []),
    ]
    for entry in entries:
        groups[_degree(entry)].entries.append(entry)
    return groups


_DEGREES: dict[Basis, int] = {
    "stated": 0,
    "statutory": 1,
    "derived": 2,
    "rhythm": 3,
    "projected": 4,
}


def _degree(entry: Entry) -> int:
    return _DEGREES[entry.basis]


def deadlines_table(entries: list[Entry], one_state: bool, explain: bool = False) -> Table:
    """Give entries as a list: one record a line; with `explain` the ground in words under each."""
    head = [Column("Date"), Column("State"), Column("What"), Column("Status"), Column("Ground")]
    if one_state:
        del head[1]
    rows = tuple(_row(entry, one_state) for entry in entries)
    details = tuple(_details(entry) for entry in entries) if explain else ()
    return Table(columns=tuple(head), rows=rows, listing=True, details=details, lead=len(head) - 2)


def _row(entry: Entry, one_state: bool) -> tuple[Line, ...]:
    status = progress_words(entry, short=True)
    cells = [
        line(Span(entry.date.words, "date")),
        line(Span(entry.name, "strong")),
        line(entry_label(entry)),
        line(Span(status, "good" if entry.basis == "stated" else "muted")),
        line(Span(brief_ground(entry), "source")),
    ]
    if one_state:
        del cells[1]
    return tuple(cells)


def _details(entry: Entry) -> tuple[Line, ...]:
    return tuple(
        line(step.words + ("." if not step.sources else ". "), source_mark(step.sources))
        for step in entry.steps
    )


def _summary(entries: list[Entry]) -> Iterator[Block]:
    """Say how many, by month and by treaty; stated dates and those by rhythm told apart."""
    groups = [group for group in group_entries(entries) if group.entries]
    counts = ", ".join(f"{len(group.entries)} {group.title.lower()}" for group in groups)
    yield Paragraph(line(f"{len(entries)} dates: {counts}."))
    parts = ("stated", "by the treaty or derived", "by rhythm or projected")
    years = len({entry.date.year for entry in entries}) > 1
    months: dict[str, list[int]] = {}
    for entry in entries:
        months.setdefault(_period(entry.date, years), [0, 0, 0])[_PART[_degree(entry)]] += 1
    title = "By year" if years else "By month"
    yield Heading(title, 3)
    yield Bars(tuple((label, tuple(counts)) for label, counts in months.items()), parts)
    by: dict[str, list[int]] = {}
    for entry in entries:
        by.setdefault(entry.treaty or ("UPR" if entry.kind != "event" else "events"), [0, 0, 0])[
            _PART[_degree(entry)]
        ] += 1
    yield Heading("By treaty or mechanism", 3)
    ordered = sorted(by.items(), key=lambda row: (-sum(row[1]), row[0]))
    yield Bars(tuple((label, tuple(counts)) for label, counts in ordered), parts)


_PART = (0, 1, 1, 2, 2)


def _period(when: PartialDate, years: bool) -> str:
    if years:
        return str(when.year)
    return MONTHS[when.month - 1] if when.month else "month not known"
