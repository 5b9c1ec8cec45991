"""A State's page as blocks: what people read, section by section."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from fieldref.answer import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Line,
    Paragraph,
    Role,
    Span,
    Table,
    line,
)
from fieldref.dates import PartialDate
from fieldref.entries import Entry
from fieldref.items import ComplaintItem, SourceItem, StateItem, TreatyItem
from fieldref.pages import programme as programmes
from fieldref.pages.common import cite, cited, on_words, sentence, source_list, what
from fieldref.pages.contacts import card
from fieldref.pages.deadlines import grouped, listing
from fieldref.pages.state import AHEAD, SECTIONS, Page
from fieldref.reporting import DONE

_DEPOSITARY = "https://treaties.un.org/pages/Treaties.aspx?id=4"
_UN_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


def blocks(
    page: Page, item: StateItem, sources: tuple[SourceItem, ...], only: str | None
) -> Iterator[Block]:
    """The whole page, or only the section of that name."""
    aside = f"{item.iso3} · {item.iso2} · as of {on_words(page.asked)}"
    yield Heading(page.state.state, 1, aside)
    yield from _who(page)
    wanted = (only,) if only else SECTIONS
    parts = tuple(part for part in programmes.PARTS if part in wanted)
    sections: dict[str, Callable[[], Iterator[Block]]] = {
        "office": lambda: _office(page),
        "programmes": lambda: _programmes(page, parts),
        "treaties": lambda: _treaties(page),
        "complaints": lambda: _complaints(page),
        "reviews": lambda: _reviews(page),
        "upcoming": lambda: _upcoming(page),
        "contacts": lambda: _contacts(item),
        "institutions": lambda: _institutions(item),
        "mandates": lambda: _mandates(item),
        "names": lambda: _names(page) if only else iter(()),
        "gaps": lambda: _gaps(item),
        "sources": lambda: source_list(sources),
    }
    for name, section in sections.items():
        if name in wanted or (name == "programmes" and parts):
            yield from section()


def _who(page: Page) -> Iterator[Block]:
    record = page.state
    member = record.un_member_since
    pairs: list[tuple[str, Line]] = []
    if record.also_known_as:
        pairs.append(("Also", line(", ".join(record.also_known_as))))
    known = {record.state, *record.also_known_as}
    local = [one.name for one in record.names if one.language not in _UN_LANGUAGES]
    local = [name for name in local if name not in known]
    if local:
        pairs.append(("In its languages", line(", ".join(dict.fromkeys(local)))))
    pairs.append(("UN member", line(f"since {member.words}" if member else "no")))
    pairs.append(("Regional group", line(record.un_group or "none recorded here")))
    pairs.append(("Region of the Office", line(record.region or "none recorded here")))
    yield Facts(tuple(pairs))


def _office(page: Page) -> Iterator[Block]:
    yield Heading("The Office here", 2)
    field = [one for one in page.presences if one.kind not in ("headquarters",)]
    if not field:
        says = "No field presence in or for this State is recorded here for that day."
        yield Paragraph(line(says), "note")
    for one in field:
        since = f", since {one.since.words}" if one.since else ", opening date not recorded here"
        place = f" in {one.city}" if one.city else ""
        head = Span(one.name, "strong")
        status = f"; {one.status}, as of {one.as_of}" if one.status else f"; as of {one.as_of}"
        note = f" {sentence(one.note)}" if one.note else ""
        text = f": {one.kind}{place}{since}{status}.{note} "
        yield Paragraph(line(head, text, cite(one.sources)))


def _programmes(page: Page, parts: tuple[str, ...]) -> Iterator[Block]:
    for one in page.programmes:
        inner = list(programmes.blocks(one, parts))
        if inner:
            yield Heading(one.title, 2, f"as of {one.period}")
            told = " ".join(filter(None, [sentence(one.written), sentence(one.extent)]))
            yield Paragraph(cited(told, one.sources), "note")
            yield from inner


def _treaties(page: Page) -> Iterator[Block]:
    yield Heading("Treaties", 2, f"as of {PartialDate.of(page.asked.on).words}")
    head = ("Treaty", "Standing", "Since", "In force", "Next report")
    rows = [_treaty_row(item) for item in page.treaty_items]
    yield Table(tuple(map(Column, head)), tuple(rows))
    yield Paragraph(
        line(
            "None: no act is recorded here. A next report marked ~ is by rule alone: the committee"
            " usually sets its own date after a review, and that date is not recorded here."
        ),
        "note",
    )


def _treaty_row(item: TreatyItem) -> tuple[Line, ...]:
    when = item.signed if item.status == "signed only" else item.bound
    mark = "~ " if item.next_report_basis == "statutory" else ""
    return (
        line(Span(item.treaty, "code")),
        _standing(item),
        line(Span(_words(when), "date")),
        line(Span(_words(item.in_force), "date")),
        line(Span(f"{mark}{_words(item.next_report)}" if item.next_report else "—", "date")),
    )


def _standing(item: TreatyItem) -> Line:
    if item.status in ("party", "deposited"):
        done = DONE[item.how] if item.how else "bound"  # type: ignore[index]
        return line(Span(done, "good" if item.status == "party" else "warn"))
    role: dict[str, Role] = {"signed only": "warn", "withdrawn": "bad"}
    return line(Span(item.status.removesuffix(" recorded"), role.get(item.status, "muted")))


def _words(when: str | None) -> str:
    return PartialDate.parse(when).words if when else "—"


def _complaints(page: Page) -> Iterator[Block]:
    yield Heading("Complaint procedures open to a person", 2)
    rows = [row for row in page.complaints if row.open is not False]
    if not rows:
        yield Paragraph(line("None that follows from the protocols recorded here."))
    yield Bullets(tuple(_complaint(row) for row in rows))
    says = "Declarations under opt-in articles, and reservations, are not recorded here; see"
    yield Paragraph(line(f"{says} {_DEPOSITARY}"), "note")


def _complaint(row: ComplaintItem) -> Line:
    article = f", art. {row.article}" if row.article else ""
    head = Span(f"{row.committee}, {row.procedure}", "strong")
    return line(head, f" ({row.treaty}{article}): {row.says}.")


def _reviews(page: Page) -> Iterator[Block]:
    yield Heading("Reviews and visits so far", 2, "newest first")
    if not page.past:
        yield Paragraph(line("No review is recorded here."), "note")
    yield Bullets(tuple(_review(one) for one in reversed(page.past)))


def _review(one: Entry) -> Line:
    status = "" if one.kind == "event" else f" ({one.status})"
    when = Span(f"{one.date.words[:1].upper()}{one.date.words[1:]}", "date")
    return line(when, f": {what(one)}{status} ", cite(one.sources))


def _upcoming(page: Page) -> Iterator[Block]:
    last = PartialDate.of(page.asked.on + timedelta(AHEAD)).words
    yield Heading("What lies ahead", 2, f"to {last}")
    if not page.coming:
        yield Paragraph(line("Nothing that is recorded here falls in this window."))
    for group in grouped(page.coming):
        if group.entries:
            yield Heading(group.title, 3)
            yield Paragraph(line(group.means), "note")
            yield listing(group.entries, True)._replace(listing=False)


def _contacts(item: StateItem) -> Iterator[Block]:
    yield Heading("Contacts", 2)
    for contact in item.contacts:
        yield card(contact)
    if not item.contacts:
        yield Paragraph(line("No contact is recorded here."), "note")


def _institutions(item: StateItem) -> Iterator[Block]:
    yield Heading("National human rights institution", 2)
    if not item.institutions:
        yield Paragraph(line("No accredited institution is recorded here."), "note")
    for one in item.institutions:
        acronym = f" ({one.acronym})" if one.acronym else ""
        when = f" as of {one.status_date.words}" if one.status_date else ""
        status = f": {one.status} status{when}" if one.status else ""
        note = f"; {one.note}" if one.note else ""
        yield Paragraph(cited(f"{one.name}{acronym}{status}{note}.", one.sources))


def _mandates(item: StateItem) -> Iterator[Block]:
    if item.mandates:
        yield Heading("Mandates of the Human Rights Council on the State", 2)
    for one in item.mandates:
        since = f", since {one.since.words}" if one.since else ""
        until = f", until {one.until.words}" if one.until else ""
        former = f"; formerly {one.formerly}" if one.formerly else ""
        yield Paragraph(cited(f"{one.title}{since}{until}{former}.", one.sources))


def _names(page: Page) -> Iterator[Block]:
    yield Heading("Names", 2)
    yield Facts(tuple((one.language, line(one.name)) for one in page.state.names))


def _gaps(item: StateItem) -> Iterator[Block]:
    if item.gaps or item.notes:
        yield Heading("What is not recorded here, or in doubt", 2)
    for note in item.notes:
        yield Paragraph(line(note))
    for gap in item.gaps:
        why = f" {gap.why}" if gap.why else ""
        yield Paragraph(cited(f"{gap.about}: {gap.what}{why}", gap.sources))
