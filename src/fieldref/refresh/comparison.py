"""What files say beside what we have: added, finer, contradicting, missing; nothing is decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from fieldref.dates import PartialDate
from fieldref.model.states import State
from fieldref.model.treaties import Act, Treaty
from fieldref.records import NamedTuple
from fieldref.refresh.interface import Fact, NotUnderstood
from fieldref.refresh.reading import FileReading

Kind = Literal["added", "finer", "contradicts", "missing", "unread"]
# A key of a row and its new value; None takes away a key that only stood in for that value.
Values = tuple[tuple[str, str | None], ...]


class Change(NamedTuple):
    """A difference between a file and our data; without a `field` it is the row as a whole.

    `values` are what writing it would set in the row `row` (None: a new one).
    """

    change: Kind
    table: str
    party: str
    name: str
    treaty: str | None
    field: str | None
    ours: str | None
    theirs: str | None
    reading: FileReading
    place: str
    sources: tuple[str, ...] = ()
    row: Act | None = None
    values: Values = ()

    @property
    def key(self) -> str:
        """Give what --take names a contradiction by, such as ken-cat-bound."""
        parts = (self.party, self.treaty or "", self.field or "row")
        return "-".join(part for part in parts if part).lower()


class OurData(NamedTuple):
    """What the files are held against: every State whole, and the treaties."""

    states: tuple[State, ...]
    treaties: tuple[Treaty, ...]


def compare_files(readings: Iterable[FileReading], ours: OurData) -> tuple[Change, ...]:
    """Give every difference, State by State, then by treaty; what isn't understood last."""
    readings = tuple(readings)
    agreed, disputed = _agreed_facts(readings)
    names: dict[str, str] = {state.codes.iso3: state.state for state in ours.states}
    acts = _our_acts(ours)
    changes: list[Change] = []
    for treaty, facts in agreed.items():
        rows = acts[treaty]
        for reading, fact in facts.values():
            changes += _compare_act(reading, fact, rows.get(fact.party, ()))
        listing = next(reading for reading in readings if reading.treaty == treaty)
        known = {*facts, *(party for at, party in disputed if at == treaty)}
        if not listing.spoiled:
            changes += _missing(listing, known, rows, names)
    order: dict[str, int] = {treaty.code: n for n, treaty in enumerate(ours.treaties)}
    changes.sort(key=lambda change: (change.name, order.get(change.treaty or "", -1)))
    return (*changes, *_unread(readings), *disputed.values())


def _our_acts(ours: OurData) -> defaultdict[str, dict[str, tuple[Act, ...]]]:
    """Give our acts by treaty and party; those that bound nobody are left out."""
    acts: defaultdict[str, dict[str, tuple[Act, ...]]] = defaultdict(dict)
    for state in ours.states:
        for act in state.treaties:
            if act.effect != "none" and act.how != "denunciation":
                rows = acts[act.treaty].get(state.codes.iso3, ())
                acts[act.treaty][state.codes.iso3] = (*rows, act)
    for treaty in ours.treaties:
        for joined in treaty.organizations:
            _, _, signed, bound, how, sources = joined
            act = Act(treaty.code, signed, bound, how, sources=sources)
            acts[treaty.code][joined.code] = (act,)
    return acts


_Agreed = dict[str, dict[str, tuple[FileReading, Fact]]]


def _agreed_facts(
    readings: tuple[FileReading, ...],
) -> tuple[_Agreed, dict[tuple[str, str], Change]]:
    """Give the facts by treaty and party, each once, and those on which files don't agree."""
    agreed: _Agreed = {reading.treaty: {} for reading in readings if reading.treaty}
    disputed: dict[tuple[str, str], Change] = {}
    for reading in readings:
        for fact in reading.facts:
            facts = agreed.setdefault(fact.record.treaty, {})
            first, other = facts.setdefault(fact.party, (reading, fact))
            if other.record != fact.record:
                says = f"{first.path.name}, {other.place} has {act_words(other.record)}"
                part = NotUnderstood(f"{fact.name}: {act_words(fact.record)}", says, fact.place)
                disputed[fact.record.treaty, fact.party] = _unread_change(reading, part)
    for treaty, party in disputed:
        agreed[treaty].pop(party, None)
    return agreed, disputed


def act_words(act: Act) -> str:
    """Give the dates of an act on one line: signed 1990-01-26, bound 1990-07-30 (ratification)."""
    how = f" ({act.how})" if act.how else ""
    signed = f"signed {act.signed}" if act.signed else ""
    bound = f"bound {act.bound}{how}" if act.bound else ""
    undated = f"bound on an unknown day{how}" if act.undated else ""
    return ", ".join(filter(None, (signed, bound, undated)))


