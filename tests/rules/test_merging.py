"""What a source states beside what the rule gives: what is one, what stands for what, in order."""

import pytest

from conftest import day
from fieldref.dates import PartialDate
from fieldref.model.common import SourceRef
from fieldref.model.states import Event, Review
from fieldref.rules.agenda import agenda, state_entries, treaty_entries
from fieldref.rules.entries import AgendaWindow
from fieldref.rules.status import Caveat, Certainty, Progress, Status
from fieldref.rules.upr import UprRules

of = PartialDate.parse
GAZETTE = (SourceRef("gazette"),)
ON = "2026-11-23"


def due(date, nr=1, **more):
    fields = {"treaty": "FLIGHT", "event": "report due", "sources": GAZETTE, **more}
    return Review(date=of(date), nr=nr, **fields)


def entries(world, *rows, treaty="FLIGHT", code="UTP", first="1990", last="2030", on=ON):
    """All entries under a treaty by id, replaced ones too; FLIGHT counts from 14 November 1992."""
    state = world.state(code)._replace(reviews=rows)
    window = AgendaWindow(of(first).first, of(last).last, day(on))
    rules = UprRules.of(world.upr, (state,))
    by_id = state_entries(state, world.treaties, rules, window)
    return {entry.id: entry for entry in by_id if entry.treaty == treaty}


# --- one report, one row


def test_a_stated_date_takes_number_and_id_of_the_report_that_it_agrees_with(world):
    by_id = entries(world, due("2009-11-14"))
    assert "utp-flight-due-1" not in by_id
    row = by_id["utp-flight-report-5"]
    assert (row.report, row.basis, row.status) == ("5", "stated", Status(Certainty.STATED))
    assert [step.rule for step in row.steps] == [
        "deposited",
        "in force",
        "periodic report",
        "stated",
    ]


def test_where_the_rule_knows_the_day_it_is_the_rules_and_comes_last(world):
    row = entries(world, due("2009-11"))["utp-flight-report-5"]
    assert (str(row.date), row.status.caveats) == ("2009-11-14", (Caveat.DAY_BY_RULE,))
    assert [step.rule for step in row.steps] == [
        "deposited",
        "in force",
        "stated",
        "periodic report",
    ]


def test_a_stated_day_is_kept_where_the_rule_knows_the_year_alone(world):
    row = entries(world, due("2008-05-06", treaty="BREAD"), treaty="BREAD", code="RUR")[
        "rur-bread-report-2"
    ]
    assert (str(row.date), row.status) == ("2008-05-06", Status(Certainty.STATED))


@pytest.mark.parametrize(
    ("report", "one_row"), [("5", True), ("4-5", True), ("5-6", False), ("6", False)]
)
def test_a_stated_number_has_to_be_the_reports(world, report, one_row):
    by_id = entries(world, due("2009-11-14", report=report))
    assert (
        "utp-flight-report-5" in by_id and by_id["utp-flight-report-5"].basis == "stated"
    ) is one_row


def test_a_stated_number_stands_in_the_row(world):
    assert entries(world, due("2009-11-14", report="4-5"))["utp-flight-report-5"].report == "4-5"


def test_the_date_of_a_practice_and_the_anniversary_are_both_the_reports(world):
    """SONG's initial report was listed for the eve, 25 August 1993, of 26 August 1993."""
    for stated, rules in (
        ("1993-08-24", ["deposited", "in force", "initial report", "practice", "stated"]),
        ("1993-08-25", ["deposited", "in force", "initial report", "practice", "stated"]),
        ("1993-08-26", ["deposited", "in force", "initial report", "practice", "stated"]),
        ("1993-08-27", ["deposited", "in force", "initial report", "stated"]),
    ):
        row = entries(world, due(stated, treaty="SONG"), treaty="SONG")["utp-song-report-1"]
        assert (str(row.date), row.basis) == (stated, "stated")
        assert [step.rule for step in row.steps] == rules
    assert "utp-song-due-1" in entries(world, due("1993-08-28", treaty="SONG"), treaty="SONG")
    assert "utp-song-due-1" in entries(world, due("1993-08-23", treaty="SONG"), treaty="SONG")


def test_each_report_agrees_with_one_stated_date_alone(world):
    by_id = entries(world, due("2009-11-14", nr=1), due("2009-11-13", nr=2))
    assert by_id["utp-flight-report-5"].basis == "stated"
    assert len({"utp-flight-due-1", "utp-flight-due-2"} & set(by_id)) == 1


def test_a_mechanism_that_falls_due_is_no_report(world):
    by_id = entries(world, due("2008-04-29", treaty="SONG-VISITS"), treaty="SONG-VISITS")
    assert {id: entry.kind for id, entry in by_id.items()} == {
        "utp-song-visits-due-1": "report",
        "utp-song-visits-npm": "npm",
    }
    assert by_id["utp-song-visits-npm"].replaced is None


# --- what a stated date stands for


