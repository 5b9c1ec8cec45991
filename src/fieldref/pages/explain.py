"""`explain STATE TREATY`: the chain of acts, articles and arithmetic behind every date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from fieldref import reporting, upr
from fieldref.agenda import of_state
from fieldref.answer import Answer, Block, Heading, Moment, Paragraph, Role, Span, Timeline, line
from fieldref.dates import PartialDate
from fieldref.entries import BY_RULE, Entry, Question
from fieldref.items import ExplainItem
from fieldref.model import Act, Length, Reporting, State, Treaty
from fieldref.pages.common import (
    Asked,
    cite,
    cited,
    on_words,
    refs,
    sentence,
    source_items,
    step_item,
    what,
)
from fieldref.reporting import Step, count
from fieldref.standing import Standing, standing

_AHEAD = 3653  # days past the day asked as of that the chain is carried on
_RUN = 3  # reports by rule alone from which a run of them is told in one line

# Rules whose steps have moments of their own.
_TOLD = ("deposited", "in force", "succession")
_MEANS = {
    "party": "bound, and in force for the State",
    "deposited": "bound, and not yet in force for the State",
    "signed only": "signed only: a signature binds to no report, and no date follows from it",
    "withdrawn": "withdrawn: no longer bound",
    "none recorded": "no act is recorded here",
}


def explain_treaty(asked: Asked, code: str, treaty: Treaty) -> Answer:
    """Every step under one treaty: acts, entry into force, reports, reviews, what replaced what."""
    state = asked.catalog.state(code)
    found = standing(treaty, state.treaties, asked.on)
    entries = _entries(asked, state, treaty)
    steps = [*_acts(state, treaty, asked.on), *((one.date, _told(one)) for one in entries)]
    ordered = [step for _, step in sorted(steps, key=lambda pair: pair[0])]
    item = ExplainItem(
        state.codes.iso3, state.state, treaty.code, "treaty body", found.status,
        tuple(step_item(one) for one in ordered), refs(found.sources),
    )  # fmt: skip
    title = f"{state.state} and {treaty.code}"
    return _answer(
        asked, item, title, lambda: _treaty_blocks(asked, title, treaty, found, state, entries)
    )


def explain_upr(asked: Asked, code: str) -> Answer:
    """The State's place in each cycle of the UPR, and the documents due before each review."""
    state = asked.catalog.state(code)
    entries = [one for one in _entries(asked, state, None) if one.kind.startswith("upr")]
    steps = tuple(step_item(_told(one)) for one in entries)
    item = ExplainItem(state.codes.iso3, state.state, None, "UPR", "under review", steps, ())
    title = f"{state.state} in the Universal Periodic Review"
    return _answer(asked, item, title, lambda: _upr_blocks(asked, title, entries))


def _answer(
    asked: Asked, item: ExplainItem, title: str, blocks: Callable[[], Iterator[Block]]
) -> Answer:
    named = (*item.sources, *(ref for step in item.steps for ref in step.sources))
    sources = source_items(asked.catalog, named)
    return Answer(
        "explain", asked.day, asked.edition, (item,), sources, blocks, title=title,
        table=item.steps, kind=ExplainItem,
    )  # fmt: skip


def _entries(asked: Asked, state: State, treaty: Treaty | None) -> list[Entry]:
    """The entries from 1945 to ten years past the day, replaced and projected ones too."""
    catalog = asked.catalog
    rules = upr.Rules(catalog.upr, {one.session: one for one in catalog.upr.sessions})
    question = Question(date(1945, 1, 1), asked.on + timedelta(_AHEAD), asked.on, projected=True)
    treaties = catalog.treaties if treaty else ()
    found = of_state(state, treaties, rules, question)
    kept = (one for one in found if treaty is None or one.treaty == treaty.code)
    return sorted(kept, key=lambda one: (one.date, one.id))


def _told(entry: Entry) -> Step:
    """An entry's last step, said of the entry as a whole."""
    step = entry.steps[-1]
    words = step.words
    if entry.replaced:
        words = f"{words}; replaced by the date that a source states"
    return Step(entry.date, step.rule, step.article, words, entry.sources)


def _acts(state: State, treaty: Treaty, on: date) -> Iterator[tuple[PartialDate, Step]]:
    """The State's acts by that day and what follows from them, each with its place in time."""
    for act in (one for one in state.treaties if one.treaty == treaty.code):
        if act.signed and act.signed.first <= on:
            words = f"signed {act.signed.words}"
            yield act.signed, Step(act.signed, "signed", None, words, act.sources)
        if act.effect == "none":
            step = _without_effect(act)
            yield step.date or PartialDate(0), step
        elif act.bound and act.bound.first <= on:
            for step in _bound(treaty, act, on):
                yield max(step.date or act.bound, act.bound), step


def _bound(treaty: Treaty, act: Act, on: date) -> Iterator[Step]:
    deposit, end = reporting.deposited(act), reporting.ended(treaty, act)
    if deposit and act.note:
        deposit = deposit._replace(words=f"{deposit.words} ({act.note.rstrip('.')})")
    for step in (deposit, reporting.counted_from(act), reporting.in_force(treaty, act)):
        if step:
            yield step
    if end and end.date and end.date.first <= on:
        yield end


