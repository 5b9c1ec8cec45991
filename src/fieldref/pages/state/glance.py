"""Give what a reader needs first of a State: who is there, what comes, what was, whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fieldref.answer.blocks import Block, Facts, Heading, Line, Span, line
from fieldref.answer.items.base import ContactItem
from fieldref.answer.items.show import StateItem
from fieldref.dates import Period
from fieldref.pages.common import entry_label
from fieldref.pages.contacts import headquarters_card
from fieldref.pages.state.profile import StateProfile
from fieldref.rules.entries import Entry
from fieldref.rules.next_report import NextReport, ReportCase, set_by_words
from fieldref.rules.next_review import next_review
from fieldref.rules.status import Progress, status_words

_DATES = 3  # that a first screen has room for
_OFFICES = 2
_MISSING = (ReportCase.PASSED, ReportCase.INITIAL_PASSED)


def glance_blocks(profile: StateProfile, item: StateItem) -> Iterator[Block]:
    """Give the first section of the page, a screen of 24 lines at 80 columns with its title."""
    yield Heading("At a glance", 2)
    pairs = [
        ("The Office", _office(profile)),
        ("Comes next", _coming(profile)),
        ("Last reviews", _reviews(profile)),
        ("Due, passed", _missing(profile.next_reports)),
        ("Not party to", _not_party(profile)),
        ("Write to", _address(item.contacts) or _geneva(profile)),
        ("Institution", _institutions(item)),
    ]
    yield Facts(tuple((label, words) for label, words in pairs if words))


def _office(profile: StateProfile) -> Line:
    """Name the presences in the State, else those that cover it, else the desk in Geneva."""
    field = [presence for presence in profile.presences if presence.kind != "headquarters"]
    inside = [presence for presence in field if presence.host == profile.code]
    chosen = inside or field or profile.presences
    if not chosen:
        return line("no presence in or for the State is recorded here")
    words = [
        f"{presence.name}"
        + (f", {presence.city}" if presence.city and presence.city not in presence.name else "")
        + f" ({presence.status or 'found'} {_when(presence.as_of)})"
        for presence in chosen[:_OFFICES]
    ]
    return line("; ".join(words))


def _when(as_of: Period) -> str:
    return as_of.first.when_words if as_of.first == as_of.last and as_of.first else f"as of {as_of}"


def _coming(profile: StateProfile) -> Line:
    """Give at most three dates ahead, each with who set it; then what is awaited without one."""
    ahead = sorted(profile.coming, key=lambda entry: entry.date)[:_DATES]
    rows = [_date(entry) for entry in ahead] or [line("no date recorded here")]
    more = line("more: ", Span(f"fieldref next {profile.code.lower()}", "code"))
    return _joined([*rows, *_awaited(profile), more])


def _awaited(profile: StateProfile) -> Iterator[Line]:
    """Name the reviews that are likely since a report or a list of issues came before them."""
    rows, on = profile.state.reviews, profile.context.on
    codes = [
        code
        for code, report in profile.next_reports.items()
        if next_review([row for row in rows if row.treaty == code], report.review, on).sureness
        == "likely"
    ]
    if codes:
        yield line("reviews likely: ", Span(", ".join(codes), "code"))


def _date(entry: Entry) -> Line:
    by = set_by_words(entry) if entry.basis == "stated" and entry.kind == "report" else ""
    words = by or status_words(entry.status, short=True)
    return line(Span(entry.date.words, "date"), f" {entry_label(entry)} ({words})")


def _reviews(profile: StateProfile) -> Line:
    """Give the last review by each mechanism, newest first: its day and its document."""
    rows = [
        (report.review.date, code, report.review.words, report.review.document)
        for code, report in profile.next_reports.items()
        if report.review
    ]
    reviews = [
        entry
        for entry in profile.past
        if entry.kind == "upr-review" and not entry.status.is_dropped
    ]
    if reviews:
        last = max(reviews, key=lambda entry: entry.date)
        session = f"session {last.session}" if last.session else None
        rows.append((last.date, "UPR", f"{last.date.words}{_unless_held(last)}", session))
    rows.sort(key=lambda row: row[0], reverse=True)
    return _joined(
        line(Span(f"{code} ", "code"), Span(when, "date"), f", {document}" if document else "")
        for _, code, when, document in rows
    ) or line("none is recorded here")


def _unless_held(review: Entry) -> str:
    """Say what is known of a review that no source says was held; nothing of one that was."""
    progress = review.status.progress
    if progress is None or progress is Progress.HELD:
        return ""
    return " (postponed to then)" if progress is Progress.POSTPONED else f" ({progress.value})"


def _missing(reports: dict[str, NextReport]) -> Line:
    """Name reports whose day has passed with none recorded since: a gap here, or of the State."""
    passed = _joined(
        line(Span(f"{code} ", "code"), Span(report.due.date.words, "date"))
        for code, report in reports.items()
        if report.due and report.case in _MISSING
    )
    return (*passed, Span(" (none recorded since)")) if passed else ()


def _not_party(profile: StateProfile) -> Line:
    """Name the instruments by which the State is not bound as far as the record goes."""
    standings = [
        (treaty.code, standing.status)
        for treaty, standing in profile.standings
        if standing.status not in ("party", "deposited")
    ]
    none = [code for code, status in standings if status == "none recorded"]
    other = [f"{code} ({status})" for code, status in standings if status != "none recorded"]
    return line(", ".join([*none, *other]) or "none: it has joined them all")


def _address(contacts: Iterable[ContactItem]) -> Line:
    """Give the first card in the field that has an address to write to, else a number; its age."""
    cards = [card for card in contacts if card.emails or card.web or card.phones]
    cards = [card for card in cards if card.kind != "headquarters"]
    if not cards:
        return ()
    card = next((card for card in cards if card.emails or card.web), cards[0])
    phones = [phone.number for phone in card.phones[:1]]
    reach = ", ".join([*card.emails[:1], *filter(None, [card.web]), *phones])
    return line(Span(card.name, "strong"), ": ", Span(reach, "link"), f" (as of {card.as_of})")


def _geneva(profile: StateProfile) -> Line:
    """Give the newest address of headquarters, which stands in where none nearer is recorded."""
    card = headquarters_card(profile.context)
    if card is None or card.address is None:
        return line("no address is recorded here")
    town = " ".join(filter(None, [card.address.postcode, card.address.city]))
    place = ", ".join(filter(None, [card.address.street, town]))
    return line(
        "Geneva, since no address nearer is recorded here: ",
        Span("; ".join(filter(None, [place, card.web])), "link"),
        f" (as of {card.as_of})",
    )


def _institutions(item: StateItem) -> Line:
    words = [
        f"{institution.name}"
        + (f", {institution.status} status" if institution.status else "")
        + (f" as of {institution.status_date.words}" if institution.status_date else "")
        for institution in item.institutions
    ]
    return line("; ".join(words) or "no accredited institution is recorded here")


def _joined(lines: Iterable[Line]) -> Line:
    """Give the lines one behind the other, parted by semicolons."""
    spans: list[Span] = []
    for words in lines:
        spans += [Span("; "), *words] if spans else words
    return tuple(spans)
