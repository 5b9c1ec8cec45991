"""Dates known to the year, the month or the day: they never pretend to know more."""

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import of_each
from fieldref.dates import FIRST_YEAR, LAST_YEAR, MONTHS, PartialDate, Period

FAR = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
days = st.dates(*FAR).map(PartialDate.of)
partial = st.builds(PartialDate.to, days, st.integers(1, 3))
few = st.integers(-400, 400)


def of(text):
    return PartialDate.parse(text)


# --- reading and writing


@given(partial)
def test_what_is_written_is_read_back(when):
    assert PartialDate.parse(str(when)) == when


@given(partial)
def test_the_words_of_a_date_hold_what_it_knows_and_no_more(when):
    number, month, year = ["", "", *when.words.split()][-3:]
    read = PartialDate(int(year), MONTHS.index(month) + 1 if month else 0, int(number or 0))
    assert read == when


@pytest.mark.parametrize(
    ("text", "words"),
    [("2009", "2009"), ("2009-11", "November 2009"), ("2009-11-04", "4 November 2009")],
)
def test_a_date_in_words(text, words):
    assert of(text).words == words


def test_an_approximate_date_says_so_in_words_and_not_in_figures():
    when = PartialDate(2009, approximate=True)
    assert (when.words, str(when)) == ("about 2009", "2009")


