"""Lay the lists out as tables: one record a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fieldref.answer.blocks import Column, Line, Span, Table, line
from fieldref.answer.items.lists import (
    DeclarationLine,
    InstitutionLine,
    MandateLine,
    OfficeLine,
    ReviewLine,
    SessionLine,
    SourceLine,
    StateLine,
    TreatyLine,
)
from fieldref.dates import PartialDate
from fieldref.rules.standing import Standing

_DASH = "—"
NOTES = {
    "states": "Bound: how many instruments are in force for the State.",
    "towards": "A dash: no act is recorded here.",
    "treaties": "Parties: States for which it is in force, +1 for the European Union.",
    "offices": "Offices that are not known to have closed, each as of the day that it was last"
    " found. To see one: fieldref show ID",
}


def states_table(items: tuple[StateLine, ...], code: str | None, towards: list[Standing]) -> Table:
    """Give the States; asked about an instrument, where each stands towards it."""
    if code:
        rows = [
            (*_state(item), line(standing_words(standing)))
            for item, standing in zip(items, towards, strict=True)
        ]
        return _table(("State", "ISO", f"Towards {code}"), rows, lead=2)
    rows = [(*_state(item), line(item.region or _DASH), line(str(item.parties))) for item in items]
    return _table(("State", "ISO", "Region", ">Bound"), rows, lead=2)


def _state(item: StateLine) -> tuple[Line, ...]:
    return line(Span(item.name, "strong")), line(Span(item.iso3, "code"))


def standing_words(standing: Standing) -> str:
    """Say where a State stands towards an instrument, in a few words."""
    if standing.status == "party":
        return f"party since {_words(standing.in_force)}" if standing.in_force else "party"
    if standing.status == "deposited":
        return f"in force from {_words(standing.in_force)}" if standing.in_force else "deposited"
    if standing.status == "signed only":
        return f"signed {_words(standing.signed)}"
    return f"withdrew {_words(standing.withdrawn)}" if standing.withdrawn else _DASH


def treaties_table(items: tuple[TreatyLine, ...]) -> Table:
    """Give the instruments, with how many States are bound or have signed and no more."""
    rows = [
        (
            line(Span(item.code, "code")),
            line(Span(item.short, "strong")),
            line(Span(_year(item.adopted), "date")),
            line(f"{item.parties}{f'+{item.organizations}' if item.organizations else ''}"),
        )
        for item in items
    ]
    return _table(("Code", "Instrument", ">Adopted", ">Parties"), rows, lead=2)


def offices_table(items: tuple[OfficeLine, ...], names: Mapping[str, str]) -> Table:
    """Give the offices by kind, with where they sit and since when."""
    rows = [
        (
            line(Span(item.name, "strong")),
            line(item.kind),
            line(_seat(item, names)),
            line(Span(_span(item.since, item.until), "date")),
            line(_status(item)),
            line(Span(item.id, "code")),
        )
        for item in items
    ]
    return _table(("Office", "Kind", "Seat", "Since", "Status", "Id"), rows)


def _seat(item: OfficeLine, names: Mapping[str, str]) -> str:
    host = names.get(item.host, item.host) if item.host else None
    return ", ".join(filter(None, [item.city, host]))


def _status(item: OfficeLine) -> str:
    return f"{item.status or 'listed'}, as of {item.as_of}"


def mandates_table(items: tuple[MandateLine, ...], names: Mapping[str, str]) -> Table:
    """Give the special procedures: those on a State, then the thematic ones."""
    rows = [
        (
            line(Span(item.title, "strong")),
            line(names.get(item.state, item.state) if item.state else item.kind),
            line(Span(_span(item.since, item.until), "date")),
            line(item.resolution or ""),
        )
        for item in items
    ]
    return _table(("Mandate", "On", "Since", "Resolution"), rows)


def reviews_table(items: tuple[ReviewLine, ...]) -> Table:
    """Lay out the reviews by date: what took place, its document, whether it was held."""
    rows = [
        (
            line(Span(_span_of(item.date, item.end_date), "date")),
            line(Span(item.name, "strong")),
            line(f"{item.treaty or item.mechanism} {item.event.removeprefix('upr-')}"),
            line(str(item.session or "")),
            line(item.document or ""),
            line(item.status or ""),
        )
        for item in items
    ]
    return _table(("Date", "State", "What", ">Session", "Document", "Status"), rows, lead=3)


def sessions_table(items: tuple[SessionLine, ...]) -> Table:
    """Lay out the sessions, body by body."""
    rows = [
        (
            line(Span(item.committee, "code")),
            line(str(item.session or "")),
            line(Span(_span_of(item.start, item.end), "date")),
            line(item.place or ""),
            line(", ".join(filter(None, [item.kind, item.status]))),
        )
        for item in items
    ]
    return _table(("Body", ">Session", "Days", "Place", "Status"), rows, lead=2)


def institutions_table(items: tuple[InstitutionLine, ...]) -> Table:
    """Lay out the institutions by State."""
    rows = [
        (
            line(Span(item.name, "strong")),
            line(item.institution),
            line(item.status or _DASH),
            line(
                Span(
                    PartialDate.restore(item.status_date).words if item.status_date else "", "date"
                )
            ),
        )
        for item in items
    ]
    return _table(("State", "Institution", "Status", "As of"), rows, lead=2)


def declarations_table(items: tuple[DeclarationLine, ...]) -> Table:
    """Lay out the declarations by State."""
    rows = [
        (
            line(Span(item.name, "strong")),
            line(Span(f"{item.treaty} art. {item.article}", "code")),
            line(f"{item.kind}{f' {item.age}' if item.age else ''}"),
            line(Span(PartialDate.restore(item.date).words if item.date else _DASH, "date")),
        )
        for item in items
    ]
    return _table(("State", "Under", "What", "Date"), rows, lead=2)


def _span_of(first: str | None, last: str | None) -> str:
    """Say a day or span in words; a dash where neither is known."""
    start = PartialDate.restore(first).words if first else ""
    if first == last:
        return start or _DASH
    end = f" to {PartialDate.restore(last).words}" if last else ""
    return f"{start}{end}".strip() or _DASH


def sources_table(items: tuple[SourceLine, ...]) -> Table:
    """Give the sources by id, with their addresses."""
    rows = [
        (
            line(Span(item.id, "source")),
            line(item.title),
            line(Span(item.date or "", "date")),
            line(Span(item.address or "", "link")),
        )
        for item in items
    ]
    return _table(("Id", "Source", "Date", "Address"), rows, lead=2)


def _table(titles: tuple[str, ...], rows: Iterable[tuple[Line, ...]], lead: int = 1) -> Table:
    """Give a listing; `>` before a title sets its column to the right."""
    head = tuple(
        Column(title.lstrip(">"), "right" if title.startswith(">") else "left") for title in titles
    )
    return Table(head, tuple(rows), listing=True, lead=lead)


def _year(when: str) -> str:
    return when[:4]


def _span(since: str | None, until: str | None) -> str:
    begun = PartialDate.restore(since).words if since else ""
    return f"{begun} to {PartialDate.restore(until).words}".strip() if until else begun


def _words(when: PartialDate | None) -> str:
    return when.words if when else _DASH
