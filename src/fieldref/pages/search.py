"""Answer `search`: the passages that hold the words, names first, each with its command."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Bullets, Heading, Line, Paragraph, Span, line
from fieldref.answer.items.lists import FoundItem
from fieldref.errors import WrongUse
from fieldref.index.search_terms import Passage, Term, fold, mark_terms, split_terms
from fieldref.loading.scalars import SYMBOL
from fieldref.names import fold_name
from fieldref.pages.common import QueryContext, date_words, named_sources, source_items

_SHORT_CODE = 2  # letters of a State's that mean other things beside a treaty: SR torture
_LONGEST_NAMES = 40  # words of a State's and a treaty's, formal names and all
_MOST_WORDS = 8  # of a question that finds nothing, looked for one by one
_BODIES = {"E": "CESCR"}  # committees whose symbols begin with another name
_NAMES, _TEXTS, _SOURCES = range(3)  # the ranks of a passage


def search_page(context: QueryContext, text: str, limit: int) -> Answer:
    """Give the passages that hold all words of `text`, at most `limit` of them."""
    words = split_terms(text)
    if not words:
        hint = "Such as: fieldref search torture prevention"
        raise WrongUse(f"There is no word to look for in {text!r}.", hint)
    passages, words = _with_synonyms(context, text, words)
    passages = [*_duties(context, text), *passages]
    asides = []
    if not passages and SYMBOL.fullmatch(symbol := text.strip().upper()):
        passages = list(_of_symbol(context, symbol))
        asides = [f"No {symbol} is recorded here: this is what its symbol tells of it."]
    shown = passages[:limit]
    items = tuple(_item(passage) for passage in shown)
    more = len(passages) - len(shown)
    if more:
        asides.append(f"{more} more; for all of them: --limit {len(passages)}.")
    return Answer(
        command="search",
        on=context.day,
        edition=context.edition,
        items=items,
        sources=source_items(context.catalog, named_sources(items)),
        blocks=lambda: _blocks(context, text, words, shown, passages),
        title=f"Search: {text}",
        asides=tuple(asides),
        kind=FoundItem,
    )


def _with_synonyms(
    context: QueryContext, text: str, words: tuple[Term, ...]
) -> tuple[list[Passage], tuple[Term, ...]]:
    """Give what holds the words, then what holds another name of the term that they are.

    The glossary knows that an alternative and a parallel report are shadow reports. A subject's
    name is given once.
    """
    passages = context.catalog.search(words, context.on)
    folded = fold(text)
    for term in context.catalog.terms:
        names = (term.term, *term.also_known_as)
        if folded in map(fold, names):
            for other in map(split_terms, names):
                passages += context.catalog.search(other, context.on)
                words = tuple(dict.fromkeys((*words, *other)))
    first: dict[object, Passage] = {}
    for passage in passages:
        first.setdefault(_identity(passage), passage)
    return sorted(first.values(), key=lambda passage: passage.rank), words


def _identity(passage: Passage) -> tuple[str, ...] | Passage:
    return passage if passage.rank else (passage.kind, passage.id)


def _duties(context: QueryContext, text: str) -> Iterator[Passage]:
    """Give what explains the dates of a State under a treaty, if these are what the words name."""
    words = text.split()
    if len(words) > _LONGEST_NAMES:  # each way to part them is tried
        return
    mechanisms = dict(_mechanisms(context))
    for first, last in [(words[:n], words[n:]) for n in range(1, len(words))]:
        for of, under in ((first, last), (last, first)):
            code, name = mechanisms.get(fold_name(" ".join(under))), " ".join(of)
            is_name = len(name) > _SHORT_CODE and not name.isdigit()
            named = context.catalog.exactly_named(name) if code and is_name else []
            for _, id, title in [row for row in named if row[0] == "state"]:
                command = f"fieldref explain {id.lower()} {str(code).lower()}"
                says = f"what comes next under {code}, and why"
                yield Passage(_NAMES, "duties", id, title, "explain", says, command=command)


def _mechanisms(context: QueryContext) -> Iterator[tuple[str, str]]:
    """Give the names of the treaties and of the UPR, each with what `explain` calls it."""
    for treaty in context.catalog.treaties:
        for name in (treaty.code, treaty.short, treaty.title, *treaty.also_known_as):
            yield fold_name(name), treaty.code
    yield from ((fold_name(name), "UPR") for name in ("UPR", "Universal Periodic Review"))


def _of_symbol(context: QueryContext, symbol: str) -> Iterator[Passage]:
    """Give what is known of a document that nothing recorded names: of whom, and where to read it.

    A treaty body's symbol has its committee and the State's code: CAT/C/KEN/CO/3, E/C.12/KEN/CO/1.
    """
    body, *parts = symbol.split("/")
    named = [row for part in parts for row in context.catalog.exactly_named(part)]
    states = [name for _, id, name in named if id in parts]
    for treaty in context.catalog.treaties:
        if states and treaty.committee == _BODIES.get(body, body):
            terms = split_terms(f"{treaty.code} {states[0]}")
            passages = context.catalog.search(terms, context.on)
            yield from (passage for passage in passages if passage.kind == "review")
    source = context.catalog.sources_named([symbol])[symbol]
    yield Passage(
        _SOURCES, "source", symbol, source.title, "sources", f"{source.title}, {source.address}",
        command=f"fieldref show {symbol}",
    )  # fmt: skip


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
    context: QueryContext,
    text: str,
    words: tuple[Term, ...],
    shown: list[Passage],
    passages: list[Passage],
) -> Iterator[Block]:
    yield Heading(f"Search: {text}", 1, f"{len(passages)} found · as of {date_words(context)}")
    if not shown:
        yield Paragraph(line("Nothing that is recorded here holds all of these words."))
        yield from _each_word(context, text)
        return
    ranked = [[passage for passage in shown if passage.rank == rank] for rank in range(3)]
    counts = [_count(ranked[rank], rank, passages) for rank in range(3)]
    if ranked[_NAMES]:
        yield Heading("Names", 2, counts[_NAMES])
        yield Bullets(tuple(_name(passage, words) for passage in ranked[_NAMES]))
    if ranked[_TEXTS]:
        yield Heading("What is recorded", 2, counts[_TEXTS])
        for _, rows in groupby(ranked[_TEXTS], lambda row: (row.name, row.where, row.command)):
            yield from _passage_blocks(list(rows), words)
    if ranked[_SOURCES]:
        yield Heading("Sources", 2, counts[_SOURCES], "sources")
        yield Bullets(tuple(_strong(passage.text, words) for passage in ranked[_SOURCES]))


def _count(rows: list[Passage], rank: int, passages: list[Passage]) -> str:
    """Count the rows that are shown of one rank, and beside them all of it where there are more."""
    total = sum(passage.rank == rank for passage in passages)
    return f"{len(rows)} of {total}" if total > len(rows) else str(total)


def _each_word(context: QueryContext, text: str) -> Iterator[Block]:
    """Give what each of the words names by itself, where no record holds them together."""
    named: list[Passage] = []
    for word in text.split()[:_MOST_WORDS]:
        passages = context.catalog.search(split_terms(word), context.on)
        named += [passage for passage in passages[:1] if passage.rank == _NAMES]
    if named:
        yield Heading("By one of the words", 2, str(len(named)))
        yield Bullets(tuple(_name(passage, split_terms(text)) for passage in named))


def _name(passage: Passage, words: tuple[Term, ...]) -> Line:
    """Give a subject by its name, and by the other one that was found; what it is; its command."""
    if passage.kind == "elsewhere":
        return _strong(passage.text, words)
    command = (Span(" · "), Span(passage.command, "code")) if passage.command else ()
    if passage.kind in _SAID:
        said = line(f"{_SAID[passage.kind]}{passage.text}")
        return (*_strong(passage.name, words), *said, *command)
    other = "" if fold(passage.text) in fold(passage.name) else passage.text
    also = (*line(" ("), *_strong(other, words), *line(")")) if other else ()
    what = Span(f" · {_KINDS.get(passage.kind, passage.kind)}")
    return (*_strong(passage.name, words), *also, what, *command)


_KINDS = {"state": "State"}
_DATED = ("review", "event")
_SAID = {"duties": ": ", "session": " · "}  # kinds whose text isn't another name


def _passage_blocks(passages: list[Passage], words: tuple[Term, ...]) -> Iterator[Block]:
    """Give passages that stand in one place under one heading."""
    yield Heading(f"{passages[0].name}: {passages[0].where}", 3, passages[0].command or "")
    for passage in passages:
        cited = f" [{', '.join(passage.sources)}]" if passage.sources else ""
        yield Paragraph(
            (
                *line(Span(_age(passage), "muted")),
                *_strong(passage.text, words),
                *line(Span(cited, "source")),
            )
        )


def _age(passage: Passage) -> str:
    """Say of when a passage is; of what took place, when it did."""
    if not passage.as_of or passage.as_of in passage.where:
        return ""
    return f"{passage.as_of}: " if passage.kind in _DATED else f"As of {passage.as_of}. "


def _strong(text: str, words: tuple[Term, ...]) -> Line:
    """Give the text with the words that were asked for in bold."""
    return tuple(
        Span(piece, "strong" if holds else "plain") for piece, holds in mark_terms(text, words)
    )
