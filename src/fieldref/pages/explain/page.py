"""Answer `explain STATE TREATY`: the acts, articles and arithmetic behind every date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from fieldref.answer import Answer
from fieldref.answer.blocks import Block
from fieldref.answer.items.base import StepItem
from fieldref.answer.items.explain import ExplainItem
from fieldref.dates import PartialDate
from fieldref.model.states import State
from fieldref.model.treaties import Act, Treaty
from fieldref.pages.common import QueryContext, refs, source_items, step_item
from fieldref.pages.explain import blocks
from fieldref.pages.state.lifetime import lifetime_entries
from fieldref.rules import entry_into_force, reports
from fieldref.rules.entries import Entry
from fieldref.rules.grounds import GroundStep
from fieldref.rules.next_report import next_report, next_report_words
from fieldref.rules.overdue import report_is_missing
from fieldref.rules.standing import standing_towards, undated_by

_AHEAD = 3653  # days past the day asked as of that the chain is carried on


def explain_treaty(context: QueryContext, code: str, treaty: Treaty) -> Answer:
    """Give every step under one treaty: acts, entry into force, reports and reviews."""
    state = context.catalog.state(code)
    standing = standing_towards(treaty, state.treaties, context.on)
    family = context.catalog.with_parent(treaty.code)
    every = lifetime_entries(context, state, family, _AHEAD, projected=True)
    entries = [entry for entry in every if entry.treaty == treaty.code]
    late = {entry.id for entry in entries if report_is_missing(entry, state.reviews, context.on)}
    bound = standing.status in ("party", "deposited") and treaty.reporting
    rows = [row for row in state.reviews if row.treaty == treaty.code]
    report = next_report(treaty, entries, rows, context.on) if bound else None
    acts = list(_acts(state, treaty, context.on))
    steps = [*acts, *((entry.order, _entry_step(entry, entry.id in late)) for entry in entries)]
    ordered = [step for _, step in sorted(steps, key=lambda pair: pair[0])]
    item = ExplainItem(
        state=state.codes.iso3,
        name=state.state,
        treaty=treaty.code,
        mechanism="treaty body",
        standing=standing.status,
        steps=tuple(step_item(entry) for entry in ordered),
        sources=refs(standing.sources),
        next_report_says=next_report_words(report) if report else None,
    )
    title = f"{state.state} and {treaty.code}"
    return _answer(
        context,
        item,
        title,
        lambda: blocks.treaty_blocks(context, title, treaty, item, acts, entries, late),
    )


def explain_upr(context: QueryContext, code: str) -> Answer:
    """Give the State's place in each cycle of the UPR, and the documents due before each review."""
    state = context.catalog.state(code)
    every = lifetime_entries(context, state, (), _AHEAD)
    entries = [entry for entry in every if entry.kind.startswith("upr")]
    steps = tuple(step_item(_entry_step(entry)) for entry in entries)
    item = ExplainItem(
        state=state.codes.iso3,
        name=state.state,
        treaty=None,
        mechanism="UPR",
        standing="under review" if entries or state.un_member_since else "no review recorded",
        steps=steps,
        sources=(),
        next_report_says=None,
    )
    title = f"{state.state} in the Universal Periodic Review"
    return _answer(context, item, title, lambda: blocks.upr_blocks(context, state, title, entries))


def _answer(
    context: QueryContext, item: ExplainItem, title: str, blocks: Callable[[], Iterator[Block]]
) -> Answer:
    names = (*item.sources, *(ref for step in item.steps for ref in step.sources))
    sources = source_items(context.catalog, names)
    return Answer(
        command="explain",
        on=context.day,
        edition=context.edition,
        items=(item,),
        sources=sources,
        blocks=blocks,
        title=title,
        table=item.steps,
        kind=StepItem,
    )


def _entry_step(entry: Entry, late: bool = False) -> GroundStep:
    """Give an entry's last step, said of the entry as a whole."""
    step = entry.steps[-1]
    words = step.words
    if entry.basis == "rhythm":
        words = f"{words} (report {entry.report})"
    if entry.replaced:
        words = f"{words}; {blocks.REPLACED}"
    if late:
        words = f"{words}; {blocks.NOT_CAME}"
    return GroundStep(
        date=entry.date, rule=step.rule, article=step.article, words=words, sources=entry.sources
    )


def _acts(state: State, treaty: Treaty, on: date) -> Iterator[tuple[PartialDate, GroundStep]]:
    """Give the State's acts by that day and what follows from them, each with its place in time."""
    for act in (act for act in state.treaties if act.treaty == treaty.code):
        if act.signed and act.signed.first <= on:
            words = f"signed {act.signed.words}"
            yield (
                act.signed,
                GroundStep(
                    date=act.signed, rule="signed", article=None, words=words, sources=act.sources
                ),
            )
        if act.effect == "none":
            step = _without_effect(act)
            if step.date and step.date.first <= on:
                yield step.date, step
        elif act.bound and act.bound.first <= on:
            for step in _bound(treaty, act, on):
                yield step.date or act.bound, step
        elif undated_by(act, on):
            yield act.not_after or act.not_before or PartialDate.of(on), _undated(act)


def _bound(treaty: Treaty, act: Act, on: date) -> Iterator[GroundStep]:
    force = entry_into_force.in_force_step(treaty, act)
    deposit, end = entry_into_force.deposit_step(act), entry_into_force.end_step(treaty, act)
    if end and end.date and end.date.first <= on:
        end = _noted(end, act)
    else:
        deposit, end = _noted(deposit, act), None
    yield from filter(None, (deposit, reports.counting_step(treaty, act), force, end))


def _undated(act: Act) -> GroundStep:
    """Give the step of an act without a day, between its bounds as far as they are known."""
    bounds = [
        f"{word} {day.words}"
        for word, day in (("not before", act.not_before), ("by", act.not_after))
        if day
    ]
    between = f" ({', '.join(bounds)})" if bounds else ""
    note = f" ({act.note.rstrip('.')})" if act.note else ""
    words = f"bound on a day that is not known{between}: no date is counted from it{note}"
    return GroundStep(date=None, rule="deposited", article=None, words=words, sources=act.sources)


def _noted(step: GroundStep | None, act: Act) -> GroundStep | None:
    """Append the act's note to its last step."""
    if step and act.note:
        return step._replace(words=f"{step.words} ({act.note.rstrip('.')})")
    return step


def _without_effect(act: Act) -> GroundStep:
    when = act.notified or act.bound or act.signed
    day = f" {when.words}" if when else ""
    note = f": {act.note.rstrip('.')}" if act.note else ""
    words = f"notified a withdrawal{day}, without effect{note}"
    return GroundStep(
        date=when, rule="without effect", article=None, words=words, sources=act.sources
    )
