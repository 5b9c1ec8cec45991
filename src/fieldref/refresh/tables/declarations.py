"""Declarations under named articles: a file's row beside ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldref.model.states import Declaration
from fieldref.refresh.changes import Change, TableRules, compare_dates, compare_words
from fieldref.refresh.interface import Fact


def _find(rows: Sequence[Declaration], fact: Fact) -> Declaration | None:
    """Give our row under the article: of the same kind, else the last of another."""
    theirs = fact.record
    assert isinstance(theirs, Declaration)
    under = [row for row in rows if (row.treaty, row.article) == (theirs.treaty, theirs.article)]
    same = [row for row in under if row.kind == theirs.kind]
    fits = same or under
    return fits[-1] if fits else None


def _compare(
    base: Change, ours: Declaration, theirs: Declaration, _is_whole: bool
) -> Iterator[Change]:
    if ours.kind == theirs.kind:
        yield from compare_dates(base, "date", ours.date, theirs.date, False)
    elif not _came_later(ours, theirs):
        yield from compare_words(base, "kind", ours.kind, theirs.kind)


def _came_later(ours: Declaration, theirs: Declaration) -> bool:
    """Tell whether ours ended what theirs has: a withdrawal that a file doesn't show stays."""
    if ours.kind != "withdrawn":
        return False
    return not (ours.date and theirs.date) or ours.date.last >= theirs.date.first


def _missing(rows: Sequence[Declaration], facts: Sequence[Fact]) -> Iterator[Declaration]:
    """Give what accepts a procedure that the file doesn't have accepted."""
    listed = {
        (fact.record.treaty, fact.record.article)
        for fact in facts
        if isinstance(fact.record, Declaration)
    }
    for row in rows:
        ended = any(
            other.kind == "withdrawn" and other.article == row.article
            for other in rows
            if other.treaty == row.treaty
        )
        if row.kind == "accepts" and (row.treaty, row.article) not in listed and not ended:
            yield row


def _words(row: Declaration) -> str:
    day = f" {row.date}" if row.date else ""
    return f"article {row.article}: {row.kind}{day}"


RULES = TableRules(
    section="declarations",
    find=_find,
    compare=_compare,
    missing=_missing,
    label=lambda row: row.article,
    words=_words,
    identity=lambda _: ("treaty", "article", "kind", "date"),
)
