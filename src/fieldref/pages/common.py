"""Share between pages: entries as items, sources with their titles, words for a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import repeat
from typing import Any

from fieldref.answer.blocks import Block, Bullets, Heading, Line, Span, line
from fieldref.answer.items.base import DeadlineItem, GroundItem, SourceItem, StepItem
from fieldref.catalog import Catalog
from fieldref.dates import PartialDate
from fieldref.model.common import Source, Sources
from fieldref.records import NamedTuple
from fieldref.rules.entries import Entry
from fieldref.rules.grounds import GroundStep
from fieldref.rules.status import Progress, status_words

Overlay = Sequence[tuple[str, str, str, int]]  # adds or replaces, what, the file and its line


class ShowQuery(NamedTuple):
    """The part of a page that is asked for: a period, sections (all without any), bases, or all."""

    period: str | None = None
    sections: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    full: bool = False


ALL = ShowQuery()


class QueryContext(NamedTuple):
    """The surroundings of every question: the data, and the day that it is asked as of."""

    catalog: Catalog
    on: date

    @property
    def day(self) -> str:
        """Give the day in ISO 8601."""
        return self.on.isoformat()

    @property
    def edition(self) -> str:
        """Give the day of the data in ISO 8601."""
        return str(self.catalog.edition)


def text_of(when: PartialDate | None) -> str | None:
    """Give a date for machines, as precise as known; None stays None."""
    return None if when is None else str(when)


def refs(sources: Sources) -> tuple[str, ...]:
    """Give references to sources for machines."""
    return tuple(str(ref) for ref in sources)


def deadline_item(entry: Entry) -> DeadlineItem:
    """Give an entry of the agenda for machines."""
    steps = tuple(step_item(step) for step in entry.steps)
    ground = GroundItem("; ".join(step.words for step in steps), steps)
    return DeadlineItem(
        id=entry.id,
        date=str(entry.date),
        state=entry.state,
        name=entry.name,
        kind=entry.kind,
        treaty=entry.treaty,
        mechanism="UPR" if entry.kind.startswith("upr") else "treaty body" if entry.treaty else "",
        report=None if entry.basis == "rhythm" else report_number(entry.report),
        session=entry.session,
        committee=entry.committee,
        basis=entry.basis,
        status=status_words(entry.status),
        ground=ground,
        sources=refs(entry.sources),
        date_from=entry.date.first.isoformat(),
        date_to=entry.date.last.isoformat(),
        precision=entry.date.precision,
    )


def report_number(report: str | None) -> int | str | None:
    """Give a report's number; several taken together stay text, such as 3-4."""
    return int(report) if report and report.isdecimal() else report


def step_item(step: GroundStep) -> StepItem:
    """Give a step for machines."""
    return StepItem(
        date=text_of(step.date),
        rule=step.rule,
        article=step.article,
        words=step.words,
        sources=refs(step.sources),
    )


def source_items(catalog: Catalog, names: Iterable[str]) -> tuple[SourceItem, ...]:
    """Give the sources that an answer names, each once, sorted by id."""
    texts = set(names)
    return titled_items(catalog.sources_named(text.partition(", ")[0] for text in texts), texts)


def titled_items(known: dict[str, Source], names: Iterable[str]) -> tuple[SourceItem, ...]:
    """Give the sources that are named, of the `known` by id, each once, sorted by id."""
    return tuple([_source_item(text, known) for text in sorted(set(names), key=str.casefold)])


def _source_item(text: str, known: dict[str, Source]) -> SourceItem:
    id, _, locator = text.partition(", ")
    source = known[id]
    title = f"{source.title}, {locator}" if locator else source.title
    when = source.date.text if source.date else None
    return SourceItem(
        id=text, title=title, publisher=source.publisher, address=source.address, date=when
    )


def named_sources(value: Any) -> Iterator[str]:
    """Give every source that an item names, at any depth: what its `sources` fields hold."""
    if not isinstance(value, tuple) or getattr(value, "scalar", False):
        return
    for name, part in zip(getattr(value, "_fields", repeat("")), value, strict=False):
        if name == "sources":
            yield from (str(ref) for ref in part)
        else:
            yield from named_sources(part)


