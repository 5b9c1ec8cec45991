"""The command line: one place that turns what went wrong into stderr and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import cast

from fieldref.errors import Exit, FieldrefError


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command that `arguments` (default: the process's) name, and exit with its code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code; everything that went wrong is told on stderr."""
    import typer

    from fieldref.cli.app import app

    try:
        code = app(arguments, prog_name="fieldref", standalone_mode=False)
        return code if isinstance(code, int) else Exit.OK
    except FieldrefError as error:
        _tell(f"fieldref: {error.sentence}", error.hint)
        return error.code
    except (typer.Abort, KeyboardInterrupt):
        return Exit.INTERRUPTED
    except BrokenPipeError:
        return Exit.OK
    except _unparsed() as error:
        _tell(f"fieldref: {_sentence(error)}", _usage_hint(error))
        return Exit.USAGE


def _unparsed() -> type[Exception]:
    """What the parser raises for words that it can't take; typer exports only its subclass."""
    import typer

    return cast(type[Exception], typer.BadParameter.__bases__[0])


def _sentence(error: BaseException) -> str:
    said = getattr(error, "format_message", lambda: str(error))()
    return said if said.endswith((".", "?", "!")) else f"{said}."


def _usage_hint(error: BaseException) -> str:
    path = getattr(getattr(error, "ctx", None), "command_path", "fieldref")
    return f"See: {path} --help"


def _tell(*lines: str) -> None:
    from fieldref.render import tell

    tell(part for line in lines if line for part in line.splitlines())
