"""Answer `next STATE`: who considers the State next, by when to write, and where to."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.answer import Answer
from fieldref.answer.blocks import (
    Block,
    Bullets,
    Column,
    Heading,
    Line,
    Paragraph,
    Span,
    Table,
    line,
)
from fieldref.answer.items.next import MechanismItem, NextItem
from fieldref.answer.items.show import ComplaintItem
from fieldref.dates import PartialDate
from fieldref.model.presences import Institution
from fieldref.pages.calendar import calendar_entries
from fieldref.pages.common import (
    QueryContext,
    capitalized_sentence,
    date_words,
    deadline_item,
    named_sources,
    refs,
    source_items,
)
from fieldref.pages.data_reach import reach_words
from fieldref.pages.next.mechanisms import mechanism_items
from fieldref.pages.state.profile import StateProfile

_CALENDAR = ("report", "review", "upr-review", "upr-report", "upr-submission")


def next_page(context: QueryContext, code: str) -> Answer:
    """Give what comes next for the State with that ISO code, for whoever wants to take part."""
    state = context.catalog.state(code)
    profile = StateProfile(context, state)
    item = NextItem(
        state=code,
        name=state.state,
        institutions=state.institutions,
        mechanisms=mechanism_items(profile),
        complaint_procedures=profile.complaints,
        sources=refs(state.sources),
    )
    ahead = [entry for entry in profile.coming if entry.kind in _CALENDAR]
    return Answer(
        command="next",
        on=context.day,
        edition=context.edition,
        items=(item,),
        sources=source_items(context.catalog, named_sources(item)),
        blocks=lambda: _blocks(profile, item),
        title=f"{state.state}: what comes next",
        table=item.mechanisms,
        calendar=lambda: calendar_entries(ahead, map(deadline_item, ahead)),
        kind=MechanismItem,
    )


def _blocks(profile: StateProfile, item: NextItem) -> Iterator[Block]:
    recorded = [mechanism for mechanism in item.mechanisms if _is_recorded(mechanism)]
    yield Heading(f"{item.name}: what comes next", 1, f"as of {date_words(profile.context)}")
    yield Paragraph(line(f"National institution: {_institutions(item)}"))
    head = tuple(map(Column, ("Mechanism", "Last considered", "Next", "Build on")))
    yield Table(head, tuple(map(_row, recorded)))
    known = reach_words(profile.context, "reviews", "Universal Periodic Review")
    points = (*_next_reviews(recorded), *_caveats(item.mechanisms, known))
    if points:
        yield Bullets(points)
    yield Heading("By when to write, and where to", 2)
    yield Bullets(tuple(_writing(*pair) for pair in _by_rule(item.mechanisms)))
    yield from _follow_up(item.mechanisms)
    yield _where_published(item.mechanisms)
    yield _complaints(item)


def _institutions(item: NextItem) -> str:
    return "; ".join(map(_institution, item.institutions)) or "none recorded here"


def _institution(record: Institution) -> str:
    when = f", {record.status_date.words}" if record.status_date else ""
    words = f"{record.name} ({record.status or 'no'} status{when})"
    return f"{words}. {record.note.removesuffix('.')}" if record.note else words


def _is_recorded(item: MechanismItem) -> bool:
    """Tell whether a row of the table would say anything of the mechanism."""
    return bool(item.last_considered or item.document) or item.next_review_is != "not known"


def _row(item: MechanismItem) -> tuple[Line, ...]:
    when = PartialDate.parse(item.next_review).words if item.next_review else item.next_review_is
    last = PartialDate.parse(item.last_considered).words if item.last_considered else "—"
    return (
        line(Span(_mechanism(item), "strong")),
        line(Span(last + "*" * bool(_reserve(item)), "date")),
        line(when),
        line(Span(_document(item), "code")),
    )


def _mechanism(item: MechanismItem) -> str:
    return item.treaty or item.mechanism


def _document(item: MechanismItem) -> str:
    """Give the symbol to build on, and its year; marked where it is of an earlier review."""
    if not item.document:
        return "—"
    year = f" ({item.document_date[:4]})" if item.document_date else ""
    return f"{item.document}{year}{'†' * _is_earlier(item)}"


def _is_earlier(item: MechanismItem) -> bool:
    """Tell whether the newest observations with a symbol come before the last review."""
    if not (item.document_date and item.last_considered):
        return False
    written, last = map(PartialDate.restore, (item.document_date, item.last_considered))
    return written.last < last.first


def _reserve(item: MechanismItem) -> str:
    """Give what isn't sure of the last review, which its words say in parentheses."""
    return (item.last_considered_says or "").partition(" (")[2].removesuffix(")")


