"""Several files are written all or none, whatever fails and when."""

import errno
import os
import signal
from pathlib import Path

import pytest

from fieldref import files
from fieldref.files import Writing, write_together
from processes import ended, start


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.yaml").write_text("a before")
    (tmp_path / "a.yaml").chmod(0o640)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "b.yaml").write_text("b before")
    return tmp_path


def writings(folder):
    return [
        Writing(folder / "a.yaml", b"a after", 0o640, overwrite=True),
        Writing(folder / "b" / "b.yaml", b"b after", 0o600, overwrite=True),
        Writing(folder / "new.yaml", b"new", 0o600, overwrite=False),
    ]


def contents(folder):
    every = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in every}


def test_all_are_written_with_their_rights_and_nothing_is_left_beside_them(folder):
    write_together(writings(folder))
    assert contents(folder) == {"a.yaml": b"a after", "b/b.yaml": b"b after", "new.yaml": b"new"}
    assert (folder / "a.yaml").stat().st_mode & 0o777 == 0o640


CALLS = [(os, "open"), (os, "fsync"), (Path, "replace"), (Path, "open")]


@pytest.mark.parametrize(("owner", "name"), CALLS)
def test_a_failure_at_any_call_leaves_every_file_as_it_was(folder, monkeypatch, owner, name):
    before, true = contents(folder), getattr(owner, name)
    for nth in range(1, 30):
        calls = iter(range(1, 1000))

        def fail(*args, nth=nth, calls=calls, **kwargs):
            if next(calls) == nth:
                raise OSError(errno.ENOSPC, "no space left on device", "somewhere")
            return true(*args, **kwargs)

        with monkeypatch.context() as patched:
            patched.setattr(owner, name, fail)
            try:
                write_together(writings(folder))
            except OSError as error:
                assert error.filename in [writing.path for writing in writings(folder)]
            else:
                break
        assert contents(folder) == before, (name, nth)
    assert nth > 1  # the call is made
    assert contents(folder)["a.yaml"] == b"a after"


def test_a_file_that_came_meanwhile_is_not_replaced_and_stops_all(folder):
    (folder / "new.yaml").write_text("somebody else's")
    before = contents(folder)
    with pytest.raises(FileExistsError) as told:
        write_together(writings(folder))
    assert told.value.filename == folder / "new.yaml"
    assert contents(folder) == before
    assert not list(folder.rglob(files.ASIDE))


@pytest.mark.process
def test_what_ends_a_write_inside_a_held_folder_clears_both(tmp_path):
    def die():
        with files.hold_folder(tmp_path / "new/folder"), files.open_aside(tmp_path / "new", None):
            os.kill(os.getpid(), signal.SIGTERM)

    assert ended(start(die)) == -signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (FileNotFoundError(errno.ENOENT, "x"), "There is no folder 'a'."),
        (NotADirectoryError(errno.ENOTDIR, "x"), "There is no folder 'a'."),
        (PermissionError(errno.EACCES, "Denied"), "'a' can't be looked at: denied."),
        (OSError(errno.ELOOP, "Too many levels"), "'a' can't be looked at: too many levels."),
        (ValueError("embedded null byte"), "'a' can't be looked at: its name has a NUL character."),
    ],
)
def test_what_may_not_be_looked_at_is_not_said_to_be_absent(monkeypatch, error, says):
    def fail(_):
        raise error

    monkeypatch.setattr(Path, "stat", fail)
    assert files.explain_absence(Path("a"), "folder") == says
