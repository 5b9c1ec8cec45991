"""Say what is known of a State's next report under a treaty, and of its last review.

After the first review the committee sets each next date. So the treaty's rhythm is nobody's next
report: it is a date that was set, one that has passed, or that none is recorded here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from fieldref.dates import PartialDate
from fieldref.model.common import Sources
from fieldref.model.states import Review
from fieldref.model.treaties import Reporting, Treaty
from fieldref.records import NamedTuple
from fieldref.rules.entries import Entry
from fieldref.rules.grounds import unique_sources
from fieldref.rules.overdue import report_is_missing
from fieldref.rules.status import Certainty

_MONTHS_TO_CONCLUDE = 12  # within which concluding observations are of the dialogue before them


class ReportCase(Enum):
    """A case of the next report, by what the record says."""

    SET = "set"
    PASSED = "passed"
    SUBMITTED = "submitted"
    CONSIDERED = "considered"
    INITIAL = "initial"
    INITIAL_PASSED = "initial passed"


class LastReview(NamedTuple):
    """The last review of a State by a committee that had taken place by a day.

    `document` is the symbol of its concluding observations; `announced` marks a dialogue of which
    only the announcement is recorded, `concluded` what is known by its observations alone.
    """

    date: PartialDate
    document: str | None
    announced: bool
    concluded: bool
    sources: Sources

    @property
    def words(self) -> str:
        """Say when it took place, and what is not known of it."""
        if self.announced:
            return f"{self.date.words} (as announced)"
        return f"{self.date.words} (concluding observations)" if self.concluded else self.date.words


class NextReport(NamedTuple):
    """The next report: the case, its due date and what came before.

    `then` is what follows the initial report where that is no report of its own.
    """

    case: ReportCase
    due: Entry | None = None
    review: LastReview | None = None
    submitted: Review | None = None
    then: str | None = None

    @property
    def date(self) -> PartialDate | None:
        """Give the due date, if one lies ahead."""
        ahead = self.case in (ReportCase.SET, ReportCase.INITIAL)
        return self.due.date if self.due and ahead else None


def last_review(rows: Iterable[Review], on: date) -> LastReview | None:
    """Give the last review that had taken place by the day, of rows of one State and treaty."""
    past = [row for row in rows if row.date and _has_passed(row, on)]
    dialogues = [row for row in past if row.event == "considered"]
    documents = [row for row in past if row.event == "concluding observations"]
    dialogue = max(dialogues, key=_day, default=None)
    document = max(documents, key=_day, default=None)
    if dialogue is None or (document and _day(document) > _concluded_by(dialogue)):
        return _as_review(document, (document,)) if document else None
    of_dialogue = document if document and _day(document).year >= _day(dialogue).year else None
    return _as_review(dialogue, (dialogue, of_dialogue))


def _as_review(row: Review, rows: tuple[Review | None, ...]) -> LastReview:
    known = [review for review in rows if review]
    symbol = next((review.document for review in reversed(known) if review.document), None)
    concluded = any(review.event == "concluding observations" for review in known)
    return LastReview(
        date=_day(row),
        document=str(symbol) if symbol else None,
        announced=row.status == "announced" and not concluded,
        concluded=row.event == "concluding observations",
        sources=unique_sources(ref for review in known for ref in review.sources),
    )


def _day(row: Review) -> PartialDate:
    day = row.moved_to or row.date
    assert day  # only rows with a date are asked
    return day


def _concluded_by(dialogue: Review) -> PartialDate:
    return _day(dialogue).plus_months(_MONTHS_TO_CONCLUDE)


def _has_passed(row: Review, on: date) -> bool:
    """Tell whether the row is of something that took place, or was announced, by the day."""
    if row.status in ("postponed", "cancelled") and not row.moved_to:
        return False
    day = _day(row)
    return day.last <= on or (row.status == "held" and day.first <= on)


def next_report(
    treaty: Treaty, entries: Iterable[Entry], rows: list[Review], on: date
) -> NextReport | None:
    """Say what is known of the next report, of one State's entries and rows under the treaty."""
    reports = [
        entry
        for entry in entries
        if entry.kind == "report"
        and not entry.replaced
        and not entry.status.is_dropped
        and entry.basis in ("stated", "statutory")
    ]
    review = last_review(rows, on)
    stated = [entry for entry in reports if entry.basis == "stated"]
    later = [entry for entry in stated if not review or entry.date > review.date]
    ahead = [entry for entry in later if entry.date.last >= on]
    if ahead:
        return NextReport(ReportCase.SET, min(ahead, key=lambda entry: entry.date), review)
    report = _without_date_ahead(reports, later, rows, review, on)
    duty = treaty.reporting
    if report and duty and not duty.then_years and duty.then != "on request":
        return report._replace(then=then_words(duty, treaty.parent))
    return report


def then_words(duty: Reporting, parent: str | None) -> str:
    """Say what follows the initial report; a protocol's report is part of another."""
    return (duty.then or "").replace("the parent's report", f"the report under {parent}")


def _without_date_ahead(
    reports: list[Entry],
    later: list[Entry],
    rows: list[Review],
    review: LastReview | None,
    on: date,
) -> NextReport | None:
    missing = [entry for entry in later if report_is_missing(entry, rows, on)]
    if missing:
        return NextReport(ReportCase.PASSED, max(missing, key=lambda entry: entry.date), review)
    submitted = last_submission(rows, review, on)
    if submitted:
        return NextReport(ReportCase.SUBMITTED, None, review, submitted)
    if review:
        return NextReport(ReportCase.CONSIDERED, None, review)
    initial = [entry for entry in reports if entry.status.certainty is Certainty.TREATY]
    if not initial:
        return None
    due = max(initial, key=lambda entry: entry.date)
    case = ReportCase.INITIAL if due.date.last >= on else ReportCase.INITIAL_PASSED
    return NextReport(case, due)


def last_submission(rows: list[Review], review: LastReview | None, on: date) -> Review | None:
    """Give the last report that came in by the day and was not considered since."""
    came = [row for row in rows if row.event == "report submitted" and row.date]
    past = [row for row in came if _day(row).first <= on]
    last = max(past, key=_day, default=None)
    return last if last and (not review or _day(last) > review.date) else None


def set_by_words(due: Entry) -> str:
    """Say who set a stated date, and when."""
    if due.since:
        return f"set by the review of {due.since.words}"
    words = {"committee": "set by the Committee", "cover": "by the cover of a document"}
    return words.get(due.authority or "", "stated by a source")


def next_report_words(report: NextReport, short: bool = False) -> str:
    """Say it in a sentence; `short` for a cell of a table that shows the last review beside it."""
    case, due = report.case, report.due
    if due and case is ReportCase.SET:
        return f"{due.date.words}, {set_by_words(due)}"
    if due and case is ReportCase.PASSED:
        return f"was due {due.date.words}; no report recorded here since"
    if due and case is ReportCase.INITIAL:
        return f"initial report {due.date.words}, by the treaty"
    if due:
        return f"initial report was due {due.date.words}; no report recorded here"
    if report.submitted:
        number = f" {report.submitted.report}" if report.submitted.report else ""
        came = f"report{number} was received {_day(report.submitted).when_words}"
        return f"{came}; no review recorded here since"
    if report.then:
        return f"after the initial report: {report.then}"
    unknown = (
        "not recorded here" if short else "the Committee sets the next date; it isn't recorded here"
    )
    when = f"last considered {report.review.words}; " if report.review and not short else ""
    return f"{when}{unknown}"
