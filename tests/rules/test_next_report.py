"""What is said of the next report: a date that was set, one that passed, none, or the initial."""

import pytest

from conftest import day
from fieldref.dates import PartialDate
from fieldref.model.common import SourceRef, TreatyCode
from fieldref.model.states import Review
from fieldref.rules.agenda import treaty_entries
from fieldref.rules.entries import AgendaWindow
from fieldref.rules.next_report import ReportCase, last_review, next_report, next_report_words
from fieldref.rules.next_review import next_review

ON = day("2026-11-23")
FLIGHT = TreatyCode("FLIGHT")
GAZETTE = (SourceRef("gazette"),)


def row(event, date, **more):
    fields = {"nr": 1, "sources": GAZETTE, **more}
    return Review(treaty=FLIGHT, event=event, date=PartialDate.parse(date), **fields)


def considered(date, **more):
    return row("considered", date, **{"status": "held", **more})


@pytest.fixture
def entries(world, utopia):
    """The entries of a State with these rows, bound by FLIGHT since 1992 (or as `acts` say)."""

    def entries(*rows, bound="1992-10-15", on=ON):
        acts = [utopia.treaties[0]._replace(bound=PartialDate.parse(bound))]
        window = AgendaWindow(day("1945-01-01"), day("2036-12-31"), on)
        known = {treaty.code: [] for treaty in world.treaties} | {"FLIGHT": acts}
        state = utopia._replace(reviews=rows)
        return list(treaty_entries(state, world.treaty("FLIGHT"), known, window))

    return entries


@pytest.fixture
def report(world, entries):
    def report(*rows, on=ON, **more):
        return next_report(world.treaty("FLIGHT"), entries(*rows, on=on, **more), list(rows), on)

    return report


def test_a_date_that_the_committee_set_is_the_next_report_and_says_when_it_was_set(report):
    set_by = PartialDate(2022, 5, 5)
    due = row("report due", "2027-05-13", set_by=set_by, report="9")
    coming = report(considered("2022-05-05"), due)
    assert (coming.case, str(coming.date)) == (ReportCase.SET, "2027-05-13")
    assert next_report_words(coming) == "13 May 2027, set by the review of 5 May 2022"


@pytest.mark.parametrize(
    ("authority", "words"),
    [
        ("committee", "2028, set by the Committee"),
        ("cover", "2028, by the cover of a document"),
        ("other", "2028, stated by a source"),
        (None, "2028, stated by a source"),
    ],
)
def test_it_says_whose_word_a_stated_date_is(report, authority, words):
    assert next_report_words(report(row("report due", "2028", authority=authority))) == words


def test_such_a_date_passed_without_a_report_was_due(report):
    due = row("report due", "2026-05-13", authority="committee")
    coming = report(considered("2022-05-05"), due)
    assert (coming.case, coming.date) == (ReportCase.PASSED, None)
    assert next_report_words(coming) == "was due 13 May 2026; no report recorded here since"


def test_after_a_review_with_no_later_date_none_is_made_up(report):
    coming = report(considered("2022-05-05"))
    assert (coming.case, coming.date) == (ReportCase.CONSIDERED, None)
    assert next_report_words(coming) == (
        "last considered 5 May 2022; the Committee sets the next date; it isn't recorded here"
    )


def test_a_date_before_the_last_review_is_no_next_report(report):
    coming = report(row("report due", "2021-01", authority="committee"), considered("2022-05-05"))
    assert coming.case is ReportCase.CONSIDERED


def test_a_date_on_the_day_of_the_last_review_was_not_set_by_it(report):
    due = row("report due", "2022-05-05", authority="committee")
    assert report(due, on=day("2022-05-05")).case is ReportCase.SET
    coming = report(due, considered("2022-05-05"), on=day("2022-05-05"))
    assert coming.case is ReportCase.CONSIDERED


def test_of_two_dates_that_passed_the_later_was_the_next(report):
    dates = [row("report due", date, nr=nr) for nr, date in ((1, "2024-05-05"), (2, "2021-05-05"))]
    assert str(report(*dates).due.date) == "2024-05-05"


def test_of_two_reports_that_came_in_the_later_is_told(report):
    rows = [
        row("report submitted", "2024-11-11", nr=1, moved_to=None, report="9"),
        row("report submitted", "2025-01", nr=2, moved_to=PartialDate.parse("2023-01")),
    ]
    for each in (rows, rows[::-1]):
        assert report(*each).submitted.report == "9"


def test_a_report_that_came_in_since_is_told(report):
    came = row("report submitted", "2024-11-11", report="9")
    coming = report(considered("2017-11"), came)
    assert coming.case is ReportCase.SUBMITTED
    assert next_report_words(coming) == (
        "report 9 was received on 11 November 2024; no review recorded here since"
    )


def test_a_report_before_the_last_review_is_not_told(report):
    for date in ("2016-11-11", "2017-11"):
        coming = report(row("report submitted", date), considered("2017-11"))
        assert coming.case is ReportCase.CONSIDERED


def test_never_considered_the_initial_report_is_law(report):
    ahead = report(bound="2026-10-15")
    assert (ahead.case, str(ahead.date)) == (ReportCase.INITIAL, "2027-11-14")
    passed = report()
    assert (passed.case, passed.date) == (ReportCase.INITIAL_PASSED, None)
    assert passed.then is None  # what follows it is a report of its own
    assert next_report_words(passed) == (
        "initial report was due 14 November 1993; no report recorded here"
    )


