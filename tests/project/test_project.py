"""What holds the project together: its README, its CI and its packaging say the same."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import fieldref
from fieldref.errors import Exit

ROOT = Path(__file__).parents[2]
FIRST_LINE = "sh tools/run show cambodia"


def command_lines(markdown: str) -> list[str]:
    """The lines that a reader is to type: those of the fenced blocks marked `sh`."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", markdown, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


@pytest.fixture(scope="module")
def readme():
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pyproject_text():
    return (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def project(pyproject_text):
    return tomllib.loads(pyproject_text)["project"]


def test_the_readme_begins_its_set_up_with_the_line_that_shows_cambodia(readme):
    assert next(line for line in command_lines(readme) if "tools/" in line) == FIRST_LINE


def test_ci_runs_the_readmes_line_for_all_tests_as_it_stands(readme):
    (line,) = {line for line in command_lines(readme) if line.startswith("sh tools/test")}
    assert line in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()


def test_every_script_that_the_readme_names_is_there(readme):
    scripts = re.findall(r"^sh (\S+)", "\n".join(command_lines(readme)), re.MULTILINE)
    assert [name for name in scripts if not (ROOT / name).is_file()] == []


def test_the_readme_lists_every_exit_code_and_no_other(readme):
    listed = re.findall(r"^\| (\d+) \|", readme, re.MULTILINE)
    assert [int(code) for code in listed] == [code.value for code in Exit]


def test_the_package_and_the_project_have_one_version(project):
    assert fieldref.__version__ == project["version"]


def test_the_changelog_knows_the_version(project):
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{project['version']}]" in changelog


def test_the_bound_on_typer_stands_beside_its_reason(pyproject_text):
    comment_then_bound = r'((?:^ *#.*\n)+) *"typer>=[\d.]+,<[\d.]+"'
    (reason,) = re.findall(comment_then_bound, pyproject_text, re.MULTILINE)
    assert "pydantic" in reason


@pytest.mark.process
def test_importing_the_package_needs_nothing_installed():
    program = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); import fieldref"
    subprocess.run([sys.executable, "-I", "-S", "-c", program], check=True)


@pytest.mark.network
@pytest.mark.process
def test_the_newest_typer_still_loads_pydantic_so_the_bound_stays(tmp_path):
    """Asks the package registry, so it runs only on request: sh tools/test -m network.

    When it fails, raise the bound on typer in pyproject.toml and delete this test.
    """
    subprocess.run([sys.executable, "-m", "venv", tmp_path], check=True)
    python = tmp_path / "bin/python"
    subprocess.run([python, "-m", "pip", "install", "-qq", "typer"], check=True)
    program = tmp_path / "program.py"
    program.write_text(
        "import sys, typer\n"
        "def command(year: int = 2009): print('pydantic' in sys.modules, typer.__version__)\n"
        "typer.run(command)\n"
    )
    shown = subprocess.run([python, program], check=True, capture_output=True, text=True)
    assert shown.stdout.startswith("True"), f"no pydantic: {shown.stdout}"
