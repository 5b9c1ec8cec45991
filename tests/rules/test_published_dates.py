"""Due dates that the United Nations printed, against the rules: the date and the report's number.

published-due-dates.csv holds what documents print as due by the treaty itself; dates that a
committee set are data (states/*.yaml), not a test of the rules.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from fieldref.catalog import Catalog
from fieldref.dates import PartialDate
from fieldref.rules import upr
from fieldref.rules.agenda import state_entries
from fieldref.rules.entries import AgendaWindow, Entry

LEAST = 0.95
ALWAYS = AgendaWindow(date(1945, 1, 1), date(2040, 1, 1), date(2026, 11, 23))

# Where the rules do not agree, and why that is left so: single cases, which teach no rule.
REASONS = {
    ("JPN", "CAT", "1"): "on the anniversary in a table that has the eve for nine in ten",
    ("MOZ", "CAT", "1"): "on the anniversary in a table that has the eve for nine in ten",
    ("TKM", "CAT", "1"): "on the anniversary in a table that has the eve for nine in ten",
    ("ZMB", "CAT", "1"): "a cover with the anniversary, in years of the eve",
    ("TCD", "CAT", "1"): "two days before the anniversary; a slip, it seems",
    ("LKA", "CRC", "3-4"): "the cover has the due date of the first of two reports taken together",
    ("ATG", "ICCPR", "1"): "the deposit is known only to the year here",
}


def published() -> list[dict[str, str]]:
    with Path(__file__).with_name("published-due-dates.csv").open() as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def entries(bundled: Catalog) -> dict[str, list[Entry]]:
    states = [bundled.state(code) for code in sorted({row["state"] for row in published()})]
    rules = upr.UprRules.of(bundled.upr, states)
    return {
        state.codes.iso3: list(state_entries(state, bundled.treaties, rules, ALWAYS))
        for state in states
    }


def agrees(row: dict[str, str], entries: list[Entry]) -> bool:
    due, number = PartialDate.parse(row["due"]), row["report"].split("-")[-1]
    reports = [
        entry for entry in entries if (entry.treaty, entry.kind) == (row["treaty"], "report")
    ]
    same = [entry for entry in reports if entry.report and entry.report.split("-")[-1] == number]
    return any(entry.date.to(due.known)[:3] == due[:3] for entry in same)


def test_the_rules_agree_with_at_least_95_in_100_of_the_dates_that_the_un_printed(entries):
    rows = published()
    right = [row for row in rows if agrees(row, entries[row["state"]])]
    assert len(right) / len(rows) >= LEAST


def test_each_date_that_the_rules_do_not_give_is_listed_with_the_reason(entries):
    wrong = {
        (row["state"], row["treaty"], row["report"])
        for row in published()
        if not agrees(row, entries[row["state"]])
    }
    assert wrong == set(REASONS)


def test_no_two_reports_of_a_state_under_a_treaty_bear_one_number(entries):
    for state, listed in entries.items():
        kept = [
            entry
            for entry in listed
            if entry.kind == "report" and entry.report and not entry.replaced
        ]
        numbers = Counter((entry.treaty, entry.report) for entry in kept)
        assert [key for key, count in numbers.items() if count > 1] == [], state