@of_each(
    [
        "", "9", "20091114", "2009-1-1", "2009-13", "2009-00", "2009-11-00", "2009-02-29",
        "2009-11-31", "1899", "2200", "0000", "0000-01", "199O", "2009/11", "-2009", "2009-11-14 ",
        " 2009", "2009-11-14T00:00", "٢٠٠٩", "99999999999999999999",
    ]
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_forms_that_are(text):
    with pytest.raises(ValueError, match=r"2009, 2009-11 or 2009-11-14") as refused:
        PartialDate.parse(text)
    assert repr(text) in str(refused.value)


@given(st.text(max_size=12))
def test_no_text_does_worse_than_being_refused(text):
    with contextlib.suppress(ValueError):
        assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize("text", ["2008-02-29", "2000-02-29", "1900-01-01", "2199-12-31"])
def test_leap_days_and_the_ends_of_the_calendar_exist(text):
    assert str(of(text)) == text


def test_1900_had_no_leap_day():
    with pytest.raises(ValueError, match="exists"):
        of("1900-02-29")


# --- order


@given(partial, partial, partial)
def test_the_order_is_total_and_consistent(one, other, third):
    assert (one < other) + (one == other) + (one > other) == 1
    if one <= other <= third:
        assert one <= third


@given(partial, partial)
def test_the_order_is_that_of_the_days_where_those_do_not_overlap(one, other):
    if one.last < other.first:
        assert one < other


@given(days)
def test_what_is_known_less_precisely_stands_first(when):
    assert when.to(1) < when.to(2) < when


# --- spans


@given(partial)
def test_a_date_means_the_days_from_its_first_to_its_last(when):
    assert PartialDate.of(when.first).to(when.known) == when
    assert PartialDate.of(when.last).to(when.known) == when
    if when.last < date(LAST_YEAR, 12, 31):
        after = PartialDate.of(when.last + timedelta(1)).to(when.known)
        assert after > when


@given(partial, days, days)
def test_a_date_meets_a_window_if_one_of_its_days_lies_in_it(when, one, other):
    first, last = sorted((one.first, other.first))
    span = (when.last - when.first).days + 1
    each = (when.first + timedelta(n) for n in range(span))
    assert when.meets(first, last) == any(first <= one <= last for one in each)


@given(partial, partial)
def test_agreeing_is_mutual(one, other):
    assert one.agrees(other) == other.agrees(one)


@given(days, st.integers(1, 3), st.integers(1, 3))
def test_two_readings_of_one_day_agree(when, one, other):
    assert when.to(one).agrees(when.to(other))


@given(days, days)
def test_two_days_agree_only_if_they_are_one(one, other):
    assert one.agrees(other) == (one == other)


@given(partial, st.integers(1, 3))
def test_less_precision_is_taken_and_more_never_given(when, known):
    assert when.to(known).known == min(when.known, known)


# --- counting


@given(partial, st.integers(-50, 50), few)
def test_counting_never_gives_more_precision_than_there_was(when, years, some):
    assert when.plus_years(years).known == when.known
    assert when.plus_months(some).known == when.known
    assert when.plus_days(some).known == when.known


@given(days, few)
def test_days_counted_on_and_back_are_where_they_began(when, some):
    assert when.plus_days(some).plus_days(-some) == when


@given(days, few)
def test_days_are_counted_as_the_calendar_counts_them(when, some):
    assert (when.plus_days(some).first - when.first).days == some
    assert not when.plus_days(some).approximate


@given(partial, st.integers(0, 400))
def test_days_that_can_carry_a_date_past_its_year_or_month_make_it_approximate(when, some):
    first = PartialDate.of(when.first + timedelta(some)).to(when.known)
    last = PartialDate.of(when.last + timedelta(some)).to(when.known)
    assert when.plus_days(some).approximate == (first != last)


@given(partial, st.integers(0, 20))
def test_whole_years_keep_a_year_certain(when, years):
    moved = when.plus_years(years)
    assert (moved.year, moved.month, moved.approximate) == (when.year + years, when.month, False)


@given(days, st.integers(0, 300), st.integers(0, 300))
def test_months_keep_their_order(when, fewer, more):
    if fewer <= more:
        assert when.plus_months(fewer) <= when.plus_months(more)


@of_each(
    [
        ("2014-05-31", 1, "2014-06-30"),
        ("2008-02-29", 12, "2009-02-28"),
        ("2008-02-29", 48, "2012-02-29"),
        ("2009-11-30", 3, "2010-02-28"),
        ("2009-01-31", -2, "2008-11-30"),
        ("2009-11", 3, "2010-02"),
    ]
)
def test_months_end_on_the_last_day_there_is(start, months, end):
    assert of(start).plus_months(months) == of(end)


def test_three_months_from_a_year_are_about_that_year():
    assert of("2009").plus_months(3) == PartialDate(2009, approximate=True)
    assert of("2009").plus_months(24) == PartialDate(2011)


def test_what_is_approximate_stays_so():
    about = PartialDate(2009, approximate=True)
    assert about.plus_years(1).approximate
    assert PartialDate(2009, 5, 3, approximate=True).plus_days(1).approximate


@pytest.mark.parametrize(
    ("start", "end"),
    [("1998-01-15", "1998-05-01"), ("2003-09-30", "2004-01-01"), ("2003-09", "2004-01-01")],
)
def test_the_first_of_the_month_after_three_months(start, end):
    assert of(start).first_of_month_after(3) == of(end)


def test_the_first_of_a_month_after_a_year_is_about_that_year():
    assert of("2001").first_of_month_after(3) == PartialDate(2001, approximate=True)


# --- as of


@given(partial)
def test_an_as_of_that_is_a_date_has_its_bounds_and_its_words(when):
    assert Period.parse(str(when)) == Period(when.words, when, when)


@given(st.integers(1900, 2199), st.integers(1900, 2199))
def test_an_interval_of_years_runs_forward_or_is_refused(one, other):
    text = f"{one}-{other}"
    if other < one:
        with pytest.raises(ValueError, match="runs forward"):
            Period.parse(text)
    else:
        assert Period.parse(text) == (text, PartialDate(one), PartialDate(other))


def test_an_interval_of_months_is_written_in_words():
    found = Period.parse("2015-06/2016-02")
    assert found == ("June 2015 to February 2016", of("2015-06"), of("2016-02"))
    assert str(found) == found.text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("undated page of 2023 or 2024", "2023", "2024"),
        ("late in 2007, before the period began", "2007", "2007"),
        ("2010 (web site: 2015)", "2010", "2015"),
    ],
)
def test_words_are_kept_as_they_are_and_their_years_bound_them(text, first, last):
    assert Period.parse(text) == (text, of(first), of(last))


def test_words_without_a_year_have_no_bounds():
    assert Period.parse("undated") == ("undated", None, None)


@pytest.mark.parametrize("text", ["2015-13/2016-02", "1850-1860", "2015-02-30/2016"])
def test_an_interval_of_what_are_no_dates_is_refused(text):
    with pytest.raises(ValueError, match="expected"):
        Period.parse(text)


@given(st.text(max_size=40))
def test_any_words_are_an_as_of_or_refused(text):
    try:
        found = Period.parse(text)
    except ValueError:
        return
    assert found.first is None or found.first <= found.last


@pytest.mark.parametrize("value", [PartialDate(2009), Period("undated")])
def test_for_machines_each_is_one_value(value):
    assert value.scalar