def _matching(acts: tuple[Act, ...], theirs: Act) -> Act | None:
    """Give our row that the file's means: of the same deposit, else the last that is in force.

    A deposit after a withdrawal is of a State that came back, and has no row yet.
    """
    for act in acts:
        if act.bound and theirs.bound and act.bound.agrees(theirs.bound):
            return act
    alive = [act for act in acts if not _has_left(act)]
    if alive:
        return alive[-1]
    ended = (acts[-1].withdrawn or acts[-1].notified) if acts else None
    return None if ended and theirs.bound and ended.first <= theirs.bound.first else acts[-1]


def _has_left(act: Act) -> bool:
    """Tell whether the State gave the act up, as far as we know."""
    return act.withdrawn is not None or act.notified is not None


def _compare_act(reading: FileReading, fact: Fact, acts: tuple[Act, ...]) -> Iterator[Change]:
    theirs = fact.record
    ours = _matching(acts, theirs) if acts else None
    base = Change(
        "added", "acts", fact.party, fact.name, theirs.treaty, None, None, act_words(theirs),
        reading, fact.place, _sources(ours), ours,
    )  # fmt: skip
    if ours is None:
        fields = (("treaty", theirs.treaty), ("signed", theirs.signed), ("bound", theirs.bound))
        values = (*fields, ("how", theirs.how))
        yield base._replace(values=tuple((key, str(value)) for key, value in values if value))
        return
    yield from _compare_date(base, "signed", ours.signed, theirs.signed)
    if theirs.bound and not ours.bound:
        yield _newly_bound(base, ours, theirs)
        return
    yield from _compare_date(base, "bound", ours.bound, theirs.bound)
    if theirs.how and theirs.how != ours.how:
        kind: Kind = "contradicts" if ours.how else "added"
        yield _of_field(base, kind, "how", ours.how, theirs.how)


def _sources(act: Act | None) -> tuple[str, ...]:
    return tuple(map(str, act.sources)) if act else ()


def _of_field(base: Change, kind: Kind, field: str, ours: object, theirs: object) -> Change:
    values: Values = ((field, str(theirs)),) if theirs else ()
    shown = (str(value) if value else None for value in (ours, theirs))
    was, given = shown
    return base._replace(change=kind, field=field, ours=was, theirs=given, values=values)


def _compare_date(
    base: Change, field: str, ours: PartialDate | None, theirs: PartialDate | None
) -> Iterator[Change]:
    kind: Kind | None = None
    if ours and theirs:
        if not ours.agrees(theirs):
            kind = "contradicts"
        elif ours.known < theirs.known:
            kind = "finer"
    elif ours or theirs:
        kind = "missing" if ours else "added"
    if kind:
        yield _of_field(base, kind, field, ours, theirs)


def _newly_bound(base: Change, ours: Act, theirs: Act) -> Change:
    """Give the day on which a State was bound that had only signed, or joined on an unknown day."""
    kind: Kind = "added"
    bound = theirs.bound
    values: list[tuple[str, str | None]] = [("bound", str(bound))]
    if theirs.how and ours.how is None:
        values.append(("how", theirs.how))
    was = None
    if ours.undated and bound:
        early = ours.not_before and bound.last < ours.not_before.first
        late = ours.not_after and ours.not_after.last < bound.first
        other = ours.how and theirs.how and ours.how != theirs.how
        kind = "contradicts" if early or late or other else "finer"
        bounds = [
            f"{word} {day}"
            for word, day in (("from", ours.not_before), ("to", ours.not_after))
            if day
        ]
        was = " ".join(["undated", *bounds])
        values += [(key, None) for key in ("undated", "not_before", "not_after")]
    given = f"{bound} ({theirs.how})" if theirs.how else str(bound)
    return base._replace(change=kind, field="bound", ours=was, theirs=given, values=tuple(values))


def _missing(
    reading: FileReading, listed: set[str], rows: dict[str, tuple[Act, ...]], names: dict[str, str]
) -> Iterator[Change]:
    """Give what ours has of a treaty and the file doesn't list; who left is not expected in it."""
    for party, acts in rows.items():
        if party not in listed and not _has_left(acts[-1]):
            yield Change(
                "missing", "acts", party, names.get(party, party), reading.treaty, None,
                act_words(acts[-1]), None, reading, "", _sources(acts[-1]), acts[-1],
            )  # fmt: skip


def _unread(readings: Iterable[FileReading]) -> Iterator[Change]:
    for reading in readings:
        for part in reading.unread:
            yield _unread_change(reading, part)
        for total in reading.totals:
            if total.stated != total.read:
                change = _unread_change(reading, NotUnderstood(str(total.stated), "", "Status"))
                yield change._replace(field=total.what, ours=f"{total.read} read", name="")


def _unread_change(reading: FileReading, part: NotUnderstood) -> Change:
    return Change(
        "unread", "", "", "", reading.treaty, None, part.why, part.words, reading, part.place
    )
