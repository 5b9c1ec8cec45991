"""Return None to fall back to Typer; otherwise the values that plain words give to a command.

Measured: `show cambodia -f json`, a whole process on a warm index, takes 108 ms of processor time
by this module and 152 ms by Typer (medians of 20 runs on Python 3.11).
`parse_fast` takes the words of nearly every call. Help, completion and mistakes are for Typer,
which `cli/app.py` builds from the same declarations; a test holds the two to one reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, get_args, get_origin

from fieldref.records import NamedTuple


class Declaration(NamedTuple):
    """An option, or an argument if it has no names; `complete` is a function in completion.py."""

    names: tuple[str, ...]
    metavar: str | None = None
    help: str = ""
    complete: str | None = None
    least: int | None = None


class Parameter(NamedTuple):
    """A declaration as one command takes it; `many` gathers a list, `required` has no default."""

    name: str
    declaration: Declaration
    annotation: Any  # the type as Typer reads it
    kind: type
    many: bool
    required: bool
    default: Any = None


class Command(NamedTuple):
    """A command: its parameters, the function that runs it with their values, and its help.

    `answer` is what `run` calls: it takes the context and the values of the command's own
    parameters, which come first in `parameters`.
    """

    parameters: tuple[Parameter, ...]
    run: Callable[[dict[str, Any]], None]
    help: str
    answer: Callable[..., Any]


class _Switch(NamedTuple):
    """A name of an option, and the value that it stands for; None if a value follows."""

    parameter: Parameter
    value: bool | None


def option(
    *names: str,
    metavar: str | None = None,
    help: str = "",
    complete: str | None = None,
    least: int | None = None,
) -> Declaration:
    """Declare an option under `names`; `--this/--not-this` names both sides of a switch."""
    return Declaration(names, metavar, help, complete, least)


def argument(metavar: str, help: str = "", complete: str | None = None) -> Declaration:
    """Declare an argument, which stands behind a command without a name."""
    return Declaration((), metavar, help, complete)


def parameter(name: str, annotation: Any, *default: Any) -> Parameter:
    """Make the parameter `name` of a command from its Annotated type and, if given, its default."""
    type_, declaration = get_args(annotation)
    kind = type_ if isinstance(type_, type) or get_origin(type_) is list else get_args(type_)[0]
    many = get_origin(kind) is list
    element = get_args(kind)[0] if many else kind
    return Parameter(name, declaration, type_, element, many, not default, *default)


def parse_fast(parameters: Sequence[Parameter], words: Sequence[str]) -> dict[str, Any] | None:
    """Read the values that `words` give to `parameters`; None for anything unusual."""
    switches = dict(_switches(parameters))
    values: dict[str, Any] = {parameter.name: parameter.default for parameter in parameters}
    loose: list[str] = []
    remaining = iter(words)
    for word in remaining:
        if word[:1] != "-" or word == "-":
            loose.append(word)
            continue
        name, equals, text = word.partition("=") if word[:2] == "--" else (word, "", "")
        switch = switches.get(name)
        if switch is None or (equals and switch.value is not None):
            return None
        value = switch.value
        if value is None:
            value = _read_value(switch.parameter, text if equals else next(remaining, "-?"))
        if value is None:
            return None
        _set_value(values, switch.parameter, value)
    return values if _fill_arguments(values, parameters, loose) else None


def _switches(parameters: Sequence[Parameter]) -> Iterator[tuple[str, _Switch]]:
    for parameter in parameters:
        for name in parameter.declaration.names:
            yes, _, no = name.partition("/")
            yield yes, _Switch(parameter, True if parameter.kind is bool else None)
            if no:
                yield no, _Switch(parameter, False)


def _read_value(parameter: Parameter, text: str) -> Any:
    """Read the text as the parameter's type; None for what Typer has to judge."""
    if text[:1] == "-" and text != "-":
        return None
    if parameter.kind is int:
        least = parameter.declaration.least
        number = int(text) if text.isascii() and text.isdigit() else None
        return None if number is None or (least is not None and number < least) else number
    return Path(text) if parameter.kind is Path else text


def _set_value(values: dict[str, Any], parameter: Parameter, value: Any) -> None:
    if parameter.many:
        values[parameter.name] = [*(values[parameter.name] or ()), value]
    else:
        values[parameter.name] = value


def _fill_arguments(
    values: dict[str, Any], parameters: Sequence[Parameter], loose: list[str]
) -> bool:
    """Give the loose words to the arguments, all to a last one of many; tell whether they fit."""
    for parameter in parameters:
        if parameter.declaration.names:
            continue
        taken, loose = (loose, []) if parameter.many else (loose[:1], loose[1:])
        for text in taken:
            _set_value(values, parameter, Path(text) if parameter.kind is Path else text)
        if parameter.required and not taken:
            return False
    return not loose
