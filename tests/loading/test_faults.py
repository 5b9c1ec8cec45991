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


def put(copy, case):
    """Puts the broken file where it belongs, and gives its name there."""
    place = case.partition("@")[2] or "states"
    name = f"{place}/erewhon.yaml" if place in FOLDERS else f"{place}.yaml"
    shutil.copy(FAULTS / f"{case}.yaml", copy / name)
    return name


def said_of(copy, name):
    return "".join(f"{fault}\n" for fault in load_folder(copy).faults if fault.file == name)


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_of(case, copy, pytestconfig):
    name = put(copy, case)
    said = said_of(copy, name)
    expected = FAULTS / f"{case}.txt"
    if pytestconfig.getoption("--update-golden"):
        expected.write_text(said, encoding="utf-8", newline="")
    assert said == expected.read_bytes().decode()


@pytest.mark.parametrize("case", [case for case in CASES if "@" not in case])
def test_a_broken_state_leaves_the_others_whole(case, copy):
    name = put(copy, case)
    bundle = load_folder(copy)
    assert {fault.file for fault in bundle.faults} <= {name}
    assert "Utopia" in [state.state for state in bundle.states]


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
    (copy / "states/erewhon.yaml").mkdir()
    assert said_of(copy, "states/erewhon.yaml") == "states/erewhon.yaml: expected a file\n"


def test_a_link_to_nowhere_is_one_fault(copy):
    (copy / "states/erewhon.yaml").symlink_to(copy / "nowhere.yaml")
    assert said_of(copy, "states/erewhon.yaml") == "states/erewhon.yaml: expected a file\n"


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
