"""`timeline STATE`: bound, reports, reviews, visits and periods on one axis of years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Heading, Lane, Lanes, Mark, Paragraph, Sign, line
from fieldref.answer.items.timeline import TimelineItem
from fieldref.dates import PartialDate
from fieldref.model.states import State
from fieldref.pages.common import QueryContext, date_words, entry_label, refs, source_items
from fieldref.pages.state import programme as programmes
from fieldref.pages.state.lifetime import lifetime_entries
from fieldref.rules.entries import BY_RULE, Entry
from fieldref.rules.standing import standing_towards

_AHEAD = 1826  # days past the day asked as of
_VISITS, _PROGRAMMES, _UPR = "visits", "programmes", "UPR"
_LEGEND: tuple[tuple[Sign, str], ...] = (
    ("act", "in force"),
    ("report", "report due, stated or initial"),
    ("rule", "report by rule alone"),
    ("review", "review by the committee"),
    ("upr", "UPR review"),
    ("event", "visit or other event"),
    ("period", "programme recorded"),
)


def timeline_page(asked: QueryContext, code: str) -> Answer:
    """Everything dated of one State to five years past the day; a chart, and a list of marks."""
    state = asked.catalog.state(code)
    items = tuple(sorted(_items(asked, state), key=lambda item: (item.date, item.lane, item.what)))
    chart = _chart(asked, state, items)
    named = (ref for item in items for ref in item.sources)
    return Answer(
        "timeline", asked.day, asked.edition, items, source_items(asked.catalog, named),
        lambda: _blocks(asked, state, chart), title=f"{state.state}: timeline", chart=chart,
        kind=TimelineItem,
    )  # fmt: skip


def _items(asked: QueryContext, state: State) -> Iterator[TimelineItem]:
    for treaty in asked.catalog.treaties:
        found = standing_towards(treaty, state.treaties, asked.on)
        if found.in_force:
            until = str(found.withdrawn) if found.withdrawn else None
            words = f"{treaty.code} in force"
            yield TimelineItem(
                str(found.in_force), until, treaty.code, "in force", words, found.status,
                refs(found.sources),
            )  # fmt: skip
    for entry in _entries(asked, state):
        yield TimelineItem(
            str(entry.date), None, _lane(entry), entry.kind, entry_label(entry), entry.status,
            refs(entry.sources),
        )  # fmt: skip
    for one in state.programmes:
        if programmes.programmes_known_on(one, asked.on) and one.period.first:
            until = str(one.period.last) if one.period.last else None
            yield TimelineItem(
                str(one.period.first), until, _PROGRAMMES, "programme", one.title, "recorded",
                refs(one.sources),
            )  # fmt: skip


def _entries(asked: QueryContext, state: State) -> Iterator[Entry]:
    for entry in lifetime_entries(asked, state, asked.catalog.treaties, _AHEAD):
        shown = entry.kind in ("report", "review", "upr-review") or entry.treaty is None
        gone = entry.replaced or entry.status == "cancelled"
        if shown and not gone and entry.kind not in ("upr-report", "upr-submission"):
            yield entry


def _lane(entry: Entry) -> str:
    return entry.treaty or (_UPR if entry.kind == "upr-review" else _VISITS)


# --- the chart


def _chart(asked: QueryContext, state: State, items: tuple[TimelineItem, ...]) -> Lanes:
    first = min([int(item.date[:4]) for item in items], default=asked.on.year)
    last = asked.on.year + _AHEAD // 365
    order = [treaty.code for treaty in asked.catalog.treaties] + [_UPR, _VISITS, _PROGRAMMES]
    marks: dict[str, list[Mark]] = {}
    for item in items:
        marks.setdefault(item.lane, []).extend(_marks(item, last))
    lanes = tuple(Lane(lane, tuple(marks[lane])) for lane in order if lane in marks)
    return Lanes(f"{state.state}: timeline", first - first % 5, last, lanes, _LEGEND)


def _marks(item: TimelineItem, last: int) -> Iterable[Mark]:
    start, says = _year(item.date), f"{PartialDate.parse(item.date).words}: {item.what}"
    if item.kind == "in force":
        end = _year(item.until) if item.until else last + 1.0
        return Mark("force", start, end, says), Mark("act", start, None, says)
    if item.kind == "programme":
        begun = int(item.date[:4])
        end = int(item.until[:4]) if item.until else begun
        return (Mark("period", begun, end + 0.99, says),)
    signs: dict[str, Sign] = {"review": "review", "upr-review": "upr", "event": "event"}
    rule: Sign = "rule" if item.status.startswith(BY_RULE) else "report"
    return (Mark(signs.get(item.kind, rule), start, None, f"{says} ({item.status})"),)


def _year(text: str) -> float:
    """A date as years and their fraction; what isn't known to the day stands in its middle."""
    when = PartialDate.parse(text)
    middle = when.first + (when.last - when.first) / 2
    return round(middle.year + (middle.timetuple().tm_yday - 1) / 366, 3)


def _blocks(asked: QueryContext, state: State, chart: Lanes) -> Iterator[Block]:
    yield Heading(chart.title, 1, f"as of {date_words(asked)}")
    if not chart.lanes:
        yield Paragraph(line("Nothing dated is recorded here."), "note")
        return
    yield chart
    says = f"Why each date: fieldref explain {state.state.lower()} TREATY"
    yield Paragraph(line(says), "note")
