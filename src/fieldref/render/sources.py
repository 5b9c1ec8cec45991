"""Find the sources that a record names among those of the answer."""

from __future__ import annotations

from collections.abc import Iterable

from fieldref.answer import Answer
from fieldref.answer.blocks import Block, Bullets, Heading
from fieldref.answer.items.base import SourceItem
from fieldref.render.sanitize import sanitize_line, web_address


def cited_sources(names: Iterable[str], sources: Iterable[SourceItem]) -> list[str]:
    """Say each source in words: its title, the place in it, and its address."""
    known = {source.id: source for source in sources}
    return [_words(name, known) for name in names]


def source_address(names: Iterable[str], sources: Iterable[SourceItem]) -> str | None:
    """Give where to read on: a document or official page first, never a copy on a code host."""
    known = {source.id: source for source in sources}
    cited = (_find_source(name, known)[0] for name in names)
    addresses = [web_address(source.address) for source in cited if source]
    ranked = sorted(filter(None, addresses), key=_rank)
    return next((address for address in ranked if _rank(address) < _COPY), None)


_OFFICIAL = (".un.org", "undocs.org", "ohchr.org", "ungeneva.org")
_CODE_HOSTS = ("github.com", "githubusercontent.com", "gitlab.com", "huggingface.co")
_COPY = 2  # the rank of what is kept for programmers


def web_host(address: str) -> str:
    """Give the host of an address of the web."""
    return address.partition("://")[2].partition("/")[0]


def _rank(address: str) -> int:
    host = web_host(address).casefold()
    if host.endswith(_CODE_HOSTS):
        return _COPY
    return 0 if host.endswith(_OFFICIAL) else 1


def titled_sources(answer: Answer) -> tuple[Block, ...]:
    """Give the answer's blocks, under its title where they don't begin with a heading."""
    blocks = tuple(answer.blocks())
    if answer.title and not (blocks and isinstance(blocks[0], Heading)):
        return (Heading(answer.title, 1), *blocks)
    return blocks


def without_sources(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Drop a page's own list of sources, for writers that add one with addresses."""
    match blocks:
        case (*rest, Heading(role="sources"), Bullets()):
            return tuple(rest)
    return blocks


def _find_source(name: str, known: dict[str, SourceItem]) -> tuple[SourceItem | None, str]:
    """Find the source, and the place in it: a name is an id, or an id, a comma and a place."""
    id, _, place = (name, "", "") if name in known else name.partition(", ")
    return known.get(id), place


def _words(name: str, known: dict[str, SourceItem]) -> str:
    source, place = _find_source(name, known)
    if not source:
        return sanitize_line(name)
    title = ", ".join(filter(None, [source.title, place]))
    link = web_address(source.address)
    return sanitize_line(f"{title}: {link}" if link else title)
