"""`next`, `deadlines --passed` and what is left out: what an organization relies on."""

import csv
import io
import json

import pytest

from conftest import THOROUGH, day
from fieldref.pages.common import QueryContext
from fieldref.pages.state.profile import StateProfile
from pages.some_states import some_states

ON = ("--on", "2026-11-23")


def read(ran):
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


# --- next


@pytest.fixture
def utopia_next(run):
    (item,) = read(run("next", "utopia", *ON, "-f", "json"))["items"]
    return item


def test_next_has_each_committee_and_the_upr_with_the_last_review(utopia_next):
    last = {item["treaty"]: item["last_considered"] for item in utopia_next["mechanisms"]}
    assert last["FLIGHT"] == "2013-07-09"
    assert last[None] == "2014-04-30"


def test_next_says_what_is_not_known_and_where_it_is_published(utopia_next):
    flight = next(item for item in utopia_next["mechanisms"] if item["treaty"] == "FLIGHT")
    assert (flight["next_review"], flight["next_review_is"]) == (None, "not known")
    assert flight["page"].endswith("CountryCode=UTP&Lang=EN")


def test_next_has_every_complaint_procedure_of_the_page(run, utopia_next):
    (page,) = read(run("show", "utopia", *ON, "-f", "json"))["items"]
    assert utopia_next["complaint_procedures"] == page["complaint_procedures"]


