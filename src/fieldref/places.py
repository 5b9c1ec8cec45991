"""Say where things are: the bundled data, the user's, the cache, the settings."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from fieldref import files

_PACKAGE = Path(__file__).resolve().parent
_MARK = "treaties.yaml"
_SETTINGS = "config.toml"


def bundled_data() -> Path:
    """Give the data that came with the program: the checkout's folder where there is one."""
    checkout = _PACKAGE.parent.parent / "data"
    return checkout if files.is_file(checkout / _MARK) else _PACKAGE / "data"


def bundled_index(folders: tuple[Path, ...]) -> Path | None:
    """Give the index that came with an installed package, for a question about its data alone."""
    path = _PACKAGE / "data" / "index.sqlite"
    return path if folders == (path.parent,) and files.is_file(path) else None


def cache_folder() -> Path | None:
    """Give the user's cache folder; None where there is no home to keep one in."""
    if os.environ.get("FIELDREF_NO_CACHE"):
        return None
    return _user_folder("XDG_CACHE_HOME", "~/.cache")


def settings_file() -> Path | None:
    """Give the file of settings, there or not: FIELDREF_CONFIG, else in the config folder.

    None where there is no home.
    """
    if named := os.environ.get("FIELDREF_CONFIG"):
        return files.expand_home(named)
    folder = _user_folder("XDG_CONFIG_HOME", "~/.config")
    return folder / _SETTINGS if folder else None


def user_data_folder() -> Path | None:
    """Give the folder for the user's data, there or not; None where there is no home."""
    return _user_folder("XDG_DATA_HOME", "~/.local/share")


def ignored_variables() -> dict[str, str]:
    """Give the variables that should name a folder and name none from the root, with their values.

    They are ignored, as the XDG Base Directory Specification has it: a path from wherever one
    happens to be would spread data over the disk.
    """
    if sys.platform != "linux":
        return {}
    values = {name: os.environ.get(name, "").strip() for name in _PLATFORM_FOLDERS}
    return {name: text for name, text in values.items() if text and not _is_from_root(text)}


# What platformdirs calls the folder that a variable of XDG stands for.
_PLATFORM_FOLDERS = {
    "XDG_CACHE_HOME": "user_cache_path",
    "XDG_CONFIG_HOME": "user_config_path",
    "XDG_DATA_HOME": "user_data_path",
}


def _user_folder(variable: str, usual: str) -> Path | None:
    """Give what platformdirs says; on Linux without its import, which costs more than an answer."""
    if sys.platform == "linux":
        named = os.environ.get(variable, "").strip()
        folder = files.expand_home(named if _is_from_root(named) else usual)
        has_home = os.environ.get("HOME") != "" or _is_from_root(named)
        return folder / "fieldref" if folder.is_absolute() and has_home else None
    import platformdirs

    try:
        path: Path = getattr(platformdirs, _PLATFORM_FOLDERS[variable])("fieldref", appauthor=False)
    except (OSError, RuntimeError):
        return None
    return path


def _is_from_root(text: str) -> bool:
    return bool(text) and files.expand_home(text).is_absolute()
