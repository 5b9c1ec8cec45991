"""Where it goes: stdout, pipes, files, screens and pagers."""

import errno
import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cases import of_each
from fieldref.errors import Exit, Unwritable
from fieldref.render import output
from fieldref.render.formats import write_answer
from fieldref.render.interface import OutputOptions
from fieldref.render.text.color import wants_color
from fieldref.render.text.pager import show_in_pager
from fieldref.render.text.screen import detect_screen
from render_answer import ANSWER

TESTS = Path(__file__).parents[1]
SCRIPT = """
import sys
sys.path.insert(0, {tests!r})
from render_answer import ANSWER
from fieldref.answer.blocks import Paragraph, line
from fieldref.errors import FieldrefError
from fieldref.render.formats import write_answer
from fieldref.render.interface import OutputOptions
many = tuple(Paragraph(line("word")) for _ in range({count}))
try:
    write_answer(ANSWER._replace(blocks=lambda: ANSWER.blocks() + many), OutputOptions({options}))
except FieldrefError as error:
    print(error.sentence, file=sys.stderr)
    sys.exit(error.code)
"""


def command(options="", count=0):
    return [sys.executable, "-c", SCRIPT.format(tests=str(TESTS), options=options, count=count)]


@pytest.mark.process
def test_a_closed_pipe_ends_in_silence_with_0():
    """What is written is more than a pipe holds; unbuffered, a part of it would be no error."""
    pipe, buffered = subprocess.PIPE, os.environ | {"PYTHONUNBUFFERED": ""}
    long = command(count=20_000)
    with subprocess.Popen(long, stdout=pipe, stderr=pipe, env=buffered) as child:
        child.stdout.read(10)
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("options", ["", "'json'", "output='/dev/full'"])
@pytest.mark.process
def test_a_full_disk_is_one_sentence_and_4(options):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command(options), stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == Exit.UNWRITABLE
    assert done.stderr.count(b"\n") == 1
    assert b"no space left" in done.stderr


@pytest.mark.process
def test_stdout_is_utf8_whatever_the_locale():
    ascii_only = {**os.environ, "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command(), capture_output=True, env=ascii_only, check=True)
    assert "កម្ពុជា" in done.stdout.decode()


def test_a_closed_stdout_is_one_sentence(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(Unwritable, match="stdout is closed"):
        write_answer(ANSWER, OutputOptions("json"))


def test_a_new_file_gets_the_rights_that_the_umask_leaves(tmp_path):
    file = tmp_path / "new.txt"
    before = os.umask(0o027)
    try:
        output.write_output("new", str(file))
    finally:
        os.umask(before)
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == ("new", 0o640)
    assert list(tmp_path.iterdir()) == [file]


def test_a_replaced_file_keeps_its_rights(tmp_path):
    file = tmp_path / "old.txt"
    file.write_text("old")
    file.chmod(0o600)
    output.write_output("new", str(file))
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == ("new", 0o600)


def test_a_disk_that_fills_up_leaves_the_old_file_whole(tmp_path, monkeypatch):
    file = tmp_path / "old.txt"
    file.write_text("old")

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unwritable, match=r"old.txt can't be written: no space left on device\."):
        output.write_output("new", str(file))
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_symbolic_link_is_not_followed(tmp_path):
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to("target")
    with pytest.raises(Unwritable, match="symbolic link"):
        output.write_output("new", str(tmp_path / "link"))
    assert (tmp_path / "target").read_text() == "old"


@pytest.mark.parametrize("name", ["", "no/such/folder.txt", "x" * 300])
def test_what_cannot_be_a_file_is_one_sentence(name, tmp_path):
    with pytest.raises(Unwritable, match="can't be written"):
        output.write_output("new", str(tmp_path / name))
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to_and_stays_one():
    output.write_output("new", "/dev/null")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@of_each(
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"CLICOLOR_FORCE": "1", "CLICOLOR": "0"}, False, True),
        ({"CLICOLOR": "0"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ]
)
def test_the_environment_says_whether_colours_are_wanted(environment, interactive, wants):
    assert wants_color(environment, interactive) is wants


def test_the_width_is_the_options_then_columns_and_at_least_40(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    assert detect_screen(None, "auto", None).width == 100
    assert detect_screen(None, "auto", 60).width == 60
    assert detect_screen(None, "auto", 10).width == 40
    monkeypatch.setenv("COLUMNS", "wide")
    assert detect_screen("file", "auto", None).width == 80


def on_screen(options="", count=0, **environment):
    """What a terminal of 80 x 24 would get."""
    parent, child = pty.openpty()
    known = {key: os.environ[key] for key in ("PATH", "PYTHONPATH") if key in os.environ}
    env = {**known, "TERM": "xterm", "COLUMNS": "80", "LINES": "24", **environment}
    with subprocess.Popen(command(options, count), stdout=child, env=env):
        os.close(child)
        told = b""
        while part := _read(parent):
            told += part
    os.close(parent)
    return told.decode().replace("\r\n", "\n")


def _read(file):
    try:
        return os.read(file, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


@pytest.mark.process
def test_a_terminal_gets_colours_and_boxes_and_no_color_neither():
    painted = on_screen()
    assert "\x1b[1;38;5;63mUtopia\x1b[0m" in painted
    assert "╭─" in painted
    for plain in (on_screen(NO_COLOR="1"), on_screen("color='never'")):
        assert "\x1b[" not in plain  # links, "\x1b]", are no colours
        assert "╭─" not in plain
    dumb = on_screen(TERM="dumb")
    assert "\x1b" not in dumb
    assert "═" not in dumb  # it is read aloud, or by a program


def test_colour_can_be_had_in_a_pipe(capsysbinary):
    write_answer(ANSWER, OutputOptions(color="always"))
    assert b"\x1b[1;38;5;63mUtopia" in capsysbinary.readouterr().out


@pytest.mark.process
def test_what_is_longer_than_the_screen_goes_to_the_pager():
    tail = f"{sys.executable} -c 'import sys; print(len(sys.stdin.read().split()))'"
    assert int(on_screen("pager=True", 500, PAGER=tail)) > 500
    assert on_screen("pager=True", PAGER="no-such-pager").startswith("\x1b[1;38;5;63mUtopia")


@pytest.mark.parametrize("pager", ["", "cat", "no-such-pager --really"])
@pytest.mark.process
def test_without_a_pager_it_is_to_be_printed(pager, monkeypatch):
    monkeypatch.setenv("PAGER", pager)
    assert show_in_pager("text") is False


def test_a_folder_made_for_cards_that_cannot_be_written_is_removed_again(tmp_path, monkeypatch):
    def full(*_):
        raise Unwritable("full")

    monkeypatch.setattr(output, "write_output", full)
    with pytest.raises(Unwritable):
        output.write_files([("a.vcf", "x")], str(tmp_path / "cards"))
    assert not (tmp_path / "cards").exists()
