"""Make the rows of the index from a dataset, in blocks: one for each State or office.

All rows of a subject are made of its own files and of what all share (treaties, the UPR, the
sources). So the block of an edited file can be made anew and put in place of the old one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from fieldref import names
from fieldref.index import due_years
from fieldref.index.packing import encode, pack
from fieldref.index.passages import collection
from fieldref.index.passages.common import Owner
from fieldref.index.search_terms import Passage
from fieldref.index.state_forms import split_form
from fieldref.loading.dataset import Dataset
from fieldref.loading.overlay import File, describe_changes
from fieldref.model.committees_and_upr import Upr
from fieldref.model.glossary import GlossaryTerm
from fieldref.model.presences import Mandate, Presence
from fieldref.model.states import State
from fieldref.model.treaties import Treaty
from fieldref.records import NamedTuple
from fieldref.rules.upr import UprRules

Shard = tuple[str, str, str]  # kind, id, the packed record as JSON
NameColumns = tuple[
    str, str, str, str, int, str, str
]  # as reader.NameRow, with its core and its form
Relation = tuple[str, str, str]  # kind, place, id

# Ranks of names: a State's own, a treaty's, a place's, what else a State is found by, no State's.
OF_STATE, OF_TREATY, OF_PLACE, FOUND_BY, ELSEWHERE = range(5)

# Rows of equal worth come in the order of their numbers: first the States, then what all share and
# what is said of it, the offices, the rest. A block leaves room for a million rows.
STATES, SHARED, OFFICES, OTHERS = range(4)
_SECTION, BLOCK = 1 << 32, 1 << 20


class RowSubject(NamedTuple):
    """The subject of a file: a State by its ISO 3166-1 alpha-3 code, or an office by its id."""

    kind: str
    id: str


class RowBlock(NamedTuple):
    """Rows that stand together; the first of each kind has the number `first`."""

    first: int
    subject: RowSubject | None = None
    shards: tuple[Shard, ...] = ()
    names: tuple[NameColumns, ...] = ()
    relations: tuple[Relation, ...] = ()
    due: tuple[due_years.DueYear, ...] = ()
    passages: tuple[Passage, ...] = ()


class DueRules(NamedTuple):
    """The rules that tell the years in which a State may have something due."""

    treaties: dict[str, Treaty]
    upr: UprRules | None

    @classmethod
    def of(cls, treaties: Iterable[Treaty], upr: Upr | None, states: Iterable[State]) -> DueRules:
        """Give the rules for these States."""
        rules = UprRules.of(upr, states) if upr else None
        return cls({treaty.code: treaty for treaty in treaties}, rules)


def subject_of(record: Any) -> RowSubject | None:
    """Tell what a record is of; None if it is one of many in a file that all share."""
    if isinstance(record, State):
        return RowSubject("state", record.codes.iso3)
    return RowSubject("office", record.id) if isinstance(record, Presence) else None


def block_number(section: int, place: int = 0) -> int:
    """Give the number of a block's first row: by section, then by the subject's place in it."""
    return (section * _SECTION + place) * BLOCK


def make_blocks(dataset: Dataset, user_data: bool) -> Iterator[RowBlock]:
    """Make all rows of a dataset; with `user_data` those of what the user's files change, too."""
    owners = collection.owners(dataset.states)
    rules = DueRules.of(dataset.treaties, dataset.upr, dataset.states)
    changes = dict(_user_changes(dataset.files)) if user_data else {}
    for place, state in enumerate(dataset.states):
        first = block_number(STATES, place)
        block = state_block(first, state, owners[state.codes.iso3], rules)
        yield _with_changes(block, changes.get(RowSubject("state", state.codes.iso3)))
    yield _shared_block(dataset)
    for place, office in enumerate(dataset.offices):
        block = office_block(block_number(OFFICES, place), office)
        yield _with_changes(block, changes.get(RowSubject("office", office.id)))
    yield _other_block(dataset, owners)


def state_block(first: int, state: State, owner: Owner, rules: DueRules) -> RowBlock:
    """Make the rows of a State's files."""
    code = state.codes.iso3
    whole, brief = make_shard("state", code, state), make_shard("brief", code, brief_record(state))
    named = ("owner", code, json.dumps(owner, ensure_ascii=False))
    presences = [_presence_shard(presence) for presence in state.presences]
    return RowBlock(
        first=first,
        subject=RowSubject("state", code),
        shards=(whole, brief, named, *presences, *_parts(state, rules)),
        names=tuple(_state_names(state)),
        relations=tuple(
            row for presence in state.presences for row in _presence_relations(presence)
        ),
        due=_due_rows(state, rules),
        passages=tuple(collection.state_passages(state, owner)),
    )


def office_block(first: int, office: Presence) -> RowBlock:
    """Make the rows of an office's files."""
    return RowBlock(
        first=first,
        subject=RowSubject("office", office.id),
        shards=(make_shard("office", office.id, office), _presence_shard(office)),
        names=tuple(_presence_names(office)),
        relations=tuple(_presence_relations(office)),
        due=(),
        passages=tuple(collection.office_passages(office)),
    )


def with_user_changes(block: RowBlock, files: Iterable[File]) -> RowBlock:
    """Add to the block of a subject what the user's files change of it."""
    changes = [shard for _, shard in _user_changes(files)]
    return _with_changes(block, changes[0] if changes else None)


def _with_changes(block: RowBlock, shard: Shard | None) -> RowBlock:
    return block._replace(shards=(*block.shards, shard)) if shard else block


