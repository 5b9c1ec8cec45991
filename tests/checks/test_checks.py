"""The checks over all data: one broken case of each kind, and none in what is bundled."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from checks_cases import CASES, SOUND, change
from conftest import DATA
from fieldref.checks import acts, registry
from fieldref.checks.world import World
from fieldref.loading import dataset


@pytest.fixture
def folder(tmp_path):
    """A copy of the sound world, to be broken."""
    return Path(shutil.copytree(SOUND, tmp_path / "data"))


def told(folder):
    return [str(fault) for fault in registry.find_faults(dataset.load_folder(folder))]


def test_the_sound_world_has_no_faults():
    assert told(SOUND) == []


def test_the_bundled_data_have_no_faults():
    assert told(DATA) == []


@pytest.mark.parametrize("broken", CASES.values(), ids=CASES)
def test_the_fault_is_told_at_its_line_and_nothing_else(folder, broken):
    change(folder / broken.file, broken.old, broken.new)
    assert told(folder) == [broken.says]


@pytest.mark.parametrize("broken", CASES.values(), ids=CASES)
def test_the_check_that_promises_it_is_the_one_that_finds_it(folder, broken):
    change(folder / broken.file, broken.old, broken.new)
    found = registry.CHECKS[broken.breaks](World(dataset.load_folder(folder)))
    assert [str(problem.fault) for problem in found] == [broken.says]


def test_every_check_has_a_broken_case():
    assert {broken.breaks for broken in CASES.values()} == set(registry.CHECKS)


def test_a_note_excuses_a_signature_after_the_ratification(folder):
    old, new = "signed: 1980-10-17", "note: Signed again., signed: 1982-10-17"
    change(folder / "states/utopia.yaml", old, new)
    assert told(folder) == []


def test_an_act_known_to_the_year_may_or_may_not_be_counted(folder):
    change(folder / "states/ruritania.yaml", "bound: 1999-06-01", 'bound: "2000"')
    change(folder / "treaties.yaml", "parties: 3, date: 2000-12-31", "parties: 2, date: 2000-06-30")
    assert told(folder) == []
    rows = acts.count_parties(World(dataset.load_folder(folder)))
    assert [acts.party_count_words(row) for row in rows] == ["2 to 3", "3", "not counted", "0"]


def test_an_act_without_a_day_may_be_counted_between_its_bounds(folder):
    bounds = "undated: true, not_before: 2000-06, not_after: 2001-02"
    change(folder / "states/ruritania.yaml", "bound: 1999-06-01, how: accession", bounds)
    rows = acts.count_parties(World(dataset.load_folder(folder)))
    assert [acts.party_count_words(row) for row in rows] == ["2 to 3", "3", "not counted", "0"]


def test_a_known_gap_explains_a_review_in_doubt(folder):
    change(folder / "states/utopia.yaml", "date: 1990, nr: 1", "date: 1980, nr: 1")
    gap = '- {about: "Review in doubt: FLIGHT, 1980", what: Early., states: [UTP], treaty: FLIGHT}'
    with (folder / "known-gaps.yaml").open("a", encoding="utf-8") as file:
        file.write(gap + "\n")
    assert told(folder) == []


def test_a_review_that_was_put_off_is_not_a_second_one_in_its_year(folder):
    change(
        folder / "states/utopia.yaml", "date: 1990, nr: 1", "date: 1995, nr: 1, status: postponed"
    )
    assert told(folder) == []


def test_a_file_that_cannot_be_read_is_told_without_what_only_follows_from_it(folder):
    change(folder / "states/utopia.yaml", "state: Utopia", "stat: Utopia")
    assert len(told(folder)) == 2
    assert all(one.startswith("states/utopia.yaml") for one in told(folder))


def test_stale_leaves_out_what_is_superseded():
    old = registry.find_stale(dataset.load_folder(SOUND), date(2024, 11, 23))
    assert [fault.path for fault in old] == ["as_of", "contacts.1.as_of"]
