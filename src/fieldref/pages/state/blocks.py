"""Arrange a State's page as blocks, section by section."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from fieldref.answer.blocks import (
    Block,
    Bullets,
    Column,
    Heading,
    Line,
    Paragraph,
    Role,
    Span,
    Table,
    line,
)
from fieldref.answer.items.base import SourceItem
from fieldref.answer.items.show import ComplaintItem, StateItem, TreatyItem
from fieldref.dates import PartialDate
from fieldref.model.presences import Programme
from fieldref.pages.common import (
    QueryContext,
    capitalized,
    capitalized_sentence,
    cited_among,
    date_words,
    entry_label,
    source_list,
    source_mark,
    with_sources,
)
from fieldref.pages.contacts import bare_presences, contact_blocks
from fieldref.pages.data_reach import reach_line, reach_points
from fieldref.pages.deadlines import deadlines_table, group_entries, left_out_block
from fieldref.pages.state import names, presence
from fieldref.pages.state import programme as programmes
from fieldref.pages.state.complaints import PETITIONS
from fieldref.pages.state.glance import glance_blocks
from fieldref.pages.state.profile import AHEAD, SECTIONS, StateProfile
from fieldref.rules.entries import Entry
from fieldref.rules.entry_into_force import DONE
from fieldref.rules.grounds import unique_sources
from fieldref.rules.next_report import NextReport, ReportCase, next_report_words
from fieldref.rules.reports import counting_words
from fieldref.rules.standing import Standing
from fieldref.rules.status import status_words

_OF_FEW = 4  # gaps of more States than these say nothing of one
_DEPOSITARY = "https://treaties.un.org/pages/Treaties.aspx?id=4"


def state_blocks(
    profile: StateProfile, item: StateItem, sources: tuple[SourceItem, ...]
) -> Iterator[Block]:
    """Give the whole page, or only the sections that are asked for."""
    aside = f"{item.iso3} · {item.iso2} · as of {date_words(profile.context)}"
    yield Heading(profile.state.state, 1, aside)
    yield from reach_line(profile.context)
    wanted = profile.sections
    shown: list[Block] = []
    for block in _sections(profile, item, wanted):
        shown.append(block)
        yield block
    if "sources" in wanted:
        changes = profile.context.catalog.user_changes("state", profile.code)
        yield from source_list(cited_among(shown, sources) if shown else sources, changes)


def _sections(profile: StateProfile, item: StateItem, wanted: tuple[str, ...]) -> Iterator[Block]:
    parts = tuple(part for part in programmes.PARTS if part in wanted)
    alone = wanted != SECTIONS
    sections: dict[str, Callable[[], Iterator[Block]]] = {
        "glance": lambda: glance_blocks(profile, item),
        "treaties": lambda: _treaties(profile),
        "reviews": lambda: _reviews(profile),
        "upcoming": lambda: _upcoming(profile),
        "complaints": lambda: complaint_blocks(profile),
        "office": lambda: presence.office_blocks(profile),
        "contacts": lambda: contact_blocks(
            item.contacts, bare_presences(profile.context, profile.state, item.contacts)
        ),
        "institutions": lambda: presence.institution_blocks(item),
        "mandates": lambda: presence.mandate_blocks(item),
        "programmes": lambda: _programmes(profile, parts, profile.full or alone),
        "names": lambda: names.name_section(profile, alone),
        "gaps": lambda: _gaps(profile.context, item, alone),
    }
    for name, section in sections.items():
        if name in wanted or (name == "programmes" and parts):
            yield from section()


def _programmes(profile: StateProfile, parts: tuple[str, ...], older_too: bool) -> Iterator[Block]:
    newest = profile.programmes[0].period if profile.programmes else None
    older = []
    for programme in profile.programmes:
        if not older_too and programme.period != newest:
            older.append(programme)
            continue
        inner = list(programmes.programme_blocks(programme, parts))
        if inner:
            yield Heading(programme.title, 2, f"as of {programme.period}")
            words = " ".join(
                filter(
                    None,
                    [
                        capitalized_sentence(str(programme.written or "")),
                        capitalized_sentence(programme.extent),
                    ],
                )
            )
            yield Paragraph(with_sources(words, programme.sources), "note")
            yield from inner
    if older:
        yield Heading("Earlier programmes", 2, "all of them: --full")
        yield Bullets(tuple(_earlier(programme, profile.code) for programme in older))


def _earlier(programme: Programme, code: str) -> Line:
    command = f"fieldref show {code.lower()} --period {programme.period}"
    return line(f"{programme.title}: ", Span(command, "code"))


def _treaties(profile: StateProfile) -> Iterator[Block]:
    yield Heading("Treaties", 2)
    head = ("Treaty", "Standing", "Since", "In force")
    rows = zip(profile.standings, profile.treaty_items, strict=True)
    yield Table(
        tuple(map(Column, head)), tuple(_treaty_row(standing, item) for (_, standing), item in rows)
    )
    if any(standing.how == "succession" for _, standing in profile.standings):
        note = "Succeeded: in force is counted from the deposit where the day that the effect goes"
        yield Paragraph(line(f"{note} back to is not recorded."), "note")
    for treaty, standing in profile.standings:
        if standing.counted_from and standing.bound:
            counted = (standing.counted_from, standing.in_force, standing.bound)
            yield Paragraph(line(f"{treaty.code}: {counting_words(*counted)}."), "note")
    yield from _standing_notes(profile)
    tables = unique_sources(ref for _, standing in profile.standings for ref in standing.sources)
    if tables:
        yield Paragraph(with_sources("Signatures, deposits and withdrawals:", tables), "note")
    yield from _reservations(profile)
    yield from _reports(profile)


def _standing_notes(profile: StateProfile) -> Iterator[Block]:
    """Say what the two standings mean that are no act."""
    standings = [standing for _, standing in profile.standings]
    if any(standing.status == "party" and not standing.how for standing in standings):
        yield Paragraph(line("Bound: by which act is not recorded here."), "note")
    if any(standing.status == "none recorded" for standing in standings):
        yield Paragraph(line("None: no act is recorded here."), "note")


def _reservations(profile: StateProfile) -> Iterator[Block]:
    """Say under which instruments the depositary has a text of the State, and where to read it."""
    rows = profile.state.reservations
    if rows:
        codes = ", ".join(row.treaty for row in rows)
        text = f"Reservations or declarations, to be read at the depositary: {codes}."
        sources = unique_sources(ref for row in rows for ref in row.sources)
        yield Paragraph(with_sources(f"{text} {_DEPOSITARY}", sources), "note")


def _reports(profile: StateProfile) -> Iterator[Block]:
    if not profile.next_reports:
        return
    yield Heading("Reports to the committees", 3)
    head = tuple(map(Column, ("Treaty", "Last considered", "Next report")))
    rows = tuple(_report_row(code, report) for code, report in profile.next_reports.items())
    yield Table(head, rows)
    cases = {report.case for report in profile.next_reports.values()}
    if ReportCase.CONSIDERED in cases or ReportCase.INITIAL_PASSED in cases:
        note = (
            "After a review the committee sets the next date. A dash or a report not recorded here"
        )
        note += " says how far this record goes, not that there was none."
        yield Paragraph(line(note), "note")


def _report_row(code: str, report: NextReport) -> tuple[Line, ...]:
    return (
        line(Span(code, "code")),
        line(Span(report.review.words if report.review else "—", "date")),
        line(capitalized(next_report_words(report, short=True))),
    )


def _treaty_row(standing: Standing, item: TreatyItem) -> tuple[Line, ...]:
    return (
        line(Span(item.treaty, "code")),
        _standing(standing),
        line(Span(_since_words(standing), "date")),
        line(Span(_words(standing.in_force), "date")),
    )


def _since(standing: Standing) -> PartialDate | None:
    """Give the day that the standing dates from: a withdrawal, a signature, else the deposit."""
    if standing.status == "withdrawn":
        return standing.withdrawn
    return standing.signed if standing.status == "signed only" else standing.bound


def _since_words(standing: Standing) -> str:
    """Say since when; of a party by an act that no source has a day for, just that."""
    if standing.status == "party" and standing.bound is None:
        return "day not known"
    return _words(_since(standing))


def _standing(standing: Standing) -> Line:
    if standing.status in ("party", "deposited"):
        done = DONE[standing.how] if standing.how else "bound"
        return line(Span(done, "good" if standing.status == "party" else "warn"))
    role: dict[str, Role] = {"signed only": "warn", "withdrawn": "bad"}
    return line(Span(standing.status.removesuffix(" recorded"), role.get(standing.status, "muted")))


def _words(when: PartialDate | None) -> str:
    return when.words if when else "—"


def complaint_blocks(profile: StateProfile) -> Iterator[Block]:
    """Give every route open to a person; then those that are not, in fewer words."""
    yield Heading("Complaint procedures open to a person", 2)
    routes = profile.complaints
    opened = [route for route in routes if route.open]
    if opened:
        yield Bullets(tuple(_complaint(route) for route in opened))
    else:
        yield Paragraph(line("None as far as the record goes."))
    unknown = [route for route in routes if route.open is None]
    if unknown:
        yield Heading("Not accepted as far as the record goes", 3)
        yield Bullets(tuple(_complaint(route) for route in unknown))
    closed = [route for route in routes if route.open is False]
    if closed:
        yield Heading("Not open", 3)
        yield Bullets(tuple(_closed(*pair) for pair in _by_reason(closed)))
    if any(route.treaty and route.contact for route in routes):
        note = f"Where to write to the committees: fieldref contacts {PETITIONS}"
        yield Paragraph(line(note), "note")
    yield Paragraph(
        line(
            "Of declarations only what a source was found for is recorded here; the depositary has"
            f" all of them: {_DEPOSITARY}"
        ),
        "note",
    )


def _complaint(route: ComplaintItem) -> Line:
    article = f", art. {route.article}" if route.article else ""
    treaty = f" ({route.treaty}{article})" if route.treaty else ""
    reach = ", ".join([*route.emails, *filter(None, [route.web])])
    named = route.procedure.lower() in (route.committee or "").lower()
    head = Span(
        f"{route.committee}" if named else f"{route.committee}, {route.procedure}", "strong"
    )
    tail = (f". Write to: {reach}",) if reach else (".",)
    return line(head, f"{treaty}: {route.says}", *tail)


def _by_reason(routes: list[ComplaintItem]) -> list[tuple[str, list[ComplaintItem]]]:
    reasons: dict[str, list[ComplaintItem]] = {}
    for route in routes:
        reasons.setdefault(route.says, []).append(route)
    return list(reasons.items())


def _closed(reason: str, routes: list[ComplaintItem]) -> Line:
    names = [
        f"{route.procedure} under {route.treaty}"
        + (f" art. {route.article}" if route.article else "")
        for route in routes
    ]
    return line(f"{'; '.join(names)}: {reason}.")


def _reviews(profile: StateProfile) -> Iterator[Block]:
    yield Heading("Reviews, visits and other events so far", 2, "newest first")
    if profile.past:
        yield Bullets(tuple(_review(entry) for entry in reversed(profile.past)))
    else:
        yield Paragraph(line("No review is recorded here."), "note")


def _review(entry: Entry) -> Line:
    status = "" if entry.kind == "event" else f" ({status_words(entry.status)})"
    due = " due" if entry.kind == "report" else ""
    when = Span(capitalized(entry.date.words), "date")
    return line(when, f": {entry_label(entry)}{due}{status} ", source_mark(entry.sources))


def _upcoming(profile: StateProfile) -> Iterator[Block]:
    last = PartialDate.of(profile.context.on + timedelta(AHEAD)).words
    yield Heading("What lies ahead", 2, f"to {last}")
    if not profile.coming:
        yield Paragraph(line("Nothing that is recorded here falls in this window."))
    for group in group_entries(profile.coming):
        if group.entries:
            yield Heading(group.title, 3)
            yield Paragraph(line(group.means), "note")
            yield deadlines_table(group.entries, True)._replace(listing=False)
    yield from left_out_block(profile.left_out)


def _gaps(context: QueryContext, item: StateItem, alone: bool) -> Iterator[Block]:
    gaps = [gap for gap in item.gaps if alone or len(gap.states) <= _OF_FEW]
    if gaps or item.notes or alone:
        yield Heading("What is not recorded here, or in doubt", 2)
    if alone and not gaps and not item.notes:
        yield Paragraph(line("No gap or doubt of this State is recorded here."), "note")
    for note in item.notes:
        yield Paragraph(line(note))
    for gap in gaps:
        why = f" {gap.why}" if gap.why else ""
        about = capitalized(gap.about.removeprefix(f"{item.name}: "))
        yield Paragraph(with_sources(f"{about}: {gap.what}{why}", gap.sources))
    if alone:
        yield from reach_points(context)
