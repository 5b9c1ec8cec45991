"""`show STATE`: everything that is recorded of a State, as a page worth reading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property

from fieldref.answer import Answer
from fieldref.answer.items.show import ComplaintItem, StateItem, TreatyItem
from fieldref.dates import PartialDate
from fieldref.errors import WrongUse
from fieldref.model.presences import Presence, Programme
from fieldref.model.states import State
from fieldref.model.treaties import Treaty
from fieldref.pages.common import (
    QueryContext,
    deadline_item,
    named_sources,
    refs,
    source_items,
    text_of,
)
from fieldref.pages.contacts import presences_of, was_open
from fieldref.pages.contacts import state_contacts as contacts_of
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


class Page:
    """A State on a day: each part is worked out once, when a block or the item asks for it."""

    def __init__(self, asked: QueryContext, state: State, period: str | None) -> None:
        self.asked, self.state, self.period = asked, state, period
        self.code = state.codes.iso3

    @cached_property
    def presences(self) -> list[Presence]:
        """Field presences in the State or covering it that were there on the day."""
        found = presences_of(self.asked, self.state)
        return [one for one in found if was_open(one, self.asked.on)]

    @cached_property
    def programmes(self) -> list[Programme]:
        """The programmes begun by the day, newest first; only `period`'s if one is asked for."""
        known = [
            one
            for one in self.state.programmes
            if programmes.programmes_known_on(one, self.asked.on)
        ]
        if self.period is None:
            return sorted(known, key=_recent, reverse=True)
        kept = [one for one in known if one.period.text == self.period]
        if not kept:
            periods = ", ".join(dict.fromkeys(one.period.text for one in known)) or "none"
            says = f"No programme of {self.period} is recorded here for {self.state.state}."
            raise WrongUse(says, f"Periods recorded: {periods}.")
        return kept

    @cached_property
    def standings(self) -> list[tuple[Treaty, Standing]]:
        """Every instrument and where the State stands towards it on the day."""
        treaties, acts, on = self.asked.catalog.treaties, self.state.treaties, self.asked.on
        return [(treaty, standing_towards(treaty, acts, on)) for treaty in treaties]

    @cached_property
    def entries(self) -> list[Entry]:
        """What is recorded or due from 1945 to ten years past the day, by date."""
        treaties = self.asked.catalog.treaties
        found = lifetime_entries(self.asked, self.state, treaties, _FARTHEST)
        return [one for one in found if not one.replaced]

    @property
    def past(self) -> list[Entry]:
        """Reviews and events that took place by the day."""
        past = (one for one in self.entries if one.date.last <= self.asked.on)
        return [one for one in past if one.kind in _TOOK_PLACE or _stated(one)]

    @property
    def coming(self) -> list[Entry]:
        """What falls due from the day on, for two years."""
        end = self.asked.on + timedelta(AHEAD)
        return [one for one in self.ahead if one.date.first <= end]

    @property
    def ahead(self) -> list[Entry]:
        """What falls due from the day on."""
        return [one for one in self.entries if one.date.last >= self.asked.on]

    @cached_property
    def treaty_items(self) -> tuple[TreatyItem, ...]:
        """One item an instrument, with the next report that is due."""
        return tuple(self._treaty(treaty, found) for treaty, found in self.standings)

    def _treaty(self, treaty: Treaty, found: Standing) -> TreatyItem:
        own = (one for one in self.ahead if one.kind == "report" and one.treaty == treaty.code)
        first = next(own, None) if found.status in ("party", "deposited") else None
        return TreatyItem(
            treaty.code,
            treaty.title,
            text_of(found.signed),
            text_of(found.bound),
            found.how,
            text_of(found.in_force),
            text_of(found.withdrawn),
            found.status,
            str(first.date) if first else None,
            first.basis if first else None,
            refs(found.sources),
        )

    @cached_property
    def complaints(self) -> tuple[ComplaintItem, ...]:
        """The procedures open to a person, as far as the protocols tell."""
        rows = [row for treaty, found in self.standings for row in _complaints(treaty, found)]
        return tuple(sorted(rows, key=lambda row: (row.open is not True, row.open is None)))


def _stated(one: Entry) -> bool:
    return one.kind == "report" and one.basis == "stated"


def _recent(programme: Programme) -> tuple[PartialDate, PartialDate]:
    nothing = PartialDate(0)
    return programme.period.last or nothing, programme.period.first or nothing


def _complaints(treaty: Treaty, found: Standing) -> Iterator[ComplaintItem]:
    for one in treaty.procedures:
        if one.kind in ("communications", "inquiry"):
            is_open, says = _open(found, one.opt)
            named = refs(one.sources or treaty.sources)
            yield ComplaintItem(
                "individual complaints" if one.kind == "communications" else "inquiry",
                *(treaty.code, one.article, treaty.committee, is_open, says, named),
            )


def _open(found: Standing, opt: str | None) -> tuple[bool | None, str]:
    """Whether a procedure is open to a person in the State; None where the data can't tell."""
    if found.status != "party":
        return False, "not open: not in force for the State"
    if opt == "in":
        return None, "needs a declaration by the State, which is not recorded here"
    if opt == "out":
        return True, "open, unless the State opted out, which is not recorded here"
    return True, "open"


def state_page(
    asked: QueryContext, code: str, period: str | None = None, section: str | None = None
) -> Answer:
    """The page of the State with that ISO code; `section` shows only that part of it."""
    if section and section not in SECTIONS:
        raise WrongUse(
            f"A State's page has no section {section!r}.", f"Sections: {', '.join(SECTIONS)}."
        )
    from fieldref.pages.state import blocks

    page = Page(asked, asked.catalog.state(code), period)
    item = _item(page)
    sources = source_items(asked.catalog, named_sources(item))
    return Answer(
        "show",
        asked.day,
        asked.edition,
        (item,),
        sources,
        lambda: blocks.state_blocks(page, item, sources, section),
        title=page.state.state,
        table=item.treaties,
        calendar=item.deadlines,
        cards=item.contacts,
        kind=StateItem,
    )


def _item(page: Page) -> StateItem:
    record, catalog = page.state, page.asked.catalog
    return StateItem(
        "state",
        page.code,
        record.codes.iso2,
        record.codes.m49,
        record.state,
        record.also_known_as,
        record.names,
        text_of(record.un_member_since),
        record.un_group,
        record.region,
        page.treaty_items,
        page.complaints,
        tuple(deadline_item(one) for one in page.past if one.treaty or one.kind == "upr-review"),
        tuple(deadline_item(one) for one in (*filter(_stated, page.past), *page.coming)),
        tuple(page.programmes),
        tuple(page.presences),
        tuple(contacts_of(page.asked, record)),
        tuple(one for one in record.institutions if _by(one.status_date, page)),
        tuple(one for one in catalog.mandates_of(page.code) if _by(one.since, page)),
        tuple(one for one in record.events if one.date.last <= page.asked.on),
        record.notes,
        tuple(gap for gap in catalog.gaps if page.code in gap.states),
        refs(record.sources),
    )


def _by(when: PartialDate | None, page: Page) -> bool:
    return when is None or when.first <= page.asked.on
