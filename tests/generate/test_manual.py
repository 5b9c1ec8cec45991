"""The manual page: what the help says, in the form that man reads."""

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

import fieldref
from fieldref.cli.app import EXITS
from fieldref.cli.registry import COMMANDS, load_command
from fieldref.errors import Exit
from fieldref.generate import manual

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/fieldref.1"


def test_the_page_is_what_the_commands_say():
    written = PAGE.read_text(encoding="utf-8")
    assert written == manual.manual_page(), "write it anew: python -m fieldref.generate"


def test_the_page_has_every_command_option_and_exit_code():
    page = manual.manual_page().replace("\\-", "-")
    for name in COMMANDS:
        assert f".SS fieldref {name}" in page
        for parameter in load_command(name).parameters:
            names = "/".join(parameter.declaration.names).split("/")
            assert all(name in page for name in names)
    assert [int(code) for code in EXITS] == [code.value for code in Exit]
    assert f'"fieldref {fieldref.__version__}"' in page


@pytest.mark.skipif(not shutil.which("mandoc"), reason="needs mandoc")
def test_mandoc_finds_nothing_to_say_of_it():
    done = subprocess.run(["mandoc", "-T", "lint", PAGE], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(not shutil.which("mandoc"), reason="needs mandoc")
def test_what_a_reader_sees_has_no_marks_of_roff():
    words = ["mandoc", "-T", "utf8", "-O", "width=78", PAGE]
    shown = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert "fieldref explain cambodia cedaw" in shown
    assert not any(mark in shown for mark in ("\\f", "\\-", "\\&", ".TP"))


def test_the_wheel_installs_it():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {"docs/fieldref.1": "share/man/man1/fieldref.1"}
