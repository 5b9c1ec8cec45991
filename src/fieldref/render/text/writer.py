"""Plain text, laid out for a width: no colours, no boxes, and no library."""

from __future__ import annotations

from collections.abc import Iterable

from fieldref.answer import Answer
from fieldref.answer.blocks import Line
from fieldref.render.interface import Format, OutputOptions
from fieldref.render.text.layout import View, answer_lines
from fieldref.render.text.screen import detect_screen
from fieldref.render.text.wrap import isolate_span


def render(answer: Answer, options: OutputOptions) -> str:
    """Write the answer's blocks for the screen, the pipe or the file that `options` lead to."""
    screen = detect_screen(options.output, options.color, options.width)
    spoken = options.accessible or screen.dumb
    view = View(screen.width, not screen.interactive, screen.linked, spoken)
    if not screen.painted:
        return render_plain(answer, view)
    from fieldref.render.text.terminal import render_painted

    return render_painted(answer, view)


FORMAT = Format(render)


def render_plain(answer: Answer, view: View) -> str:
    """Write the answer's blocks as plain text; every line ends in a line feed."""
    lines: Iterable[Line] = answer_lines(answer.blocks(), view)
    if view.links:
        from fieldref.render.text.links import link_style

        lines = link_style(answer).on_lines(lines)
    return "".join(["".join(map(isolate_span, line)).rstrip() + "\n" for line in lines])
