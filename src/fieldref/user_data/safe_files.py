"""Write the user's files: whole or not at all, for their owner alone, through no link.

Whoever pulls the plug finds either nothing or all of a file. Folders are made 0700, files 0600.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from fieldref import files
from fieldref.errors import Unwritable, WrongUse
from fieldref.records import NamedTuple


class NewText(NamedTuple):
    """A file of the user's to be written: its text, and whether it must not be there yet."""

    path: Path
    text: str
    creates: bool


def create_file(path: Path, text: str) -> None:
    """Write a new file; raises as `write_files` does."""
    write_files([NewText(path, text, creates=True)])


def replace_file(path: Path, text: str) -> None:
    """Write the file anew, or for the first time; raises as `write_files` does."""
    write_files([NewText(path, text, creates=False)])


def write_files(texts: Sequence[NewText]) -> None:
    """Write all the files or none, through no link.

    Raises WrongUse if a file that is to be new is there (or a link), Unwritable if one can't be.
    """
    for file in texts:
        if not file.creates and file.path.is_symlink():
            sentence = f"{file.path} is a symbolic link; it is not followed."
            raise Unwritable(sentence, "Name its target.")
    writings = [
        files.Writing(file.path, file.text.encode(), files.PRIVATE_FILE, not file.creates)
        for file in texts
    ]
    where = texts[0].path if texts else Path()
    with _unwritable(where), _folders_of(texts):
        try:
            files.write_together(writings)
        except FileExistsError as error:
            hint = "To change it: fieldref edit NAME"
            sentence = f"{error.filename} is there already; nothing was written."
            raise WrongUse(sentence, hint) from None


@contextlib.contextmanager
def _folders_of(texts: Sequence[NewText]) -> Iterator[None]:
    """Make the folders that the files need; remove what was made and stays empty."""
    made: list[Path] = []
    try:
        for file in texts:
            made += files.make_folders(file.path.parent)
        yield
    finally:
        files.remove_empty_folders(tuple(made))


@contextlib.contextmanager
def hold_folder(folder: Path) -> Iterator[None]:
    """Hold the folder while the user's files in it are looked at and written. Raises Unwritable."""
    with _unwritable(folder), files.hold_folder(folder):
        yield


@contextlib.contextmanager
def _unwritable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename if isinstance(error.filename, Path) else path
        raise Unwritable(f"{where} can't be written: {files.explain(error)}.") from error
