"""Declarations under a named article in a status file, as far as the structure shows them.

The elements within were never seen. What is relied on: a block that names one article, and in it
elements whose whole text is the name of a State. What a declaration says is not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from fieldref.model.states import Declaration
from fieldref.model.treaties import Procedure, Treaty
from fieldref.refresh.interface import Fact, Known, LeftOut
from fieldref.refresh.states_in_files import Party
from fieldref.refresh.treaties_in_files import article_number

_ARTICLE = re.compile(r"\barticles?\s+(\d+)", re.IGNORECASE)
_ENDED = re.compile(r"withdr|retir", re.IGNORECASE)
_Words = Callable[[Any], str]


def read_declarations(
    root: Any, treaty: Treaty, known: Known, words: _Words
) -> Iterator[Fact | LeftOut]:
    """Give a declaration for each State that a block names; tell of what shows no such thing.

    `words` gives the text of an element. Nothing is read of a State whose text tells of an end.
    """
    left = 0
    for block in root.iter("DeclarationsUnderArticle"):
        article = _article(block, treaty, words)
        named = list(_named(block, known, words)) if article else []
        for party, text in named:
            if _ENDED.search(text):
                left += 1
                continue
            row = Declaration(treaty.code, article, "accepts", ())
            yield Fact(party.code, party.name, row, f"declarations under article {article}")
        left += not named
    if left:
        yield LeftOut("declarations that the file's structure doesn't show", left)


def _article(block: Any, treaty: Treaty, words: _Words) -> str:
    """Give the article that the block names first, if a State accepts a procedure under it."""
    head = " ".join([*map(str, block.attrib.values()), words(block)[:500]])
    match = _ARTICLE.search(head)
    number = match[1] if match else ""
    return number if any(number == _declared(each) for each in treaty.procedures) else ""


def _declared(procedure: Procedure) -> str:
    declared = procedure.declared_under or procedure.article or ""
    return article_number(declared) if procedure.opt == "in" else ""


def _named(block: Any, known: Known, words: _Words) -> Iterator[tuple[Party, str]]:
    """Give the States that elements of the block name, each with the text up to the next."""
    party, text = None, list[str]()
    for element in block.iter():
        if len(element):
            continue
        said = words(element)
        party_or_words = known.names.find(said) if said and len(said) < 80 else ""
        if isinstance(party_or_words, Party):
            if party:
                yield party, " ".join(text)
            party, text = party_or_words, []
        else:
            text.append(said)
    if party:
        yield party, " ".join(text)