def entry_label(entry: Entry, numbered: bool = False) -> str:
    """Say what an entry is, in a few words: CEDAW report 5; UPR review, session 6.

    The number of a report by rhythm is arithmetic: only with `numbered` it is said.
    """
    session = f", session {entry.session}" if entry.session else ""
    if entry.kind == "report":
        if entry.report == "1":
            return f"{entry.treaty} initial report"
        known = entry.report and (numbered or entry.basis != "rhythm")
        return f"{entry.treaty} report {entry.report}" if known else f"{entry.treaty} report"
    if entry.kind == "event":
        event = entry.steps[-1].words
        return f"{entry.treaty} {event.split(':')[0]}" if entry.treaty else event
    words = {
        "review": f"{entry.treaty} review by the committee",
        "npm": f"{entry.treaty} national preventive mechanism",
        "upr-review": f"UPR review{session}",
        "upr-report": f"UPR national report{session}",
        "upr-submission": f"UPR stakeholder submissions{session}",
    }
    return words[entry.kind]


def is_observed(entry: Entry) -> bool:
    """Tell whether the entry is what a committee did with a State: a review or a document of it."""
    return entry.treaty is not None and entry.kind in ("review", "event")


def progress_words(entry: Entry, short: bool = False) -> str:
    """Give the status in words: a review is held, a document adopted."""
    held = entry.status.progress is Progress.HELD
    if held and entry.kind == "event" and entry.treaty and not entry.status.caveats:
        return "adopted"
    return status_words(entry.status, short)


_OTHER: dict[str, str] = {"derived": "rule of months", "projected": "pattern carried on"}


def brief_ground(entry: Entry) -> str:
    """Give the articles and stated sources of an entry, for a line of a list."""
    stated = [
        source_mark(step.sources).text for step in entry.steps if step.rule in ("stated", "review")
    ]
    articles = [f"art. {step.article}" for step in entry.steps if step.article][-1:]
    derived = [_OTHER[step.rule] for step in entry.steps if step.rule in _OTHER]
    return " and ".join([*stated, *articles, *derived])


def source_mark(sources: Sources) -> Span:
    """Give source ids in brackets, as a page names them; empty if there are none."""
    names = ", ".join(str(ref) for ref in sources)
    return Span(f"[{names}]" if names else "", "source")


def with_sources(text: str, sources: Sources) -> Line:
    """Give text and its sources behind it."""
    mark = source_mark(sources)
    gap = " " if text and mark.text else ""
    return line(text, Span(f"{gap}{mark.text}", "source"))


def capitalized(text: str) -> str:
    """Give the text with a capital in front."""
    return f"{text[:1].upper()}{text[1:]}"


def capitalized_sentence(text: str | None) -> str:
    """Give text as a sentence: a capital in front, one full stop behind; nothing stays nothing."""
    if not text:
        return ""
    end = "" if text.endswith((".", "?", "!")) else "."
    return f"{capitalized(text)}{end}"


def date_words(context: QueryContext) -> str:
    """Give the day asked as of, in words."""
    return PartialDate.of(context.on).words


def cited_among(blocks: Iterable[Block], sources: tuple[SourceItem, ...]) -> tuple[SourceItem, ...]:
    """Give those of the sources that the blocks cite."""
    cited = "".join(f", {text.strip(' []')}, " for text in _marks(tuple(blocks)))
    return tuple(source for source in sources if f", {source.id}, " in cited)


def _marks(part: Any) -> Iterator[str]:
    """Give the texts of the source spans in blocks, at any depth."""
    if isinstance(part, Span):
        if part.role == "source":
            yield part.text
    elif isinstance(part, tuple):
        for inner in part:
            yield from _marks(inner)


def source_list(sources: tuple[SourceItem, ...], overlaid: Overlay = ()) -> Iterator[Block]:
    """Give the sources of a page by id; their addresses are in `list sources` and for machines.

    `overlaid` is what the reader's own files add to the page or replace on it.
    """
    if sources:
        yield Heading("Sources", 2, "of each: fieldref show SOURCE", "sources")
        yield Bullets(tuple(_source_lines(sources)))
    if overlaid:
        yield Heading("From your own files", 3, "each key of yours stands for the bundled one")
        yield Bullets(tuple(map(_overlay_line, overlaid)))


def _overlay_line(change: tuple[str, str, str, int]) -> Line:
    does, what, file, number = change
    return line(Span(does, "strong"), f" {what} ", Span(f"[{file}:{number}]", "source"))


def _source_lines(sources: Iterable[SourceItem]) -> Iterator[Line]:
    """Give each source once, whatever the places in it; documents without a title in one line."""
    documents = []
    for id, source in {source.id.partition(", ")[0]: source for source in sources}.items():
        title = source.title.removesuffix(source.id.removeprefix(id))
        if title == f"United Nations document {id}":
            documents.append(id)
        else:
            when = f" ({source.date})" if source.date else ""
            yield line(Span(id, "source"), f": {title}{when}")
    if documents:
        names = Span(", ".join(documents), "source")
        yield line("United Nations documents, each at https://undocs.org/SYMBOL: ", names)
