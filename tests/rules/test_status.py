"""The words of a status: in full, and short for a list."""

from cases import of_each
from fieldref.dates import PartialDate
from fieldref.rules.status import Caveat, Certainty, Progress, Status, status_words

OLD, NEW = PartialDate(2008, 3, 31), PartialDate(2009)


@of_each(
    [
        (Status(Certainty.STATED), "stated", "stated"),
        (Status(Certainty.TREATY), "by the treaty's own rule", "by the treaty"),
        (
            Status(Certainty.RHYTHM),
            "by rule; a date set by the committee is not recorded here",
            "by rule",
        ),
        (Status(Certainty.TREATY, Progress.HELD), "held", "held"),
        (
            Status(Certainty.STATED, Progress.POSTPONED, moved_from=OLD),
            "postponed from 31 March 2008",
            "postponed from 31 March 2008",
        ),
        (
            Status(Certainty.STATED, Progress.POSTPONED, moved_to=NEW),
            "postponed to 2009",
            "postponed to 2009",
        ),
        (
            Status(Certainty.STATED, caveats=(Caveat.DAY_NOT_RECORDED,), session="1 to 5 May 2009"),
            "stated in the session of 1 to 5 May 2009; the day is not recorded here",
            "stated; day not recorded",
        ),
        (
            Status(Certainty.TREATY, caveats=(Caveat.SUCCESSION, Caveat.OVERDUE)),
            "by the treaty's own rule; uncertain, since a succession may be counted from another"
            " day; overdue",
            "by the treaty; uncertain (succession); overdue",
        ),
    ]
)
def test_a_status_in_words(status, words, short):
    assert status_words(status) == words
    assert status_words(status, short=True) == short


@of_each(
    [
        ({"progress": Progress.CANCELLED}, True),
        ({"progress": Progress.POSTPONED}, True),
        ({"progress": Progress.POSTPONED, "moved_from": OLD}, False),
        ({"progress": Progress.POSTPONED, "moved_to": NEW}, False),
        ({"progress": Progress.HELD}, False),
        ({}, False),
    ]
)
def test_a_date_is_dropped_that_was_cancelled_or_put_off_to_no_day(fields, dropped):
    assert Status(Certainty.STATED, **fields).is_dropped is dropped


def test_a_caveat_is_put_behind_those_that_are_there():
    status = Status(Certainty.STATED).with_caveat(Caveat.PROVISIONAL).with_caveat(Caveat.OVERDUE)
    assert status == Status(Certainty.STATED, caveats=(Caveat.PROVISIONAL, Caveat.OVERDUE))
