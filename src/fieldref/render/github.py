"""Faults as annotations of GitHub's checks, each at its line: `fieldref check -f github`.

The form is that of workflow commands: ::error file=states/x.yaml,line=4,col=5::what is wrong.
"""

from __future__ import annotations

from fieldref.answer import Answer
from fieldref.render.interface import DEFAULT_OPTIONS, Format, OutputOptions
from fieldref.render.sanitize import sanitize_line

_LEVELS = {"fault": "error", "stale": "notice"}
_VALUE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PLACE = _VALUE | str.maketrans({":": "%3A", ",": "%2C"})


def render(answer: Answer, _: OutputOptions = DEFAULT_OPTIONS) -> str:
    """Write a line for each finding; nothing where all holds."""
    return "".join(_line(item) for item in answer.items)


FORMAT = Format(render)


def _line(item: object) -> str:
    fields = {
        key: getattr(item, key) for key in ("file", "line", "column", "path", "says", "level")
    }
    place = [f"file={sanitize_line(fields['file']).translate(_PLACE)}"]
    if fields["line"]:
        place += [f"line={fields['line']}", f"col={max(fields['column'], 1)}"]
    says = f"{fields['path']}: {fields['says']}" if fields["path"] else fields["says"]
    return (
        f"::{_LEVELS[fields['level']]} {','.join(place)}::{sanitize_line(says).translate(_VALUE)}\n"
    )
