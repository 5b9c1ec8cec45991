"""`new`: proved before anything is written, one process at a time, nothing left where it fails."""

import os
import subprocess
from functools import partial
from pathlib import Path

import pytest

from fieldref.cli.main import run as run_cli
from fieldref.user_data import data_folder
from processes import PROGRAM, ended, start

OFFICE = ("new", "office", "Harbour desk", "--kind", "country office", "--host", "utopia")
STATE = ("new", "state", "Zembla", "--iso3", "ZEM", "--iso2", "ZE", "--m49", "990")


def at_once(folder, *lines):
    """What each of these lines wrote and its exit code, all run at once by processes."""
    acts = [partial(run_cli, list(words)) for words in lines]
    started = [(start(act, folder / f"out-{n}"), folder / f"out-{n}") for n, act in enumerate(acts)]
    return [(ended(process), said.read_text()) for process, said in started]


@pytest.mark.process
def test_many_new_offices_at_once_write_one_source_of_ones_own(mine, run, tmp_path):
    lines = [("new", "office", f"Desk {n}", "--kind", "country office") for n in range(6)]
    assert [code for code, _ in at_once(tmp_path, *lines)] == [0] * 6
    assert (mine / "sources.yaml").read_text().count("id: own-notes") == 1
    assert len(list(mine.glob("offices/*.yaml"))) == 6
    assert run("check").code == 0
    assert [path.name for path in mine.rglob(".*")] == []


@pytest.mark.process
@pytest.mark.parametrize("words", [STATE, OFFICE, ("new", "source", "Minutes")])
def test_of_two_that_make_the_same_one_does_and_the_other_says_so(mine, run, tmp_path, words):
    done = at_once(tmp_path, words, words)
    assert sorted(code for code, _ in done) == [0, 2]
    assert "already" in next(says for code, says in done if code)
    assert run("check").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("new", "source", "Minutes", "--date", "2026-13-99"),
        ("new", "source", "Minutes", "--address", "javascript:alert(1)"),
        (*OFFICE, "--phone", "12345"),
        (*OFFICE, "--email", "nobody"),
        ("new", "state", "Zembla", "--iso3", "zemb", "--iso2", "ZE", "--m49", "990"),
        ("new", "state", "Zembla", "--iso3", "utp", "--iso2", "ZE", "--m49", "990"),
        ("new", "state", "Zembla", "--iso3", "ZEM", "--iso2", "ZE", "--m49", "x"),
    ],
)
def test_what_proves_badly_leaves_nothing_behind_not_even_a_folder(mine, run, words):
    ran = run(*words)
    assert ran.code in (2, 3), ran.err
    assert ran.out == ""
    assert not mine.exists()


@pytest.mark.parametrize(
    "text", ["- {id: a, title: A, colour: red}\n", "- [", "[{id: a, title: A}]\n"]
)
def test_sources_that_would_be_faulty_are_not_written_to(mine, run, text):
    mine.mkdir(parents=True)
    (mine / "sources.yaml").write_text(text)
    assert run("new", "source", "Minutes").code == 3
    assert run(*OFFICE).code == 3
    assert (mine / "sources.yaml").read_text() == text
    assert list(mine.rglob("*")) == [mine / "sources.yaml"]


BROKEN = "".join(
    f"{broken}colour: green"
    for broken in ("\n", "\r", "\r\n", "\x85", "\u2028", "\u2029", "\x0b", "\0")
)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("state", ("--iso3", "ZEM", "--iso2", "ZE", "--m49", "990")),
        ("office", ("--kind", "country office", "--city", f"A{BROKEN}")),
        ("source", ("--publisher", f"A{BROKEN}")),
    ],
)
def test_a_line_break_in_a_name_ends_no_comment(mine, run, kind, words):
    assert run("new", kind, f"Zembla{BROKEN}", *words).code == 0
    assert run("check").code == 0
    for path in mine.rglob("*.yaml"):
        lines = path.read_text("utf-8").splitlines()
        assert [line for line in lines if line.startswith("colour")] == []


@pytest.mark.parametrize("broken", ["\n", "\x85", "\u2028"])
def test_a_line_break_in_a_folders_name_or_a_source_ends_no_comment(mine, run, tmp_path, broken):
    folder = tmp_path / f"a{broken}colour: green"
    source = f"a/b{broken}colour: green"
    assert run(*OFFICE, "--data", folder, "--source", source).code in (0, 3)
    for path in folder.rglob("*.yaml"):
        lines = path.read_text("utf-8").splitlines()
        assert [line for line in lines if line.startswith("colour")] == []


def test_where_the_answer_cannot_be_written_what_is_written_is_told(mine, process_environment):
    environment = process_environment | {"XDG_DATA_HOME": str(mine.parent)}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, *OFFICE], env=environment, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 4
    for path in mine.rglob("*.yaml"):
        assert str(path) in done.stderr


def test_folders_are_their_owners_alone_whatever_the_umask(mine, run):
    usual = os.umask(0)
    try:
        assert run(*OFFICE).code == 0
    finally:
        os.umask(usual)
    for path in (mine.parent, mine, *mine.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)


@pytest.mark.parametrize(
    "words",
    [
        ("source", "a\udcffb"),
        ("source", "Notes", "--publisher", "\udcff"),
        ("office", "Pier", "--kind", "regional office", "--city", "\udcff", "--host", "utopia"),
    ],
)
def test_a_text_that_is_no_utf8_is_refused_and_nothing_is_written(mine, run, words):
    ran = run("new", *words)
    assert (ran.code, ran.out) == (2, "")
    assert "has bytes that are no UTF-8" in ran.err


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_a_file_holds_is_known_whatever_ends_its_lines(tmp_path, end):
    for kind, id, lines in (
        ("state", "UTP", ["notes: [ours]", "codes:", "  iso2: UT", "  iso3: 'UTP'", ""]),
        ("office", "pier-ro", ["name: Pier", 'id: "pier-ro"', ""]),
    ):
        path = tmp_path / f"{kind}s/ours.yaml"
        path.parent.mkdir()
        path.write_bytes(end.join(lines).encode())
        assert data_folder.file_holding(tmp_path, kind, id) == path
