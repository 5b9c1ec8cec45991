"""Run the command line: the one place that turns what went wrong into stderr and an exit code."""

from __future__ import annotations

import fieldref.cli.interrupts  # noqa: F401  # before all else

# isort: split
import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import cast

from fieldref.errors import Exit, FieldrefError

_GARBAGE_THRESHOLD = 50_000  # a short command makes fewer objects; looking through them costs 3 %


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command that `arguments` (default: the process's) name, and exit with its code."""
    gc.set_threshold(_GARBAGE_THRESHOLD)
    _buffer_output()
    code = run(arguments)
    gc.freeze()  # what is left goes with the process: to look through it at the end costs 6 %
    sys.exit(code)


def _buffer_output() -> None:
    """Put a buffer before a stdout that has none, as under PYTHONUNBUFFERED.

    Without one a disk that takes only a part of the output is no error: the rest would be dropped.
    So would all of it be where stdout is closed: click then writes nothing.
    """
    out = sys.stdout
    if out is None:
        sys.stdout = io.TextIOWrapper(_ClosedOutput(), "utf-8", write_through=True)
    elif isinstance(out.buffer, io.RawIOBase):
        buffer = io.BufferedWriter(out.buffer)
        sys.stdout = io.TextIOWrapper(
            buffer, out.encoding, out.errors, line_buffering=True, write_through=True
        )


class _ClosedOutput(io.RawIOBase):
    """Stands for a stdout that is closed, and says so to whoever writes to it."""

    def writable(self) -> bool:
        return True

    def write(self, _: object) -> int:
        raise OSError(errno.EBADF, "stdout is closed")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code; say on stderr what went wrong."""
    try:
        words = list(sys.argv[1:] if arguments is None else arguments)
        return Exit.OK if run_fast(words) else run_with_typer(words)
    except FieldrefError as error:
        _tell(f"fieldref: {error.sentence}", error.hint)
        return error.code
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except MemoryError:
        _tell("fieldref: There is not memory enough for that.")
        return Exit.UNWRITABLE
    except BrokenPipeError:
        _discard_output()
        return Exit.OK
    except OSError as error:
        return _tell_refusal(error)


def run_fast(words: list[str]) -> bool:
    """Run what the words ask for if that is plain without Typer; else return False."""
    if wanted := os.environ.get("_FIELDREF_COMPLETE"):
        return _write_completion_script(wanted)
    from fieldref.cli.fast_parser import parse_fast
    from fieldref.cli.registry import COMMANDS, load_command

    if words == ["--version"]:
        from fieldref.cli.data_access import version_line
        from fieldref.render import output

        output.write_output(version_line() + "\n", None)
        return True
    if not words or words[0] not in COMMANDS:
        return False
    command = load_command(words[0])
    values = parse_fast(command.parameters, words[1:])
    if values is None:
        return False
    command.run(values)
    return True


def _write_completion_script(wanted: str) -> bool:
    """Write the lines that complete fieldref in a shell, if these are wanted; else return False."""
    from fieldref.cli.completion_scripts import SCRIPTS
    from fieldref.render.output import write_output

    if wanted not in SCRIPTS:
        return False
    write_output(SCRIPTS[wanted], None)
    return True


def run_with_typer(words: list[str]) -> int:
    """Let Typer take the words: help, completion, and what is wrong with them."""
    import typer

    from fieldref.cli.app import app
    from fieldref.cli.completion_scripts import replace_typer_scripts

    replace_typer_scripts()
    try:
        code = app(words, prog_name="fieldref", standalone_mode=False)
        sys.stdout.flush()  # here it can be told that the disk is full
        return code if isinstance(code, int) else Exit.OK
    except typer.Abort:
        return Exit.INTERRUPTED
    except _typer_usage_error() as error:
        from fieldref.cli.usage_errors import usage_error

        raise usage_error(error, words) from None


def _typer_usage_error() -> type[Exception]:
    """Give the class of what Typer raises for words that it can't take; it exports a subclass."""
    import typer

    return cast(type[Exception], typer.BadParameter.__bases__[0])


def _tell_refusal(error: OSError) -> int:
    """Say what the system has refused, where nothing nearer to it knew what to do."""
    from fieldref import files

    where = error.filename or "The output can't be written"
    if not error.filename and isinstance(error, FileNotFoundError):
        where = "The current folder"
    _tell(f"fieldref: {where}: {files.explain(error)}.", "See where things are: fieldref paths")
    _discard_output()
    return Exit.UNWRITABLE


def _discard_output() -> None:
    from fieldref.render.output import discard_output

    discard_output()


def _tell(*lines: str) -> None:
    from fieldref.render.output import write_messages

    write_messages(part for line in lines if line for part in line.splitlines())
