"""iCalendar, read back by the library."""

from datetime import date
from operator import mul

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from fieldref.answer.items.base import SourceItem
from fieldref.render import ics
from fieldref.render.formats import write_answer
from fieldref.render.interface import OutputOptions
from fieldref.render.sanitize import sanitize
from render_answer import ANSWER, CALENDAR, GROUND, calendar_entry, deadline

# A few signs many times: Hypothesis draws sign by sign, and seldom more than a line has room for.
ANY = st.builds(mul, st.text(max_size=8), st.integers(1, 25))


def events(*entries):
    calendar = Calendar.from_ical(ics.render(ANSWER._replace(calendar=lambda: entries)))
    return calendar.walk("VEVENT")


def event(state="confirmed", moved=False, **changes):
    (vevent,) = events(calendar_entry(deadline(**changes), state, moved))
    return vevent


def test_a_day_is_a_day_and_a_month_spans_the_month():
    spans = [(vevent["dtstart"].dt, vevent["dtend"].dt) for vevent in events(*CALENDAR[:2])]
    assert spans == [
        (date(2009, 11, 14), date(2009, 11, 15)),
        (date(2009, 12, 1), date(2010, 1, 1)),
    ]


def test_a_year_alone_is_left_out_and_counted_on_stderr(capfd):
    year = calendar_entry(deadline(date="2009"))
    assert events(year) == []
    write_answer(ANSWER, OutputOptions("ics"))
    says = "1 date is known only to the year and not in the calendar: "
    assert capfd.readouterr().err.startswith(says)
    assert ics.list_omissions(ANSWER)[0].endswith("due (2010). To keep: --about")
    twice = ANSWER._replace(calendar=lambda: (year, year))
    assert ics.list_omissions(twice)[0].startswith("2 dates are ")


@pytest.mark.parametrize(
    ("state", "moved", "status", "sequence"),
    [
        ("confirmed", False, "CONFIRMED", 0),
        ("tentative", True, "TENTATIVE", 1),
        ("cancelled", True, "CANCELLED", 1),
    ],
)
def test_an_event_has_the_state_of_its_entry(state, moved, status, sequence):
    vevent = event(state, moved)
    assert (vevent["status"], vevent["sequence"] % 2) == (status, sequence)


def edition_of(day, *dates):
    sources = tuple(
        SourceItem(f"own-{number}", "Own", None, None, when) for number, when in enumerate(dates)
    )
    item = deadline(sources=tuple(source.id for source in sources))
    return ANSWER._replace(edition=day, sources=sources, calendar=lambda: (calendar_entry(item),))


def revision(answer):
    (entry,) = Calendar.from_ical(ics.render(answer)).walk("VEVENT")
    return entry["sequence"], entry["last-modified"].dt.date().isoformat()


def test_a_later_edition_or_a_newer_source_is_a_later_revision():
    first = revision(edition_of("2026-11-23", "2026-05"))
    later = revision(edition_of("2026-12-01", "2026-05"))
    newer = revision(edition_of("2026-11-23", "2026-05", "2026-12-24", "session of June 2027"))
    assert first[0] < later[0] < newer[0]
    assert (first[1], later[1], newer[1]) == ("2026-11-23", "2026-12-01", "2026-12-24")
    assert first == revision(edition_of("2026-11-23"))


def test_what_is_known_to_the_month_or_year_says_so_and_about_keeps_the_year():
    year, month = deadline(date="2027"), deadline(date="2027-03")
    answer = ANSWER._replace(calendar=lambda: (calendar_entry(year), calendar_entry(month)))
    (alone,) = Calendar.from_ical(ics.render(answer)).walk("VEVENT")
    assert alone["summary"].endswith(" (in March 2027, day not known)")
    both = Calendar.from_ical(ics.render(answer, OutputOptions(about=True))).walk("VEVENT")
    assert both[0]["summary"].endswith(" (about 2027)")
    assert (both[0]["dtstart"].dt, both[0]["dtend"].dt) == (date(2027, 1, 1), date(2028, 1, 1))
    assert ics.list_omissions(answer, OutputOptions(about=True)) == ()


def test_the_description_has_the_ground_the_status_and_the_sources():
    assert event()["description"].split("\n") == [
        "CEDAW art. 18(1): four years after the one before",
        "Status: stated",
        "Utopia, 2008-2009, para. 3: https://example.org/utopia?a=1&b=2",
        "Report of the Visitor",
    ]


def test_an_event_has_its_categories_and_address_and_takes_no_time():
    vevent = event()
    assert vevent["categories"].cats == ["report", "CEDAW", "stated"]
    assert vevent["url"] == "https://example.org/utopia?a=1&b=2"
    assert vevent["transp"] == "TRANSPARENT"


def test_no_two_events_have_one_uid():
    uids = [
        vevent["uid"]
        for vevent in events(*map(calendar_entry, (deadline(), deadline(), deadline(id="b"))))
    ]
    assert uids == [
        "utp-cedaw-report-5@fieldref",
        "utp-cedaw-report-5-again-2@fieldref",
        "b@fieldref",
    ]


def test_a_calendar_begins_with_its_version_and_asks_nobody_to_act():
    text = ics.render(ANSWER)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert "METHOD" not in text


@given(ANY, ANY)
def test_lines_are_at_most_75_octets_of_whole_characters_and_the_words_come_back(name, words):
    item = deadline(name=name, ground=GROUND._replace(words=words), sources=())
    text = ics.render(ANSWER._replace(calendar=lambda: (calendar_entry(item),), title=name))
    data = text.encode("utf-8", "replace")
    assert data.endswith(b"\r\n")
    for each in data.split(b"\r\n"):
        assert len(each) <= 75
        assert sanitize(each.decode("utf-8")) == each.decode("utf-8")
    (vevent,) = Calendar.from_ical(data).walk("VEVENT")
    told = str(vevent["description"]).removesuffix("Status: stated")
    assert letters(told) == letters(words)


def letters(text):
    """What no escape or break can change."""
    return [char for char in text if char.isalnum() and char not in "nN"]
