"""Define the items of `explain`: the chain behind a State's dates, or a term's meaning."""

from __future__ import annotations

from fieldref.answer.items.base import StepItem
from fieldref.records import NamedTuple


class ExplainItem(NamedTuple):
    """The chain of one State under one treaty (or the UPR), step by step, by date."""

    state: str
    name: str
    treaty: str | None
    mechanism: str
    standing: str
    steps: tuple[StepItem, ...]
    sources: tuple[str, ...]
    next_report_says: str | None


class ArticleItem(NamedTuple):
    """An article of a treaty."""

    treaty: str
    article: str


class TermItem(NamedTuple):
    """What a term of the field means; `see` is a command that shows it at work."""

    term: str
    also_known_as: tuple[str, ...]
    says: str
    articles: tuple[ArticleItem, ...]
    see: str | None
    sources: tuple[str, ...]
