"""JSON Lines: an item a line, as compact as can be; of the sources only the ids that it names."""

from __future__ import annotations

from fieldref.answer import Answer
from fieldref.render.interface import DEFAULT_OPTIONS, Format, OutputOptions
from fieldref.render.jsonformat import compact_json


def render(answer: Answer, _: OutputOptions = DEFAULT_OPTIONS) -> str:
    """Write the answer's items; nothing at all where there are none."""
    return "".join([compact_json(item) + "\n" for item in answer.items])


FORMAT = Format(render)
