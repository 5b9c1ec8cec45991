"""Work out when an act towards a treaty binds the State, and when it no longer does.

Pure functions over records: no clock, no files. The numbers and articles are in treaties.yaml.
"""

from __future__ import annotations

from fieldref.dates import PartialDate
from fieldref.model.common import How
from fieldref.model.treaties import Act, Delay, Treaty
from fieldref.rules.grounds import GroundStep, count_words, unique_sources

# What a State did by each kind of act.
DONE: dict[How, str] = {
    "ratification": "ratified",
    "accession": "acceded",
    "succession": "succeeded",
    "acceptance": "accepted",
    "formal confirmation": "confirmed formally",
    "denunciation": "denounced",
    "approval": "approved",
}


def deposit_step(act: Act) -> GroundStep | None:
    """Give the deposit of the instrument that bound the State, if the act is one."""
    if act.bound is None:
        return None
    done = DONE[act.how] if act.how else "bound (kind of act not recorded here)"
    return GroundStep(
        date=act.bound,
        rule="deposited",
        article=None,
        words=f"{done} {act.bound.words}",
        sources=act.sources,
    )


def in_force_step(treaty: Treaty, act: Act) -> GroundStep | None:
    """Say when `treaty` enters into force for the State that did `act`: the later of two days.

    One is the treaty's own entry into force, the other is counted from the deposit by its clause,
    such as CEDAW art. 27(2), the thirtieth day after. A succession whose effect goes back to a
    recorded day binds from then. None if the act bound nobody.
    """
    if act.bound is None or act.effect == "none":
        return None
    if act.since:
        words = f"a succession, with effect from {act.since.words}: in force from then"
        return GroundStep(
            date=act.since, rule="in force", article=None, words=words, sources=act.sources
        )
    return clause_step(treaty, act.bound)


def in_force_day(treaty: Treaty, act: Act) -> PartialDate | None:
    """Give the date of `in_force_step` alone, whose words take most of its time."""
    if act.bound is None or act.effect == "none":
        return None
    return act.since or clause_day(treaty, act.bound)


def clause_day(treaty: Treaty, deposit: PartialDate) -> PartialDate:
    """Give the day on which a deposit takes effect by the treaty's clauses: the later of two."""
    delayed, day = _delayed(deposit, treaty.joins_later), treaty.in_force.date
    return delayed if delayed.last > day.first else day


def clause_step(treaty: Treaty, deposit: PartialDate) -> GroundStep:
    """Say when a deposit of that day takes effect, and by which clause; see `clause_day`."""
    delayed, (day, article) = clause_day(treaty, deposit), treaty.in_force
    if delayed is not day:
        clause = treaty.joins_later.article
        words = f"art. {clause}, {delay_words(treaty.joins_later)}: in force {delayed.words}"
        if deposit.first < day.first:
            words += f", later than the treaty's own {day.words}"
        return GroundStep(
            date=delayed, rule="in force", article=clause, words=words, sources=treaty.sources
        )
    words = f"art. {article}, with the treaty itself: in force {day.words}"
    return GroundStep(
        date=day, rule="in force", article=article, words=words, sources=treaty.sources
    )


def _delayed(deposit: PartialDate, clause: Delay) -> PartialDate:
    if clause.days is not None:
        return deposit.plus_days(clause.days)
    if clause.months is not None:
        return deposit.plus_months(clause.months)
    return deposit.first_of_month_after(clause.first_of_month_after_months or 0)


def delay_words(clause: Delay) -> str:
    """Say how long after the deposit, in words: the thirtieth day after."""
    if clause.days is not None:
        return "the thirtieth day after" if clause.days == 30 else f"{clause.days} days after"
    if clause.months is not None:
        return f"{count_words(clause.months, 'month')} after"
    months = count_words(clause.first_of_month_after_months or 0, "month")
    return f"the first of the month that follows {months} after"


def end_step(treaty: Treaty, act: Act) -> GroundStep | None:
    """Say when a denunciation took effect: as recorded, else counted from its notification."""
    clause = treaty.denunciation
    if act.effect == "none" or not (act.withdrawn or act.notified):
        return None
    if act.withdrawn:
        article = clause.article if clause else None
        notice = f"denounced {act.notified.words}" if act.notified else "withdrew"
        words = f"{notice}, with effect from {act.withdrawn.words}"
        words += f" (art. {article})" if article else ""
        return GroundStep(
            date=act.withdrawn, rule="ended", article=article, words=words, sources=act.sources
        )
    if act.notified is None or clause is None or clause.months is None:
        return None
    day = act.notified.plus_months(clause.months)
    words = f"denounced {act.notified.words}; art. {clause.article}, "
    words += f"{count_words(clause.months, 'month')} after: ended {day.words}"
    return GroundStep(
        date=day,
        rule="ended",
        article=clause.article,
        words=words,
        sources=unique_sources(act.sources + treaty.sources),
    )
