"""The words behind a command: what may stand there, declared once for two readers.

`read` takes the words of nearly every call. Help, completion and mistakes are for Typer, which
`cli/app.py` builds from the same declarations: its import alone takes as long as half an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin


class Declaration(NamedTuple):
    """An option, or an argument if it has no names; `complete` is a function in completion.py."""

    names: tuple[str, ...]
    metavar: str | None = None
    help: str = ""
    complete: str | None = None
    least: int | None = None


class Parameter(NamedTuple):
    """A word as one command takes it; `many` gathers a list, `required` has no default."""

    name: str
    word: Declaration
    annotation: Any  # the type as Typer reads it
    kind: type
    many: bool
    required: bool
    default: Any = None


class Command(NamedTuple):
    """A command: what may stand behind it, what runs it with the values of that, and its help."""

    parameters: tuple[Parameter, ...]
    run: Callable[[dict[str, Any]], None]
    says: str


class _Switch(NamedTuple):
    """A name of an option, and the value that it stands for; None if one follows."""

    parameter: Parameter
    value: bool | None


def option(
    *names: str,
    metavar: str | None = None,
    help: str = "",
    complete: str | None = None,
    least: int | None = None,
) -> Declaration:
    """An option under `names`; `--this/--not-this` names both sides of a switch."""
    return Declaration(names, metavar, help, complete, least)


def argument(metavar: str, help: str = "", complete: str | None = None) -> Declaration:
    """What stands behind a command without a name."""
    return Declaration((), metavar, help, complete)


def parameter(name: str, annotation: Any, *default: Any) -> Parameter:
    """The parameter `name` of a command, from its Annotated type and, if it has one, default."""
    whole, word = get_args(annotation)
    kind = whole if isinstance(whole, type) or get_origin(whole) is list else get_args(whole)[0]
    many = get_origin(kind) is list
    single = get_args(kind)[0] if many else kind
    return Parameter(name, word, whole, single, many, not default, *default)


def parse_fast(parameters: Sequence[Parameter], words: Sequence[str]) -> dict[str, Any] | None:
    """The values that `words` give to `parameters`; None where that isn't plain at once."""
    switches = dict(_switches(parameters))
    values: dict[str, Any] = {one.name: one.default for one in parameters}
    loose: list[str] = []
    left = iter(words)
    for word in left:
        if word[:1] != "-" or word == "-":
            loose.append(word)
            continue
        name, given, text = word.partition("=") if word[:2] == "--" else (word, "", "")
        switch = switches.get(name)
        if switch is None or (given and switch.value is not None):
            return None
        value = switch.value
        if value is None:
            value = _value(switch.parameter, text if given else next(left, "-?"))
        if value is None:
            return None
        _put(values, switch.parameter, value)
    return values if _filled(values, parameters, loose) else None


def _switches(parameters: Sequence[Parameter]) -> Iterator[tuple[str, _Switch]]:
    for one in parameters:
        for name in one.word.names:
            yes, _, no = name.partition("/")
            yield yes, _Switch(one, True if one.kind is bool else None)
            if no:
                yield no, _Switch(one, False)


def _value(parameter: Parameter, text: str) -> Any:
    """The text as the parameter's type; None for what Typer has to judge."""
    if text[:1] == "-" and text != "-":
        return None
    if parameter.kind is int:
        least = parameter.word.least
        number = int(text) if text.isascii() and text.isdigit() else None
        return None if number is None or (least is not None and number < least) else number
    return Path(text) if parameter.kind is Path else text


def _put(values: dict[str, Any], parameter: Parameter, value: Any) -> None:
    if parameter.many:
        values[parameter.name] = [*(values[parameter.name] or ()), value]
    else:
        values[parameter.name] = value


def _filled(values: dict[str, Any], parameters: Sequence[Parameter], loose: list[str]) -> bool:
    """Whether the loose words fill the arguments: one each, or all for a last one of many."""
    for one in parameters:
        if one.word.names:
            continue
        taken, loose = (loose, []) if one.many else (loose[:1], loose[1:])
        for text in taken:
            _put(values, one, Path(text) if one.kind is Path else text)
        if one.required and not taken:
            return False
    return not loose
