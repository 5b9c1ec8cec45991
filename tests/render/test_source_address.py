"""A calendar or a card links to what a person can read, not to a copy kept for programs."""

from cases import of_each
from fieldref.answer.items.base import SourceItem
from fieldref.render.sources import source_address

SOURCES = [
    SourceItem("copy", "A copy", None, "https://github.com/a/b/blob/c.json", None),
    SourceItem("raw", "A copy", None, "https://raw.githubusercontent.com/a/b/c.json", None),
    SourceItem("news", "News", None, "https://example.org/news", None),
    SourceItem("page", "A page", None, "https://www.ohchr.org/en/page", None),
    SourceItem("none", "A book", None, None, None),
    SourceItem("odd", "A trap", None, "javascript:alert(1)", None),
]


@of_each(
    [
        (["copy", "news", "page"], "https://www.ohchr.org/en/page"),
        (["copy", "news"], "https://example.org/news"),
        (["news, p. 3"], "https://example.org/news"),
        (["copy", "raw"], None),
        (["none", "odd", "unknown"], None),
        ([], None),
    ]
)
def test_the_best_of_the_sources_is_linked(cited, address):
    assert source_address(cited, SOURCES) == address
