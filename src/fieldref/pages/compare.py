"""Answer `compare`: where States stand towards each instrument, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Column, Facts, Heading, Line, Paragraph, Span, Table, line
from fieldref.answer.items.lists import ComparedItem
from fieldref.dates import PartialDate
from fieldref.errors import WrongUse
from fieldref.model.states import State
from fieldref.model.treaties import Treaty
from fieldref.pages.common import (
    QueryContext,
    date_words,
    named_sources,
    refs,
    source_items,
    source_list,
    text_of,
)
from fieldref.pages.data_reach import reach_line
from fieldref.rules.standing import standing_towards

_FEW = 3  # so many States have room for dates in words
_WIDE = 20  # the longest name that heads a column then; a longer one is a code there
_NARROW = 10  # and with more States, whose dates are in ISO 8601
_DASH = "—"


def compare_page(context: QueryContext, codes: tuple[str, ...]) -> Answer:
    """Give one item an instrument and State, for the States with these ISO 3166-1 alpha-3 codes."""
    if len(codes) < 2:
        hint = "Such as: fieldref compare cambodia thailand viet nam"
        raise WrongUse("Two States or more are needed, to be compared.", hint)
    states = [context.catalog.state(code) for code in codes]
    treaties = context.catalog.treaties
    rows = [tuple(_item(context, treaty, state) for state in states) for treaty in treaties]
    items = tuple(item for row in rows for item in row)
    sources = source_items(context.catalog, named_sources(items))
    return Answer(
        command="compare",
        on=context.day,
        edition=context.edition,
        items=items,
        sources=sources,
        blocks=lambda: [*_blocks(context, states, rows), *source_list(sources)],
        title=_title(states),
        kind=ComparedItem,
    )


def _item(context: QueryContext, treaty: Treaty, state: State) -> ComparedItem:
    standing = standing_towards(treaty, state.treaties, context.on)
    return ComparedItem(
        treaty=treaty.code,
        title=treaty.title,
        state=state.codes.iso3,
        name=state.state,
        status=standing.status,
        signed=text_of(standing.signed),
        bound=text_of(standing.bound),
        how=standing.how,
        in_force=text_of(standing.in_force),
        withdrawn=text_of(standing.withdrawn),
        sources=refs(standing.sources),
    )


def _title(states: list[State]) -> str:
    return " and ".join([", ".join(state.state for state in states[:-1]), states[-1].state])


_Row = tuple[ComparedItem, ...]


def _blocks(context: QueryContext, states: list[State], rows: list[_Row]) -> Iterator[Block]:
    yield Heading(_title(states), 1, f"as of {date_words(context)}")
    yield from reach_line(context, "acts")
    yield Paragraph(
        line(
            "The date is that of the deposit that binds the State. A dash: no act is recorded"
            " here. * not yet in force for the State."
        ),
        "note",
    )
    heads = _heads(states)
    columns = tuple(Column(head) for head in ("Treaty", *heads))
    few = len(states) <= _FEW
    yield Table(columns, tuple(_cells(row, few) for row in rows))
    yield Facts(tuple(_facts(heads, rows)))


def _heads(states: list[State]) -> list[str]:
    """Give the States' names, or codes for those too long to head a column."""
    room = _WIDE if len(states) <= _FEW else _NARROW
    return [state.state if len(state.state) <= room else state.codes.iso3 for state in states]


def _cells(row: _Row, few: bool) -> tuple[Line, ...]:
    return (line(Span(row[0].treaty, "code")), *(_cell(item, few) for item in row))


def _cell(item: ComparedItem, few: bool) -> Line:
    if item.status == "withdrawn":
        return line(Span(f"withdrew {_date(item.withdrawn, few)}", "bad"))
    if item.bound:
        later = Span("*", "warn") if item.status == "deposited" else ""
        return line(Span(_date(item.bound, few), "date"), later)
    if item.status == "party":
        return line(Span("day not known" if few else "yes", "date"))
    return line(Span("signed", "warn") if item.signed else Span(_DASH, "muted"))


def _date(when: str | None, few: bool) -> str:
    if when is None:
        return _DASH
    return PartialDate.restore(when).words if few else when


def _facts(heads: list[str], rows: list[_Row]) -> Iterator[tuple[str, Line]]:
    """Say what they share and what sets one apart: only where there is any."""
    counts = {row[0].treaty: [n for n, item in enumerate(row) if _bound(item)] for row in rows}
    codes_by_label = {
        "Bound: all": [code for code, bound in counts.items() if len(bound) == len(heads)],
        "Bound: none": [code for code, bound in counts.items() if not bound],
    }
    for n, head in enumerate(heads):
        codes_by_label[f"Bound: only {head}"] = [
            code for code, bound in counts.items() if bound == [n]
        ]
    for label, codes in codes_by_label.items():
        if codes:
            yield label, line(", ".join(codes))


def _bound(item: ComparedItem) -> bool:
    return item.status in ("party", "deposited")
