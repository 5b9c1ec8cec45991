"""Check acts towards treaties: dates in order, no State party twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fieldref.checks.world import Located, Problem, World
from fieldref.dates import PartialDate
from fieldref.model.states import Declaration, State
from fieldref.model.treaties import Act, Treaty
from fieldref.rules import entry_into_force


def find_dates_out_of_order(world: World) -> Iterator[Problem]:
    """Find days that come before what must precede them, beyond what one file can tell."""
    treaties = {treaty.code: treaty for treaty in world.records(Treaty)}
    for located in world.every(Treaty):
        yield from _treaty(located)
    for located in world.every(Act):
        yield from _act(located, treaties.get(located.record.treaty))
    for located in world.every(Declaration):
        treaty, day = treaties.get(located.record.treaty), located.record.date
        if treaty and day and day.last < treaty.adopted.date.first:
            says = f"expected no date before the adoption on {treaty.adopted.date.words}, "
            yield Problem(located, "date", f"{says}got '{day}'")


def _treaty(located: Located) -> Iterator[Problem]:
    adopted, force = located.record.adopted, located.record.in_force.date
    for day, key in ((adopted.opened, "adopted.opened"), (force, "in_force.date")):
        if day and day.last < adopted.date.first:
            says = f"expected no date before the adoption on {adopted.date.words}, got '{day}'"
            yield Problem(located, key, says)


def _act(located: Located, treaty: Treaty | None) -> Iterator[Problem]:
    act = located.record
    if act.signed and act.bound and act.bound.last < act.signed.first and not act.note:
        says = (
            f"signed {act.signed.words}, after being bound {act.bound.words}: a note must say why"
        )
        yield Problem(located, "signed", says)
    opened = treaty.adopted.opened if treaty else None
    for key in ("signed", "bound"):
        day = getattr(act, key)
        if opened and day and day.last < opened.first:
            says = f"expected no date before signature opened on {opened.words}, got '{day}'"
            yield Problem(located, key, says)


def find_doubled_parties(world: World) -> Iterator[Problem]:
    """Find States that are bound, and bound again with no withdrawal between."""
    treaties = {treaty.code: treaty for treaty in world.records(Treaty)}
    for located in world.every(State):
        for code, treaty in treaties.items():
            rows = [row for row in enumerate(located.record.treaties, 1) if _binds(row[1], code)]
            rows.sort(key=lambda row: row[1].bound or PartialDate(0))
            for (_, before), (n, act) in pairwise(rows):
                end = entry_into_force.end_step(treaty, before)
                if not (end and end.date and act.bound and end.date.first <= act.bound.last):
                    says = f"bound by {code} a second time, without a withdrawal before"
                    yield Problem(located, f"treaties.{n}", says)


def _binds(act: Act, code: str) -> bool:
    return act.treaty == code and act.bound is not None and act.effect != "none"
