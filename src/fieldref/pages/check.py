"""Answer `check`: what was checked, with counts; the faults; what is old."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Literal

from fieldref.answer import Answer
from fieldref.answer.blocks import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Line,
    Paragraph,
    Span,
    Table,
    line,
)
from fieldref.answer.items.check import FindingItem
from fieldref.checks import party_counts, registry
from fieldref.checks.contacts import phonenumbers_installed
from fieldref.checks.files import Files
from fieldref.checks.world import World
from fieldref.dates import PartialDate
from fieldref.errors import Fault
from fieldref.model.common import Source
from fieldref.model.presences import Contact, Institution, Mandate, Presence
from fieldref.model.states import Review, State
from fieldref.model.treaties import Act

_WHY_UNREAD = "no file of data has this name in this folder (data/README.md lists them)."


def check_page(files: Files, on: date, before: date | None = None) -> Answer:
    """Say what the checks found in the files; with `before`, also what is older than that day."""
    faults = registry.find_faults(files.checked, files.base, on)
    old = registry.find_stale(files.checked, before) if before else ()
    edition = files.checked.edition or (files.base.edition if files.base else None)
    return Answer(
        command="check",
        on=on.isoformat(),
        edition=str(edition.date) if edition else "",
        items=(*_items(faults, "fault"), *_items(old, "stale")),
        blocks=lambda: _blocks(files, faults, old, before),
        title="What the data prove",
        kind=FindingItem,
        faults=faults,
        asides=tuple(f"Not read: {path}: {_WHY_UNREAD}" for path in files.checked.unread),
    )


def _items(faults: tuple[Fault, ...], level: Literal["fault", "stale"]) -> Iterator[FindingItem]:
    return (FindingItem(*fault, level) for fault in faults)


def _blocks(
    files: Files, faults: tuple[Fault, ...], old: tuple[Fault, ...], before: date | None
) -> Iterator[Block]:
    yield Heading("What the data prove", 1)
    yield Paragraph(_verdict(files, faults), "warn" if faults else "plain")
    if not faults:
        rings = phonenumbers_installed()
        held = (words for words in registry.CHECKS if rings or "telephone" not in words)
        yield Bullets(tuple(line(words) for words in held))
    if not phonenumbers_installed():
        note = "The check of telephone numbers was left out: phonenumbers is not installed."
        yield Paragraph(line(note), "note")
    world = World(files.checked)
    yield Heading("Counts")
    yield Facts(tuple(_shown(files, world)))
    if files.base is None:
        yield from _parties(world)
    if before:
        yield from _old(old, before)


def _verdict(files: Files, faults: tuple[Fault, ...]) -> Line:
    if files.checked.faults:
        more = "What only all files together can tell was left out until they are mended."
        return line(f"Some files could not be read: {len(faults)} told on stderr. {more}")
    if faults:
        return line(f"Not all holds: {len(faults)} told on stderr.")
    return line("All of this holds:")


def _shown(files: Files, world: World) -> Iterator[tuple[str, Line]]:
    """Give the counts in words; of the user's files only what they hold any of."""
    for label, count in _counts(files, world):
        if count or files.base is None:
            yield label, line(f"{count:,}")


def _counts(files: Files, world: World) -> Iterator[tuple[str, int]]:
    """Say what was gone over: labels and numbers."""
    yield "Files", len(files.checked.files)
    yield "States", len(world.every(State))
    yield "Acts towards treaties", len(world.every(Act))
    reviews = world.records(Review)
    yield "Treaty body reviews, reports", sum(bool(record.treaty) for record in reviews)
    cycles = Counter(
        record.cycle or 0 for record in reviews if record.mechanism and not record.moved_to
    )
    for cycle, count in sorted(cycles.items()):
        yield f"UPR reviews, cycle {cycle}", count
    yield "UPR sessions inferred", sum(record.inferred and not record.date for record in reviews)
    yield "Presences and units", len(world.every(Presence))
    yield "Mandates", len(world.every(Mandate))
    yield "Institutions", len(world.every(Institution))
    contacts = world.records(Contact)
    yield "Contacts", len(contacts)
    yield (
        "Telephone and fax numbers",
        sum(len(record.phones) + len(record.faxes) for record in contacts),
    )
    yield "Sources", len(world.every(Source))


def _parties(world: World) -> Iterator[Block]:
    """Give published numbers of States parties beside those that the data give for their date."""
    rows = tuple(_row(row) for row in party_counts.count_parties(world))
    if rows:
        yield Heading("States parties, as published and as counted here")
        yield Table((Column("Treaty"), Column("Published for"), *_NUMBERS, Column("")), rows, True)


_NUMBERS = (Column("Published", "right"), Column("Counted", "right"))


def _row(row: party_counts.PartyCount) -> tuple[Line, ...]:
    if row.least is None:
        verdict = Span("no date to count at", "muted")
    elif row.difference:
        verdict = Span("differs: see known-gaps.yaml", "warn")
    else:
        verdict = Span("agrees", "good")
    return (
        line(Span(row.treaty.code, "code")),
        line(Span(row.published.date.text, "date")),
        line(str(row.published.parties)),
        line(party_counts.counted_words(row)),
        line(verdict),
    )


def _old(old: tuple[Fault, ...], before: date) -> Iterator[Block]:
    day = PartialDate.of(before).words
    yield Heading(f"Not known to be so since {day}", 2, f"{len(old)}")
    if not old:
        yield Paragraph(line("Nothing is older."))
        return
    rows = tuple(
        (line(Span(f"{fault.file}:{fault.line}", "source")), line(fault.says)) for fault in old
    )
    yield Table((Column("Where"), Column("What")), rows, listing=True)
