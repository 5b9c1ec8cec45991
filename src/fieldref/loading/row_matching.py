"""Match a user's rows with the bundled rows that they mean, by kind of row; also by id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from operator import itemgetter
from typing import Any

from fieldref import names
from fieldref.model.committees_and_upr import (
    Committee,
    Cycle,
    Length,
    Session,
    Upr,
    UprDeadline,
    UprRule,
)
from fieldref.model.common import Source
from fieldref.model.glossary import GlossaryTerm
from fieldref.model.presences import (
    Accreditation,
    Contact,
    Institution,
    Mandate,
    Presence,
    Programme,
)
from fieldref.model.states import (
    Codes,
    Complete,
    Declaration,
    Elsewhere,
    Event,
    KnownGap,
    LocalName,
    Reservation,
    Review,
    State,
)
from fieldref.model.treaties import Act, OrganizationAct, Treaty

# Records that an id names alone, and the key that holds it: in a user's file of a known one, keys
# that are needed may be left out.
IDENTIFIED: dict[type, str] = {
    Codes: "iso3",
    Committee: "acronym",
    Contact: "id",
    Mandate: "id",
    Presence: "id",
    Source: "id",
    State: "codes",
    Treaty: "code",
}
Identity = tuple[type, str]


def identity_of(kind: type, values: dict[str, Any]) -> Identity | None:
    """Give what identifies a record with these values, if anything; there is only one Upr."""
    if kind is Upr:
        return kind, ""
    id = values.get(IDENTIFIED.get(kind, ""))
    id = getattr(id, "iso3", id)
    return (kind, id) if isinstance(id, str) else None


def same_row(base: Any, row: Any) -> bool:
    """Tell whether a user's row means the row `base` of the same kind."""
    if isinstance(row, str):
        return bool(base == row)
    key = SAME[type(row)]
    return bool(key(base, row))


def _act(base: Act, row: Act) -> bool:
    """Tell whether two acts are one: a State's next begins where the one before ended."""
    if (base.treaty, base.effect) != (row.treaty, row.effect):
        return False
    ended, begun = base.withdrawn, row.bound
    return not (ended and begun and begun != base.bound and ended.first <= begun.last)


def _review(base: Review, row: Review) -> bool:
    if (base.mechanism, base.cycle, base.treaty) != (row.mechanism, row.cycle, row.treaty):
        return False
    if row.mechanism:
        moved = base.status in ("postponed", "cancelled")
        return base.session == row.session if row.session and base.session else not moved
    nr = base.nr == row.nr if row.nr else base.date == row.date
    return base.event == row.event and nr


def _event(base: Event, row: Event) -> bool:
    return base.nr == row.nr if row.nr else (base.date, base.what) == (row.date, row.what)


def _by(key: Callable[[Any], object]) -> Callable[[Any, Any], bool]:
    return lambda base, row: key(base) == key(row)


# Lists of names and remarks: what one adds stands beside what is there.
ADDED_TO = ("also_known_as", "found_by", "notes")
_KEYS: dict[type, Callable[[Any], object]] = {
    # What stands first in the record names it.
    **dict.fromkeys(
        (Committee, Complete, Contact, Cycle, Length, LocalName, Mandate), itemgetter(0)
    ),
    **dict.fromkeys((OrganizationAct, Presence, Source, Treaty, UprRule), itemgetter(0)),
    Programme: lambda programme: (programme.period.text, programme.title),
    Institution: lambda institution: names.fold_name(institution.name),
    GlossaryTerm: lambda term: names.fold_name(term.term),
    Elsewhere: lambda other: other.names[:1],
    KnownGap: lambda gap: (gap.about, gap.states, gap.treaty),
    Session: lambda session: (session.kind, session.session or session.start),
    Declaration: lambda declaration: (declaration.treaty, declaration.article, declaration.kind),
    Reservation: itemgetter(0),
    Accreditation: lambda accreditation: accreditation.date,
    UprDeadline: lambda deadline: (deadline.session, deadline.kind),
}
SAME: dict[type, Callable[[Any, Any], bool]] = {
    **{kind: _by(key) for kind, key in _KEYS.items()},
    Act: _act,
    Review: _review,
    Event: _event,
}


class RowIndex:
    """The rows of a list, to find the one that another row means without going over all."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self._rows = rows
        self._places: dict[object, list[int]] = defaultdict(list)
        for n, row in enumerate(rows):
            for key in _keys_of(row):
                self._places[key].append(n)

    def find(self, row: Any) -> int | None:
        """Give the place of the first row that `row` means; None if it means none of them."""
        places = merge(*(self._places.get(key, ()) for key in _keys_sought(row)))
        return next((n for n in places if same_row(self._rows[n], row)), None)


def _keys_of(row: Any) -> Iterator[object]:
    """Give the keys under which a row can be sought."""
    if isinstance(row, Review):
        group = (row.mechanism, row.cycle, row.treaty)
        if row.mechanism:
            yield group
            yield *group, row.session
        else:
            yield *group, row.event, "nr", row.nr
            yield *group, row.event, "date", row.date
    elif isinstance(row, Event):
        yield "nr", row.nr
        yield row.date, row.what
    else:
        yield from _keys_sought(row)


def _keys_sought(row: Any) -> Iterator[object]:
    """Give the keys of the rows that a row may mean."""
    if isinstance(row, Review):
        group = (row.mechanism, row.cycle, row.treaty)
        if row.mechanism:
            yield from [(*group, row.session), (*group, None)] if row.session else [group]
        else:
            yield *group, row.event, *(("nr", row.nr) if row.nr else ("date", row.date))
    elif isinstance(row, Event):
        yield ("nr", row.nr) if row.nr else (row.date, row.what)
    elif isinstance(row, Act):
        yield row.treaty, row.effect
    else:
        yield row if isinstance(row, str) else _KEYS[type(row)](row)
