"""The records of one or more folders -> the rows of the index."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fieldref import names
from fieldref.bundle import Bundle, load
from fieldref.compact import pack
from fieldref.errors import Fault
from fieldref.model import Presence, State, Treaty
from fieldref.passages import passages
from fieldref.searching import Passage

Shard = tuple[str, str, str]
Name = tuple[str, str, str, str, int]


def rows_of(
    folders: tuple[Path, ...],
) -> tuple[list[Shard], list[Name], list[Passage], tuple[Fault, ...]]:
    """The shards, names and passages of the folders' records, and every fault in them."""
    bundles = [load(folder) for folder in folders]
    faults = tuple(fault for bundle in bundles for fault in bundle.faults)
    shards = [row for bundle in bundles for row in _shards(bundle)]
    found = [row for bundle in bundles for row in _names(bundle)]
    texts = [row for bundle in bundles for row in passages(bundle)]
    return shards, found, texts, faults


def _shards(bundle: Bundle) -> Iterator[Shard]:
    for kind in ("edition", "upr"):
        record = getattr(bundle, kind)
        if record is not None:
            yield _shard(kind, "", record)
    for source in bundle.sources:
        yield _shard("source", source.id, source)
    for treaty in bundle.treaties:
        yield _shard("treaty", treaty.code, treaty)
    for committee in bundle.committees:
        yield _shard("committee", committee.acronym, committee)
    for mandate in bundle.mandates:
        yield _shard("mandate", mandate.id, mandate)
    for n, gap in enumerate(bundle.gaps):
        yield _shard("gap", f"{n:04}", gap)
    for office in bundle.offices:
        yield _shard("office", office.id, office)
        yield _presence(office)
    for state in bundle.states:
        yield _shard("state", state.codes.iso3, state)
        yield _shard("brief", state.codes.iso3, brief(state))
        yield from map(_presence, state.presences)


def brief(state: State) -> State:
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
    return _shard("presence", presence.id, presence._replace(programmes=()))


def _shard(kind: str, id: str, record: Any) -> Shard:
    return kind, id, json.dumps(pack(record), ensure_ascii=False, separators=(",", ":"))


def _names(bundle: Bundle) -> Iterator[Name]:
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
    for key in dict.fromkeys(filter(None, map(names.key, own))):
        yield key, kind, id, shown, rank
