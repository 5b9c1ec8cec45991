"""Check codes and ids: each names something that there is, and only one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from fieldref import names
from fieldref.checks.world import Located, Problem, World
from fieldref.model.committees_and_upr import Committee
from fieldref.model.common import Source
from fieldref.model.glossary import GlossaryTerm, TermArticle
from fieldref.model.presences import Contact, Mandate, Presence, Programme
from fieldref.model.states import KnownGap, State
from fieldref.model.treaties import Treaty

Pairs = Iterable[tuple[str, str]]


def find_unknown_codes(world: World) -> Iterator[Problem]:
    """Find codes of States and treaties, and ids of offices and contacts, that lead nowhere."""
    states = {state.codes.iso3 for state in world.records(State)}
    short: dict[str, str] = {
        state.codes.iso2: state.codes.iso3 for state in world.records(State)
    }  # NO is a code of Norway, too
    for kind, codes in _STATES.items():
        yield from _missing(world.every(kind), codes, states, "State", short)
    treaties = {treaty.code for treaty in world.records(Treaty)}
    yield from _missing(world.every(Treaty), _parent, treaties, "treaty")
    yield from _missing(world.every(KnownGap), _treaty, treaties, "treaty")
    yield from _missing(world.every(TermArticle), _article, treaties, "treaty")
    offices = {office.id for office in world.records(Presence)}
    yield from _missing(world.every(Committee), _secretariat, offices, "office")
    contacts = {contact.id for contact in world.records(Contact)}
    yield from _missing(world.every(Contact), _successor, contacts, "contact")
    yield from _missing(world.every(Programme), _contacts, contacts, "contact")


def _missing(
    where: Iterable[Located], codes: Callable[[Any], Pairs], known: AbstractSet[str], what: str,
    near: dict[str, str] | None = None,
) -> Iterator[Problem]:  # fmt: skip
    for located in where:
        for key, code in codes(located.record):
            if code not in known:
                hint = f"; did you mean {near[code]!r}?" if near and code in near else ""
                yield Problem(located, key, f"there is no {what} {code!r}{hint}")


def _reference(key: str, code: str | None) -> Pairs:
    return ((key, code),) if code else ()


def _references(key: str, codes: Iterable[str]) -> Pairs:
    return ((f"{key}.{n}", code) for n, code in enumerate(codes, 1))


def _parent(treaty: Treaty) -> Pairs:
    return _reference("parent", treaty.parent)


def _treaty(gap: KnownGap) -> Pairs:
    return _reference("treaty", gap.treaty)


def _article(article: TermArticle) -> Pairs:
    return _reference("treaty", article.treaty)


def _secretariat(committee: Committee) -> Pairs:
    return _reference("secretariat", committee.secretariat)


def _successor(contact: Contact) -> Pairs:
    return _reference("superseded_by", contact.superseded_by)


def _contacts(programme: Programme) -> Pairs:
    return _references("contacts", programme.contacts)


_STATES: dict[type, Callable[[Any], Pairs]] = {
    Presence: lambda office: (
        *_reference("host", office.host),
        *_references("covers", office.covers),
    ),
    Mandate: lambda mandate: _reference("state", mandate.state),
    KnownGap: lambda gap: _references("states", gap.states),
}


def find_doubled_ids(world: World) -> Iterator[Problem]:
    """Find ids, codes and names that two things bear.

    Two States may share a name by which they are *also* known: `show` then asks which is meant.
    """
    for kind, key in _IDS.items():
        yield from _twice(world.every(kind), partial(_field, key))
    for codes in _OF_A_STATE:
        yield from _twice(world.every(State), codes)
    yield from _twice(world.every(Treaty), _names_of_treaty)
    yield from _twice(world.every(GlossaryTerm), _names_of_term)
    for located in world.every(State):
        yield from _numbered_twice(located)


def _field(key: str, record: Any) -> Pairs:
    return _reference(key, getattr(record, key))


_IDS = {Contact: "id", Presence: "id", Mandate: "id", Source: "id", Committee: "acronym"}
_OF_A_STATE: tuple[Callable[[State], Pairs], ...] = (
    lambda state: (("codes.iso3", state.codes.iso3), ("codes.iso2", state.codes.iso2)),
    lambda state: (("codes.m49", state.codes.m49),),
    lambda state: (("state", state.state),),
)


def _names_of_treaty(treaty: Treaty) -> Pairs:
    """Give what a treaty is called; several of its names may come down to one."""
    main = (("code", treaty.code), ("title", treaty.title), ("short", treaty.short))
    pairs = (*main, *_references("also_known_as", treaty.also_known_as))
    return {names.fold_name(name): (key, name) for key, name in reversed(pairs)}.values()


def _names_of_term(term: GlossaryTerm) -> Pairs:
    pairs = (("term", term.term), *_references("also_known_as", term.also_known_as))
    return {names.fold_name(name): (key, name) for key, name in reversed(pairs)}.values()


def _twice(where: Iterable[Located], names_of: Callable[[Any], Pairs]) -> Iterator[Problem]:
    first: dict[str, Located] = {}
    for located in where:
        for key, name in names_of(located.record):
            other = first.setdefault(names.fold_name(name), located)
            if other is not located:
                yield Problem(located, key, f"{name!r} stands twice, {_place(other)}, too")


def find_misnamed_files(world: World) -> Iterator[Problem]:
    """Find files with a name that means another State than the one that they are of."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for state in world.records(State):
        for name in (state.state, *state.also_known_as, state.codes.iso3, state.codes.iso2):
            bearers[names.fold_name(name)].add(state.codes.iso3)
    for located in world.every(State):
        code = located.record.codes.iso3
        for name in {located.file.name, *(name for name, _ in located.file.origin.values())}:
            stem = PurePosixPath(name).stem.replace("-", " ")
            others = bearers.get(names.fold_name(stem), set())
            if code not in others and (others or world.whole):
                if not others:
                    says = f"the file is named as no name that {code} has"
                    yield Problem(located, "codes.iso3", says)
                    continue
                says = f"{code} stands in a file that is named as {' or '.join(sorted(others))} is"
                yield Problem(located, "codes.iso3", says)


def _place(located: Located) -> str:
    fault = located.file.fault(located.path, "")
    return f"in {fault.file}:{fault.line}"


def _numbered_twice(located: Located) -> Iterator[Problem]:
    """Find reviews that would have one id: the same treaty, event and number."""
    seen: dict[tuple[Any, ...], int] = {}
    for n, review in enumerate(located.record.reviews, 1):
        number = (review.treaty, review.event, review.nr)
        if review.treaty and seen.setdefault(number, n) != n:
            says = f"number {review.nr or 'none'} stands twice for this treaty and event"
            yield Problem(located, f"reviews.{n}.nr", f"{says}, in reviews.{seen[number]}, too")
