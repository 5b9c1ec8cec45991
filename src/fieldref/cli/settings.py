"""Settings for all commands: the environment over the user's file over what is built in.

The file is TOML, at `places.settings_file()`. Where there is none, that costs one look for it.
Options stand over all of them; see cli/context.py.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from fieldref import places
from fieldref.errors import WrongUse

if TYPE_CHECKING:
    from fieldref.answer.items.config import SettingItem

COLORS = ("auto", "always", "never")
VARIABLES = {"format": "FIELDREF_FORMAT", "color": "FIELDREF_COLOR"}
_DATA = "FIELDREF_DATA"
_HELP = "See: fieldref config --help"


class Setting(NamedTuple):
    """A value, and what set it."""

    value: Any
    source: str


class Settings(NamedTuple):
    """What is in force: format (a name), color, pager (a bool), data (a tuple of folders)."""

    format: Setting = Setting("text", "built in")
    color: Setting = Setting("auto", "built in")
    pager: Setting = Setting(True, "built in")
    data: Setting = Setting((), "built in")


class RawSetting(NamedTuple):
    """A setting as somebody wrote it, what set it, and how to name it where it is wrong."""

    key: str
    value: Any
    source: str
    name: str


def read_settings(environment: Mapping[str, str]) -> Settings:
    """What the environment and the file say; raises WrongUse, with file and line, for nonsense."""
    found: dict[str, Setting] = {}
    for claim in (*_of_file(environment), *_of_variables(environment)):
        found[claim.key] = Setting(_checked(claim), claim.source)
    return Settings(**{**found, **_folders(environment, found)})


def _folders(environment: Mapping[str, str], found: dict[str, Setting]) -> dict[str, Setting]:
    """The folders of FIELDREF_DATA, over those of the file: data of one's own pile up."""
    named = [one for one in environment.get(_DATA, "").split(os.pathsep) if one]
    if not named:
        return {}
    folders = _checked(
        RawSetting("data", tuple(Path(one).expanduser() for one in named), _DATA, _DATA)
    )
    before = found.get("data", Setting((), ""))
    source = " and ".join(filter(None, [before.source, _DATA]))
    return {"data": Setting((*before.value, *folders), source)}


def _of_variables(environment: Mapping[str, str]) -> Iterator[RawSetting]:
    for key, name in VARIABLES.items():
        if value := environment.get(name):
            yield RawSetting(key, value, name, name)


def _of_file(environment: Mapping[str, str]) -> Iterator[RawSetting]:
    path = places.settings_file()
    if path is None or not _is_there(path, bool(environment.get("FIELDREF_CONFIG"))):
        return
    text = _text(path)
    for key, value in _parsed(path, text).items():
        where = f"{path}:{_line_of(key, text)}"
        if key not in Settings._fields:
            known = ", ".join(Settings._fields)
            raise WrongUse(f"{where}: there is no setting {key!r}.", f"Settings: {known}.")
        folders = key == "data"
        yield RawSetting(
            key, _from(path, value) if folders else value, str(path), f"{where}: {key}"
        )


def _is_there(path: Path, named: bool) -> bool:
    """Whether there is such a file; one that the user has named has to be there."""
    try:
        path.stat()
    except OSError as error:
        if named:
            raise _unread(path, error) from None
        return False
    return True


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise _unread(path, error) from None
    except UnicodeDecodeError:
        raise WrongUse(f"{path}:1: this is not UTF-8 text.", _HELP) from None


def _unread(path: Path, error: OSError) -> WrongUse:
    why = (error.strerror or str(error)).lower()
    return WrongUse(f"The settings in {path} can't be read: {why}.", _HELP)


def _parsed(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        line = (found and found[1]) or text.count("\n") + 1
        says = re.sub(r" \(at .*\)$", "", str(error))
        raise WrongUse(f"{path}:{line}: this is not TOML: {says}.", _HELP) from None


def _line_of(key: str, text: str) -> int:
    found = re.search(rf"^[ \t\[]*[\"']?{re.escape(key)}\b", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _from(path: Path, value: Any) -> Any:
    """Folders as seen from the file that names them."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(path.parent / Path(one).expanduser() for one in value)
    return value


def _checked(claim: RawSetting) -> Any:
    """The value, if the setting can have it."""
    key, value = claim.key, claim.value
    if key == "pager":
        return _allowed(claim, isinstance(value, bool), "true, false")
    if key == "data":
        folders = isinstance(value, tuple)
        _allowed(claim, folders, 'a list of folders, such as ["~/my-data"]')
        missing = next((str(one) for one in value if not one.is_dir()), None)
        if missing:
            raise WrongUse(f"{claim.name}: there is no folder {missing!r}.", _HELP)
        return value
    accepted = COLORS if key == "color" else _formats()
    return _allowed(claim, value in accepted, ", ".join(accepted))


def _allowed(claim: RawSetting, holds: bool, accepted: str) -> Any:
    if not holds:
        raise WrongUse(f"{claim.name} can't be {claim.value!r}.", f"It takes: {accepted}.")
    return claim.value


def _formats() -> tuple[str, ...]:
    from fieldref.render.formats import FORMATS

    return tuple(FORMATS)


def setting_items(settings: Settings, environment: Mapping[str, str]) -> tuple[SettingItem, ...]:
    """The settings in words, with what else in the environment decides of them."""
    from fieldref.answer.items.config import SettingItem
    from fieldref.render.text.color import color_override

    format, color, pager, data = settings
    if color.value == "auto" and (by := color_override(environment)):
        color = Setting("always" if by.painted else "never", by.name)
    if pager.value and "PAGER" in environment:
        pager = Setting(environment["PAGER"] or "false", "PAGER")
    elif isinstance(pager.value, bool):
        pager = pager._replace(value="less" if pager.value else "false")
    data = data._replace(value="; ".join(map(str, data.value)) or "none of your own")
    rows = zip(Settings._fields, (format, color, pager, data), strict=True)
    return tuple(SettingItem(key, str(one.value), one.source) for key, one in rows)
