"""Acts towards a treaty: a file's row beside ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldref.model.treaties import Act
from fieldref.refresh.changes import (
    Change,
    Kind,
    TableRules,
    compare_dates,
    compare_words,
)
from fieldref.refresh.interface import Fact


def _words(act: Act) -> str:
    """Give the dates of an act on one line: signed 1990-01-26, bound 1990-07-30 (ratification)."""
    how = f" ({act.how})" if act.how else ""
    signed = f"signed {act.signed}" if act.signed else ""
    bound = f"bound {act.bound}{how}" if act.bound else ""
    undated = f"bound on an unknown day{how}" if act.undated else ""
    return ", ".join(filter(None, (signed, bound, undated)))


def _find(rows: Sequence[Act], fact: Fact) -> Act | None:
    """Give our row that the file's means: of the same deposit, else the last that is in force.

    A deposit after a withdrawal is of a State that came back, and has no row yet.
    """
    theirs = fact.record
    assert isinstance(theirs, Act)
    acts = [act for act in rows if act.treaty == theirs.treaty]
    if not acts:
        return None
    for act in acts:
        if act.bound and theirs.bound and act.bound.agrees(theirs.bound):
            return act
    alive = [act for act in acts if not _has_left(act)]
    if alive:
        return alive[-1]
    ended = acts[-1].withdrawn or acts[-1].notified
    return None if ended and theirs.bound and ended.first <= theirs.bound.first else acts[-1]


def _has_left(act: Act) -> bool:
    """Tell whether the State gave the act up, as far as we know."""
    return act.withdrawn is not None or act.notified is not None


def _compare(base: Change, ours: Act, theirs: Act, is_whole: bool) -> Iterator[Change]:
    yield from compare_dates(base, "signed", ours.signed, theirs.signed, is_whole)
    if theirs.bound and not ours.bound:
        yield _newly_bound(base, ours, theirs)
        return
    yield from compare_dates(base, "bound", ours.bound, theirs.bound, is_whole)
    yield from compare_words(base, "how", ours.how, theirs.how)


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
    binding = f"{bound} ({theirs.how})" if theirs.how else str(bound)
    return base._replace(change=kind, field="bound", ours=was, theirs=binding, values=tuple(values))


def _missing(rows: Sequence[Act], facts: Sequence[Fact]) -> Iterator[Act]:
    """Give the last act if the file doesn't list the party; who left is not expected in it."""
    if rows and not facts and not _has_left(rows[-1]):
        yield rows[-1]


def _identity(_: Act) -> tuple[str, ...]:
    return ("treaty", "signed", "bound")


RULES = TableRules(
    section="treaties",
    find=_find,
    compare=_compare,
    missing=_missing,
    label=lambda _: "",
    words=_words,
    identity=_identity,
)
