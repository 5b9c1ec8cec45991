"""Which row of one's own means which bundled row, for each kind of row; also by what id."""

from __future__ import annotations

from collections.abc import Callable
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

# Records that an id names alone, and the key that holds it: in one's own file of a known one, keys
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


def same_row(base: Any, own: Any) -> bool:
    """Tell whether a user's row means the row `base` of the same kind."""
    if isinstance(own, str):
        return bool(base == own)
    key = SAME[type(own)]
    return bool(key(base, own))


def _act(base: Act, own: Act) -> bool:
    """Tell whether two acts are one: a State's next begins where the one before ended."""
    if (base.treaty, base.effect) != (own.treaty, own.effect):
        return False
    ended, begun = base.withdrawn, own.bound
    return not (ended and begun and begun != base.bound and ended.first <= begun.last)


def _review(base: Review, own: Review) -> bool:
    if (base.mechanism, base.cycle, base.treaty) != (own.mechanism, own.cycle, own.treaty):
        return False
    if own.mechanism:
        moved = base.status in ("postponed", "cancelled")
        return base.session == own.session if own.session and base.session else not moved
    nr = base.nr == own.nr if own.nr else base.date == own.date
    return base.event == own.event and nr


def _event(base: Event, own: Event) -> bool:
    return base.nr == own.nr if own.nr else (base.date, base.what) == (own.date, own.what)


def _by(key: Callable[[Any], object]) -> Callable[[Any, Any], bool]:
    return lambda base, own: key(base) == key(own)


# Lists of names and remarks: what one adds stands beside what is there.
ADDED_TO = ("also_known_as", "notes")
_ID = _by(lambda one: one[0])  # what stands first in the record names it
SAME: dict[type, Callable[[Any, Any], bool]] = {
    **dict.fromkeys((Committee, Complete, Contact, Cycle, Length, LocalName, Mandate), _ID),
    **dict.fromkeys((OrganizationAct, Presence, Source, Treaty, UprRule), _ID),
    Act: _act,
    Review: _review,
    Event: _event,
    Programme: _by(lambda one: (one.period.text, one.title)),
    Institution: _by(lambda one: names.fold_name(one.name)),
    Elsewhere: _by(lambda one: one.names[:1]),
    KnownGap: _by(lambda one: (one.about, one.states, one.treaty)),
    Session: _by(lambda one: (one.kind, one.session or one.start)),
    Declaration: _by(lambda one: (one.treaty, one.article, one.kind)),
    Reservation: _ID,
    Accreditation: _by(lambda one: one.date),
    UprDeadline: _by(lambda one: (one.session, one.kind)),
}
