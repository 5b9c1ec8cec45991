"""The checks over all data: one broken case of each kind, and none in what is bundled."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from checks_cases import CASES, SOUND, change
from conftest import DATA
from fieldref.checks import party_counts, registry
from fieldref.checks.files import read_paths
from fieldref.checks.world import World
from fieldref.loading import dataset
from fieldref.model.states import State


@pytest.fixture
def folder(tmp_path):
    """A copy of the sound world, to be broken."""
    return Path(shutil.copytree(SOUND, tmp_path / "data"))


ON = date(2026, 11, 23)


def told(folder):
    return [str(fault) for fault in registry.find_faults(dataset.load_folder(folder), on=ON)]


def test_the_sound_world_has_no_faults():
    assert told(SOUND) == []


@pytest.mark.bundled
def test_the_bundled_data_have_no_faults(load_once):
    assert [str(fault) for fault in registry.find_faults(load_once(DATA), on=ON)] == []


@pytest.fixture(scope="module")
def broken_worlds():
    """The sound world, broken in each case."""
    worlds = {}
    for name, broken in CASES.items():
        path = SOUND / broken.file
        text = path.read_text("utf-8")
        assert text.count(broken.old) == 1, name
        texts = {path: text.replace(broken.old, broken.new)}
        worlds[name] = dataset.load_folder(SOUND, texts=texts)
    return worlds


def test_each_fault_is_told_at_its_line_and_nothing_else(broken_worlds):
    says = {
        name: [str(fault) for fault in registry.find_faults(files, on=ON)]
        for name, files in broken_worlds.items()
    }
    assert says == {name: [broken.says] for name, broken in CASES.items()}


def test_the_check_that_promises_it_is_the_one_that_finds_it(broken_worlds):
    says = {}
    for name, files in broken_worlds.items():
        problems = registry.CHECKS[CASES[name].breaks](World(files, on=ON))
        says[name] = [str(problem.fault) for problem in problems]
    assert says == {name: [broken.says] for name, broken in CASES.items()}


def test_every_check_has_a_broken_case():
    alone = {"a file that bears a State's name is of that State"}  # it takes two files
    assert {broken.breaks for broken in CASES.values()} | alone == set(registry.CHECKS)


def test_a_deposit_that_has_not_come_is_told(folder):
    change(folder / "states/ruritania.yaml", "bound: 1999-06-01", "bound: 2031-06-01")
    assert told(folder)[0] == (
        "states/ruritania.yaml:8: treaties.2.bound: "
        "expected no day after 23 November 2026, got '2031-06-01'"
    )


def test_two_states_whose_files_were_swapped_are_told(folder):
    one, other = folder / "states/utopia.yaml", folder / "states/ruritania.yaml"
    texts = one.read_text("utf-8"), other.read_text("utf-8")
    one.write_text(texts[1], "utf-8")
    other.write_text(texts[0], "utf-8")
    assert told(folder) == [
        "states/ruritania.yaml:4: codes.iso3: UTP stands in a file that is named as RUR is",
        "states/utopia.yaml:3: codes.iso3: RUR stands in a file that is named as UTP is",
    ]


def test_a_file_of_ones_own_may_have_any_name_but_another_states(tmp_path):
    cases = (("notes", "UTP", 0), ("rur", "RUR", 0), ("ruritania", "UTP", 1))
    for name, code, faulty in cases:
        path = tmp_path / name / "states" / f"{name}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(f"codes: {{iso3: {code}}}\nnotes: [Ours.]\n", "utf-8")
        files = read_paths([tmp_path / name], SOUND)
        assert len(registry.find_faults(*files, ON)) == faulty


def test_what_lies_ahead_is_counted_from_the_day_of_the_data_or_of_the_question(folder):
    change(folder / "states/ruritania.yaml", "bound: 1999-06-01", "bound: 2031-06-01")
    files = dataset.load_folder(folder)
    for on, count in ((date(2008, 1, 1), 1), (date(2031, 6, 1), 0)):
        found = registry.find_faults(files, on=on)
        assert sum("expected no day after" in fault.says for fault in found) == count


@pytest.mark.bundled
def test_most_acts_under_a_treaty_can_not_go_missing(load_once):
    """A known gap explains one or two parties, not a hundred."""
    data, files = load_once(DATA), []
    for n, file in enumerate(data.files):
        state = file.record
        if n % 2 and isinstance(state, State):
            left = tuple(act for act in state.treaties if act.treaty != "CAT")
            file = file._replace(record=state._replace(treaties=left))
        files.append(file)
    world = World(data._replace(files=tuple(files)), on=ON)
    problems = registry.CHECKS[
        "as many States parties as published, but for what known gaps explain"
    ]
    assert any("known gaps explain 1" in problem.says for problem in problems(world))


def test_a_note_excuses_a_signature_after_the_ratification(folder):
    old, new = "signed: 1980-10-17", "note: Signed again., signed: 1982-10-17"
    change(folder / "states/utopia.yaml", old, new)
    assert told(folder) == []


def test_an_act_known_to_the_year_may_or_may_not_be_counted(folder):
    change(folder / "states/ruritania.yaml", "bound: 1999-06-01", 'bound: "2000"')
    change(folder / "treaties.yaml", "parties: 3, date: 2000-12-31", "parties: 2, date: 2000-06-30")
    assert told(folder) == []
    rows = party_counts.count_parties(World(dataset.load_folder(folder)))
    assert [party_counts.counted_words(row) for row in rows] == [
        "2 to 3",
        "3",
        "not counted",
        "0",
    ]


def test_an_act_without_a_day_may_be_counted_between_its_bounds(folder):
    bounds = "undated: true, not_before: 2000-06, not_after: 2001-02"
    change(folder / "states/ruritania.yaml", "bound: 1999-06-01, how: accession", bounds)
    rows = party_counts.count_parties(World(dataset.load_folder(folder)))
    assert [party_counts.counted_words(row) for row in rows] == [
        "2 to 3",
        "3",
        "not counted",
        "0",
    ]


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
