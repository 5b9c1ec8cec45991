"""Calendars, read by the programs that people use."""

import pytest
from icalendar import Calendar

from reading import ON, done, put, radicale, tool

YEAR = ("deadlines", "--year", "2009", *ON)
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
def calendar(run_bundled, tmp_path):
    """The file of a year in one region, and the UIDs of its events: khal and radicale are slow."""
    ran = run_bundled(*YEAR, "--region", "americas", "-f", "ics", "--remind", "30d")
    file = tmp_path / "2009.ics"
    file.write_bytes(ran.out.encode())
    return file, uids_of(Calendar.from_ical(ran.out))


def uids_of(calendar):
    return [str(one["uid"]) for one in calendar.walk("VEVENT")]


@pytest.mark.parametrize("words", [YEAR, ("deadlines", *ON), ("show", "antigua", *ON)])
def test_icalendar_finds_no_error_in_any_component(words, run_bundled):
    calendar = Calendar.from_ical(run_bundled(*words, "-f", "ics", "--remind", "6w").out)
    components = calendar.walk()
    assert [error for one in components for error in one.errors] == []
    assert len(calendar.walk("VALARM")) > 0
    uids = uids_of(calendar)
    assert len(uids) == len(set(uids))
    assert words != YEAR or len(uids) > 200


@pytest.mark.process
def test_khal_has_as_many_events_after_the_second_import_as_after_the_first(calendar, tmp_path):
    file, uids = calendar
    assert len(uids) > 30
    config = tmp_path / "khal.conf"
    config.write_text(KHAL.format(tmp_path))
    (tmp_path / "calendar").mkdir()
    khal = [tool("khal"), "--config", config]
    listed = ("list", "2008-12-01", "2010-01-31", "--format", "{uid}", "--day-format", "")
    for _ in range(2):
        done(*khal, "import", "--batch", file)
        assert len(list((tmp_path / "calendar").glob("*.ics"))) == len(uids)
    assert set(done(*khal, *listed).split()) == set(uids)


@pytest.mark.process
def test_radicale_takes_it_and_vdirsyncer_copies_nothing_the_second_time(calendar, tmp_path):
    file, uids = calendar
    config = tmp_path / "vdirsyncer.conf"
    with radicale(tmp_path) as address:
        config.write_text(VDIRSYNCER.format(tmp_path, address))
        for _ in range(2):  # as a person does who sends a newer one
            put(f"{address}/un/year/", file.read_bytes(), "text/calendar")
        vdirsyncer = [tool("vdirsyncer"), "--config", config]
        done(*vdirsyncer, "discover", "un", input="y\ny\n")
        first, second = done(*vdirsyncer, "sync"), done(*vdirsyncer, "sync")
    assert (first.count("Copying"), second.count("Copying")) == (len(uids), 0)
    assert len(list((tmp_path / "synced" / "year").glob("*.ics"))) == len(uids)
