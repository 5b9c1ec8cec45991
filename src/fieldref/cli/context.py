"""What every command is given besides its own: how to write, the day, folders of one's own data."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from fieldref.cli import arguments, options, output_options, settings
from fieldref.cli.fast_parser import Command, Parameter, parameter
from fieldref.cli.settings import Setting, Settings
from fieldref.errors import FaultyData

if TYPE_CHECKING:
    from fieldref.answer import Answer
    from fieldref.pages.common import QueryContext


class CommandContext(NamedTuple):
    """What every command was given: how to write, the day, and folders of one's own data.

    `format` is that of the option alone; what else is in force, and what set it, is in `settings`.
    """

    format: str | None
    output: str | None
    on: str | None
    data: tuple[Path, ...]
    color: str
    pager: bool
    verbose: bool
    settings: Settings

    def asked(self) -> QueryContext:
        """The data and the day."""
        from fieldref.pages.common import QueryContext

        return QueryContext(
            arguments.open_catalog(self.data, self.verbose), arguments.read_day(self.on)
        )


_SHARED = {
    "output": (options.Output, None),
    "on": (options.On, None),
    "data": (options.Data, None),
    "color": (options.Color, None),
    "pager": (options.Pager, None),
    "verbose": (options.Verbose, False),
}


def _given(options: dict[str, Any]) -> CommandContext:
    """The options laid over the settings."""
    set_ = settings.read_settings(os.environ)
    for key, value in options.items():
        if key in set_._fields and value not in (None, [], ""):
            value = (*set_.data.value, *value) if key == "data" else value
            set_ = set_._replace(
                **{key: Setting(value, f"option --{'no-' if value is False else ''}{key}")}
            )
    (color,) = arguments.read_choices("--color", (set_.color.value,), settings.COLORS)
    in_force = {"data": set_.data.value, "color": color, "pager": set_.pager.value}
    return CommandContext(**{**options, **in_force}, settings=set_)


def as_command(function: Callable[..., Answer]) -> Command:
    """A command with the options that all have, whose answer is written where they say."""
    shared = {**output_options.output_options(function.__name__.rstrip("_")), **_SHARED}

    def run(values: dict[str, Any]) -> None:
        from fieldref.render.formats import Color, OutputOptions, write_answer

        every = {name: values.pop(name) for name in shared}
        special = output_options.pop_output_options(every)
        given = _given(every)
        answer = function(given, **values)
        color, usual = cast(Color, given.color), given.settings.format.value
        how = OutputOptions(given.format, given.output, color, None, given.pager, usual, **special)
        write_answer(answer, how)
        if answer.faults:
            raise FaultyData(answer.faults)

    return Command((*_own(function), *_every(shared)), run, function.__doc__ or "")


def _own(function: Callable[..., Answer]) -> Iterator[Parameter]:
    """What the function takes besides what was given to all: its own options and arguments."""
    types = {**function.__annotations__}
    del types["given"], types["return"]
    defaults = function.__defaults__ or ()
    required = [()] * (len(types) - len(defaults))
    for (name, annotation), default in zip(types.items(), [*required, *zip(defaults)], strict=True):
        yield parameter(name, annotation, *default)


def _every(shared: dict[str, tuple[Any, Any]]) -> Iterator[Parameter]:
    for name, (annotation, default) in shared.items():
        yield parameter(name, annotation, default)
