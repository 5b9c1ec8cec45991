"""Answer `publish`: what was done with the site's files, and how to look at them."""

from __future__ import annotations

from fieldref.answer import Answer
from fieldref.answer.blocks import Facts, Heading, Paragraph, Span, line
from fieldref.answer.items.site import PublishedItem
from fieldref.pages.common import QueryContext


def publish_page(context: QueryContext, item: PublishedItem) -> Answer:
    """Say in a few lines what stands in the folder now."""
    facts = (
        ("Pages", line(f"{item.pages:,}")),
        ("Files", line(f"{item.files:,}, {item.bytes / 1e6:.1f} MB")),
        ("Written", line(f"{item.written:,}")),
        ("Removed", line(f"{item.removed:,}")),
    )
    look = Paragraph(line("To look at it: ", Span(f"fieldref serve {item.folder}", "code")))
    return Answer(
        command="publish",
        on=context.day,
        edition=context.edition,
        items=(item,),
        blocks=lambda: (Heading(f"Site in {item.folder}", 1), Facts(facts), look),
        title=f"Site in {item.folder}",
        kind=PublishedItem,
    )
