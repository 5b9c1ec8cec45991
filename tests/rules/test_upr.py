"""The Universal Periodic Review: its reviews, the documents due before each, the next cycle."""

import pytest

from cases import of_each
from conftest import day
from fieldref.dates import PartialDate
from fieldref.model.committees_and_upr import Session, UprDeadline, UprRule
from fieldref.model.common import SourceRef
from fieldref.model.states import Review
from fieldref.rules.status import Caveat, Certainty, Progress, Status, status_words
from fieldref.rules.upr import UprRules, review_status, upr_entries

of = PartialDate.parse
GAZETTE = (SourceRef("gazette"),)
CALENDAR = (SourceRef("upr-calendar"),)
ON = day("2026-11-23")


def row(**more):
    return Review(mechanism="UPR", sources=GAZETTE, **more)


def entries(world, *rows, on=ON, projected=False, **changes):
    state = world.state("UTP")._replace(reviews=rows)
    rules = UprRules.of(world.upr._replace(**changes), (state,))
    return {entry.what: entry for entry in upr_entries(state, rules, on, projected)}


def review(world, *rows, **more):
    return entries(world, *rows, **more)["review"]


# --- what is known of a review on a day


@of_each(
    [
        ("2013-07-09", "2013-07-08", Progress.AHEAD),
        ("2013-07-09", "2013-07-09", Progress.HELD),
        ("2013-07", "2013-06-30", Progress.AHEAD),
        ("2013-07", "2013-07-01", Progress.MAYBE_AHEAD),
        ("2013-07", "2013-07-30", Progress.MAYBE_AHEAD),
        ("2013-07", "2013-07-31", Progress.HELD),
    ]
)
def test_a_review_lies_ahead_until_its_day(date, on, progress):
    assert review_status(row(date=of(date), status="held"), day(on)) == Status(
        Certainty.STATED, progress
    )


@of_each(
    [
        ({"status": "announced"}, "announced for that day"),
        ({"status": "planned"}, "planned"),
        ({"status": None}, "stated"),
        ({"status": "cancelled"}, "cancelled"),
        ({"status": "postponed"}, "postponed"),
        ({"status": "postponed", "moved_to": of("2014-01")}, "postponed to January 2014"),
    ]
)
def test_a_review_that_passed_is_said_to_be_what_the_source_says(fields, words):
    assert status_words(review_status(row(date=of("2013-07-09"), **fields), ON)) == words


def test_what_was_put_off_is_so_before_its_day_too():
    put_off = row(date=of("2013-07-09"), status="cancelled")
    assert review_status(put_off, day("2013-01-01")).progress is Progress.CANCELLED


# --- the review of a cycle


def test_cycles_come_in_order_and_a_row_without_one_first(world):
    rows = [row(cycle=2, date=of("2013-05-01")), row(cycle=1, date=of("2009-05-01"))]
    state = world.state("UTP")._replace(reviews=(*rows, row(date=of("2020-05-01"))))
    rules = UprRules.of(world.upr, (state,))
    assert [entry.cycle for entry in upr_entries(state, rules, ON, False)] == [0, 1, 2]


@pytest.mark.parametrize("order", [1, -1])
def test_a_postponed_review_stands_behind_the_one_that_took_its_place(world, order):
    rows = (
        row(cycle=2, date=of("2014-01-28"), session=18, status="postponed"),
        row(cycle=2, date=of("2014-04-30"), session=19, status="held"),
    )
    entry = review(world, *rows[::order])
    assert (str(entry.date), entry.session) == ("2014-04-30", 19)
    assert entry.status == Status(Certainty.STATED, Progress.POSTPONED, moved_from=of("2014-01-28"))
    assert [step.words for step in entry.steps] == [
        "review in cycle 2, session 18: 28 January 2014",
        "review in cycle 2, session 19: 30 April 2014",
    ]


def test_a_review_put_off_from_no_day_is_as_its_own_row_says(world):
    rows = (
        row(cycle=2, session=18, status="postponed"),
        row(cycle=2, date=of("2014-04-30"), status="held"),
    )
    assert review(world, *rows).status == Status(Certainty.STATED, Progress.HELD)


