"""Hold the counted States parties against published numbers; a known gap may explain them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldref.checks.world import Located, Problem, World
from fieldref.dates import Period
from fieldref.model.states import KnownGap, State
from fieldref.model.treaties import Act, Count, OrganizationAct, Treaty
from fieldref.records import NamedTuple
from fieldref.rules import entry_into_force


class PartyCount(NamedTuple):
    """A published number of States parties beside the counted one.

    Acts known to the year or month leave a range, `least` to `most`; both None where the
    published number has no date to count at.
    """

    located: Located
    n: int
    treaty: Treaty
    published: Count
    least: int | None
    most: int | None

    @property
    def difference(self) -> int:
        """Count how far the published number is outside what can be counted."""
        if self.least is None or self.most is None:
            return 0
        return max(self.least - self.published.parties, self.published.parties - self.most, 0)


def count_parties(world: World) -> Iterator[PartyCount]:
    """Give every published number of States parties, with the data's number for its date."""
    acts: dict[str, list[list[Act]]] = {}
    for state in world.records(State):
        for code in {act.treaty for act in state.treaties}:
            towards = [act for act in state.treaties if act.treaty == code]
            acts.setdefault(code, []).append(towards)
    for located in world.every(Treaty):
        # The depositary counts an organization among the parties (CRPD art. 44(2)).
        others = [[_as_act(located.record, act)] for act in located.record.organizations]
        parties = (*acts.get(located.record.code, ()), *others)
        for n, number in enumerate(located.record.published, 1):
            span = _span(number.date)
            ranges = [_party(located.record, party, span) for party in parties]
            least = sum(low for low, _ in ranges) if span else None
            most = sum(high for _, high in ranges) if span else None
            yield PartyCount(
                located=located,
                n=n,
                treaty=located.record,
                published=number,
                least=least,
                most=most,
            )


def _as_act(treaty: Treaty, act: OrganizationAct) -> Act:
    return Act(treaty.code, bound=act.bound, how=act.how)


def _span(when: Period) -> tuple[date, date] | None:
    """Give the days that a published number may be of; None for words that name no year.

    Words such as "after 30 August" say less than they seem: they may mean any later day.
    """
    if when.first is None or when.last is None:
        return None
    exact = when.first == when.last and when.text == when.first.words
    return when.first.first, when.last.last if exact else date.max


def _party(treaty: Treaty, acts: list[Act], span: tuple[date, date] | None) -> tuple[bool, bool]:
    """Tell whether the State surely was, and whether it may have been, a party in the span."""
    surely = possibly = False
    if span is None:
        return surely, possibly
    for act in acts:
        if act.undated:
            surely |= act.not_after is not None and act.not_after.last <= span[0]
            possibly |= act.not_before is None or act.not_before.first <= span[1]
        elif act.bound and act.effect != "none":
            end = entry_into_force.end_step(treaty, act)
            gone = end.date if end else None
            surely |= act.bound.last <= span[0] and not (gone and gone.first <= span[1])
            possibly |= act.bound.first <= span[1] and not (gone and gone.last <= span[0])
    return surely, possibly


def find_wrong(world: World) -> Iterator[Problem]:
    """Find published numbers that differ from the counted beyond what known gaps explain."""
    gaps = {gap.treaty: gap.parties for gap in world.records(KnownGap) if gap.parties}
    for row in count_parties(world):
        explained = gaps.get(row.treaty.code, 0)
        if row.difference > explained:
            says = f"published {row.published.parties} States parties of {row.published.date}, "
            says += f"counted {counted_words(row)}, and "
            says += f"known gaps explain {explained}" if explained else "no known gap explains it"
            yield Problem(row.located, f"published.{row.n}.parties", says)


def counted_words(row: PartyCount) -> str:
    """Say the counted number, or its range."""
    if row.least is None:
        return "not counted"
    return str(row.least) if row.least == row.most else f"{row.least} to {row.most}"
