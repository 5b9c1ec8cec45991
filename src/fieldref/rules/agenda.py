"""List what is due: stated, statutory, derived and projected dates, merged and sorted.

Pure functions over records. What a source states stands before what a rule gives; where both give
one date they are one entry with both grounds, and no source is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from fieldref.dates import PartialDate
from fieldref.model.committees_and_upr import Upr
from fieldref.model.common import Sources
from fieldref.model.states import Event, Review, State
from fieldref.model.treaties import Act, Treaty
from fieldref.rules import overdue, projection, reports, upr
from fieldref.rules.entries import AgendaWindow, Entry, Kind
from fieldref.rules.entry_ids import event_id, review_id, treaty_stem, upr_id
from fieldref.rules.grounds import GroundStep, unique_sources
from fieldref.rules.status import Caveat, Certainty, Progress, Status

Acts = dict[str, list[Act]]  # of one State, by treaty


def agenda(
    states: Iterable[State], treaties: tuple[Treaty, ...], upr_rules: Upr, window: AgendaWindow
) -> list[Entry]:
    """Give every entry of `states` in the window, by date, State and id; replaced ones left out."""
    chosen = tuple(states)
    rules = upr.UprRules.of(upr_rules, chosen)
    standing_entries: list[Entry] = []
    for state in chosen:
        entries = state_entries(state, treaties, rules, window)
        standing_entries += [entry for entry in entries if not entry.replaced]
    return sorted(standing_entries, key=lambda entry: (entry.date, entry.name, entry.id))


def state_entries(
    state: State, treaties: tuple[Treaty, ...], rules: upr.UprRules, window: AgendaWindow
) -> Iterator[Entry]:
    """Give all entries of one State in the window, replaced ones too; unsorted."""
    known = {act.treaty for act in state.treaties} | {row.treaty for row in state.reviews}
    concerned = [treaty for treaty in treaties if treaty.code in known]
    acts: Acts = {treaty.code: _acts(state, treaty, window.on) for treaty in concerned}
    for treaty in concerned:
        yield from treaty_entries(state, treaty, acts, window)
    for upr_entry in upr.upr_entries(state, rules, window.on, window.projected):
        if upr_entry.date.meets(window.first, window.last):
            yield _upr_entry(state, upr_entry)
    for event in state.events:
        if event.date.meets(window.first, window.last):
            yield _event(state, event)


def treaty_entries(
    state: State, treaty: Treaty, acts: Acts, window: AgendaWindow
) -> Iterator[Entry]:
    """Give the entries of one State under one treaty in the window: reports, reviews, mechanism."""
    rows = [row for row in state.reviews if row.treaty == treaty.code]
    stated = list(_stated(state, treaty, [row for row in rows if _is_due(row, window.on)]))
    current = [entry for entry in stated if not entry.replaced]
    entries = list(_merged(current, list(_ruled(state, treaty, acts, window))))
    entries += [entry for entry in stated if entry.replaced]
    if window.projected:
        entries += list(projection.project_rhythm(entries, treaty, window))
    for entry in entries:
        if entry.date.meets(window.first, window.last):
            yield overdue.mark_overdue(entry, rows, state.complete, window.on)
    for row in rows:
        if row.event != "report due" and row.date and row.date.meets(window.first, window.last):
            yield _review(state, treaty, row, window.on)


def _acts(state: State, treaty: Treaty, on: date) -> list[Act]:
    """Give the State's acts towards a treaty that had been done by the day `on`."""
    acts = [act for act in state.treaties if act.treaty == treaty.code]
    return [_as_of(act, on) for act in acts if act.bound and act.bound.first <= on]


def _as_of(act: Act, on: date) -> Act:
    """Give the act as it stood on the day: a denunciation that came later isn't known yet."""
    known = act.notified or act.withdrawn
    later = known is not None and known.first > on
    return act._replace(notified=None, withdrawn=None) if later else act


def _is_due(row: Review, on: date) -> bool:
    return row.event == "report due" and (row.set_by is None or row.set_by.first <= on)


