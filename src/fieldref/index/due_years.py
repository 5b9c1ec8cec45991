"""Work out in which years a State may have something due, whatever the day asked as of.

So that a question about one year of the world reads just the rows that can matter: for each year
the parts of States' records, each of one topic. The years are more than will be asked for, never
fewer; `agenda` has the last word on each date. The dates by rhythm alone, which most answers but
count, are worked out here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from itertools import chain

from fieldref.dates import PartialDate
from fieldref.index.packing import encode
from fieldref.model.states import Review, State
from fieldref.model.treaties import Act, Treaty
from fieldref.records import NamedTuple
from fieldref.rules import reports, upr

FIRST, LAST = 1945, 2075  # the years that are worked out; before and after, all States are read
_DUE = "report due"


# A treaty's code, a cycle of the UPR, or None for events: no code of the user's is taken for those.
Topic = str | int | None
_Key = tuple[int, Topic]  # a year and a topic


class DueYear(NamedTuple):
    """A year in which a part of a State's record may matter; `part` is its id.

    Where nothing but dates by rhythm can fall in that year, `rhythm` has those that do, as JSON, as
    of any day from `since` on; none if the part is a parent's, and matters for a protocol's alone.
    """

    year: int
    part: str
    rhythm: str | None = None
    since: str | None = None


class _Ruled(NamedTuple):
    """An act and the dates by rule, as if it never ended and the State weren't in the parent."""

    treaty: Treaty
    act: Act
    dates: tuple[reports.ReportDate, ...]

    @classmethod
    def of(cls, treaty: Treaty, act: Act) -> _Ruled:
        """Give the dates of an act that binds the State."""
        return cls(treaty, act, tuple(_report_dates(treaty, _lasting(act), None)))


class _Rhythm(NamedTuple):
    """The dates by rhythm of a year, and the last day on which what they rest on became known."""

    dates: tuple[PartialDate, ...]
    since: date


def due_years(state: State, treaties: dict[str, Treaty], rules: upr.UprRules) -> Iterator[DueYear]:
    """Give each year and part under which the State may have an entry, and the parent's part."""
    ruled = [_Ruled.of(treaties[act.treaty], act) for act in state.treaties if act.bound]
    whole = dict.fromkeys(_whole_parts(state, ruled, treaties, rules))
    id_of = cache(partial(part_id, state.codes.iso3))
    for year, topic in whole:
        yield DueYear(year, id_of(topic))
    for year, topic in _reviews_by_year(state):
        if (year, topic) not in whole:
            yield DueYear(year, id_of(topic, year))
    for (year, topic), rhythm in _rhythms(state, ruled).items():
        if (year, topic) not in whole:
            dates = encode([*map(str, rhythm.dates)])
            yield DueYear(year, id_of(topic), dates, rhythm.since.isoformat())


def part_id(code: str, topic: Topic, *year: int) -> str:
    """Give the id of a State's part, as JSON; with a year, of the part with its reviews alone."""
    return encode([code, topic, *year])


def _whole_parts(
    state: State, ruled: list[_Ruled], treaties: dict[str, Treaty], rules: upr.UprRules
) -> Iterator[_Key]:
    """Give each year and topic that take the whole part, and a protocol's parent."""
    for topic, when in _dates(state, ruled, rules):
        yield when.year, topic
        if isinstance(topic, str) and (parent := treaties[topic].parent):
            yield when.year, parent


def _dates(
    state: State, ruled: list[_Ruled], rules: upr.UprRules
) -> Iterator[tuple[Topic, PartialDate]]:
    """Give the dates that take the whole part; where some are stated, all those by rule, too."""
    stated = {row.treaty for row in state.reviews if row.event == _DUE}
    for act in ruled:
        code = act.treaty.code
        yield from ((code, when) for when in _beside_rhythm(act, code in stated))
    for row in state.reviews:
        if row.event == _DUE and row.treaty:
            yield from ((row.treaty, when) for when in (row.date, row.moved_to) if when)
    for day in (date(FIRST, 1, 1), date.max):
        for entry in upr.upr_entries(state, rules, day, False):
            yield entry.cycle, entry.date
    yield from ((None, event.date) for event in state.events)


