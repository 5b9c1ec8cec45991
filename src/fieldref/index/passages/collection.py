"""The records of a folder -> every passage that a search can find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fieldref import names
from fieldref.index.passages.common import Owner, first_day, name_passages, show_command, source_ids
from fieldref.index.passages.presences import (
    institution_passage,
    mandate_passages,
    presence_passages,
    programme_passages,
)
from fieldref.index.search_terms import Passage
from fieldref.loading.dataset import Dataset
from fieldref.model.committees_and_upr import Committee
from fieldref.model.common import Source
from fieldref.model.states import Elsewhere, KnownGap, State
from fieldref.model.treaties import Treaty


def passages(dataset: Dataset) -> Iterator[Passage]:
    """Give every passage: names first, then what is said of whom, then the sources."""
    owners = _owners(dataset.states)
    for state in dataset.states:
        yield from _state(state, owners[state.codes.iso3])
    for treaty in dataset.treaties:
        yield from _treaty(treaty)
    for committee in dataset.committees:
        yield from _committee(committee, dataset.treaties)
    for office in dataset.offices:
        yield from presence_passages(office, Owner(office.id, office.name, show_command(office.id)))
    for mandate in dataset.mandates:
        yield from mandate_passages(mandate, owners.get(mandate.state or ""))
    for other in dataset.elsewhere:
        yield _elsewhere(other)
    for gap in dataset.gaps:
        yield _gap(gap, owners)
    yield from map(_source, dataset.sources)


def _owners(states: tuple[State, ...]) -> dict[str, Owner]:
    """Give the States by code, each with what to type for it: its name, or its code if shared."""
    bearers = Counter(
        key
        for one in states
        for key in {names.fold_name(name) for name in (one.state, *one.also_known_as)}
    )
    return {one.codes.iso3: _owner(one, bearers) for one in states}


def _owner(one: State, bearers: Counter[str]) -> Owner:
    key, code = names.fold_name(one.state), one.codes.iso3
    return Owner(code, one.state, show_command(key if bearers[key] == 1 else code.lower()))


def _state(state: State, owner: Owner) -> Iterator[Passage]:
    code, cited = state.codes.iso3, source_ids(state.sources)
    local = (one.name for one in state.names)
    codes = (code, state.codes.iso2)
    own = (state.state, *state.also_known_as, *local, *codes)
    yield from name_passages("state", code, own, cited, command=owner.shown)
    for note in state.notes:
        shown = f"{owner.shown} --section gaps"
        yield Passage(1, "note", code, state.state, "notes", note, None, None, cited, shown)
    for event in state.events:
        shown = f"{owner.shown} --section reviews"
        when = event.date.words, first_day(event.date)
        yield Passage(
            1,
            "event",
            code,
            state.state,
            "events",
            event.what,
            *when,
            source_ids(event.sources),
            shown,
        )
    for programme in state.programmes:
        yield from programme_passages(programme, owner)
    for presence in state.presences:
        yield from presence_passages(presence, owner)
    for one in state.institutions:
        yield institution_passage(one, owner)


def _treaty(treaty: Treaty) -> Iterator[Passage]:
    command, cited = show_command(treaty.code.lower()), source_ids(treaty.sources)
    own = (treaty.short, treaty.code, treaty.title, *treaty.also_known_as)
    yield from name_passages("treaty", treaty.code, own, cited, command=command)
    duty = treaty.reporting
    said = [("reports", duty.note, duty.sources or treaty.sources)] if duty else []
    said += [("duties", one.note, one.sources) for one in treaty.duties]
    said += [("practice", one.note, one.sources) for one in treaty.practices]
    said.append(("notes", treaty.note, treaty.sources))
    for where, text, sources in said:
        if text:
            yield Passage(
                1, "treaty", treaty.code, treaty.short, where, text, sources=source_ids(sources),
                command=command,
            )  # fmt: skip


def _committee(one: Committee, treaties: tuple[Treaty, ...]) -> Iterator[Passage]:
    """Give a committee's names; it is shown with the first treaty that it watches over."""
    codes = [treaty.code for treaty in treaties if treaty.committee == one.acronym]
    command = show_command(codes[0].lower()) if codes else None
    own = (one.name, one.acronym)
    yield from name_passages(
        "committee", one.acronym, own, source_ids(one.sources), command=command
    )


def _elsewhere(one: Elsewhere) -> Passage:
    text = f"{', '.join(one.names)}: {one.says}"
    return Passage(0, "elsewhere", one.names[0], one.names[0], "names", text)


def _gap(gap: KnownGap, owners: dict[str, Owner]) -> Passage:
    text = " ".join(filter(None, [f"{gap.about}.", gap.what, gap.why]))
    about = gap.treaty or ", ".join(gap.states)
    states = [owners[code] for code in gap.states if code in owners]
    command = f"{states[0].shown} --section gaps" if states else None
    if gap.treaty:
        command = show_command(gap.treaty.lower())
    return Passage(
        1, "gap", about, _of(gap, states), "known gap", text, sources=source_ids(gap.sources),
        command=command,
    )  # fmt: skip


def _of(gap: KnownGap, states: list[Owner]) -> str:
    """Say what a gap is in: a treaty, a State or several, or the data as a whole."""
    more = [f"{len(states) - 3} more"] if len(states) > 3 else []
    named = [one.name for one in states[:3]]
    return gap.treaty or ", ".join([*named, *more]) or "The data"


def _source(one: Source) -> Passage:
    text = ", ".join(filter(None, [one.id, one.title, one.publisher, one.note, one.address]))
    as_of = one.date.text if one.date else None
    command = "fieldref list sources"
    return Passage(2, "source", one.id, one.title, "sources", text, as_of, None, (one.id,), command)
