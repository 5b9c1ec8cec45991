"""Whatever a call on a path outside can fail with, no command ends in a traceback.

Every call that the system offers on paths is made to fail in every way, for whatever lies in the
user's home. Each fails for every second command, in a way that moves on; with FIELDREF_THOROUGH=1
for all, in all.
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
    "cold": ("list", "states", "-f", "json"),
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
PAIRS = list(itertools.product(CALLS, COMMANDS))[:: 1 if THOROUGH else 2]


@pytest.fixture
def home(run, tmp_path, monkeypatch):
    """A home with data, settings, a draft and an address book; an editor that changes nothing."""
    home = tmp_path / "home"
    (home / "share/fieldref/states").mkdir(parents=True)
    (home / "share/fieldref/states/xanadu.yaml").write_text("codes: {iso3: XAN}\nnotes: [mine]\n")
    (home / "share/fieldref/sources.yaml").write_text("- {id: mine, title: Mine}\n")
    (home / "config/fieldref").mkdir(parents=True)
    (home / "config/fieldref/config.toml").write_text("pager = false\n")
    (home / "a.csv").write_text("name,email\nAda,a@example.org\n")
    (home / "old.json").write_text("before")
    (home / "editor").write_text("#!/bin/sh\nexit 0\n")
    (home / "editor").chmod(0o700)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("EDITOR", str(home / "editor"))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr(places, "cache_folder", lambda: home / "cache/fieldref")
    return home


def failing(real, code, home, of_paths, failed, after):
    """The call as it is, but failing with the code behind so many calls; of paths, in the home."""
    left = itertools.count(-after)

    def call(*words, **more):
        named = str(words[0]) if words and not isinstance(words[0], int) else ""
        concerned = str(home) in named or named[:1] not in ("", "/") or not of_paths
        ours = real is not os_fstat or "fieldref" in sys._getframe(1).f_code.co_filename
        if concerned and ours and next(left) >= 0:
            failed.append(named)
            raise OSError(code, os.strerror(code), *([named] if named else []))
        return real(*words, **more)

    return call


def break_call(patch, name, code, home, after):
    """Makes a call fail behind so many calls; gives what it has failed for, as it comes to it."""
    failed = []
    if name == "sqlite3.connect":
        real = sqlite3.connect

        def connect(*words, **more):
            if words[0] != ":memory:" and not after:
                failed.append(words[0])
                raise sqlite3.OperationalError("unable to open database file")
            return real(*words, **more)

        patch.setattr(sqlite3, "connect", connect)
        return failed
    module = {"io": io, "fcntl": fcntl}.get(name.partition(".")[0], os)
    call = name.rpartition(".")[2]
    of_paths = name in OF_PATHS or name == "io.open"
    real = getattr(module, call)
    patch.setattr(module, call, failing(real, code, home, of_paths, failed, after))
    return failed


def ways(name):
    """The codes that a call is tried with: all, or one that moves on from call to call."""
    return CODES if THOROUGH else [CODES[PAIRS.index(name) % len(CODES)]]


@pytest.mark.process
@pytest.mark.parametrize(("call", "command"), PAIRS)
def test_no_way_that_a_call_can_fail_ends_in_a_traceback(run, home, tmp_path, call, command):
    kept = tmp_path / "kept"
    shutil.copytree(home, kept)
    words = [word.format(home=home) for word in COMMANDS[command]]
    for after, code in itertools.product((0, 1), ways((call, command))):
        with pytest.MonkeyPatch.context() as patch:
            failed = break_call(patch, call, code, home, after)
            ran = run(*words)
        told = f"{call} {errno.errorcode[code]} {after}: {ran}"
        assert ran.code in (0, 1, 2, 3, 4), told
        assert "Traceback" not in ran.err, told
        assert ran.code == 0 or ran.err.startswith("fieldref: "), told
        assert (home / "old.json").read_text()[:1] in ("b", "{"), told
        if call != "unlink":
            assert [path.name for path in home.rglob(".fieldref-*")] == [], told
        if not failed:
            break  # the command makes no such call, or no more: no code would tell
        shutil.rmtree(home)
        shutil.copytree(kept, home)