def test_a_row_that_moved_is_shown_at_its_new_day_with_both(world):
    old, new = of("2009-12-01"), of("2010-02-08")
    entry = review(world, row(cycle=1, session=6, date=old, moved_to=new, status="postponed"))
    assert (entry.date, entry.basis) == (new, "stated")
    assert entry.status == Status(Certainty.STATED, Progress.POSTPONED, moved_from=old)
    assert [step.date for step in entry.steps] == [old, new]
    assert entry.steps[0].words == (
        "review in cycle 1, session 6: 1 December 2009, moved to 8 February 2010"
    )


def test_an_announced_review_without_a_day_is_announced_in_its_session(world):
    entry = review(world, row(cycle=1, session=6, status="announced"))
    assert entry.status == Status(
        Certainty.STATED, Progress.ANNOUNCED, (Caveat.DAY_NOT_RECORDED,),
        session="30 November 2009 to 11 December 2009",
    )  # fmt: skip
    assert (entry.basis, entry.steps[0].date) == ("derived", None)
    assert entry.steps[0].words == (
        "review in cycle 1, session 6 (30 November 2009 to 11 December 2009)"
    )


def test_an_announced_review_with_a_day_is_announced_for_it(world):
    entry = review(world, row(cycle=1, session=6, date=of("2009-12-01"), status="announced"))
    assert entry.status == Status(Certainty.STATED, Progress.ANNOUNCED_DAY)
    assert entry.steps[0].words == "review in cycle 1, session 6: 1 December 2009"


def test_a_session_without_an_end_gives_no_span(world):
    entry = review(world, row(cycle=3, session=32))
    assert (entry.status.session, entry.steps[0].words) == (
        "",
        "review in cycle 3, session 32 (January 2019)",
    )


def test_a_review_lends_its_own_sources_or_its_sessions(world):
    assert review(world, row(cycle=1, session=6)).steps[0].sources == GAZETTE
    bare = row(cycle=1, session=6)._replace(sources=())
    assert review(world, bare).steps[0].sources == CALENDAR
    assert review(world, row(cycle=1, date=of("2009"))._replace(sources=())).steps[0].sources == ()


SESSION = Session(session=6, cycle=1, sources=CALENDAR)


@of_each(
    [
        ("2009-11-02", "2009-11-13", "2009-11", False),
        ("2009-11-02", None, "2009-11", False),
        ("2009-11-30", "2009-12-11", "2009-12", True),
        ("2009-11-23", "2009-12-04", "2009-11", True),
        ("2009-12-28", "2010-01-15", "2010-01", True),
        ("2009", "2009", "2009", False),
        ("2009", None, "2009", False),
    ],
    "world",
)
def test_a_review_without_a_day_stands_in_the_month_with_most_of_its_session(
    start, end, month, approximate, world
):
    session = SESSION._replace(start=of(start), end=end and of(end))
    entry = review(world, row(cycle=1, session=6), sessions=(session,))
    assert (str(entry.date), entry.date.approximate) == (month, approximate)


@pytest.mark.parametrize("sessions", [(), (SESSION,), (SESSION._replace(end=of("2009-12-11")),)])
def test_a_review_in_a_session_of_no_day_is_none(world, sessions):
    assert entries(world, row(cycle=1, session=6), sessions=sessions) == {}


# --- the documents due before it


def test_a_published_day_stands_before_the_pattern(world):
    deadlines = (
        UprDeadline(6, "upr-report", of("2009-09-02"), sources=GAZETTE),
        UprDeadline(6, "upr-report", of("2009-09-01"), "extended", sources=CALENDAR),
        UprDeadline(7, "upr-submission", of("2009-01-01")),
    )
    documents = entries(world, row(cycle=1, session=6), deadlines=deadlines)
    report, submission = documents["report"], documents["submission"]
    assert (str(report.date), report.basis, report.session, report.cycle) == (
        "2009-09-01", "stated", 6, 1,
    )  # fmt: skip
    assert report.status == Status(Certainty.STATED, caveats=(Caveat.EXTENDED,))
    assert report.steps[0].sources == CALENDAR + GAZETTE
    assert report.steps[0].words == (
        "national report for session 6: 1 September 2009 or 2 September 2009,"
        " by State; which applies here is not recorded"
    )
    assert (str(submission.date), submission.basis) == ("2009-04", "derived")


