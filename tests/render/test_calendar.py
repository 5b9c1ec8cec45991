"""iCalendar, read back by the library."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from fieldref.render import ics
from fieldref.render.formats import OutputOptions, write_answer
from fieldref.render.sanitize import sanitize
from render_answer import ANSWER, BY_RULE, DEADLINES, GROUND, deadline

ANY = st.text(max_size=200)


def events(*items):
    calendar = Calendar.from_ical(ics.render(ANSWER._replace(calendar=items)))
    return calendar.walk("VEVENT")


def event(**changes):
    (one,) = events(deadline(**changes))
    return one


def test_a_day_is_a_day_and_a_month_spans_the_month():
    spans = [(one["dtstart"].dt, one["dtend"].dt) for one in events(*DEADLINES[:2])]
    assert spans == [
        (date(2009, 11, 14), date(2009, 11, 15)),
        (date(2009, 12, 1), date(2010, 1, 1)),
    ]


def test_a_year_alone_is_left_out_and_counted_on_stderr(capfd):
    assert events(deadline(date="2009")) == []
    write_answer(ANSWER, OutputOptions("ics"))
    assert capfd.readouterr().err == "1 date is known only to the year and not in the calendar.\n"
    twice = ANSWER._replace(calendar=(deadline(date="2009"),) * 2)
    assert ics.asides(twice)[0].startswith("2 dates are ")


@pytest.mark.parametrize(
    ("changes", "status", "sequence"),
    [
        ({}, "CONFIRMED", 0),
        ({"basis": "statutory", "status": BY_RULE}, "TENTATIVE", 0),
        ({"basis": "derived"}, "TENTATIVE", 0),
        ({"basis": "projected"}, "TENTATIVE", 0),
        ({"status": "cancelled"}, "CANCELLED", 1),
        ({"status": "postponed"}, "TENTATIVE", 1),
        ({"status": "postponed from 14 November 2009"}, "CONFIRMED", 1),
    ],
)
def test_only_what_a_source_states_is_confirmed(changes, status, sequence):
    one = event(**changes)
    assert (one["status"], one["sequence"]) == (status, sequence)


@pytest.mark.parametrize(
    ("changes", "summary"),
    [
        ({}, "Utopia: CEDAW report 5 due"),
        ({"report": None}, "Utopia: CEDAW report due"),
        ({"status": BY_RULE}, "Utopia: CEDAW report 5 due (by rule)"),
        ({"status": "postponed from 2008"}, "Utopia: CEDAW report 5 due (postponed from 2008)"),
        ({"kind": "review", "session": 44}, "Utopia: CEDAW review, session 44"),
        ({"kind": "upr-review", "basis": "projected"}, "Utopia: UPR review (projected)"),
        ({"kind": "upr-report"}, "Utopia: UPR national report due"),
        ({"kind": "upr-submission"}, "Utopia: UPR stakeholder submissions due"),
        (
            {"kind": "npm", "treaty": "OPCAT"},
            "Utopia: OPCAT national preventive mechanism due",
        ),
        ({"kind": "event", "status": "report submitted"}, "Utopia: CEDAW report submitted"),
        ({"kind": "event", "treaty": None}, f"Utopia: {GROUND.words}"),
    ],
)
def test_the_summary_says_in_a_line_what_it_is(changes, summary):
    assert event(**changes)["summary"] == summary


def test_the_description_has_the_ground_the_status_and_the_sources():
    assert event()["description"].split("\n") == [
        "CEDAW art. 18(1): four years after the one before",
        "Status: stated",
        "Utopia, 2008-2009, para. 3: https://example.org/utopia?a=1&b=2",
        "Report of the Visitor",
    ]


def test_an_event_has_its_categories_and_address_and_takes_no_time():
    one = event()
    assert one["categories"].cats == ["report", "CEDAW", "stated"]
    assert one["url"] == "https://example.org/utopia?a=1&b=2"
    assert one["transp"] == "TRANSPARENT"


def test_no_two_events_have_one_uid():
    uids = [one["uid"] for one in events(deadline(), deadline(), deadline(id="b"))]
    assert uids == [
        "utp-cedaw-report-5@fieldref",
        "utp-cedaw-report-5-again-2@fieldref",
        "b@fieldref",
    ]


def test_a_calendar_begins_with_its_version_and_asks_nobody_to_act():
    text = ics.render(ANSWER)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert "METHOD" not in text


@settings(max_examples=50)
@given(ANY, ANY)
def test_lines_are_at_most_75_octets_of_whole_characters_and_the_words_come_back(name, words):
    item = deadline(name=name, ground=GROUND._replace(words=words), sources=())
    text = ics.render(ANSWER._replace(calendar=(item,), title=name))
    data = text.encode("utf-8", "replace")
    assert data.endswith(b"\r\n")
    for each in data.split(b"\r\n"):
        assert len(each) <= 75
        assert sanitize(each.decode("utf-8")) == each.decode("utf-8")
    (one,) = Calendar.from_ical(data).walk("VEVENT")
    told = str(one["description"]).removesuffix("Status: stated")
    assert letters(told) == letters(words)


def letters(text):
    """What no escape or break can change."""
    return [char for char in text if char.isalnum() and char not in "nN"]
