"""Give a State's names in each language, and who it is at the United Nations."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from fieldref.answer.blocks import Block, Facts, Heading, Line, line
from fieldref.model.states import State
from fieldref.pages.state.profile import StateProfile


def name_facts(profile: StateProfile) -> Iterator[Block]:
    """Give the State's names, its membership, its groups and its region."""
    record = profile.state
    pairs: list[tuple[str, Line]] = []
    if record.also_known_as:
        pairs.append(("Also", line(", ".join(record.also_known_as))))
    known = {record.state, *record.also_known_as}
    names = dict.fromkeys(name.name for name in record.names if name.name not in known)
    if names:  # what runs from right to left comes last, so that it can't turn the rest around
        pairs.append(("In other languages", line(" · ".join(sorted(names, key=_from_the_right)))))
    pairs.append(_standing_in_the_un(record))
    pairs.append(("Regional group", line(record.un_group or "none recorded here")))
    pairs.append(("Region of the Office", line(record.region or "none recorded here")))
    yield Facts(tuple(pairs))


def _standing_in_the_un(state: State) -> tuple[str, Line]:
    member, observer = state.un_member_since, state.un_observer_since
    if observer and not member:
        return "United Nations", line(f"non-member observer State since {observer.words}")
    since = f"since {member.words}" if member else "no year of membership is recorded here"
    return "UN member", line(since)


def _from_the_right(name: str) -> bool:
    return unicodedata.bidirectional(name[0]) in ("R", "AL")


def name_section(profile: StateProfile, alone: bool) -> Iterator[Block]:
    """Give names and groups of the State; `alone` lists each name with its language."""
    yield Heading("Names and groups", 2)
    yield from name_facts(profile)
    if alone and profile.state.names:
        yield Heading("Names by language", 3)
        yield Facts(tuple((name.language, line(name.name)) for name in profile.state.names))
