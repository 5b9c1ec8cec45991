"""Read the files under check, and the dataset of which they may name things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from fieldref import files
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
from fieldref.model.common import Source
from fieldref.records import NamedTuple

# A source's file is read before the State's that names it, whatever the order they are given in.
_LATE = {kind.place for kind in FOLDERS}


class Files(NamedTuple):
    """The files under check, and what they may name; no `base` if the bundled data are checked."""

    checked: Dataset
    base: Dataset | None = None


def read_paths(paths: Iterable[Path], bundled: Path) -> Files:
    """Read the files at `paths` beside the folder `bundled`; that folder whole without any.

    A folder is one laid out like data/, or one with files of data in it. Raises WrongUse where
    nothing is found.
    """
    whole = load_folder(bundled, layer=-1)
    ordered = sorted(paths, key=lambda path: files.absolute(path).parent.name in _LATE)
    if not ordered:
        return Files(whole)
    datasets: list[Dataset] = []
    known = whole
    for path in ordered:
        layer = sum(len(dataset.files) for dataset in datasets)
        for dataset in _read_at(path, known, layer):
            datasets.append(dataset)
            known = _laid_over(known, dataset)
    return Files(_join(datasets), whole)


def with_data(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Give those of the folders that hold files of data; WrongUse for one that can't be read."""
    return tuple(folder for folder in folders if _has_data(folder))


def read_text(path: Path, text: str, bundled: Path) -> Files:
    """Read a text as if it stood at `path` already, beside what it would stand among."""
    return read_text_among(path, text, read_around(path, bundled))


def read_around(path: Path, bundled: Path, planned: tuple[Source, ...] = ()) -> Files:
    """Read what a file at `path` may name, as `checked`, and the bundled data as `base`.

    `planned` are sources that will be written before it.
    """
    whole = load_folder(bundled, layer=-1)
    known = _surroundings(path, whole)
    return Files(known._replace(sources=(*known.sources, *planned)), whole)


def read_text_among(path: Path, text: str, known: Files) -> Files:
    """Read a text as if it stood at `path`, among what `read_around` gave."""
    return Files(_join([load_text(path, text, known.checked)]), known.base)


def read_texts(texts: Iterable[tuple[Path, str]], bundled: Path) -> Files:
    """Read texts as if each stood at its path already, all together beside the bundled data.

    A later one may name what is in those before; what nobody can name is not laid over the rest.
    """
    whole = load_folder(bundled, layer=-1)
    around: dict[Path, Dataset] = {}
    datasets: list[Dataset] = []
    for layer, (path, text) in enumerate(texts):
        home = _home(path)
        if home not in around:
            around[home] = _surroundings(path, whole)
        datasets.append(load_text(path, text, around[home], layer))
        if path.parent.name not in _LATE:
            around = {place: _laid_over(known, datasets[-1]) for place, known in around.items()}
    return Files(_join(datasets), whole)


def _read_at(path: Path, known: Dataset, layer: int) -> Iterator[Dataset]:
    if not files.is_folder(path):
        if not files.is_taken(path):
            sentence = files.explain_absence(path, "file or folder")
            raise WrongUse(sentence, "check takes files of YAML.")
        yield load_file(path, _surroundings(path, known), layer)
    elif _has_data(path):
        yield load_folder(path, known, f"{path.as_posix()}/", layer)
    else:
        loose = sorted(path.glob("*.yaml"))
        if not loose:
            hint = "A folder is laid out like data/, or has files of data in it."
            raise WrongUse(f"There is no file of data in {str(path)!r}.", hint)
        yield from (load_file(file, known, layer + n) for n, file in enumerate(loose))


def _surroundings(path: Path, known: Dataset) -> Dataset:
    """Give what a file may name: what is known, and the folder of data that it stands in."""
    home = _home(path)
    if not _has_data(home):
        return known
    return _laid_over(known, load_folder(home, known, layer=0))


def _home(path: Path) -> Path:
    """Give the folder of data in which a file stands."""
    home = files.absolute(path).parent
    return home.parent if home.name in _LATE else home


def _has_data(folder: Path) -> bool:
    try:
        return any(list_files(folder))
    except OSError as error:
        where = error.filename or folder
        raise WrongUse(f"{where} can't be read: {files.explain(error)}.", "See: ls -ld") from None


def _laid_over(known: Dataset, more: Dataset) -> Dataset:
    return merge_files(overlay_files((*known.files, *more.files)))


def _join(datasets: list[Dataset]) -> Dataset:
    """Join what all of them say that files can name, and all their files and faults."""
    return Dataset(
        sources=tuple(source for dataset in datasets for source in dataset.sources),
        treaties=tuple(treaty for dataset in datasets for treaty in dataset.treaties),
        committees=tuple(body for dataset in datasets for body in dataset.committees),
        edition=next((dataset.edition for dataset in datasets if dataset.edition), None),
        faults=tuple(fault for dataset in datasets for fault in dataset.faults),
        files=tuple(file for dataset in datasets for file in dataset.files),
        unread=tuple(path for dataset in datasets for path in dataset.unread),
    )