def _ruled(state: State, treaty: Treaty, acts: Acts, window: AgendaWindow) -> Iterator[Entry]:
    first, last = window.first.year - 1, window.last.year + 1  # a date may agree across them
    for nth, act in enumerate(acts[treaty.code], 1):
        stem = treaty_stem(state, treaty.code) + (f"-again-{nth}" if nth > 1 else "")
        for due in reports.due_reports(treaty, act, _parent(treaty, acts), first, last):
            yield _report(state, treaty, due, stem)
        for when, steps in reports.mechanism_due(treaty, act):
            sources = _sources(steps)
            id = f"{stem}-npm"
            yield Entry(
                id=id,
                date=when,
                state=state.codes.iso3,
                name=state.state,
                kind="npm",
                basis="statutory",
                status=Status(Certainty.TREATY, caveats=reports.doubts_of(act, when)),
                steps=steps,
                sources=sources,
                treaty=treaty.code,
                committee=treaty.committee,
            )


def _parent(treaty: Treaty, acts: Acts) -> PartialDate | None:
    return next((act.bound for act in acts.get(treaty.parent or "", ())), None)


def _report(state: State, treaty: Treaty, due: reports.DueReport, stem: str) -> Entry:
    certainty = Certainty.TREATY if due.number == 1 else Certainty.RHYTHM
    id = f"{stem}-report-{due.number}"
    return Entry(
        id=id,
        date=due.date,
        state=state.codes.iso3,
        name=state.state,
        kind="report",
        basis="statutory" if due.number == 1 else "rhythm",
        status=Status(certainty, caveats=due.doubts),
        steps=due.steps,
        sources=_sources(due.steps),
        treaty=treaty.code,
        report=str(due.number),
        committee=treaty.committee,
        base=due.base,
    )


def _stated(state: State, treaty: Treaty, rows: list[Review]) -> Iterator[Entry]:
    """Give the due dates that sources state; of several for a report the last stands for all."""
    last: dict[str | None, Entry] = {}
    for row in sorted(rows, key=lambda row: row.date or PartialDate(0), reverse=True):
        entry = _due(state, treaty, row)
        current = last.setdefault(row.report, entry) if row.report else entry
        if current is entry:
            yield entry
        else:
            yield entry._replace(
                id=review_id(state, row._replace(report=None)), replaced=current.id
            )


def _due(state: State, treaty: Treaty, row: Review) -> Entry:
    """Give the entry for a due date that a source states; if postponed, at its new date."""
    assert row.date  # date_conflicts.py sees to it
    when, status, words = row.date, Status(Certainty.STATED), f"stated: due {row.date.words}"
    if row.set_by:
        words += f", set by the review of {row.set_by.words}"
    elif row.authority == "committee":
        words += ", the committee's own date"
    if row.status in ("postponed", "cancelled"):
        status = status._replace(progress=Progress(row.status))
    if row.moved_to:
        status = status._replace(progress=Progress.POSTPONED, moved_from=row.date)
        when = row.moved_to
        words += f"; moved to {row.moved_to.words}"
    if row.note:
        words += f" ({row.note})"
    step = GroundStep(date=when, rule="stated", article=None, words=words, sources=row.sources)
    return Entry(
        id=review_id(state, row),
        date=when,
        state=state.codes.iso3,
        name=state.state,
        kind="report",
        basis="stated",
        status=status,
        steps=(step,),
        sources=row.sources,
        treaty=treaty.code,
        report=row.report,
        committee=treaty.committee,
        since=row.set_by,
        authority=row.authority,
    )


def _merged(stated: list[Entry], ruled: list[Entry]) -> Iterator[Entry]:
    """Merge stated and statutory entries: those that agree become one, replaced ones are marked."""
    remaining = {entry.id: entry for entry in ruled}
    for entry in stated:
        same = next(
            (ruled_entry for ruled_entry in remaining.values() if _same(ruled_entry, entry)), None
        )
        if same:
            del remaining[same.id]
        yield _both(entry, same) if same else entry
    for ruled_entry in remaining.values():
        by = next((entry.id for entry in stated if _replaces(entry, ruled_entry)), None)
        yield ruled_entry._replace(replaced=by)