def _user_changes(files: Iterable[File]) -> Iterator[tuple[RowSubject, Shard]]:
    """Give what the user's files add to a State or office, or replace there."""
    for file in files:
        subject = subject_of(file.record)
        if subject and file.places:
            body = json.dumps(list(describe_changes(file)), ensure_ascii=False)
            yield subject, ("user_changes", f"{subject.kind} {subject.id}", body)


def _shared_block(dataset: Dataset) -> RowBlock:
    shards = [make_shard("edition", "", dataset.edition)] if dataset.edition else []
    shards += [make_shard("upr", "", dataset.upr)] if dataset.upr else []
    shards += [make_shard("source", source.id, source) for source in dataset.sources]
    shards += [make_shard("treaty", treaty.code, treaty) for treaty in dataset.treaties]
    shards += [make_shard("committee", body.acronym, body) for body in dataset.committees]
    return RowBlock(
        block_number(SHARED),
        None,
        tuple(shards),
        tuple(row for treaty in dataset.treaties for row in _treaty_names(treaty)),
        passages=tuple(collection.shared_passages(dataset)),
    )


def _other_block(dataset: Dataset, owners: dict[str, Owner]) -> RowBlock:
    shards = [make_shard("mandate", mandate.id, mandate) for mandate in dataset.mandates]
    shards += [make_shard("gap", f"{n:04}", gap) for n, gap in enumerate(dataset.gaps)]
    elsewhere = [
        row
        for other in dataset.elsewhere
        for row in _keys("elsewhere", other.names[0], other.says, other.names, ELSEWHERE)
    ]
    shards += [make_shard("term", term.term, term) for term in dataset.glossary]
    terms = [row for term in dataset.glossary for row in _term_names(term)]
    return RowBlock(
        first=block_number(OTHERS),
        subject=None,
        shards=tuple(shards),
        names=(*elsewhere, *terms),
        relations=tuple(row for mandate in dataset.mandates for row in _mandate_relations(mandate)),
        passages=tuple(collection.other_passages(dataset, owners)),
    )


def brief_record(state: State) -> State:
    """Keep what a question about all States asks of each: who it is, its acts, reviews, events."""
    return State(
        state.state,
        state.codes,
        state.sources,
        un_member_since=state.un_member_since,
        un_observer_since=state.un_observer_since,
        un_group=state.un_group,
        region=state.region,
        treaties=state.treaties,
        reviews=state.reviews,
        events=state.events,
        complete=state.complete,
        reservations=state.reservations,
    )


def _presence_shard(presence: Presence) -> Shard:
    """Pack a presence without its programmes."""
    return make_shard("presence", presence.id, presence._replace(programmes=()))


def make_shard(kind: str, id: str, record: Any) -> Shard:
    """Pack a record as the index keeps it."""
    return kind, id, encode(pack(record))


def _parts(state: State, rules: DueRules) -> Iterator[Shard]:
    """Pack the parts of the State's record, where the UPR's rules are known."""
    if rules.upr:
        for id, part in due_years.split_state(state):
            yield make_shard("part", id, part)


def _due_rows(state: State, rules: DueRules) -> tuple[due_years.DueYear, ...]:
    """Give the years in which each part of a State's record may matter."""
    if rules.upr is None:
        return ()
    return tuple(due_years.due_years(state, rules.treaties, rules.upr))


def _presence_relations(presence: Presence) -> Iterator[Relation]:
    """Give the States that a presence concerns; a desk at headquarters concerns its region."""
    desk = presence.region if presence.kind == "headquarters" else None
    places = dict.fromkeys([presence.host, *presence.covers, desk])
    yield from (("presence", place, presence.id) for place in places if place)


def _mandate_relations(mandate: Mandate) -> Iterator[Relation]:
    if mandate.state:
        yield "mandate", mandate.state, mandate.id


def _state_names(state: State) -> Iterator[NameColumns]:
    """Give a State's names and codes; its own offices' names find it, too."""
    codes = state.codes
    local = [name.name for name in state.names]
    texts = [state.state, *codes, *state.also_known_as, *local]
    yield from _keys("state", codes.iso3, state.state, texts, OF_STATE)
    yield from _keys("state", codes.iso3, state.state, state.found_by, FOUND_BY)
    for presence in state.presences:
        yield from _keys("state", codes.iso3, state.state, _presence_texts(presence), OF_PLACE)


def _treaty_names(treaty: Treaty) -> Iterator[NameColumns]:
    texts = [treaty.code, treaty.title, treaty.short, *treaty.also_known_as]
    yield from _keys("treaty", treaty.code, treaty.code, texts, OF_TREATY)


def _term_names(term: GlossaryTerm) -> Iterator[NameColumns]:
    yield from _keys("term", term.term, term.term, [term.term], OF_STATE)
    yield from _keys("term", term.term, term.term, term.also_known_as, OF_TREATY)


def _presence_names(presence: Presence) -> Iterator[NameColumns]:
    yield from _keys("office", presence.id, presence.name, _presence_texts(presence), OF_PLACE)


def _presence_texts(presence: Presence) -> list[str]:
    return [presence.name, presence.id, *presence.also_known_as, presence.city or ""]


def _keys(
    kind: str, id: str, display_name: str, texts: Iterable[str], rank: int
) -> Iterator[NameColumns]:
    """Give a row a key; the names of States and of what is none have their form apart."""
    texts_by_key: dict[str, str] = {}
    for text in texts:
        texts_by_key.setdefault(names.fold_name(text), text)
    for key, text in texts_by_key.items():
        if key:
            apart = split_form(text) if kind in ("state", "elsewhere") else ("", "")
            yield key, kind, id, display_name, rank, *apart
