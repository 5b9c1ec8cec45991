"""Collect from the records of a dataset every passage that a search can find."""

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
from fieldref.index.passages.reviews import review_passage, session_passages
from fieldref.index.search_terms import Passage
from fieldref.loading.dataset import Dataset
from fieldref.model.committees_and_upr import Committee
from fieldref.model.common import Source
from fieldref.model.glossary import GlossaryTerm
from fieldref.model.presences import Presence
from fieldref.model.states import Elsewhere, KnownGap, State
from fieldref.model.treaties import Treaty


def state_passages(state: State, owner: Owner) -> Iterator[Passage]:
    """Give the passages of a State's files: its names, then what is said of it."""
    code, cited = state.codes.iso3, source_ids(state.sources)
    local = (name.name for name in state.names)
    codes = (code, state.codes.iso2)
    texts = (state.state, *state.also_known_as, *local, *codes)
    yield from name_passages("state", code, texts, cited, command=owner.command)
    for note in state.notes:
        yield Passage(
            1, "note", code, state.state, "notes", note, None, None, cited,
            f"{owner.command} --section gaps",
        )  # fmt: skip
    for event in state.events:
        yield Passage(
            1, "event", code, state.state, "events", event.what, event.date.words,
            first_day(event.date), source_ids(event.sources),
            f"{owner.command} --section reviews",
        )  # fmt: skip
    for review in state.reviews:
        if review.event != "report due":
            yield review_passage(review, owner)
    for programme in state.programmes:
        yield from programme_passages(programme, owner)
    for presence in state.presences:
        yield from presence_passages(presence, owner)
    for institution in state.institutions:
        yield institution_passage(institution, owner)


def office_passages(office: Presence) -> Iterator[Passage]:
    """Give the passages of an office that has a page of its own."""
    return presence_passages(office, Owner(office.id, office.name, show_command(office.id)))


def shared_passages(dataset: Dataset) -> Iterator[Passage]:
    """Give the passages of the treaties and committees, and of the sessions of all bodies."""
    for treaty in dataset.treaties:
        yield from _treaty(treaty)
    for committee in dataset.committees:
        yield from _committee(committee, dataset.treaties)
    if dataset.upr:
        yield from session_passages(dataset.upr.sessions, "UPR", "Universal Periodic Review")
        yield from session_passages(dataset.upr.council, "HRC", "Human Rights Council")


def other_passages(dataset: Dataset, states: dict[str, Owner]) -> Iterator[Passage]:
    """Give the passages of mandates, of names elsewhere, of terms, of known gaps and of sources."""
    for mandate in dataset.mandates:
        yield from mandate_passages(mandate, states.get(mandate.state or ""))
    for other in dataset.elsewhere:
        yield _elsewhere(other)
    for term in dataset.glossary:
        yield from _term(term)
    for gap in dataset.gaps:
        yield _gap(gap, states)
    yield from map(_source, dataset.sources)


def owners(states: tuple[State, ...]) -> dict[str, Owner]:
    """Give the States by code, each with what to type for it: its name, or its code if shared."""
    bearers = Counter(
        key
        for state in states
        for key in {names.fold_name(name) for name in (state.state, *state.also_known_as)}
    )
    return {state.codes.iso3: _owner(state, bearers) for state in states}


def _owner(state: State, bearers: Counter[str]) -> Owner:
    key, code = names.fold_name(state.state), state.codes.iso3
    return Owner(code, state.state, show_command(key if bearers[key] == 1 else code.lower()))


def _treaty(treaty: Treaty) -> Iterator[Passage]:
    command, cited = show_command(treaty.code.lower()), source_ids(treaty.sources)
    texts = (treaty.short, treaty.code, treaty.title, *treaty.also_known_as)
    yield from name_passages("treaty", treaty.code, texts, cited, command=command)
    reporting = treaty.reporting
    notes = []
    if reporting:
        notes.append(("reports", reporting.note, reporting.sources or treaty.sources))
    notes += [("duties", duty.note, duty.sources) for duty in treaty.duties]
    notes += [("practice", practice.note, practice.sources) for practice in treaty.practices]
    notes.append(("notes", treaty.note, treaty.sources))
    for where, text, sources in notes:
        if text:
            yield Passage(
                1, "treaty", treaty.code, treaty.short, where, text, sources=source_ids(sources),
                command=command,
            )  # fmt: skip


def _committee(body: Committee, treaties: tuple[Treaty, ...]) -> Iterator[Passage]:
    """Give a committee's names; it is shown with the first treaty that it watches over."""
    codes = [treaty.code for treaty in treaties if treaty.committee == body.acronym]
    command = show_command(codes[0].lower()) if codes else None
    texts, cited = (body.name, body.acronym), source_ids(body.sources)
    yield from name_passages("committee", body.acronym, texts, cited, command=command)
    yield from session_passages(body.sessions, body.acronym, body.name)


def _elsewhere(other: Elsewhere) -> Passage:
    text = f"{', '.join(other.names)}: {other.says}"
    return Passage(0, "elsewhere", other.names[0], other.names[0], "names", text)


def _term(term: GlossaryTerm) -> Iterator[Passage]:
    command = f"fieldref explain {names.fold_name(term.term)}"
    cited, texts = source_ids(term.sources), (term.term, *term.also_known_as)
    yield from name_passages("term", term.term, texts, cited, command=command)
    yield Passage(
        1, "term", term.term, term.term, "glossary", term.says, sources=cited, command=command
    )


def _gap(gap: KnownGap, owners: dict[str, Owner]) -> Passage:
    text = " ".join(filter(None, [f"{gap.about}.", gap.what, gap.why]))
    about = gap.treaty or ", ".join(gap.states)
    states = [owners[code] for code in gap.states if code in owners]
    command = f"{states[0].command} --section gaps" if states else None
    if gap.treaty:
        command = show_command(gap.treaty.lower())
    return Passage(
        1, "gap", about, _gap_name(gap, states), "known gap", text, sources=source_ids(gap.sources),
        command=command,
    )  # fmt: skip


def _gap_name(gap: KnownGap, states: list[Owner]) -> str:
    """Say what a gap is in: a treaty, a State or several, or the data as a whole."""
    more = [f"{len(states) - 3} more"] if len(states) > 3 else []
    shown = [owner.name for owner in states[:3]]
    return gap.treaty or ", ".join([*shown, *more]) or "The data"


def _source(source: Source) -> Passage:
    parts = (source.id, source.title, source.publisher, source.note, source.address)
    as_of = source.date.text if source.date else None
    return Passage(
        2, "source", source.id, source.title, "sources", ", ".join(filter(None, parts)), as_of,
        None, (source.id,), "fieldref list sources",
    )  # fmt: skip
