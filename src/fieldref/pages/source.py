"""Answer `show SOURCE-ID`: what a source is, where it can be read, how old it is."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Facts, Heading, Line, Paragraph, Span, line
from fieldref.answer.items.show import SourcePageItem
from fieldref.pages.common import QueryContext, capitalized_sentence


def source_page(context: QueryContext, id: str) -> Answer:
    """Give the page of the source with that id, or of the document with that symbol."""
    source = context.catalog.sources_named([id])[id]
    item = SourcePageItem(
        kind="source",
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        address=source.address,
        date=source.date.text if source.date else None,
        note=source.note,
    )
    return Answer(
        command="show",
        on=context.day,
        edition=context.edition,
        items=(item,),
        blocks=lambda: _blocks(item),
        title=source.title,
        kind=SourcePageItem,
    )


def _blocks(item: SourcePageItem) -> Iterator[Block]:
    yield Heading(item.title, 1, f"source {item.id}")
    unknown = line("not recorded here")
    pairs: list[tuple[str, Line]] = [
        ("Publisher", line(item.publisher or "") or unknown),
        ("Date", line(Span(item.date or "", "date")) or unknown),
        ("Address", line(Span(item.address or "", "link")) or unknown),
    ]
    yield Facts(tuple(pairs))
    if item.note:
        yield Paragraph(line(capitalized_sentence(item.note)), "note")
