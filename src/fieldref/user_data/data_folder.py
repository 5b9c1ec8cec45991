"""The user's own folder of data: what stands in it, what new files in it are called and say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from fieldref import places
from fieldref.answer.items.user_data import OwnItem
from fieldref.catalog import Catalog
from fieldref.checks import registry
from fieldref.checks.files import read_text
from fieldref.errors import FaultyData, NotFound, Unwritable, WrongUse
from fieldref.loading import decode, yamlfile
from fieldref.loading.dataset import list_files
from fieldref.loading.file_kinds import FOLDERS
from fieldref.loading.scalars import KnownIds
from fieldref.loading.yamlfile import MOST_BYTES
from fieldref.model.common import Source
from fieldref.user_data import safe_files, templates
from fieldref.user_data.vcard_contacts import slug

OWN_SOURCE = "own-notes"


def writing_folder(data: tuple[Path, ...]) -> Path:
    """Where new files go: the last of --data or FIELDREF_DATA, else the user's data folder."""
    if data:
        return data[-1]
    mine = places.user_data_folder()
    if mine is None:
        raise Unwritable("There is no home to keep your data in.", "Name a folder with --data.")
    return mine


def file_holding(home: Path, kind: str, id: str) -> Path | None:
    """The file in the folder that holds that State or office, if there is one."""
    line = {
        "state": rf"(codes:.*|\s+)\biso3:\s*['\"]?{id}\b.*",
        "office": rf"id:\s*['\"]?{id}['\"]?\s*",
    }
    if kind not in line or not home.is_dir():
        return None
    for path in list_files(home):
        if path.parent.name == f"{kind}s" and _holds(path, line[kind]):
            return path
    return None


def _holds(path: Path, line: str) -> bool:
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        return False
    lines = path.read_text("utf-8", "replace").splitlines()
    return any(re.fullmatch(line, one) for one in lines)


def bundled_file(kind: str, id: str) -> Path | None:
    """The bundled file that holds that State or office."""
    return file_holding(places.bundled_data(), kind, id)


def template_header(home: Path, kind: str, source: str) -> dict[str, str]:
    """What the head of a new file says."""
    own = (f"own-{one.schema}" for one in FOLDERS if one.place == f"{kind}s")
    schema = next(own, "sources")
    data = places.bundled_data()
    return {
        "schema": str(data / "schema" / f"{schema}.json"),
        "dictionary": str(data / "README.md"),
        "folder": str(home),
        "source": source,
    }


def find_or_add_source(
    catalog: Catalog, home: Path, named: str | None
) -> tuple[str, tuple[OwnItem, ...]]:
    """The source of what one writes: a known one, else one's own notes, told as such."""
    id = named or OWN_SOURCE
    known = {one.id for one in catalog.sources()}
    if named and (id in known or "/" in named):
        return id, ()
    if not named and _has_source(home, id):
        return id, ()
    if named:
        raise NotFound(f"There is no source {named!r}.", f"Make it: fieldref new source {named}")
    keys = {"id": id, "title": "Our own notes", "note": "What we know ourselves."}
    return id, (add_source(home, keys),)


def _has_source(home: Path, id: str) -> bool:
    """Whether the folder's own sources.yaml has that source: a shared folder stands by itself."""
    path = home / "sources.yaml"
    if not path.exists():
        return False
    found = decode.decode(
        tuple[Source, ...], yamlfile.read_yaml(path, path.name), path.name, KnownIds()
    )
    return any(one.id == id for one in found.record or ())


def add_source(home: Path, keys: dict[str, Any]) -> OwnItem:
    """Put a source at the end of the user's sources.yaml."""
    path, text = home / "sources.yaml", templates.source_text(keys)
    head = "" if path.exists() else templates.sources_header(template_header(home, "source", ""))
    safe_files.append_file(path, head + text)
    return OwnItem("written", "source", keys["id"], str(path), text, ())


def make_id(name: str, given: str | None) -> str:
    """An id from a name or as it was given; raises WrongUse for what could be no file's name."""
    id = given or slug(name)
    if not id or id != slug(id):
        hint = "An id has small letters, digits and hyphens: --id my-office."
        raise WrongUse(f"{given or name!r} makes no id.", hint)
    return id


def validate(path: Path, text: str) -> None:
    """Raise FaultyData with all that is wrong with `text` as the file `path`, before it is one."""
    own, beside = read_text(path, text, places.bundled_data())
    if found := registry.find_faults(own, beside):
        error = FaultyData(found)
        error.hint = "The file was not written."
        raise error
