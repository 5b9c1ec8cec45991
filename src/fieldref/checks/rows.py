"""Check the rows of a file: none stands twice, and each fits the State that it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

from fieldref import names
from fieldref.checks.world import Located, Problem, World
from fieldref.dates import PartialDate
from fieldref.loading.row_matching import SAME, same_row
from fieldref.model.committees_and_upr import (
    Committee,
    FollowUpRule,
    Session,
    SubmissionRule,
    Upr,
    UprDeadline,
)
from fieldref.model.presences import Institution
from fieldref.model.states import Codes, KnownGap, LocalName, Review, State
from fieldref.model.treaties import Act, Delay, Reporting, Treaty

_ISO2, _ISO3, _M49 = re.compile("[A-Z]{2}"), re.compile("[A-Z]{3}"), re.compile("[0-9]{3}")
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z]+)?")
_EXACT = (Act, Review, Session, UprDeadline)  # what may differ in details, with sources that differ
_REGIONS: dict[str, tuple[str, ...]] = {
    "African": ("Africa", "Middle East and North Africa"),
    "Asia-Pacific": ("Asia-Pacific", "Europe and Central Asia", "Middle East and North Africa"),
    "Eastern European": ("Europe and Central Asia",),
    "Latin American and Caribbean": ("Americas",),
    "Western European and Others": (
        "Americas", "Asia-Pacific", "Europe and Central Asia", "Middle East and North Africa",
    ),
}  # fmt: skip
_MOVED = ("postponed", "cancelled")
_MOST: dict[type, dict[str, int]] = {
    Committee: {"members": 25},
    Delay: {"days": 180, "months": 12, "first_of_month_after_months": 12},
    FollowUpRule: {"months": 60},
    Reporting: {"initial_years": 5, "then_years": 8},
    SubmissionRule: {"weeks": 26},
}


def find_doubled_rows(world: World) -> Iterator[Problem]:
    """Find rows of a list that mean the same thing; some kinds only where they are equal."""
    for kind in world.kinds():
        for located in world.every(kind):
            for key, value in zip(located.record._fields, located.record, strict=True):
                if type(value) is not tuple or len(value) < 2:
                    continue
                if type(value[0]) in SAME:
                    yield from _doubled(located, key, value)
                elif type(value[0]) is str:
                    yield from _repeated(located, key, value)
    gaps: dict[KnownGap, Located] = {}
    for located in world.every(KnownGap):
        if gaps.setdefault(located.record, located) is not located:
            yield Problem(located, "", f"it stands twice, in {gaps[located.record].path}, too")


def _doubled(located: Located, key: str, rows: tuple[Any, ...]) -> Iterator[Problem]:
    seen: dict[Any, list[tuple[int, Any]]] = {}
    for n, row in enumerate(rows, 1):
        exact = isinstance(row, _EXACT)
        alike = seen.setdefault(row if exact else _folded_key(row[0]), [])
        twin = next((m for m, other in alike if exact or same_row(other, row)), None)
        if twin is not None:
            yield Problem(located, f"{key}.{n}", f"it stands twice, in {key}.{twin}, too")
        alike.append((n, row))


def _repeated(located: Located, key: str, words: tuple[str, ...]) -> Iterator[Problem]:
    for n, word in enumerate(words, 1):
        if word in words[: n - 1]:
            yield Problem(located, f"{key}.{n}", f"{word!r} stands here twice")


def _folded_key(first: Any) -> Any:
    return names.fold_name(first) if isinstance(first, str) else first


def find_bad_codes(world: World) -> Iterator[Problem]:
    """Find codes of States and languages that don't have the form of one."""
    for located in world.every(Codes):
        for key, form in (("iso2", _ISO2), ("iso3", _ISO3), ("m49", _M49)):
            code = getattr(located.record, key)
            if not form.fullmatch(code):
                yield Problem(
                    located, key, f"expected a code of the form {form.pattern}, got {code!r}"
                )
    for located in world.every(LocalName):
        if not _LANGUAGE.fullmatch(located.record.language):
            says = f"expected the code of a language, got {located.record.language!r}"
            yield Problem(located, "language", says)


def find_bad_regions(world: World) -> Iterator[Problem]:
    """Find States of a regional group of the United Nations that has none in their region."""
    for located in world.every(State):
        group, region = located.record.un_group, located.record.region
        if group and region and region not in _REGIONS[group]:
            yield Problem(located, "region", f"the {group} group has no State in {region}")


