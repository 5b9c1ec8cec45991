"""The group of commands; each is built only when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

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
}
_BEGIN = """\
fieldref: the field reference for the United Nations human-rights system.

Begin with:
  fieldref show cambodia              what the Office does there, what binds the State, whom to ring
  fieldref deadlines --year 2009      what falls due in a year, over all States
  fieldref explain cambodia cedaw     why a report is due on that day
  fieldref contacts -f vcard -o a.vcf contacts for an address book

All commands: fieldref --help
"""
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class OnDemand(TyperGroup):
    """A group whose commands are imported and built when they are asked for."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]  # names, for suggestions

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of that name, built now; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        functions = import_module("fieldref.cli.commands")
        one = typer.Typer(rich_markup_mode=None, add_completion=False)
        function = getattr(functions, f"{cmd_name}_")
        one.command(cmd_name, context_settings=_HELP, short_help=COMMANDS[cmd_name])(function)
        return typer.main.get_command(one)


app = typer.Typer(
    cls=OnDemand,
    rich_markup_mode=None,
    context_settings=_HELP,
    invoke_without_command=True,
)


@app.callback()
def begin(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and the data's date.")
    ] = False,
) -> None:
    """Answer what the UN human-rights system holds about a State: offline, with its sources.

    Exit codes: 0 well, 1 no such name or several, 2 wrong use, 3 faulty data, 4 the output can't
    be written, 130 interrupted.
    """
    if version:
        from fieldref.cli.asking import version_line

        typer.echo(version_line())
        raise typer.Exit()
    if context.invoked_subcommand is None:
        typer.echo(_BEGIN, nl=False)
