"""The two lines of the README, on machines that have too little; nothing is installed here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"
UNAVAILABLE = 69
TOO_OLD = "import sys; sys.version_info = (3, 9, 2)"
NO_VENV = "import sys; sys.version_info = (3, 12, 1); sys.modules['ensurepip'] = None"
COMPLETE = "import sys; sys.version_info = (3, 13, 0)"
pytestmark = pytest.mark.process


@pytest.fixture
def checkout(tmp_path):
    root = tmp_path / "a checkout"
    shutil.copytree(TOOLS, root / "tools")
    (root / "pyproject.toml").write_text("[project]\n")
    return root


@pytest.fixture
def machine(tmp_path):
    """A PATH with what every system has and no Python; `machine(name, pretence)` adds one."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "dirname", "cat", "cksum", "mktemp", "rm"):
        (folder / name).symlink_to(shutil.which(name))

    def add(name, pretence):
        # What it is asked to run comes as the arguments -c PROGRAM: the pretence runs before it.
        program = f"{pretence}; exec(sys.argv[2])"
        write_script(folder / name, f'#!/bin/sh\nexec "{sys.executable}" -c "{program}" "$@"\n')

    add.folder = folder
    return add


def write_script(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def run(checkout, machine, *arguments, tool="run", cwd=None, **variables):
    return subprocess.run(
        ["sh", checkout / "tools" / tool, *arguments],
        env={"PATH": str(machine.folder), **variables},
        cwd=cwd or checkout,
        capture_output=True,
        text=True,
    )


def set_up(checkout, stamp="ready"):
    """What a set-up that ended leaves behind, with a fieldref that prints its arguments."""
    binaries = checkout / ".venv/bin"
    write_script(binaries / "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    write_script(binaries / "fieldref", '#!/bin/sh\nprintf "%s\\n" "$PWD" "$@"\n')
    write_script(binaries / "pytest", '#!/bin/sh\nprintf "%s\\n" "$PWD" "$@"\n')
    source = f'root="{checkout.resolve()}"; . "$root/tools/setup"; origin'
    origin = subprocess.run(["sh", "-c", source], capture_output=True, text=True, check=True)
    (checkout / ".venv" / stamp).write_text(origin.stdout)


@pytest.mark.parametrize("tool", ["run", "test"])
def test_where_no_python_is_new_enough_it_says_what_to_do(checkout, machine, tool):
    machine("python3", TOO_OLD)
    shown = run(checkout, machine, tool=tool)
    assert shown.returncode == UNAVAILABLE
    assert "needs Python 3.11 or newer" in shown.stderr
    assert shown.stderr.count("\n") == 1


def test_where_there_is_no_python_at_all_it_says_the_same(checkout, machine):
    shown = run(checkout, machine)
    assert shown.returncode == UNAVAILABLE
    assert "needs Python 3.11 or newer" in shown.stderr


def test_where_venv_is_missing_it_names_the_package(checkout, machine):
    machine("python3.11", TOO_OLD)
    machine("python3", NO_VENV)
    shown = run(checkout, machine)
    assert shown.returncode == UNAVAILABLE
    assert "sudo apt install python3-venv (or python3.12-venv)" in shown.stderr
    assert shown.stderr.count("\n") == 1


def test_a_shim_that_does_not_run_is_passed_over_for_one_that_does(checkout, machine):
    write_script(machine.folder / "python3.14", "#!/bin/sh\necho not selected >&2\nexit 127\n")
    machine("python3.13", NO_VENV)
    machine("python3", COMPLETE)
    (checkout / ".venv").write_text("a file, so that the set-up ends after the choice")
    shown = run(checkout, machine)
    assert shown.returncode == UNAVAILABLE
    assert "could not make" in shown.stderr


def test_the_interpreter_that_is_asked_for_is_the_only_one_tried(checkout, machine):
    machine("python3", COMPLETE)
    machine("mine", TOO_OLD)
    shown = run(checkout, machine, PYTHON="mine")
    assert shown.returncode == UNAVAILABLE
    assert "mine" in shown.stderr


def test_once_set_up_it_runs_at_once_where_you_are_with_your_words(checkout, machine, tmp_path):
    set_up(checkout)
    shown = run(checkout, machine, "show", "ivory coast", cwd=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.splitlines() == [str(tmp_path.resolve()), "show", "ivory coast"]


QUICK = ("-m", "not process and not bundled and not network")


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        (("-k", "a name"), ("-k", "a name")),
        (("-k", "rules"), ("-k", "rules")),  # a folder's name, but here it is the option's
        (("tests/rules", "-x"), ("tests/rules", "-x")),
        (("rules",), ("tests/rules",)),
        (("-x", "rules", "-k", "cli", "cli"), ("-x", "tests/rules", "-k", "cli", "tests/cli")),
        (("absent", ".", ""), ("absent", ".", "")),
        (("--quick",), QUICK),
        (("--quick", "rules"), (*QUICK, "tests/rules")),
        (("rules", "--quick", "-x"), ("tests/rules", *QUICK, "-x")),
    ],
)
def test_words_of_the_test_line_go_to_pytest(checkout, machine, tmp_path, typed, given):
    set_up(checkout, "ready-dev")
    for folder in ("rules", "cli"):
        (checkout / "tests" / folder).mkdir(parents=True)
    shown = run(checkout, machine, *typed, tool="test", cwd=tmp_path)
    assert shown.stdout.splitlines() == [str(checkout.resolve()), "-n", "auto", *given]


@pytest.mark.parametrize("failing", ["ruff", "mypy", "lint-imports", "fieldref", "pytest"])
def test_every_check_runs_and_one_that_fails_fails_all(checkout, machine, failing):
    set_up(checkout, "ready-dev")
    for name in ("ruff", "mypy", "lint-imports", "fieldref", "pytest"):
        ending = f"exit {int(name == failing)}"
        write_script(checkout / ".venv/bin" / name, f"#!/bin/sh\necho ran {name}\n{ending}\n")
    shown = run(checkout, machine, tool="test")
    assert shown.returncode == 1
    assert shown.stdout.count("ran ") == 6
    assert f"Failed:\n{failing}" in shown.stderr


def no_stamp(checkout):
    (checkout / ".venv/ready").unlink()


def other_requirements(checkout):
    (checkout / "pyproject.toml").write_text("[project]\ndependencies = []\n")


def no_interpreter(checkout):
    (checkout / ".venv/bin/python").unlink()


def other_interpreter(checkout):
    write_script(checkout / ".venv/bin/python", "#!/bin/sh\necho '(3, 10)'\n")


@pytest.mark.parametrize(
    "change", [no_stamp, other_requirements, no_interpreter, other_interpreter]
)
def test_what_is_stale_or_half_made_is_not_trusted(checkout, machine, change):
    set_up(checkout)
    change(checkout)
    assert run(checkout, machine).returncode == UNAVAILABLE


def test_a_checkout_that_was_moved_is_set_up_anew(checkout, machine, tmp_path):
    set_up(checkout)
    moved = checkout.rename(tmp_path / "moved")
    assert run(moved, machine).returncode == UNAVAILABLE


def test_a_set_up_without_the_tools_for_tests_does_not_do_for_tests(checkout, machine):
    set_up(checkout)
    assert run(checkout, machine, tool="test").returncode == UNAVAILABLE
    assert os.access(checkout / ".venv/ready", os.F_OK)
