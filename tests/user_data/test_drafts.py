"""Drafts of `edit`: nothing that anybody wrote is lost, whoever else writes meanwhile."""

import errno
import os
import signal
import sys
import threading
import time
from datetime import date

import pytest

from fieldref import files
from fieldref.user_data import safe_files
from processes import ended, start

BEGUN = "codes: {iso3: XAN}\nun_group: African\n"
BY_HAND = "codes: {iso3: XAN}\nun_group: Asia-Pacific\n"


@pytest.fixture
def home(mine):
    """A file of a State in the user's data folder."""
    path = mine / "states/xanadu.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(BEGUN)
    return path


@pytest.fixture
def editor(monkeypatch, tmp_path):
    """Sets an editor: a program in Python, which knows the draft's `path` and `text`."""

    def set_(program):
        path = tmp_path / "editor.py"
        path.write_text(
            "import os, pathlib, sys, time\npath = pathlib.Path(sys.argv[1])\n"
            f"text = path.read_text('utf-8')\n{program}\n"
        )
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"{sys.executable} -IS {path}")

    return set_


def drafts(path):
    return sorted(path.parent.glob("*.draft"))


def test_a_draft_from_before_a_change_by_hand_is_kept_and_never_written(home, run, editor):
    editor("path.write_text(text + 'notes: [begun]\\n', 'utf-8'); sys.exit(1)")
    assert run("edit", "xanadu").code == 4
    home.write_text(BY_HAND)
    editor("")
    ran = run("edit", "xanadu")
    (draft,) = drafts(home)
    assert ran.code == 4
    assert str(home) in ran.err
    assert str(draft) in ran.err
    assert home.read_text() == BY_HAND
    assert "begun" in draft.read_text()
    draft.unlink()
    assert run("edit", "xanadu").code == 0


def test_a_draft_goes_on_where_its_text_still_stands(home, run, editor):
    editor("path.write_text(text + 'notes: [begun]\\n', 'utf-8'); sys.exit(1)")
    ran = run("edit", "xanadu")
    (draft,) = drafts(home)
    assert f"Your text is kept in {draft}; " in ran.err
    editor("assert 'begun' in text")
    assert run("edit", "xanadu").code == 0
    assert home.read_text() == BEGUN + "notes: [begun]\n"
    assert drafts(home) == []


@pytest.mark.parametrize("typed", ["path.write_text(text + 'notes: [mine]\\n')", "pass"])
def test_what_is_saved_while_the_editor_is_open_is_never_overwritten(home, run, editor, typed):
    editor(f"{typed}\npathlib.Path({str(home)!r}).write_text({BY_HAND!r})")
    ran = run("edit", "xanadu")
    assert home.read_text() == BY_HAND
    if typed == "pass":
        assert (ran.code, drafts(home)) == (0, [])
    else:
        assert ran.code == 4
        (draft,) = drafts(home)
        assert str(draft) in ran.err
        assert "mine" in draft.read_text()


def test_an_editor_that_gives_up_with_nothing_typed_leaves_no_draft(home, run, editor):
    editor("sys.exit(1)")
    assert run("edit", "xanadu").code == 4
    assert drafts(home) == []


def test_a_draft_in_which_nothing_was_typed_stands_in_no_ones_way(home, run, editor):
    editor("path.write_text(text + 'notes: [begun]\\n', 'utf-8'); sys.exit(1)")
    run("edit", "xanadu")
    (draft,) = drafts(home)
    draft.write_text(BEGUN)  # as one that a killed fieldref has left
    home.write_text(BY_HAND)
    editor("")
    assert run("edit", "xanadu").code == 0
    assert (home.read_text(), drafts(home)) == (BY_HAND, [])


