"""Build the command line in Typer: for help, completion and words that `fast_parser` leaves."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from shutil import get_terminal_size
from textwrap import fill
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from fieldref.cli import completion, registry
from fieldref.cli.fast_parser import Command, Parameter
from fieldref.cli.registry import COMMANDS

EXAMPLES = {
    "fieldref show cambodia": "what binds the State, whom to ring",
    "fieldref deadlines --year 2009": "what falls due in a year",
    "fieldref explain cambodia cedaw": "why a report is due on that day",
    "fieldref explain list of issues": "what a term of the field means",
    "fieldref contacts -f vcard -o a.vcf": "contacts for an address book",
}
_IS = "the field reference for the United Nations human-rights system."
PROGRAM = "Answer what the UN human-rights system holds about a State: offline, with its sources."
EXITS = {
    "0": "Well, also with no rows to show.",
    "1": "No such name, or several that it could be.",
    "2": "Wrong use, or a format that doesn't fit.",
    "3": "Faulty data.",
    "4": "The output can't be written.",
    "130": "Interrupted.",
}
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class OnDemand(TyperGroup):
    """A group whose commands are imported and built when they are asked for."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]  # names, for suggestions

    def make_context(self, info_name: Any, args: Any, parent: Any = None, **extra: Any) -> Any:
        """Make the context of a run, its help as wide as the screen, from 40 columns to 100."""
        width = min(max(get_terminal_size().columns, 40), 100) - 2
        return super().make_context(info_name, args, parent, terminal_width=width, **extra)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """List the names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Build the command of that name; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        single = typer.Typer(rich_markup_mode=None, add_completion=False)
        summary = COMMANDS[cmd_name].summary
        register = single.command(cmd_name, context_settings=_HELP, short_help=summary)
        register(_typer_function(registry.load_command(cmd_name)))
        return typer.main.get_command(single)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the list of commands, none of which is built for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, spec.summary) for name, spec in COMMANDS.items()])


def _typer_function(command: Command) -> Callable[..., None]:
    """Make a function from whose signature Typer builds the command."""

    def run(**values: Any) -> None:
        command.run(values)

    run.__doc__ = command.help
    parameters = list(map(_typer_parameter, command.parameters))
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _typer_parameter(parameter: Parameter) -> inspect.Parameter:
    declared = parameter.declaration
    complete = getattr(completion, declared.complete) if declared.complete else None
    words = {"metavar": declared.metavar, "help": declared.help, "autocompletion": complete}
    kind = typer.Option if declared.names else typer.Argument
    info = kind(*declared.names, min=declared.least, **words)  # type: ignore[arg-type]
    default = inspect.Parameter.empty if parameter.required else parameter.default
    annotation = Annotated[parameter.annotation, info]  # type: ignore[name-defined]
    where = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(parameter.name, where, default=default, annotation=annotation)


_EXAMPLE_LINES = "\n".join(f"  {example}" for example in EXAMPLES)
_CODES = "; ".join(f"{code} {meaning[0].lower()}{meaning[1:-1]}" for code, meaning in EXITS.items())

app = typer.Typer(
    cls=OnDemand,
    rich_markup_mode=None,
    context_settings=_HELP,
    invoke_without_command=True,
)


@app.callback(help=f"{PROGRAM}\n\n\b\n{_EXAMPLE_LINES}\n\nExit codes: {_CODES}.")
def begin(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and the data's date.")
    ] = False,
) -> None:
    """Answer for the group itself; its help is put together from `PROGRAM` and `EXITS`."""
    if version:
        from fieldref.cli.data_access import version_line

        typer.echo(version_line())
        raise typer.Exit()
    if context.invoked_subcommand is None:
        typer.echo(_first_steps(get_terminal_size().columns), nl=False)


def _first_steps(width: int) -> str:
    """Say where to begin, each example beside its meaning or, on a narrow screen, above it."""
    longest = max(map(len, EXAMPLES))
    wide = width >= 80
    gap = "  " if wide else "\n      "
    lines = [
        f"  {example.ljust(longest) if wide else example}{gap}{meaning}"
        for example, meaning in EXAMPLES.items()
    ]
    first = fill(f"fieldref: {_IS}", width)
    return "\n".join([first, "", "Begin with:", *lines, "", "All commands: fieldref --help", ""])
