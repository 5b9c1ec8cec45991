"""Answer `explain TERM`: what a term of the field means, where it stands and what shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Facts, Heading, Line, Paragraph, Span, line
from fieldref.answer.items.explain import ArticleItem, TermItem
from fieldref.model.glossary import GlossaryTerm
from fieldref.pages.common import QueryContext, refs, source_items, source_mark


def explain_term(context: QueryContext, name: str) -> Answer:
    """Give one term of the glossary."""
    term = context.catalog.term(name)
    return _answer(context, (term,), term.term, lambda: _term_blocks(term, 1))


def explain_glossary(context: QueryContext) -> Answer:
    """Give every term of the glossary."""
    terms = context.catalog.terms
    return _answer(context, terms, "Glossary", lambda: _glossary_blocks(terms))


def _answer(
    context: QueryContext,
    terms: tuple[GlossaryTerm, ...],
    title: str,
    blocks: Callable[[], Iterator[Block]],
) -> Answer:
    items = tuple(map(_item, terms))
    return Answer(
        command="explain",
        on=context.day,
        edition=context.edition,
        items=items,
        sources=source_items(context.catalog, (ref for item in items for ref in item.sources)),
        blocks=blocks,
        title=title,
        kind=TermItem,
    )


def _item(term: GlossaryTerm) -> TermItem:
    return TermItem(
        term=term.term,
        also_known_as=term.also_known_as,
        says=term.says,
        articles=tuple(ArticleItem(*article) for article in term.articles),
        see=term.see,
        sources=refs(term.sources),
    )


def _glossary_blocks(terms: tuple[GlossaryTerm, ...]) -> Iterator[Block]:
    yield Heading("Glossary", 1, f"{len(terms)} terms")
    for term in terms:
        yield from _term_blocks(term, 2)


def _term_blocks(term: GlossaryTerm, level: int) -> Iterator[Block]:
    yield Heading(term.term, level)
    yield Paragraph(line(term.says, " ", source_mark(term.sources)))
    pairs: list[tuple[str, Line]] = []
    if term.also_known_as:
        pairs.append(("Also", line(", ".join(term.also_known_as))))
    if term.articles:
        articles = (f"{article.treaty} art. {article.article}" for article in term.articles)
        pairs.append(("In the treaties", line(", ".join(articles))))
    if term.see:
        pairs.append(("See", line(Span(term.see, "code"))))
    if pairs:
        yield Facts(tuple(pairs))
