"""Show `explain` to people: a timeline; runs of reports by rhythm are said in one line."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.answer.blocks import (
    Block,
    Bullets,
    Heading,
    Line,
    Moment,
    Paragraph,
    Role,
    Span,
    Timeline,
    line,
)
from fieldref.answer.items.explain import ExplainItem
from fieldref.dates import PartialDate
from fieldref.model.committees_and_upr import Length
from fieldref.model.states import State
from fieldref.model.treaties import Reporting, Treaty
from fieldref.pages.common import (
    QueryContext,
    capitalized,
    capitalized_sentence,
    date_words,
    entry_label,
    is_observed,
    progress_words,
    source_mark,
    with_sources,
)
from fieldref.pages.data_reach import reach_line
from fieldref.rules.entries import Entry
from fieldref.rules.grounds import GroundStep, count_words
from fieldref.rules.next_report import then_words
from fieldref.rules.status import Certainty, Status, status_words

_RUN = 3  # reports by rhythm alone from which a run of them is told in one line
# Rules whose steps have moments of their own, so that entries leave them out.
_REPORTING = ("party", "deposited", "withdrawn")  # standings with a duty to report, once or now
_WITH_MOMENT = ("deposited", "in force", "succession")
NOT_CAME = "no report recorded here"
REPLACED = "replaced by the date that a source states"
_MEANS = {
    "party": "bound, and in force for the State",
    "deposited": "bound, and not yet in force for the State",
    "signed only": "signed only: a signature binds to no report, and no date follows from it",
    "withdrawn": "withdrawn: no longer bound",
    "none recorded": "no act is recorded here",
}


def treaty_blocks(
    context: QueryContext,
    title: str,
    treaty: Treaty,
    item: ExplainItem,
    acts: list[tuple[PartialDate, GroundStep]],
    entries: list[Entry],
    late: set[str],
) -> Iterator[Block]:
    """Give the chain of one State under one treaty, as a lawyer would write it.

    `late` has the ids of the entries for which no report is recorded to have come.
    """
    yield Heading(f"{title}: why these dates", 1, f"as of {date_words(context)}")
    yield from reach_line(context, treaty=treaty.code)
    yield Paragraph(line(f"{treaty.title}. {capitalized_sentence(_MEANS[item.standing])}"))
    if item.next_report_says:
        yield Paragraph(line("Next report: ", Span(item.next_report_says, "strong"), "."))
    moments = [*((when, _act(step)) for when, step in acts), *_moments(entries, late)]
    yield Timeline(tuple(moment for _, moment in sorted(moments, key=lambda pair: pair[0])))
    yield from _notes(treaty, entries if item.standing in _REPORTING else None)


def _act(step: GroundStep) -> Moment:
    role: Role = "bad" if step.rule in ("ended", "without effect") else "good"
    when = step.date.words if step.date else "day not recorded"
    return Moment(when, with_sources(step.words, step.sources), (), role)


def _moments(entries: list[Entry], late: set[str]) -> Iterator[tuple[PartialDate, Moment]]:
    """Give a moment an entry; a run of reports by rhythm alone is one."""
    run: list[Entry] = []
    for entry in entries:
        same = not run or bool(run[0].replaced) == bool(entry.replaced)
        if entry.basis == "rhythm" and same:
            run.append(entry)
            continue
        yield from _run(run)
        run = [entry] if entry.basis == "rhythm" else []
        if not run:
            moment = _observed(entry) if is_observed(entry) else _moment(entry, entry.id in late)
            yield entry.order, moment
    yield from _run(run)


def _run(run: list[Entry]) -> Iterator[tuple[PartialDate, Moment]]:
    if len(run) < _RUN:
        for entry in run:
            yield entry.date, _moment(entry)
        return
    first, last = run[0], run[-1]
    words = f"{first.treaty} reports {first.report} to {last.report}, by rhythm alone: "
    words += f"{first.date.words} to {last.date.words}"
    if first.replaced:
        words += f"; {REPLACED}"
    rule = next(step for step in first.steps if step.rule in ("initial report", "periodic report"))
    under = (line(rule.words.rsplit(":", 1)[0]),)
    yield first.date, Moment(f"{first.date.year} to {last.date.year}", line(words), under, "muted")


def _moment(entry: Entry, gone: bool = False) -> Moment:
    quiet = entry.replaced or entry.basis in ("rhythm", "projected")
    status = "replaced" if entry.replaced else _status_words(entry.status)
    if gone:
        status = f"{status}; {NOT_CAME}"
    under = [
        with_sources(step.words, step.sources)
        for step in entry.steps
        if step.rule not in _WITH_MOMENT
    ]
    if entry.replaced:
        under.append(line(REPLACED))
    head = line(Span(f"{entry_label(entry, numbered=True)} ({status})", "strong"))
    return Moment(entry.date.words, head, tuple(under), "muted" if quiet else "date")


def _observed(entry: Entry) -> Moment:
    """Give a review or a document: what its step adds to the label and the day, and its sources."""
    more = entry.steps[-1].words.partition(entry.date.words)[2]
    status = progress_words(entry)
    head = line(Span(f"{entry_label(entry)} ({status})", "strong"), f"{more} ")
    return Moment(entry.date.words, (*head, source_mark(entry.sources)))


def _status_words(status: Status) -> str:
    """Give the status; by rhythm alone it is said once, under the chain, what that means."""
    if status.certainty is Certainty.RHYTHM:
        return "; ".join(["by rhythm alone", *(caveat.value for caveat in status.caveats)])
    return status_words(status)


def _notes(treaty: Treaty, entries: list[Entry] | None) -> Iterator[Block]:
    """Say what else the treaty asks of a State that it binds; of another nothing."""
    if entries is None:
        return
    if treaty.reporting is None and not treaty.duties:
        yield Paragraph(line("This instrument has no duty to report."), "note")
    elif treaty.reporting and treaty.reporting.initial_years is None:
        then = then_words(treaty.reporting, treaty.parent)
        text = f"No report of its own: art. {treaty.reporting.article}, {then}."
        yield Paragraph(line(text), "note")
    elif treaty.reporting and treaty.reporting.then:
        yield Paragraph(line(_then(treaty.reporting, treaty.parent)), "note")
    if any(entry.basis == "rhythm" for entry in entries):
        yield Paragraph(
            line(
                "By rhythm alone means arithmetic, as if no committee had met: once a committee has"
                " considered a State it sets the next date itself."
            ),
            "note",
        )
    counted = any(step.rule == "practice" for entry in entries for step in entry.steps)
    for practice in treaty.practices if counted else ():
        if practice.what != "told":
            yield Paragraph(
                line(f"Practice: {practice.note} ", source_mark(practice.sources)), "note"
            )


def _then(duty: Reporting, parent: str | None) -> str:
    outside = duty.without_parent_years
    years = count_words(outside, "year") if outside else ""
    more = f"; every {years} for a State that is not party to {parent}" if outside else ""
    return f"Art. {duty.article}, after the initial report: {then_words(duty, parent)}{more}."


def upr_blocks(
    context: QueryContext, state: State, title: str, entries: list[Entry]
) -> Iterator[Block]:
    """Give the State's reviews, the documents before each, and how long these may be."""
    yield Heading(title, 1, f"as of {date_words(context)}")
    yield from reach_line(context, "Universal Periodic Review")
    if not entries:
        words = "No review is recorded here."
        if state.un_member_since is None:
            words += (
                " Members of the United Nations are reviewed; no membership is recorded, either."
            )
        yield Paragraph(line(words), "note")
    yield Timeline(tuple(_upr_moment(entry) for entry in entries))
    yield Heading("How long a document may be", 2)
    yield Bullets(tuple(map(_length, context.catalog.upr.lengths)))


def _upr_moment(entry: Entry) -> Moment:
    role: Role = "muted" if entry.basis in ("projected", "derived") else "good"
    under = tuple(line(step.words) for step in entry.steps)
    head = line(f"{entry_label(entry)} ({status_words(entry.status)}) ", source_mark(entry.sources))
    return Moment(entry.date.words, head, under, role)


def _length(length: Length) -> Line:
    limits = [
        f"{length.pages} pages" if length.pages else "",
        f"{length.words:,} words" if length.words else "",
    ]
    note = f" ({length.says})" if length.says else ""
    words = f"{', '.join(filter(None, limits)) or 'not recorded here'}{note} "
    return line(f"{capitalized(length.document)}: {words}", source_mark(length.sources))
