"""Work out when a State's reports under a treaty fall due.

Pure functions over records: no clock, no files. The numbers and articles are in treaties.yaml.
Each result is a GroundStep, which says its rule, its article and its arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.dates import PartialDate
from fieldref.model.treaties import Act, Practice, Reporting, Treaty
from fieldref.records import NamedTuple
from fieldref.rules.entry_into_force import (
    clause_day,
    clause_step,
    deposit_step,
    end_step,
    in_force_step,
)
from fieldref.rules.grounds import GroundStep, count_words, month_day_words, unique_sources
from fieldref.rules.status import Caveat


class DueReport(NamedTuple):
    """A report by the treaty's own rule: its number (the initial one is 1), date and ground.

    `doubts` say why the date may be another, if it may; `base` is the bare anniversary, before any
    practice of the committee.
    """

    number: int
    date: PartialDate
    steps: tuple[GroundStep, ...]
    doubts: tuple[Caveat, ...] = ()
    base: PartialDate | None = None


class ReportDate(NamedTuple):
    """A report's due date by the treaty's own rule, without the ground: the arithmetic alone.

    `practice` is that of the committee by which the date is another than the anniversary `base`.
    """

    number: int
    date: PartialDate
    base: PartialDate
    practice: Practice | None = None


def due_reports(
    treaty: Treaty, act: Act, parent: PartialDate | None, first: int, last: int
) -> Iterator[DueReport]:
    """Give the reports due by rule in the years `first` to `last`, in order; see `report_dates`."""
    force = clause_step(treaty, act.bound) if act.bound and not act.counted_from else None
    grounds = (deposit_step(act), force, counting_step(treaty, act))
    for due in report_dates(treaty, act, parent, first, last):
        report = _report(treaty, due.number, due.base)
        steps = tuple(filter(None, (*grounds, report, _practice_step(due))))
        yield DueReport(due.number, due.date, steps, doubts_of(act, due.date), due.base)


def report_dates(
    treaty: Treaty, act: Act, parent: PartialDate | None, first: int, last: int
) -> Iterator[ReportDate]:
    """Give the dates of the reports due by rule in the years `first` to `last`, in order.

    `parent` is the day on which the State bound itself to the parent treaty, None if it did not: a
    protocol whose later reports go into the parent's has a rhythm of its own only for
    a State outside the parent (CRC-OPAC art. 8(2), CRC-OPSC art. 12(2)).
    """
    duty = treaty.reporting
    if duty is None or duty.initial_years is None or act.bound is None or act.effect == "none":
        return
    end = end_step(treaty, act)
    begin = act.counted_from or clause_day(treaty, act.bound)
    for number, base in _anniversaries(duty, begin, first, last):
        if number > 1 and duty.without_parent_years and parent and parent.first <= base.first:
            return
        if end and end.date and end.date.first <= base.first:
            return
        due = _date_by_practice(treaty, number, base)
        if first <= due.date.year <= last:
            yield due


def counting_step(treaty: Treaty, act: Act) -> GroundStep | None:
    """Give the day from which reports count where it isn't, or may not be, entry into force.

    A succession binds from before its deposit. Published series of due dates count from the
    deposit and the treaty's clause, from the deposit itself, or from the day that the effect goes
    back to, and differ between treaties for one State.
    """
    if act.counted_from and act.bound:
        force = in_force_step(treaty, act)
        return GroundStep(
            date=act.counted_from,
            rule="succession",
            article=None,
            words=counting_words(act.counted_from, force.date if force else None, act.bound),
            sources=act.sources,
        )
    if act.how == "succession":
        since = act.since.words if act.since else "a day not recorded here"
        words = f"a succession: its effect goes back to {since}; counted from the deposit"
        return GroundStep(
            date=act.since, rule="succession", article=None, words=words, sources=act.sources
        )
    return None


def counting_words(day: PartialDate, force: PartialDate | None, deposit: PartialDate) -> str:
    """Say that reports count from `day` and not from entry into force, and why these differ."""
    since = f", {force.words}" if force else ""
    early = day.first < deposit.first
    why = "a succession binds from before its deposit" if early else "from the deposit itself"
    return (
        f"reports are counted from {day.words}, not from entry into force{since}, as the"
        f" committee's own documents have it: {why}"
    )


def doubts_of(act: Act, when: PartialDate) -> tuple[Caveat, ...]:
    """Say why a date counted from `act` may be another; empty if nothing speaks for that."""
    if when.approximate:
        return (Caveat.APPROXIMATE,)
    if act.how == "succession" and not act.counted_from:
        return (Caveat.SUCCESSION,)
    return ()


def _anniversaries(
    duty: Reporting, force: PartialDate, first: int, last: int
) -> Iterator[tuple[int, PartialDate]]:
    """Give numbers and anniversaries of the reports from a year before `first` to `last`."""
    assert duty.initial_years is not None
    begin, then = force.plus_years(duty.initial_years), _years_between(duty)
    if not then:
        yield 1, begin
        return
    skip = max(0, (first - 1 - begin.year) // then)
    number = 1 + skip
    while begin.year + (number - 1) * then <= last:
        yield number, force.plus_years(duty.initial_years + (number - 1) * then)
        number += 1


def _years_between(duty: Reporting) -> int | None:
    return duty.then_years or duty.without_parent_years


def _date_by_practice(treaty: Treaty, number: int, base: PartialDate) -> ReportDate:
    """Give the anniversary as the committee counted it at the time, by the practices on record."""
    for practice in treaty.practices:
        date = (
            _practice_date(practice, base) if base.day and was_practised(practice, base) else None
        )
        if date and date != base:
            return ReportDate(number, date, base, practice)
    return ReportDate(number, base, base)


def _practice_step(due: ReportDate) -> GroundStep | None:
    practice = due.practice
    if practice is None:
        return None
    how = "the eve" if practice.what == "eve" else month_day_words(practice.day or "")
    words = f"counted as the committee's tables of those years do, {how}: {due.date.words}"
    return GroundStep(
        date=due.date, rule="practice", article=None, words=words, sources=practice.sources
    )


def was_practised(practice: Practice, base: PartialDate) -> bool:
    """Tell whether the committee counted so when that report fell due."""
    since, until = practice.since, practice.until
    return (not since or since.first <= base.first) and (not until or base.last <= until.last)


def _practice_date(practice: Practice, base: PartialDate) -> PartialDate | None:
    if practice.what == "eve":
        return base.plus_days(-1)
    if practice.what == "fixed day" and practice.day:
        month, day = (int(part) for part in practice.day.split("-"))
        same = PartialDate(base.year, month, day)
        return same if base <= same else same.plus_years(1)
    return None


def _report(treaty: Treaty, number: int, date: PartialDate) -> GroundStep:
    duty = treaty.reporting
    assert duty and duty.initial_years is not None
    decision = f" with {duty.decision}" if duty.decision else ""
    years = count_words(duty.initial_years, "year")
    words = f"art. {duty.article}{decision}: initial report {years} later"
    every = _years_between(duty)
    if number == 1 or every is None:
        text = f"{words}, {date.words}"
        return GroundStep(
            date=date,
            rule="initial report",
            article=duty.article,
            words=text,
            sources=treaty.sources,
        )
    text = f"{words}, then every {count_words(every, 'year')}: {date.words}"
    return GroundStep(
        date=date, rule="periodic report", article=duty.article, words=text, sources=treaty.sources
    )


def mechanism_due(treaty: Treaty, act: Act) -> Iterator[tuple[PartialDate, tuple[GroundStep, ...]]]:
    """Say when the national preventive mechanism falls due (OPCAT art. 17), with its ground.

    The Subcommittee counts from entry into force, the words from ratification or accession.
    """
    force, deposit = in_force_step(treaty, act), deposit_step(act)
    if not (force and force.date and deposit and deposit.date):
        return
    for duty in treaty.duties:
        date = force.date.plus_years(duty.years)
        other = deposit.date.plus_years(duty.years)
        years = count_words(duty.years, "year")
        words = f"art. {duty.article}: a national preventive mechanism {years} after entry "
        words += f"into force, {date.words} (by the words of the article, "
        words += f"after ratification or accession: {other.words})"
        step = GroundStep(
            date=date,
            rule="preventive mechanism",
            article=duty.article,
            words=words,
            sources=unique_sources(treaty.sources + duty.sources),
        )
        yield date, (deposit, force, step)
