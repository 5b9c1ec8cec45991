"""Where a State stands towards a treaty on a day."""

import pytest

from cases import of_each
from conftest import day
from fieldref.dates import PartialDate
from fieldref.model.common import SourceRef, TreatyCode
from fieldref.model.treaties import Act
from fieldref.rules.standing import Standing, standing_towards


def stand(world, code, treaty, on="2026-11-23"):
    return standing_towards(world.treaty(treaty), world.state(code).treaties, day(on))


@of_each(
    [
        ("UTP", "FLIGHT", "2026-11-23", "party"),
        ("UTP", "FLIGHT", "1992-11-14", "party"),
        ("UTP", "FLIGHT", "1992-11-13", "deposited"),
        ("UTP", "FLIGHT", "1992-10-14", "signed only"),
        ("UTP", "FLIGHT", "1980-10-16", "none recorded"),
        ("UTP", "SLEEP", "2026-11-23", "signed only"),
        ("XAN", "FLIGHT", "2026-11-23", "none recorded"),
        ("RUR", "FLIGHT", "2000-03-09", "party"),
        ("RUR", "FLIGHT", "2000-03-10", "withdrawn"),
        ("RUR", "FLIGHT", "2005-05-31", "withdrawn"),
        ("RUR", "FLIGHT", "2005-06-01", "deposited"),
        ("RUR", "FLIGHT", "2026-11-23", "party"),
        ("RUR", "SONG", "2026-11-23", "party"),
        ("SYL", "BREAD", "2010-05-04", "party"),
        ("SYL", "BREAD", "2010-05-05", "withdrawn"),
        ("SYL", "SLEEP", "2010-12-15", "deposited"),
        ("AZU", "SLEEP", "2026-11-23", "deposited"),
    ],
    "world",
)
def test_a_state_stands_on_a_day(code, treaty, on, status, world):
    assert stand(world, code, treaty, on).status == status


@pytest.mark.parametrize(
    ("bounds", "on", "status"),
    [
        ({}, "1990-01-01", "party"),
        ({"not_after": "2024-06"}, "2024-06-30", "party"),
        ({"not_after": "2024-06"}, "2024-06-29", "none recorded"),
        ({"not_before": "2024-03-27"}, "2024-03-27", "party"),
        ({"not_before": "2024-03-27"}, "2024-03-26", "none recorded"),
    ],
)
def test_an_act_without_a_day_binds_once_it_was_surely_done(world, bounds, on, status):
    dates = {key: PartialDate.parse(text) for key, text in bounds.items()}
    act = Act(TreatyCode("FLIGHT"), undated=True, **dates)
    standing = standing_towards(world.treaty("FLIGHT"), [act], day(on))
    assert (standing.status, standing.bound, standing.in_force) == (status, None, None)


def test_a_party_is_shown_with_its_first_deposit(world):
    standing = stand(world, "RUR", "FLIGHT")
    assert (str(standing.bound), standing.how, str(standing.in_force)) == (
        "1985-04-01",
        "accession",
        "1985-05-01",
    )
    assert standing.withdrawn is None


def test_who_is_out_is_shown_with_the_day(world):
    assert str(stand(world, "SYL", "BREAD").withdrawn) == "2010-05-05"


def test_an_act_without_effect_counts_for_nothing_and_lends_no_source(world):
    assert [str(ref) for ref in stand(world, "RUR", "SONG").sources] == ["almanac-1930"]


def test_the_acts_of_all_times_lend_their_sources(world):
    assert [str(ref) for ref in stand(world, "RUR", "FLIGHT").sources] == [
        "almanac-1930",
        "gazette",
    ]


def test_a_kind_of_act_that_is_not_known_stays_unknown(world):
    standing = stand(world, "RUR", "SLEEP")
    assert (standing.status, standing.how) == ("party", None)


SIGNED = Act("FLIGHT", signed=PartialDate(1980, 7, 17), sources=(SourceRef("almanac-1930"),))
BOUND = SIGNED._replace(bound=PartialDate(1992, 10, 15), how="ratification")


def by(world, on, *acts):
    return standing_towards(world.treaty("FLIGHT"), acts, day(on))


def test_a_signature_counts_from_its_day(world):
    assert by(world, "1980-07-16", SIGNED) == Standing("none recorded")
    assert by(world, "1980-07-17", SIGNED) == Standing(
        "signed only", signed=SIGNED.signed, sources=SIGNED.sources
    )


def test_before_the_deposit_a_state_has_only_signed(world):
    assert by(world, "1992-10-14", BOUND).status == "signed only"
    standing = by(world, "1992-10-15", BOUND)
    assert (standing.status, standing.signed, standing.bound) == (
        "deposited",
        SIGNED.signed,
        BOUND.bound,
    )
    assert (standing.how, str(standing.in_force), standing.withdrawn) == (
        "ratification",
        "1992-11-14",
        None,
    )


def test_of_several_acts_the_first_deposit_is_shown_and_the_last_decides(world):
    first = BOUND._replace(notified=PartialDate(1999, 3, 10))
    again = BOUND._replace(
        signed=PartialDate(2004, 1, 1), bound=PartialDate(2005, 6, 1), how="accession"
    )
    assert by(world, "2000-03-09", first, again).status == "party"
    gone = by(world, "2000-03-10", first, again)
    assert (gone.status, str(gone.withdrawn)) == ("withdrawn", "2000-03-10")
    back = by(world, "2026-11-23", first, again)
    assert (back.status, back.withdrawn, back.how) == ("party", None, "ratification")
    assert (back.signed, str(back.in_force)) == (SIGNED.signed, "1992-11-14")
    assert by(world, "2005-06-30", first, again).status == "deposited"
    assert by(world, "2005-07-01", first, again).status == "party"


def test_an_act_without_effect_or_towards_another_treaty_changes_nothing(world):
    assert by(world, "2026-11-23", BOUND._replace(effect="none")) == Standing("none recorded")
    assert by(world, "2026-11-23", BOUND._replace(treaty="SONG")) == Standing("none recorded")


@of_each(
    [
        ({}, "1990-01-01", "party"),
        ({"not_after": PartialDate(1995)}, "1995-12-30", "none recorded"),
        ({"not_after": PartialDate(1995)}, "1995-12-31", "party"),
        ({"not_before": PartialDate(1995)}, "1995-12-30", "none recorded"),
        ({"not_before": PartialDate(1995)}, "1995-12-31", "party"),
        (
            {"not_before": PartialDate(1985), "not_after": PartialDate(1995)},
            "1990-01-01",
            "none recorded",
        ),
    ],
    "world",
)
def test_an_act_of_no_known_day_binds_once_it_was_surely_done(bounds, on, status, world):
    act = Act("FLIGHT", how="succession", undated=True, sources=SIGNED.sources, **bounds)
    standing = by(world, on, act)
    assert (standing.status, standing.bound) == (status, None)
    assert standing.how == ("succession" if status == "party" else None)


def test_a_dated_act_stands_before_one_of_no_known_day(world):
    undated = Act("FLIGHT", how="succession", undated=True)
    assert by(world, "1993-01-01", undated, BOUND).bound == BOUND.bound
