"""Which complaint procedures are open: by protocol, by declaration, unless opted out."""

import pytest

from conftest import day
from fieldref.dates import PartialDate
from fieldref.model.common import SourceRef, TreatyCode
from fieldref.model.states import Declaration
from fieldref.model.treaties import Procedure
from fieldref.rules.complaints import procedure_opening
from fieldref.rules.standing import Standing

ON = day("2026-11-23")
PARTY = Standing("party", in_force=PartialDate(1992, 11, 14))
BY_DECLARATION = Procedure("communications", "14", "in")
UNLESS_OPTED_OUT = Procedure("inquiry", "8", "out", declared_under="10")


def declared(kind, article="14", date="2001-05-02"):
    when = PartialDate.parse(date) if date else None
    return Declaration(TreatyCode("FLIGHT"), article, kind, (SourceRef("gazette"),), when)


@pytest.fixture
def opening(world):
    def opening(procedure, *declarations, standing=PARTY, on=ON):
        return procedure_opening(world.treaty("FLIGHT"), procedure, standing, declarations, on)

    return opening


def test_a_protocol_opens_its_procedure_from_its_entry_into_force(opening):
    answer = opening(Procedure("communications"))
    assert answer[:2] == (True, "open since 14 November 1992")


@pytest.mark.parametrize("status", ["signed only", "deposited", "withdrawn", "none recorded"])
def test_what_is_not_in_force_for_the_state_is_not_open(opening, status):
    assert opening(Procedure("communications"), standing=Standing(status)).is_open is False


def test_a_declaration_opens_what_must_be_accepted_and_its_day_is_told(opening):
    answer = opening(BY_DECLARATION, declared("accepts"))
    assert answer[:2] == (True, "open, accepted by declaration of 2 May 2001")
    assert answer.sources


def test_without_a_declaration_on_record_nobody_says_that_there_was_none(opening):
    answer = opening(BY_DECLARATION)
    assert answer.is_open is None
    assert "none is recorded here" in answer.words


def test_a_declaration_opens_nothing_before_its_day(opening):
    assert opening(BY_DECLARATION, declared("accepts"), on=day("2001-05-01")).is_open is None
    assert opening(BY_DECLARATION, declared("accepts"), on=day("2001-05-02")).is_open is True


def test_a_declaration_without_a_day_counts(opening):
    answer = opening(BY_DECLARATION, declared("accepts", date=None))
    assert answer[:2] == (True, "open, accepted by declaration (day not recorded)")


def test_a_declaration_withdrawn_since_closes_it(opening):
    rows = declared("accepts"), declared("withdrawn", date="2010-01-01")
    assert opening(BY_DECLARATION, *rows).is_open is False


def test_the_last_declaration_counts_whatever_it_says(opening):
    rows = declared("withdrawn"), declared("accepts", date="2010-01-01")
    assert opening(BY_DECLARATION, *rows).is_open is True
    assert opening(BY_DECLARATION, *reversed(rows)).is_open is True


def test_a_declaration_under_another_article_opens_nothing(opening):
    assert opening(BY_DECLARATION, declared("accepts", article="15")).is_open is None


def test_an_inquiry_is_open_unless_the_state_opted_out_under_its_article(opening):
    assert opening(UNLESS_OPTED_OUT).is_open is True
    answer = opening(UNLESS_OPTED_OUT, declared("opts out", article="10"))
    assert answer[:2] == (False, "opted out on 2 May 2001")


def test_what_awaits_more_declarations_is_open_to_nobody(opening):
    procedure = BY_DECLARATION._replace(awaits=10)
    answer = opening(procedure, declared("accepts"))
    assert answer.is_open is False
    assert answer.words == (
        "not in force for any State: it takes ten declarations;"
        " the State has made its own of 2 May 2001"
    )


def test_a_refusal_that_was_taken_back_held_until_then(opening):
    taken_back = declared("withdrawn", "10")
    assert opening(UNLESS_OPTED_OUT, taken_back, on=day("2001-05-01")).is_open is False
    answer = opening(UNLESS_OPTED_OUT, taken_back)
    assert (answer.is_open, str(answer.since)) == (True, "2001-05-02") and answer.sources
    assert answer.words == "open; the declaration against it was withdrawn on 2 May 2001"