def test_a_date_on_the_day_itself_still_lies_ahead(report):
    due = row("report due", "2026-11-23", authority="committee")
    assert report(due).case is ReportCase.SET
    assert report(due, on=day("2026-11-24")).case is ReportCase.PASSED


def test_what_is_known_of_a_review_depends_on_the_day(report):
    assert report(considered("2022-05-05"), on=day("2022-05-04")).case is ReportCase.INITIAL_PASSED


# --- the last review


def test_a_review_known_by_its_announcement_says_so():
    last = last_review([considered("2022-05-04", status="announced")], ON)
    assert (last.announced, last.words) == (True, "4 May 2022 (as announced)")


def test_concluding_observations_show_that_an_announced_dialogue_took_place():
    rows = [
        considered("2022-05-04", status="announced"),
        row("concluding observations", "2022-05-20", document="CAT/C/UTP/CO/3", status="held"),
    ]
    last = last_review(rows, ON)
    assert (last.words, last.document) == ("4 May 2022", "CAT/C/UTP/CO/3")


def test_a_review_known_by_its_observations_alone_says_so():
    rows = [considered("2010-05"), row("concluding observations", "2021", status="held")]
    assert last_review(rows, ON).words == "2021 (concluding observations)"


def test_of_two_documents_the_later_is_that_of_the_last_review():
    rows = [
        row("concluding observations", "2021", nr=2, document="CAT/C/UTP/CO/3"),
        row("concluding observations", "2010", nr=3, document="CAT/C/UTP/CO/2"),
    ]
    assert {last_review(each, ON).document for each in (rows, rows[::-1])} == {"CAT/C/UTP/CO/3"}


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_a_review_that_was_put_off_is_none(status):
    assert last_review([considered("2022-05-04", status=status)], ON) is None


def test_a_review_ahead_is_no_last_review():
    assert last_review([considered("2027-05", status="announced")], ON) is None


# --- the rhythm


def rhythm(entries_listed):
    return {str(entry.date): entry.replaced for entry in entries_listed if entry.basis == "rhythm"}


def test_the_rhythm_after_the_initial_report_is_a_basis_of_its_own(entries):
    entries_listed = entries()
    assert [str(entry.date) for entry in entries_listed if entry.basis == "statutory"] == [
        "1993-11-14"
    ]
    assert "2025-11-14" in rhythm(entries_listed)


@pytest.mark.parametrize("more", [{"set_by": PartialDate(2022, 5)}, {"authority": "committee"}])
def test_a_date_set_by_the_committee_ends_the_rhythm_for_good(entries, more):
    replaced_by = rhythm(entries(row("report due", "2026-05-13", **more)))
    after = {when: replaced for when, replaced in replaced_by.items() if when > "2026-05-13"}
    assert set(after.values()) == {"utp-flight-due-1"}
    assert {replaced for when, replaced in replaced_by.items() if when < "2022"} == {None}


def test_a_date_of_another_source_leaves_the_rhythm_to_be_asked_for(entries):
    replaced_by = rhythm(entries(row("report due", "2026-05-13", authority="other")))
    assert set(replaced_by.values()) == {None}


# --- the next review


def test_a_review_that_is_announced_is_known():
    coming = next_review([considered("2027-02-10", status="announced", session=90)], None, ON)
    assert (coming.sureness, str(coming.date)) == ("known", "2027-02-10")
    assert coming.words == "10 February 2027, session 90 (announced)"


def test_a_review_on_its_day_no_longer_lies_ahead():
    rows = [considered("2026-11-23", status="announced")]
    assert next_review(rows, None, day("2026-11-22")).sureness == "known"
    assert next_review(rows, None, ON).sureness == "not known"


def test_a_review_put_off_is_known_by_its_new_day_alone():
    postponed = considered("2027-02-10", status="postponed")
    assert next_review([postponed], None, ON).sureness == "not known"
    moved = postponed._replace(moved_to=PartialDate.parse("2027-09"))
    assert str(next_review([moved], None, ON).date) == "2027-09"
    over = postponed._replace(moved_to=PartialDate.parse("2026-03"))
    assert next_review([over], None, ON).sureness == "not known"


def test_of_two_lists_of_issues_the_later_is_told():
    rows = [
        row("list of issues prior to reporting", "2024-05"),
        row("list of issues", "2025-03"),
    ]
    for each in (rows, rows[::-1]):
        assert next_review(each, None, ON).words == "likely, after the list of issues of March 2025"


@pytest.mark.parametrize("event", ["list of issues", "list of issues prior to reporting"])
def test_a_list_of_issues_since_the_last_review_makes_one_likely(event):
    rows = [considered("2017-11"), row(event, "2025-03")]
    coming = next_review(rows, last_review(rows, ON), ON)
    assert (coming.sureness, coming.words) == (
        "likely",
        f"likely, after the {event} of March 2025",
    )


def test_a_report_that_waits_makes_a_review_likely():
    rows = [considered("2017-11"), row("report submitted", "2024-11-11", report="9")]
    coming = next_review(rows, last_review(rows, ON), ON)
    assert (coming.sureness, coming.words) == (
        "likely",
        "likely, since report 9 was received on 11 November 2024",
    )


def test_what_came_before_the_last_review_makes_none_likely():
    for date in ("2017-03", "2017-11"):
        rows = [row("list of issues", date), considered("2017-11")]
        assert next_review(rows, last_review(rows, ON), ON).sureness == "not known"
