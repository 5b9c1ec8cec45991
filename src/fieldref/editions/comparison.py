"""Find what changed from one edition to another, row by row: what stood before, what stands now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from fieldref.editions.contents import Contents
from fieldref.editions.row_kinds import KINDS, Place, row_id
from fieldref.editions.row_pairs import pair_rows
from fieldref.model.committees_and_upr import Committee, Session, Upr, UprDeadline
from fieldref.model.common import Sources, TableReach
from fieldref.model.presences import Mandate, Presence
from fieldref.model.states import Event, KnownGap, Review, State
from fieldref.model.treaties import Treaty
from fieldref.records import NamedTuple

ChangeKind = Literal["added", "changed", "moved", "cancelled", "removed"]
# In the order of a page; what belongs to all before what belongs to a State.
_TABLES = (
    "reaches",
    "treaties", "committees", "sessions", "upr", "mandates", "offices", "contacts", "programmes",
    "states", "names", "acts", "declarations", "reservations", "reviews", "complete", "events",
    "institutions", "sources", "glossary", "known gaps",
)  # fmt: skip
_BODIES = {"council": "HRC", "sessions": "UPR"}  # whose sessions a key of the UPR has


class FieldChange(NamedTuple):
    """A key of a row, and its values before and after; of a list those that differ."""

    key: str
    before: tuple[Any, ...]
    after: tuple[Any, ...]


class Change(NamedTuple):
    """A row that differs: of which table and State, what it is, and which keys differ how.

    `reason` is what the row itself notes of it.
    """

    change: ChangeKind
    table: str
    id: str
    place: Place
    what: str
    fields: tuple[FieldChange, ...]
    reason: str | None
    sources: Sources


def compare_editions(old: Contents, new: Contents) -> tuple[Change, ...]:
    """Give every row that differs: first what belongs to no State, then State by State."""
    bodies: dict[str, str] = {row.code: row.committee for row in (*old.treaties, *new.treaties)}
    changes: list[Change] = list(_compare_rows((old.upr,), (new.upr,), Place()))
    for key in Contents._fields:
        if key in old.lacking:
            changes.append(_table_that_came(key))
        elif key not in ("edition", "upr", "lacking"):
            changes += _compare_rows(getattr(old, key), getattr(new, key), Place())
    places = [_with_body(change.place, bodies) for change in changes]
    changes = [change._replace(place=place) for change, place in zip(changes, places, strict=True)]
    return tuple(sorted(changes, key=_order))


def _table_that_came(key: str) -> Change:
    """Tell of a whole table that the older edition didn't have, whose rows are no news each."""
    table = key if key in _TABLES else "known gaps"
    what = f"{table}: a table that the earlier edition didn't have"
    return Change("added", table, f"table-{table.replace(' ', '-')}", Place(), what, (), None, ())


def _with_body(place: Place, bodies: dict[str, str]) -> Place:
    return place._replace(committee=place.committee or bodies.get(place.treaty or ""))


def _order(change: Change) -> tuple[str, int, str, str]:
    state = change.place.state
    return (state.state if state else "", _TABLES.index(change.table), change.id, change.what)


def _compare_rows(old: tuple[Any, ...], new: tuple[Any, ...], place: Place) -> Iterator[Change]:
    if old == new:
        return
    ids = _ids(old, place), _ids(new, place)
    for before, after in pair_rows(old, new):
        yield from _compare_row(before, after, place, (ids[0].get(before), ids[1].get(after)))


def _ids(rows: tuple[Any, ...], place: Place) -> dict[Any, str]:
    """Give the id of each row: the first of several that would share one keeps it as it is."""
    ids: dict[Any, str] = {}
    seen: Counter[str] = Counter()
    for row in rows:
        id = row_id(row, _place_of(row, place))
        seen[id] += 1
        ids.setdefault(row, id if seen[id] == 1 else f"{id}-{seen[id]}")
    return ids


def _compare_row(
    old: Any, new: Any, place: Place, ids: tuple[str | None, str | None]
) -> Iterator[Change]:
    """Give what changed in a row, and in the rows that it holds."""
    row = old if new is None else new
    place = _place_of(row, place)
    inner = [key for key in row._fields if _holds_rows(key, old, new)]
    fields = tuple(_compare_fields(old, new, inner))
    if fields or None in (old, new):
        yield _change(old, new, fields, place, ids)
    for key in inner:
        within = _place_of_sessions(_BODIES[key]) if _is_upr_key(row, key) else place
        before, after = (getattr(side, key) if side else () for side in (old, new))
        yield from _compare_rows(before, after, within)


def _place_of_sessions(body: str) -> Place:
    return Place(committee=body, stem=body)


def _is_upr_key(row: Any, key: str) -> bool:
    return isinstance(row, Upr) and key in _BODIES


def _holds_rows(key: str, *rows: Any) -> bool:
    """Tell whether a key of either row is a list of rows that are compared one by one."""
    values = [getattr(row, key) for row in rows if row is not None]
    return any(type(value) is tuple and value and type(value[0]) in KINDS for value in values)