def _without_effect(act: Act) -> Step:
    when = act.notified or act.bound or act.signed
    day = f" {when.words}" if when else ""
    note = f": {act.note.rstrip('.')}" if act.note else ""
    words = f"notified a withdrawal{day}, without effect{note}"
    return Step(when, "without effect", None, words, act.sources)


# --- for people


def _treaty_blocks(
    asked: Asked, title: str, treaty: Treaty, found: Standing, state: State, entries: list[Entry]
) -> Iterator[Block]:
    yield Heading(f"{title}: why these dates", 1, f"as of {on_words(asked)}")
    yield Paragraph(line(f"{treaty.title}. {sentence(_MEANS[found.status])}"))
    acts = ((when, _act(step)) for when, step in _acts(state, treaty, asked.on))
    moments = sorted([*acts, *_moments(entries)], key=lambda pair: pair[0])
    yield Timeline(tuple(moment for _, moment in moments))
    yield from _notes(treaty, entries)


def _act(step: Step) -> Moment:
    role: Role = "bad" if step.rule in ("ended", "without effect") else "good"
    when = step.date.words if step.date else "day not recorded"
    return Moment(when, cited(step.words, step.sources), (), role)


def _moments(entries: list[Entry]) -> Iterator[tuple[PartialDate, Moment]]:
    """A moment an entry; a run of reports by rule alone is one."""
    run: list[Entry] = []
    for entry in entries:
        if _alone(entry):
            run.append(entry)
            continue
        yield from _run(run)
        run = []
        yield entry.date, _moment(entry)
    yield from _run(run)


def _alone(entry: Entry) -> bool:
    return entry.status.startswith(BY_RULE) and not entry.replaced


def _run(run: list[Entry]) -> Iterator[tuple[PartialDate, Moment]]:
    if len(run) < _RUN:
        for entry in run:
            yield entry.date, _moment(entry)
        return
    first, last = run[0], run[-1]
    words = f"{first.treaty} reports {first.report} to {last.report}, by rule alone: "
    words += f"{first.date.words} to {last.date.words}"
    under = (line(first.steps[-1].words.split(":")[0]),)
    yield first.date, Moment(f"{first.date.year} to {last.date.year}", line(words), under, "muted")


def _moment(entry: Entry) -> Moment:
    quiet = entry.replaced or _alone(entry) or entry.basis == "projected"
    status = "replaced" if entry.replaced else entry.status.replace(BY_RULE, "by rule alone")
    under = [cited(step.words, step.sources) for step in entry.steps if step.rule not in _TOLD]
    if entry.replaced:
        under.append(line("replaced by the date that a source states"))
    head = line(Span(f"{what(entry)} ({status})", "strong"))
    return Moment(entry.date.words, head, tuple(under), "muted" if quiet else "date")


def _notes(treaty: Treaty, entries: list[Entry]) -> Iterator[Block]:
    if treaty.reporting is None and not treaty.duties:
        yield Paragraph(line("This instrument has no duty to report."), "note")
    elif treaty.reporting and treaty.reporting.initial_years is None:
        text = f"No report of its own: art. {treaty.reporting.article}, {treaty.reporting.then}."
        yield Paragraph(line(text), "note")
    elif treaty.reporting and treaty.reporting.then:
        yield Paragraph(line(_then(treaty.reporting)), "note")
    if any(_alone(entry) for entry in entries):
        yield Paragraph(
            line(
                "By rule alone means arithmetic: once a committee has considered a State it usually"
                " sets the next date itself, and that date is not recorded here."
            ),
            "note",
        )
    counted = any(step.rule == "practice" for entry in entries for step in entry.steps)
    for practice in treaty.practices if counted else ():
        if practice.what != "told":
            yield Paragraph(line(f"Practice: {practice.note} ", cite(practice.sources)), "note")


def _then(duty: Reporting) -> str:
    outside = duty.without_parent_years
    more = f"; every {count(outside, 'year')} for a State outside the parent" if outside else ""
    return f"After the initial report: {duty.then}{more}."


def _upr_blocks(asked: Asked, title: str, entries: list[Entry]) -> Iterator[Block]:
    yield Heading(title, 1, f"as of {on_words(asked)}")
    if not entries:
        yield Paragraph(line("No review is recorded here."), "note")
    yield Timeline(tuple(_upr_moment(entry) for entry in entries))
    yield Heading("How long a document may be", 2)
    for one in asked.catalog.upr.lengths:
        yield Paragraph(line(_length(one), " ", cite(one.sources)))


def _upr_moment(entry: Entry) -> Moment:
    role: Role = "muted" if entry.basis in ("projected", "derived") else "good"
    under = tuple(line(step.words) for step in entry.steps)
    head = line(f"{what(entry)} ({entry.status}) ", cite(entry.sources))
    return Moment(entry.date.words, head, under, role)


def _length(one: Length) -> str:
    limits = [f"{one.pages} pages" if one.pages else "", f"{one.words} words" if one.words else ""]
    says = f" ({one.says})" if one.says else ""
    return f"{one.document}: {', '.join(filter(None, limits)) or 'not recorded here'}{says}"