def _caveats(items: tuple[MechanismItem, ...], known: str) -> Iterator[Line]:
    """Say once what isn't sure of last reviews, of which mechanisms none is recorded.

    `known` says how far reviews are recorded.
    """
    reserves: dict[str, list[str]] = {}
    for item in items:
        if _reserve(item):
            reserves.setdefault(_reserve(item), []).append(_mechanism(item))
    words = "; ".join(f"{reserve} ({', '.join(of)})" for reserve, of in reserves.items())
    parts = [f"With *: {words}."] if words else []
    if any(map(_is_earlier, items)):
        parts.append("With †: of an earlier review; the last one's symbol isn't recorded here.")
    unrecorded = [_mechanism(item) for item in items if not _is_recorded(item)]
    if unrecorded:
        parts.append(f"No review recorded here: {', '.join(unrecorded)}.")
    if all(item.mechanism != "UPR" for item in items):
        parts.append(
            "The UPR reviews Members of the United Nations; no membership is recorded here."
        )
    if known:
        parts.append(f"Known here: {known}.")
    if parts:
        yield line(" ".join(parts))


def _next_reviews(items: list[MechanismItem]) -> Iterator[Line]:
    """Say why each next review is known or likely, and what the State sends in before it."""
    return (_expected(item) for item in items if item.next_review_is != "not known")


def _expected(item: MechanismItem) -> Line:
    report = ""
    if item.mechanism == "UPR" and item.next_report_says:
        report = f" {capitalized_sentence(item.next_report_says)}"
    says = capitalized_sentence(item.next_review_says)
    return line(Span(_mechanism(item), "strong"), f": {says}{report}")


def _by_rule(items: tuple[MechanismItem, ...]) -> list[tuple[str, list[MechanismItem]]]:
    """Give each committee once, its protocols with it; those with the same rule stand together."""
    known = {item.committee or item.mechanism: item for item in reversed(items)}
    rules: dict[str, list[MechanismItem]] = {}
    for item in items:
        if known.get(item.committee or item.mechanism) is item:
            rules.setdefault(_rule(item), []).append(item)
    return list(rules.items())


def _rule(item: MechanismItem) -> str:
    length = f" {capitalized_sentence(item.length_says)}" if item.length_says else ""
    return f"{capitalized_sentence(item.submit_by_says)}{length}"


def _writing(rule: str, items: list[MechanismItem]) -> Line:
    spans: list[str | Span] = []
    for item in items:
        mailbox = item.mailbox or "no address recorded here"
        spans += ["; " if spans else "", Span(item.committee or item.mechanism, "strong"), ", "]
        spans.append(Span(mailbox, "link"))
    return line(*spans, f": {rule}")


def _follow_up(items: tuple[MechanismItem, ...]) -> Iterator[Paragraph]:
    """Say when each committee that has considered the State asks how it went on."""
    rules: dict[str, dict[str, None]] = {}
    for item in items:
        if item.committee and item.follow_up_says:
            rule = item.follow_up_says.partition(";")[0]
            rules.setdefault(rule, {})[item.committee] = None
    if rules:
        words = "; ".join(f"{', '.join(of)} {rule}" for rule, of in rules.items())
        end = "The end of the concluding observations names the recommendations."
        yield Paragraph(line(Span("Follow-up", "strong"), f": {words}. {end}"))


def _where_published(items: tuple[MechanismItem, ...]) -> Paragraph:
    """Say once what isn't known here, and where that is published."""
    pages = dict.fromkeys(item.page for item in items if item.page != item.mailbox)
    return Paragraph(
        line(
            "Documents: https://undocs.org/SYMBOL. What isn't known here, documents too:"
            f" {' and '.join(pages)}"
        ),
        "note",
    )


def _complaints(item: NextItem) -> Paragraph:
    """Name the complaint procedures that are open to a person, and where the others are told of."""
    routes = [route for route in item.complaint_procedures if route.open]
    command = f"fieldref show {item.state.lower()} --section complaints"
    return Paragraph(
        line(
            Span("Complaints open to a person", "strong"),
            f": {_routes(routes)}. All, and on what ground: ",
            Span(command, "code"),
        )
    )


def _routes(routes: list[ComplaintItem]) -> str:
    """Name the routes, each procedure once with its treaties, and where to write to."""
    names: dict[str, list[ComplaintItem]] = {}
    for route in routes:
        names.setdefault(route.procedure, []).append(route)
    return "; ".join(_route(procedure, group) for procedure, group in names.items())


def _route(procedure: str, routes: list[ComplaintItem]) -> str:
    treaties = [route.treaty for route in routes if route.treaty]
    of = f" ({', '.join(treaties)})" if treaties else ""
    reach = [*routes[0].emails[:1], *filter(None, [routes[0].web])][:1]
    return " ".join([f"{procedure}{of}", *reach])
