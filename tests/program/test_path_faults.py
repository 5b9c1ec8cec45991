"""Whatever a call on a path outside can fail with, no command ends in a traceback.

Every call that the system offers on paths is made to fail for whatever lies in the user's home, for
every command that makes it: the first time or the second, in a way that moves on from call to call,
over a cache that is there and for one command over none. With FIELDREF_THOROUGH=1 for all over
none, both times, in all ways.
"""

import errno
import fcntl
import io
import itertools
import os
import shutil
import sqlite3
import sys

import pytest

from conftest import THOROUGH
from fieldref import places

os_fstat = os.fstat  # which what catches the output calls, too
CODES = [
    errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ELOOP,
    errno.ENAMETOOLONG, errno.EIO, errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EMFILE,
    errno.ESTALE, errno.ETIMEDOUT, errno.EINVAL, errno.ENOLCK, errno.EOPNOTSUPP, errno.EBUSY,
    errno.ENXIO, errno.ENODEV, errno.EFBIG, errno.EXDEV, errno.EINTR, errno.ETXTBSY,
]  # fmt: skip
OF_PATHS = [
    "access", "chmod", "link", "listdir", "lstat", "mkdir", "open", "readlink", "rename", "replace",
    "rmdir", "scandir", "stat", "unlink", "utime",
]  # fmt: skip
OF_FILES = ["fchmod", "fdopen", "fstat", "fsync", "getcwd"]
CALLS = [*OF_PATHS, *OF_FILES, "io.open", "sqlite3.connect", "fcntl.flock"]
COMMANDS = {
    "show": ("show", "xanadu"),
    "list": ("list", "states", "-f", "json"),
    "output": ("show", "utopia", "-f", "json", "-o", "{home}/out.json"),
    "over": ("show", "utopia", "-f", "json", "-o", "{home}/old.json"),
    "split": ("contacts", "-f", "vcard", "--split", "{home}/cards/all"),
    "check": ("check", "{home}/share/fieldref", "{home}/share/fieldref/states/xanadu.yaml"),
    "relative": ("check", "x.yaml"),
    "data": ("list", "states", "--data", "{home}/share/fieldref"),
    "new": ("new", "office", "Harbour desk", "--kind", "country office", "--host", "utopia"),
    "source": ("new", "source", "Minutes"),
    "edit": ("edit", "xanadu"),
    "import": ("import", "{home}/a.csv", "--into", "islands-ro", "--write"),
    "paths": ("paths",),
    "doctor": ("doctor",),
    "config": ("config",),
}
OVER_NO_CACHE = COMMANDS if THOROUGH else ("list",)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A home with data, settings, a draft and an address book; an editor that changes nothing."""
    kept = tmp_path_factory.mktemp("kept")
    (kept / "share/fieldref/states").mkdir(parents=True)
    (kept / "share/fieldref/states/xanadu.yaml").write_text("codes: {iso3: XAN}\nnotes: [mine]\n")
    (kept / "share/fieldref/sources.yaml").write_text("- {id: mine, title: Mine}\n")
    (kept / "config/fieldref").mkdir(parents=True)
    (kept / "config/fieldref/config.toml").write_text("pager = false\n")
    (kept / "a.csv").write_text("name,email\nAda,a@example.org\n")
    (kept / "old.json").write_text("before")
    (kept / "editor").write_text("#!/bin/sh\nexit 0\n")
    (kept / "editor").chmod(0o700)
    return kept


@pytest.fixture
def home(run, kept, monkeypatch):
    """That home, where each test finds it as it is kept, so that the cache is of it."""
    home = kept.with_name("home")
    restore(home, kept)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("EDITOR", str(home / "editor"))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr(places, "cache_folder", lambda: home / "cache/fieldref")
    if not (kept / "cache").exists():
        for folders in ([], ["--data", home / "share/fieldref"]):
            assert run("list", "states", *folders).code == 0
        shutil.copytree(home / "cache", kept / "cache")
    return home


def restore(home, kept, cold=False):
    """Makes the home what is kept of it, times and all; without its cache if it is to be cold."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(kept, home, ignore=shutil.ignore_patterns("cache") if cold else None)


def failing(real, code, home, of_paths, made, after):
    """The call as it is, but failing with the code behind so many calls; of paths, in the home."""

    def call(*words, **more):
        named = str(words[0]) if words and not isinstance(words[0], int) else ""
        concerned = str(home) in named or named[:1] not in ("", "/") or not of_paths
        ours = real is not os_fstat or "fieldref" in sys._getframe(1).f_code.co_filename
        if concerned and ours:
            made.append(named)
            if len(made) > after:
                raise OSError(code, os.strerror(code), *([named] if named else []))
        return real(*words, **more)

    return call


def break_call(patch, name, code, home, after):
    """Makes a call fail behind so many calls; gives what it is made for, as it comes to it."""
    made = []
    if name == "sqlite3.connect":
        real = sqlite3.connect

        def connect(*words, **more):
            if words[0] != ":memory:":
                made.append(words[0])
                if len(made) > after:
                    raise sqlite3.OperationalError("unable to open database file")
            return real(*words, **more)

        patch.setattr(sqlite3, "connect", connect)
        return made
    module = {"io": io, "fcntl": fcntl}.get(name.partition(".")[0], os)
    call = name.rpartition(".")[2]
    of_paths = name in OF_PATHS or name == "io.open"
    real = getattr(module, call)
    patch.setattr(module, call, failing(real, code, home, of_paths, made, after))
    return made


def count_calls(run, words, home):
    """How often the command makes each of the calls."""
    with pytest.MonkeyPatch.context() as patch:
        made = {name: break_call(patch, name, 0, home, sys.maxsize) for name in CALLS}
        assert run(*words).code in (0, 2)  # of which the second is for a file that is not there
    return {name: len(calls) for name, calls in made.items()}


def ways(count, number, every):
    """Behind how many calls that work one fails, and with what code: every one, or one of each."""
    if every:
        return itertools.product(range(min(count, 2)), CODES)
    return [(number % min(count, 2), CODES[number % len(CODES)])] if count else []


@pytest.mark.process
@pytest.mark.parametrize(
    ("command", "cold"),
    [*((name, False) for name in COMMANDS), *((name, True) for name in OVER_NO_CACHE)],
)
def test_no_way_that_a_call_can_fail_ends_in_a_traceback(run, home, kept, command, cold):
    words = [word.format(home=home) for word in COMMANDS[command]]
    restore(home, kept, cold)
    counts = count_calls(run, words, home)
    for number, call in enumerate(CALLS, 7 * [*COMMANDS].index(command)):
        for after, code in ways(counts[call], number, THOROUGH and cold):
            restore(home, kept, cold)
            with pytest.MonkeyPatch.context() as patch:
                made = break_call(patch, call, code, home, after)
                ran = run(*words)
            told = f"{call} {errno.errorcode[code]} {after}: {ran}"
            assert len(made) > after, told
            assert ran.code in (0, 1, 2, 3, 4), told
            assert "Traceback" not in ran.err, told
            assert ran.code == 0 or ran.err.startswith("fieldref: "), told
            assert (home / "old.json").read_text()[:1] in ("b", "{"), told
            if call != "unlink":
                assert [path.name for path in home.rglob(".fieldref-*")] == [], told
