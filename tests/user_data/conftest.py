"""The user's data folder, of which the index of the invented world is compiled once."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import WORLD
from fieldref.index.freshness import name_of_folders
from fieldref.index.reader import open_index


class Home(NamedTuple):
    """A folder of data, the index that is kept of it over the world, and that while it is empty."""

    folder: Path
    index: Path
    empty: Path


@pytest.fixture(scope="session")
def data_home(tmp_path_factory, cache_home):
    folder = tmp_path_factory.mktemp("home") / "share/fieldref"
    folder.mkdir(parents=True)
    open_index((WORLD, folder), cache_home / "fieldref")
    index = cache_home / f"fieldref/{name_of_folders((WORLD, folder))}.sqlite"
    empty = Path(shutil.copy2(index, folder.parents[1]))
    shutil.rmtree(folder.parent)
    return Home(folder, index, empty)


@pytest.fixture
def mine(data_home, monkeypatch, run):
    """The user's data folder, which isn't there yet; the one of all tests, as of one user."""
    monkeypatch.setenv("XDG_DATA_HOME", str(data_home.folder.parent))
    data_home.index.unlink(missing_ok=True)
    shutil.copy2(data_home.empty, data_home.index)
    yield data_home.folder
    shutil.rmtree(data_home.folder.parent, ignore_errors=True)
