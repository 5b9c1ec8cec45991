"""What the README shows is what the program prints."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from conftest import DATA

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


@pytest.mark.parametrize("command", re.findall(r"\| `fieldref ([^`]*)` \|", README.read_text()))
def test_each_command_in_the_readmes_table_runs(command, run_bundled, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if "last-year/data" in command:
        shutil.copytree(DATA, tmp_path / "last-year/data")
    assert run_bundled(*shlex.split(command.replace(", and", ""))).code == 0
