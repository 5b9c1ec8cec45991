"""`new`: from options and answers to a file of one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fieldref.answer import Answer
from fieldref.answer.items.user_data import OwnItem
from fieldref.catalog import Catalog
from fieldref.cli import arguments, prompts
from fieldref.cli.context import CommandContext
from fieldref.errors import NotFound, WrongUse
from fieldref.pages.user_data import user_data_page
from fieldref.user_data import data_folder, safe_files, templates
from fieldref.user_data.vcard_contacts import slug

Options = Mapping[str, str | None]
_CODES = {
    "iso3": "Its three letters (ISO 3166-1 alpha-3), such as XUT",
    "iso2": "Its two letters (ISO 3166-1 alpha-2), such as XU",
    "m49": "Its number (UN M49), such as 999",
}


def make_file(
    context: CommandContext,
    kind: str,
    name: str,
    options: Options,
    lists: Mapping[str, tuple[str, ...]],
    edit: bool,
) -> Answer:
    """Make the file; `edit` opens it then."""
    folder, catalog = (
        data_folder.writing_folder(context.data),
        arguments.open_catalog(_there(context.data)),
    )
    if kind == "source":
        items: tuple[OwnItem, ...] = (_source(catalog, folder, name, options),)
    else:
        source, before = data_folder.find_or_add_source(catalog, folder, options["source"])
        made = _state if kind == "state" else _office
        items = (
            *before,
            made(catalog, folder, name, {**options, "source": source}, lists, context),
        )
    if edit:
        from fieldref.cli.edit_file import edit_text

        edit_text(Path(items[-1].path))
    return user_data_page("new", items, folder, arguments.read_day(context.on))


def _there(data: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders that there are: the last one may still have to be made."""
    return tuple(one for one in data if one.is_dir() or one is not data[-1])


def _source(catalog: Catalog, folder: Path, name: str, options: Options) -> OwnItem:
    id = data_folder.make_id(name, options["id"])
    if id in {one.id for one in catalog.sources()}:
        raise WrongUse(f"There is a source {id!r} already.", "Choose another with --id.")
    keys = {"id": id, "title": name}
    return data_folder.add_source(
        folder, keys | {key: options[key] for key in ("publisher", "address", "date")}
    )


def _state(
    catalog: Catalog, folder: Path, name: str, options: Options, _: object, __: CommandContext
) -> OwnItem:
    try:
        found = None if options["iso3"] else catalog.find(name, "state")
    except NotFound:
        found = None
    if found:
        keys: dict[str, Any] = {"state": found.display_name, "codes": {"iso3": found.id}}
    else:
        codes = prompts.ask_for({key: options[key] for key in _CODES}, _CODES)
        keys = {"state": name, "codes": codes, "sources": [options["source"]]}
    id = keys["codes"]["iso3"]
    told = data_folder.template_header(folder, "state", str(options["source"]))
    text = templates.state_text(keys, found is not None, told)
    path = folder / "states" / f"{slug(keys['state']) or id.lower()}.yaml"
    return _written(folder, "state", id, path, text)


def _office(
    catalog: Catalog,
    folder: Path,
    name: str,
    options: Options,
    lists: Mapping[str, tuple[str, ...]],
    context: CommandContext,
) -> OwnItem:
    id = data_folder.make_id(name, options["id"])
    kinds = arguments.contact_kinds()[:-1]
    questions = {"kind": f"What kind of office ({', '.join(kinds)})"}
    answers = prompts.ask_for({key: options[key] for key in ("kind", "host")}, questions)
    (kind,) = arguments.read_choices("--kind", (answers["kind"],), kinds)
    host = catalog.find(answers["host"], "state").id if answers.get("host") else None
    covers = [catalog.find(one, "state").id for one in lists["covers"]] or [host or ""]
    sources, as_of = [options["source"]], arguments.read_day(context.on).isoformat()
    card: dict[str, Any] = {"id": f"{id}-desk", "name": name, "as_of": as_of, "sources": sources}
    card |= {
        "phones": [{"number": _dialled(one)} for one in lists["phones"]],
        "emails": lists["emails"],
    }
    keys: dict[str, Any] = {
        "id": id, "kind": kind, "name": name, "as_of": as_of, "sources": sources,
        "city": options["city"], "host": host, "covers": [*filter(None, covers)],
        "contacts": [card] if lists["phones"] or lists["emails"] else [],
    }  # fmt: skip
    text = templates.office_text(
        keys, data_folder.template_header(folder, "office", str(options["source"]))
    )
    return _written(folder, "office", id, folder / "offices" / f"{id}.yaml", text)


def _dialled(number: str) -> str:
    """A number as people write it, +856 21 353 953, without what only parts it."""
    return re.sub(r"[\s().-]", "", number)


def _written(folder: Path, kind: str, id: str, path: Path, text: str) -> OwnItem:
    there = data_folder.file_holding(folder, kind, id)
    if there:
        raise WrongUse(f"{there} is there already; nothing was written.", f"fieldref edit {id}")
    data_folder.validate(path, text)
    safe_files.create_file(path, text)
    return OwnItem("written", kind, id, str(path), text, ())
