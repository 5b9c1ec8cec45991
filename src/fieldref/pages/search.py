"""`search`: what holds the words, names first, with the command that shows the whole of it."""

from __future__ import annotations

from collections.abc import Iterator

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Bullets, Heading, Line, Paragraph, Span, line
from fieldref.answer.items.lists import FoundItem
from fieldref.errors import WrongUse
from fieldref.index.search_terms import Passage, Term, fold, mark_terms, split_terms
from fieldref.pages.common import QueryContext, date_words, named_sources, source_items

_NAMES, _SAID, _SOURCES = range(3)  # the ranks of a passage


def search_page(asked: QueryContext, question: str, limit: int) -> Answer:
    """The passages that hold all words of `question`, at most `limit` of them."""
    words = split_terms(question)
    if not words:
        hint = "Such as: fieldref search torture prevention"
        raise WrongUse(f"There is no word to look for in {question!r}.", hint)
    found = asked.catalog.search(words, asked.on)
    shown = found[:limit]
    items = tuple(_item(one) for one in shown)
    more = len(found) - len(shown)
    return Answer(
        "search",
        asked.day,
        asked.edition,
        items,
        source_items(asked.catalog, named_sources(items)),
        lambda: _blocks(asked, question, words, shown, len(found)),
        title=f"Search: {question}",
        asides=(f"{more} more; for all of them: --limit {len(found)}.",) if more else (),
        kind=FoundItem,
    )


def _item(one: Passage) -> FoundItem:
    return FoundItem(
        one.kind, one.id, one.name, one.where, one.text, one.as_of, one.sources, one.command
    )


def _blocks(
    asked: QueryContext, question: str, words: tuple[Term, ...], shown: list[Passage], total: int
) -> Iterator[Block]:
    yield Heading(f"Search: {question}", 1, f"{total} found · as of {date_words(asked)}")
    if not shown:
        yield Paragraph(line("Nothing that is recorded here holds all of these words."))
        return
    ranked = [[one for one in shown if one.rank == rank] for rank in range(3)]
    if ranked[_NAMES]:
        yield Heading("Names", 2, str(len(ranked[_NAMES])))
        yield Bullets(tuple(_name(one, words) for one in ranked[_NAMES]))
    if ranked[_SAID]:
        yield Heading("What is recorded", 2, str(len(ranked[_SAID])))
        for one in ranked[_SAID]:
            yield from _said(one, words)
    if ranked[_SOURCES]:
        yield Heading("Sources", 2, str(len(ranked[_SOURCES])))
        yield Bullets(tuple(_strong(one.text, words) for one in ranked[_SOURCES]))


def _name(one: Passage, words: tuple[Term, ...]) -> Line:
    """A subject by its name, and by the other one that was found; what it is; its command."""
    if one.kind == "elsewhere":
        return _strong(one.text, words)
    other = "" if fold(one.text) in fold(one.name) else one.text
    also = (*line(" ("), *_strong(other, words), *line(")")) if other else ()
    command = (Span(" · "), Span(one.command, "code")) if one.command else ()
    return (
        *_strong(one.name, words),
        *also,
        Span(f" · {_KINDS.get(one.kind, one.kind)}"),
        *command,
    )


_KINDS = {"state": "State"}


def _said(one: Passage, words: tuple[Term, ...]) -> Iterator[Block]:
    yield Heading(f"{one.name}: {one.where}", 3, one.command or "")
    age = f"As of {one.as_of}. " if one.as_of and one.as_of not in one.where else ""
    cited = f" [{', '.join(one.sources)}]" if one.sources else ""
    yield Paragraph(
        (*line(Span(age, "muted")), *_strong(one.text, words), *line(Span(cited, "source")))
    )


def _strong(text: str, words: tuple[Term, ...]) -> Line:
    """The text with the words that were asked for in bold."""
    return tuple(
        Span(piece, "strong" if holds else "plain") for piece, holds in mark_terms(text, words)
    )
