"""Work out a State on a day: its presences, standings, entries and complaint procedures."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

from fieldref.answer import LeftOut
from fieldref.answer.items.show import ComplaintItem, TreatyItem
from fieldref.dates import PartialDate
from fieldref.errors import WrongUse
from fieldref.model.presences import Presence, Programme
from fieldref.model.states import Review, State
from fieldref.model.treaties import Treaty
from fieldref.pages.common import (
    ALL,
    QueryContext,
    ShowQuery,
    refs,
    text_of,
)
from fieldref.pages.contacts import presences_of, was_open
from fieldref.pages.deadlines import leave_out_rhythm
from fieldref.pages.state import programme as programmes
from fieldref.pages.state.complaints import complaint_routes
from fieldref.pages.state.lifetime import lifetime_entries
from fieldref.rules.entries import Entry
from fieldref.rules.next_report import NextReport, next_report, next_report_words
from fieldref.rules.standing import Standing, standing_towards

AHEAD = 730  # days of what is coming up
_TOOK_PLACE = ("review", "upr-review", "event")
_FARTHEST = 3653  # days in which the next report is looked for
# The parts of the page in their order, and the keys of the State's item that each is made of.
SECTION_KEYS: dict[str, tuple[str, ...]] = {
    "glance": ("treaties", "reviews", "deadlines", "presences", "contacts", "institutions"),
    "treaties": ("treaties", "reservations"),
    "reviews": ("reviews", "events"),
    "upcoming": ("deadlines",),
    "complaints": ("complaint_procedures",),
    "office": ("presences",),
    "contacts": ("contacts",),
    "institutions": ("institutions",),
    "mandates": ("mandates",),
    **dict.fromkeys(programmes.PARTS, ("programmes",)),
    "names": (
        "also_known_as", "names", "un_member_since", "un_observer_since", "un_group", "region",
    ),
    "gaps": ("gaps", "notes"),
    "sources": ("sources",),
}  # fmt: skip
SECTIONS = tuple(SECTION_KEYS)


class StateProfile:
    """A State on a day: each part is worked out once, when a block or the item asks for it."""

    def __init__(
        self,
        context: QueryContext,
        state: State,
        query: ShowQuery = ALL,
    ) -> None:
        self.context, self.state, self.sections = context, state, query.sections or SECTIONS
        self.period, self.bases = query.period, query.bases
        self.full = query.full or query.period is not None
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
        of_period = [programme for programme in known if _is_of(programme, self.period)]
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

    @cached_property
    def _parted(self) -> tuple[list[Entry], LeftOut]:
        end = self.context.on + timedelta(AHEAD)
        ahead = (entry for entry in self.entries if entry.date.last >= self.context.on)
        return leave_out_rhythm([entry for entry in ahead if entry.date.first <= end], self.bases)

    @property
    def coming(self) -> list[Entry]:
        """Say what falls due from the day on, for two years; by rhythm only if asked for."""
        return self._parted[0]

    @property
    def left_out(self) -> LeftOut:
        """Say how many dates by rhythm are left out of what is coming."""
        return self._parted[1]

    @property
    def deadlines(self) -> list[Entry]:
        """Give the due dates that sources state, passed ones too, and what is coming."""
        passed = [entry for entry in self.past if _is_stated_report(entry)]
        return [*(passed if not self.bases or "stated" in self.bases else ()), *self.coming]

    @cached_property
    def next_reports(self) -> dict[str, NextReport]:
        """Say what is known of the next report under each instrument that asks for one."""
        entries: dict[str | None, list[Entry]] = {}
        for entry in self.entries:
            entries.setdefault(entry.treaty, []).append(entry)
        rows: dict[str | None, list[Review]] = {}
        for row in self.state.reviews:
            rows.setdefault(row.treaty, []).append(row)
        known_reports: dict[str, NextReport] = {}
        for treaty, standing in self.standings:
            if treaty.reporting and standing.status in ("party", "deposited"):
                of_treaty = entries.get(treaty.code, []), rows.get(treaty.code, [])
                report = next_report(treaty, *of_treaty, self.context.on)
                if report:
                    known_reports[treaty.code] = report
        return known_reports

    @cached_property
    def treaty_items(self) -> tuple[TreatyItem, ...]:
        """Give an item an instrument, with its last review and what is known of the next report."""
        return tuple(self._treaty(treaty, standing) for treaty, standing in self.standings)

    def _treaty(self, treaty: Treaty, standing: Standing) -> TreatyItem:
        report = self.next_reports.get(treaty.code)
        review = report.review if report else None
        ahead = report.due if report and report.date else None
        return TreatyItem(
            treaty=treaty.code,
            title=treaty.title,
            signed=text_of(standing.signed),
            bound=text_of(standing.bound),
            how=standing.how,
            in_force=text_of(standing.in_force),
            withdrawn=text_of(standing.withdrawn),
            status=standing.status,
            next_report=str(ahead.date) if ahead else None,
            next_report_basis=ahead.basis if ahead else None,
            sources=refs(standing.sources),
            last_considered=str(review.date) if review else None,
            last_document=review.document if review else None,
            next_report_says=next_report_words(report) if report else None,
            counted_from=text_of(standing.counted_from),
        )

    @cached_property
    def complaints(self) -> tuple[ComplaintItem, ...]:
        """Give every route open to a person in the State, and those that are not."""
        return complaint_routes(self.context.catalog, self.state, self.standings, self.context.on)


def _is_stated_report(entry: Entry) -> bool:
    return entry.kind == "report" and entry.basis == "stated"


def _is_of(programme: Programme, period: str) -> bool:
    """Tell whether that is the programme's period, as printed, or a year within it."""
    first, last = programme.period.first, programme.period.last
    if period == programme.period.text or not (period.isdecimal() and first and last):
        return period == programme.period.text
    return first.year <= int(period) <= last.year


def _recent(programme: Programme) -> tuple[PartialDate, PartialDate]:
    nothing = PartialDate(0)
    return programme.period.last or nothing, programme.period.first or nothing
