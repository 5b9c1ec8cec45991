"""The files that are to be checked, and those beside them that they may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from fieldref.errors import WrongUse
from fieldref.loading.dataset import FOLDERS, Bundle, files_of, gathered, load, load_file, load_text
from fieldref.loading.overlay import layered


class Files(NamedTuple):
    """What is checked; `beside` is None where it is the bundled data whole."""

    own: Bundle
    beside: Bundle | None = None


def read(paths: Iterable[Path], bundled: Path) -> Files:
    """The files at `paths` beside those of the folder `bundled`; that folder whole without any.

    A folder is one laid out like data/, or one with files of data in it. Raises WrongUse where
    nothing is found.
    """
    whole = load(bundled, layer=-1)
    given = sorted(paths, key=lambda path: path.resolve().parent.name in _LATE)
    if not given:
        return Files(whole)
    found: list[Bundle] = []
    known = whole
    for path in given:
        for bundle in _at(path, known, layer=sum(len(one.files) for one in found)):
            found.append(bundle)
            known = _over(known, bundle)
    return Files(_with(Bundle(), *found), whole)


def of_text(path: Path, text: str, bundled: Path) -> Files:
    """A text as if it stood at `path` already, beside the bundled data and what it stands among."""
    whole = load(bundled, layer=-1)
    own = load_text(path, text, _around(path, whole))
    return Files(_with(Bundle(), own), whole)


# A source's file is read before the State's that names it, whatever the order they are given in.
_LATE = {kind.place for kind in FOLDERS}


def _at(path: Path, known: Bundle, layer: int) -> Iterator[Bundle]:
    if not path.is_dir():
        if not path.exists():
            raise WrongUse(
                f"There is no file or folder {str(path)!r}.", "check takes files of YAML."
            )
        yield load_file(path, _around(path, known), layer)
    elif any(files_of(path)):
        yield load(path, known, f"{path.as_posix()}/", layer)
    else:
        files = sorted(path.glob("*.yaml"))
        if not files:
            hint = "A folder is laid out like data/, or has files of data in it."
            raise WrongUse(f"There is no file of data in {str(path)!r}.", hint)
        yield from (load_file(file, known, layer + n) for n, file in enumerate(files))


def _around(path: Path, known: Bundle) -> Bundle:
    """What a file may name: what is known, and what the folder of data that it stands in says."""
    home = path.absolute().parent
    home = home.parent if home.name in _LATE else home
    return _over(known, load(home, known, layer=0)) if any(files_of(home)) else known


def _over(known: Bundle, more: Bundle) -> Bundle:
    return gathered(layered((*known.files, *more.files)))


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