def _compare_fields(old: Any, new: Any, inner: list[str]) -> Iterator[FieldChange]:
    row = old if new is None else new
    skipped = {*inner, "nr"}
    if None in (old, new):
        skipped |= {*KINDS[type(row)].said, "sources"}
    for key in row._fields:
        before, after = (getattr(side, key, None) for side in (old, new))
        if key in skipped or before == after:
            continue
        if _has_keys(before) and _has_keys(after):
            yield from (
                field._replace(key=f"{key} {field.key}") for field in _key_by_key(before, after)
            )
        else:
            yield from _key(key, _values(before), _values(after))


def _has_keys(value: Any) -> bool:
    """Tell a record with keys of its own from a list, a text and a date."""
    return hasattr(value, "_fields") and not getattr(value, "scalar", False)


def _key_by_key(before: Any, after: Any) -> Iterator[FieldChange]:
    for key in after._fields:
        yield from _key(key, _values(getattr(before, key)), _values(getattr(after, key)))


def _key(key: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[FieldChange]:
    change = FieldChange(key, _without(before, after), _without(after, before))
    if change.before or change.after:
        yield change


def _values(value: Any) -> tuple[Any, ...]:
    """Give the values of a key: those of a list, one of any other, none of nothing."""
    if value is None or value is False:
        return ()
    return value if type(value) is tuple else (value,)


def _without(values: tuple[Any, ...], others: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(value for value in values if value not in others)


def _change(
    old: Any,
    new: Any,
    fields: tuple[FieldChange, ...],
    place: Place,
    ids: tuple[str | None, str | None],
) -> Change:
    row = old if new is None else new
    kind, note = KINDS[type(row)], getattr(new, "note", None)
    change = _kind_of_change(old, new)
    if change == "moved":
        fields = tuple(_from_day(field, old) for field in fields)
    tells_why = change in ("added", "moved", "cancelled")
    if tells_why:
        fields = tuple(field for field in fields if field.key != "note")
    if None not in ids and ids[0] != ids[1]:
        fields = (*fields, FieldChange("id", ids[:1], ids[1:]))
    return Change(
        change,
        kind.table,
        ids[1] or ids[0] or "",
        place,
        kind.words(row, place) + _kept_day(old, new),
        fields,
        note if tells_why else None,
        getattr(row, "sources", ()),
    )


def _from_day(field: FieldChange, old: Any) -> FieldChange:
    """Give what was put off from its day, where the row tells only to which."""
    is_first = field.key == "moved_to" and not field.before
    return field._replace(before=(old.date,)) if is_first else field


def _kept_day(old: Any, new: Any) -> str:
    """Tell reviews of one kind apart by the day that they keep."""
    day = _day(new) if isinstance(new, Review) and old is not None else None
    return f" {day.when_words}" if day and day == _day(old) else ""


def _kind_of_change(old: Any, new: Any) -> ChangeKind:
    if old is None or new is None:
        return "added" if old is None else "removed"
    status = getattr(new, "status", None)
    if status == "cancelled" and status != old.status:
        return "cancelled"
    return "moved" if _has_moved(old, new) else "changed"


def _has_moved(old: Any, new: Any) -> bool:
    """Tell whether the row's date is another; one that is only known more precisely isn't."""
    before, after = _day(old), _day(new)
    if before and after:
        return not before.agrees(after)
    is_upr = isinstance(new, Review) and new.mechanism is not None
    return is_upr and None not in (old.session, new.session) and old.session != new.session


def _day(row: Any) -> Any:
    if isinstance(row, Review):
        return row.moved_to or row.date
    if isinstance(row, Event | UprDeadline):
        return row.date
    return row.start if isinstance(row, Session) else None


def _place_of(row: Any, place: Place) -> Place:
    """Give where the rows in `row` stand, and itself."""
    match row:
        case State():
            code = row.codes.iso3
            return Place(row, stem=code, concerns=(code,), region=row.region)
        case Treaty():
            return Place(treaty=row.code, committee=row.committee, stem=row.code)
        case Committee():
            return Place(committee=row.acronym, stem=row.acronym)
        case Upr():
            return Place(committee="UPR", stem="upr")
        case TableReach():
            return Place(treaty=next(iter(row.treaties), None), committee=row.committee)
        case Presence() | Mandate() | KnownGap():
            return _place_of_home(row, place)
    treaty = getattr(row, "treaty", None)
    return place._replace(treaty=treaty) if treaty else place


def _place_of_home(row: Presence | Mandate | KnownGap, place: Place) -> Place:
    """Give where an office, a mandate or a known gap stands: it may concern several States."""
    codes = {
        Presence: ("host", "covers"),
        Mandate: ("state",),
        KnownGap: ("states",),
    }[type(row)]
    named = [code for key in codes for code in _values(getattr(row, key))]
    return place._replace(
        treaty=getattr(row, "treaty", None),
        stem=place.stem or getattr(row, "id", ""),
        concerns=tuple(dict.fromkeys((*place.concerns, *named))),
        region=getattr(row, "region", None) or place.region,
    )
