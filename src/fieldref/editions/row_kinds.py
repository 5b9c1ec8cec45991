"""Describe each kind of row for a change: its table, its words, its id."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from fieldref import names
from fieldref.model.committees_and_upr import (
    Committee,
    Cycle,
    Length,
    Session,
    Upr,
    UprDeadline,
    UprRule,
)
from fieldref.model.common import Source, TableReach
from fieldref.model.glossary import GlossaryTerm
from fieldref.model.presences import (
    Accreditation,
    Contact,
    Institution,
    Mandate,
    Presence,
    Programme,
)
from fieldref.model.states import (
    Complete,
    Declaration,
    Event,
    KnownGap,
    LocalName,
    Reservation,
    Review,
    State,
)
from fieldref.model.treaties import (
    Act,
    Count,
    Duty,
    OrganizationAct,
    Practice,
    Procedure,
    Treaty,
)
from fieldref.records import NamedTuple
from fieldref.rules.entry_ids import event_id, review_id, upr_id

_NO_LETTERS = re.compile(r"[\W_]+")
_DOCUMENTS = {"upr-report": "national reports", "upr-submission": "stakeholder submissions"}
_EVENTS = {"considered": "review by the committee", None: "report submitted"}


class Place(NamedTuple):
    """Where a row stands: in which State, under which treaty and body; what its ids begin with.

    `concerns` are the codes of the States that it is of, `region` the region of the Office.
    """

    state: State | None = None
    treaty: str | None = None
    committee: str | None = None
    stem: str = ""
    concerns: tuple[str, ...] = ()
    region: str | None = None


class RowKind(NamedTuple):
    """A kind of row: the table it counts to, its words, the end of its id, what the words say."""

    table: str
    words: Callable[[Any, Place], str]
    key: Callable[[Any], str]
    said: tuple[str, ...] = ()


def row_id(row: Any, place: Place) -> str:
    """Give the id of a row; that of a dated one is the id of its date in `deadlines`."""
    if isinstance(row, Review) and place.state:
        is_upr = row.mechanism is not None
        return upr_id(place.state, row.cycle, "review") if is_upr else review_id(place.state, row)
    if isinstance(row, Event) and place.state:
        return event_id(place.state, row)
    key = KINDS[type(row)].key(row)
    return _slug(key if type(row) in _NAMED else f"{place.stem} {key}")


def _slug(text: str) -> str:
    return _NO_LETTERS.sub("-", names.fold_name(text)).strip("-")


def _review_words(row: Review, _: Place) -> str:
    if row.mechanism:
        return f"UPR review, cycle {row.cycle}"
    event = _EVENTS.get(row.event, row.event)
    report = f"report {row.report}" if row.report else "report"
    if event and event.startswith("report"):
        return f"{row.treaty} {event.replace('report', report)}"
    return f"{row.treaty} {event}" + (f" on {report}" if row.report else "")


def _reach_words(row: TableReach, _: Place) -> str:
    of = ", ".join(row.treaties) or row.committee
    return f"how far {row.table} of {of} are known" if of else f"how far the {row.table} is known"


def _practice_words(row: Practice, place: Place) -> str:
    since = f", since {row.since.words}" if row.since else ""
    return f"practice under {place.treaty} ({row.what}{since})"


def _session_words(row: Session, place: Place) -> str:
    number = f" {row.session}" if row.session else ""
    return f"{place.committee} {row.kind or 'session'}{number}"


# Rows that an id, a code or a name alone identifies.
_NAMED = (Committee, Contact, Mandate, Presence, Source, State, TableReach, Treaty)
KINDS: dict[type, RowKind] = {
    TableReach: RowKind(
        "reaches",
        _reach_words,
        lambda row: f"reach {row.table} {' '.join(row.treaties)} {row.committee or ''}",
        ("table", "treaties", "committee"),
    ),
    Treaty: RowKind("treaties", lambda row, _: row.title, lambda row: row.code, ("title", "code")),
    Practice: RowKind(
        "treaties", _practice_words, lambda row: f"practice {row.what} {row.since or ''}",
        ("what", "since"),
    ),
    Duty: RowKind(
        "treaties", lambda row, place: f"duty under {place.treaty}: {row.what}",
        lambda row: f"duty {row.what}", ("what",),
    ),
    Procedure: RowKind(
        "treaties", lambda row, place: f"procedure under {place.treaty}: {row.kind}",
        lambda row: f"procedure {row.kind} {row.article or ''}", ("kind",),
    ),
    Count: RowKind(
        "treaties", lambda row, place: f"published number of parties to {place.treaty}, {row.date}",
        lambda row: f"published {row.date}", ("date",),
    ),
    OrganizationAct: RowKind(
        "acts",
        lambda row, place: f"{row.name}: act towards {place.treaty}",
        lambda row: f"{row.code} act",
        ("code", "name"),
    ),
    Committee: RowKind(
        "committees", lambda row, _: row.name, lambda row: row.acronym, ("acronym", "name")
    ),
    Session: RowKind(
        "sessions",
        _session_words,
        lambda row: f"{row.kind or 'session'} {row.session or row.start}",
        ("session", "kind"),
    ),
    Upr: RowKind("upr", lambda *_: "Universal Periodic Review", lambda _: ""),
    Cycle: RowKind(
        "upr", lambda row, _: f"UPR cycle {row.number}", lambda row: f"cycle {row.number}",
        ("number",),
    ),
    UprDeadline: RowKind(
        "upr",
        lambda row, _: f"{_DOCUMENTS.get(row.kind, row.kind)} for UPR session {row.session}",
        lambda row: f"{row.session} {row.kind}",
        ("session", "kind"),
    ),
    UprRule: RowKind(
        "upr",
        lambda row, _: f"rule on {_DOCUMENTS.get(row.kind, row.kind)}",
        lambda row: f"rule {row.kind}",
        ("kind",),
    ),
    Length: RowKind(
        "upr", lambda row, _: f"length of {row.document}", lambda row: f"length {row.document}",
        ("document",),
    ),
    Mandate: RowKind("mandates", lambda row, _: row.title, lambda row: row.id, ("id", "title")),
    Presence: RowKind("offices", lambda row, _: row.name, lambda row: row.id, ("id", "name")),
    Contact: RowKind("contacts", lambda row, _: row.name, lambda row: row.id, ("id", "name")),
    Programme: RowKind(
        "programmes", lambda row, _: row.title, lambda row: f"programme {row.period}", ("title",)
    ),
    State: RowKind("states", lambda row, _: row.state, lambda row: row.codes.iso3, ("state",)),
    LocalName: RowKind(
        "names", lambda row, _: f"name in {row.language}", lambda row: f"name {row.language}",
        ("language",),
    ),
    Act: RowKind(
        "acts", lambda row, _: f"act towards {row.treaty}", lambda row: f"{row.treaty} act",
        ("treaty",),
    ),
    Review: RowKind(
        "reviews", _review_words, lambda _: "",
        ("mechanism", "treaty", "event", "cycle", "report"),
    ),
    Event: RowKind("events", lambda row, _: row.what, lambda _: "", ("what",)),
    Declaration: RowKind(
        "declarations",
        lambda row, _: f"declaration under {row.treaty} art. {row.article}: {row.kind}",
        lambda row: f"{row.treaty} {row.article} {row.kind}",
        ("treaty", "article", "kind"),
    ),
    Reservation: RowKind(
        "reservations",
        lambda row, _: f"text of reservation or declaration to {row.treaty}",
        lambda row: f"{row.treaty} reservation",
        ("treaty",),
    ),
    Complete: RowKind(
        "complete",
        lambda row, _: f"every report and review under {row.treaty} is recorded",
        lambda row: f"{row.treaty} complete",
        ("treaty",),
    ),
    Institution: RowKind(
        "institutions", lambda row, _: row.name, lambda row: f"institution {row.name}", ("name",)
    ),
    Accreditation: RowKind(
        "institutions",
        lambda row, _: f"status {row.status} of {row.date.words}",
        lambda row: f"accreditation {row.date}",
        ("status", "date"),
    ),
    Source: RowKind("sources", lambda row, _: row.title, lambda row: row.id, ("id", "title")),
    GlossaryTerm: RowKind(
        "glossary", lambda row, _: row.term, lambda row: f"term {row.term}", ("term",)
    ),
    KnownGap: RowKind(
        "known gaps",
        lambda row, _: f"known gap: {row.about}",
        lambda row: f"gap {row.about} {' '.join(row.states)} {row.treaty or ''}",
        ("about", "states", "treaty"),
    ),
}  # fmt: skip
