"""Link in a terminal (OSC 8): source ids to their addresses, addresses to themselves.

The words stay as they are; only what a terminal opens on a click is added. Targets are printable
and of the schemes http, https and mailto, so that no data can drive the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from fieldref.answer import Answer
from fieldref.answer.blocks import Line, Span
from fieldref.records import NamedTuple
from fieldref.render.sanitize import web_address

_ADDRESS = r"https?://[^\s<>\"\\^`{|}\x00-\x1f\x7f-\x9f]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_HEAD = r"[\w/-]+|[^\w\s]"  # what an id begins with: as far as it goes, or one sign
# An expression of all ids of a page takes longer to compile than the page to write.
_CANDIDATE = re.compile(rf"(?P<address>{_ADDRESS})|(?<![\w/-])(?:{_HEAD})")
_COLOUR = re.compile(r"(\x1b\[[0-9;]*m)")
_LINK = re.compile(r"\x1b\]8;;[^\x1b]*\x1b\\")


def without_links(text: str) -> str:
    """Take the links out of a text, for a pager that may show their escape sequences."""
    return _LINK.sub("", text)


class Links(NamedTuple):
    """The words that become links, and where they lead; ids by their heads, the longest first."""

    targets: Mapping[str, str]
    by_head: Mapping[str, list[str]]

    def on(self, text: str) -> str:
        """Put the links into a text."""
        parts, done, start = [], 0, 0
        while match := _CANDIDATE.search(text, start):
            shown = match["address"] or self._id_at(match, text)
            start = match.start() + (len(shown) or 1)
            if shown:
                parts += [text[done : match.start()], self._link(shown)]
                done = start
        return "".join([*parts, text[done:]])

    def _id_at(self, head: re.Match[str], text: str) -> str:
        """Give the longest id that the text has there, and that ends there; else nothing."""
        for id in self.by_head.get(head[0], ()):
            if text.startswith(id, head.start()) and not _ends_within(text, head.start() + len(id)):
                return id
        return ""

    def on_painted(self, text: str) -> str:
        """Put the links into a text, between the sequences that colour it."""
        return "".join(
            [part if part.startswith("\x1b") else self.on(part) for part in _COLOUR.split(text)]
        )

    def on_line(self, line: Line) -> Line:
        """Put links on what is a source or an address in the line."""
        return tuple(
            Span(self.on(span.text), span.role) if span.role in ("source", "link") else span
            for span in line
        )

    def on_lines(self, lines: Iterable[Line]) -> Iterable[Line]:
        """Put the links into each line."""
        return map(self.on_line, lines)

    def _link(self, shown: str) -> str:
        mail = "@" in shown and "://" not in shown
        target = self.targets.get(shown) or (f"mailto:{shown}" if mail else web_address(shown))
        return f"\x1b]8;;{target}\x1b\\{shown}\x1b]8;;\x1b\\" if target else shown


def _ends_within(text: str, end: int) -> bool:
    """Tell whether a word goes on where an id would end."""
    return re.match(r"[\w/-]", text[end : end + 1]) is not None


def link_style(answer: Answer) -> Links:
    """Find the links of an answer: its sources by id, and every address."""
    targets: dict[str, str] = {}
    for source in answer.sources:
        address = web_address(source.address)
        if address:
            targets[source.id] = address
            targets.setdefault(source.id.partition(", ")[0], address)
    by_head: dict[str, list[str]] = {}
    for id in sorted(targets, key=len, reverse=True):
        if head := re.match(_HEAD, id):
            by_head.setdefault(head[0], []).append(id)
    return Links(targets, by_head)