def replaced(world, *rows, **more):
    by_id = entries(world, *rows, **more).values()
    return [str(entry.date) for entry in by_id if entry.replaced]


@pytest.mark.parametrize(
    ("set_by", "date", "expected"),
    [
        ("2013-11-14", "2021-11-16", "2013-11-14"),
        ("2013-11-15", "2021-11-16", "2017-11-14"),
        ("2013-11-15", "2017-11-12", "2017-11-14"),
        (None, "2021-11-16", None),
    ],
)
def test_it_ends_the_rhythm_from_the_review_that_set_it_on(world, set_by, date, expected):
    dates = replaced(world, due(date, set_by=set_by and of(set_by)))
    assert (dates[0] if dates else None) == expected
    assert not dates or dates[-1] > "2025"


@pytest.mark.parametrize("authority", ["cover", "other", None])
def test_a_date_that_no_committee_set_ends_no_rhythm(world, authority):
    assert replaced(world, due("2021-11-16", authority=authority)) == []


def test_a_date_set_by_the_committee_at_an_unknown_review_ends_the_rhythm_from_its_day(world):
    assert replaced(world, due("2021-11-16", authority="committee"))[0] == "2025-11-14"


def test_an_initial_report_is_law_whatever_the_committee_sets_later(world):
    assert "1993-11-14" not in replaced(world, due("1992-12-01", authority="committee"))


def test_it_stands_for_the_report_of_its_number_whenever_that_was_due(world):
    assert replaced(world, due("2015-02", report="5")) == ["2009-11-14"]
    assert replaced(world, due("2015-02", report="4-5")) == ["2009-11-14"]


@pytest.mark.parametrize(
    ("on", "known"), [("2013-07-08", False), ("2013-07-09", True), ("2013-07-10", True)]
)
def test_it_is_known_from_the_day_of_the_review_that_set_it(world, on, known):
    by_id = entries(world, due("2017-07", set_by=of("2013-07-09")), on=on)
    assert ("utp-flight-due-1" in by_id) is known


# --- what a stated date says


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "stated: due 1 May 2010"),
        ({"set_by": of("2006")}, "stated: due 1 May 2010, set by the review of 2006"),
        ({"note": "A slip."}, "stated: due 1 May 2010 (A slip.)"),
        ({"moved_to": of("2011-05-01")}, "stated: due 1 May 2010; moved to 1 May 2011"),
    ],
)
def test_a_stated_date_says_what_is_known_of_it(world, fields, words):
    row = entries(world, due("2010-05-01", **fields))["utp-flight-due-1"]
    assert [(step.rule, step.words) for step in row.steps] == [("stated", words)]
    assert (row.sources, row.since) == (GAZETTE, fields.get("set_by"))


@pytest.mark.parametrize(
    ("fields", "date", "status"),
    [
        ({"status": "cancelled"}, "2010-05-01", Status(Certainty.STATED, Progress.CANCELLED)),
        ({"status": "postponed"}, "2010-05-01", Status(Certainty.STATED, Progress.POSTPONED)),
        ({"status": "announced"}, "2010-05-01", Status(Certainty.STATED)),
        (
            {"moved_to": of("2011-05-01")}, "2011-05-01",
            Status(Certainty.STATED, Progress.POSTPONED, moved_from=of("2010-05-01")),
        ),
    ],
)  # fmt: skip
def test_a_stated_date_that_was_put_off_says_so(world, fields, date, status):
    row = entries(world, due("2010-05-01", **fields))["utp-flight-due-1"]
    assert (str(row.date), row.status) == (date, status)


@pytest.mark.parametrize(
    ("event", "id", "kind", "words"),
    [
        ("considered", "review-3", "review", "considered by the committee: 1 May 2010"),
        (
            "concluding observations",
            "observations-3",
            "event",
            "concluding observations: 1 May 2010",
        ),
        ("report submitted", "submitted-3", "event", "report submitted: 1 May 2010"),
    ],
)
def test_each_event_of_a_review_has_its_id_and_words(world, event, id, kind, words):
    row = Review(treaty="FLIGHT", event=event, date=of("2010-05-01"), nr=3, session=45, report="5",
                 status="held", sources=GAZETTE)  # fmt: skip
    entry = entries(world, row)[f"utp-flight-{id}"]
    assert (entry.kind, entry.steps[0].words) == (kind, words)
    assert (entry.session, entry.report, entry.status.progress) == (45, "5", Progress.HELD)
    unnumbered = entries(world, row._replace(nr=None, note="By night."))
    noted = unnumbered[f"utp-flight-{id[:-1]}2010-05-01"]
    assert noted.steps[0].words == f"{words} (By night.)"


# --- acts and windows


