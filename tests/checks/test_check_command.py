"""`fieldref check`: what it writes where, its exit codes, and the files that it is given."""

import json
import shutil
from pathlib import Path

import pytest

from checks_cases import SOUND, change
from fieldref.checks import contacts, registry
from fieldref.checks.files import read_paths
from fieldref.errors import WrongUse
from fieldref.loading import dataset


@pytest.fixture
def folder(tmp_path):
    """A copy of the sound world, to be broken."""
    return Path(shutil.copytree(SOUND, tmp_path / "data"))


@pytest.fixture
def check(folder, monkeypatch, run):
    """`fieldref check`, with the copied world in the place of the bundled data."""
    monkeypatch.setattr("fieldref.places.bundled_data", lambda: folder)
    return lambda *words: run("check", *words, columns=100)


def test_sound_data_exit_0_with_their_counts(check):
    ran = check()
    assert (ran.code, ran.err) == (0, "")
    counts = dict(line.rsplit(None, 1) for line in ran.out.splitlines() if line[-1:].isdigit())
    assert counts["States"] == "2"
    assert counts["UPR reviews, cycle 1"] == "2"
    assert counts["Telephone and fax numbers"] == "3"


def test_faults_go_to_stderr_and_exit_3_with_the_report_on_stdout(check, folder):
    change(folder / "mandates.yaml", "UTP", "UTO")
    ran = check()
    assert ran.code == 3
    assert "mandates.yaml:1: 1.state: there is no State 'UTO'" in ran.err.splitlines()
    assert "Counts" in ran.out


def test_json_has_a_finding_with_its_place(check, folder):
    change(folder / "mandates.yaml", "UTP", "UTO")
    ran = check("--format", "json")
    assert ran.code == 3
    assert json.loads(ran.out)["items"] == [
        {
            "file": "mandates.yaml",
            "line": 1,
            "column": 78,
            "path": "1.state",
            "says": "there is no State 'UTO'",
            "level": "fault",
        }
    ]


def test_what_is_older_is_listed_and_is_no_fault(check):
    ran = check("--stale", "2y", "--on", "2026-11-23", "--format", "json")
    assert ran.code == 0
    items = json.loads(ran.out)["items"]
    assert {item["level"] for item in items} == {"stale"}
    assert [(item["file"], item["path"]) for item in items] == [
        ("offices/harbour-ro.yaml", "as_of"),
        ("offices/harbour-ro.yaml", "contacts.1.as_of"),
    ]


def test_a_span_that_is_none_is_wrong_use(check):
    ran = check("--stale", "old")
    assert (ran.code, ran.out) == (2, "")
    assert "--stale takes a span" in ran.err


def test_a_path_that_is_not_there_is_wrong_use(check, tmp_path):
    ran = check(tmp_path / "nothing.yaml")
    assert (ran.code, ran.out) == (2, "")


def test_without_the_telephone_library_the_numbers_are_left_out_and_it_is_said(
    folder, monkeypatch, run
):
    change(folder / "states/utopia.yaml", "+85523987671", "+855239")
    monkeypatch.setattr(contacts, "find_spec", lambda name: None)
    monkeypatch.setattr("fieldref.places.bundled_data", lambda: folder)
    ran = run("check", columns=120)
    assert ran.code == 0
    assert "telephone numbers was left out" in ran.out


# --- files of one's own


STATE = """\
state: Xanadu
codes: {iso2: XN, iso3: XAN, m49: "905"}
sources: [almanac]
treaties:
  - {treaty: FLIGHT, bound: 1999-01-01, sources: [almanac]}
"""


def own(tmp_path, name, text):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_ones_own_may_name_bundled_sources_and_treaties(tmp_path):
    path = own(tmp_path, "anything.yaml", STATE)
    assert registry.find_faults(*read_paths([path], SOUND)) == ()


def test_a_file_of_ones_own_is_checked_as_strictly(tmp_path):
    text = STATE.replace("1999-01-01, sources: [almanac]", "1980-01-01")
    path = own(tmp_path, "states/xanadu.yaml", text)
    assert [
        (fault.file, fault.line, fault.path)
        for fault in registry.find_faults(*read_paths([path], SOUND))
    ] == [
        (path.as_posix(), 5, "treaties.1"),
        (path.as_posix(), 5, "treaties.1.bound"),
    ]


def test_only_faults_of_ones_own_files_are_told(tmp_path, folder):
    change(folder / "mandates.yaml", "UTP", "UTO")
    path = own(tmp_path, "mine.yaml", STATE)
    assert registry.find_faults(*read_paths([path], folder)) == ()


def test_a_profile_of_a_bundled_state_stands_for_that_one(folder):
    path = folder / "states/utopia.yaml"
    assert registry.find_faults(*read_paths([path], SOUND)) == ()


def test_a_folder_laid_out_like_data_may_name_its_own_sources(tmp_path):
    own(tmp_path, "sources.yaml", "- {id: mine, title: Mine}\n")
    own(tmp_path, "states/xanadu.yaml", STATE.replace("[almanac]}", "[mine]}"))
    assert registry.find_faults(*read_paths([tmp_path], SOUND)) == ()


def test_of_several_files_the_sources_are_read_first(tmp_path):
    state = own(tmp_path, "states/xanadu.yaml", STATE.replace("[almanac]}", "[mine]}"))
    sources = own(tmp_path, "sources.yaml", "- {id: mine, title: Mine}\n")
    assert registry.find_faults(*read_paths([state, sources], SOUND)) == ()


@pytest.mark.parametrize("name", [file.name for file in dataset.load_folder(SOUND).files])
def test_the_keys_of_a_file_tell_its_kind(tmp_path, name):
    path = own(tmp_path, "anything.yaml", (SOUND / name).read_text(encoding="utf-8"))
    known = dataset.load_folder(SOUND)
    (file,) = dataset.load_file(path, known).files
    (same,) = [one for one in known.files if one.name == name]
    assert file.record == same.record


def test_a_file_of_no_kind_is_a_fault(tmp_path):
    path = own(tmp_path, "anything.yaml", "- colour: green\n")
    (fault,) = registry.find_faults(*read_paths([path], SOUND))
    assert "what kind it is" in fault.says


def test_an_empty_folder_is_wrong_use(tmp_path):
    with pytest.raises(WrongUse, match="no file of data"):
        read_paths([tmp_path], SOUND)
