"""The words behind a command: what is read without Typer is what Typer reads."""

from pathlib import Path
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import of_each
from fieldref.cli import fast_parser, registry
from fieldref.cli.app import app
from fieldref.cli.fast_parser import Command, argument, option, parameter, parse_fast
from fieldref.cli.registry import COMMANDS, load_command

PARAMETERS = (
    parameter("name", Annotated[list[str], argument("NAME...")]),
    parameter("format", Annotated[str | None, option("--format", "-f")], None),
    parameter("data", Annotated[list[Path] | None, option("--data")], None),
    parameter("limit", Annotated[int, option("--limit", least=1)], 50),
    parameter("pager", Annotated[bool | None, option("--pager/--no-pager")], None),
    parameter("all", Annotated[bool, option("--all")], False),
)
NOTHING = {"format": None, "data": None, "limit": 50, "pager": None, "all": False}


@of_each(
    [
        ("a", {}),
        ("a b", {"name": ["a", "b"]}),
        ("a -f json", {"format": "json"}),
        ("-f json a", {"format": "json"}),
        ("a --format=json", {"format": "json"}),
        ("a --format=", {"format": ""}),
        ("a -f csv -f json", {"format": "json"}),
        ("a -f -", {"format": "-"}),
        ("a --data x --data y", {"data": [Path("x"), Path("y")]}),
        ("a --limit 7", {"limit": 7}),
        ("a --pager", {"pager": True}),
        ("a --no-pager", {"pager": False}),
        ("a --all", {"all": True}),
        ("-", {"name": ["-"]}),
    ]
)
def test_plain_words_are_read(line, values):
    assert parse_fast(PARAMETERS, line.split()) == {"name": ["a"], **NOTHING, **values}


@of_each([
    "", "-f json", "a -f", "a --help", "a -h", "a --nothing", "a --forma json", "a -fjson",
    "a --all=1", "a --limit 0", "a --limit x", "a --limit ٣", "a -- b", "a -f --all", "a -5",
])  # fmt: skip
def test_what_is_not_plain_is_left_to_typer(line):
    assert parse_fast(PARAMETERS, line.split()) is None


def by_typer(name, line):
    """What Typer gives to the command; None if it refuses, or helps."""
    seen = []
    command = load_command(name)
    stand_in = Command(command.parameters, seen.append, command.help, print)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "load_command", lambda name: stand_in)
        try:
            app([name, *line], prog_name="fieldref", standalone_mode=False)
        except Exception:
            return None
    return seen[0] if seen else None


def sample(one, draw):
    if not one.declaration.names:
        return [draw(st.sampled_from(["cambodia", "viet nam", "2009", "-", ""]))]
    name = draw(
        st.sampled_from([part for whole in one.declaration.names for part in whole.split("/")])
    )
    if one.kind is bool:
        return [name]
    value = draw(st.sampled_from(["json", "7", "0", "-", "", "a=b", "-x", "--all"]))
    return [f"{name}={value}"] if draw(st.booleans()) else [name, value]


@st.composite
def lines(draw):
    name = draw(st.sampled_from(sorted(COMMANDS)))
    parameters = load_command(name).parameters
    chosen = draw(st.lists(st.sampled_from(parameters), max_size=4))
    return name, [word for one in chosen for word in sample(one, draw)]


def plain(values):
    """Typer gives an empty list where nothing was given for many, or none: both are nothing."""
    return {name: value or None for name, value in values.items()} if values else values


@given(lines())
def test_what_is_read_is_what_typer_reads(asked):
    name, line = asked
    quick = parse_fast(load_command(name).parameters, line)
    if quick is not None:
        assert plain(quick) == plain(by_typer(name, line))


def test_every_command_of_the_help_is_there():
    for name in COMMANDS:
        command = load_command(name)
        assert isinstance(command, fast_parser.Command)
        assert command.help
