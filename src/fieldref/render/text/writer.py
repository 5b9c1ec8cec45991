"""Plain text, laid out for a width: no colours, no boxes, and no library."""

from __future__ import annotations

from collections.abc import Iterable

from fieldref.answer import Answer
from fieldref.answer.blocks import Line
from fieldref.render.text.layout import View, answer_lines


def render(answer: Answer, view: View) -> str:
    """The answer's blocks as text; every line ends in a line feed."""
    laid: Iterable[Line] = answer_lines(answer.blocks(), view)
    if view.links:
        from fieldref.render.text.links import link_style

        laid = link_style(answer).on_lines(laid)
    return "".join(["".join([span.text for span in line]).rstrip() + "\n" for line in laid])
