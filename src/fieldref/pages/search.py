"""Answer `search`: the passages that hold the words, names first, each with its command."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Bullets, Heading, Line, Paragraph, Span, line
from fieldref.answer.items.lists import FoundItem
from fieldref.errors import WrongUse
from fieldref.index.search_terms import Passage, Term, fold, mark_terms, split_terms
from fieldref.pages.common import QueryContext, date_words, named_sources, source_items

_NAMES, _TEXTS, _SOURCES = range(3)  # the ranks of a passage


def search_page(context: QueryContext, text: str, limit: int) -> Answer:
    """Give the passages that hold all words of `text`, at most `limit` of them."""
    words = split_terms(text)
    if not words:
        hint = "Such as: fieldref search torture prevention"
        raise WrongUse(f"There is no word to look for in {text!r}.", hint)
    passages, words = _with_synonyms(context, text, words)
    shown = passages[:limit]
    items = tuple(_item(passage) for passage in shown)
    more = len(passages) - len(shown)
    return Answer(
        command="search",
        on=context.day,
        edition=context.edition,
        items=items,
        sources=source_items(context.catalog, named_sources(items)),
        blocks=lambda: _blocks(context, text, words, shown, len(passages)),
        title=f"Search: {text}",
        asides=(f"{more} more; for all of them: --limit {len(passages)}.",) if more else (),
        kind=FoundItem,
    )


def _with_synonyms(
    context: QueryContext, text: str, words: tuple[Term, ...]
) -> tuple[list[Passage], tuple[Term, ...]]:
    """Give what holds the words, then what holds another name of the term that they are.

    The glossary knows that an alternative and a parallel report are shadow reports.
    """
    passages = dict.fromkeys(context.catalog.search(words, context.on))
    folded = fold(text)
    for term in context.catalog.terms:
        names = (term.term, *term.also_known_as)
        if folded in map(fold, names):
            for other in map(split_terms, names):
                passages |= dict.fromkeys(context.catalog.search(other, context.on))
                words = tuple(dict.fromkeys((*words, *other)))
    return sorted(passages, key=lambda passage: passage.rank), words


def _item(passage: Passage) -> FoundItem:
    return FoundItem(
        kind=passage.kind,
        id=passage.id,
        name=passage.name,
        where=passage.where,
        text=passage.text,
        as_of=passage.as_of,
        sources=passage.sources,
        command=passage.command,
    )


def _blocks(
    context: QueryContext, text: str, words: tuple[Term, ...], shown: list[Passage], total: int
) -> Iterator[Block]:
    yield Heading(f"Search: {text}", 1, f"{total} found · as of {date_words(context)}")
    if not shown:
        yield Paragraph(line("Nothing that is recorded here holds all of these words."))
        return
    ranked = [[passage for passage in shown if passage.rank == rank] for rank in range(3)]
    if ranked[_NAMES]:
        yield Heading("Names", 2, str(len(ranked[_NAMES])))
        yield Bullets(tuple(_name(passage, words) for passage in ranked[_NAMES]))
    if ranked[_TEXTS]:
        yield Heading("What is recorded", 2, str(len(ranked[_TEXTS])))
        for passage in ranked[_TEXTS]:
            yield from _passage_blocks(passage, words)
    if ranked[_SOURCES]:
        yield Heading("Sources", 2, str(len(ranked[_SOURCES])), "sources")
        yield Bullets(tuple(_strong(passage.text, words) for passage in ranked[_SOURCES]))


def _name(passage: Passage, words: tuple[Term, ...]) -> Line:
    """Give a subject by its name, and by the other one that was found; what it is; its command."""
    if passage.kind == "elsewhere":
        return _strong(passage.text, words)
    other = "" if fold(passage.text) in fold(passage.name) else passage.text
    also = (*line(" ("), *_strong(other, words), *line(")")) if other else ()
    command = (Span(" · "), Span(passage.command, "code")) if passage.command else ()
    return (
        *_strong(passage.name, words),
        *also,
        Span(f" · {_KINDS.get(passage.kind, passage.kind)}"),
        *command,
    )


_KINDS = {"state": "State"}


def _passage_blocks(passage: Passage, words: tuple[Term, ...]) -> Iterator[Block]:
    yield Heading(f"{passage.name}: {passage.where}", 3, passage.command or "")
    age = f"As of {passage.as_of}. " if passage.as_of and passage.as_of not in passage.where else ""
    cited = f" [{', '.join(passage.sources)}]" if passage.sources else ""
    yield Paragraph(
        (*line(Span(age, "muted")), *_strong(passage.text, words), *line(Span(cited, "source")))
    )


def _strong(text: str, words: tuple[Term, ...]) -> Line:
    """Give the text with the words that were asked for in bold."""
    return tuple(
        Span(piece, "strong" if holds else "plain") for piece, holds in mark_terms(text, words)
    )
