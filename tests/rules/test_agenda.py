"""What is due: stated, statutory, derived and projected dates, merged and sorted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import day
from fieldref.dates import PartialDate
from fieldref.model.common import SourceRef, Symbol, TreatyCode
from fieldref.model.states import Complete, Review
from fieldref.rules import reports
from fieldref.rules.agenda import agenda, treaty_entries
from fieldref.rules.entries import BASES, KINDS, AgendaWindow
from fieldref.rules.status import Certainty, status_words

ON = day("2026-11-23")
STATES = ("UTP", "RUR", "SYL", "SYB", "XAN", "AZU")


def of(text):
    return PartialDate.parse(text)


def ask(world, code, first, last, treaty=None, on=ON, **more):
    """The entries of a State from the year `first` to the year `last`."""
    question = AgendaWindow(day(f"{first}-01-01"), day(f"{last}-12-31"), on, **more)
    state = world.state(code) if isinstance(code, str) else code
    every = agenda([state], world.treaties, world.upr, question)
    return [entry for entry in every if treaty is None or entry.treaty == treaty]


def only(world, code, year, treaty, kind="report"):
    (only_entry,) = [entry for entry in ask(world, code, year, year, treaty) if entry.kind == kind]
    return only_entry


def reported(world, code, first, last, treaty, **more):
    every = ask(world, code, first, last, treaty, **more)
    return [str(entry.date) for entry in every if entry.kind == "report"]


def names(refs):
    return [str(ref) for ref in refs]


# --- stated and statutory


def test_of_several_dates_stated_for_one_report_the_last_stands_for_the_rest(world, utopia):
    rows = tuple(
        Review(
            treaty=TreatyCode("FLIGHT"), event="report due", date=of(date), nr=nr, report="30",
            sources=(SourceRef("gazette"),),
        )
        for nr, date in ((1, "2031-05-15"), (2, "2033-10-31"), (3, "2032-04-23"))
    )  # fmt: skip
    acts = {treaty.code: [] for treaty in world.treaties}
    question = AgendaWindow(day("2030-01-01"), day("2040-12-31"), ON)
    state = utopia._replace(reviews=rows)
    by_id = {
        entry.id: entry for entry in treaty_entries(state, world.treaty("FLIGHT"), acts, question)
    }
    assert {id: (str(entry.date), entry.replaced) for id, entry in by_id.items()} == {
        "utp-flight-report-30": ("2033-10-31", None),
        "utp-flight-due-1": ("2031-05-15", "utp-flight-report-30"),
        "utp-flight-due-3": ("2032-04-23", "utp-flight-report-30"),
    }


@pytest.mark.parametrize(
    ("event", "id"),
    [
        ("list of issues", "utp-flight-issues-1"),
        ("list of issues prior to reporting", "utp-flight-issues-prior-1"),
    ],
)
def test_a_list_of_issues_is_an_event_with_its_document(world, utopia, event, id):
    row = Review(
        treaty=TreatyCode("FLIGHT"), event=event, date=of("2019-03"), nr=1, status="held",
        document=Symbol("FLIGHT/C/UTP/Q/7"), sources=(SourceRef("gazette"),),
    )  # fmt: skip
    by_id = {entry.id: entry for entry in ask(world, utopia._replace(reviews=(row,)), 2019, 2019)}
    assert (by_id[id].kind, by_id[id].steps[-1].words) == (
        "event",
        f"{event}: March 2019; FLIGHT/C/UTP/Q/7",
    )


def test_a_day_that_follows_from_the_order_of_review_says_so(world, utopia):
    row = Review(mechanism="UPR", cycle=1, session=6, date=of("2009-12-01"), inferred=True,
                 status="held", adopted=of("2010-03-18"), adopted_session=13)  # fmt: skip
    (review,) = ask(world, utopia._replace(reviews=(row,)), 2009, 2009, None)[-1:]
    assert status_words(review.status) == "held; the day inferred from the published order"
    says = "outcome adopted by the Human Rights Council 18 March 2010 at session 13"
    assert says in review.steps[-1].words


def test_a_stated_date_and_the_statutory_one_that_agree_are_one_row(world):
    row = only(world, "UTP", 2009, "FLIGHT")
    assert (str(row.date), row.basis, row.report) == ("2009-11-14", "stated", "5")
    assert row.id == "utp-flight-report-5"


def test_the_one_row_has_both_grounds_and_all_sources(world):
    row = only(world, "UTP", 2009, "FLIGHT")
    assert {step.rule for step in row.steps} >= {
        "deposited",
        "in force",
        "periodic report",
        "stated",
    }
    assert set(names(row.sources)) == {"office-2008", "almanac-1930", "gazette", "texts"}


def test_an_initial_report_is_due_by_the_treaty(world):
    row = only(world, "UTP", 1993, "FLIGHT")
    assert (str(row.date), row.basis, row.report) == ("1993-11-14", "statutory", "1")
    assert status_words(row.status).startswith(Certainty.TREATY.value)


def test_a_periodic_report_by_rule_alone_says_so(world):
    row = only(world, "UTP", 2025, "BREAD")
    assert (str(row.date), row.basis) == ("2025-05-01", "rhythm")
    assert status_words(row.status).startswith(Certainty.RHYTHM.value)


def test_a_stated_date_stands_for_the_statutory_ones_since_the_review_that_set_it(world):
    assert reported(world, "UTP", 2013, 2020, "FLIGHT") == ["2017-07"]


def test_what_is_replaced_is_left_out_of_the_list_and_kept_for_the_explanation(world, utopia):
    from fieldref.rules import upr
    from fieldref.rules.agenda import state_entries

    question = AgendaWindow(day("2013-01-01"), day("2013-12-31"), ON)
    rules = upr.UprRules.of(world.upr, (utopia,))
    every = list(state_entries(utopia, world.treaties, rules, question))
    (row,) = [entry for entry in every if entry.id == "utp-flight-report-6"]
    assert row.replaced == "utp-flight-due-2"


def test_before_the_review_that_sets_a_date_the_date_is_not_known(world):
    days = reported(world, "UTP", 2013, 2020, "FLIGHT", on=day("2013-01-01"))
    assert days == ["2013-11-14", "2017-11-14"]


def test_a_postponed_date_stands_at_its_new_one_and_says_the_old(world):
    (row,) = [entry for entry in ask(world, "UTP", 2007, 2012, "SONG") if entry.kind == "report"]
    assert str(row.date) == "2009-03-31"
    assert status_words(row.status).startswith("postponed from 31 March 2008")


def test_a_cancelled_date_says_so(world):
    (row,) = [entry for entry in ask(world, "UTP", 2010, 2010, "BREAD") if entry.basis == "stated"]
    assert status_words(row.status).startswith("cancelled")


def with_review(state, **fields):
    row = Review(sources=(SourceRef("gazette"),), **fields)
    return state._replace(reviews=(row,), treaties=state.treaties[:1])


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("2009", "2009-11-14"),
        ("2009-11", "2009-11-14"),
        ("2009-11-14", "2009-11-14"),
        ("2009-11-13", "2009-11-13"),  # the eve
        ("2009-11-15", "2009-11-15"),
    ],
)
def test_dates_agree_as_far_as_both_are_known_or_a_day_apart(world, utopia, stated, shown):
    state = with_review(utopia, treaty="FLIGHT", event="report due", date=of(stated), nr=1)
    row = only(world, state, 2009, "FLIGHT")
    assert (str(row.date), row.basis, row.id) == (shown, "stated", "utp-flight-report-5")


@pytest.mark.parametrize("stated", ["2009-11-12", "2009-11-16", "2009-10"])
def test_dates_further_apart_are_two_rows(world, utopia, stated):
    state = with_review(utopia, treaty="FLIGHT", event="report due", date=of(stated), nr=1)
    assert sorted(reported(world, state, 2009, 2009, "FLIGHT")) == sorted([stated, "2009-11-14"])


def test_of_one_report_there_is_one_due_date(world, utopia):
    state = with_review(
        utopia, treaty="FLIGHT", event="report due", date=of("2010-02"), nr=1, report="5"
    )
    assert reported(world, state, 2009, 2010, "FLIGHT") == ["2010-02"]


def test_a_stated_date_needs_no_act_on_record(world):
    state = with_review(world.state("XAN"), treaty="FLIGHT", event="report due", date=of("2010-02"))
    assert reported(world, state, 2009, 2010, "FLIGHT") == ["2010-02"]


# --- acts


def test_a_signature_makes_no_dates(world):
    assert ask(world, "SYB", 1900, 2100) == []


def test_no_report_is_due_from_the_denunciation_until_the_second_accession(world):
    days = reported(world, "RUR", 1999, 2006, "FLIGHT")
    assert days == ["2006-07-01"]


def test_after_a_second_accession_reports_are_counted_anew(world):
    row = only(world, "RUR", 2006, "FLIGHT")
    assert row.report == "1"


def test_a_second_accession_does_not_wipe_out_the_reports_of_the_first(world):
    whole = reported(world, "RUR", 1985, 2010, "FLIGHT")
    assert whole[:4] == ["1986-05-01", "1990-05-01", "1994-05-01", "1998-05-01"]


def test_a_wider_window_holds_all_that_a_narrower_one_does(world):
    narrow = reported(world, "RUR", 1985, 1995, "FLIGHT")
    assert set(narrow) <= set(reported(world, "RUR", 1985, 2010, "FLIGHT"))


def test_a_denunciation_without_effect_changes_nothing(world):
    assert reported(world, "RUR", 1990, 1999, "SONG") == ["1991-03-31"]


def test_on_a_day_before_the_denunciation_the_next_report_is_due(world):
    days = reported(world, "RUR", 2001, 2003, "FLIGHT", on=day("1998-01-01"))
    assert days == ["2002-05-01"]


def test_on_a_day_before_the_deposit_nothing_is_due(world):
    assert reported(world, "UTP", 1993, 2010, "BREAD", on=day("1997-12-31")) == ["2010-06-30"]


def test_a_deposit_known_to_the_year_makes_dates_that_say_they_are_approximate(world):
    row = only(world, "RUR", 2003, "BREAD")
    assert str(row.date) == "2003"
    assert row.date.approximate
    assert "approximate, since the deposit is known only to the year" in status_words(row.status)


def test_a_withdrawal_ends_the_rhythm(world):
    assert reported(world, "SYL", 2000, 2030, "BREAD") == ["2003-06-30", "2007-07-01"]


def test_a_protocols_rhythm_is_its_own_outside_the_parent(world):
    assert reported(world, "SYL", 2000, 2015, "FLIGHT-OP")[:2] == ["2004-02-20", "2009-02-20"]


def test_a_protocols_later_reports_go_into_the_parents(world):
    assert reported(world, "UTP", 2000, 2030, "FLIGHT-OP") == ["2004-08-30"]


def test_the_preventive_mechanism_is_due_by_the_treaty(world):
    row = only(world, "UTP", 2008, "SONG-VISITS", "npm")
    assert (str(row.date), row.id, row.committee) == ("2008-04-29", "utp-song-visits-npm", "SVS")


# --- reviews and events


def test_a_review_that_took_place_is_an_entry_too(world):
    row = only(world, "UTP", 2006, "FLIGHT", "review")
    assert (str(row.date), row.basis, row.session) == ("2006-01", "stated", 34)
    assert status_words(row.status).startswith("held")


def test_a_review_on_a_day_before_it_lies_ahead(world):
    every = ask(world, "UTP", 2013, 2013, "FLIGHT", on=day("2013-01-01"))
    (row,) = [entry for entry in every if entry.kind == "review"]
    assert status_words(row.status) == "ahead"


def test_in_its_own_month_a_review_may_lie_ahead(world):
    every = ask(world, "UTP", 2006, 2006, "FLIGHT", on=day("2006-01-10"))
    assert [status_words(entry.status) for entry in every if entry.kind == "review"] == [
        "may lie ahead"
    ]


def test_on_its_own_day_a_review_does_not_lie_ahead_any_more(world):
    every = ask(world, "UTP", 2013, 2013, "FLIGHT", on=day("2013-07-09"))
    assert [status_words(entry.status) for entry in every if entry.kind == "review"] == ["held"]


def test_a_review_announced_for_a_day_that_passed_is_not_said_to_be_held(world):
    row = only(world, "UTP", 2010, "SONG", "review")
    assert status_words(row.status) == "announced"


def test_concluding_observations_on_a_day_before_them_lie_ahead(world):
    every = ask(world, "UTP", 2013, 2013, "FLIGHT", on=day("2013-01-01"))
    (row,) = [entry for entry in every if entry.id == "utp-flight-observations-2"]
    assert "ahead" in status_words(row.status)


def test_events_have_ids_that_stay(world):
    every = [
        entry
        for entry in ask(world, "UTP", 2000, 2030)
        if entry.kind == "event" and not entry.treaty
    ]
    assert [(entry.id, str(entry.date)) for entry in every] == [
        ("utp-event-1", "2006-05"),
        ("utp-event-2027-02-03-41264", "2027-02-03"),
    ]


# --- the Universal Periodic Review


def upr(world, code, first, last, **more):
    every = ask(world, code, first, last, **more)
    return {entry.id: entry for entry in every if entry.kind.startswith("upr")}


def test_a_review_and_the_documents_due_before_it(world):
    rows = upr(world, "UTP", 2009, 2009)
    assert {id: (str(row.date), row.basis) for id, row in rows.items()} == {
        "utp-upr-1-submission": ("2009-04", "derived"),
        "utp-upr-1-report": ("2009-08", "derived"),
        "utp-upr-1-review": ("2009-12-01", "stated"),
    }


def test_a_derived_date_is_known_to_the_month_and_says_its_range(world):
    row = upr(world, "UTP", 2009, 2009)["utp-upr-1-submission"]
    assert "7 to 6 months before, between 30 April 2009 and 30 May 2009" in row.steps[-1].words
    assert set(names(row.sources)) == {"upr-calendar"}


def test_a_review_that_was_postponed_and_the_one_that_took_its_place_are_one(world):
    rows = upr(world, "UTP", 2013, 2014)
    row = rows["utp-upr-2-review"]
    assert (str(row.date), row.session) == ("2014-04-30", 19)
    assert status_words(row.status).startswith("postponed from 28 January 2014")
    assert set(names(row.sources)) == {"upr-calendar", "A/UT/26/16"}


def test_of_several_published_days_the_earliest_stands_and_both_are_said(world):
    row = upr(world, "UTP", 2013, 2014)["utp-upr-2-submission"]
    assert (str(row.date), row.basis) == ("2013-09-16", "stated")
    assert status_words(row.status) == "stated; provisional"
    assert "16 September 2013 or 23 September 2013" in row.steps[0].words
    assert set(names(row.sources)) == {"upr-calendar", "gazette"}


def test_a_review_whose_day_is_not_known_stands_in_its_sessions_month(world):
    row = upr(world, "SYL", 2009, 2009)["syl-upr-1-review"]
    assert (str(row.date), row.basis) == ("2009-12", "derived")
    assert row.date.approximate
    assert "the day is not recorded here" in status_words(row.status)


def test_a_session_known_to_the_year_makes_a_year_and_no_documents(world):
    rows = upr(world, "SYL", 2019, 2021)
    assert {id: str(row.date) for id, row in rows.items()} == {"syl-upr-3-review": "2020"}


def test_an_inferred_session_says_so(world):
    row = upr(world, "RUR", 2018, 2019)["rur-upr-3-review"]
    assert status_words(row.status).startswith("inferred")


def test_a_review_known_by_nothing_is_no_entry(world, utopia):
    state = utopia._replace(reviews=(Review(mechanism="UPR", cycle=4),))
    assert upr(world, state, 1900, 2100) == {}


def test_a_review_moved_in_its_own_row_says_from_when(world, utopia):
    row = Review(
        mechanism="UPR", cycle=1, session=6, date=of("2009-12-01"), moved_to=of("2010-02-08"),
        status="postponed", note="Snow.", sources=(SourceRef("gazette"),),
    )  # fmt: skip
    review = upr(world, utopia._replace(reviews=(row,)), 2009, 2010)["utp-upr-1-review"]
    assert (str(review.date), status_words(review.status)) == (
        "2010-02-08",
        "postponed from 1 December 2009",
    )
    assert "moved to 8 February 2010 (Snow.)" in review.steps[-1].words


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_a_review_that_was_put_off_without_a_new_day_says_so(world, utopia, status):
    row = Review(mechanism="UPR", cycle=1, session=6, date=of("2009-12-01"), status=status)
    review = upr(world, utopia._replace(reviews=(row,)), 2009, 2009)["utp-upr-1-review"]
    assert (str(review.date), status_words(review.status)) == ("2009-12-01", status)


def test_a_session_within_one_month_gives_that_month(world, utopia):
    state = utopia._replace(reviews=(Review(mechanism="UPR", cycle=1, session=1),))
    assert str(upr(world, state, 2008, 2008)["utp-upr-1-review"].date) == "2008-04"


def test_the_pattern_is_carried_on_only_when_asked_for_and_always_marked(world):
    then = day("2017-06-01")
    plain = upr(world, "UTP", 2018, 2020, on=then)
    projected = upr(world, "UTP", 2018, 2020, projected=True, on=then)
    assert plain == {}
    ((id, row),) = projected.items()
    assert (id, str(row.date), row.session) == ("utp-upr-3-review", "2018", 33)
    assert row.basis == "projected"
    assert status_words(row.status).startswith("projected")
    assert row.date.approximate


def test_a_pattern_is_not_carried_into_the_past(world):
    assert upr(world, "UTP", 2018, 2020, projected=True, on=day("2026-11-23")) == {}


def test_a_cycle_that_is_not_known_is_not_carried_on(world, utopia):
    row = Review(mechanism="UPR", cycle=9, date=of("2040-01-01"))
    state = utopia._replace(reviews=(row,))
    assert list(upr(world, state, 2040, 2060, projected=True)) == ["utp-upr-9-review"]


# --- what may be said of a date that has passed


def flight_only(world, on, *rows, complete=()):
    """The entries of Utopia under FLIGHT alone, with `rows` in place of its reviews."""
    state = world.state("UTP")._replace(reviews=rows, complete=complete)
    state = state._replace(treaties=state.treaties[:1])
    return {
        entry.id: status_words(entry.status)
        for entry in ask(world, state, 1990, 2012, "FLIGHT", on=day(on))
    }


DUE = Review(
    treaty="FLIGHT", event="report due", date=of("2010-03"), nr=1, sources=(SourceRef("gazette"),)
)
CAME = Review(
    treaty="FLIGHT", event="report submitted", date=of("2011"), sources=(SourceRef("gazette"),)
)


def test_a_date_that_passed_without_a_trace_accuses_nobody(world):
    assert flight_only(world, "2012-01-01", DUE)["utp-flight-due-1"] == "stated"


def test_a_state_is_called_late_only_where_the_record_is_complete(world):
    whole = (Complete("FLIGHT", of("2012-06"), (SourceRef("gazette"),)),)
    statuses = flight_only(world, "2012-01-01", DUE, complete=whole)
    assert statuses["utp-flight-due-1"] == "stated; overdue"


def test_a_record_that_is_complete_to_an_earlier_day_calls_nobody_late(world):
    until = (Complete("FLIGHT", of("2011-06"), (SourceRef("gazette"),)),)
    statuses = flight_only(world, "2012-01-01", DUE, complete=until)
    assert statuses["utp-flight-due-1"] == "stated"


def test_a_report_that_came_answers_the_date(world):
    assert flight_only(world, "2012-01-01", DUE, CAME)["utp-flight-due-1"] == "stated"


def test_a_date_that_has_not_passed_lacks_nothing(world):
    assert flight_only(world, "2010-03-31", DUE)["utp-flight-due-1"] == "stated"
    assert flight_only(world, "2009-01-01", DUE)["utp-flight-due-1"] == "stated"


def test_a_date_by_rule_alone_lacks_nothing(world):
    assert flight_only(world, "2012-01-01")["utp-flight-report-2"] == Certainty.RHYTHM.value


# --- for any State and any window


@given(st.sampled_from(STATES), st.integers(1980, 2040), st.integers(0, 40), st.booleans())
def test_entries_are_sorted_inside_the_window_and_of_known_kinds(
    world, code, first, years, projected
):
    every = ask(world, code, first, first + years, projected=projected)
    window = day(f"{first}-01-01"), day(f"{first + years}-12-31")
    assert every == sorted(every, key=lambda entry: (entry.date, entry.name, entry.id))
    assert all(entry.date.meets(*window) for entry in every)
    assert {entry.kind for entry in every} <= set(KINDS)
    assert {entry.basis for entry in every} <= set(BASES)
    assert projected or all(entry.basis != "projected" for entry in every)


@given(st.sampled_from(STATES), st.integers(1980, 2040), st.integers(0, 60))
def test_ids_are_unique_within_a_state_and_hold_no_date(world, code, first, years):
    ids = [entry.id for entry in ask(world, code, first, first + years, projected=True)]
    assert len(ids) == len(set(ids))
    assert all(id.startswith(f"{code.lower()}-") for id in ids)


@given(st.sampled_from(STATES))
def test_merging_never_loses_a_source(world, code):
    state = world.state(code)
    every = ask(world, code, 1900, 2199)
    kept = {ref for entry in every for ref in entry.sources}
    rows = [row for row in state.reviews if row.event == "report due"]
    assert {ref for row in rows for ref in row.sources} <= kept
    for entry in every:
        assert {ref for step in entry.steps for ref in step.sources} <= set(entry.sources)


@given(
    st.dates(day("1981-01-01"), day("2020-12-31")),
    st.dates(day("1981-01-01"), day("2060-12-31")),
    st.integers(1, 3),
)
def test_a_stated_date_is_never_lost_whatever_the_rule_says(world, utopia, deposit, due, known):
    act = utopia.treaties[0]._replace(signed=None, bound=PartialDate.of(deposit))
    stated = PartialDate.of(due).to(known)
    row = Review(
        treaty="FLIGHT", event="report due", date=stated, nr=1, sources=(SourceRef("office-2008"),)
    )
    state = utopia._replace(treaties=(act,), reviews=(row,))
    every = ask(world, state, 1900, 2199, "FLIGHT")
    (kept,) = [entry for entry in every if entry.basis == "stated"]
    assert kept.date.agrees(stated)
    assert {SourceRef("office-2008")} <= set(kept.sources)
    ruled = reports.due_reports(world.treaty("FLIGHT"), act, None, 1900, 2199)
    assert len(every) + (kept.id.endswith(f"report-{kept.report}")) == len(list(ruled)) + 1
