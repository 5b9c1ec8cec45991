"""Answer `doctor`: what a report of a bug needs, in one block to be copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Facts, Heading, Paragraph, line
from fieldref.answer.items.user_data import DiagnosisItem


def doctor_page(pairs: Iterable[tuple[str, str]], edition: str, on: date) -> Answer:
    """Say what was found: keys and values."""
    items = tuple(DiagnosisItem(*pair) for pair in pairs)
    return Answer(
        command="doctor",
        on=on.isoformat(),
        edition=edition,
        items=items,
        blocks=lambda: _blocks(items),
        title="fieldref doctor",
        kind=DiagnosisItem,
    )


def _blocks(items: tuple[DiagnosisItem, ...]) -> Iterator[Block]:
    yield Heading("fieldref doctor", 1)
    yield Facts(tuple((item.key, line(item.value)) for item in items))
    note = "Copy all of this into a report. The home folder is written ~; --full writes it out."
    yield Paragraph(line(note), "note")
