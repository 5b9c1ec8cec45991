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


def create_file(path: Path, text: str) -> None:
    """Write a new file; raises WrongUse if one is there (or a link), Unwritable if it can't be."""
    with _unwritable(path):
        files.make_folders(path.parent)
        try:
            files.write_whole(path, text.encode(), mode=files.PRIVATE_FILE, overwrite=False)
        except FileExistsError:
            hint = "To change it: fieldref edit NAME"
            raise WrongUse(f"{path} is there already; nothing was written.", hint) from None


def replace_file(path: Path, text: str) -> None:
    """Write the file anew, or for the first time; a link is not followed. Raises Unwritable."""
    if path.is_symlink():
        raise Unwritable(f"{path} is a symbolic link; it is not followed.", "Name its target.")
    with _unwritable(path):
        files.make_folders(path.parent)
        files.write_whole(path, text.encode(), mode=files.PRIVATE_FILE, overwrite=True)


class NewText(NamedTuple):
    """A file of the user's to be written: its text, and whether it must not be there yet."""

    path: Path
    text: str
    creates: bool


def write_files(texts: Sequence[NewText]) -> None:
    """Write all the files or none; raises as `create_file` and `replace_file` do."""
    linked = next((each.path for each in texts if each.path.is_symlink()), None)
    if linked:
        raise Unwritable(f"{linked} is a symbolic link; it is not followed.", "Name its target.")
    writings = [
        files.Writing(each.path, each.text.encode(), files.PRIVATE_FILE, not each.creates)
        for each in texts
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
        for each in texts:
            made += files.make_folders(each.path.parent)
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
