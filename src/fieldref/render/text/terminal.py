"""Paint the layout of plain text; set cards in boxes. Nothing else imports Rich.

The colours are those of the 256 that hold 4.5 to 1 on white and on black (WCAG 2.2, 1.4.3), and
none of them alone carries a meaning. Only Rich's styles are used: its markup is never read, and
its console and panels, which take longer to import than a page to answer, aren't needed for a box.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.color import ColorSystem
from rich.style import Style

from fieldref.answer import Answer
from fieldref.answer.blocks import Card, Heading, Line, Span
from fieldref.render.sanitize import sanitize
from fieldref.render.text.layout import View, fact_lines, lay_out, space_blocks
from fieldref.render.text.links import link_style
from fieldref.render.text.wrap import cell_width, isolate_span, measure

_BOX = 4  # the cells that a panel's sides take
_GREEN, _BLUE, _VIOLET, _RED, _GREY = [f"color({number})" for number in (29, 63, 98, 131, 243)]
_STYLES: Mapping[str, Style] = {
    "plain": Style.null(),
    "strong": Style(bold=True),
    "muted": Style(color=_GREY),
    "date": Style(color=_BLUE),
    "code": Style(color=_VIOLET),
    "source": Style(color=_GREY, italic=True),
    "good": Style(color=_GREEN),
    "warn": Style(color=_RED),
    "bad": Style(color=_RED, bold=True),
    "link": Style(underline=True),
}
_TITLE: Mapping[str, Style] = {**_STYLES, "strong": Style(color=_BLUE, bold=True)}


def render_painted(answer: Answer, view: View) -> str:
    """Write the answer's blocks as text with the escape sequences that colour it."""
    painted: list[str] = []
    link = link_style(answer) if view.links else None
    for block, apart in space_blocks(answer.blocks()):
        if apart:
            painted.append("\n")
        box = _boxed(block, view) if isinstance(block, Card) and not view.spoken else ""
        styles = _TITLE if isinstance(block, Heading) else _STYLES
        if box:
            painted.append(link.on_painted(box) if link else box)
            continue
        laid = lay_out(block, view)
        painted += [_painted(line, styles) for line in (link.on_lines(laid) if link else laid)]
    return "".join(painted)


def _painted(line: Line, styles: Mapping[str, Style]) -> str:
    system = ColorSystem.EIGHT_BIT
    painted = [styles[span.role].render(isolate_span(span), color_system=system) for span in line]
    return "".join(painted) + "\n"


def _boxed(card: Card, view: View) -> str:
    """Draw the card in a box; nothing if it would cut anything that is too long for it."""
    inside = view.prose - _BOX
    lines = list(fact_lines(card.pairs, inside))
    head = (cell_width(sanitize(card.title)) + 2, cell_width(sanitize(card.aside)) + 2)
    return "" if max(*head, *map(measure, lines)) > inside else _box(card, lines, view)


def _box(card: Card, lines: list[Line], view: View) -> str:
    """Draw four sides around the lines: the title in the upper, its age in the lower one."""
    room = view.prose
    title, aside = sanitize(card.title), sanitize(card.aside)
    rows = [_side("╭─ ", Span(title, "strong"), room - cell_width(title) - 5, "╮")]
    for line in lines:
        pad = Span(" " * (room - _BOX - measure(line)))
        rows.append((Span("│ ", "muted"), *line, pad, Span(" │", "muted")))
    rows.append(_foot(aside, room))
    return "".join([_painted(rows[0], _TITLE), *(_painted(row, _STYLES) for row in rows[1:])])


def _side(start: str, span: Span, left: int, end: str) -> Line:
    return (Span(start, "muted"), span, Span(f" {'─' * left}{end}", "muted"))


def _foot(aside: str, room: int) -> Line:
    if not aside:
        return (Span(f"╰{'─' * (room - 2)}╯", "muted"),)
    left = "─" * (room - cell_width(aside) - 5)
    return (Span(f"╰{left} {aside} ─╯", "muted"),)
