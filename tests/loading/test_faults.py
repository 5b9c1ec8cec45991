"""Broken files, and what is said of each: tests/faults/NAME.yaml and, beside it, NAME.txt.

NAME@PLACE stands in for the file or folder PLACE of the world, NAME alone for a State's file.
An empty text means that nothing is wrong.
"""

import shutil
from pathlib import Path

import pytest

from conftest import WORLD
from fieldref import places
from fieldref.errors import Exit, Fault
from fieldref.loading.dataset import load_folder
from fieldref.loading.yamlfile import MOST_BYTES, Unreadable, read_yaml

FAULTS = Path(__file__).parents[1] / "faults"
CASES = sorted(path.stem for path in FAULTS.glob("*.yaml"))
FOLDERS = ("states", "offices")


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(WORLD, tmp_path / "world")


def name_of(case):
    """The name of the file that the case stands in for."""
    place = case.partition("@")[2] or "states"
    return f"{place}/erewhon.yaml" if place in FOLDERS else f"{place}.yaml"


def put(copy, case):
    """Puts the broken file where it belongs, and gives its name there."""
    shutil.copy(FAULTS / f"{case}.yaml", copy / name_of(case))
    return name_of(case)


def said_of(dataset, name):
    return "".join(f"{fault}\n" for fault in dataset.faults if fault.file == name)


@pytest.fixture(scope="module")
def datasets(tmp_path_factory):
    """What is read of the world with each case's broken file in its place, by case."""
    copy = shutil.copytree(WORLD, tmp_path_factory.mktemp("faults") / "world")
    read = {}
    for case in CASES:
        name = put(copy, case)
        read[case] = load_folder(copy)
        sound = WORLD / name
        shutil.copy(sound, copy / name) if sound.exists() else (copy / name).unlink()
    return read


def test_what_is_said_of_each_case(datasets, pytestconfig):
    said = {case: said_of(dataset, name_of(case)) for case, dataset in datasets.items()}
    if pytestconfig.getoption("--update-golden"):
        for case, text in said.items():
            (FAULTS / f"{case}.txt").write_text(text, encoding="utf-8", newline="")
    assert said == {case: (FAULTS / f"{case}.txt").read_bytes().decode() for case in CASES}


def test_a_broken_state_leaves_the_others_whole(datasets):
    spread = []
    for case, dataset in datasets.items():
        elsewhere = {fault.file for fault in dataset.faults} - {name_of(case)}
        if "@" not in case and (elsewhere or "Utopia" not in [s.state for s in dataset.states]):
            spread.append(case)
    assert spread == []


def test_every_kind_of_fault_is_held_by_a_text():
    texts = {path.stem for path in FAULTS.glob("*.txt")}
    assert texts == set(CASES)


def test_faults_are_told_in_the_order_of_their_lines(copy):
    name = put(copy, "several-sorted-by-line")
    lines = [fault.line for fault in load_folder(copy).faults if fault.file == name]
    assert lines == sorted(lines)
    assert len(lines) == 8


def test_a_file_that_is_missing_is_a_fault_of_its_own(copy):
    (copy / "upr.yaml").unlink()
    assert [str(fault) for fault in load_folder(copy).faults] == ["upr.yaml: expected a file"]


def test_a_folder_that_is_called_like_a_file_is_one_fault(copy):
    name = "states/erewhon.yaml"
    (copy / name).mkdir()
    assert said_of(load_folder(copy), name) == f"{name}: expected a file\n"


def test_a_link_to_nowhere_is_one_fault(copy):
    name = "states/erewhon.yaml"
    (copy / name).symlink_to(copy / "nowhere.yaml")
    assert said_of(load_folder(copy), name) == f"{name}: expected a file\n"


def test_a_file_that_is_too_large_is_one_fault(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (MOST_BYTES + 1))
    with pytest.raises(Unreadable) as refused:
        read_yaml(path, "large.yaml")
    assert str(refused.value.fault) == "large.yaml: expected at most 1,000,000 bytes"


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    with pytest.raises(Unreadable) as refused:
        read_yaml(tmp_path / ("x" * 300), "long.yaml")
    assert "long.yaml: " in str(refused.value)


def test_files_of_other_kinds_are_none_of_our_business(copy):
    (copy / "states/notes.txt").write_text("not: [yaml")
    (copy / "states/erewhon.yml~").write_text("not: [yaml")
    assert load_folder(copy).faults == ()


def test_a_fault_says_file_line_path_and_what_was_expected():
    fault = Fault("states/x.yaml", 41, 3, "treaties.3.bound", "expected a date")
    assert str(fault) == "states/x.yaml:41: treaties.3.bound: expected a date"
    assert str(fault._replace(path="")) == "states/x.yaml:41: expected a date"
    assert str(fault._replace(line=0)) == "states/x.yaml: treaties.3.bound: expected a date"


# --- through the command line


@pytest.fixture
def run_copy(run, monkeypatch, copy):
    monkeypatch.setattr(places, "bundled_data", lambda: copy)
    return run


CLI_CASES = ["several-sorted-by-line", "not-utf-8", "bound-before-adoption", "escape-character"]


@pytest.mark.parametrize("case", CLI_CASES)
def test_a_broken_file_ends_the_command_with_3_and_all_its_faults(case, copy, run_copy):
    put(copy, case)
    ran = run_copy("show", "utopia")
    assert (ran.code, ran.out) == (Exit.FAULTY_DATA, "")
    for line in (FAULTS / f"{case}.txt").read_text(encoding="utf-8").splitlines():
        assert line in ran.err
    assert "Traceback" not in ran.err


def test_the_faults_of_two_files_are_told_together(copy, run_copy):
    put(copy, "unknown-key")
    put(copy, "office-until-before-since@offices")
    ran = run_copy("deadlines", "--year", "2009")
    assert ran.code == Exit.FAULTY_DATA
    assert ran.err.startswith("fieldref: The data have 2 faults.\n")
    assert "states/erewhon.yaml:4" in ran.err
    assert "offices/erewhon.yaml:7" in ran.err


def test_what_a_file_holds_cannot_drive_the_terminal_that_its_faults_are_told_on(copy, run_copy):
    (copy / "states/erewhon.yaml").write_text('"\\e[2J\\a": x\n')
    assert run_copy("show", "utopia").code == Exit.FAULTY_DATA
    assert "\x1b" not in run_copy("show", "utopia").err


def test_without_faults_the_same_copy_is_shown(run_copy):
    assert run_copy("show", "utopia").code == Exit.OK
