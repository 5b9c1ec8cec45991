"""Files in a folder of one's own: made whole or not at all, for their owner alone, over nothing.

A file is written aside, flushed to the disk and only then given its name: whoever pulls the plug
finds either nothing or all of it. Folders are created 0700, files 0600.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from fieldref.errors import Unwritable, WrongUse


def create_file(path: Path, text: str) -> None:
    """Write a new file; raises WrongUse if one is there (or a link), Unwritable if it can't be."""
    with _told(path), _aside(path, text) as aside:
        try:
            os.link(aside, path)  # the one way to name a file that never replaces another
        except FileExistsError:
            raise WrongUse(f"{path} is there already; nothing was written.", _HINT) from None
        except OSError:
            if os.path.lexists(path):
                raise
            _directly(path, text)


def replace_file(path: Path, text: str) -> None:
    """Write the file anew, or for the first time; a link is not followed. Raises Unwritable."""
    with _told(path), _aside(path, text) as aside:
        if path.is_symlink():
            raise Unwritable(f"{path} is a symbolic link; it is not followed.", "Name its target.")
        aside.replace(path)


def append_file(path: Path, text: str) -> None:
    """Put `text` at the end of the file, or make it; one process at a time. Raises Unwritable."""
    with _told(path), _alone(path.parent):
        before = path.read_text("utf-8") if path.exists() else ""
        replace_file(path, f"{before.rstrip()}\n\n{text}" if before.strip() else text)


_HINT = "To change it: fieldref edit NAME"


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Unwritable(f"{path} can't be written: {why.lower()}.") from error


@contextlib.contextmanager
def _aside(path: Path, text: str) -> Iterator[Path]:
    _folder(path.parent)
    aside = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        _directly(aside, text)
        yield aside
    finally:
        aside.unlink(missing_ok=True)


def _folder(folder: Path) -> None:
    """Make the folder and what is missing above it, each for its owner alone."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)


def _directly(path: Path, text: str) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        with os.fdopen(file, "wb") as out:
            out.write(text.encode())
            out.flush()
            os.fsync(file)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder, so that of two processes none loses what the other adds."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    _folder(folder)
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
