"""Names by which people look for a State, in a table of them, and the State that each means."""

import csv
import re
from pathlib import Path

import pytest

from cases import of_each
from conftest import THOROUGH
from fieldref.errors import NotFound

with Path(__file__).with_name("names_of_states.csv").open(encoding="utf-8", newline="") as table:
    NAMES = [(row["typed"], row["kind"], row["state"]) for row in csv.DictReader(table)]
FOUND = [(typed, state) for typed, kind, state in NAMES if kind != "misspelt"]
MISSPELT = [(typed, state) for typed, kind, state in NAMES if kind == "misspelt"]


def test_the_table_has_every_state_and_hundreds_of_names(bundled):
    assert {state for _, state in FOUND} == {state.codes.iso3 for state in bundled.briefs}
    assert len(NAMES) >= 500


def test_every_name_of_the_table_means_its_state(bundled):
    meant = {typed: bundled.find(typed, "state").id for typed, _ in FOUND}
    assert meant == dict(FOUND)


def test_a_misspelt_name_means_none_and_its_state_is_offered(bundled):
    """Every third of them, and with FIELDREF_THOROUGH=1 all."""
    offered = {}
    for typed, state in MISSPELT if THOROUGH else MISSPELT[::3]:
        with pytest.raises(NotFound) as refused:
            bundled.find(typed, "state")
        offered[typed] = (bundled.state(state).state, refused.value.hint)
    assert len(offered) >= len(MISSPELT) // 3
    assert {typed: pair for typed, pair in offered.items() if pair[0] not in pair[1]} == {}


def test_official_names_codes_and_numbers_find_their_state(bundled):
    for state in bundled.briefs:
        for typed in (state.state, *state.codes, *map(str.lower, state.codes)):
            assert bundled.find(typed, "state").id == state.codes.iso3, typed


def test_a_name_in_another_language_finds_its_state_or_asks_which(bundled):
    for brief in bundled.briefs:
        for name in bundled.state(brief.codes.iso3).names:
            assert bundled.find(name.name, "state").id == brief.codes.iso3, name


@of_each(
    [
        ("XK", "Kosovo"),
        ("XKX", "Kosovo"),
        ("Republic of Kosovo", "Kosovo"),
        ("TW", "Taiwan"),
        ("TWN", "Taiwan"),
        ("158", "Taiwan"),
        ("Republic of China", "Taiwan"),
        ("China, Republic of", "Taiwan"),
        ("中华民国", "Taiwan"),
        ("HK", "Hong Kong"),
        ("Hong Kong SAR, China", "Hong Kong"),
        ("香港", "Hong Kong"),
        ("MO", "Macao"),
        ("MAC", "Macao"),
        ("SH", "Saint Helena"),
        ("PRI", "Puerto Rico"),
        ("PR", "Puerto Rico"),
        ("GUF", "French Guiana"),
        ("092", "British Virgin Islands"),
        ("92", "British Virgin Islands"),
        ("ASM", "American Samoa"),
        ("Somaliland", "Somaliland"),
        ("Republic of Somaliland", "Somaliland"),
        ("DDR", "German Democratic Republic"),
        ("Democratic Republic of Germany", "German Democratic Republic"),
        ("SUN", "Soviet Socialist"),
        ("YUG", "Yugoslavia"),
        ("Northern Ireland", "United Kingdom"),
    ],
    "bundled",
)
def test_a_name_or_code_of_no_state_here_is_told_what_it_is(typed, says, bundled):
    with pytest.raises(NotFound, match=re.escape(says)) as refused:
        bundled.find(typed, "state")
    assert "could mean" not in str(refused.value)


@of_each(
    [
        ("Korea", ["KOR", "PRK"]),
        ("Korean", ["KOR", "PRK"]),
        ("Kingdom of Korea", ["KOR", "PRK"]),
        ("Congolese", ["COD", "COG"]),
        ("Dominican", ["DMA", "DOM"]),
        ("fren", ["DJI", "FRA"]),
        ("sao", ["STP"]),
        ("BUR", ["BDI", "BFA"]),
        ("SLO", ["SVK", "SVN"]),
        ("LIB", ["LBR", "LBY"]),
        ("CHI", ["CHL", "CHN"]),
    ],
    "bundled",
)
def test_what_several_bear_or_few_letters_begin_is_asked_back(typed, candidates, bundled):
    with pytest.raises(NotFound, match="could mean") as refused:
        bundled.find(typed, "state")
    assert all(f"({code})" in str(refused.value) for code in candidates)


def test_three_letters_never_silently_mean_a_state_by_its_beginning(bundled):
    codes = {code.casefold() for state in bundled.briefs for code in state.codes}
    whole = {name for name, *_ in NAMES}
    for state in bundled.briefs:
        short = state.state[:3]
        if short.casefold() not in codes and short not in whole and short.isascii():
            with pytest.raises(NotFound):
                bundled.find(short, "state")


def test_a_name_that_is_only_a_form_of_state_means_none(bundled):
    for form in ("Republic", "Kingdom of the", "Democratic Republic", "共和国", "Islamic State"):
        with pytest.raises(NotFound):
            bundled.find(form, "state")


def test_completion_offers_names_and_no_demonyms(bundled):
    assert bundled.names_beginning("fren", "state") == ["french-somaliland"]
    assert bundled.names_beginning("camb", "state") == ["cambodia"]
    assert not {"french", "dutch", "swiss"} & set(bundled.names_beginning("", "state"))


@pytest.mark.parametrize(
    ("typed", "since"), [("Holy See", "6 April 1964"), ("Palestine", "29 November 2012")]
)
def test_an_observer_state_is_called_so(run_bundled, typed, since):
    told = run_bundled("show", typed).out
    assert f"non-member observer State since {since}" in " ".join(told.split())
