"""What a run may find around it: variables, folders, settings, terminals, disks that are none."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from conftest import THOROUGH, WORLD
from fieldref import files, places
from fieldref.errors import Exit
from fieldref.index import writer
from fieldref.render.text import pager
from processes import run_forked

PROGRAM = (
    sys.executable,
    "-c",
    "import pathlib, sys; from fieldref import places; from fieldref.cli import main;"
    f"places.bundled_data = lambda: pathlib.Path({str(WORLD)!r}); sys.exit(main.run())",
)
TREATIES = ("list", "treaties", "-f", "csv")
LONG = "a" * 300


@pytest.fixture
def environment(process_environment, tmp_path):
    return {
        **process_environment,
        "HOME": str(tmp_path / "home"),
        "XDG_DATA_HOME": str(tmp_path / "home/share"),
    }


CACHE_FOLDER = places.cache_folder


@pytest.fixture
def run_at_home(run, tmp_path, cache_home, monkeypatch):
    """Runs a command with a home of the test's own, over the cache that the variables mean."""
    monkeypatch.setattr(places, "cache_folder", CACHE_FOLDER)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home/share"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home))
    return run


def ask(environment, *words, **more):
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **more}
    return subprocess.run([*PROGRAM, *words], env=environment, timeout=120, **more)


def untouched(folder, *names):
    """Whether nothing was put into the folder beside what bears these names."""
    return [path.name for path in folder.iterdir()] == [*names]


# --- variables


@pytest.mark.parametrize("name", ["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"])
def test_a_folder_that_is_not_from_the_root_is_told_and_not_used(
    run_at_home, tmp_path, monkeypatch, name
):
    here = tmp_path / "a/b"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    for text in ("here", "./here", "../here", "~nosuchuser/here"):
        monkeypatch.setenv(name, text)
        ran = run_at_home(*TREATIES)
        told = f"fieldref: {name} is ignored: {text!r} is no path from the root.\n"
        assert (ran.code, ran.err) == (0, told)
        assert untouched(here), text
        assert untouched(here.parent, "b"), text