def _same(ruled: Entry, stated: Entry) -> bool:
    """Tell whether both are of one report: the numbers do not differ, and the dates agree."""
    if ruled.kind != stated.kind or not _numbered(stated, ruled.report):
        return False
    days = (ruled.date, ruled.base)
    return any(_agree(day, stated.date) for day in days if day)


def _numbered(stated: Entry, report: str | None) -> bool:
    return stated.report is None or stated.report.split("-")[-1] == report


def _both(stated: Entry, ruled: Entry) -> Entry:
    if ruled.base and not _agree(ruled.date, stated.date):
        steps = tuple(step for step in ruled.steps if step.rule != "practice")
        ruled = ruled._replace(date=ruled.base, steps=steps)
    finer = ruled.date.known > stated.date.known
    chain = (*ruled.steps[:-1], *stated.steps, ruled.steps[-1])  # the step that gave the date last
    return stated._replace(
        id=ruled.id,
        date=ruled.date if finer else stated.date,
        report=stated.report or ruled.report,
        status=stated.status.with_caveat(Caveat.DAY_BY_RULE) if finer else stated.status,
        steps=chain if finer else ruled.steps + stated.steps,
        sources=unique_sources(stated.sources + ruled.sources),
    )


def _replaces(stated: Entry, ruled: Entry) -> bool:
    """Tell whether a stated date stands for one by rule.

    So it does if both are of the same report, for no two reports of a State bear one number; from
    the review that set it to that date; and for the rest of the rhythm, which ends once a committee
    has set a date.
    """
    if ruled.kind != "report":
        return False
    if stated.report and _numbered(stated, ruled.report):
        return True
    if ruled.basis == "rhythm" and stated.is_set_by_committee:
        return (stated.since or stated.date) <= ruled.date
    return stated.since is not None and stated.since <= ruled.date < stated.date


def _agree(date: PartialDate, other: PartialDate) -> bool:
    """Tell whether two dates are the same as far as both are known, or a day apart."""
    if date.known == other.known == 3:
        return abs((date.first - other.first).days) <= 1
    return date.agrees(other)


def _review(state: State, treaty: Treaty, row: Review, on: date) -> Entry:
    assert row.date  # date_conflicts.py sees to it
    considered = row.event == "considered"
    held = row.status == "held"  # what was only announced, or lies ahead, was not yet considered
    met = "considered by the committee" if held else "dialogue with the committee"
    what = met if considered else str(row.event)
    status = upr.review_status(row, on)
    words = f"{what}: {row.date.words}"
    words += f" to {row.end_date.words}" if row.end_date else ""
    words += f"; {row.document}" if row.document else ""
    words += f" ({row.note})" if row.note else ""
    step = GroundStep(date=row.date, rule="review", article=None, words=words, sources=row.sources)
    return Entry(
        id=review_id(state, row),
        date=row.date,
        state=state.codes.iso3,
        name=state.state,
        kind="review" if considered else "event",
        basis="stated",
        status=status,
        steps=(step,),
        sources=row.sources,
        treaty=treaty.code,
        report=row.report,
        session=row.session,
        committee=treaty.committee,
    )


def _upr_entry(state: State, upr_entry: upr.UprEntry) -> Entry:
    id = upr_id(state, upr_entry.cycle, upr_entry.what)
    kind: Kind = upr_entry.kind
    return Entry(
        id=id,
        date=upr_entry.date,
        state=state.codes.iso3,
        name=state.state,
        kind=kind,
        basis=upr_entry.basis,
        status=upr_entry.status,
        steps=upr_entry.steps,
        sources=_sources(upr_entry.steps),
        session=upr_entry.session,
    )


def _event(state: State, event: Event) -> Entry:
    step = GroundStep(
        date=event.date, rule="stated", article=None, words=event.what, sources=event.sources
    )
    return Entry(
        id=event_id(state, event),
        date=event.date,
        state=state.codes.iso3,
        name=state.state,
        kind="event",
        basis="stated",
        status=Status(Certainty.STATED),
        steps=(step,),
        sources=event.sources,
    )


def _sources(steps: Iterable[GroundStep]) -> Sources:
    return unique_sources(ref for step in steps for ref in step.sources)
