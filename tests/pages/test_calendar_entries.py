"""What a calendar shows of an entry: its summary, how sure it is, whether it was moved."""

import pytest

from fieldref.dates import PartialDate
from fieldref.pages.calendar import calendar_entries
from fieldref.pages.common import deadline_item
from fieldref.rules.entries import Entry
from fieldref.rules.grounds import GroundStep
from fieldref.rules.status import Certainty, Progress, Status

STATED = Status(Certainty.STATED)
GROUND = "a visit by the Visitor"


def entry(**changes):
    fields = {
        "id": "utp-cedaw-report-5",
        "date": PartialDate(2009, 11, 14),
        "state": "UTP",
        "name": "Utopia",
        "kind": "report",
        "basis": "stated",
        "status": STATED,
        "steps": (GroundStep(None, "stated", None, GROUND),),
        "sources": (),
        "treaty": "CEDAW",
        "report": "5",
    }
    return Entry(**{**fields, **changes})


def calendar(**changes):
    made = entry(**changes)
    (one,) = calendar_entries([made], [deadline_item(made)])
    return one


@pytest.mark.parametrize(
    ("changes", "state", "moved"),
    [
        ({}, "confirmed", False),
        ({"basis": "rhythm"}, "tentative", False),
        ({"basis": "derived"}, "tentative", False),
        ({"basis": "projected"}, "tentative", False),
        ({"status": STATED._replace(progress=Progress.CANCELLED)}, "cancelled", True),
        ({"status": STATED._replace(progress=Progress.POSTPONED)}, "tentative", True),
        (
            {"status": Status(Certainty.STATED, Progress.POSTPONED, moved_from=PartialDate(2008))},
            "confirmed",
            True,
        ),
    ],
)
def test_only_what_a_source_states_is_confirmed(changes, state, moved):
    assert calendar(**changes)[2:] == (state, moved)


@pytest.mark.parametrize(
    ("changes", "summary"),
    [
        ({}, "Utopia: CEDAW report 5 due"),
        ({"report": None}, "Utopia: CEDAW report due"),
        ({"basis": "rhythm"}, "Utopia: CEDAW report due (by rhythm)"),
        (
            {"status": Status(Certainty.STATED, Progress.POSTPONED, moved_from=PartialDate(2008))},
            "Utopia: CEDAW report 5 due (postponed from 2008)",
        ),
        ({"kind": "review", "session": 44}, "Utopia: CEDAW review, session 44"),
        ({"kind": "upr-review", "basis": "projected"}, "Utopia: UPR review (projected)"),
        ({"kind": "upr-report"}, "Utopia: UPR national report due"),
        ({"kind": "upr-submission"}, "Utopia: UPR stakeholder submissions due"),
        (
            {"kind": "npm", "treaty": "OPCAT"},
            "Utopia: OPCAT national preventive mechanism due",
        ),
        ({"kind": "event", "treaty": None}, f"Utopia: {GROUND}"),
        (
            {
                "kind": "event",
                "status": Status(Certainty.STATED, Progress.HELD),
                "steps": (GroundStep(None, "stated", None, "concluding observations: held"),),
            },
            "Utopia: CEDAW concluding observations",
        ),
    ],
)
def test_the_summary_says_in_a_line_what_it_is(changes, summary):
    assert calendar(**changes).summary == summary
