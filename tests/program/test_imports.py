"""What a command must not import: half of a short answer's time is imports."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import json, sys
from fieldref.cli.main import run
for words in json.loads(sys.argv[1]):
    code = run(words)
    sys.stdout.flush()
    print("loaded", int(code), *sorted(sys.modules), file=sys.stderr)
"""
NEVER = {
    "yaml",
    "platformdirs",
    "importlib.metadata",
    "hashlib",
    "pydantic",
    "fieldref.index.writer",
}
PARSER = {"typer", "click", "inspect", "difflib", "subprocess", "dataclasses"}
READING = {
    "fieldref.loading.dataset",
    "fieldref.index.rows",
    "fieldref.loading.decode",
    "fieldref.index.passages.collection",
}
PLAIN = NEVER | PARSER | READING | {"rich", "icalendar"}


@pytest.fixture
def imported(process_environment, bundled):
    """The modules that are loaded after each of the commands, on a warm index, in one process."""

    def imported(*commands):
        words = [sys.executable, "-c", _PROGRAM, json.dumps([one.split() for one in commands])]
        done = subprocess.run(words, env=process_environment, capture_output=True, text=True)
        lines = [line.split() for line in done.stderr.splitlines() if line.startswith("loaded ")]
        assert [code for _, code, *_ in lines] == ["0"] * len(commands), done.stderr
        return [set(modules) for _, _, *modules in lines]

    return imported


def test_a_command_that_writes_no_calendar_and_no_colour_loads_no_library(imported):
    commands = (
        "--version",
        "show cambodia",
        "show cambodia -f json",
        "show cambodia -f csv",
        "deadlines --year 2009",
        "deadlines --year 2009 -f json",
        "deadlines --year 2009 -f csv",
        "contacts cambodia",
        "explain cambodia cedaw",
        "search torture",
        "list states",
    )
    for command, modules in zip(commands, imported(*commands), strict=True):
        assert modules & PLAIN == set(), command


def test_csv_loads_no_layout(imported):
    layout = {
        "fieldref.render.text.layout",
        "fieldref.render.text.wrap",
        "fieldref.pages.state.blocks",
    }
    (modules,) = imported("deadlines --year 2009 -f csv")
    assert modules & layout == set()


def test_a_calendar_loads_icalendar_and_nothing_for_the_screen(imported):
    (modules,) = imported("deadlines --year 2009 -f ics")
    assert "icalendar" in modules
    assert modules & {"yaml", "rich", "typer"} == set()


def test_colour_loads_of_rich_no_console(imported):
    (modules,) = imported("deadlines --year 2009 --color always")
    assert "rich" in modules
    assert modules & {"rich.console", "rich.table", "yaml"} == set()


def test_help_is_plain_and_builds_no_command(imported):
    (modules,) = imported("--help")
    assert "typer" in modules
    assert modules & {"rich", "yaml", "fieldref.cli.commands", "fieldref.model"} == set()


def test_completion_of_a_name_loads_no_record(process_environment):
    words = {"COMP_WORDS": "fieldref show camb", "COMP_CWORD": "2"}
    environment = process_environment | words | {"_FIELDREF_COMPLETE": "complete_bash"}
    program = "import sys, atexit\natexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
    program += "from fieldref.cli.main import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True
    )
    modules = set(done.stderr.split())
    assert done.stdout.split() == ["cambodia"]
    assert modules & {"rich", "yaml", "fieldref.model", "fieldref.answer.blocks"} == set()


@pytest.mark.process
def test_the_package_does_nothing_at_import():
    package = Path(__file__).parents[2] / "src/fieldref"
    names = [
        ".".join(path.relative_to(package.parent).with_suffix("").parts)
        for path in package.rglob("*.py")
    ]
    names = [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]
    program = "import builtins, importlib, pathlib, sys\n"
    program += "opened = []\n"
    program += "sys.addaudithook(lambda event, args: event == 'open' and opened.append(args))\n"
    program += "for name in sys.argv[1:]: importlib.import_module(name)\n"
    program += (
        "print([args[0] for args in opened if 'data' in str(args[0]) and '.yaml' in str(args[0])])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *sorted(names)],
        capture_output=True,
        text=True,
        env=os.environ,
    )
    assert done.stdout.strip() == "[]", done.stderr