def _reviews_by_year(state: State) -> dict[_Key, list[Review]]:
    """Give the reviews by treaty bodies, each of which tells all of itself, by year and topic."""
    reviews: dict[_Key, list[Review]] = {}
    for row in state.reviews:
        if row.treaty and row.date and row.event != _DUE:
            reviews.setdefault((row.date.year, row.treaty), []).append(row)
    return reviews


def _beside_rhythm(ruled: _Ruled, stated: bool) -> Iterator[PartialDate]:
    """Give the dates by rule; without stated dates not those by rhythm, which `_rhythms` has."""
    for due in ruled.dates:
        if stated:
            yield from (due.date, due.base)
        elif due.number == 1:
            yield due.date
    for when, _ in reports.mechanism_due(ruled.treaty, ruled.act):
        yield when


def _report_dates(
    treaty: Treaty, act: Act, parent: PartialDate | None
) -> Iterator[reports.ReportDate]:
    return reports.report_dates(treaty, act, parent, FIRST, LAST)


def _lasting(act: Act) -> Act:
    return act._replace(notified=None, withdrawn=None)


def _rhythms(state: State, ruled: list[_Ruled]) -> dict[_Key, _Rhythm]:
    """Give the dates by rhythm, by year and topic, as if no source stated any."""
    rhythms: dict[_Key, _Rhythm] = {}
    for act in ruled:
        treaty, since = act.treaty, _known_since(state, act.treaty)
        for when, holds in _by_rhythm(state, act):
            _add(rhythms, (when.year, treaty.code), (when,) if holds else (), since)
            if treaty.parent:
                _add(rhythms, (when.year, treaty.parent), (), since)
    return rhythms


def _add(
    rhythms: dict[_Key, _Rhythm], key: _Key, dates: tuple[PartialDate, ...], since: date
) -> None:
    known = rhythms.get(key)
    if known:
        dates, since = known.dates + dates, max(known.since, since)
    rhythms[key] = _Rhythm(dates, since)


def _by_rhythm(state: State, ruled: _Ruled) -> Iterator[tuple[PartialDate, bool]]:
    """Give each date that may be by rhythm, and whether it is once all is known."""
    treaty, act, every = ruled
    bound = (other.bound for other in state.treaties if other.treaty == treaty.parent)
    parent, holding = next((day for day in bound if day), None), every
    if parent or act != _lasting(act):
        holding = tuple(_report_dates(treaty, act, parent))
    for due in every:
        if due.number > 1:
            yield due.date, due in holding


def _known_since(state: State, treaty: Treaty) -> date:
    """Give the last day on which an act towards a treaty or its parent became known."""
    acts = [act for act in state.treaties if act.treaty in (treaty.code, treaty.parent)]
    days = chain.from_iterable((act.bound, act.notified or act.withdrawn) for act in acts)
    return max(day.first for day in days if day)


def split_state(state: State) -> Iterator[tuple[str, State]]:
    """Split a State into parts, by id: what is recorded under a topic, and a year's reviews."""
    bare = State(state.state, state.codes, (), region=state.region)
    topics: list[Topic] = [act.treaty for act in state.treaties]
    for topic in dict.fromkeys([*topics, *map(_topic_of, state.reviews)]):
        acts = tuple(act for act in state.treaties if act.treaty == topic)
        reviews = tuple(row for row in state.reviews if _topic_of(row) == topic)
        complete = tuple(record for record in state.complete if record.treaty == topic)
        part = bare._replace(treaties=acts, reviews=reviews, complete=complete)
        yield part_id(state.codes.iso3, topic), part
    yield part_id(state.codes.iso3, None), bare._replace(events=state.events)
    for (year, topic), rows in _reviews_by_year(state).items():
        yield part_id(state.codes.iso3, topic, year), bare._replace(reviews=tuple(rows))


def _topic_of(row: Review) -> Topic:
    return row.treaty or row.cycle


def join_parts(parts: list[State]) -> State:
    """Join the parts of one State."""
    return parts[0]._replace(
        treaties=tuple(act for part in parts for act in part.treaties),
        reviews=tuple(row for part in parts for row in part.reviews),
        events=tuple(event for part in parts for event in part.events),
        complete=tuple(record for part in parts for record in part.complete),
    )
