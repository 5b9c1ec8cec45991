"""Look into the user's folder of data; name and check new files in it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from fieldref import files, places
from fieldref.checks import registry
from fieldref.checks.files import read_around, read_text, read_text_among
from fieldref.errors import Fault, FaultyData, Unwritable, WrongUse
from fieldref.loading import decode, yamlfile
from fieldref.loading.dataset import list_files
from fieldref.loading.file_kinds import FOLDERS
from fieldref.loading.scalars import KnownIds
from fieldref.loading.yamlfile import MOST_BYTES
from fieldref.model.common import Source
from fieldref.names import slug
from fieldref.records import NamedTuple
from fieldref.user_data import templates

FIRST_OWN_NUMBER = 101  # from which rows of one's own are numbered: below are the bundled ones
OWN_SOURCE = "own-notes"
_HELD = {  # the line that holds a State's code or an office's id
    "state": r"^(?:codes:.*|[^\S\n]+)\biso3:[^\S\n]*['\"]?(\w+)",
    "office": r"^id:[^\S\n]*['\"]?([^\s'\"]+)['\"]?[^\S\n]*$",
}
OWN_NOTES = {"id": OWN_SOURCE, "title": "Our own notes", "note": "What we know ourselves."}


def writing_folder(data: tuple[Path, ...]) -> Path:
    """Give where new files go: the last of --data or FIELDREF_DATA, else the user's folder."""
    if data:
        return data[-1]
    folder = places.user_data_folder()
    if folder is None:
        raise Unwritable("There is no home to keep your data in.", "Name a folder with --data.")
    return folder


class HeldId(NamedTuple):
    """A State's code or an office's id, and a file that holds something of it."""

    id: str
    path: Path


def held_ids(home: Path, kind: str) -> Iterator[HeldId]:
    """Find the States or offices that the folder's files hold, file by file."""
    line = re.compile(_HELD[kind], re.MULTILINE)
    try:
        paths = [path for path in list_files(home) if path.parent.name == f"{kind}s"]
    except OSError as error:
        raise Unwritable(f"{home} can't be read: {files.explain(error)}.") from error
    for path in paths:
        with contextlib.suppress(OSError):
            text = files.read_bytes(path, MOST_BYTES).decode("utf-8", "replace")
            lines = "\n".join(text.splitlines())  # YAML ends a line with a carriage return, too
            yield from (HeldId(id, path) for id in line.findall(lines))


def file_holding(home: Path, kind: str, id: str) -> Path | None:
    """Find the file in the folder that holds that State or office, if there is one."""
    held = held_ids(home, kind) if kind in _HELD else ()
    return next((each.path for each in held if each.id == id), None)


def read_user_file(path: Path) -> str | None:
    """Read a file of the user's; None if there is none. Raises Unwritable if it can't be read."""
    try:
        return files.read_bytes(path, MOST_BYTES).decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError:
        raise Unwritable(f"{path} is not UTF-8 text.", "Save it as UTF-8 first.") from None
    except OSError as error:
        raise Unwritable(f"{path} can't be read: {files.explain(error)}.") from error


def bundled_file(kind: str, id: str) -> Path | None:
    """Find the bundled file that holds that State or office."""
    return file_holding(places.bundled_data(), kind, id)


def template_header(home: Path, kind: str, source: str) -> dict[str, str]:
    """Give what the head of a new file says."""
    schemas = (f"own-{folder.schema}" for folder in FOLDERS if folder.place == f"{kind}s")
    schema = next(schemas, "sources")
    data = places.bundled_data()
    return {
        "schema": str(data / "schema" / f"{schema}.json"),
        "dictionary": str(data / "README.md"),
        "folder": str(home),
        "source": source,
    }


def has_source(home: Path, id: str) -> bool:
    """Tell whether the folder's sources.yaml has that source: a shared folder stands by itself."""
    path = home / "sources.yaml"
    text = read_user_file(path)
    if text is None:
        return False
    try:
        node = yamlfile.parse_yaml(text, path.name)
    except yamlfile.Unreadable as error:
        raise FaultyData((error.fault,)) from None
    decoded = decode.decode(tuple[Source, ...], node, path.name, KnownIds())
    return any(source.id == id for source in decoded.record or ())


def sources_text(home: Path, entry: str) -> str:
    """Give what the user's sources.yaml says with an entry at its end; its head if it is new."""
    before = read_user_file(home / "sources.yaml")
    if before is None:
        return templates.sources_header(template_header(home, "source", "")) + entry
    return f"{before.rstrip()}\n\n{entry}" if before.strip() else entry


def make_id(name: str, wanted: str | None) -> str:
    """Make an id from a name or as given; raises WrongUse for what could be no file's name."""
    id = wanted or slug(name)
    if not id or id != slug(id):
        hint = "An id has small letters, digits and hyphens: --id my-office."
        raise WrongUse(f"{wanted or name!r} makes no id.", hint)
    return id


def make_validator(path: Path, source: str, on: date) -> Callable[[str], tuple[Fault, ...]]:
    """Make what finds the faults that a text would have as the file `path`; data are read once.

    `source` is the user's own notes, where these are still to be written; `on` the day.
    """
    planned = (Source(source, source),) if source == OWN_SOURCE else ()
    known = read_around(path, places.bundled_data(), planned)

    def find_faults(text: str) -> tuple[Fault, ...]:
        changed, beside = read_text_among(path, text, known)
        return registry.find_faults(changed, beside, on)

    return find_faults


def validate(path: Path, text: str, on: date, hint: str = "The file was not written.") -> None:
    """Raise FaultyData with all that is wrong with `text` as the file `path`, before it is one."""
    changed, beside = read_text(path, text, places.bundled_data())
    if faults := registry.find_faults(changed, beside, on):
        raise FaultyData(faults, hint)
