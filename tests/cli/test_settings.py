"""Settings: an option over the environment over the user's file over what is built in."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from platformdirs import user_config_path

from cases import of_each
from fieldref import places
from fieldref.errors import Exit

ON = ("--on", "2026-11-23")


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The user's file of settings, empty."""
    for name in ("FIELDREF_FORMAT", "FIELDREF_COLOR", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "config.toml"
    path.touch()
    monkeypatch.setenv("FIELDREF_CONFIG", str(path))
    return path


def in_force(run, *words):
    ran = run("config", "-f", "json", *ON, *words)
    assert (ran.code, ran.err) == (Exit.OK, "")
    return {item["key"]: (item["value"], item["source"]) for item in json.loads(ran.out)["items"]}


def refused(run, path, line, *says):
    """Every command names the file and line at fault, and the next step; then it ends with 2."""
    for command in (["show", "utopia"], ["check"], ["config"]):
        ran = run(*command)
        assert (ran.code, ran.out) == (Exit.USAGE, "")
        assert ran.err.startswith(f"fieldref: {path}:{line}: ")
        assert ran.err.count("\n") == 2
        assert all(word in ran.err for word in says)


# --- what stands over what


def test_with_nothing_set_all_is_built_in(run, file):
    said = in_force(run)
    del said["format"]  # --format json asks for it
    assert set(said) == {"color", "pager", "accessible", "data"}
    assert {source for _, source in said.values()} == {"built in"}


def test_the_file_stands_over_what_is_built_in(run, file, tmp_path):
    (tmp_path / "mine").mkdir()
    file.write_text('color = "never"\npager = false\naccessible = true\ndata = ["mine"]\n')
    assert in_force(run) == {
        "format": ("json", "option --format"),
        "color": ("never", str(file)),
        "pager": ("false", str(file)),
        "accessible": ("true", str(file)),
        "data": (str(tmp_path / "mine"), str(file)),
    }


def test_the_environment_stands_over_the_file(run, file, monkeypatch):
    file.write_text('format = "csv"\ncolor = "never"\n')
    monkeypatch.setenv("FIELDREF_FORMAT", "json")
    monkeypatch.setenv("FIELDREF_COLOR", "always")
    items = json.loads(run("config").out)["items"]
    assert [(one["value"], one["source"]) for one in items[:2]] == [
        ("json", "FIELDREF_FORMAT"),
        ("always", "FIELDREF_COLOR"),
    ]


def test_an_option_stands_over_the_environment(run, file, monkeypatch):
    monkeypatch.setenv("FIELDREF_FORMAT", "csv")
    monkeypatch.setenv("FIELDREF_COLOR", "always")
    said = in_force(run, "--color", "never", "--no-pager")
    assert said["format"] == ("json", "option --format")
    assert said["color"] == ("never", "option --color")
    assert said["pager"] == ("false", "option --no-pager")


@pytest.mark.parametrize(
    ("name", "value", "key", "says"),
    [
        ("NO_COLOR", "1", "color", "never"),
        ("FORCE_COLOR", "1", "color", "always"),
        ("CLICOLOR", "0", "color", "never"),
        ("TERM", "dumb", "color", "never"),
        ("PAGER", "most -w", "pager", "most -w"),
        ("FIELDREF_ACCESSIBLE", "1", "accessible", "true"),
        ("FIELDREF_ACCESSIBLE", "False", "accessible", "false"),
    ],
)
def test_config_tells_what_common_variables_decide(run, file, monkeypatch, name, value, key, says):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(name, value)
    assert in_force(run)[key] == (says, name)


def test_empty_variables_are_as_if_unset(run, file, monkeypatch):
    monkeypatch.setenv("FIELDREF_FORMAT", "")
    monkeypatch.setenv("FIELDREF_COLOR", "")
    assert run("config", *ON).out.startswith("Settings in force")


def test_folders_of_the_option_come_over_those_of_the_file(run, file, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "other").mkdir()
    file.write_text('data = ["mine"]')
    said = in_force(run, "--data", tmp_path / "other")
    assert said["data"] == (f"{tmp_path / 'mine'}; {tmp_path / 'other'}", "option --data")


# --- the usual format


def test_the_usual_format_is_that_of_every_command(run, file):
    file.write_text('format = "json"')
    for command in (["show", "utopia"], ["deadlines", "--year", "2009"], ["contacts"]):
        assert json.loads(run(*command, *ON).out)["schema"].startswith("fieldref/")


def test_an_ending_says_more_than_the_usual_format(run, file, tmp_path):
    file.write_text('format = "json"')
    assert run("show", "utopia", *ON, "-o", tmp_path / "a.csv").code == Exit.OK
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("id,") or (
        "treaty" in (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()[0]
    )


def test_a_usual_format_that_does_not_fit_gives_way_to_text_with_a_word(run, file):
    file.write_text('format = "ics"')
    ran = run("show", "flight", *ON)
    assert ran.code == Exit.OK
    assert ran.out == run("show", "flight", "-f", "text", *ON).out
    assert ran.err == (
        "This is text: ics, the format that is set, is for answers with dates for a calendar.\n"
    )


# --- a file that says nonsense


@of_each(
    [
        ("format =\n", 1, ["Invalid value"]),
        ('color = "never"\n[\n', 2, ["not TOML"]),
        ('color = "never', 1, ["not TOML"]),
        ('color = "never"\nformat = "pdf"\n', 2, ["format can't be 'pdf'", "text, json"]),
        ("format = 3\n", 1, ["format can't be 3"]),
        ("\n\ncolor = true\n", 3, ["color can't be True", "auto, always, never"]),
        ('pager = "less"\n', 1, ["pager can't be 'less'", "true, false"]),
        (
            '# mine\ncolour = "never"\n',
            2,
            ["no setting 'colour'", "format, color, pager, accessible, data"],
        ),
        ("[data]\nhere = 1\n", 1, ["data can't be", "a list of folders"]),
        ('data = "mine"\n', 1, ["data can't be 'mine'", "a list of folders"]),
        ('\ndata = ["/nonexistent"]\n', 2, ["there is no folder '/nonexistent'"]),
    ],
    "run",
    "file",
)
def test_what_a_file_cannot_say_is_told_with_its_line(text, line, says, run, file):
    file.write_text(text)
    refused(run, file, line, *says)


def test_bytes_that_are_no_text_are_told(run, file):
    file.write_bytes(b"\xff\xfe\x00")
    refused(run, file, 1, "UTF-8")


@pytest.mark.parametrize("name", ["none.toml", "."])
def test_a_file_that_is_named_has_to_be_there(run, file, tmp_path, monkeypatch, name):
    monkeypatch.setenv("FIELDREF_CONFIG", str(tmp_path / name))
    ran = run("show", "utopia")
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert ran.err.startswith(f"fieldref: The settings in {tmp_path / name} can't be read: ")


@pytest.mark.parametrize("name", ["FIELDREF_FORMAT", "FIELDREF_COLOR"])
def test_a_variable_that_says_nonsense_is_named(run, file, monkeypatch, name):
    monkeypatch.setenv(name, "pdf")
    ran = run("show", "utopia")
    assert ran.code == Exit.USAGE
    assert ran.err.startswith(f"fieldref: {name} can't be 'pdf'.\nIt takes: ")


@of_each([["--help"], ["-h"], ["show", "--help"], ["--version"], []], "run", "file")
def test_help_and_version_look_at_no_settings(words, run, file):
    file.write_text("nonsense")
    ran = run(*words)
    assert (ran.code, ran.err) == (Exit.OK, "")


# --- where the file is, and what it costs


def test_the_file_is_where_platformdirs_has_it(monkeypatch, tmp_path):
    monkeypatch.delenv("FIELDREF_CONFIG", raising=False)
    for folder in (None, str(tmp_path), " "):
        if folder is None:
            monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
        else:
            monkeypatch.setenv("XDG_CONFIG_HOME", folder)
        usual = user_config_path("fieldref", appauthor=False)
        assert places.settings_file() == usual / "config.toml"


def test_a_home_that_is_not_known_is_no_failure(run, monkeypatch):
    monkeypatch.delenv("FIELDREF_CONFIG", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    if sys.platform == "linux":
        assert places.settings_file() is None
        assert "There is no home" in run("config").out


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.process
def test_without_a_file_neither_toml_nor_platformdirs_is_imported(tmp_path):
    program = (
        "import os, sys; from fieldref.cli import settings; settings.read_settings(os.environ);"
        "sys.exit(bool({'tomllib', 'platformdirs'} & set(sys.modules)))"
    )
    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path)}
    environment.pop("FIELDREF_CONFIG", None)
    assert subprocess.run([sys.executable, "-c", program], env=environment).returncode == 0


def test_a_file_is_seen_from_its_home(run, monkeypatch, tmp_path):
    monkeypatch.delenv("FIELDREF_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = places.settings_file()
    path.parent.mkdir(parents=True)
    Path(path).write_text('color = "never"')
    assert in_force(run)["color"] == ("never", str(path))