def find_foreign_rows(world: World) -> Iterator[Problem]:
    """Find rows in a State's file that are of another State, or under what doesn't touch it."""
    codes = {state.codes.iso3 for state in world.records(State)}
    committees: dict[str, str] = {treaty.code: treaty.committee for treaty in world.records(Treaty)}
    for located in world.every(State):
        state = located.record
        iso3 = state.codes.iso3
        for n, presence in enumerate(state.presences, 1):
            places = {presence.host, *presence.covers} - {None}
            if iso3 not in places and places <= codes:
                says = f"the presence neither sits in {iso3} nor covers it"
                yield Problem(located, f"presences.{n}", says)
        for n, review in enumerate(state.reviews, 1):
            parts = (review.document or "").split("/")
            others = (codes & set(parts)) - {iso3}
            if others and iso3 not in parts:
                says = f"{review.document} is a document on {' and '.join(sorted(others))}"
                yield Problem(located, f"reviews.{n}.document", says)
            committee = committees.get(review.treaty or "")
            known = set(committees.values()) | {"E"}
            if committee and parts[0] in known - {committee, "E"}:
                says = f"{review.document} is no document of {committee}"
                yield Problem(located, f"reviews.{n}.document", says)
        yield from _untouched(located)


def _untouched(located: Located) -> Iterator[Problem]:
    """Find declarations, reservations and complete records under a treaty with no act."""
    treaties = {act.treaty for act in located.record.treaties}
    for key in ("declarations", "reservations", "complete"):
        for n, row in enumerate(getattr(located.record, key), 1):
            if row.treaty not in treaties:
                says = f"there is no act towards {row.treaty} here"
                yield Problem(located, f"{key}.{n}.treaty", says)


def find_disorder(world: World) -> Iterator[Problem]:
    """Find sessions, dialogues and statuses that come before what they follow."""
    for located in (*world.every(Committee), *world.every(Upr)):
        for key in ("sessions", "council"):
            yield from _sessions_out_of_order(located, key)
    yield from _reviews_out_of_order(world)
    for located in world.every(Institution):
        newest = located.record.status_date
        for n, row in enumerate(located.record.history, 1):
            if newest and row.date.first > newest.last:
                says = f"expected a date before that of the newest status, {newest.words}"
                yield Problem(located, f"history.{n}.date", says)


def _sessions_out_of_order(located: Located, key: str) -> Iterator[Problem]:
    numbered = [
        (session.session, session.start, n)
        for n, session in enumerate(getattr(located.record, key, ()), 1)
        if session.session and session.start and not session.kind
        and session.status not in _MOVED
    ]  # fmt: skip
    for (number, start, _), (other, later, n) in pairwise(sorted(numbered, key=_by_number)):
        if later.last < start.first:
            says = f"session {other} began {later.words}, before session {number}"
            yield Problem(located, f"{key}.{n}.start", says)


def find_implausible_numbers(world: World) -> Iterator[Problem]:
    """Find numbers of rules that are beyond what any treaty or committee has."""
    for kind, most in _MOST.items():
        for located in world.every(kind):
            for key, number in most.items():
                if (getattr(located.record, key) or 0) > number:
                    yield Problem(located, key, f"expected {number} at most")


def _a_year_after(later: PartialDate, earlier: PartialDate) -> bool:
    return later.first > earlier.last + timedelta(365)


def _by_number(row: tuple[int, Any, int]) -> int:
    return row[0]


def _reviews_out_of_order(world: World) -> Iterator[Problem]:
    """Find reviews in a session that other sessions show to have been at another time."""
    committees = {treaty.code: treaty.committee for treaty in world.records(Treaty)}
    starts = {
        body.acronym: sorted(
            (session.session, session.start)
            for session in body.sessions
            if session.session and session.start and not session.kind
            and session.status not in _MOVED
        )
        for body in world.records(Committee)
    }  # fmt: skip
    for located in world.every(State):
        for n, review in enumerate(located.record.reviews, 1):
            if review.adopted and review.date and _a_year_after(review.adopted, review.date):
                says = f"adopted {review.adopted.words}, more than a year after the review"
                yield Problem(located, f"reviews.{n}.adopted", says)
            if not (review.treaty and review.session and review.date):
                continue
            committee = committees.get(review.treaty)
            known = starts.get(committee, []) if committee else []
            before = [start for number, start in known if number < review.session]
            after = [start for number, start in known if number > review.session]
            early = before and review.date.last < before[-1].first
            late = after and review.date.first > after[0].last
            if early or late:
                when = "before the one ahead of it" if early else "after the next had begun"
                says = f"session {review.session} can't have been {review.date.words}: {when}"
                yield Problem(located, f"reviews.{n}.session", says)
