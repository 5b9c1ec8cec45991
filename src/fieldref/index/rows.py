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
    """The shards, names and passages of the folders' records, and every fault in them."""
    first, *own = folders
    bundle = load_folder(first)
    faults = bundle.faults
    if own and not faults:
        bundle, faults = _laid_over(bundle, own)
    shards = [*_shards(bundle), *(_own(bundle) if own else ())]
    return shards, list(_names(bundle)), list(passages(bundle)), faults


def _laid_over(bundle: Dataset, own: list[Path]) -> tuple[Dataset, tuple[Fault, ...]]:
    """The bundle with one's own folders over it, the last on top, and the faults of all."""
    files = [file._replace(places={}) for file in bundle.files]
    faults: list[Fault] = []
    for folder in own:
        found = load_folder(folder, bundle, f"{folder.as_posix()}/", len(files))
        faults += found.faults
        files += found.files
        bundle = merge_files(overlay_files(files))
    return bundle, tuple(faults)


def _own(bundle: Dataset) -> Iterator[Shard]:
    """What one's own files add to a State or office, or replace there."""
    for file in bundle.files:
        record = file.record
        named = _named(record)
        if named and file.places:
            yield "own", named, json.dumps(list(describe_changes(file)), ensure_ascii=False)


def _named(record: Any) -> str | None:
    if isinstance(record, State):
        return f"state {record.codes.iso3}"
    return f"office {record.id}" if isinstance(record, Presence) else None


def _shards(bundle: Dataset) -> Iterator[Shard]:
    for kind in ("edition", "upr"):
        record = getattr(bundle, kind)
        if record is not None:
            yield make_shard(kind, "", record)
    for source in bundle.sources:
        yield make_shard("source", source.id, source)
    for treaty in bundle.treaties:
        yield make_shard("treaty", treaty.code, treaty)
    for committee in bundle.committees:
        yield make_shard("committee", committee.acronym, committee)
    for mandate in bundle.mandates:
        yield make_shard("mandate", mandate.id, mandate)
    for n, gap in enumerate(bundle.gaps):
        yield make_shard("gap", f"{n:04}", gap)
    for office in bundle.offices:
        yield make_shard("office", office.id, office)
        yield _presence(office)
    for state in bundle.states:
        yield make_shard("state", state.codes.iso3, state)
        yield make_shard("brief", state.codes.iso3, brief_record(state))
        yield from map(_presence, state.presences)


def brief_record(state: State) -> State:
    """What a question about all States asks of each: who it is, its acts, reviews and events."""
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
    """A record as the index keeps it."""
    return kind, id, json.dumps(pack(record), ensure_ascii=False, separators=(",", ":"))


def _names(bundle: Dataset) -> Iterator[Name]:
    for state in bundle.states:
        codes = state.codes
        local = [one.name for one in state.names]
        own = [state.state, codes.iso3, codes.iso2, *state.also_known_as, *local]
        yield from _keys("state", codes.iso3, state.state, own, 0)
    for treaty in bundle.treaties:
        yield from _keys("treaty", treaty.code, treaty.code, _of_treaty(treaty), 1)
    for office in bundle.offices:
        yield from _of_presence(office)
    for state in bundle.states:
        for presence in state.presences:
            yield from _of_presence(presence, state)
    for other in bundle.elsewhere:
        yield from _keys("elsewhere", other.names[0], other.says, list(other.names), 3)


def _of_treaty(treaty: Treaty) -> list[str]:
    return [treaty.code, treaty.title, treaty.short, *treaty.also_known_as]


def _of_presence(presence: Presence, state: State | None = None) -> Iterator[Name]:
    """An office's names; one that is a State's own is found as that State's page."""
    own = [presence.name, presence.id, *presence.also_known_as, presence.city or ""]
    if state is None:
        yield from _keys("office", presence.id, presence.name, own, 2)
    else:
        yield from _keys("state", state.codes.iso3, state.state, own, 2)


def _keys(kind: str, id: str, shown: str, own: list[str], rank: int) -> Iterator[Name]:
    for key in dict.fromkeys(filter(None, map(names.fold_name, own))):
        yield key, kind, id, shown, rank
