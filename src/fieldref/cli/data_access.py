"""Open the data: the bundled ones, the user's folder laid over them, and --data over both."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from fieldref import files
from fieldref.errors import WrongUse

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from fieldref.catalog import Catalog
    from fieldref.editions.contents import Contents


def open_catalog(data: Iterable[Path], verbose: bool = False) -> Catalog:
    """Open the bundled data with the user's folder laid over them, and `data` over both.

    With `verbose`, stderr says why the data had to be read anew although they are kept compiled.
    """
    from fieldref import places
    from fieldref.catalog import Catalog
    from fieldref.index.reader import open_index

    for folder in data:
        if not files.is_folder(folder):
            sentence = files.explain_absence(folder, "folder")
            raise WrongUse(sentence, "--data takes a folder of YAML.")
    folders = (places.bundled_data(), *user_data_folders(), *data)
    tell = _tell if verbose else _ignore
    return Catalog(open_index(folders, places.cache_folder(), tell, _show_progress, _tell))


def open_folder(folder: Path) -> Catalog:
    """Open a folder of data that is whole in itself, with nothing of the user's laid over it."""
    from fieldref import places
    from fieldref.catalog import Catalog
    from fieldref.index.reader import open_index

    treaties = folder / "treaties.yaml"
    if not files.is_file(treaties):
        sentence = files.explain_absence(treaties, "file")
        raise WrongUse(sentence, "Name a folder laid out like data/, as that of a checkout.")
    cache = places.cache_folder()
    return Catalog(open_index((files.absolute(folder),), cache, _ignore, _show_progress, _tell))


def read_edition(path: Path) -> Contents:
    """Read an earlier edition: a folder of data, or what a published site keeps of its own."""
    from fieldref.editions import contents, kept

    treaties = path / "treaties.yaml"
    if files.is_file(treaties):
        return contents.read_folder(path)
    edition = kept.find_edition(path)
    if edition is None:
        sentence = files.explain_absence(treaties, "file")
        raise WrongUse(sentence, "Name a folder laid out like data/, or a published site.")
    return edition


def open_to_write(data: tuple[Path, ...]) -> Catalog:
    """Open the folders that there are: the last one may still have to be made."""
    *others, last = data or (None,)
    return open_catalog([*others, *([last] if last and files.is_folder(last) else [])])


def _tell(sentence: str) -> None:
    from fieldref.render.output import write_messages

    write_messages([f"fieldref: {sentence}"])


def _ignore(_: str) -> None: ...


def _show_progress(files: int) -> AbstractContextManager[None]:
    from fieldref.cli.progress import show_progress

    return show_progress(files)


def user_data_folders() -> tuple[Path, ...]:
    """Give the user's data folder, if it is there."""
    from fieldref import places

    folder = places.user_data_folder()
    return (folder,) if folder and files.is_folder(folder) else ()


def version_line() -> str:
    """Give the program's version and the day of its data."""
    from fieldref import __version__

    return f"fieldref {__version__} (data of {open_catalog(()).edition})"
