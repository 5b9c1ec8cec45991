"""Tell where a State stands towards an instrument on a day: bound, signed, withdrawn, no act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from fieldref.dates import PartialDate
from fieldref.model.common import How, Sources
from fieldref.model.treaties import Act, Treaty
from fieldref.records import NamedTuple
from fieldref.rules import entry_into_force
from fieldref.rules.grounds import unique_sources

Status = Literal["party", "deposited", "signed only", "withdrawn", "none recorded"]


class Standing(NamedTuple):
    """A State's standing towards an instrument: there is exactly one towards each.

    `bound` is the first deposit on record, `in_force` what follows from it; `withdrawn` is None
    unless the State is out. `status` deposited means bound, and not yet in force for the State;
    a party without `bound` is one by an act whose day no source has. `counted_from` is the day from
    which reports count, where that isn't the day of entry into force.
    """

    status: Status
    signed: PartialDate | None = None
    bound: PartialDate | None = None
    how: How | None = None
    in_force: PartialDate | None = None
    withdrawn: PartialDate | None = None
    sources: Sources = ()
    counted_from: PartialDate | None = None


def standing_towards(treaty: Treaty, acts: Iterable[Act], on: date) -> Standing:
    """Give where a State's `acts` (towards any treaties) put it towards `treaty` by `on`."""
    acts_done = [act for act in acts if act.treaty == treaty.code and _done(act, on)]
    signed = [act.signed for act in acts_done if act.signed and act.signed.first <= on]
    binding = [act for act in acts_done if act.bound and act.bound.first <= on]
    sources = unique_sources(ref for act in acts_done for ref in act.sources)
    first = signed[0] if signed else None
    undated = [act for act in acts_done if undated_by(act, on)]
    if undated and not binding:
        return Standing("party", first, how=undated[-1].how, sources=sources)
    if not binding:
        return Standing("signed only" if signed else "none recorded", first, sources=sources)
    act, last = binding[0], binding[-1]
    end = entry_into_force.end_step(treaty, last)
    gone = end.date if end and end.date and end.date.first <= on else None
    current = entry_into_force.in_force_day(treaty, last)
    begun = current and current.first <= on
    status: Status = "withdrawn" if gone else "party" if begun else "deposited"
    return Standing(
        status=status,
        signed=first,
        bound=act.bound,
        how=act.how,
        in_force=entry_into_force.in_force_day(treaty, act),
        withdrawn=gone,
        sources=sources,
        counted_from=act.counted_from,
    )


def _done(act: Act, on: date) -> bool:
    """Tell whether the act changed anything by that day."""
    dates = (act.signed, act.bound)
    done = any(day.first <= on for day in dates if day) or undated_by(act, on)
    return act.effect != "none" and done


def undated_by(act: Act, on: date) -> bool:
    """Tell whether an act without a day had surely been done by that day.

    Without a bound nothing says since when; it is taken to have been done.
    """
    known = act.not_after or act.not_before
    return act.undated and (known is None or known.last <= on)
