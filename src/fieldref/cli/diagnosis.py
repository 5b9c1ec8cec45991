"""Run `paths` and `doctor`: tell what the program finds around it."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date
from importlib import metadata
from pathlib import Path

from fieldref import __version__, places
from fieldref.answer import Answer
from fieldref.cli import data_access, days
from fieldref.cli.context import CommandContext
from fieldref.errors import FieldrefError
from fieldref.pages.doctor import doctor_page as page
from fieldref.pages.paths import Place

_NEEDED = ("typer", "rich", "pyyaml", "platformdirs", "icalendar", "phonenumbers")
_VARIABLES = ("TERM", "COLUMNS", "NO_COLOR", "PAGER", "FIELDREF_NO_CACHE", "LANG", "LC_ALL")


def find_places(context: CommandContext) -> list[Place]:
    """List all that is read or written, data in the order in which they lie over each other."""
    data = [Place("your data", folder, _set_by(context, folder)) for folder in context.data]
    return [
        Place("bundled data", places.bundled_data(), "never written to"),
        Place("your data", places.user_data_folder(), "where fieldref new writes"),
        *data,
        Place("index", places.cache_folder(), "may be deleted at any time"),
        Place("settings", places.settings_file()),
    ]


def _set_by(context: CommandContext, folder: Path) -> str:
    variable = os.environ.get("FIELDREF_DATA", "").split(os.pathsep)
    return "FIELDREF_DATA" if str(folder) in variable else f"by {context.settings.data.source}"


def diagnose(context: CommandContext, full: bool) -> Answer:
    """List what is found, in the order in which it is asked for; `full` with private paths."""
    day = days.read_day(context.on)
    try:
        edition = data_access.open_catalog(context.data).edition
        age = f"{edition} ({max((day - edition.last).days, 0)} days old)"
    except FieldrefError as error:
        edition, age = None, f"faulty: {error.sentence.splitlines()[0]}"
    facts = [*_program(), *_paths(context, full), ("data of", age), *_around(day)]
    home = str(Path.home()) if _has_home() else "\0"
    shown = [(key, value if full else value.replace(home, "~")) for key, value in facts]
    return page(shown, str(edition or ""), day)


def _has_home() -> bool:
    try:
        return len(str(Path.home())) > 1
    except RuntimeError:
        return False


def _program() -> Iterator[tuple[str, str]]:
    yield "fieldref", __version__
    yield "Python", f"{platform.python_version()} ({platform.python_implementation()})"
    yield "system", platform.platform()
    for name in _NEEDED:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, "not installed"
    yield "SQLite", f"{sqlite3.sqlite_version}, {'with' if _searches() else 'without'} FTS5"
    yield "YAML", "libyaml" if _quick() else "Python alone, much slower"


def _searches() -> bool:
    with sqlite3.connect(":memory:") as connection:
        options = [row[0] for row in connection.execute("PRAGMA compile_options")]
    return "ENABLE_FTS5" in options


def _quick() -> bool:
    import yaml

    return bool(getattr(yaml, "__with_libyaml__", False))


def _paths(context: CommandContext, full: bool) -> Iterator[tuple[str, str]]:
    from fieldref.pages.paths import paths_page

    every = find_places(context)
    for item in paths_page(every, date.min).items:
        hidden = item.use == "your data" and item.says != "where fieldref new writes" and not full
        where = "a folder (--full says which)" if hidden else item.path or "no home to keep it in"
        count = "" if item.files is None else f", {item.files} files"
        yield item.use, f"{where}{count}" if item.there else f"{where}, not there"


def _around(day: date) -> Iterator[tuple[str, str]]:
    size = shutil.get_terminal_size()
    yield "terminal", f"{'yes' if sys.stdout.isatty() else 'no'}, {size.columns} columns"
    for name in _VARIABLES:
        if name in os.environ:
            yield name, os.environ[name]
    yield "locale", ", ".join(filter(None, locale.getlocale())) or "none"
    yield "encoding", f"{sys.stdout.encoding}, files {sys.getfilesystemencoding()}"
    yield "day", day.isoformat()
