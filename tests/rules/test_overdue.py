"""When a due date that has passed is called overdue, and when it is only that nothing is known."""

import pytest

from cases import of_each
from conftest import day
from fieldref.dates import PartialDate
from fieldref.model.common import SourceRef
from fieldref.model.states import Complete, Review
from fieldref.rules.entries import Entry
from fieldref.rules.overdue import mark_overdue, report_is_missing
from fieldref.rules.status import Caveat, Certainty, Progress, Status

of = PartialDate.parse
GAZETTE = (SourceRef("gazette"),)
DUE = Entry(
    id="utp-flight-report-4", date=of("2010-03"), state="UTP", name="Utopia", kind="report",
    basis="stated", status=Status(Certainty.STATED), steps=(), sources=GAZETTE, treaty="FLIGHT",
    report="4",
)  # fmt: skip
LATER = day("2012-01-01")


def row(event, date, **more):
    fields = {"treaty": "FLIGHT", "sources": GAZETTE, **more}
    return Review(event=event, date=date and of(date), **fields)


def missing(*rows, entry=DUE, on=LATER):
    return report_is_missing(entry, rows, on)


def test_a_report_for_which_nothing_came_is_missing():
    assert missing() is True


@pytest.mark.parametrize(("on", "expected"), [("2010-03-31", False), ("2010-04-01", True)])
def test_it_is_missing_from_the_day_after_the_last_that_it_was_due_on(on, expected):
    assert missing(on=day(on)) is expected


@of_each(
    [
        {"kind": "review"},
        {"kind": "npm"},
        {"status": Status(Certainty.RHYTHM)},
        {"status": Status(Certainty.RHYTHM_PROJECTED)},
        {"status": Status(Certainty.STATED, Progress.CANCELLED)},
        {"status": Status(Certainty.STATED, Progress.POSTPONED)},
        {"replaced": "utp-flight-due-2"},
        {"sources": (SourceRef("CFL/C/UTP/4"),)},
        {"sources": (SourceRef("gazette"), SourceRef("CFL/C/UTP/4"))},
    ]
)
def test_what_nobody_waits_for_is_not_missing(change):
    assert missing(entry=DUE._replace(**change)) is False


@pytest.mark.parametrize(
    "change",
    [
        {"status": Status(Certainty.TREATY)},
        {"status": Status(Certainty.STATED, Progress.POSTPONED, moved_from=of("2009"))},
        {"sources": (SourceRef("CFL/C/UTP/CO/3"),)},  # the committee's word, not the State's
        {"sources": (SourceRef("CFL/C/RUR/4"),)},
    ],
)
def test_what_a_treaty_or_a_committee_asks_for_is_missing(change):
    assert missing(entry=DUE._replace(**change)) is True


@pytest.mark.parametrize("event", ["considered", "concluding observations", "report submitted"])
def test_a_report_that_came_later_answers_the_date(event):
    assert missing(row(event, "2011")) is False


@pytest.mark.parametrize(
    ("came", "expected"),
    [("2010-02-28", True), ("2010-03-01", False), ("2010", False), ("2009", True)],
)
def test_only_what_may_have_come_since_the_date_answers_it(came, expected):
    assert missing(row("report submitted", came)) is expected


@pytest.mark.parametrize(
    ("report", "expected"),
    [("4", False), ("3-4", False), ("4-5", False), ("5", True), ("44", True)],
)
def test_the_report_itself_answers_the_date_although_it_came_before(report, expected):
    assert missing(row("report submitted", "2009", report=report)) is expected


def test_a_date_without_a_number_is_answered_by_no_number():
    entry = DUE._replace(report=None)
    assert missing(row("report submitted", "2009", report="4"), entry=entry) is True


@pytest.mark.parametrize(
    "other",
    [
        row("report submitted", "2011", treaty="SONG"),
        row("report submitted", None),
        row("report due", "2011"),
        row("list of issues", "2011"),
    ],
)
def test_other_treaties_and_other_events_answer_nothing(other):
    assert missing(other) is True


def test_of_several_rows_one_is_enough():
    assert missing(row("report due", "2011"), row("considered", "2011")) is False


def marked(until, treaty="FLIGHT", rows=()):
    complete = (Complete("SONG", of("2000"), GAZETTE), Complete(treaty, of(until), GAZETTE))
    return mark_overdue(DUE, list(rows), complete, LATER).status.caveats


@pytest.mark.parametrize(
    ("until", "caveats"),
    [
        ("2012-01-02", (Caveat.OVERDUE,)),
        ("2012-01-01", (Caveat.OVERDUE,)),
        ("2011-12-31", ()),
        ("2012", (Caveat.OVERDUE,)),
    ],
)
def test_it_is_overdue_where_the_record_is_complete_to_that_day(until, caveats):
    assert marked(until) == caveats


def test_it_is_overdue_by_its_own_treatys_record_alone_and_if_nothing_came():
    assert marked("2012-06", treaty="BREAD") == ()
    assert marked("2012-06", rows=[row("considered", "2011")]) == ()


def test_a_caveat_is_added_to_those_that_are_there():
    entry = DUE._replace(status=Status(Certainty.TREATY, caveats=(Caveat.SUCCESSION,)))
    complete = (Complete("FLIGHT", of("2013"), GAZETTE),)
    late = mark_overdue(entry, [], complete, LATER)
    assert late.status.caveats == (Caveat.SUCCESSION, Caveat.OVERDUE)
    assert late._replace(status=entry.status) == entry
