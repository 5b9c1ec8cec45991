"""The treaty's rhythm carried on from the last due date that a source states."""

import pytest

from conftest import day
from fieldref.dates import PartialDate
from fieldref.model.common import SourceRef
from fieldref.rules.entries import AgendaWindow, Entry
from fieldref.rules.grounds import GroundStep
from fieldref.rules.projection import project_rhythm
from fieldref.rules.status import Certainty, Progress, Status

of = PartialDate.parse
GAZETTE = (SourceRef("gazette"),)
CANCELLED = Status(Certainty.STATED, Progress.CANCELLED)


def stated(date, **more):
    step = GroundStep(of(date), "stated", None, f"stated: due {date}", GAZETTE)
    fields = {"kind": "report", "basis": "stated", "status": Status(Certainty.STATED), **more}
    return Entry(
        id=f"utp-flight-{date}", date=of(date), state="UTP", name="Utopia", steps=(step,),
        sources=GAZETTE, treaty="FLIGHT", report="5", committee="CFL", **fields,
    )  # fmt: skip


def projected(world, entries, last="2024-12-31", on="2010-01-01", treaty="FLIGHT"):
    window = AgendaWindow(day("2000-01-01"), day(last), day(on), projected=True)
    return list(project_rhythm(entries, world.treaty(treaty), window))


def dates(*words, **more):
    return [str(entry.date) for entry in projected(*words, **more)]


def test_the_rhythm_goes_on_from_the_last_stated_date(world):
    entries = [stated("2007-05-01"), stated("2009-11-14"), stated("2003-01-01")]
    assert dates(world, entries) == ["2013-11-14", "2017-11-14", "2021-11-14"]


def test_it_ends_with_the_window_and_begins_after_the_day_asked_as_of(world):
    entry = [stated("2009-11-14")]
    assert dates(world, entry, last="2017-11-14") == ["2013-11-14", "2017-11-14"]
    assert dates(world, entry, last="2017-11-13") == ["2013-11-14"]
    assert dates(world, entry, last="2017-11-14", on="2013-11-13") == ["2013-11-14", "2017-11-14"]
    assert dates(world, entry, last="2017-11-14", on="2013-11-14") == ["2017-11-14"]


def test_what_is_projected_says_all_of_itself(world):
    first, second = projected(world, [stated("2009-11-14")], last="2018-01-01")
    assert (first.id, second.id) == ("utp-flight-projected-1", "utp-flight-projected-2")
    assert (second.basis, second.status) == ("projected", Status(Certainty.RHYTHM_PROJECTED))
    assert (second.kind, second.treaty, second.report) == ("report", "FLIGHT", None)
    assert [step.rule for step in second.steps] == ["stated", "projected"]
    assert second.steps[-1] == GroundStep(
        date=of("2017-11-14"), rule="projected", article="18(1)", sources=GAZETTE,
        words="eight years after the last stated date, 14 November 2009: 14 November 2017",
    )  # fmt: skip


def test_a_date_that_the_rule_gives_is_left_to_the_rule(world):
    ruled = stated("2013-11-14", basis="statutory", status=Status(Certainty.RHYTHM))
    assert dates(world, [stated("2009-11-14"), ruled])[0] == "2017-11-14"
    assert dates(world, [stated("2009-11"), ruled])[0] == "2017-11"  # as far as both are known


@pytest.mark.parametrize(
    "change",
    [{"kind": "review"}, {"basis": "statutory"}, {"basis": "derived"}, {"status": CANCELLED}],
)
def test_nothing_goes_on_from_what_is_no_stated_report_that_holds(world, change):
    assert projected(world, [stated("2009-11-14", **change)]) == []
    later = stated("2010-11-14", **change)
    assert dates(world, [stated("2009-11-14"), later], last="2014-01-01") == ["2013-11-14"]


@pytest.mark.parametrize("treaty", ["SONG", "SLEEP", "SLEEP-OP", "FLIGHT-OP"])
def test_without_a_rhythm_nothing_goes_on(world, treaty):
    assert projected(world, [stated("2009-11-14")], treaty=treaty) == []


def test_without_a_stated_date_nothing_goes_on(world):
    assert projected(world, []) == []
