"""The files that are to be checked, and those beside them that they may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from fieldref.bundle import FOLDERS, Bundle, files_of, load, load_file
from fieldref.errors import WrongUse


class Files(NamedTuple):
    """What is checked; `beside` is None where it is the bundled data whole."""

    own: Bundle
    beside: Bundle | None = None


def read(paths: Iterable[Path], bundled: Path) -> Files:
    """The files at `paths` beside those of the folder `bundled`; that folder whole without any.

    A folder is one laid out like data/, or one with files of data in it. Raises WrongUse where
    nothing is found.
    """
    whole = load(bundled)
    given = sorted(paths, key=lambda path: path.resolve().parent.name in _LATE)
    if not given:
        return Files(whole)
    found: list[Bundle] = []
    known = whole
    for path in given:
        for bundle in _at(path, known):
            found.append(bundle)
            known = _with(known, bundle)
    return Files(_with(Bundle(), *found), whole)


# A source's file is read before the State's that names it, whatever the order they are given in.
_LATE = {kind.place for kind in FOLDERS}


def _at(path: Path, known: Bundle) -> Iterator[Bundle]:
    if not path.is_dir():
        if not path.exists():
            raise WrongUse(f"There is no file or folder {str(path)!r}.")
        yield load_file(path, known)
    elif any(files_of(path)):
        yield load(path, known)
    else:
        files = sorted(path.glob("*.yaml"))
        if not files:
            hint = "A folder is laid out like data/, or has files of data in it."
            raise WrongUse(f"There is no file of data in {str(path)!r}.", hint)
        yield from (load_file(file, known) for file in files)


def _with(first: Bundle, *more: Bundle) -> Bundle:
    """What all of them say that files can name, and all their files and faults."""
    every = (first, *more)
    return Bundle(
        sources=tuple(one for bundle in every for one in bundle.sources),
        treaties=tuple(one for bundle in every for one in bundle.treaties),
        committees=tuple(one for bundle in every for one in bundle.committees),
        edition=next((bundle.edition for bundle in every if bundle.edition), None),
        faults=tuple(one for bundle in every for one in bundle.faults),
        files=tuple(one for bundle in every for one in bundle.files),
    )
