"""Calendars, read by the programs that people use."""

from datetime import date

import pytest
from icalendar import Calendar

from conftest import THOROUGH
from fieldref.render.formats import render_answer
from fieldref.render.interface import OutputOptions
from reading import ON, done_in_turn, put, radicale

# A year, and in a thorough run for all States.
YEAR = ("deadlines", "--year", "2009", *([] if THOROUGH else ["--region", "asia"]), *ON)
KHAL = """\
[calendars]
[[un]]
path = {0}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {0}/khal.db
[default]
default_calendar = un
"""
VDIRSYNCER = """\
[general]
status_path = "{0}/status/"
[pair un]
a = "here"
b = "there"
collections = ["year"]
[storage here]
type = "filesystem"
path = "{0}/synced/"
fileext = ".ics"
[storage there]
type = "caldav"
url = "{1}/"
username = "un"
password = "un"
"""


@pytest.fixture
def calendar(give, tmp_path):
    """The file of a time in one region, and its events: khal and radicale are slow."""
    time = ("--year", "2009") if THOROUGH else ("--from", "2009-09", "--to", "2009-12")
    answer = give("deadlines", *time, "--region", "americas").answer
    text = render_answer("ics", answer, OutputOptions(remind=30))
    file = tmp_path / "2009.ics"
    file.write_bytes(text.encode())
    return file, Calendar.from_ical(text).walk("VEVENT")


def uids_of(events):
    return [str(event["uid"]) for event in events]


@pytest.mark.parametrize("words", [YEAR, ("deadlines", *ON), ("show", "antigua", *ON)])
def test_icalendar_finds_no_error_in_any_component(words, run_bundled):
    calendar = Calendar.from_ical(run_bundled(*words, "-f", "ics", "--remind", "6w").out)
    components = calendar.walk()
    assert [error for component in components for error in component.errors] == []
    assert len(calendar.walk("VALARM")) > 0
    uids = uids_of(calendar.walk("VEVENT"))
    assert len(uids) == len(set(uids))
    assert words != YEAR or len(uids) > (200 if THOROUGH else 60)


@pytest.mark.process
def test_khal_has_as_many_events_after_the_second_import_as_after_the_first(calendar, tmp_path):
    """It finds each, and lists in a week those that fall into it: it takes long over a year."""
    file, events = calendar
    assert len(events) > 15
    config = tmp_path / "khal.conf"
    config.write_text(KHAL.format(tmp_path))
    (tmp_path / "calendar").mkdir()
    first, last = date(2009, 11, 9), date(2009, 11, 15)
    shown = ("--format", "{uid}")
    _, once, _, twice, listed = done_in_turn(
        "khal",
        *[
            ("--config", config, *words)
            for words in (
                *[("import", "--batch", file), ("search", *shown, "@fieldref")] * 2,
                ("list", first, last, *shown, "--day-format", ""),
            )
        ],
    )
    assert sorted(once.split()) == sorted(twice.split()) == sorted(uids_of(events))
    assert len(list((tmp_path / "calendar").glob("*.ics"))) == len(events)
    week = [event for event in events if event["dtstart"].dt <= last and event["dtend"].dt > first]
    assert set(listed.split()) == set(uids_of(week))
    assert 0 < len(week) < len(events)


@pytest.mark.process
def test_radicale_takes_it_and_vdirsyncer_copies_nothing_the_second_time(calendar, tmp_path):
    file, events = calendar
    config = tmp_path / "vdirsyncer.conf"
    with radicale(tmp_path) as address:
        config.write_text(VDIRSYNCER.format(tmp_path, address))
        for _ in range(2):  # as a person does who sends a newer one
            put(f"{address}/un/year/", file.read_bytes(), "text/calendar")
        commands = [
            ("--config", config, *word) for word in (("discover", "un"), ["sync"], ["sync"])
        ]
        _, first, second = done_in_turn("vdirsyncer", *commands, input="y\ny\n")
    assert (first.count("Copying"), second.count("Copying")) == (len(events), 0)
    assert len(list((tmp_path / "synced" / "year").glob("*.ics"))) == len(events)
