"""The records of one or more folders -> the rows of the index."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fieldref import names
from fieldref.errors import Fault
from fieldref.index.packing import pack
from fieldref.index.passages.collection import passages
from fieldref.index.search_terms import Passage
from fieldref.loading.dataset import Dataset, load_folder, merge_files
from fieldref.loading.overlay import describe_changes, overlay_files
from fieldref.model.presences import Presence
from fieldref.model.states import State
from fieldref.model.treaties import Treaty

Shard = tuple[str, str, str]
Name = tuple[str, str, str, str, int]


def compile_rows(
    folders: tuple[Path, ...],
) -> tuple[list[Shard], list[Name], list[Passage], tuple[Fault, ...]]:
    """Give the shards, names and passages of the folders' records, and every fault in them."""
    first, *user_folders = folders
    dataset = load_folder(first)
    faults = dataset.faults
    if user_folders and not faults:
        dataset, faults = _lay_over(dataset, user_folders)
    shards = [*_shards(dataset), *(_user_changes(dataset) if user_folders else ())]
    return shards, list(_names(dataset)), list(passages(dataset)), faults


def _lay_over(dataset: Dataset, user_folders: list[Path]) -> tuple[Dataset, tuple[Fault, ...]]:
    """Lay the user's folders over the dataset, the last on top; give the faults of all."""
    files = [file._replace(places={}) for file in dataset.files]
    faults: list[Fault] = []
    for folder in user_folders:
        added = load_folder(folder, dataset, f"{folder.as_posix()}/", len(files))
        faults += added.faults
        files += added.files
        dataset = merge_files(overlay_files(files))
    return dataset, tuple(faults)


def _user_changes(dataset: Dataset) -> Iterator[Shard]:
    """Give what the user's files add to a State or office, or replace there."""
    for file in dataset.files:
        record = file.record
        id = _change_id(record)
        if id and file.places:
            yield "user_changes", id, json.dumps(list(describe_changes(file)), ensure_ascii=False)


def _change_id(record: Any) -> str | None:
    if isinstance(record, State):
        return f"state {record.codes.iso3}"
    return f"office {record.id}" if isinstance(record, Presence) else None


def _shards(dataset: Dataset) -> Iterator[Shard]:
    for kind in ("edition", "upr"):
        record = getattr(dataset, kind)
        if record is not None:
            yield make_shard(kind, "", record)
    for source in dataset.sources:
        yield make_shard("source", source.id, source)
    for treaty in dataset.treaties:
        yield make_shard("treaty", treaty.code, treaty)
    for committee in dataset.committees:
        yield make_shard("committee", committee.acronym, committee)
    for mandate in dataset.mandates:
        yield make_shard("mandate", mandate.id, mandate)
    for n, gap in enumerate(dataset.gaps):
        yield make_shard("gap", f"{n:04}", gap)
    for office in dataset.offices:
        yield make_shard("office", office.id, office)
        yield _presence(office)
    for state in dataset.states:
        yield make_shard("state", state.codes.iso3, state)
        yield make_shard("brief", state.codes.iso3, brief_record(state))
        yield from map(_presence, state.presences)


def brief_record(state: State) -> State:
    """Keep what a question about all States asks of each: who it is, its acts, reviews, events."""
    return State(
        state.state,
        state.codes,
        state.sources,
        un_member_since=state.un_member_since,
        un_group=state.un_group,
        region=state.region,
        treaties=state.treaties,
        reviews=state.reviews,
        events=state.events,
        complete=state.complete,
    )


def _presence(presence: Presence) -> Shard:
    return make_shard("presence", presence.id, presence._replace(programmes=()))


def make_shard(kind: str, id: str, record: Any) -> Shard:
    """Pack a record as the index keeps it."""
    return kind, id, json.dumps(pack(record), ensure_ascii=False, separators=(",", ":"))


def _names(dataset: Dataset) -> Iterator[Name]:
    for state in dataset.states:
        codes = state.codes
        local = [one.name for one in state.names]
        keys = [state.state, codes.iso3, codes.iso2, *state.also_known_as, *local]
        yield from _keys("state", codes.iso3, state.state, keys, 0)
    for treaty in dataset.treaties:
        yield from _keys("treaty", treaty.code, treaty.code, _of_treaty(treaty), 1)
    for office in dataset.offices:
        yield from _of_presence(office)
    for state in dataset.states:
        for presence in state.presences:
            yield from _of_presence(presence, state)
    for other in dataset.elsewhere:
        yield from _keys("elsewhere", other.names[0], other.says, list(other.names), 3)


def _of_treaty(treaty: Treaty) -> list[str]:
    return [treaty.code, treaty.title, treaty.short, *treaty.also_known_as]


def _of_presence(presence: Presence, state: State | None = None) -> Iterator[Name]:
    """Give an office's names; one that is a State's own is found as that State's page."""
    keys = [presence.name, presence.id, *presence.also_known_as, presence.city or ""]
    if state is None:
        yield from _keys("office", presence.id, presence.name, keys, 2)
    else:
        yield from _keys("state", state.codes.iso3, state.state, keys, 2)


def _keys(kind: str, id: str, display_name: str, texts: list[str], rank: int) -> Iterator[Name]:
    for key in dict.fromkeys(filter(None, map(names.fold_name, texts))):
        yield key, kind, id, display_name, rank
