"""Show a programme of the Office: context, record, priorities and the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldref.answer.blocks import Block, Bullets, Heading, Line, Paragraph, Span, line
from fieldref.model.presences import Priority, Programme, Resolution, Statement
from fieldref.pages.common import capitalized, capitalized_sentence, source_mark

PARTS = ("context", "record", "priorities", "framework", "mechanisms", "publications")


def is_known_on(programme: Programme, on: date) -> bool:
    """Tell whether the programme's period had begun, and its text been written, by that day."""
    written = programme.written
    begun = programme.period.first
    late = written is not None and written.first is not None and written.first.first > on
    return (begun is None or begun.first <= on) and not late


def programme_blocks(programme: Programme, parts: tuple[str, ...]) -> Iterator[Block]:
    """Give the programme's parts that are asked for; the heading over them says their age."""
    made = {
        "context": _context,
        "record": _record,
        "priorities": _priorities,
        "framework": _framework,
        "mechanisms": _mechanisms,
        "publications": _rest,
    }
    for part in PARTS:
        if part in parts:
            yield from made[part](programme)


def _context(programme: Programme) -> Iterator[Block]:
    yield from _points("Human rights context", programme.context)
    yield from _points("Mandate of the Office", programme.mandate)
    if programme.resolutions:
        yield Heading("Resolutions", 3)
        yield Bullets(tuple(_resolution(resolution) for resolution in programme.resolutions))


def _record(programme: Programme) -> Iterator[Block]:
    record = programme.record
    if record:
        when = f"in {record.period}" if record.period != programme.period else ""
        yield from _points("What was done", record.items, when)
    yield from _points("Areas of work", programme.work_areas)


def _priorities(programme: Programme) -> Iterator[Block]:
    if programme.priorities or programme.principle:
        yield Heading("Priorities", 3)
    if programme.principle:
        yield Paragraph(_statement(programme.principle))
    if programme.priorities:
        yield Bullets(
            tuple(_priority(priority) for priority in programme.priorities), numbered=True
        )


def _mechanisms(programme: Programme) -> Iterator[Block]:
    yield from _points("International mechanisms", programme.mechanisms)


def _points(title: str, statements: tuple[Statement, ...], when: str = "") -> Iterator[Block]:
    if statements:
        yield Heading(title, 3, when)
        yield Bullets(tuple(_statement(statement) for statement in statements))


def _statement(statement: Statement) -> Line:
    parts = [
        line(statement.text),
        line(" ", source_mark(statement.sources)) if statement.sources else (),
    ]
    if statement.date:
        parts.insert(0, line(Span(f"{statement.date.words}: ", "date")))
    return tuple(span for part in parts for span in part)


def _priority(priority: Priority) -> Line:
    topic = Span(f"{capitalized(priority.topic)}. ", "strong") if priority.topic else ""
    bodies = ", ".join((*priority.treaties, *priority.bodies))
    tail = Span(f" ({bodies})", "code") if bodies else ""
    mark = source_mark(priority.sources)
    return line(topic, priority.text, tail, Span(f" {mark.text}" if mark.text else "", "source"))


def _resolution(resolution: Resolution) -> Line:
    when = f", {resolution.date.words}" if resolution.date else ""
    body = f"{resolution.body} resolution " if resolution.body else ""
    note = f": {resolution.note}" if resolution.note else ""
    return line(
        Span(f"{body}{resolution.number}", "strong"),
        f"{when}{note} ",
        source_mark(resolution.sources),
    )


def _framework(programme: Programme) -> Iterator[Block]:
    frame = programme.framework
    if frame is None:
        return
    yield Heading(frame.name, 3, f"{frame.period}")
    if frame.described_as:
        yield Paragraph(line(capitalized_sentence(frame.described_as)))
    yield Bullets(tuple(line(area) for area in frame.areas), numbered=True)
    if frame.emphasis:
        yield Paragraph(line(capitalized_sentence(frame.emphasis)))


def _rest(programme: Programme) -> Iterator[Block]:
    if programme.partners:
        yield Heading("Partners", 3)
        yield Paragraph(line("; ".join(programme.partners)))
    if programme.publications:
        yield Heading("Useful information", 3)
        listed = programme.publications
        rows = [
            (publication.title, ", ".join(filter(None, [publication.kind, publication.note])))
            for publication in listed
        ]
        titles = tuple(line(title, f" ({more})" if more else "") for title, more in rows)
        yield Bullets(titles)
    if programme.presence_kinds:
        yield Heading("Kinds of field presence that the page lists", 3)
        yield Paragraph(line("; ".join(programme.presence_kinds)))
    if programme.notes:
        yield Heading("About this source", 3)
        yield Bullets(tuple(line(note) for note in programme.notes))
