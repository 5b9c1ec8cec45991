"""Fold text and questions to the words that a search compares.

Both sides are folded in the same way here, so that what the index matches and what a page marks
are the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldref.names import fold_letters
from fieldref.records import NamedTuple

# Scripts written without spaces: each letter is a word, and a run of them is a phrase.
_UNSPACED = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])")
_WORD = re.compile(r"[^\W_]+")
_ABBREVIATION = 2  # letters of the shortest: CO, GC, UN
_ELIDED = re.compile(r"\b(\w+)'(\w+)")


class Passage(NamedTuple):
    """A text that can be found: what it is of, where it stands, and how to see it.

    `rank` 0 is a name, 1 what is said of it, 2 a source. `since` is the first day (ISO 8601) on
    which it held; `command` what shows it. `found_by` holds other words for it that aren't shown,
    between semicolons; `day` puts it in order among its kind, where `since` doesn't.
    """

    rank: int
    kind: str
    id: str
    name: str
    where: str
    text: str
    as_of: str | None = None
    since: str | None = None
    sources: tuple[str, ...] = ()
    command: str | None = None
    found_by: str = ""
    day: str | None = None


class Term(NamedTuple):
    """A word that is asked for, folded; `begins` if a longer one that begins so will do."""

    word: str
    begins: bool = False

    def within(self, folded: str) -> bool:
        """Tell whether the words `folded` hold the term."""
        end = "" if self.begins else " "
        return f" {self.word}{end}" in f" {folded} "

    @property
    def quoted(self) -> str:
        """Quote the term for FTS5 (https://sqlite.org/fts5.html, section 3): it is never syntax."""
        return f'"{self.word}"' + (" *" if self.begins else "")


def fold(text: str) -> str:
    """Give the words of `text`, without case, accents and marks.

    What an apostrophe joins is found in one and in two: d'Ivoire as divoire and as ivoire.
    """
    words = _plain(text)
    if "'" in words:
        joined = ("".join(match.groups()) for match in _ELIDED.finditer(words))
        words = " ".join((words, *joined))
    if not words.isascii():
        words = _UNSPACED.sub(r" \1 ", words)
    return " ".join(_WORD.findall(words))


def _plain(text: str) -> str:
    return fold_letters(text.replace("’", "'").replace("ʼ", "'"))


def split_terms(question: str) -> tuple[Term, ...]:
    """Split a question into words, each once; the last may be the beginning of one.

    A number and an abbreviation of two letters are whole: CO isn't Congo, nor session 5 the 53rd.
    """
    runs = [fold(run) for run in _WORD.findall(_plain(question))]
    words = list(dict.fromkeys(filter(None, runs)))
    return tuple(Term(word, word == words[-1] and not _is_whole(word)) for word in words)


def _is_whole(word: str) -> bool:
    return word.isascii() and (word.isdigit() or len(word) == _ABBREVIATION)


def fts_query(terms: tuple[Term, ...]) -> str:
    """Write all terms as an FTS5 query: each anywhere in the row, and one in its own text."""
    every = " AND ".join(term.quoted for term in terms)
    return f"words : ({' OR '.join(term.quoted for term in terms)}) AND {every}"


def mark_terms(text: str, terms: tuple[Term, ...]) -> Iterator[tuple[str, bool]]:
    """Split the text into pieces, each with whether it holds a term."""
    for piece in re.split(r"(\s+|[-/(),;:])", text):
        if piece:
            folded = fold(piece)
            yield piece, bool(folded) and any(term.within(folded) for term in terms)


def fold_passage(passage: Passage) -> tuple[str, str]:
    """Give the words of a passage, shown or not, and those of its name and place."""
    return fold(f"{passage.text} {passage.found_by}"), fold(f"{passage.name} {passage.where}")


def passage_matches(passage: Passage, terms: tuple[Term, ...]) -> bool:
    """Answer as FTS5 would: all terms are in the passage, one of them in its own text."""
    text, about = fold_passage(passage)
    return any(term.within(text) for term in terms) and all(
        term.within(text) or term.within(about) for term in terms
    )
