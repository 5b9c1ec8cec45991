"""Answer `show TREATY`: its articles and rules, its committee, its parties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Column, Facts, Heading, Line, Paragraph, Span, Table, line
from fieldref.answer.items.show import PartyItem, TreatyPageItem
from fieldref.dates import PartialDate
from fieldref.model.committees_and_upr import Committee
from fieldref.model.common import Sources
from fieldref.model.states import Reservation
from fieldref.model.treaties import Act, OrganizationAct, Treaty
from fieldref.pages.common import (
    QueryContext,
    capitalized_sentence,
    date_words,
    named_sources,
    refs,
    source_items,
    source_list,
    text_of,
    with_sources,
)
from fieldref.pages.data_reach import act_reach, published_note
from fieldref.rules.entry_into_force import delay_words
from fieldref.rules.grounds import count_words, unique_sources
from fieldref.rules.next_report import then_words
from fieldref.rules.standing import Standing, standing_towards

_TEXTS = "https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no={}&chapter=4&clang=_en"
_OPT = {
    "in": ", only after a declaration by the State (opt-in)",
    "out": ", unless the State opted out",
}


_KINDS = {"communications": "individual complaints (communications)"}


def treaty_page(context: QueryContext, code: str) -> Answer:
    """Give the page of the instrument with that code; CSV has its parties."""
    record = context.catalog.treaty(code)
    parties = tuple(_parties(context, record))
    gaps = tuple(gap for gap in context.catalog.gaps if gap.treaty == code)
    body = context.catalog.committee_of(record)
    item = TreatyPageItem(
        kind="treaty",
        code=record.code,
        title=record.title,
        short=record.short,
        parent=record.parent,
        committee=body,
        adopted=record.adopted,
        in_force=record.in_force,
        joins_later=record.joins_later,
        denunciation=record.denunciation,
        reporting=record.reporting,
        duties=record.duties,
        practices=record.practices,
        procedures=record.procedures,
        parties=parties,
        gaps=gaps,
        sources=refs(record.sources),
    )
    reach = act_reach(context, code)
    cited = [*named_sources(item), *(refs(reach.sources) if reach else ())]
    sources = source_items(context.catalog, cited)
    return Answer(
        command="show",
        on=context.day,
        edition=context.edition,
        items=(item,),
        sources=sources,
        blocks=lambda: _blocks(context, record, body, item, sources),
        title=record.title,
        table=parties,
        kind=PartyItem,
    )


def _parties(context: QueryContext, record: Treaty) -> Iterator[PartyItem]:
    for state in context.catalog.briefs:
        standing = standing_towards(record, state.treaties, context.on)
        if standing.status != "none recorded":
            texts = [row for row in state.reservations if row.treaty == record.code]
            seen = standing._replace(sources=_with_texts(standing, texts))
            yield _party(state.codes.iso3, state.state, seen, bool(texts))
    for act in record.organizations:
        standing = standing_towards(record, (_act(record, act),), context.on)
        if standing.status != "none recorded":
            yield _party(act.code, act.name, standing, act.reservation)


def _with_texts(standing: Standing, texts: list[Reservation]) -> Sources:
    return unique_sources([*standing.sources, *(ref for row in texts for ref in row.sources)])


def _act(record: Treaty, act: OrganizationAct) -> Act:
    return Act(
        treaty=record.code, signed=act.signed, bound=act.bound, how=act.how, sources=act.sources
    )


def _party(code: str, name: str, standing: Standing, has_text: bool) -> PartyItem:
    return PartyItem(
        state=code,
        name=name,
        signed=text_of(standing.signed),
        bound=text_of(standing.bound),
        how=standing.how,
        in_force=text_of(standing.in_force),
        withdrawn=text_of(standing.withdrawn),
        sources=refs(standing.sources),
        status=standing.status,
        reservation=has_text or None,
    )


def _blocks(
    context: QueryContext,
    record: Treaty,
    body: Committee | None,
    item: TreatyPageItem,
    sources: Any,
) -> Iterator[Block]:
    yield Heading(f"{record.code} · {record.short}", 1, f"as of {date_words(context)}")
    reach = act_reach(context, record.code)
    if reach:
        text = f"Acts are known here to {reach.until.words}; later ones only in part."
        yield Paragraph(with_sources(text, reach.sources), "note")
    yield Paragraph(line(record.title))
    yield Facts(tuple(_facts(record, body)))
    yield from _reporting(record)
    if record.procedures:
        yield Heading("Procedures", 2)
        for procedure in record.procedures:
            article = f", art. {procedure.article}" if procedure.article else ""
            kind = _KINDS.get(procedure.kind, procedure.kind)
            text = capitalized_sentence(f"{kind}{article}{_OPT.get(procedure.opt or '', '')}")
            yield Paragraph(with_sources(text, procedure.sources))
    bound = [party for party in item.parties if party.status in ("party", "deposited")]
    signed = [party for party in item.parties if party.status == "signed only"]
    gone = [party for party in item.parties if party.status == "withdrawn"]
    yield from _table("States parties", bound)
    yield from _table("Withdrawn", gone)
    if signed:
        yield Heading("Signed only", 2, str(len(signed)))
        yield Paragraph(
            line("; ".join(f"{party.name} ({_words(party.signed)})" for party in signed))
        )
    yield from _reservations(record, item)
    for count_ in record.published:
        yield published_note(count_)
    for gap in item.gaps:
        yield Paragraph(
            with_sources(f"{gap.about}: {gap.what} {gap.why or ''}".strip(), gap.sources), "note"
        )
    yield from source_list(sources)


def _facts(record: Treaty, body: Committee | None) -> Iterator[tuple[str, Line]]:
    resolution = f", {record.adopted.resolution}" if record.adopted.resolution else ""
    yield "Adopted", line(f"{record.adopted.date.words}{resolution}")
    if record.adopted.opened:
        yield "Open since", line(f"{record.adopted.opened.words} (for signature)")
    yield "In force", line(f"{record.in_force.date.words}, art. {record.in_force.article}")
    clause = record.joins_later
    yield "For others", line(f"{delay_words(clause)} the deposit, art. {clause.article}")
    if record.denunciation:
        months = record.denunciation.months
        after = f", {count_words(months, 'month')} after notification" if months else ""
        note = f" ({record.denunciation.note})" if record.denunciation.note else ""
        yield "Withdrawal", line(f"art. {record.denunciation.article}{after}{note}")
    else:
        yield "Withdrawal", line("no clause")
    if body:
        by = f", set up by {body.created_by}" if body.created_by else ""
        yield "Committee", line(f"{body.name} ({body.acronym}){by}")
    if record.parent:
        yield "Protocol to", line(record.parent)


def _reporting(record: Treaty) -> Iterator[Block]:
    duty = record.reporting
    yield Heading("Reports", 2)
    if duty is None:
        yield Paragraph(line("No duty to report."))
    elif duty.initial_years is None:
        yield Paragraph(line(f"Art. {duty.article}: {then_words(duty, record.parent)}."))
    else:
        rhythm = f"every {count_words(duty.then_years, 'year')}" if duty.then_years else ""
        then = rhythm or then_words(duty, record.parent) or "no other"
        if duty.without_parent_years:
            then += (
                f"; every {count_words(duty.without_parent_years, 'year')} outside {record.parent}"
            )
        years = count_words(duty.initial_years, "year")
        text = f"Art. {duty.article}: initial report {years} after entry"
        yield Paragraph(
            with_sources(f"{text} into force for the State; then {then}.", duty.sources)
        )
        for more in (duty.basis, duty.note):
            if more:
                yield Paragraph(line(capitalized_sentence(more)), "note")
    for other in record.duties:
        years = count_words(other.years, "year")
        text = f"Art. {other.article}: a national preventive mechanism within {years}."
        yield Paragraph(with_sources(f"{text} {other.note or ''}".strip(), other.sources))
    for practice in record.practices:
        yield Paragraph(
            with_sources(f"In practice: {capitalized_sentence(practice.note)}", practice.sources),
            "note",
        )


def _table(title: str, parties: list[PartyItem]) -> Iterator[Block]:
    if not parties:
        return
    yield Heading(title, 2, str(len(parties)))
    head = tuple(map(Column, ("State", "Signed", "Deposited", "How", "In force")))
    yield Table(head, tuple(_row(party) for party in parties))


def _reservations(record: Treaty, item: TreatyPageItem) -> Iterator[Block]:
    names = [party.name for party in item.parties if party.reservation]
    if names:
        yield Heading("Reservations or declarations", 2, str(len(names)))
        yield Paragraph(line("; ".join(names)))
    if names and record.untc:
        yield Paragraph(line(f"The depositary has the texts: {_TEXTS.format(record.untc)}"), "note")


def _row(party: PartyItem) -> tuple[Line, ...]:
    until = f" to {_words(party.withdrawn)}" if party.withdrawn else ""
    return (
        line(Span(party.name, "strong")),
        line(Span(_words(party.signed), "date")),
        line(Span(_words(party.bound) if party.bound else "day not known", "date")),
        line(party.how or "not recorded"),
        line(Span(_words(party.in_force) + until, "date")),
    )


def _words(when: str | None) -> str:
    return PartialDate.restore(when).words if when else "—"
