"""The tables of `list`: one record a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fieldref.answer.blocks import Column, Line, Span, Table, line
from fieldref.answer.items.lists import MandateLine, OfficeLine, SourceLine, StateLine, TreatyLine
from fieldref.dates import PartialDate
from fieldref.rules.standing import Standing

_DASH = "—"
NOTES = {
    "states": "Bound: how many instruments are in force for the State.",
    "towards": "A dash: no act is recorded here.",
    "treaties": "Parties: States for which it is in force, +1 for the European Union.",
    "offices": "What hasn't closed as far as recorded; as of when it was last found. One by its id:"
    " fieldref show.",
}


def states_table(items: tuple[StateLine, ...], code: str | None, towards: list[Standing]) -> Table:
    """The States; asked about an instrument, where each stands towards it."""
    if code:
        rows = [
            (*_state(one), line(standing_words(found)))
            for one, found in zip(items, towards, strict=True)
        ]
        return _table(("State", "ISO", f"Towards {code}"), rows, lead=2)
    rows = [(*_state(one), line(one.region or _DASH), line(str(one.parties))) for one in items]
    return _table(("State", "ISO", "Region", ">Bound"), rows, lead=2)


def _state(one: StateLine) -> tuple[Line, ...]:
    return line(Span(one.name, "strong")), line(Span(one.iso3, "code"))


def standing_words(found: Standing) -> str:
    """Where a State stands towards an instrument, in a few words."""
    if found.status == "party":
        return f"party since {_words(found.in_force)}" if found.in_force else "party"
    if found.status == "deposited":
        return f"in force from {_words(found.in_force)}" if found.in_force else "deposited"
    if found.status == "signed only":
        return f"signed {_words(found.signed)}"
    return f"withdrew {_words(found.withdrawn)}" if found.withdrawn else _DASH


def treaties_table(items: tuple[TreatyLine, ...]) -> Table:
    """The instruments, with how many States are bound or have signed and no more."""
    rows = [
        (
            line(Span(one.code, "code")),
            line(Span(one.short, "strong")),
            line(Span(_year(one.adopted), "date")),
            line(f"{one.parties}{f'+{one.organizations}' if one.organizations else ''}"),
        )
        for one in items
    ]
    return _table(("Code", "Instrument", ">Adopted", ">Parties"), rows, lead=2)


def offices_table(items: tuple[OfficeLine, ...], names: Mapping[str, str]) -> Table:
    """The offices by kind, with where they sit and since when."""
    rows = [
        (
            line(Span(one.name, "strong")),
            line(one.kind),
            line(_seat(one, names)),
            line(Span(_span(one.since, one.until), "date")),
            line(_status(one)),
            line(Span(one.id, "code")),
        )
        for one in items
    ]
    return _table(("Office", "Kind", "Seat", "Since", "Status", "Id"), rows)


def _seat(one: OfficeLine, names: Mapping[str, str]) -> str:
    host = names.get(one.host, one.host) if one.host else None
    return ", ".join(filter(None, [one.city, host]))


def _status(one: OfficeLine) -> str:
    return f"{one.status or 'listed'}, as of {one.as_of}"


def mandates_table(items: tuple[MandateLine, ...], names: Mapping[str, str]) -> Table:
    """The special procedures: those on a State, then the thematic ones."""
    rows = [
        (
            line(Span(one.title, "strong")),
            line(names.get(one.state, one.state) if one.state else one.kind),
            line(Span(_span(one.since, one.until), "date")),
            line(one.resolution or ""),
        )
        for one in items
    ]
    return _table(("Mandate", "On", "Since", "Resolution"), rows)


def sources_table(items: tuple[SourceLine, ...]) -> Table:
    """The sources by id, with their addresses."""
    rows = [
        (
            line(Span(one.id, "source")),
            line(one.title),
            line(Span(one.date or "", "date")),
            line(Span(one.address or "", "link")),
        )
        for one in items
    ]
    return _table(("Id", "Source", "Date", "Address"), rows, lead=2)


def _table(titles: tuple[str, ...], rows: Iterable[tuple[Line, ...]], lead: int = 1) -> Table:
    """A listing; `>` before a title sets its column to the right."""
    head = tuple(
        Column(title.lstrip(">"), "right" if title.startswith(">") else "left") for title in titles
    )
    return Table(head, tuple(rows), listing=True, lead=lead)


def _year(when: str) -> str:
    return when[:4]


def _span(since: str | None, until: str | None) -> str:
    begun = PartialDate.parse(since).words if since else ""
    return f"{begun} to {PartialDate.parse(until).words}".strip() if until else begun


def _words(when: PartialDate | None) -> str:
    return when.words if when else _DASH
