"""Where reports aren't counted from entry into force, each page says both days, and why."""

import json

import pytest

from conftest import THOROUGH

ROWS = [
    ("hrv", "ICERD", "8 October 1991", "11 November 1992", "binds from before its deposit"),
    ("svk", "CAT", "28 May 1993", "27 June 1993", "from the deposit itself"),
]


@pytest.mark.parametrize(("state", "treaty", "counted", "force", "why"), ROWS)
def test_show_and_explain_say_both_days_and_why(run_bundled, state, treaty, counted, force, why):
    shown, explained = (
        " ".join(run_bundled(*words).out.replace("│", " ").split())
        for words in (("show", state, "--section", "treaties"), ("explain", state, treaty))
    )
    for page in (shown, explained):
        assert f"counted from {counted}, not from entry into force, {force}" in page
        assert why in page
    assert f"in force {force}" in explained


def test_the_items_have_both_days_of_each_such_row(ask, bundled):
    acts = [
        (state.codes.iso3, act.treaty, str(act.counted_from))
        for state in bundled.briefs
        for act in state.treaties
        if act.counted_from
    ]
    assert len(acts) > 9
    for code, treaty, counted in acts[:: 1 if THOROUGH else 3]:
        (item,) = json.loads(ask("show", code, "-f", "json").out)["items"]
        row = next(row for row in item["treaties"] if row["treaty"] == treaty)
        assert row["counted_from"] == counted
        assert row["in_force"] not in (None, counted)
