"""Every answer tells that the user's files have faults that only `check` can tell."""

import pytest

from fieldref import places
from fieldref.index import freshness

SOUND = "codes: {iso3: UTP}\nevents: [{date: 2009, what: A visit, sources: [gazette]}]\n"
AHEAD = SOUND + (
    "institutions: [{name: Eye, status: A, status_date: 2031-01-01, sources: [gazette]}]\n"
)
NOTICE = "fieldref: 1 fault in your files: fieldref check"
CHANGED = "fieldref: Your files have changed since they were checked: fieldref check"


@pytest.fixture
def mine(monkeypatch, tmp_path, run):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    folder = tmp_path / "share/fieldref"
    (folder / "states").mkdir(parents=True)
    return folder


def test_sound_files_are_used_without_a_word(mine, run):
    (mine / "states/utopia.yaml").write_text(SOUND)
    assert run("show", "utopia").err == ""
    assert run("show", "utopia").err == ""


def test_a_fault_is_told_by_every_command_until_it_is_mended(mine, run):
    path = mine / "states/utopia.yaml"
    path.write_text(AHEAD)
    for words in (("show", "utopia"), ("deadlines", "--year", "2009"), ("list", "states")):
        ran = run(*words)
        assert (ran.code, ran.err.splitlines()[-1]) == (0, NOTICE)
    assert run("check").code == 3
    assert run("show", "utopia").err.splitlines() == [NOTICE]
    path.write_text(SOUND)
    assert run("show", "utopia").err.splitlines() == [CHANGED]
    assert run("check").code == 0
    assert run("show", "utopia").err == ""


def test_what_is_a_fault_today_need_not_be_one_later(mine, run):
    (mine / "states/utopia.yaml").write_text(AHEAD)
    assert NOTICE in run("show", "utopia").err
    (mine / "states/xanadu.yaml").write_text("codes: {iso3: XAN}\n")  # all are read again
    assert run("show", "utopia", "--on", "2032-01-01").err == ""


def test_the_command_names_the_folder_that_was_named(run, tmp_path):
    folder = tmp_path / "my data"
    (folder / "states").mkdir(parents=True)
    (folder / "states/utopia.yaml").write_text(AHEAD)
    told = run("show", "utopia", "--data", folder).err.splitlines()[-1]
    assert told == f"{NOTICE} --data '{folder}'"
    assert run("check", "--data", folder).code == 3


@pytest.mark.process
def test_an_edit_of_sound_files_leaves_them_sound(mine, run, monkeypatch, tmp_path):
    (mine / "states/utopia.yaml").write_text(SOUND)
    assert run("show", "utopia").err == ""
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "notes: [Seen.]\\n" >> "$1"\n')
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    assert run("edit", "utopia").code == 0
    assert run("show", "utopia").err == ""


@pytest.mark.process
@pytest.mark.parametrize("before", [None, SOUND])
def test_a_draft_that_is_kept_is_no_change_of_the_files(mine, run, tmp_path, monkeypatch, before):
    if before:
        (mine / "states/utopia.yaml").write_text(before)
    assert run("show", "utopia").err == ""
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "notes: [Seen.]\\n" >> "$1"\nexit 1\n')
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    assert run("edit", "utopia").code == 4
    assert list(mine.glob("states/*.draft"))
    assert run("show", "utopia").err == ""


@pytest.mark.parametrize("text", ["", "x", "a b c", "a 2009-01-01 -", "\udcff"])
def test_what_was_kept_and_makes_no_sense_is_as_if_the_files_had_changed(mine, run, text):
    (mine / "states/utopia.yaml").write_text(AHEAD)
    assert NOTICE in run("show", "utopia").err
    kept = places.cache_folder() / f"{freshness.name_of_folders((mine,))}.faults"
    assert kept.is_file()
    kept.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert CHANGED in run("show", "utopia").err
