"""Answer `timeline STATE`: acts, reports, reviews, visits and periods on one axis of years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fieldref.answer import Answer, LeftOut
from fieldref.answer.blocks import Block, DayMark, Heading, Lane, Lanes, Mark, Paragraph, Sign, line
from fieldref.answer.items.timeline import TimelineItem
from fieldref.dates import PartialDate
from fieldref.model.presences import Programme
from fieldref.model.states import State
from fieldref.pages.common import (
    QueryContext,
    date_words,
    entry_label,
    refs,
    source_items,
    text_of,
)
from fieldref.pages.data_reach import reach_line
from fieldref.pages.deadlines import leave_out_rhythm, left_out_block
from fieldref.pages.state import programme as programmes
from fieldref.pages.state.lifetime import lifetime_entries
from fieldref.records import NamedTuple
from fieldref.rules.entries import Entry
from fieldref.rules.standing import Standing, standing_towards
from fieldref.rules.status import Progress, status_words

_AHEAD = 1826  # days past the day asked as of
_VISITS, _PROGRAMMES, _UPR = "visits", "programmes", "UPR"
_LEGEND: tuple[tuple[Sign, str], ...] = (
    ("act", "in force"),
    ("report", "report due, stated or initial"),
    ("rule", "report by rhythm alone"),
    ("review", "review by the committee"),
    ("upr", "UPR review"),
    ("event", "visit or other event"),
    ("period", "programme recorded"),
)


class _Dated(NamedTuple):
    """An item, and the sign that it bears on the axis."""

    item: TimelineItem
    sign: Sign


def timeline_page(context: QueryContext, code: str, bases: tuple[str, ...] = ()) -> Answer:
    """Give everything dated of one State to five years past the day: a chart and its marks."""
    state = context.catalog.state(code)
    entries, left_out = leave_out_rhythm(list(_entries(context, state)), bases)
    dated = sorted(
        _dated(context, state, entries),
        key=lambda mark: (mark.item.date, mark.item.lane, mark.item.what),
    )
    chart = _chart(context, state, dated)
    items = tuple(mark.item for mark in dated)
    names = (ref for item in items for ref in item.sources)
    return Answer(
        command="timeline",
        on=context.day,
        edition=context.edition,
        items=items,
        sources=source_items(context.catalog, names),
        blocks=lambda: _blocks(context, state, chart, left_out),
        title=f"{state.state}: timeline",
        chart=chart,
        kind=TimelineItem,
        left_out=left_out,
    )


def _dated(context: QueryContext, state: State, entries: list[Entry]) -> Iterator[_Dated]:
    for treaty in context.catalog.treaties:
        standing = standing_towards(treaty, state.treaties, context.on)
        if standing.in_force:
            yield _Dated(_in_force(treaty.code, standing), "force")
    for entry in entries:
        yield _Dated(_entry_item(entry), _sign(entry))
    for programme in state.programmes:
        if programmes.is_known_on(programme, context.on) and programme.period.first:
            yield _Dated(_programme_item(programme, programme.period.first), "period")


def _in_force(code: str, standing: Standing) -> TimelineItem:
    return TimelineItem(
        date=str(standing.in_force),
        until=text_of(standing.withdrawn),
        lane=code,
        kind="in force",
        what=f"{code} in force",
        status=standing.status,
        sources=refs(standing.sources),
    )


def _entry_item(entry: Entry) -> TimelineItem:
    return TimelineItem(
        date=str(entry.date),
        until=None,
        lane=entry.treaty or (_UPR if entry.kind == "upr-review" else _VISITS),
        kind=entry.kind,
        what=entry_label(entry),
        status=status_words(entry.status),
        sources=refs(entry.sources),
    )


def _programme_item(programme: Programme, first: PartialDate) -> TimelineItem:
    return TimelineItem(
        date=str(first),
        until=text_of(programme.period.last),
        lane=_PROGRAMMES,
        kind="programme",
        what=programme.title,
        status="recorded",
        sources=refs(programme.sources),
    )


def _entries(context: QueryContext, state: State) -> Iterator[Entry]:
    for entry in lifetime_entries(context, state, context.catalog.treaties, _AHEAD):
        shown = entry.kind in ("report", "review", "upr-review") or entry.treaty is None
        gone = entry.replaced or entry.status.progress is Progress.CANCELLED
        if shown and not gone and entry.kind not in ("upr-report", "upr-submission"):
            yield entry


def _sign(entry: Entry) -> Sign:
    signs: dict[str, Sign] = {"review": "review", "upr-review": "upr", "event": "event"}
    by_rule: Sign = "rule" if entry.basis == "rhythm" else "report"
    return signs.get(entry.kind, by_rule)


# --- the chart


def _chart(context: QueryContext, state: State, dated: list[_Dated]) -> Lanes:
    first = min([int(mark.item.date[:4]) for mark in dated], default=context.on.year)
    last = context.on.year + _AHEAD // 365
    order = [treaty.code for treaty in context.catalog.treaties] + [_UPR, _VISITS, _PROGRAMMES]
    by_rhythm = any(mark.sign == "rule" for mark in dated)
    marks: dict[str, list[Mark]] = {}
    for mark in dated:
        marks.setdefault(mark.item.lane, []).extend(_marks(*mark, last))
    lanes = tuple(Lane(lane, tuple(marks[lane])) for lane in order if lane in marks)
    return Lanes(
        title=f"{state.state}: timeline",
        first=first - first % 5,
        last=last,
        lanes=lanes,
        legend=tuple(sign for sign in _LEGEND if sign[0] != "rule" or by_rhythm),
        day=DayMark(_year(context.on.isoformat()), f"as of {PartialDate.of(context.on).words}"),
    )


def _marks(item: TimelineItem, sign: Sign, last: int) -> Iterable[Mark]:
    start, words = _year(item.date), f"{PartialDate.restore(item.date).words}: {item.what}"
    if sign == "force":
        end = _year(item.until) if item.until else last + 1.0
        return Mark("force", start, end, words), Mark("act", start, None, words)
    if sign == "period":
        begun = int(item.date[:4])
        end = int(item.until[:4]) if item.until else begun
        return (Mark("period", begun, end + 0.99, words),)
    return (Mark(sign, start, None, f"{words} ({item.status})"),)


def _year(text: str) -> float:
    """Give a date as years and their fraction; what isn't known to the day stands in its middle."""
    when = PartialDate.restore(text)
    middle = when.first + (when.last - when.first) / 2
    return round(middle.year + (middle.timetuple().tm_yday - 1) / 366, 3)


def _blocks(
    context: QueryContext, state: State, chart: Lanes, left_out: LeftOut
) -> Iterator[Block]:
    yield Heading(chart.title, 1, f"as of {date_words(context)}")
    yield from reach_line(context)
    if not chart.lanes:
        yield Paragraph(line("Nothing dated is recorded here."), "note")
        return
    yield chart
    yield from left_out_block(left_out)
    note = f"Why each date: fieldref explain {state.state.lower()} TREATY"
    yield Paragraph(line(note), "note")