def test_a_full_disk_leaves_the_draft_and_names_it(home, run, editor, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    editor("path.write_text(text + 'notes: [begun]\\n', 'utf-8')")
    monkeypatch.setattr(files, "write_together", refuse)
    monkeypatch.setattr(safe_files, "create_file", lambda path, text: path.write_text(text))
    ran = run("edit", "xanadu")
    (draft,) = drafts(home)
    assert (ran.code, home.read_text()) == (4, BEGUN)
    assert f"Your text is kept in {draft}; " in ran.err


def test_a_file_that_appears_while_its_bundled_one_is_edited_is_kept(home, run, editor):
    home.unlink()
    editor(f"path.write_text(text + '\\n')\npathlib.Path({str(home)!r}).write_text({BY_HAND!r})")
    assert run("edit", "xanadu").code == 4
    assert home.read_text() == BY_HAND
    assert len(drafts(home)) == 1


def test_a_file_that_is_removed_while_it_is_edited_stays_removed(home, run, editor):
    editor(f"path.write_text(text + '\\n')\npathlib.Path({str(home)!r}).unlink()")
    assert run("edit", "xanadu").code == 4
    assert not home.exists()
    assert len(drafts(home)) == 1


def test_of_two_edits_at_once_the_second_waits_for_no_one_and_says_so(home, run, editor, tmp_path):
    begun, go = tmp_path / "begun", tmp_path / "go"
    editor(
        f"pathlib.Path({str(begun)!r}).touch()\n"
        f"while not os.path.exists({str(go)!r}): time.sleep(0.01)\n"
        "path.write_text(text + 'notes: [first]\\n')"
    )
    seen = []
    second = threading.Thread(target=lambda: seen.append(_second(home, begun, go)))
    second.start()
    ran = run("edit", "xanadu")
    second.join()
    assert ran.code == 0
    (code, err), *_ = seen
    assert (code, "being edited already" in err) == (4, True)
    assert home.read_text() == BEGUN + "notes: [first]\n"
    assert [one.name for one in home.parent.iterdir()] == ["xanadu.yaml"]


def _second(home, begun, go):
    """A second `edit` of the same file, by the function below the command."""
    from fieldref.errors import Unwritable
    from fieldref.user_data.drafts import edit_by_draft

    ends = time.monotonic() + 60
    while not begun.exists() and time.monotonic() < ends:
        time.sleep(0.01)
    try:
        edit_by_draft(home, home.read_text, lambda _: None, date(2026, 11, 23))
        return 0, ""
    except Unwritable as error:
        return int(error.code), error.sentence
    finally:
        go.touch()


@pytest.mark.parametrize(
    "program",
    [
        "path.unlink()",
        "path.unlink(); path.mkdir()",
        "path.unlink(); os.mkfifo(path)",
        "path.unlink(); path.symlink_to('/nowhere/at/all')",
        "path.rename(path.with_name('elsewhere'))",
        "path.write_bytes(b'x' * 2_000_000)",
    ],
)
def test_an_editor_that_leaves_no_draft_to_be_read_changes_nothing(home, run, editor, program):
    editor(program)
    ran = run("edit", "xanadu")
    assert ran.code == 4
    assert "Traceback" not in ran.err
    assert home.read_text() == BEGUN


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_draft_that_is_saved_in_another_encoding_is_kept_and_counts_not(
    home, run, editor, encoding
):
    editor(f"path.write_text(text + 'notes: [caf\\xe9]\\n', {encoding!r})")
    ran = run("edit", "xanadu")
    assert (ran.code, "not UTF-8" in ran.err) == (4, True)
    assert home.read_text() == BEGUN
    (draft,) = drafts(home)
    assert draft.read_bytes() == (BEGUN + "notes: [caf\xe9]\n").encode(encoding)


def test_an_interrupt_in_the_editor_is_the_editors(home, run, editor):
    editor(
        "import signal; os.kill(os.getppid(), signal.SIGINT); time.sleep(0.1)\n"
        "path.write_text(text + 'notes: [typed]\\n', 'utf-8')"
    )
    assert run("edit", "xanadu").code == 0
    assert home.read_text() == BEGUN + "notes: [typed]\n"


@pytest.mark.process
def test_what_ends_fieldref_ends_no_editor_and_leaves_no_lock(home, run, editor, tmp_path):
    saved = tmp_path / "saved"
    editor(
        "import signal; fieldref = os.getppid(); os.kill(fieldref, signal.SIGTERM)\n"
        "while os.getppid() == fieldref: time.sleep(0.01)\n"
        f"path.write_text(text + 'notes: [typed]\\n'); pathlib.Path({str(saved)!r}).touch()"
    )
    assert ended(start(lambda: run("edit", "xanadu").code)) == -signal.SIGTERM
    ends = time.monotonic() + 60
    while not saved.exists() and time.monotonic() < ends:
        time.sleep(0.01)
    (draft,) = drafts(home)
    assert "typed" in draft.read_text()
    assert sorted(path.name for path in home.parent.iterdir()) == [home.name, draft.name]


@pytest.mark.process
@pytest.mark.parametrize("name", ["", "  ", "'unclosed", "/nowhere/at/all", "/", "a\0b"])
def test_an_editor_that_is_none_is_told(home, run, monkeypatch, name):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("os.environ", {**__import__("os").environ, "EDITOR": name})
    ran = run("edit", "xanadu")
    assert ran.code == 2
    assert "can't be run" in ran.err
    assert home.read_text() == BEGUN


def test_a_file_that_is_no_utf_8_is_not_edited_into_another(home, run, editor):
    editor("path.write_text(text + 'x')")
    home.write_bytes(b"notes: [\xe9]\n")
    ran = run("edit", "xanadu")
    assert (ran.code, "not UTF-8" in ran.err) == (4, True)
    assert home.read_bytes() == b"notes: [\xe9]\n"