def test_one_published_day_needs_no_word_on_others(world):
    deadlines = (UprDeadline(6, "upr-report", of("2009-09-01"), sources=CALENDAR),)
    report = entries(world, row(cycle=1, session=6), deadlines=deadlines)["report"]
    assert report.steps[0].words == "national report for session 6: 1 September 2009"
    assert report.status == Status(Certainty.STATED)


@pytest.mark.parametrize(
    ("most", "least", "date", "words"),
    [
        (3, 3, "2009-08", "due about three months before, 30 August 2009"),
        (1, 1, "2009-10", "due about one month before, 30 October 2009"),
        (7, 6, "2009-04", "due 7 to 6 months before, between 30 April 2009 and 30 May 2009"),
    ],
)
def test_a_document_falls_due_by_the_pattern(world, most, least, date, words):
    rule = UprRule("upr-report", most, least, "A pattern.", GAZETTE)
    entry = entries(world, row(cycle=1, session=6), rules=(rule,))["report"]
    assert (str(entry.date), entry.status) == (date, Status(Certainty.SESSION))
    assert entry.steps[0].words == f"session 6 opens 30 November 2009; national report {words}"
    assert entry.steps[0].sources == CALENDAR + GAZETTE


def test_a_session_known_to_the_year_has_no_documents(world):
    session = SESSION._replace(start=of("2009"))
    assert list(entries(world, row(cycle=1, session=6), sessions=(session,))) == ["review"]


def test_the_documents_of_two_states_reviewed_together_are_the_same(world):
    utopia, sylvania = world.state("UTP"), world.state("SYL")
    rules = UprRules.of(world.upr, (utopia, sylvania))
    documents = [
        [entry for entry in upr_entries(state, rules, ON, False) if entry.cycle == 1][1:]
        for state in (utopia, sylvania)
    ]
    assert documents[0] == documents[1] != []


# --- the next cycle


def next_review(world, on, **more):
    fields = {"cycle": 2, "session": 19, "date": of("2014-04-30"), **more}
    return entries(world, row(**fields), on=day(on), projected=True)["review"]


def test_the_next_review_is_a_cycle_of_sessions_later_and_about_that_year(world):
    entry = next_review(world, "2017-12-31")
    assert (entry.date, entry.cycle, entry.session) == (PartialDate(2018, approximate=True), 3, 33)
    assert (entry.basis, entry.status) == ("projected", Status(Certainty.CYCLE_PROJECTED))
    assert (entry.kind, entry.steps[0].rule, entry.steps[0].sources) == (
        "upr-review", "projected", GAZETTE,
    )  # fmt: skip
    assert entry.steps[0].words == (
        "cycle 2 in session 19; the next cycle in the same order, 14 sessions later,"
        " three a year: session 33, about 2018"
    )


def test_the_next_review_is_projected_until_its_year_has_begun(world):
    assert next_review(world, "2017-12-31").cycle == 3
    assert next_review(world, "2018-01-01").cycle == 2


def test_four_months_a_session_carry_over_the_end_of_a_year(world):
    assert str(next_review(world, "2016-01-01", date=of("2014-05")).date) == "2019"
    assert str(next_review(world, "2016-01-01", date=of("2014-04")).date) == "2018"


@pytest.mark.parametrize("more", [{"cycle": 9}, {"session": None}])
def test_without_the_cycle_or_the_session_nothing_is_projected(world, more):
    assert next_review(world, "2015-01-01", **more).basis == "stated"


def test_nothing_is_projected_unless_asked_for(world):
    last = row(cycle=2, session=19, date=of("2014-04-30"))
    assert review(world, last, on=day("2015-01-01")).cycle == 2
