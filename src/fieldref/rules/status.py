"""Say how sure a date is, what became of it, and what speaks against it."""

from __future__ import annotations

from enum import Enum

from fieldref.dates import PartialDate
from fieldref.records import NamedTuple


class Certainty(Enum):
    """The basis of a date; the value says it in full."""

    STATED = "stated"
    TREATY = "by the treaty's own rule"
    RHYTHM = "by rule; a date set by the committee is not recorded here"
    SESSION = (
        "derived from the session's date by the pattern of published due dates;"
        " the published day is not recorded here"
    )
    CYCLE = "inferred from the order of the cycle before; not announced here"
    RHYTHM_PROJECTED = "projected: the treaty's rhythm carried on; nothing is announced"
    CYCLE_PROJECTED = "projected: the order of the last cycle carried on; nothing is announced"


class Progress(Enum):
    """The known fate of a stated date or a review by the day asked as of."""

    AHEAD = "ahead"
    MAYBE_AHEAD = "may lie ahead"
    PLANNED = "planned"
    ANNOUNCED = "announced"
    ANNOUNCED_DAY = "announced for that day"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Caveat(Enum):
    """A reason to read a date with care."""

    APPROXIMATE = "approximate, since the deposit is known only to the year"
    SUCCESSION = "uncertain, since a succession may be counted from another day"
    DAY_BY_RULE = "the day by rule"
    DAY_NOT_RECORDED = "the day is not recorded here"
    DAY_INFERRED = "the day inferred from the published order"
    PROVISIONAL = "provisional"
    EXTENDED = "extended"
    OVERDUE = "overdue"


_SHORT: dict[Certainty | Caveat, str] = {
    Certainty.TREATY: "by the treaty",
    Certainty.RHYTHM: "by rule",
    Certainty.SESSION: "derived",
    Certainty.CYCLE: "inferred, not announced",
    Certainty.RHYTHM_PROJECTED: "projected",
    Certainty.CYCLE_PROJECTED: "projected",
    Caveat.APPROXIMATE: "approximate",
    Caveat.SUCCESSION: "uncertain (succession)",
    Caveat.DAY_NOT_RECORDED: "day not recorded",
}


class Status(NamedTuple):
    """The status of a date: what it rests on, what became of it, and each caveat.

    `moved_from` is the day that stood before a new one; `moved_to` the new day, where the entry
    stands at the old one. `session` has the days of the session of a review without a day.
    """

    certainty: Certainty
    progress: Progress | None = None
    caveats: tuple[Caveat, ...] = ()
    moved_from: PartialDate | None = None
    moved_to: PartialDate | None = None
    session: str = ""

    @property
    def is_dropped(self) -> bool:
        """Tell whether the date no longer holds: cancelled, or postponed to a day not known."""
        moved = self.moved_from or self.moved_to
        return self.progress in (Progress.POSTPONED, Progress.CANCELLED) and not moved

    def with_caveat(self, caveat: Caveat) -> Status:
        """Give the same status with one more caveat."""
        return self._replace(caveats=(*self.caveats, caveat))


def status_words(status: Status, short: bool = False) -> str:
    """Say the status in words; `short` where a paragraph over the list explains them in full."""
    main = status.certainty.value
    if status.progress:
        main = status.progress.value
    elif short:
        main = _SHORT.get(status.certainty, main)
    if status.moved_from:
        main += f" from {status.moved_from.words}"
    if status.moved_to:
        main += f" to {status.moved_to.words}"
    if status.session and not short:
        within = "for" if status.progress in (Progress.ANNOUNCED, Progress.PLANNED) else "in"
        main += f" {within} the session of {status.session}"
    caveats = [
        _SHORT.get(caveat, caveat.value) if short else caveat.value for caveat in status.caveats
    ]
    return "; ".join([main, *caveats])
