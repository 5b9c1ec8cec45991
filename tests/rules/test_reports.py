"""The rules: when a treaty enters into force for a State, and when its reports fall due."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cases import of_each
from fieldref.dates import PartialDate
from fieldref.model.common import SourceRef
from fieldref.model.treaties import Act, Delay, Denunciation, Practice, Reporting
from fieldref.rules import entry_into_force, grounds, reports
from fieldref.rules.status import Caveat

DEPOSITS = st.dates(PartialDate(1967).first, PartialDate(2030).last).map(PartialDate.of)
PARTIAL = st.builds(PartialDate.to, DEPOSITS, st.integers(1, 3))
CODES = st.sampled_from(
    ["FLIGHT", "FLIGHT-OP", "SONG", "SONG-VISITS", "BREAD", "SLEEP", "SLEEP-OP"]
)
ALMANAC = (SourceRef("almanac-1930"),)


def of(text):
    return PartialDate.parse(text)


def act(code, bound, **more):
    fields = {"how": "accession", "sources": ALMANAC, **more}
    dates = {name: of(fields[name]) for name in ("notified", "withdrawn") if name in fields}
    when = of(bound) if isinstance(bound, str) else bound
    return Act(code, bound=when, **{**fields, **dates})


def force(world, code, bound):
    return entry_into_force.in_force_step(world.treaty(code), act(code, bound))


def dues(world, code, bound, first=1900, last=2060, parent=None, **more):
    treaty = world.treaty(code)
    return list(reports.due_reports(treaty, act(code, bound, **more), parent, first, last))


def dates(world, code, bound, *years, **more):
    return [str(due.date) for due in dues(world, code, bound, *years, **more)]


# --- entry into force


@of_each(
    [
        ("FLIGHT", "1992-10-15", "1992-11-14", "27(2)"),  # the thirtieth day after
        ("FLIGHT", "1992-01-31", "1992-03-01", "27(2)"),  # over a leap day
        ("SONG", "1992-05-26", "1992-08-26", "49(2)"),  # three months after
        ("SONG", "1993-11-30", "1994-02-28", "49(2)"),  # February is shorter
        ("SLEEP", "2012-02-29", "2012-03-29", "45(2)"),  # one month after
        ("BREAD", "1998-01-15", "1998-05-01", "27(2)"),  # the first of the month after three
        ("BREAD", "1998-09-30", "1999-01-01", "27(2)"),
    ],
    "world",
)
def test_a_treaty_enters_into_force_by_its_clause(code, deposit, in_force, article, world):
    step = force(world, code, deposit)
    assert (str(step.date), step.rule, step.article) == (in_force, "in force", article)


def test_who_deposited_long_before_the_treaty_itself_waits_for_it(world):
    step = force(world, "FLIGHT", "1980-05-01")
    assert (str(step.date), step.article) == ("1981-09-03", "27(1)")
    assert "with the treaty itself" in step.words


def test_who_deposited_shortly_before_the_treaty_itself_waits_for_the_own_thirty_days(world):
    step = force(world, "FLIGHT", "1981-08-20")
    assert (str(step.date), step.article) == ("1981-09-19", "27(2)")


def test_where_both_days_are_one_the_treatys_own_clause_is_named(world):
    step = force(world, "FLIGHT", "1981-08-04")
    assert (str(step.date), step.article) == ("1981-09-03", "27(1)")


def test_the_step_says_its_arithmetic(world):
    step = force(world, "FLIGHT", "1992-10-15")
    assert step.words == "art. 27(2), the thirtieth day after: in force 14 November 1992"
    assert step.sources == world.treaty("FLIGHT").sources


def test_a_deposit_known_to_the_year_binds_in_about_that_year(world):
    step = force(world, "BREAD", "2001")
    assert step.date == PartialDate(2001, approximate=True)
    assert "about 2001" in step.words


def test_a_signature_alone_binds_nobody(world):
    signed = Act("FLIGHT", signed=of("1990-01-01"))
    assert entry_into_force.in_force_step(world.treaty("FLIGHT"), signed) is None
    assert entry_into_force.deposit_step(signed) is None
    assert list(reports.due_reports(world.treaty("FLIGHT"), signed, None, 1900, 2100)) == []
    assert list(reports.mechanism_due(world.treaty("SONG-VISITS"), signed)) == []


def test_an_act_without_effect_binds_nobody(world):
    assert (
        entry_into_force.in_force_step(
            world.treaty("SONG"), act("SONG", "1990-01-01", effect="none")
        )
        is None
    )


@pytest.mark.parametrize(
    "more",
    [{}, {"effect": "none"}, {"how": "succession", "since": of("1993-01-01")}, {"bound": None}],
)
def test_the_day_of_entry_into_force_is_that_of_its_step(world, more):
    treaty = world.treaty("FLIGHT")
    bound = act("FLIGHT", "1993-05-28")._replace(**more)
    step = entry_into_force.in_force_step(treaty, bound)
    assert entry_into_force.in_force_day(treaty, bound) == (step.date if step else None)


@of_each(
    [
        ("ratification", "ratified 15 October 1992"),
        ("accession", "acceded 15 October 1992"),
        ("succession", "succeeded 15 October 1992"),
        ("acceptance", "accepted 15 October 1992"),
        ("formal confirmation", "confirmed formally 15 October 1992"),
        (None, "bound (kind of act not recorded here) 15 October 1992"),
    ]
)
def test_the_deposit_is_told_by_its_kind(how, words):
    step = entry_into_force.deposit_step(act("FLIGHT", "1992-10-15", how=how))
    assert (step.words, step.sources) == (words, ALMANAC)


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (Delay("1", days=30), "the thirtieth day after"),
        (Delay("1", days=90), "90 days after"),
        (Delay("1", months=1), "one month after"),
        (Delay("1", months=3), "three months after"),
        (
            Delay("1", first_of_month_after_months=3),
            "the first of the month that follows three months after",
        ),
    ],
)
def test_a_clause_in_words(clause, words):
    assert entry_into_force.delay_words(clause) == words


def test_numbers_are_words_up_to_twelve():
    assert [grounds.count_words(n, "year") for n in (1, 2, 12, 13)] == [
        "one year",
        "two years",
        "twelve years",
        "13 years",
    ]


def test_a_day_of_the_year_in_words():
    assert grounds.month_day_words("06-30") == "30 June"


# --- withdrawal


def test_a_denunciation_takes_effect_by_its_clause(world):
    step = entry_into_force.end_step(
        world.treaty("FLIGHT"), act("FLIGHT", "1985-04-01", notified="1999-03-10")
    )
    assert (str(step.date), step.article, step.rule) == ("2000-03-10", "28", "ended")
    assert (
        step.words == "denounced 10 March 1999; art. 28, twelve months after: ended 10 March 2000"
    )


def test_a_withdrawal_on_record_ends_on_its_day(world):
    step = entry_into_force.end_step(
        world.treaty("BREAD"), act("BREAD", "1990-03-05", withdrawn="2010-05-05")
    )
    assert (str(step.date), step.article) == ("2010-05-05", "89")


def test_a_denunciation_of_a_treaty_without_a_clause_ends_nothing(world):
    notified = act("SONG", "1990-01-01", notified="1997-08-23")
    assert entry_into_force.end_step(world.treaty("SONG"), notified) is None


def test_a_clause_without_an_interval_ends_on_no_day_that_is_known(world):
    notified = act("FLIGHT-OP", "2003-03-03", notified="2010-01-01")
    assert entry_into_force.end_step(world.treaty("FLIGHT-OP"), notified) is None


def test_a_denunciation_without_effect_ends_nothing(world):
    none = act("FLIGHT", "1985-04-01", notified="1999-03-10", effect="none")
    assert entry_into_force.end_step(world.treaty("FLIGHT"), none) is None


def test_who_did_not_withdraw_is_not_out(world):
    assert entry_into_force.end_step(world.treaty("FLIGHT"), act("FLIGHT", "1985-04-01")) is None


def test_a_withdrawal_from_a_treaty_without_a_clause_is_told_without_an_article(world):
    step = entry_into_force.end_step(
        world.treaty("SONG"), act("SONG", "1990-01-01", withdrawn="1998")
    )
    assert (str(step.date), step.article) == ("1998", None)


# --- reports


def test_an_initial_report_and_a_rhythm(world):
    assert dates(world, "FLIGHT", "1992-10-15", 1992, 2010) == [
        "1993-11-14",
        "1997-11-14",
        "2001-11-14",
        "2005-11-14",
        "2009-11-14",
    ]


def test_a_report_keeps_its_number_whatever_the_window(world):
    (due,) = dues(world, "FLIGHT", "1992-10-15", 2009, 2009)
    assert (due.number, str(due.date)) == (5, "2009-11-14")


def test_a_report_says_every_step_to_it(world):
    (due,) = dues(world, "FLIGHT", "1992-10-15", 2009, 2009)
    assert [step.rule for step in due.steps] == ["deposited", "in force", "periodic report"]
    assert due.steps[-1].words == (
        "art. 18(1): initial report one year later, then every four years: 14 November 2009"
    )


def test_on_request_means_an_initial_report_alone(world):
    assert dates(world, "SONG", "2000-05-26") == ["2001-08-26"]


def test_one_report_and_no_more(world):
    assert dates(world, "SLEEP", "2012-02-29") == ["2014-03-29"]


def test_without_a_duty_there_is_no_report(world):
    assert dates(world, "SLEEP-OP", "2012-02-29") == []


def test_a_protocols_later_reports_go_into_those_of_its_parent(world):
    assert dates(world, "FLIGHT-OP", "2002-05-30", parent=of("1992-11-14")) == ["2004-08-30"]


def test_outside_its_parent_a_protocol_has_its_own_rhythm(world):
    days = dates(world, "FLIGHT-OP", "2002-05-30", 2000, 2020)
    assert days == ["2004-08-30", "2009-08-30", "2014-08-30", "2019-08-30"]


def test_the_own_rhythm_ends_when_the_parent_binds(world):
    days = dates(world, "FLIGHT-OP", "2002-05-30", 2000, 2030, parent=of("2012-01-01"))
    assert days == ["2004-08-30", "2009-08-30"]


def test_an_initial_report_was_due_on_the_eve_while_that_was_the_practice(world):
    (due,) = dues(world, "SONG", "1992-05-26")
    assert str(due.date) == "1993-08-25"
    assert due.steps[-1].rule == "practice"
    assert due.steps[-1].sources == ALMANAC


def test_a_fixed_day_of_the_year_while_that_was_the_practice(world):
    assert dates(world, "BREAD", "1990-05-02", 1990, 2010) == [
        "1993-06-30",  # the anniversary is 1 September 1992: the day has passed, so the next
        "1998-06-30",
        "2003-06-30",
        "2007-09-01",
    ]


def test_a_fixed_day_that_has_not_passed_is_of_the_same_year(world):
    assert dates(world, "BREAD", "1990-01-02", 1990, 1993) == ["1992-06-30"]


def test_a_practice_holds_from_its_first_day_only():
    practice = Practice("eve", "on the eve", since=of("2000"), until=None)
    assert not reports.was_practised(practice, of("1999-12-31"))
    assert reports.was_practised(practice, of("2000-01-01"))


def test_no_practice_moves_a_date_that_is_known_to_the_year(world):
    assert dates(world, "BREAD", "1980", 1980, 1990) == ["1982", "1987"]


def test_no_report_falls_due_from_the_day_of_the_withdrawal_on(world):
    days = dates(world, "FLIGHT", "1985-04-01", notified="1993-05-01")
    assert days == ["1986-05-01", "1990-05-01"]


def test_a_protocol_told_within_the_parents_report_alone_makes_no_dates(world):
    treaty = world.treaty("FLIGHT")._replace(
        reporting=Reporting("3", then="within the parent's report")
    )
    assert list(reports.due_reports(treaty, act("FLIGHT", "1990-01-01"), None, 1900, 2100)) == []


def test_the_preventive_mechanism_falls_due_a_year_after_entry_into_force(world):
    ((when, grounds),) = reports.mechanism_due(
        world.treaty("SONG-VISITS"), act("SONG-VISITS", "2007-03-30")
    )
    assert str(when) == "2008-04-29"
    assert [step.rule for step in grounds] == ["deposited", "in force", "preventive mechanism"]
    assert "30 March 2008" in grounds[-1].words


def test_a_denunciation_before_entry_into_force_leaves_no_report(world):
    treaty = world.treaty("FLIGHT")._replace(denunciation=Denunciation("28", months=0))
    gone = act("FLIGHT", "1992-10-15", notified="1992-10-16")
    assert list(reports.due_reports(treaty, gone, None, 1900, 2100)) == []


# --- for any State and any treaty


@given(CODES, PARTIAL)
def test_no_treaty_is_in_force_for_a_state_before_itself_or_before_the_deposit(
    world, code, deposit
):
    treaty = world.treaty(code)
    step = entry_into_force.in_force_step(treaty, act(code, deposit))
    assert step.date.last >= treaty.in_force.date.first
    assert step.date.last >= deposit.first


@given(CODES, DEPOSITS, DEPOSITS)
def test_who_deposits_later_is_not_bound_earlier(world, code, one, other):
    earlier, later = sorted((one, other))
    assert force(world, code, earlier).date <= force(world, code, later).date


@given(CODES, PARTIAL)
def test_reports_are_numbered_in_order_and_never_due_before_entry_into_force(world, code, deposit):
    reports_due = dues(world, code, deposit)
    in_force = force(world, code, deposit).date
    assert [due.number for due in reports_due] == list(range(1, len(reports_due) + 1))
    assert all(earlier.date < later.date for earlier, later in itertools.pairwise(reports_due))
    assert all(due.date.first > in_force.first for due in reports_due)
    assert all(due.steps[-1].date == due.date for due in reports_due)


@given(CODES, DEPOSITS)
def test_reports_stand_at_the_distance_of_the_rule(world, code, deposit):
    treaty = world.treaty(code)
    duty = treaty.reporting
    assume(duty is not None and not any(one.what != "told" for one in treaty.practices))
    every = duty.then_years or duty.without_parent_years or 0
    in_force = force(world, code, deposit).date
    for due in dues(world, code, deposit):
        assert due.date == in_force.plus_years(duty.initial_years + (due.number - 1) * every)


@given(CODES, PARTIAL, st.integers(1970, 2050), st.integers(0, 20))
def test_a_window_shows_the_same_reports_as_the_whole(world, code, deposit, first, years):
    whole = dues(world, code, deposit, 1900, 2100)
    inside = [due for due in whole if first < due.date.year < first + years]
    shown = dues(world, code, deposit, first, first + years)
    assert [due for due in shown if first < due.date.year < first + years] == inside


@given(CODES, PARTIAL)
def test_a_date_is_never_known_better_than_the_deposit_it_follows_from(world, code, deposit):
    step = force(world, code, deposit)
    assume("with the treaty itself" not in step.words)
    if world.treaty(code).joins_later.first_of_month_after_months is None:
        assert step.date.known <= deposit.known
    for due in dues(world, code, deposit):
        assert due.date.known <= step.date.known


# --- at the edges


@of_each(
    [
        (1993, 1993, [(1, "1993-11-14")]),
        (1994, 1996, []),
        (1992, 1993, [(1, "1993-11-14")]),
        (1997, 1997, [(2, "1997-11-14")]),
        (1997, 2001, [(2, "1997-11-14"), (3, "2001-11-14")]),
        (2050, 2055, [(16, "2053-11-14")]),
    ],
    "world",
)
def test_a_report_has_its_number_in_any_window(first, last, expected, world):
    reports_due = dues(world, "FLIGHT", "1992-10-15", first, last)
    assert [(due.number, str(due.date)) for due in reports_due] == expected


@pytest.mark.parametrize(("year", "number"), [(1993, 1), (1998, 2), (2003, 3), (2007, 4)])
def test_a_report_that_a_practice_moves_to_the_next_year_is_found_in_that_year(world, year, number):
    (due,) = dues(world, "BREAD", "1990-05-02", year, year)
    assert (due.number, due.date.year) == (number, year)
    assert dues(world, "BREAD", "1990-05-02", year - 1, year - 1) == []


@pytest.mark.parametrize(
    ("parent", "count"),
    [("2009-08-30", 1), ("2009-08-31", 2), ("2004-08-30", 1), ("2004-01-01", 1)],
)
def test_the_rhythm_without_a_parent_ends_on_the_day_that_it_binds(world, parent, count):
    assert len(dues(world, "FLIGHT-OP", "2002-05-30", 2000, 2013, parent=of(parent))) == count


@pytest.mark.parametrize(
    ("withdrawn", "expected"),
    [
        ("1990-05-01", ["1986-05-01"]),
        ("1990-05-02", ["1986-05-01", "1990-05-01"]),
        ("1986-05-01", []),
    ],
)
def test_on_the_day_of_the_withdrawal_no_report_is_due_any_more(world, withdrawn, expected):
    assert dates(world, "FLIGHT", "1985-04-01", withdrawn=withdrawn) == expected


@of_each(
    [
        (None, "1993-08-26", "1993-08-25"),
        (None, "1993-08-25", "1993-08-26"),
        (None, "1993", "1993-08-25"),
        ("1993-08-26", None, "1993-08-25"),
        ("1993-08-27", None, "1993-08-26"),
        ("1993-08", "1993-08", "1993-08-25"),
        (None, None, "1993-08-25"),
    ],
    "world",
)
def test_a_practice_holds_for_the_anniversaries_of_its_time(since, until, due, world):
    eve = Practice("eve", "on the eve", since and of(since), until and of(until), sources=ALMANAC)
    treaty = world.treaty("SONG")._replace(practices=(eve,))
    (report,) = reports.due_reports(treaty, act("SONG", "1992-05-26"), None, 1900, 2100)
    assert (str(report.date), str(report.base)) == (due, "1993-08-26")


@pytest.mark.parametrize(
    ("day", "due", "words"),
    [
        ("08-25", "1994-08-25", "25 August: 25 August 1994"),
        ("08-26", "1993-08-26", None),  # the anniversary itself: no practice is needed
        ("08-27", "1993-08-27", "27 August: 27 August 1993"),
        ("12-31", "1993-12-31", "31 December: 31 December 1993"),
    ],
)
def test_a_fixed_day_is_the_next_after_the_anniversary(world, day, due, words):
    fixed = Practice("fixed day", "on a day", day=day, sources=ALMANAC)
    treaty = world.treaty("SONG")._replace(practices=(fixed,))
    (report,) = reports.due_reports(treaty, act("SONG", "1992-05-26"), None, 1900, 2100)
    assert str(report.date) == due
    counted = [step.words for step in report.steps if step.rule == "practice"]
    assert counted == (
        [f"counted as the committee's tables of those years do, {words}"] if words else []
    )


def test_of_two_practices_the_first_that_holds_is_the_one(world):
    past = Practice("eve", "on the eve", until=of("1990"))
    remark = Practice("told", "is told")
    fixed = Practice("fixed day", "on a day", day="12-31")
    treaty = world.treaty("SONG")._replace(practices=(remark, past, fixed, Practice("eve", "late")))
    (report,) = reports.due_reports(treaty, act("SONG", "1992-05-26"), None, 1900, 2100)
    assert str(report.date) == "1993-12-31"


@pytest.mark.parametrize("year", range(1993, 1998))
def test_of_reports_due_each_year_none_is_passed_over(world, year):
    """Nor where a practice has put off the report of the year before."""
    duty = Reporting("18(1)", initial_years=1, then_years=1)
    treaty = world.treaty("FLIGHT")._replace(reporting=duty, practices=())
    (due,) = reports.due_reports(treaty, act("FLIGHT", "1991-10-15"), None, year, year)
    assert (due.number, str(due.date)) == (year - 1991, f"{year}-11-14")
    spring = Practice("fixed day", "in spring", day="05-01")
    late = treaty._replace(practices=(spring,))
    (due,) = reports.due_reports(late, act("FLIGHT", "1991-10-15"), None, year + 1, year + 1)
    assert (due.number, str(due.date)) == (year - 1991, f"{year + 1}-05-01")


def test_a_window_far_ahead_is_reached_without_the_reports_before_it(world):
    """Counted back from there, they would be of years that no calendar has."""
    reports_due = dues(world, "BREAD", "1990-05-02", 5990, 5999)
    assert [(due.number, str(due.date)) for due in reports_due] == [
        (801, "5992-09-01"), (802, "5997-09-01"),
    ]  # fmt: skip


@pytest.mark.parametrize(("what", "day"), [("told", "12-31"), ("fixed day", None)])
def test_a_practice_that_names_no_day_or_is_only_told_moves_nothing(world, what, day):
    practice = Practice(what, "is told", day=day)
    treaty = world.treaty("SONG")._replace(practices=(practice,))
    (report,) = reports.due_reports(treaty, act("SONG", "1992-05-26"), None, 1900, 2100)
    assert str(report.date) == "1993-08-26"


# --- successions


def succession(world, **more):
    fields = {"how": "succession", "since": of("1993-01-01"), **more}
    return dues(world, "FLIGHT", "1993-05-28", 1990, 1999, **fields)


def test_a_succession_is_counted_from_the_deposit_and_doubted(world):
    first, second = succession(world)
    assert (str(first.date), first.doubts) == ("1994-06-27", (Caveat.SUCCESSION,))
    assert (str(second.date), second.doubts) == ("1998-06-27", (Caveat.SUCCESSION,))
    assert [step.rule for step in first.steps] == [
        "deposited", "in force", "succession", "initial report",
    ]  # fmt: skip
    assert first.steps[2].words == (
        "a succession: its effect goes back to 1 January 1993; counted from the deposit"
    )
    assert first.steps[2].date == of("1993-01-01")


def test_a_succession_that_goes_back_to_no_known_day_says_so(world):
    step = succession(world, since=None)[0].steps[2]
    assert (step.date, step.words) == (
        None,
        "a succession: its effect goes back to a day not recorded here; counted from the deposit",
    )


def test_what_the_committee_counts_from_is_not_doubted(world):
    first, _ = succession(world, counted_from=of("1993-01-01"))
    assert (str(first.date), first.doubts) == ("1994-01-01", ())
    assert [step.rule for step in first.steps] == ["deposited", "succession", "initial report"]
    assert first.steps[1].words == (
        "reports are counted from 1 January 1993, not from entry into force, 1 January 1993, as the"
        " committee's own documents have it: a succession binds from before its deposit"
    )


@pytest.mark.parametrize(
    ("counted", "why"),
    [
        ("1993-05-28", "from the deposit itself"),
        ("1991-10-08", "a succession binds from before its deposit"),
    ],
)
def test_why_reports_count_from_another_day_than_entry_into_force(counted, why):
    day, force, deposit = of(counted), of("1993-06-27"), of("1993-05-28")
    words = reports.counting_words(day, force, deposit)
    assert words.startswith(f"reports are counted from {day.words}, not from entry into force, 27")
    assert words.endswith(why)


def test_an_accession_needs_no_word_on_where_it_counts_from(world):
    assert reports.counting_step(world.treaty("FLIGHT"), act("FLIGHT", "1992-10-15")) is None
    assert reports.doubts_of(act("FLIGHT", "1992-10-15"), of("1993")) == ()


def test_an_approximate_date_is_doubted_for_that_alone():
    late = PartialDate(1993, approximate=True)
    assert reports.doubts_of(act("FLIGHT", "1992", how="succession"), late) == (Caveat.APPROXIMATE,)


def test_a_succession_binds_from_the_day_that_it_goes_back_to(world):
    bound = act("FLIGHT", "1993-05-28", how="succession", since=of("1993-01-01"))
    step = entry_into_force.in_force_step(world.treaty("FLIGHT"), bound)
    assert (str(step.date), step.article, step.sources) == ("1993-01-01", None, ALMANAC)
    assert step.words == "a succession, with effect from 1 January 1993: in force from then"


# --- words


def test_a_decision_that_set_the_years_is_named(world):
    duty = Reporting("16-17", decision="resolution 1988/4", initial_years=2, then_years=5)
    treaty = world.treaty("BREAD")._replace(reporting=duty, practices=())
    first, second = reports.due_reports(treaty, act("BREAD", "1998-01-15"), None, 1998, 2006)
    assert first.steps[-1].words == (
        "art. 16-17 with resolution 1988/4: initial report two years later, 1 May 2000"
    )
    assert second.steps[-1].words == (
        "art. 16-17 with resolution 1988/4: initial report two years later,"
        " then every five years: 1 May 2005"
    )


@pytest.mark.parametrize(
    ("deposit", "later"), [("1981-09-02", True), ("1981-09-03", False), ("1981-09-04", False)]
)
def test_who_deposited_before_the_treaty_was_in_force_is_told_of_its_day(world, deposit, later):
    step = force(world, "FLIGHT", deposit)
    assert step.article == "27(2)"
    assert ("later than the treaty's own 3 September 1981" in step.words) is later


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"withdrawn": "2010-05-05"}, "withdrew, with effect from 5 May 2010 (art. 28)"),
        (
            {"withdrawn": "2010-05-05", "notified": "2009-05-05"},
            "denounced 5 May 2009, with effect from 5 May 2010 (art. 28)",
        ),
    ],
)
def test_a_withdrawal_on_record_is_told(world, fields, words):
    step = entry_into_force.end_step(world.treaty("FLIGHT"), act("FLIGHT", "1985-04-01", **fields))
    assert (step.words, step.sources) == (words, ALMANAC)


def test_a_denunciation_lends_the_sources_of_act_and_clause(world):
    notified = act("FLIGHT", "1985-04-01", notified="1999-03-10")
    step = entry_into_force.end_step(world.treaty("FLIGHT"), notified)
    assert step.sources == (*ALMANAC, *world.treaty("FLIGHT").sources)


@pytest.mark.parametrize(
    ("day", "words"), [("01-01", "1 January"), ("06-30", "30 June"), ("12-31", "31 December")]
)
def test_each_month_has_its_name(day, words):
    assert grounds.month_day_words(day) == words


def test_no_years_and_thirteen_are_counted_too():
    assert [grounds.count_words(n, "month") for n in (0, 11, 14)] == [
        "no months", "eleven months", "14 months",
    ]  # fmt: skip


def test_a_source_is_told_once_where_it_stood_first():
    refs = [SourceRef(name) for name in ("b", "a", "b")]
    assert grounds.unique_sources(refs) == (SourceRef("b"), SourceRef("a"))
