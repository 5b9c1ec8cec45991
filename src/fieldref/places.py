"""Where things are: the bundled data, the user's own, the cache, the settings."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_MARK = "treaties.yaml"
_SETTINGS = "config.toml"


def bundled_data() -> Path:
    """The data that came with the program: the checkout's own folder where there is one."""
    checkout = _PACKAGE.parent.parent / "data"
    return checkout if (checkout / _MARK).is_file() else _PACKAGE / "data"


def bundled_index(folders: tuple[Path, ...]) -> Path | None:
    """The index that came with an installed package, for a question about its data alone."""
    path = _PACKAGE / "data" / "index.sqlite"
    return path if folders == (path.parent,) and path.is_file() else None


def cache_folder() -> Path | None:
    """The user's cache folder, None where there is no home to keep one in."""
    if os.environ.get("FIELDREF_NO_CACHE"):
        return None
    if sys.platform == "linux":
        return _linux("XDG_CACHE_HOME", "~/.cache")
    from platformdirs import user_cache_path

    try:
        return user_cache_path("fieldref", appauthor=False)
    except (OSError, RuntimeError):
        return None


def settings_file() -> Path | None:
    """The file of the user's settings, there or not: FIELDREF_CONFIG, else in the config folder.

    None where there is no home. On Linux this is what platformdirs says, without its import.
    """
    if named := os.environ.get("FIELDREF_CONFIG"):
        return Path(named).expanduser()
    if sys.platform == "linux":
        folder = _linux("XDG_CONFIG_HOME", "~/.config")
        return folder / _SETTINGS if folder else None
    from platformdirs import user_config_path

    try:
        return user_config_path("fieldref", appauthor=False) / _SETTINGS
    except (OSError, RuntimeError):
        return None


def _linux(variable: str, usual: str) -> Path | None:
    """What platformdirs says on Linux, without its import."""
    given = os.environ.get(variable, "").strip()
    folder = os.path.expanduser(given or usual)  # noqa: PTH111  # never raises
    return Path(folder, "fieldref") if folder[:1] != "~" else None


def user_data_folder() -> Path | None:
    """The folder for the user's own files of data, there or not; None where there is no home.

    On Linux this is what platformdirs says, without its import.
    """
    if sys.platform == "linux":
        given = os.environ.get("XDG_DATA_HOME", "").strip()
        folder = os.path.expanduser(given or "~/.local/share")  # noqa: PTH111  # never raises
        return Path(folder, "fieldref") if folder[:1] == "/" else None
    from platformdirs import user_data_path

    try:
        return user_data_path("fieldref", appauthor=False)
    except (OSError, RuntimeError):
        return None
