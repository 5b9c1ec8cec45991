"""The command line as Typer has it: for help, completion and words that `words` does not read."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from shutil import get_terminal_size
from textwrap import fill
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from fieldref.cli import completion
from fieldref.cli.fast_parser import Command, Parameter

# Name -> what the list of commands says of it. The function of that name is in commands.py.
COMMANDS = {
    "show": "A State, an office or a treaty: all that is recorded of it.",
    "deadlines": "What falls due: treaty reports, Universal Periodic Reviews, submissions.",
    "contacts": "Whom to ring or write to.",
    "explain": "Why a date: the chain of acts, articles and arithmetic.",
    "timeline": "Acts, reports, reviews and visits of a State on one axis of years.",
    "list": "States, treaties, offices, mandates or sources, filtered.",
    "search": "Words in names, programmes, contacts and sources.",
    "compare": "Where States stand towards each treaty, side by side.",
    "check": "Prove the data: every fact sourced, every date in order.",
    "new": "A file of your own data: a State, an office or a source.",
    "edit": "A State or an office in your editor, as your own copy.",
    "import": "An address book (vCard, CSV) into an office's cards.",
    "paths": "Where everything is.",
    "doctor": "What a report of a bug needs.",
    "config": "The settings in force: format, colour, pager, data.",
}
EXAMPLES = {
    "fieldref show cambodia": "what binds the State, whom to ring",
    "fieldref deadlines --year 2009": "what falls due in a year",
    "fieldref explain cambodia cedaw": "why a report is due on that day",
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
        """The context of a run; its help is as wide as the screen, from 40 columns to 100."""
        room = min(max(get_terminal_size().columns, 40), 100) - 2
        return super().make_context(info_name, args, parent, terminal_width=room, **extra)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of that name, built now; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        one = typer.Typer(rich_markup_mode=None, add_completion=False)
        command = getattr(import_module("fieldref.cli.commands"), f"{cmd_name}_")
        register = one.command(cmd_name, context_settings=_HELP, short_help=COMMANDS[cmd_name])
        register(_typed(command))
        return typer.main.get_command(one)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """The list of commands, none of which is built for it."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _typed(command: Command) -> Callable[..., None]:
    """The command as a function from whose signature Typer builds one."""

    def run(**values: Any) -> None:
        command.run(values)

    run.__doc__ = command.says
    parameters = list(map(_signed, command.parameters))
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


def _signed(one: Parameter) -> inspect.Parameter:
    word = one.word
    complete = getattr(completion, word.complete) if word.complete else None
    told = {"metavar": word.metavar, "help": word.help, "autocompletion": complete}
    kind = typer.Option if word.names else typer.Argument
    typed = Annotated[one.annotation, kind(*word.names, min=word.least, **told)]  # type: ignore[name-defined]
    default = inspect.Parameter.empty if one.required else one.default
    where = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(one.name, where, default=default, annotation=typed)


_SHOWN = "\n".join(f"  {example}" for example in EXAMPLES)
_CODES = "; ".join(f"{code} {says[0].lower()}{says[1:-1]}" for code, says in EXITS.items())

app = typer.Typer(
    cls=OnDemand,
    rich_markup_mode=None,
    context_settings=_HELP,
    invoke_without_command=True,
)


@app.callback(help=f"{PROGRAM}\n\n\b\n{_SHOWN}\n\nExit codes: {_CODES}.")
def begin(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and the data's date.")
    ] = False,
) -> None:
    """The group itself; its help is put together from `PROGRAM` and `EXITS`."""
    if version:
        from fieldref.cli.arguments import version_line

        typer.echo(version_line())
        raise typer.Exit()
    if context.invoked_subcommand is None:
        typer.echo(_beginning(get_terminal_size().columns), nl=False)


def _beginning(width: int) -> str:
    """Where to begin, for a screen of so many columns: each example beside or above its sense."""
    longest = max(map(len, EXAMPLES))
    apart = "  " if width >= 80 else "\n      "
    first = fill(f"fieldref: {_IS}", width)
    lines = [
        f"  {example if width < 80 else example.ljust(longest)}{apart}{says}"
        for example, says in EXAMPLES.items()
    ]
    return "\n".join([first, "", "Begin with:", *lines, "", "All commands: fieldref --help", ""])
