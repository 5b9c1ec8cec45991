"""`compare`: where States stand towards each instrument, side by side."""

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
from fieldref.rules.standing import standing_towards

_FEW = 3  # so many States have room for dates in words
_WIDE = 20  # the longest name that heads a column then; a longer one is a code there
_NARROW = 10  # and with more States, whose dates are in ISO 8601
_DASH = "—"


def compare_page(asked: QueryContext, codes: tuple[str, ...]) -> Answer:
    """One item an instrument and State, for the States with these ISO 3166-1 alpha-3 codes."""
    if len(codes) < 2:
        hint = "Such as: fieldref compare cambodia thailand viet nam"
        raise WrongUse("Two States or more are needed, to be compared.", hint)
    states = [asked.catalog.state(code) for code in codes]
    treaties = asked.catalog.treaties
    rows = [tuple(_item(asked, one, state) for state in states) for one in treaties]
    items = tuple(item for row in rows for item in row)
    sources = source_items(asked.catalog, named_sources(items))
    return Answer(
        "compare",
        asked.day,
        asked.edition,
        items,
        sources,
        lambda: [*_blocks(asked, states, rows), *source_list(sources)],
        title=_title(states),
        kind=ComparedItem,
    )


def _item(asked: QueryContext, treaty: Treaty, state: State) -> ComparedItem:
    found = standing_towards(treaty, state.treaties, asked.on)
    return ComparedItem(
        treaty.code, treaty.title, state.codes.iso3, state.state, found.status,
        text_of(found.signed), text_of(found.bound), found.how, text_of(found.in_force),
        text_of(found.withdrawn), refs(found.sources),
    )  # fmt: skip


def _title(states: list[State]) -> str:
    return " and ".join([", ".join(one.state for one in states[:-1]), states[-1].state])


_Row = tuple[ComparedItem, ...]


def _blocks(asked: QueryContext, states: list[State], rows: list[_Row]) -> Iterator[Block]:
    yield Heading(_title(states), 1, f"as of {date_words(asked)}")
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
    """The States' names, or codes for those too long to head a column."""
    room = _WIDE if len(states) <= _FEW else _NARROW
    return [one.state if len(one.state) <= room else one.codes.iso3 for one in states]


def _cells(row: _Row, few: bool) -> tuple[Line, ...]:
    return (line(Span(row[0].treaty, "code")), *(_cell(item, few) for item in row))


def _cell(item: ComparedItem, few: bool) -> Line:
    if item.status == "withdrawn":
        return line(Span(f"withdrew {_date(item.withdrawn, few)}", "bad"))
    if item.bound:
        later = Span("*", "warn") if item.status == "deposited" else ""
        return line(Span(_date(item.bound, few), "date"), later)
    return line(Span("signed", "warn") if item.signed else Span(_DASH, "muted"))


def _date(when: str | None, few: bool) -> str:
    if when is None:
        return _DASH
    return PartialDate.parse(when).words if few else when


def _facts(heads: list[str], rows: list[_Row]) -> Iterator[tuple[str, Line]]:
    """What they share and what sets one apart: only where there is any."""
    counts = {row[0].treaty: [n for n, item in enumerate(row) if _bound(item)] for row in rows}
    told = {
        "Bound: all": [code for code, bound in counts.items() if len(bound) == len(heads)],
        "Bound: none": [code for code, bound in counts.items() if not bound],
    }
    for n, head in enumerate(heads):
        told[f"Bound: only {head}"] = [code for code, bound in counts.items() if bound == [n]]
    for label, codes in told.items():
        if codes:
            yield label, line(", ".join(codes))


def _bound(item: ComparedItem) -> bool:
    return item.status in ("party", "deposited")
