"""Give every command what it shares with the others: how to write, the day, the user's folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from fieldref.cli import arguments, data_access, days, options, output_options, settings
from fieldref.cli.fast_parser import Command, Parameter, parameter
from fieldref.cli.registry import COMMANDS
from fieldref.cli.settings import Setting, Settings
from fieldref.errors import FaultyData, Unwritable, WrongUse
from fieldref.records import NamedTuple

if TYPE_CHECKING:
    from fieldref.answer import Answer
    from fieldref.pages.common import QueryContext


class CommandContext(NamedTuple):
    """The surroundings of a command: how to write, the day, and folders of the user's data.

    `format` is that of the option alone; what else is in force, and what set it, is in `settings`.
    """

    format: str | None
    output: str | None
    on: str | None
    data: tuple[Path, ...]
    color: str
    pager: bool
    accessible: bool
    verbose: bool
    settings: Settings

    def open(self) -> QueryContext:
        """Open the data, and read the day."""
        from fieldref.pages.common import QueryContext

        catalog, day = data_access.open_catalog(self.data, self.verbose), days.read_day(self.on)
        if folders := (*data_access.user_data_folders(), *self.data):
            from fieldref.cli.fault_notice import tell_faults

            by_option = self.settings.data.source == "option --data"
            tell_faults(catalog, folders, self.data if by_option else (), day)
        return QueryContext(catalog, day)


_SHARED_OPTIONS = {
    "output": (options.Output, None),
    "on": (options.On, None),
    "data": (options.Data, None),
    "color": (options.Color, None),
    "pager": (options.Pager, None),
    "accessible": (options.Accessible, None),
    "verbose": (options.Verbose, False),
}
_OF_SERVICES = ("on", "data", "verbose")


def _lay_over_settings(values: dict[str, Any]) -> CommandContext:
    """Lay the options of the command line over the settings."""
    in_force = settings.read_settings(os.environ)
    for key, value in values.items():
        if key in in_force._fields and value not in (None, [], ""):
            folders_or_value = (*in_force.data.value, *value) if key == "data" else value
            source = f"option --{'no-' if value is False else ''}{key}"
            in_force = in_force._replace(**{key: Setting(folders_or_value, source)})
    (color,) = arguments.read_choices("--color", (in_force.color.value,), settings.COLORS)
    decided = {
        "data": in_force.data.value,
        "color": color,
        "pager": in_force.pager.value,
        "accessible": in_force.accessible.value,
    }
    return CommandContext(**{**values, **decided}, settings=in_force)


def as_command(name: str) -> Callable[[Callable[..., Answer]], Command]:
    """Make a function the command `name`: with the options that all have, its answer written."""

    def decorate(function: Callable[..., Answer]) -> Command:
        shared = {**output_options.output_options(name), **_SHARED_OPTIONS}

        def run(values: dict[str, Any]) -> None:
            _write(name, function, {key: values.pop(key) for key in shared}, values)

        parameters = (*command_parameters(function), *_shared_parameters(shared))
        return Command(parameters, run, function.__doc__ or "", function)

    return decorate


def as_service(function: Callable[..., None]) -> Command:
    """Make a function a command that writes no answer: it serves until it is ended."""
    shared = {key: _SHARED_OPTIONS[key] for key in _OF_SERVICES}

    def run(values: dict[str, Any]) -> None:
        _tell_what_is_ignored()
        written = dict.fromkeys(("format", *_SHARED_OPTIONS))
        context = _lay_over_settings({**written, **{key: values.pop(key) for key in shared}})
        function(context, **values)

    parameters = (*command_parameters(function), *_shared_parameters(shared))
    return Command(parameters, run, function.__doc__ or "", function)


def _write(
    name: str, function: Callable[..., Answer], shared: dict[str, Any], values: dict[str, Any]
) -> None:
    """Write the answer that the function gives; raise FaultyData if it tells of faults."""
    from fieldref.render.formats import refuse_unfit, write_answer
    from fieldref.render.interface import Color, OutputOptions

    _tell_what_is_ignored()
    special = output_options.pop_output_options(shared)
    context = _lay_over_settings(shared)
    how = OutputOptions(
        format=context.format,
        output=context.output,
        color=cast(Color, context.color),
        pager=context.pager,
        usual=context.settings.format.value,
        accessible=context.accessible,
        **special,
    )
    if COMMANDS[name].changes:
        refuse_unfit(how, COMMANDS[name].formats)
    answer = function(context, **values)
    try:
        write_answer(answer, how)
    except (Unwritable, WrongUse) as error:
        raise type(error)(error.sentence, _written_before(answer) or error.hint) from error
    if answer.faults:
        raise FaultyData(answer.faults)


def _tell_what_is_ignored() -> None:
    from fieldref import files, places

    ignored = [
        f"fieldref: {name} is ignored: {text!r} is no path from the root."
        for name, text in places.ignored_variables().items()
    ]
    if folder := places.user_data_folder():
        why = files.explain_misfit(folder)
        ignored += [f"fieldref: Your data are left out: {folder}: {why}."] if why else []
    if ignored:
        from fieldref.render.output import write_messages

        write_messages(ignored)


def _written_before(answer: Answer) -> str:
    """Name the user's files that were written before their answer could be; empty without any."""
    paths = [item.path for item in answer.items if getattr(item, "did", "") == "written"]
    return f"Written all the same: {', '.join(paths)}" if paths else ""


def command_parameters(function: Callable[..., Any]) -> Iterator[Parameter]:
    """Yield what the function takes behind the context: the command's options and arguments."""
    types = {**function.__annotations__}
    del types["context"], types["return"]
    defaults = function.__defaults__ or ()
    required = [()] * (len(types) - len(defaults))
    for (name, annotation), default in zip(types.items(), [*required, *zip(defaults)], strict=True):
        yield parameter(name, annotation, *default)


def _shared_parameters(shared: dict[str, tuple[Any, Any]]) -> Iterator[Parameter]:
    for name, (annotation, default) in shared.items():
        yield parameter(name, annotation, default)
