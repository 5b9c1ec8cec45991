"""The same layout as plain text, painted; cards in boxes. Nothing else imports Rich.

Only the sixteen colours that a reader's own theme sets are used, and none of them alone carries a
meaning. Data reach Rich as styled text, so its markup in them is never read. Its console, which is
slow to import, is only for the boxes.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.style import Style

from fieldref.answer import Answer, Card, Heading, Line
from fieldref.render.harmless import harmless
from fieldref.render.layout import View, facts, lay, spaced
from fieldref.render.links import links
from fieldref.render.wrap import measure, width

if TYPE_CHECKING:
    from rich.panel import Panel

_BOX = 4  # the cells that a panel's sides take
_STYLES: Mapping[str, Style] = {
    "plain": Style.null(),
    "strong": Style(bold=True),
    "muted": Style(dim=True),
    "date": Style(color="cyan"),
    "code": Style(color="magenta"),
    "source": Style(dim=True, italic=True),
    "good": Style(color="green"),
    "warn": Style(color="yellow"),
    "bad": Style(color="red"),
    "link": Style(underline=True),
}
_TITLE: Mapping[str, Style] = {**_STYLES, "strong": Style(color="cyan", bold=True, dim=False)}


def render(answer: Answer, view: View) -> str:
    """The answer's blocks as text with the escape sequences that colour it."""
    painted: list[str] = []
    found = links(answer) if view.links else None
    for block, apart in spaced(answer.blocks()):
        if apart:
            painted.append("\n")
        box = _boxed(block, view) if isinstance(block, Card) else ""
        styles = _TITLE if isinstance(block, Heading) else _STYLES
        if box:
            painted.append(found.on_painted(box) if found else box)
            continue
        laid = lay(block, view)
        painted += [_painted(line, styles) for line in (found.on_lines(laid) if found else laid)]
    return "".join(painted)


def _painted(line: Line, styles: Mapping[str, Style]) -> str:
    system = ColorSystem.STANDARD
    return "".join([styles[role].render(text, color_system=system) for text, role in line]) + "\n"


def _boxed(card: Card, view: View) -> str:
    """The card in a box; nothing if anything is too long for it, since a box would cut it."""
    inside = view.prose - _BOX
    lines = list(facts(card.pairs, inside))
    head = (width(harmless(card.title)) + 2, width(harmless(card.aside)) + 2)
    return "" if max(*head, *map(measure, lines)) > inside else _box(card, lines, view)


def _box(card: Card, lines: list[Line], view: View) -> str:
    from rich.panel import Panel
    from rich.text import Text

    body = Text("\n", no_wrap=True, end="").join(
        Text.assemble(*((span.text, _STYLES[span.role]) for span in line)) for line in lines
    )
    panel = Panel(
        body,
        title=Text(harmless(card.title), _TITLE["strong"]),
        title_align="left",
        subtitle=Text(harmless(card.aside), _STYLES["muted"]) if card.aside else None,
        subtitle_align="right",
        border_style=_STYLES["muted"],
    )
    return _printed(panel, view.prose)


def _printed(panel: Panel, room: int) -> str:
    from rich.console import Console

    console = Console(
        file=StringIO(),
        force_terminal=True,
        color_system="standard",
        no_color=False,
        legacy_windows=False,
        width=room,
        height=25,
    )
    with console.capture() as captured:
        console.print(panel)
    return captured.get()
