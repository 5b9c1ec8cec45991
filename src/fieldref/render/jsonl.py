"""JSON Lines: an item a line, as compact as can be; of the sources only the ids that it names."""

from __future__ import annotations

from fieldref.answer import Answer
from fieldref.render.jsonformat import compact_json


def render(answer: Answer) -> str:
    """The answer's items; nothing at all where there are none."""
    return "".join([compact_json(item) + "\n" for item in answer.items])
