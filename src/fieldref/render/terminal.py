"""The same layout as plain text, painted; cards in boxes. Nothing else imports Rich.

Only the sixteen colours that a reader's own theme sets are used, and none of them alone carries a
meaning. Data reach Rich as segments and texts, so its markup in them is never read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style

from fieldref.answer import Answer, Card, Heading, Line
from fieldref.render.harmless import harmless
from fieldref.render.layout import View, facts, lay, spaced
from fieldref.render.wrap import measure, width

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
    console = Console(
        file=StringIO(),
        force_terminal=True,
        color_system="standard",
        no_color=False,
        legacy_windows=False,
        width=view.width,
        height=25,
    )
    with console.capture() as captured:
        for block, apart in spaced(answer.blocks()):
            if apart:
                console.print()
            if not (isinstance(block, Card) and _boxed(console, block, view)):
                styles = _TITLE if isinstance(block, Heading) else _STYLES
                painted = Segments(_painted(lay(block, view), styles))
                console.print(painted, end="", crop=False)
    return captured.get()


def _painted(lines: Iterable[Line], styles: Mapping[str, Style]) -> Iterator[Segment]:
    for line in lines:
        for span in line:
            yield Segment(span.text, styles[span.role])
        yield Segment.line()


def _boxed(console: Console, card: Card, view: View) -> bool:
    """Print the card in a box; False if anything is too long for it, since a box would cut it."""
    from rich.panel import Panel
    from rich.text import Text

    title, aside = harmless(card.title), harmless(card.aside)
    inside = view.prose - _BOX
    lines = list(facts(card.pairs, inside))
    if max(width(title) + 2, width(aside) + 2, *map(measure, lines)) > inside:
        return False
    body = Text("\n", no_wrap=True, end="").join(
        Text.assemble(*((span.text, _STYLES[span.role]) for span in line)) for line in lines
    )
    console.print(
        Panel(
            body,
            title=Text(title, _TITLE["strong"]),
            title_align="left",
            subtitle=Text(aside, _STYLES["muted"]) if aside else None,
            subtitle_align="right",
            border_style=_STYLES["muted"],
            width=view.prose,
        )
    )
    return True
