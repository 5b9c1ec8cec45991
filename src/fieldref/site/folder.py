"""Write a site into its folder: whole or not at all, only what changed, and nothing of others'."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path

from fieldref import files
from fieldref.errors import Unwritable, WrongUse
from fieldref.records import NamedTuple
from fieldref.site.files import SiteFile

MARKER = ".fieldref-site.json"
_MOST = 1 << 26  # bytes of the list of a site


class Written(NamedTuple):
    """The result of writing a site: how many files there are, were written, and were removed."""

    files: int
    written: int
    removed: int


def try_folder(folder: Path) -> None:
    """Raise what `write_site` would if the folder can't take a site; it stays as it was."""
    _refuse_misfit(folder)
    with _unwritable(folder), files.hold_folder(folder, None):
        _refuse_others(folder)
        _listed(folder)
        with files.open_aside(folder, None):
            pass


def _refuse_misfit(folder: Path) -> None:
    if files.is_taken(folder) and not files.is_folder(folder):
        raise WrongUse(f"{str(folder)!r} is no folder.", "Name a new folder, or an empty one.")


def _refuse_others(folder: Path) -> None:
    """Raise WrongUse for a folder that is neither new, nor empty, nor a site of ours."""
    if (folder / MARKER).is_file():
        return
    if any(not _is_leftover(path) for path in folder.rglob("*")):
        raise WrongUse(
            f"{str(folder)!r} has files that `publish` didn't write; nothing was written.",
            "Name a new folder, an empty one, or one that it has written before.",
        )


def _is_leftover(path: Path) -> bool:
    """Tell whether a run that was killed may have left it: a folder, or a file begun aside."""
    is_plain_folder = path.is_dir() and not path.is_symlink()
    return is_plain_folder or fnmatch(path.name, files.ASIDE)


@contextlib.contextmanager
def _unwritable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename or folder
        raise Unwritable(f"{str(where)!r} can't be written: {files.explain(error)}.") from error


def write_site(folder: Path, site: Iterable[SiteFile]) -> Written:
    """Write the files that differ from those in the folder, and remove what it no longer has.

    All is written or nothing. Raises Unwritable, and WrongUse for a folder of somebody else's.
    """
    made = {each.path: each.data for each in site}
    _refuse_misfit(folder)
    with _unwritable(folder), files.hold_folder(folder, None):
        _refuse_others(folder)
        for leftover in tuple(folder.rglob(files.ASIDE)):
            leftover.unlink()
        before = _listed(folder)
        changed = [path for path, data in made.items() if _differs(folder / path, data)]
        gone = [path for path in before if path not in made and _is_ours(folder, path, before)]
        made[MARKER] = _marker(made)
        if _differs(folder / MARKER, made[MARKER]):
            changed.append(MARKER)
        _write(folder, {path: made[path] for path in changed})
        _remove(folder, gone)
    return Written(len(made) - 1, len([path for path in changed if path != MARKER]), len(gone))


def _marker(made: dict[str, bytes]) -> bytes:
    """List the files with their digests, by which a later run knows its own."""
    digests = {path: sha256(made[path]).hexdigest() for path in sorted(made)}
    return f"{json.dumps({'files': digests}, indent=0)}\n".encode()


def _listed(folder: Path) -> dict[str, str]:
    """Read which files an earlier run has written; none where there was no such run."""
    path = folder / MARKER
    if not path.is_file():
        return {}
    try:
        listed = json.loads(files.read_bytes(path, _MOST))["files"]
        return {str(name): str(digest) for name, digest in listed.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise WrongUse(f"{str(path)!r} is damaged.", "Publish into a new folder.") from None


def _differs(path: Path, data: bytes) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size != len(data):
        return True
    return path.read_bytes() != data


def _is_ours(folder: Path, path: str, listed: dict[str, str]) -> bool:
    """Tell whether a listed file is as it was written, and inside the folder."""
    file = folder / path
    inside = ".." not in Path(path).parts and not Path(path).is_absolute()
    if not inside or file.is_symlink() or not file.is_file():
        return False
    return sha256(file.read_bytes()).hexdigest() == listed[path]


def _write(folder: Path, changed: dict[str, bytes]) -> None:
    made: list[Path] = []
    try:
        for path in changed:
            made += files.make_folders((folder / path).parent, None)
        files.write_together(
            [files.Writing(folder / path, data, None, True) for path, data in changed.items()]
        )
    finally:
        files.remove_empty_folders(tuple(made))


def _remove(folder: Path, gone: list[str]) -> None:
    for path in gone:
        (folder / path).unlink()
    parents = {parent for path in gone for parent in (folder / path).parents}
    inside = [parent for parent in parents if folder in parent.parents]
    files.remove_empty_folders(tuple(sorted(inside)))