@pytest.mark.parametrize(
    ("field", "on", "ended"),
    [
        ("notified", "1999-03-09", False),
        ("notified", "1999-03-10", True),
        ("withdrawn", "1999-03-09", False),
        ("withdrawn", "1999-03-10", True),
    ],
)
def test_a_denunciation_counts_from_the_day_that_it_was_made_known(world, field, on, ended):
    act = world.state("UTP").treaties[0]._replace(**{field: of("1999-03-10")})
    state = world.state("UTP")._replace(treaties=(act,), reviews=())
    window = AgendaWindow(day("2005-01-01"), day("2005-12-31"), day(on))
    listed = agenda([state], world.treaties, world.upr, window)
    assert [str(entry.date) for entry in listed] == ([] if ended else ["2005-11-14"])


@pytest.mark.parametrize(("on", "bound"), [("1992-10-14", False), ("1992-10-15", True)])
def test_a_deposit_counts_from_its_day(world, on, bound):
    assert bool(entries(world, on=on)) is bound


@pytest.mark.parametrize(
    ("parent_on", "expected"), [(None, 4), ("2009-02-20", 1), ("2009-02-21", 2), ("2020-01-01", 4)]
)
def test_a_protocols_rhythm_ends_on_the_day_that_the_parent_binds(world, parent_on, expected):
    """SYL's reports under FLIGHT-OP fall due on 20 February, from 2004 every five years."""
    sylvania = world.state("SYL")
    parent = world.state("UTP").treaties[0]._replace(bound=parent_on and of(parent_on))
    state = sylvania._replace(treaties=(*sylvania.treaties, parent))
    window = AgendaWindow(day("2000-01-01"), day("2019-12-31"), day(ON))
    listed = agenda([state], world.treaties, world.upr, window)
    assert len([entry for entry in listed if entry.treaty == "FLIGHT-OP"]) == expected


def test_the_window_takes_what_any_of_its_days_can_mean(world):
    rows = (
        due("2010-05", nr=1),
        due("2010-06-01", nr=2),
        due("2010", nr=3),
        due("2011-01-01", nr=4),
    )
    for first, last, ids in (
        ("2010-05-31", "2010-05-31", {1, 3}),
        ("2010-06-01", "2010-06-01", {2, 3}),
        ("2010-12-31", "2011-01-01", {3, 4}),
        ("2011-01-02", "2011-01-03", set()),
    ):
        by_id = entries(world, *rows, first=first, last=last)
        assert {id for id in by_id if "-due-" in id} == {f"utp-flight-due-{nr}" for nr in ids}


def test_dates_that_agree_across_the_ends_of_a_window_are_one_row(world):
    act = world.state("UTP").treaties[0]._replace(counted_from=of("2003-01-01"))
    state = world.state("UTP")._replace(treaties=(act,), reviews=(due("2003-12-31"),))
    for first, last in (("2003-01-01", "2003-12-31"), ("2004-01-01", "2004-12-31")):
        window = AgendaWindow(day(first), day(last), day(ON))
        listed = agenda([state], world.treaties, world.upr, window)
        expected = ["utp-flight-report-1"] if first.startswith("2003") else []
        assert [entry.id for entry in listed] == expected


def test_the_agenda_is_by_date_then_by_the_name_of_the_state_then_by_id(world):
    events = (Event(of("2010-05-01"), "B", GAZETTE, 2), Event(of("2010-05-01"), "A", GAZETTE, 1))
    early = Event(of("2010-04"), "C", GAZETTE, 3)
    states = [
        world.state(code)._replace(treaties=(), reviews=(), events=(*events, early))
        for code in ("XAN", "RUR", "UTP")
    ]
    states[0] = states[0]._replace(state="Aaland")
    window = AgendaWindow(day("2010-01-01"), day("2010-12-31"), day(ON))
    assert [entry.id for entry in agenda(states, world.treaties, world.upr, window)] == [
        "xan-event-3", "rur-event-3", "utp-event-3",
        "xan-event-1", "xan-event-2", "rur-event-1", "rur-event-2", "utp-event-1", "utp-event-2",
    ]  # fmt: skip


def test_an_event_stands_on_any_day_of_the_window_and_no_other(world):
    state = world.state("XAN")._replace(events=(Event(of("2010-05-01"), "A visit.", GAZETTE),))
    for first, last, count in (
        ("2010-05-01", "2010-05-01", 1),
        ("2010-05-02", "2010-06-01", 0),
        ("2010-04-01", "2010-04-30", 0),
    ):
        window = AgendaWindow(day(first), day(last), day(ON))
        listed = agenda([state], world.treaties, world.upr, window)
        assert [entry.steps[0].words for entry in listed] == ["A visit."] * count


def test_projected_dates_are_given_only_when_asked_for(world, utopia):
    state = utopia._replace(reviews=(due("2017-07", authority="other"),))
    acts = {treaty.code: [] for treaty in world.treaties}
    window = AgendaWindow(day("2027-01-01"), day("2034-12-31"), day(ON))
    assert list(treaty_entries(state, world.treaty("FLIGHT"), acts, window)) == []
    window = window._replace(projected=True)
    listed = treaty_entries(state, world.treaty("FLIGHT"), acts, window)
    assert [str(entry.date) for entry in listed] == ["2029-07", "2033-07"]
