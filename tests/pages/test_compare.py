"""`compare`: where States stand towards each instrument, side by side."""

import csv
import io
import json

import pytest

ON = ("--on", "2026-11-23")


@pytest.fixture
def items(ask):
    def items(*words):
        ran = ask("compare", *words, "-f", "json")
        assert ran.code == 0, ran.err
        return json.loads(ran.out)["items"]

    return items


def row(text, code):
    (found,) = [line for line in text.splitlines() if line.startswith(f"{code} ")]
    return found.split(maxsplit=1)[1]


def test_there_is_one_item_for_each_treaty_and_state(items):
    found = items("cambodia", "viet", "nam", "usa", *ON)
    pairs = {(item["treaty"], item["state"]) for item in found}
    assert len(pairs) == len(found) == 18 * 3
    assert {item["state"] for item in found} == {"KHM", "VNM", "USA"}
    assert all(item["sources"] for item in found if item["bound"])


def test_the_grid_has_the_deposits_signatures_and_dashes(ask):
    text = ask("compare", "cambodia", "usa", *ON).out
    assert row(text, "CEDAW") == "15 October 1992   signed"
    assert row(text, "ICERD") == "28 November 1983  21 October 1994"
    assert row(text, "CED") == "27 June 2013      —"


def test_what_was_not_done_by_the_day_is_a_dash(ask):
    text = ask("compare", "cambodia", "usa", "--on", "1992-11-01").out
    assert row(text, "CEDAW") == "15 October 1992*  signed"  # in force on 14 November
    assert row(text, "OPCAT").split() == ["—", "—"]


def test_a_withdrawal_is_told_as_one(ask):
    assert "withdrew 23 January 1998" in row(
        ask("compare", "fiji", "jamaica", *ON).out, "ICCPR-OP1"
    )


def test_what_all_share_and_what_only_one_has_is_summed_up(ask):
    lines = ask("compare", "cambodia", "usa", *ON).out.splitlines()
    (every,) = [line for line in lines if line.startswith("Bound: all")]
    (only,) = [line for line in lines if line.startswith("Bound: only Cambodia")]
    assert {"ICERD,", "ICCPR,", "CAT,"} <= set(every.split())
    assert "OPCAT" in only


def test_five_states_still_fit_side_by_side_in_80_columns(ask):
    text = ask("compare", "cambodia", "usa", "france", "uk", "chad", *ON, columns=80).out
    assert row(text, "CEDAW").split() == [
        *("1992-10-15", "signed", "1983-12-14", "1986-04-07", "1995-06-09")
    ]


def test_csv_has_a_line_a_pair(ask):
    ran = ask("compare", "cambodia", "usa", *ON, "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert len(rows) == 36
    assert rows[0]["treaty"] == rows[1]["treaty"] == "ICERD"


@pytest.mark.parametrize("words", [("cambodia",), ("cambodia", "khm")])
def test_fewer_than_two_states_are_wrong_use(ask, words):
    ran = ask("compare", *words)
    assert (ran.code, ran.out) == (2, "")
    assert "fieldref compare cambodia" in ran.err


def test_a_name_that_means_no_state_is_told(ask):
    assert ask("compare", "cambodia", "cedaw").code == 1
