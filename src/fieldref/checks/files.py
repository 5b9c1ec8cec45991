"""The files that are to be checked, and those beside them that they may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from fieldref.errors import WrongUse
from fieldref.loading.dataset import (
    Dataset,
    list_files,
    load_file,
    load_folder,
    load_text,
    merge_files,
)
from fieldref.loading.file_kinds import FOLDERS
from fieldref.loading.overlay import overlay_files


class Files(NamedTuple):
    """What is checked; `beside` is None where it is the bundled data whole."""

    own: Dataset
    beside: Dataset | None = None


def read_paths(paths: Iterable[Path], bundled: Path) -> Files:
    """The files at `paths` beside those of the folder `bundled`; that folder whole without any.

    A folder is one laid out like data/, or one with files of data in it. Raises WrongUse where
    nothing is found.
    """
    whole = load_folder(bundled, layer=-1)
    given = sorted(paths, key=lambda path: path.resolve().parent.name in _LATE)
    if not given:
        return Files(whole)
    found: list[Dataset] = []
    known = whole
    for path in given:
        for bundle in _at(path, known, layer=sum(len(one.files) for one in found)):
            found.append(bundle)
            known = _over(known, bundle)
    return Files(_with(Dataset(), *found), whole)


def read_text(path: Path, text: str, bundled: Path) -> Files:
    """A text as if it stood at `path` already, beside the bundled data and what it stands among."""
    whole = load_folder(bundled, layer=-1)
    own = load_text(path, text, _around(path, whole))
    return Files(_with(Dataset(), own), whole)


# A source's file is read before the State's that names it, whatever the order they are given in.
_LATE = {kind.place for kind in FOLDERS}


def _at(path: Path, known: Dataset, layer: int) -> Iterator[Dataset]:
    if not path.is_dir():
        if not path.exists():
            raise WrongUse(
                f"There is no file or folder {str(path)!r}.", "check takes files of YAML."
            )
        yield load_file(path, _around(path, known), layer)
    elif any(list_files(path)):
        yield load_folder(path, known, f"{path.as_posix()}/", layer)
    else:
        files = sorted(path.glob("*.yaml"))
        if not files:
            hint = "A folder is laid out like data/, or has files of data in it."
            raise WrongUse(f"There is no file of data in {str(path)!r}.", hint)
        yield from (load_file(file, known, layer + n) for n, file in enumerate(files))


def _around(path: Path, known: Dataset) -> Dataset:
    """What a file may name: what is known, and what the folder of data that it stands in says."""
    home = path.absolute().parent
    home = home.parent if home.name in _LATE else home
    return _over(known, load_folder(home, known, layer=0)) if any(list_files(home)) else known


def _over(known: Dataset, more: Dataset) -> Dataset:
    return merge_files(overlay_files((*known.files, *more.files)))


def _with(first: Dataset, *more: Dataset) -> Dataset:
    """What all of them say that files can name, and all their files and faults."""
    every = (first, *more)
    return Dataset(
        sources=tuple(one for bundle in every for one in bundle.sources),
        treaties=tuple(one for bundle in every for one in bundle.treaties),
        committees=tuple(one for bundle in every for one in bundle.committees),
        edition=next((bundle.edition for bundle in every if bundle.edition), None),
        faults=tuple(one for bundle in every for one in bundle.faults),
        files=tuple(one for bundle in every for one in bundle.files),
    )
