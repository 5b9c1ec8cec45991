"""What the README shows is what the program prints."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from checks_cases import SOUND
from conftest import DATA, THOROUGH
from fieldref import places

README = Path(__file__).resolve().parents[2] / "README.md"
SHOWN = re.findall(r"```console\n\$ fieldref (.*)\n((?:.*\n)*?)\.\.\.\n```", README.read_text())


@pytest.mark.parametrize("command, output", SHOWN, ids=[command for command, _ in SHOWN])
def test_each_screen_in_the_readme_is_how_the_output_begins(command, output, run_bundled):
    ran = run_bundled(*shlex.split(command), "--on", "2026-11-23")
    lines = [line.rstrip() for line in ran.out.splitlines()]
    assert (ran.code, lines[: len(output.splitlines())]) == (0, output.splitlines())


def test_the_readme_shows_the_three_commands_that_the_project_is_known_by():
    assert {command.split()[0] for command, _ in SHOWN} >= {"show", "deadlines", "explain"}
    assert "fieldref contacts --format vcard" in README.read_text()


TABLE = re.findall(r"\| `fieldref ([^`]*)` \|", README.read_text())
OF_ALL_DATA = ("check", "diff last-year/data")


@pytest.mark.parametrize("command", [line for line in TABLE if line not in OF_ALL_DATA])
def test_each_command_in_the_readmes_table_runs(command, ask, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert ask(*shlex.split(command.replace(", and", ""))).code == 0


@pytest.mark.parametrize("command", OF_ALL_DATA)
def test_what_reads_all_data_runs_as_the_readmes_table_has_it(
    command, run_bundled, tmp_path, monkeypatch
):
    assert command in TABLE
    data = DATA if THOROUGH else SOUND
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(places, "bundled_data", lambda: data)
    shutil.copytree(data, tmp_path / "last-year/data")
    assert run_bundled(*shlex.split(command)).code == 0
