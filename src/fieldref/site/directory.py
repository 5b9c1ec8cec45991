"""Hold what every part of the site asks: the data, the day, and where each name has its page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import get_args

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Bullets, Heading, Span, line
from fieldref.model.common import Region
from fieldref.model.presences import Presence
from fieldref.model.states import State
from fieldref.pages.common import QueryContext, capitalized
from fieldref.pages.contacts import ContactQuery, contacts_page
from fieldref.pages.deadlines import DeadlineQuery, deadlines_page
from fieldref.pages.lists.filters import ListQuery
from fieldref.pages.lists.page import list_page
from fieldref.pages.treaty import treaty_page
from fieldref.render.formats import render_answer
from fieldref.render.interface import DEFAULT_OPTIONS, OutputOptions
from fieldref.site.files import SiteFile, file_name
from fieldref.site.links import Links, targets
from fieldref.site.paths import committee_path, state_path, treaty_path

REGIONS: tuple[str, ...] = get_args(Region)
FIRST_YEAR = 1970  # before it no report to a committee was due
_YEARS_AHEAD = 3


class Directory:
    """The data as of a day, and the paths of the pages that names lead to."""

    def __init__(self, context: QueryContext) -> None:
        self.context = context
        self._deadlines: dict[int, Answer] = {}
        self._lists: dict[tuple[str, ListQuery], Answer] = {}
        self._treaties: dict[str, Answer] = {}

    @cached_property
    def states(self) -> tuple[State, ...]:
        """Give every State by name, briefly."""
        return self.context.catalog.briefs

    @cached_property
    def paths(self) -> dict[str, str]:
        """Give the page of each name: States, committees, instruments and offices."""
        catalog = self.context.catalog
        offices = {office.name: path for office, path in self._office_paths}
        bodies: dict[str, str] = {
            body.acronym: committee_path(body.acronym) for body in catalog.committees
        }
        treaties: dict[str, str] = {
            treaty.code: treaty_path(treaty.code) for treaty in catalog.treaties
        }
        states = {state.state: state_path(state.codes.iso3) for state in self.states}
        return {**offices, **bodies, "UPR": committee_path("UPR"), **treaties, **states}

    @cached_property
    def links(self) -> Links:
        """Give where names and commands lead."""
        offices = {office.id: path for office, path in self._office_paths}
        return Links(self.paths, targets(self.context.catalog, offices))

    @cached_property
    def _office_paths(self) -> tuple[tuple[Presence, str], ...]:
        """Give the offices that have a page or stand on one, each with it."""
        offices = self.context.catalog.presences
        return tuple((office, path) for office in offices if (path := self.office_path(office)))

    @cached_property
    def offices(self) -> tuple[Presence, ...]:
        """Give the offices with a page of their own: those of no State's file, whole."""
        return self.context.catalog.offices_named(
            [office.id for office in self.context.catalog.presences]
        )

    @cached_property
    def _office_ids(self) -> frozenset[str]:
        return frozenset(office.id for office in self.offices)

    def office_path(self, office: Presence) -> str | None:
        """Give the page of an office: its own, or that of the State in whose file it stands."""
        if office.id in self._office_ids:
            return f"offices/{file_name(office.id)}.html"
        return state_path(office.host) if office.host else None

    @property
    def years(self) -> range:
        """Give the years that have a page of the calendar."""
        year = self.context.on.year
        return range(year, year + _YEARS_AHEAD + 1)

    @property
    def window(self) -> tuple[date, date]:
        """Give the first and last day of the calendars to subscribe to."""
        return date(self.years[0], 1, 1), date(self.years[-1], 12, 31)

    def deadlines(self, first: date, last: date, region: str | None = None) -> Answer:
        """Ask what falls due in a window."""
        return deadlines_page(self.context, DeadlineQuery(first, last, region=region))

    def deadlines_of(self, year: int) -> Answer:
        """Ask what falls, or fell, due in a year."""
        if year not in self._deadlines:
            self._deadlines[year] = self.deadlines(date(year, 1, 1), date(year, 12, 31))
        return self._deadlines[year]

    @cached_property
    def past_years(self) -> tuple[int, ...]:
        """Give the years that are over and have a date, the last one first."""
        years = range(self.years[0] - 1, FIRST_YEAR - 1, -1)
        return tuple(year for year in years if self.deadlines_of(year).items)

    def answer(self, blocks: Iterable[Block]) -> Answer:
        """Give blocks as an answer of no command."""
        context = self.context
        return Answer("site", context.day, context.edition, (), blocks=lambda: blocks)

    def grouped(self, title: str, named: Iterable[tuple[str, str]]) -> Answer:
        """Give an index: names below their groups, of pairs of a group and a name."""
        pairs = sorted(named, key=itemgetter(0))
        blocks: list[Block] = [Heading(title, 1, f"{len(pairs)}")]
        for group, of_group in groupby(pairs, itemgetter(0)):
            names = tuple(line(Span(name)) for _, name in of_group)
            blocks += [Heading(capitalized(group), 2), Bullets(names)]
        return self.answer(blocks)

    def list(self, subject: str, query: ListQuery | None = None) -> Answer:
        """Ask for a list, once: pages, the API and the tables have the same."""
        key = subject, query or ListQuery()
        if key not in self._lists:
            self._lists[key] = list_page(self.context, *key)
        return self._lists[key]

    def treaty(self, code: str) -> Answer:
        """Ask for an instrument, once."""
        if code not in self._treaties:
            self._treaties[code] = treaty_page(self.context, code)
        return self._treaties[code]

    @cached_property
    def contacts(self) -> Answer:
        """Ask for all contacts."""
        return contacts_page(self.context, ContactQuery())

    @cached_property
    def ahead(self) -> Answer:
        """Ask what falls due in the years of the calendar, everywhere."""
        return self.deadlines(*self.window)


def answer_file(
    path: str, format: str, answer: Answer, options: OutputOptions = DEFAULT_OPTIONS
) -> SiteFile:
    """Give the answer as a file, as the command writes it in that format."""
    text = render_answer(format, answer, options)
    return SiteFile(path, text if isinstance(text, bytes) else text.encode())
