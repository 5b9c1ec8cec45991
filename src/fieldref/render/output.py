"""Write bytes to stdout or a file: whole or not at all, silently if a pipe closes."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from fieldref import files
from fieldref.errors import Unwritable
from fieldref.render.sanitize import sanitize


def write_output(content: str | bytes, target: str | None) -> None:
    """Write bytes, or text as UTF-8, to the file `target`, or to stdout for None and "-".

    Raises Unwritable; a file that was there is then as it was.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    if target is None or target in ("-", "/dev/stdout"):
        _to_stdout(data)
        return
    try:
        _to_file(data, Path(target))
    except OSError as error:
        says = f"{target} can't be written: {files.explain(error)}."
        raise Unwritable(says, "Name another file with --output.") from error


def write_files(texts: Iterable[tuple[str, str]], folder: str) -> None:
    """Write each named text into `folder`, which is made if need be, for its owner alone.

    Raises Unwritable; what was written before is then whole, and no other file is touched.
    """
    try:
        made = files.make_folders(Path(folder))
    except OSError as error:
        says = f"{folder} can't be made: {files.explain(error)}."
        raise Unwritable(says, "Name another folder with --split.") from error
    try:
        for name, text in texts:
            write_output(text, str(Path(folder, name)))
    except BaseException:
        files.remove_empty_folders(made)
        raise


def write_messages(lines: Iterable[str]) -> None:
    """Write lines to stderr, made harmless; that it is closed or full is no reason to fail."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        room = os.get_terminal_size(sys.stderr.fileno()).columns if sys.stderr.isatty() else 0
        for line in lines:
            sys.stderr.write(_wrapped(sanitize(line), room) + "\n")
        sys.stderr.flush()


def _wrapped(line: str, room: int) -> str:
    """Break the line between words for a terminal of so many columns; not in a pipe (0)."""
    if not room or len(line) <= room:
        return line
    from textwrap import fill

    return fill(line, room, break_long_words=False, break_on_hyphens=False)


def _to_stdout(data: bytes) -> None:
    if sys.stdout is None:
        raise Unwritable("The output can't be written: stdout is closed.")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        discard_output()
    except OSError as error:
        discard_output()
        raise Unwritable(f"The output can't be written: {files.explain(error)}.") from error


def discard_output() -> None:
    """Lead stdout to nowhere, so that what is left in its buffer fails no second time at exit."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _to_file(data: bytes, path: Path) -> None:
    """Write a file whole: a new one with the rights that the umask leaves, one that was there's."""
    with files.only_os_errors(path):
        mode = _mode(path)
        if mode is None or stat.S_ISREG(mode):
            kept = None if mode is None else stat.S_IMODE(mode)
            files.write_whole(path, data, mode=kept, overwrite=True)
        elif stat.S_ISLNK(mode):
            raise Unwritable(f"{path} is a symbolic link; it is not followed.", "Name its target.")
        else:  # a device or a named pipe: renaming would replace it; a folder fails
            path.write_bytes(data)


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except FileNotFoundError:
        return None
