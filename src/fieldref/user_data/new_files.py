"""Plan new files of the user's, prove them, write them: all while nobody else writes there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, Literal

from fieldref import places
from fieldref.answer.items.user_data import OwnItem
from fieldref.catalog import Catalog, Subject
from fieldref.checks import registry
from fieldref.checks.files import read_texts
from fieldref.errors import FaultyData, NotFound, WrongUse
from fieldref.names import slug
from fieldref.records import NamedTuple
from fieldref.user_data import data_folder, safe_files, templates
from fieldref.user_data.safe_files import NewText


class NewFile(NamedTuple):
    """A file to be written: its text, what of that is new, whether it must not be there yet.

    Without a text there is nothing to write. `left` and `remarks` are to be told; what `is_proved`
    was read as data already, with what stands beside it.
    """

    kind: str
    id: str
    path: Path
    text: str
    added: str
    creates: bool = True
    left: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_proved: bool = False


class StateDetails(NamedTuple):
    """A new State, or (without codes) what the user adds to one that is known."""

    name: str
    codes: dict[str, str] | None


class OfficeDetails(NamedTuple):
    """An office: its kind, where it sits, the States it covers, how to reach it."""

    id: str
    kind: str
    name: str
    city: str | None
    host: str | None
    covers: tuple[str, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    as_of: str


def write_planned(
    folder: Path, plan: Callable[[], tuple[NewFile, ...]], on: date
) -> tuple[OwnItem, ...]:
    """Write the files that `plan` gives, all or none; FaultyData if one doesn't prove well.

    The folder is held from before the plan looks at it, so that of two that run at once the second
    sees what the first has written. On the day `on` nothing can be told that comes after.
    """
    with safe_files.hold_folder(folder):
        planned = plan()
        _prove((file for file in planned if file.text and not file.is_proved), on)
        texts = [NewText(file.path, file.text, file.creates) for file in planned if file.text]
        safe_files.write_files(texts)
    return file_items(planned, "written")


def file_items(
    planned: Iterable[NewFile], did: Literal["written", "would be written"]
) -> tuple[OwnItem, ...]:
    """Say what was done with the files, or would be."""
    return tuple(
        OwnItem(
            did=did if file.text else "unchanged",
            kind=file.kind,
            id=file.id,
            path=str(file.path),
            text=file.added,
            left=file.left,
            remarks=file.remarks,
        )
        for file in planned
    )


def _prove(planned: Iterable[NewFile], on: date) -> None:
    texts = [(file.path, file.text) for file in planned]
    if not texts:
        return
    changed, beside = read_texts(texts, places.bundled_data())
    if faults := registry.find_faults(changed, beside, on):
        raise FaultyData(faults, "Nothing was written.")


def plan_source(catalog: Catalog, folder: Path, keys: dict[str, Any]) -> NewFile:
    """Plan an entry at the end of the user's sources.yaml; raise WrongUse if its id is taken."""
    id = keys["id"]
    if id in {source.id for source in catalog.sources()}:
        raise WrongUse(f"There is a source {id!r} already.", "Choose another with --id.")
    return _plan_entry(folder, keys)


def _plan_entry(folder: Path, keys: dict[str, Any]) -> NewFile:
    path, entry = folder / "sources.yaml", templates.source_text(keys)
    text = data_folder.sources_text(folder, entry)
    return NewFile(kind="source", id=keys["id"], path=path, text=text, added=entry, creates=False)


def plan_cited_source(
    catalog: Catalog, folder: Path, named: str | None
) -> tuple[str, tuple[NewFile, ...]]:
    """Find the source that a new file cites: a known one, else the user's own notes, planned."""
    if named:
        if "/" in named or named in {source.id for source in catalog.sources()}:
            return named, ()
        raise NotFound(f"There is no source {named!r}.", f"Make it: fieldref new source {named}")
    id = data_folder.OWN_SOURCE
    if data_folder.has_source(folder, id):
        return id, ()
    return id, (_plan_entry(folder, data_folder.OWN_NOTES),)


def plan_state(folder: Path, known: Subject | None, state: StateDetails, source: str) -> NewFile:
    """Plan a State's file: what the user adds to one that is known, else a State of theirs."""
    if known:
        keys: dict[str, Any] = {"state": known.display_name, "codes": {"iso3": known.id}}
    else:
        keys = {"state": state.name, "codes": state.codes, "sources": [source]}
    id = keys["codes"]["iso3"]
    header = data_folder.template_header(folder, "state", source)
    text = templates.state_text(keys, known is not None, header)
    path = folder / "states" / f"{slug(keys['state']) or id.lower()}.yaml"
    return _plan_file(folder, "state", id, path, text)


def plan_office(folder: Path, office: OfficeDetails, source: str) -> NewFile:
    """Plan an office's file, with a card if it can be rung or written to."""
    common = {"name": office.name, "as_of": office.as_of, "sources": [source]}
    card = {
        "id": f"{office.id}-desk",
        **common,
        "phones": [{"number": _dialled(number)} for number in office.phones],
        "emails": office.emails,
    }
    keys: dict[str, Any] = {
        "id": office.id,
        "kind": office.kind,
        **common,
        "city": office.city,
        "host": office.host,
        "covers": office.covers,
        "contacts": [card] if office.phones or office.emails else [],
    }
    header = data_folder.template_header(folder, "office", source)
    path = folder / "offices" / f"{office.id}.yaml"
    return _plan_file(folder, "office", office.id, path, templates.office_text(keys, header))


def _dialled(number: str) -> str:
    """Give a number as people write it, +856 21 353 953, without what only parts it."""
    return re.sub(r"[\s().-]", "", number)


def _plan_file(folder: Path, kind: str, id: str, path: Path, text: str) -> NewFile:
    if holder := data_folder.file_holding(folder, kind, id):
        raise WrongUse(f"{holder} is there already; nothing was written.", f"fieldref edit {id}")
    return NewFile(kind=kind, id=id, path=path, text=text, added=text)