@pytest.mark.parametrize("name", ["FIELDREF_DATA", "FIELDREF_CONFIG"])
@pytest.mark.parametrize("text", ["here", "./here", "~nosuchuser", "{here}:here"])
def test_data_and_settings_that_are_not_from_the_root_are_refused(
    run, tmp_path, monkeypatch, name, text
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").mkdir()
    if name == "FIELDREF_CONFIG" and ":" in text:
        pytest.skip("one file")
    monkeypatch.setenv(name, text.format(here=tmp_path / "here"))
    ran = run(*TREATIES)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert f"{name} can't be " in ran.err


def test_a_home_that_is_none_is_not_written_to(run_at_home, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name)
    for home in ("", "here", "~", LONG):
        monkeypatch.setenv("HOME", home)
        ran = run_at_home(*TREATIES)
        assert (ran.code, ran.err) == (0, ""), home
        assert untouched(tmp_path), home


# --- paths


NOWHERE = (
    ("check", "x"), ("check", "~nosuchuser/x"), ("check", LONG), ("check", f"{LONG}/{LONG}"),
    ("show", "utopia", "--data", LONG), ("show", "utopia", "--data", "~nosuchuser"),
    ("show", "utopia", "-o", LONG), ("show", "utopia", "-o", "x/y"),
    ("contacts", "-f", "vcard", "--split", LONG), ("import", LONG, "--into", "islands-ro"),
    ("import", "/dev/zero", "--into", "islands-ro"), ("new", "source", "x", "--data", LONG),
    ("edit", "utopia", "--data", f"{LONG}/x"),
)  # fmt: skip


@pytest.mark.parametrize("there", [True, False], ids=["here", "in a folder that was removed"])
def test_a_path_that_leads_nowhere_is_told_in_a_sentence(
    run_at_home, tmp_path, monkeypatch, in_time, there
):
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    if not there:
        here.rmdir()
    for words in NOWHERE:
        ran = run_at_home(*words)
        assert ran.code in (1, 2, 4), words
        assert ran.err.startswith("fieldref: "), words
        assert "Traceback" not in ran.err, words


def test_a_folder_that_was_removed_keeps_no_one_from_an_answer(environment, tmp_path):
    here = tmp_path / "here"
    here.mkdir()
    program = (*PROGRAM[:2], "import os; os.rmdir(os.getcwd());" + PROGRAM[2])
    done = subprocess.run(
        [*program, *TREATIES], env=environment, cwd=here, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_folders_that_are_made_are_their_owners_alone_whatever_the_umask(
    run_at_home, tmp_path, monkeypatch
):
    for mask in (0o000, 0o022, 0o777):
        home = tmp_path / f"{mask:o}"
        monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        before = os.umask(mask)
        try:
            assert run_at_home("contacts", "-f", "vcard", "--split", home / "a/b").code == 0
        finally:
            os.umask(before)
        for folder in (home, home / "a", home / "a/b", home / "cache", home / "cache/fieldref"):
            assert folder.stat().st_mode & 0o777 == 0o700, (folder, mask)


# --- settings


def _fifo(path):
    os.mkfifo(path)


SETTINGS = {
    "a named pipe": _fifo,
    "a folder": lambda path: path.mkdir(),
    "a device without end": lambda path: path.symlink_to("/dev/zero"),
    "links in a circle": lambda path: path.symlink_to(path),
    "a number of a million digits": lambda path: path.write_text(f"pager = {'9' * 1_000_000}"),
    "a number of ten thousand digits": lambda path: path.write_text(f"pager = {'9' * 10_000}"),
    "a date of the year 0": lambda path: path.write_text("pager = 0000-01-01"),
    "ten thousand brackets": lambda path: path.write_text(f"data = {'[' * 10_000}"),
    "a megabyte of comments": lambda path: path.write_text("# \n" * 350_000),
    "a NUL": lambda path: path.write_text('format = "a\0b"'),
    "a folder with a NUL": lambda path: path.write_text('data = ["/a\\u0000b"]'),
    "a folder of no user": lambda path: path.write_text('data = ["~nosuchuser/x"]'),
    "a folder of 300 letters": lambda path: path.write_text(f'data = ["{LONG}"]'),
}


@pytest.mark.parametrize("make", SETTINGS.values(), ids=SETTINGS)
def test_settings_that_are_none_are_told_at_once(run_at_home, tmp_path, monkeypatch, in_time, make):
    path = tmp_path / "config.toml"
    make(path)
    monkeypatch.setenv("FIELDREF_CONFIG", str(path))
    ran = run_at_home(*TREATIES)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert str(path) in ran.err
    assert "Traceback" not in ran.err


def test_no_settings_are_asked_for_by_the_null_device(run_at_home, monkeypatch):
    monkeypatch.setenv("FIELDREF_CONFIG", os.devnull)
    ran = run_at_home(*TREATIES)
    assert (ran.code, ran.err) == (0, "")


# --- dates


@pytest.mark.parametrize(
    "words",
    [
        ("deadlines", "--from", "2199", "-f", "ics"), ("deadlines", "--from", "2199"),
        ("deadlines", "--from", "2198", "--to", "2199", "--projected", "-f", "ics"),
        ("show", "utopia", "--on", "2198-01-01"), ("show", "utopia", "--on", "2199-12-31"),
        ("show", "utopia", "--on", "2199-12-31", "-f", "ics"),
        ("show", "flight", "--on", "2199-12-31"),
        ("timeline", "utopia", "--on", "2199-12-31", "-f", "svg"),
        ("timeline", "utopia", "--on", "2199-12-31"), ("timeline", "utopia", "--on", "1900-01-01"),
        ("show", "utopia", "--on", "1900-01-01"),
        ("compare", "utopia", "xanadu", "--on", "2199-12-31"),
        ("explain", "utopia", "flight", "--on", "2199-12-31"), ("deadlines", "--to", "1900"),
        ("contacts", "-f", "vcard", "--on", "2199-12-31"), ("list", "states", "--on", "2199-12-31"),
        ("deadlines", "--within", "200y"), ("deadlines", "--within", "9999y"),
    ],
)  # fmt: skip
def test_dates_at_the_edge_of_the_range_give_an_answer_or_a_sentence(run, words):
    ran = run(*words)
    assert ran.code in (Exit.OK, Exit.USAGE)
    assert "Traceback" not in ran.err


# --- output


def test_a_full_disk_is_told_for_every_word(environment, tmp_path):
    commands = [
        "--help", "show --help", "--version", "", "show utopia", "list states", "doctor", "-h",
    ]  # fmt: skip
    with Path("/dev/full").open("w") as full:
        told = run_forked(commands, environment, tmp_path, stdout=full)
    for words, (code, said) in zip(commands, told, strict=True):
        assert code == Exit.UNWRITABLE, words
        assert "no space left" in said, words
        assert "Traceback" not in said, words
        assert "Exception" not in said, words


@pytest.mark.parametrize("name", ["TERM", "HOME", "LANG"])
def test_nothing_that_is_left_out_of_the_environment_is_needed(environment, name):
    bare = {key: text for key, text in environment.items() if key != name}
    assert ask(bare, *TREATIES).returncode == 0


# --- pagers


@pytest.mark.process
@pytest.mark.parametrize("command", ["'less", '"', "\\", "", " ", "/nowhere/less", "/", "cat"])
def test_a_pager_that_is_none_is_done_without(monkeypatch, command):
    monkeypatch.setenv("PAGER", command)
    monkeypatch.setenv("TERM", "xterm")
    assert pager.show_in_pager("text") is False


@pytest.mark.parametrize("terminal", ["dumb", None])
def test_a_terminal_that_can_go_nowhere_gets_no_pager(monkeypatch, terminal):
    monkeypatch.setenv("PAGER", "false")
    monkeypatch.setenv("TERM", terminal or "")
    if terminal is None:
        monkeypatch.delenv("TERM")
    assert pager.show_in_pager("text") is False


@pytest.mark.process
@pytest.mark.parametrize("less", [None, "-XF", "FX", "", "-M -i", "--use-color"])
def test_less_shows_colours_and_no_codes(monkeypatch, tmp_path, less):
    program = tmp_path / "less"
    program.write_text(f'#!/bin/sh\ncat >/dev/null\necho "$LESS" >{tmp_path}/seen\n')
    program.chmod(0o700)
    monkeypatch.setenv("PAGER", str(program))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("LESS", raising=False)
    if less is not None:
        monkeypatch.setenv("LESS", less)
    assert pager.show_in_pager("\x1b[1mtext\x1b[0m") is True
    assert re.search("R", (tmp_path / "seen").read_text())
    if shutil.which("less") and less != "--use-color":
        options = (tmp_path / "seen").read_text().strip()
        shown = subprocess.run(
            ["less"], input="\x1b[1mx\x1b[0m\n",
            env={"LESS": options, "TERM": "xterm", "PATH": os.environ["PATH"]},
            capture_output=True, text=True,
        )  # fmt: skip
        assert "ESC" not in shown.stdout


# --- the cache


def test_a_cache_that_somebody_holds_is_read_at_once(
    environment, run_at_home, tmp_path, monkeypatch
):
    environment["XDG_CACHE_HOME"] = str(tmp_path / "cache")
    monkeypatch.setenv("XDG_CACHE_HOME", environment["XDG_CACHE_HOME"])
    assert run_at_home(*TREATIES).code == 0
    (index,) = tmp_path.glob("cache/fieldref/*.sqlite")
    with sqlite3.connect(index) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        begun = time.monotonic()
        done = ask(environment, *TREATIES, "--verbose")
        assert time.monotonic() - begun < 5
        holder.rollback()
    assert (done.returncode, done.stderr) == (0, "")


def test_a_bundled_index_with_blocks_of_zeros_is_told_and_not_believed(run, tmp_path, monkeypatch):
    """Each block in turn, for another question than the one before."""
    questions = [("show", "utopia"), ("search", "harbour"), ("list", "states")]
    right = {words: run(*words) for words in questions}
    data = tmp_path / "data"
    shutil.copytree(WORLD, data)
    index = data / "index.sqlite"
    writer.write_bundled_index(index, data)
    whole = index.read_bytes()
    monkeypatch.setattr(places, "bundled_data", lambda: data)
    monkeypatch.setattr(
        places, "bundled_index", lambda folders: index if folders == (data,) else None
    )
    told = Counter()
    step = 1 if THOROUGH else len(questions)
    for begin, words in enumerate(questions):
        for block in range(begin % step * 4096, len(whole), step * 4096):
            index.write_bytes(whole[:block] + bytes(4096) + whole[block + 4096 :])
            os.utime(index, (1, 1))  # as installers give it, and no sign that it is being written
            ran = run(*words)
            assert (ran.code, ran.out) == (right[words].code, right[words].out)
            told[words] += bool(re.fullmatch("fieldref: The index .* is damaged: .*\n", ran.err))
    assert min(told[words] for words in questions) > 0


# --- signals

HELD = """
import pathlib, signal, sys, time
from fieldref import files
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests may pass over it (nohup)
path = pathlib.Path(sys.argv[1])
if sys.argv[2] == "file":
    with files.open_aside(path, 0o600):
        print("held", flush=True)
        time.sleep(60)
with files.hold_folder(path / "a/b"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.process
@pytest.mark.parametrize("what", ["file", "folder"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_whatever_ends_it_it_leaves_nothing_half_done(tmp_path, number, what):
    words = [sys.executable, "-c", HELD, str(tmp_path), what]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        child.stdout.readline()
        assert not untouched(tmp_path)
        child.send_signal(number)
        assert child.wait(60) in (-number, 130, 1)
    assert untouched(tmp_path)


def test_a_signal_that_is_ignored_stays_ignored(tmp_path):
    old = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup has it
    try:
        with files.open_aside(tmp_path, None) as aside:
            os.kill(os.getpid(), signal.SIGHUP)
            assert aside.exists()
    finally:
        signal.signal(signal.SIGHUP, old)