def test_next_writes_a_row_a_mechanism(run, utopia_next):
    ran = run("next", "utopia", *ON, "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert len(rows) == len(utopia_next["mechanisms"])


def test_next_kenya_answers_who_wants_to_write_to_a_committee(ask):
    text = ask("next", "kenya", *ON).out
    assert "ohchr-cedaw@un.org: Four weeks before the session" in text
    assert "Likely, since report 9 was received on 11" in text
    words = " ".join(text.replace("│", " ").split())
    assert "What isn't known here, documents too:" in words
    assert "CountryCode=KEN" in words
    assert "special procedures urgent-action@ohchr.org" in words
    assert "All, and on what ground: fieldref show ken --section complaints" in words


@pytest.mark.parametrize(
    ("on", "when", "words"),
    [("2014-01-01", "2014-07", "within a year, about July 2014"), ("2014-08-01", None, "a year;")],
)
def test_next_says_when_a_committee_follows_up_while_that_lies_ahead(run, on, when, words):
    (item,) = read(run("next", "utopia", "--on", on, "-f", "json"))["items"]
    flight = next(each for each in item["mechanisms"] if each["treaty"] == "FLIGHT")
    assert flight["follow_up"] == when and words in flight["follow_up_says"]
    words = " ".join(run("next", "utopia", "--on", on).out.split())
    assert "CFL within a year" in words and "concluding observations names" in words


@pytest.mark.parametrize("state", ["kenya", "fiji", "georgia", "slovenia"])
def test_next_is_one_screen_and_grows_little_with_the_record(ask, state):
    assert len(ask("next", state, *ON).out.splitlines()) <= 60


def test_a_mechanism_without_any_record_is_named_once_and_has_no_row(ask):
    lines = ask("next", "fiji", *ON).out.splitlines()
    words = " ".join(" ".join(lines).split())
    assert "No review recorded here: ICESCR, CAT, CRC-OPAC, CRC-OPSC, ICRMW, CRPD, CED." in words
    assert not any(line.startswith(("ICESCR", "CRPD")) for line in lines)


def test_what_is_not_sure_of_a_last_review_stands_under_the_table(ask):
    text = " ".join(ask("next", "kenya", *ON).out.split())
    assert "CRC 21 January 2016* not known" in text
    assert "as announced (CRC)." in text


def test_next_builds_on_the_newest_observations_whose_symbol_is_recorded(ask):
    (item,) = read(ask("next", "kenya", "--on", "2026-11-23", "-f", "json"))["items"]
    iccpr = next(each for each in item["mechanisms"] if each["treaty"] == "ICCPR")
    assert iccpr["last_considered"] > iccpr["document_date"] == "2012-07-25"
    assert iccpr["document_address"] == "https://undocs.org/CCPR/C/KEN/CO/3"


def test_next_has_the_documents_before_a_review_whose_month_alone_is_known(ask):
    (item,) = read(ask("next", "zimbabwe", *ON, "-f", "json"))["items"]
    upr = item["mechanisms"][0]
    assert (upr["mechanism"], upr["next_review"]) == ("UPR", "2027-01")
    assert upr["submit_by"] == "2026-07-17"
    assert upr["next_report_says"].startswith("national report due about October 2026")


@pytest.mark.parametrize("format", ["text", "json", "jsonl", "csv", "plain", "markdown", "html"])
def test_next_writes_every_format(run, format):
    assert run("next", "utopia", *ON, "-f", format).code == 0


def test_the_calendar_of_next_has_what_lies_ahead_and_no_rhythm(run):
    text = run("next", "ruritania", *ON, "-f", "ics").out
    assert text.startswith("BEGIN:VCALENDAR")
    assert "CATEGORIES:report,FLIGHT,rhythm" not in text


# --- the rhythm is left out


def test_of_two_years_ahead_no_date_of_the_world_is_by_rhythm(ask):
    answer = read(ask("deadlines", *ON, "-f", "json"))
    assert answer["items"]
    assert "rhythm" not in {item["basis"] for item in answer["items"]}
    assert answer["left_out"]["dates"] > 500
    assert answer["left_out"]["basis"] == "rhythm"


def test_what_is_left_out_is_what_the_basis_gives(ask):
    left_out = read(ask("deadlines", *ON, "-f", "json"))["left_out"]["dates"]
    asked_for = read(ask("deadlines", *ON, "--basis", "rhythm", "-f", "json"))
    assert len(asked_for["items"]) == left_out
    assert {item["basis"] for item in asked_for["items"]} == {"rhythm"}
    assert asked_for["left_out"]["dates"] == 0


def test_a_report_by_rhythm_has_a_number_only_in_explain(run):
    items = read(run("deadlines", "ruritania", *ON, "--basis", "rhythm", "-f", "json"))["items"]
    assert {item["report"] for item in items} == {None}
    assert not any("report 2" in item["ground"]["words"] for item in items)
    assert "FLIGHT reports 2 to" in run("explain", "ruritania", "flight", *ON).out


@pytest.mark.parametrize("words", [("deadlines", "ruritania"), ("show", "ruritania"),
                                   ("timeline", "ruritania")])  # fmt: skip
def test_each_answer_says_in_a_line_how_many_are_left_out(run, words):
    text = " ".join(run(*words, *ON).out.replace("│", " ").split())
    assert "Left out:" in text
    assert "To see them: --basis rhythm." in text


def test_formats_without_a_place_for_it_say_it_on_stderr(run):
    assert run("deadlines", "ruritania", *ON, "-f", "csv").err.startswith("Left out: ")
    assert run("deadlines", "ruritania", *ON, "-f", "json").err == ""


def test_no_page_of_a_state_has_a_next_report_by_rhythm(bundled):
    context = QueryContext(bundled, day("2026-11-23"))
    bases = set()
    for state in some_states(bundled):
        profile = StateProfile(context, bundled.state(state.codes.iso3))
        bases |= {item.next_report_basis for item in profile.treaty_items}
        assert "rhythm" not in {entry.basis for entry in profile.coming}
    assert bases <= {None, "stated", "statutory"}


# --- what has passed


@pytest.fixture
def passed(run):
    def passed(*words):
        return read(run("deadlines", "--passed", *words, *ON, "-f", "json"))["items"]

    return passed


def test_a_due_date_is_passed_only_if_nothing_came_since(passed):
    ids = {item["id"] for item in passed("utopia")}
    assert "utp-flight-due-2" in ids  # due in July 2017, after the review of 2013
    assert "utp-flight-report-5" not in ids  # due in November 2009, a report came in 2011


def test_a_passed_date_says_how_long_and_how_far_the_record_goes(passed):
    (item,) = [item for item in passed("utopia") if item["id"] == "utp-flight-due-2"]
    assert item["days"] == 3402
    assert item["says"] == (
        "was due July 2017, set by the review of 9 July 2013;"
        " no report or review recorded here since"
    )
    assert (item["record_from"], item["record_until"]) == ("2006-01", "2013-07-26")


def test_nothing_is_called_overdue_where_the_record_is_not_complete(ask):
    words = ("deadlines", "--passed", *(() if THOROUGH else ("--region", "africa")), *ON)
    text = ask(*words).out
    assert "none recorded since" in text and "; overdue" not in text
    ran = ask(*words, "-f", "json")
    assert "; overdue" not in ran.out
    items = read(ran)["items"]
    assert {item["overdue"] for item in items} == {None}
    assert len(items) > (300 if THOROUGH else 80)


def test_passed_dates_are_narrowed_by_treaty_region_and_window(ask):
    words = ("--passed", "--treaty", "cat", "--region", "africa", "--from", "2000", "--to", "2010")
    items = read(ask("deadlines", *words, *ON, "-f", "json"))["items"]
    assert {item["treaty"] for item in items} == {"CAT"}
    assert all("2000" <= item["date"][:4] <= "2010" for item in items)


def test_passed_looks_back_and_within_ahead(run):
    ran = run("deadlines", "--passed", "--within", "2y")
    assert (ran.code, "--within looks ahead" in ran.err) == (2, True)


def test_the_upr_is_left_out_for_who_is_no_member_of_the_united_nations(ask):
    (item,) = read(ask("next", "holy see", *ON, "-f", "json"))["items"]
    assert None not in {each["treaty"] for each in item["mechanisms"]}
    for command in (("next", "holy see"), ("explain", "holy see", "upr")):
        assert "membership is recorded" in " ".join(ask(*command, *ON).out.split())


def test_observations_of_an_earlier_review_are_marked(ask):
    text = " ".join(ask("next", "kenya", *ON).out.split())
    assert "CCPR/C/KEN/CO/3 (2012)†" in text and "With †: of an earlier review" in text


def test_what_is_odd_about_a_review_to_come_is_told(ask):
    (item,) = read(ask("next", "myanmar", *ON, "-f", "json"))["items"]
    assert "in doubt" in item["mechanisms"][0]["next_review_says"]
    assert "(B status, October 2023). In October 2023" in " ".join(
        ask("next", "myanmar", *ON).out.split()
    )
