"""Settle what is in force: the environment over the user's file over what is built in.

The file is TOML, at `places.settings_file()`. Where there is none, that costs one look for it.
Options stand over all of them; see cli/context.py.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldref import files, places
from fieldref.errors import WrongUse
from fieldref.records import NamedTuple

if TYPE_CHECKING:
    from fieldref.answer.items.config import SettingItem

COLORS = ("auto", "always", "never")
VARIABLES = {
    "format": "FIELDREF_FORMAT",
    "color": "FIELDREF_COLOR",
    "accessible": "FIELDREF_ACCESSIBLE",
}
_SWITCHES = ("pager", "accessible")
_SPELLED = {"1": True, "true": True, "0": False, "false": False}  # as a variable says a switch
_DATA = "FIELDREF_DATA"
_MOST_BYTES = 100_000
_HELP = "See: fieldref config --help"


class Setting(NamedTuple):
    """A value, and what set it."""

    value: Any
    source: str


class Settings(NamedTuple):
    """The settings in force: format and color are names, data folders, the others bools."""

    format: Setting = Setting("text", "built in")
    color: Setting = Setting("auto", "built in")
    pager: Setting = Setting(True, "built in")
    accessible: Setting = Setting(False, "built in")
    data: Setting = Setting((), "built in")


class RawSetting(NamedTuple):
    """A setting as somebody wrote it, what set it, and how to name it where it is wrong."""

    key: str
    value: Any
    source: str
    name: str


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the environment and the file; raise WrongUse, with file and line, for nonsense."""
    settings: dict[str, Setting] = {}
    for raw in (*_file_settings(environment), *_variable_settings(environment)):
        settings[raw.key] = Setting(_check(raw), raw.source)
    return Settings(**{**settings, **_data_folders(environment, settings)})


def _data_folders(environment: Mapping[str, str], others: dict[str, Setting]) -> dict[str, Setting]:
    """Give the folders of FIELDREF_DATA, over those of the file: the user's data pile up."""
    named = [text for text in environment.get(_DATA, "").split(os.pathsep) if text]
    if not named:
        return {}
    paths = tuple(_from_root(_DATA, text) for text in named)
    folders = _check(RawSetting("data", paths, _DATA, _DATA))
    before = others.get("data", Setting((), ""))
    source = " and ".join(filter(None, [before.source, _DATA]))
    return {"data": Setting((*before.value, *folders), source)}


def _from_root(variable: str, text: str) -> Path:
    """Read a path that a variable names: from the root, since nobody knows where it is read."""
    path = files.expand_home(text)
    if not path.is_absolute():
        sentence = f"{variable} can't be {text!r}: it is no path from the root."
        raise WrongUse(sentence, f"Such as: {files.absolute(path)}")
    return path


def _variable_settings(environment: Mapping[str, str]) -> Iterator[RawSetting]:
    for key, name in VARIABLES.items():
        if value := environment.get(name):
            switched = _SPELLED.get(value.lower()) if key in _SWITCHES else None
            yield RawSetting(key, value if switched is None else switched, name, name)


def _file_settings(environment: Mapping[str, str]) -> Iterator[RawSetting]:
    if named := environment.get("FIELDREF_CONFIG"):
        _from_root("FIELDREF_CONFIG", named)
    path = places.settings_file()
    if path is None or named == os.devnull or not (named or files.exists(path)):
        return
    text = _read_text(path)
    for key, value in _parse_toml(path, text).items():
        where = f"{path}:{_line_of(key, text)}"
        if key not in Settings._fields:
            known = ", ".join(Settings._fields)
            raise WrongUse(f"{where}: there is no setting {key!r}.", f"Settings: {known}.")
        folders = key == "data"
        yield RawSetting(
            key, _resolve_paths(path, value) if folders else value, str(path), f"{where}: {key}"
        )


def _read_text(path: Path) -> str:
    try:
        return files.read_bytes(path, _MOST_BYTES).decode("utf-8-sig")
    except OSError as error:
        sentence = f"The settings in {path} can't be read: {files.explain(error)}."
        raise WrongUse(sentence, _HELP) from None
    except UnicodeDecodeError:
        raise WrongUse(f"{path}:1: this is not UTF-8 text.", _HELP) from None


def _parse_toml(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError, too: a number of too many digits
        match = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        line = (match and match[1]) or text.count("\n") + 1
        reason = re.sub(r" \(at .*\)$|; use sys.set_int.*$", "", str(error))
        raise WrongUse(f"{path}:{line}: this is not TOML: {reason}.", _HELP) from None


def _line_of(key: str, text: str) -> int:
    match = re.search(rf"^[ \t\[]*[\"']?{re.escape(key)}\b", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def _resolve_paths(path: Path, value: Any) -> Any:
    """Give folders as seen from the file that names them."""
    if isinstance(value, list) and all(isinstance(folder, str) for folder in value):
        return tuple(path.parent / files.expand_home(folder) for folder in value)
    return value


def _check(raw: RawSetting) -> Any:
    """Give the value, if the setting can have it."""
    key, value = raw.key, raw.value
    if key in _SWITCHES:
        return _allowed(raw, isinstance(value, bool), "true, false")
    if key == "data":
        folders = isinstance(value, tuple)
        _allowed(raw, folders, 'a list of folders, such as ["~/my-data"]')
        missing = next((str(folder) for folder in value if not files.is_folder(folder)), None)
        if missing:
            raise WrongUse(f"{raw.name}: there is no folder {missing!r}.", _HELP)
        return value
    accepted = COLORS if key == "color" else _formats()
    return _allowed(raw, value in accepted, ", ".join(accepted))


def _allowed(raw: RawSetting, holds: bool, accepted: str) -> Any:
    if not holds:
        raise WrongUse(f"{raw.name} can't be {raw.value!r}.", f"It takes: {accepted}.")
    return raw.value


def _formats() -> tuple[str, ...]:
    from fieldref.render.formats import FORMATS

    return tuple(FORMATS)


def setting_items(settings: Settings, environment: Mapping[str, str]) -> tuple[SettingItem, ...]:
    """Say the settings in words, with what else in the environment decides of them."""
    from fieldref.answer.items.config import SettingItem
    from fieldref.render.text.color import color_override

    format, color, pager, accessible, data = settings
    if color.value == "auto" and (by := color_override(environment)):
        color = Setting("always" if by.painted else "never", by.name)
    if pager.value and "PAGER" in environment:
        pager = Setting(environment["PAGER"] or "false", "PAGER")
    elif isinstance(pager.value, bool):
        pager = pager._replace(value="less" if pager.value else "false")
    accessible = accessible._replace(value="true" if accessible.value else "false")
    data = data._replace(value="; ".join(map(str, data.value)) or "none of your own")
    rows = zip(Settings._fields, (format, color, pager, accessible, data), strict=True)
    return tuple(SettingItem(key, str(setting.value), setting.source) for key, setting in rows)
