"""Plain text, laid out for a width: no colours, no boxes, and no library."""

from __future__ import annotations

from fieldref.answer import Answer
from fieldref.render.layout import View, lines


def render(answer: Answer, view: View) -> str:
    """The answer's blocks as text; every line ends in a line feed."""
    laid = lines(answer.blocks(), view)
    return "".join(["".join([span.text for span in line]).rstrip() + "\n" for line in laid])
