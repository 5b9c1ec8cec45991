"""`new`: proved before anything is written, one process at a time, nothing left where it fails."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import WORLD

OFFICE = ("new", "office", "Harbour desk", "--kind", "country office", "--host", "utopia")
STATE = ("new", "state", "Zembla", "--iso3", "ZEM", "--iso2", "ZE", "--m49", "990")
PROGRAM = (
    sys.executable,
    "-c",
    "import pathlib, sys; from fieldref import places; from fieldref.cli import main;"
    f"places.bundled_data = lambda: pathlib.Path({str(WORLD)!r}); sys.exit(main.run())",
)


@pytest.fixture
def home(monkeypatch, tmp_path, run):
    """The user's data folder, which isn't there yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return tmp_path / "share/fieldref"


@pytest.fixture
def environment(process_environment, tmp_path):
    return {**process_environment, "XDG_DATA_HOME": str(tmp_path / "share")}


def at_once(environment, *lines):
    started = [
        subprocess.Popen(
            [*PROGRAM, *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for words in lines
    ]
    return [(process.communicate()[1].decode(), process.returncode) for process in started]


def test_many_new_offices_at_once_write_one_source_of_ones_own(home, run, environment):
    lines = [("new", "office", f"Desk {n}", "--kind", "country office") for n in range(6)]
    assert [code for _, code in at_once(environment, *lines)] == [0] * 6
    assert (home / "sources.yaml").read_text().count("id: own-notes") == 1
    assert len(list(home.glob("offices/*.yaml"))) == 6
    assert run("check").code == 0
    assert [one.name for one in home.rglob(".*")] == []


@pytest.mark.parametrize("words", [STATE, OFFICE, ("new", "source", "Minutes")])
def test_of_two_that_make_the_same_one_does_and_the_other_says_so(home, run, environment, words):
    done = at_once(environment, words, words)
    assert sorted(code for _, code in done) == [0, 2]
    assert "already" in next(err for err, code in done if code)
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
def test_what_proves_badly_leaves_nothing_behind_not_even_a_folder(home, run, words):
    ran = run(*words)
    assert ran.code in (2, 3), ran.err
    assert ran.out == ""
    assert not home.exists()


@pytest.mark.parametrize(
    "text", ["- {id: a, title: A, colour: red}\n", "- [", "[{id: a, title: A}]\n"]
)
def test_sources_that_would_be_faulty_are_not_written_to(home, run, text):
    home.mkdir(parents=True)
    (home / "sources.yaml").write_text(text)
    assert run("new", "source", "Minutes").code == 3
    assert run(*OFFICE).code == 3
    assert (home / "sources.yaml").read_text() == text
    assert list(home.rglob("*")) == [home / "sources.yaml"]


@pytest.mark.parametrize("broken", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029", "\x0b", "\0"])
@pytest.mark.parametrize("kind", ["state", "office", "source"])
def test_a_line_break_in_a_name_ends_no_comment(home, run, broken, kind):
    name = f"Zembla{broken}colour: green"
    words = {
        "state": ("--iso3", "ZEM", "--iso2", "ZE", "--m49", "990"),
        "office": ("--kind", "country office", "--city", f"A{broken}colour: green"),
        "source": ("--publisher", f"A{broken}colour: green"),
    }
    assert run("new", kind, name, *words[kind]).code == 0
    assert run("check").code == 0
    for path in home.rglob("*.yaml"):
        lines = path.read_text("utf-8").splitlines()
        assert [line for line in lines if line.startswith("colour")] == []


@pytest.mark.parametrize("broken", ["\n", "\x85", "\u2028"])
def test_a_line_break_in_a_folders_name_or_a_source_ends_no_comment(home, run, tmp_path, broken):
    folder = tmp_path / f"a{broken}colour: green"
    source = f"a/b{broken}colour: green"
    assert run(*OFFICE, "--data", folder, "--source", source).code in (0, 3)
    for path in folder.rglob("*.yaml"):
        lines = path.read_text("utf-8").splitlines()
        assert [line for line in lines if line.startswith("colour")] == []


def test_where_the_answer_cannot_be_written_what_is_written_is_told(home, environment):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, *OFFICE], env=environment, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 4
    for path in home.rglob("*.yaml"):
        assert str(path) in done.stderr


def test_folders_are_their_owners_alone_whatever_the_umask(home, environment):
    done = subprocess.run([*PROGRAM, *OFFICE], env=environment, umask=0, capture_output=True)
    assert done.returncode == 0
    for path in (home.parent, home, *home.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)


@pytest.mark.parametrize(
    "words",
    [
        ("source", "a\udcffb"),
        ("source", "Notes", "--publisher", "\udcff"),
        ("office", "Pier", "--kind", "regional office", "--city", "\udcff", "--host", "utopia"),
    ],
)
def test_a_text_that_is_no_utf8_is_refused_and_nothing_is_written(home, run, words):
    ran = run("new", *words)
    assert (ran.code, ran.out) == (2, "")
    assert "has bytes that are no UTF-8" in ran.err
