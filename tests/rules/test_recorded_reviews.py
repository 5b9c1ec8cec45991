"""How far the record of reviews under each treaty goes: what came by the day, first and last."""

from conftest import day
from fieldref.dates import PartialDate
from fieldref.model.common import SourceRef, TreatyCode
from fieldref.model.states import Review
from fieldref.rules.recorded_reviews import recorded_reviews

ON = day("2026-11-23")
GAZETTE = (SourceRef("gazette"),)


def row(event, date, treaty="FLIGHT"):
    code = TreatyCode(treaty) if treaty else None
    when = PartialDate.parse(date) if date else None
    return Review(treaty=code, event=event, date=when, sources=GAZETTE)


def test_it_counts_what_came_by_the_day_under_each_treaty_and_nothing_else(utopia):
    reviews = (
        row("considered", "2017-11"),
        row("report submitted", "2009-04-02"),
        row("concluding observations", "2026-11-23"),
        row("considered", "2012", treaty="BREAD"),
        row("report due", "2005-01-01"),
        row("considered", "2026-11-24"),
        row("considered", None),
        Review(mechanism="UPR", date=PartialDate(2016), sources=GAZETTE),
    )
    record = recorded_reviews([utopia._replace(reviews=reviews)], ON)
    assert {
        code: (rows, str(first), str(last)) for code, (rows, first, last) in record.items()
    } == {
        "FLIGHT": (3, "2009-04-02", "2026-11-23"),
        "BREAD": (1, "2012", "2012"),
    }


def test_the_rows_of_all_states_are_one_record(utopia):
    states = [
        utopia._replace(reviews=(row("considered", date),)) for date in ("2017-11", "2009", "2024")
    ]
    rows, first, last = recorded_reviews(states, ON)["FLIGHT"]
    assert (rows, str(first), str(last)) == (3, "2009", "2024")
