"""Put the passages of a search into the order in which a person would have meant them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from fieldref.index.search_terms import Passage, Term, fold

# What is asked for more often comes first, among names and among what is said.
_KINDS = (
    "state", "treaty", "committee", "term", "mandate", "office", "session",
    "institution", "review", "event", "contact", "note", "programme", "gap",
)  # fmt: skip
_OFFICE = "headquarters"  # the id of the Office itself, before its sections and presences
_CODE = 2  # letters of a code that is as likely an abbreviation: CO, SR, GC


def order_passages(passages: Iterable[Passage], terms: tuple[Term, ...]) -> list[Passage]:
    """Order passages, given best first by their words, within their ranks.

    What is called just so comes first, then the Office itself, then kind by kind; in a kind what
    has all terms in its name, and the newer before the older.
    """
    words = " ".join(term.word for term in terms)
    fold_once = cache(fold)

    def place(passage: Passage) -> tuple[int, bool, bool, int, bool]:
        is_called_so = passage.rank != 1 and words in map(fold, _whole_names(passage))
        title = fold_once(passage.text if passage.rank == 0 else passage.name)
        in_title = all(term.within(title) for term in terms)
        kind = _KINDS.index(passage.kind) if passage.kind in _KINDS else len(_KINDS)
        is_section = passage.rank == 0 and passage.id != _OFFICE
        return passage.rank, not is_called_so, is_section, kind, not in_title

    newest = sorted(passages, key=lambda passage: passage.day or passage.since or "", reverse=True)
    return sorted(newest, key=place)


def _whole_names(passage: Passage) -> tuple[str, ...]:
    """Give all that a passage's subject is called in full."""
    if passage.kind == "state" and len(passage.text) == _CODE:
        return ()
    name = passage.id if passage.kind in ("source", "session") else passage.text
    return (name, *passage.found_by.split("; "))
