"""Answer `new`, `edit` and `import`: what was written to the user's files, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Bullets, Column, Heading, Paragraph, Span, Table, line
from fieldref.answer.items.user_data import OwnItem

_DID = {
    "written": "Written",
    "unchanged": "Nothing has changed in",
    "would be written": "To be written (nothing is, without --write)",
}


def user_data_page(command: str, items: tuple[OwnItem, ...], folder: Path, on: date) -> Answer:
    """Say what the command did, file by file; `folder` is where the user's data lie."""
    return Answer(
        command=command,
        on=on.isoformat(),
        edition="",
        items=items,
        blocks=lambda: _blocks(command, items, folder),
        title="Data of your own",
        kind=OwnItem,
    )


def _blocks(command: str, items: tuple[OwnItem, ...], folder: Path) -> Iterator[Block]:
    yield Heading("Data of your own", 1)
    for item in items:
        if command == "import" and item.did == "unchanged":
            yield Paragraph(line(f"Nothing new is in it: {item.id} stays as it is."))
        else:
            yield Paragraph(line(f"{_DID[item.did]}: {item.path}"))
        if item.did == "would be written":
            rows = tuple((line(Span(text, "code")),) for text in item.text.splitlines())
            yield Table((Column("YAML"),), rows, listing=True)
        if item.left:
            yield Paragraph(line("Without a place here, and left out:"), "warn")
            yield Bullets(tuple(line(text) for text in item.left))
        if item.remarks:
            yield Paragraph(line("Read with care:"), "note")
            yield Bullets(tuple(line(text) for text in item.remarks))
    if any(item.did == "written" for item in items):
        shown = next((item.id for item in items if item.kind in ("state", "office")), None)
        yield Paragraph(line(f"Prove it: fieldref check {folder}"), "note")
        if shown:
            yield Paragraph(line(f"See it: fieldref show {shown}"), "note")
            yield Paragraph(line(f"Change it: fieldref edit {shown}"), "note")
