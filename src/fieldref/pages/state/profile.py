"""Work out a State on a day: its presences, standings, entries and complaint procedures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property

from fieldref.answer.items.show import ComplaintItem, TreatyItem
from fieldref.dates import PartialDate
from fieldref.errors import WrongUse
from fieldref.model.presences import Presence, Programme
from fieldref.model.states import State
from fieldref.model.treaties import Treaty
from fieldref.pages.common import (
    QueryContext,
    refs,
    text_of,
)
from fieldref.pages.contacts import presences_of, was_open
from fieldref.pages.state import programme as programmes
from fieldref.pages.state.lifetime import lifetime_entries
from fieldref.rules.entries import Entry
from fieldref.rules.standing import Standing, standing_towards

AHEAD = 730  # days of what is coming up
_TOOK_PLACE = ("review", "upr-review", "event")
_FARTHEST = 3653  # days in which the next report is looked for
SECTIONS = (
    "office", *programmes.PARTS, "treaties", "complaints", "reviews", "upcoming", "contacts",
    "institutions", "mandates", "names", "gaps", "sources",
)  # fmt: skip


class StateProfile:
    """A State on a day: each part is worked out once, when a block or the item asks for it."""

    def __init__(self, context: QueryContext, state: State, period: str | None) -> None:
        self.context, self.state, self.period = context, state, period
        self.code = state.codes.iso3

    @cached_property
    def presences(self) -> list[Presence]:
        """Give field presences in the State or covering it that were there on the day."""
        presences = presences_of(self.context, self.state)
        return [presence for presence in presences if was_open(presence, self.context.on)]

    @cached_property
    def programmes(self) -> list[Programme]:
        """Give the programmes begun by the day, newest first; only those of `period` if set."""
        known = [
            programme
            for programme in self.state.programmes
            if programmes.is_known_on(programme, self.context.on)
        ]
        if self.period is None:
            return sorted(known, key=_recent, reverse=True)
        of_period = [programme for programme in known if programme.period.text == self.period]
        if not of_period:
            periods = (
                ", ".join(dict.fromkeys(programme.period.text for programme in known)) or "none"
            )
            problem = f"No programme of {self.period} is recorded here for {self.state.state}."
            raise WrongUse(problem, f"Periods recorded: {periods}.")
        return of_period

    @cached_property
    def standings(self) -> list[tuple[Treaty, Standing]]:
        """Give every instrument and where the State stands towards it on the day."""
        treaties, acts, on = self.context.catalog.treaties, self.state.treaties, self.context.on
        return [(treaty, standing_towards(treaty, acts, on)) for treaty in treaties]

    @cached_property
    def entries(self) -> list[Entry]:
        """Say what is recorded or due from 1945 to ten years past the day, by date."""
        treaties = self.context.catalog.treaties
        entries = lifetime_entries(self.context, self.state, treaties, _FARTHEST)
        return [entry for entry in entries if not entry.replaced]

    @property
    def past(self) -> list[Entry]:
        """Give reviews and events that took place by the day."""
        past = (entry for entry in self.entries if entry.date.last <= self.context.on)
        return [entry for entry in past if entry.kind in _TOOK_PLACE or _is_stated_report(entry)]

    @property
    def coming(self) -> list[Entry]:
        """Say what falls due from the day on, for two years."""
        end = self.context.on + timedelta(AHEAD)
        return [entry for entry in self.ahead if entry.date.first <= end]

    @property
    def deadlines(self) -> list[Entry]:
        """Give the due dates that sources state, passed ones too, and what is coming."""
        passed = [entry for entry in self.past if _is_stated_report(entry)]
        return [*passed, *self.coming]

    @property
    def ahead(self) -> list[Entry]:
        """Say what falls due from the day on."""
        return [entry for entry in self.entries if entry.date.last >= self.context.on]

    @cached_property
    def treaty_items(self) -> tuple[TreatyItem, ...]:
        """Give one item an instrument, with the next report that is due."""
        return tuple(self._treaty(treaty, standing) for treaty, standing in self.standings)

    def _treaty(self, treaty: Treaty, standing: Standing) -> TreatyItem:
        reports_due = (
            entry for entry in self.ahead if entry.kind == "report" and entry.treaty == treaty.code
        )
        first = next(reports_due, None) if standing.status in ("party", "deposited") else None
        return TreatyItem(
            treaty=treaty.code,
            title=treaty.title,
            signed=text_of(standing.signed),
            bound=text_of(standing.bound),
            how=standing.how,
            in_force=text_of(standing.in_force),
            withdrawn=text_of(standing.withdrawn),
            status=standing.status,
            next_report=str(first.date) if first else None,
            next_report_basis=first.basis if first else None,
            sources=refs(standing.sources),
        )

    @cached_property
    def complaints(self) -> tuple[ComplaintItem, ...]:
        """Give the procedures open to a person, as far as the protocols tell."""
        rows = [row for treaty, standing in self.standings for row in _complaints(treaty, standing)]
        return tuple(sorted(rows, key=lambda row: (row.open is not True, row.open is None)))


def _is_stated_report(entry: Entry) -> bool:
    return entry.kind == "report" and entry.basis == "stated"


def _recent(programme: Programme) -> tuple[PartialDate, PartialDate]:
    nothing = PartialDate(0)
    return programme.period.last or nothing, programme.period.first or nothing


def _complaints(treaty: Treaty, standing: Standing) -> Iterator[ComplaintItem]:
    for procedure in treaty.procedures:
        if procedure.kind in ("communications", "inquiry"):
            is_open, words = _open(standing, procedure.opt)
            sources = refs(procedure.sources or treaty.sources)
            yield ComplaintItem(
                "individual complaints" if procedure.kind == "communications" else "inquiry",
                *(treaty.code, procedure.article, treaty.committee, is_open, words, sources),
            )


def _open(standing: Standing, opt: str | None) -> tuple[bool | None, str]:
    """Tell whether a procedure is open to a person in the State; None where the data can't tell."""
    if standing.status != "party":
        return False, "not open: not in force for the State"
    if opt == "in":
        return None, "needs a declaration by the State, which is not recorded here"
    if opt == "out":
        return True, "open, unless the State opted out, which is not recorded here"
    return True, "open"
