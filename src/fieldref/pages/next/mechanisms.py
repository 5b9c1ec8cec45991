"""Give each mechanism that considers the State: its last review, the next, how to take part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldref.answer.items.next import MechanismItem
from fieldref.catalog import Catalog, document_address
from fieldref.dates import PartialDate
from fieldref.model.committees_and_upr import Committee
from fieldref.model.common import Sources
from fieldref.model.states import Review
from fieldref.model.treaties import Treaty
from fieldref.pages.common import refs, text_of
from fieldref.pages.contacts import newest_contact
from fieldref.pages.state.profile import StateProfile
from fieldref.rules.entries import Entry
from fieldref.rules.grounds import unique_sources
from fieldref.rules.next_report import LastReview, NextReport, next_report_words
from fieldref.rules.next_review import NextReview, Sureness, next_review
from fieldref.rules.status import Certainty, Progress, status_words

_UPR_OFFICE = "headquarters-upr"
_COUNTRY_PAGE = "https://tbinternet.ohchr.org/_layouts/15/TreatyBodyExternal/Countries.aspx"
_UPR_PAGE = "https://www.ohchr.org/en/hr-bodies/upr/ngos-nhris"
_OBSERVED = ("considered", "concluding observations")
_ORDER = ("known", "likely", "not known")


def mechanism_items(profile: StateProfile) -> tuple[MechanismItem, ...]:
    """Give the mechanisms, those whose next review is known first.

    The Universal Periodic Review is among them for Members of the United Nations alone.
    """
    entries = [entry for entry in profile.entries if entry.kind.startswith("upr")]
    is_reviewed = bool(entries) or profile.state.un_member_since is not None
    items = [*([_upr(profile, entries)] if is_reviewed else ()), *_committees(profile)]
    return tuple(sorted(items, key=lambda item: _ORDER.index(item.next_review_is)))


# --- committees


def _committees(profile: StateProfile) -> Iterator[MechanismItem]:
    committees = {body.acronym: body for body in profile.context.catalog.committees}
    for treaty, _ in profile.standings:
        report = profile.next_reports.get(treaty.code)
        if report:
            yield _committee(profile, treaty, report, committees.get(treaty.committee))


def _committee(
    profile: StateProfile, treaty: Treaty, report: NextReport, body: Committee | None
) -> MechanismItem:
    rows = [row for row in profile.state.reviews if row.treaty == treaty.code]
    coming = next_review(rows, report.review, profile.context.on)
    observations = _newest_document(rows, profile.context.on)
    document = observations.document if observations else None
    submit_by, submit_by_says = _submission(body, coming)
    follow_up = _follow_up(body, report.review, profile.context.on)
    sources: Sources = coming.sources + (report.review.sources if report.review else ())
    for rule in (body.submissions, body.follow_up) if body else ():
        sources += rule.sources if rule else ()
    return MechanismItem(
        mechanism="treaty body",
        treaty=treaty.code,
        committee=treaty.committee,
        last_considered=text_of(report.review.date) if report.review else None,
        last_considered_says=report.review.words if report.review else None,
        document=document,
        document_date=text_of(observations.date) if observations else None,
        document_address=document_address(document) if document else None,
        next_review=text_of(coming.date),
        next_review_is=coming.sureness,
        next_review_says=coming.words,
        next_report_says=next_report_words(report),
        submit_by=text_of(submit_by),
        submit_by_says=submit_by_says,
        length_says=None,
        mailbox=_mailbox(profile.context.catalog, body, profile),
        follow_up_says=_follow_up_words(body, report.review, follow_up),
        page=f"{_COUNTRY_PAGE}?CountryCode={profile.code}&Lang=EN",
        sources=refs(unique_sources(sources)),
        follow_up=text_of(follow_up),
    )


def _newest_document(rows: list[Review], on: date) -> Review | None:
    """Give the row of the newest concluding observations whose symbol is recorded."""
    dated = [
        row
        for row in rows
        if row.document and row.event in _OBSERVED and row.date and row.date.first <= on
    ]
    return max(dated, key=lambda row: row.date or PartialDate(0), default=None)


def _submission(body: Committee | None, coming: NextReview) -> tuple[PartialDate | None, str]:
    """Say by when civil society and the national institution send in, and by which rule."""
    if body is None:
        return None, "not recorded here"
    sessions = [s for s in body.sessions if s.session == coming.session and s.submissions]
    if coming.session and sessions:
        return sessions[0].submissions, "the published day for that session"
    rule = body.submissions
    if rule is None:
        return None, "the rule isn't recorded here"
    if rule.weeks and coming.date and coming.date.day:
        day = coming.date.plus_days(-7 * rule.weeks)._replace(approximate=True)
        return day, f"by the committee's rule, {day.words}: {rule.says}"
    return None, rule.says


def _mailbox(catalog: Catalog, body: Committee | None, profile: StateProfile) -> str | None:
    if body is None or body.mailbox or not body.secretariat:
        return body.mailbox if body else None
    return _reach(catalog, body.secretariat, profile)


def _reach(catalog: Catalog, id: str, profile: StateProfile) -> str | None:
    """Give the newest address of an office that words can be sent to."""
    for office in catalog.offices_named([id]):
        contact = newest_contact(office.contacts, profile.context.on)
        if contact:
            return ", ".join(contact.emails) or contact.web
    return None


def _follow_up(body: Committee | None, review: LastReview | None, on: date) -> PartialDate | None:
    """Give about when follow-up to the last review is asked for, while that lies ahead."""
    rule = body.follow_up if body else None
    if rule is None or rule.months is None or review is None or review.announced:
        return None
    when = review.date.plus_months(rule.months).to(2)._replace(approximate=True)
    return when if when.last >= on else None


def _follow_up_words(
    body: Committee | None, review: LastReview | None, when: PartialDate | None
) -> str | None:
    if review is None:
        return None
    rule = body.follow_up.says if body and body.follow_up else "the rule isn't recorded here"
    where = f"on what stands in {review.document or 'its concluding observations'}"
    return f"{rule}{f', {when.words}' if when else ''}; {where}"


# --- the Universal Periodic Review


def _upr(profile: StateProfile, entries: list[Entry]) -> MechanismItem:
    reviews = [entry for entry in entries if entry.kind == "upr-review"]
    on = profile.context.on
    past = [entry for entry in reviews if entry.date.last < on]
    ahead = [entry for entry in reviews if entry.date.last >= on]
    coming = min(ahead, key=lambda entry: entry.date, default=None)
    last = max(past, key=lambda entry: entry.date, default=None)
    written = _document(entries, coming, "upr-submission")
    report = _document(entries, coming, "upr-report")
    sources = unique_sources(ref for entry in filter(None, (last, coming)) for ref in entry.sources)
    return MechanismItem(
        mechanism="UPR",
        treaty=None,
        committee=None,
        last_considered=text_of(last.date) if last else None,
        last_considered_says=_upr_words(last) if last else None,
        document=None,
        document_date=None,
        document_address=None,
        next_review=text_of(coming.date) if coming else None,
        next_review_is=_sureness(coming),
        next_review_says=_upr_words(coming) + _note(profile, coming),
        next_report_says=_due_words(report, "national report due"),
        submit_by=text_of(written.date) if written else None,
        submit_by_says=_due_words(written, "stakeholder submissions due") or "not known here",
        length_says=_lengths(profile.context.catalog),
        mailbox=_reach(profile.context.catalog, _UPR_OFFICE, profile),
        follow_up_says=None,
        page=_UPR_PAGE,
        sources=refs(sources),
        follow_up=None,
    )


def _document(entries: list[Entry], review: Entry | None, kind: str) -> Entry | None:
    if review is None:
        return None
    due = [entry for entry in entries if entry.kind == kind and entry.session == review.session]
    return due[0] if due else None


def _sureness(review: Entry | None) -> Sureness:
    if review is None:
        return "not known"
    return "likely" if review.status.certainty is Certainty.CYCLE else "known"


def _upr_words(review: Entry | None) -> str:
    if review is None:
        return "no review ahead is recorded here; the order of the next cycle isn't, either"
    session = f", session {review.session}" if review.session else ""
    if review.status.progress is Progress.HELD:
        return f"{review.date.words}{session}"
    return f"{review.date.words}{session} ({status_words(review.status, short=True)})"


def _note(profile: StateProfile, review: Entry | None) -> str:
    """Give what is odd about a review to come, as a sentence of its own."""
    rows = (row for row in profile.state.reviews if row.mechanism == "UPR" and row.note)
    notes = (row.note for row in rows if review and row.session == review.session)
    return "".join(f". {note.removesuffix('.')}" for note in notes if note)


def _due_words(entry: Entry | None, what: str) -> str | None:
    if entry is None:
        return None
    return f"{what} {entry.date.words} ({status_words(entry.status, short=True)})"


def _lengths(catalog: Catalog) -> str | None:
    """Say how long a submission may be: in words where these are recorded, else in pages."""
    limits = [
        f"{f'{length.words:,} words' if length.words else f'{length.pages} pages'}"
        f" for {length.document.removeprefix('submission of ')}"
        for length in catalog.upr.lengths
        if length.document.startswith("submission") and (length.words or length.pages)
    ]
    return ", ".join(limits) or None
