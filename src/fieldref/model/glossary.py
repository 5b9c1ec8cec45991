"""Define the records of glossary.yaml: the terms of the field."""

from fieldref.model.common import Sources, TreatyCode
from fieldref.records import NamedTuple


class TermArticle(NamedTuple):
    """An article of a treaty that a term comes from."""

    treaty: TreatyCode
    article: str


class GlossaryTerm(NamedTuple):
    """A term of the field, in one to three sentences; `see` is a command that shows it at work."""

    term: str
    says: str
    sources: Sources
    also_known_as: tuple[str, ...] = ()
    articles: tuple[TermArticle, ...] = ()
    see: str | None = None
