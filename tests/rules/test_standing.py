"""Where a State stands towards a treaty on a day."""

import pytest

from conftest import day
from fieldref.dates import PartialDate
from fieldref.model.common import TreatyCode
from fieldref.model.treaties import Act
from fieldref.rules.standing import standing_towards


def stand(world, code, treaty, on="2026-11-23"):
    return standing_towards(world.treaty(treaty), world.state(code).treaties, day(on))


@pytest.mark.parametrize(
    ("code", "treaty", "on", "status"),
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
)
def test_a_state_stands_on_a_day(world, code, treaty, on, status):
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
    found = standing_towards(world.treaty("FLIGHT"), [act], day(on))
    assert (found.status, found.bound, found.in_force) == (status, None, None)


def test_a_party_is_shown_with_its_first_deposit(world):
    found = stand(world, "RUR", "FLIGHT")
    assert (str(found.bound), found.how, str(found.in_force)) == (
        "1985-04-01",
        "accession",
        "1985-05-01",
    )
    assert found.withdrawn is None


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
    found = stand(world, "RUR", "SLEEP")
    assert (found.status, found.how) == ("party", None)
