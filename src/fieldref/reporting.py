"""The rules: when a treaty enters into force for a State, and when its reports fall due.

Pure functions over records: no clock, no files. The numbers and articles are in treaties.yaml.
Each result is a Step, which says its rule, its article and its arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from fieldref.dates import MONTHS, PartialDate
from fieldref.model import Act, Delay, How, Practice, Sources, Treaty

Rule = Literal[
    "signed", "deposited", "in force", "ended", "initial report",
    "periodic report", "preventive mechanism", "practice", "stated", "replaced", "review",
    "derived", "projected", "succession", "without effect", "signed only",
]  # fmt: skip


class Step(NamedTuple):
    """A step of the chain: the date, the rule and article that gave it, the words, the sources."""

    date: PartialDate | None
    rule: Rule
    article: str | None
    words: str
    sources: Sources = ()


class Due(NamedTuple):
    """A report by the treaty's own rule: its number (the initial one is 1), date and ground.

    `doubt` says why the date may be another, if it may.
    """

    number: int
    date: PartialDate
    steps: tuple[Step, ...]
    doubt: str = ""


# What a State did by each kind of act.
DONE: dict[How, str] = {
    "ratification": "ratified",
    "accession": "acceded",
    "succession": "succeeded",
    "acceptance": "accepted",
    "formal confirmation": "confirmed formally",
    "denunciation": "denounced",
}
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


def deposited(act: Act) -> Step | None:
    """The deposit of the instrument that bound the State, if the act is one."""
    if act.bound is None:
        return None
    done = DONE[act.how] if act.how else "bound (kind of act not recorded here)"
    return Step(act.bound, "deposited", None, f"{done} {act.bound.words}", act.sources)


def in_force(treaty: Treaty, act: Act) -> Step | None:
    """When `treaty` enters into force for the State that performed `act`: the later of two days.

    One is the treaty's own entry into force, the other is counted from the deposit by its clause,
    such as CEDAW art. 27(2), the thirtieth day after. None if the act bound nobody.
    """
    if act.bound is None or act.effect == "none":
        return None
    own = _delayed(act.bound, treaty.joins_later)
    clause = treaty.joins_later.article
    if own.last >= treaty.in_force.date.first:
        words = f"art. {clause}, {delay_words(treaty.joins_later)}: in force {own.words}"
        return Step(own, "in force", clause, words, treaty.sources)
    day, article = treaty.in_force
    words = f"art. {article}, with the treaty itself: in force {day.words}"
    return Step(day, "in force", article, words, treaty.sources)


def _delayed(deposit: PartialDate, clause: Delay) -> PartialDate:
    if clause.days is not None:
        return deposit.plus_days(clause.days)
    if clause.months is not None:
        return deposit.plus_months(clause.months)
    return deposit.first_of_month_after(clause.first_of_month_after_months or 0)


def delay_words(clause: Delay) -> str:
    """How long after the deposit, in words: the thirtieth day after."""
    if clause.days is not None:
        return "the thirtieth day after" if clause.days == 30 else f"{clause.days} days after"
    if clause.months is not None:
        return f"{count(clause.months, 'month')} after"
    months = count(clause.first_of_month_after_months or 0, "month")
    return f"the first of the month after {months}"


def ended(treaty: Treaty, act: Act) -> Step | None:
    """When a denunciation took effect: as recorded, else counted from its notification."""
    clause = treaty.denunciation
    if act.effect == "none" or not (act.withdrawn or act.notified):
        return None
    if act.withdrawn:
        words = f"withdrew with effect from {act.withdrawn.words}"
        article = clause.article if clause else None
        return Step(act.withdrawn, "ended", article, words, act.sources)
    if act.notified is None or clause is None or clause.months is None:
        return None
    day = act.notified.plus_months(clause.months)
    words = f"denounced {act.notified.words}; art. {clause.article}, "
    words += f"{count(clause.months, 'month')} after: ended {day.words}"
    return Step(day, "ended", clause.article, words, act.sources + treaty.sources)


def reports(
    treaty: Treaty, act: Act, parent: PartialDate | None, first: int, last: int
) -> Iterator[Due]:
    """The reports due by rule in the years `first` to `last`, in order.

    `parent` is the day on which the parent treaty entered into force for the State, None if it
    did not: a protocol whose later reports go into the parent's has a rhythm of its own only for
    a State outside the parent (CRC-OPAC art. 8(2), CRC-OPSC art. 12(2)).
    """
    duty, force = treaty.reporting, in_force(treaty, act)
    if duty is None or force is None or force.date is None or duty.initial_years is None:
        return
    end, start = ended(treaty, act), counted_from(act)
    for number, base in _anniversaries(treaty, act.counted_from or force.date, first, last):
        if number > 1 and duty.without_parent_years and parent and parent.first <= base.first:
            return
        if end and end.date and end.date.first <= base.first:
            return
        due = _practised(treaty, base)
        if first <= due.date.year <= last:
            report = _report(treaty, number, base)
            steps = (deposited(act), force, start, report, due.step)
            yield Due(number, due.date, tuple(filter(None, steps)), doubt(act, due.date))


def counted_from(act: Act) -> Step | None:
    """The day from which reports count where it isn't entry into force; or that it may be another.

    A succession binds from before its deposit. Published series of due dates count from the
    deposit and the treaty's clause, from the deposit itself, or from the day that the effect goes
    back to, and differ between treaties for one State.
    """
    if act.counted_from:
        words = f"the committee's documents count from {act.counted_from.words}"
        return Step(act.counted_from, "succession", None, words, act.sources)
    if act.how == "succession":
        since = act.since.words if act.since else "a day not recorded here"
        words = f"a succession: its effect goes back to {since}; counted from the deposit"
        return Step(act.since, "succession", None, words, act.sources)
    return None


def doubt(act: Act, when: PartialDate) -> str:
    """Why a date counted from `act` may be another; empty if nothing speaks for that."""
    if when.approximate:
        return "approximate, since the deposit is known only to the year"
    if act.how == "succession" and not act.counted_from:
        return "uncertain, since a succession may be counted from another day"
    return ""


def _anniversaries(
    treaty: Treaty, force: PartialDate, first: int, last: int
) -> Iterator[tuple[int, PartialDate]]:
    """Numbers and anniversaries of the reports from a year before `first` to `last`."""
    duty = treaty.reporting
    initial = duty.initial_years or 0 if duty else 0
    then = (duty.then_years or duty.without_parent_years or 0) if duty else 0
    start = force.year + initial
    skip = max(0, (first - 1 - start) // then) if then else 0
    number = 1 + skip
    while start + (number - 1) * then <= last:
        yield number, force.plus_years(initial + (number - 1) * then)
        if not then:
            return
        number += 1


class _Practised(NamedTuple):
    date: PartialDate
    step: Step | None


def _practised(treaty: Treaty, base: PartialDate) -> _Practised:
    """The anniversary as the committee counted it at the time, by the practices on record."""
    for practice in treaty.practices:
        date = _by(practice, base) if base.day and _held(practice, base) else None
        if date and date != base:
            how = "the eve" if practice.what == "eve" else month_day(practice.day or "")
            words = f"as the committee counted in those years, {how}: {date.words}"
            return _Practised(date, Step(date, "practice", None, words, practice.sources))
    return _Practised(base, None)


def _held(practice: Practice, base: PartialDate) -> bool:
    since, until = practice.since, practice.until
    return (not since or since.first <= base.first) and (not until or base.last <= until.last)


def _by(practice: Practice, base: PartialDate) -> PartialDate | None:
    if practice.what == "eve":
        return base.plus_days(-1)
    if practice.what == "fixed day" and practice.day:
        month, day = (int(part) for part in practice.day.split("-"))
        same = PartialDate(base.year, month, day)
        return same if base <= same else same.plus_years(1)
    return None


def _report(treaty: Treaty, number: int, date: PartialDate) -> Step:
    duty = treaty.reporting
    assert duty and duty.initial_years is not None
    words = f"art. {duty.article}: initial report {count(duty.initial_years, 'year')} later"
    if number == 1:
        text = f"{words}, {date.words}"
        return Step(date, "initial report", duty.article, text, treaty.sources)
    every = count(duty.then_years or duty.without_parent_years or 0, "year")
    text = f"{words}, then every {every}: report {number} on {date.words}"
    return Step(date, "periodic report", duty.article, text, treaty.sources)


def mechanism(treaty: Treaty, act: Act) -> Iterator[tuple[PartialDate, tuple[Step, ...]]]:
    """When the national preventive mechanism falls due (OPCAT art. 17), with its ground.

    The Subcommittee counts from entry into force, the words from ratification or accession.
    """
    force, deposit = in_force(treaty, act), deposited(act)
    if not (force and force.date and deposit and deposit.date):
        return
    for duty in treaty.duties:
        date = force.date.plus_years(duty.years)
        other = deposit.date.plus_years(duty.years)
        words = f"art. {duty.article}: a national preventive mechanism {count(duty.years, 'year')} "
        words += f"after entry into force, {date.words} (by the words of the article, "
        words += f"after ratification or accession: {other.words})"
        step = Step(
            date, "preventive mechanism", duty.article, words, treaty.sources + duty.sources
        )
        yield date, (deposit, force, step)


def count(number: int, unit: str) -> str:
    """A number and its unit in words: one year, three months."""
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {unit}" if number == 1 else f"{word} {unit}s"


def month_day(day: str) -> str:
    """A day of the year (MM-DD) in words: 30 June."""
    month, number = (int(part) for part in day.split("-"))
    return f"{number} {MONTHS[month - 1]}"
