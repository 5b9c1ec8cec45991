"""Links in a terminal (OSC 8): source ids lead to their addresses, addresses to themselves.

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
_COLOUR = re.compile(r"(\x1b\[[0-9;]*m)")
_LINK = re.compile(r"\x1b\]8;;[^\x1b]*\x1b\\")


def without_links(text: str) -> str:
    """Take the links out of a text, for a pager that may show their escape sequences."""
    return _LINK.sub("", text)


class Links(NamedTuple):
    """What becomes a link, and where it leads."""

    pattern: re.Pattern[str]
    targets: Mapping[str, str]

    def on(self, text: str) -> str:
        """Put the links into a text."""
        return self.pattern.sub(self._link, text)

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

    def _link(self, found: re.Match[str]) -> str:
        shown = found[0]
        mail = "@" in shown and "://" not in shown
        target = self.targets.get(shown) or (f"mailto:{shown}" if mail else web_address(shown))
        return f"\x1b]8;;{target}\x1b\\{shown}\x1b]8;;\x1b\\" if target else shown


def link_style(answer: Answer) -> Links:
    """Find the links of an answer: its sources by id, and every address."""
    targets: dict[str, str] = {}
    for source in answer.sources:
        address = web_address(source.address)
        if address:
            targets[source.id] = address
            targets.setdefault(source.id.partition(", ")[0], address)
    named = sorted(targets, key=len, reverse=True)
    ids = [rf"(?<![\w/-]){re.escape(name)}(?![\w/-])" for name in named]
    return Links(re.compile("|".join([_ADDRESS, *ids])), targets)
