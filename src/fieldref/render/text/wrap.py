"""How wide text is in a terminal, and how its lines break between words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from fieldref.answer.blocks import Line, Span
from fieldref.render.sanitize import sanitize


def cell_width(text: str) -> int:
    """Count the cells that `text` takes in a terminal."""
    return len(text) if text.isascii() else sum(map(_cells, text))


@cache
def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf"):
        return 0  # vowel signs, accents, joiners: Khmer and Arabic have many
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def measure(text: Line) -> int:
    """Count the cells that a line takes."""
    return sum([cell_width(span.text) for span in text])


def clean_line(text: Line) -> Line:
    """Make the data in a line harmless."""
    for span in text:
        if not span.text.isprintable():
            return tuple([Span(sanitize(span.text), span.role) for span in text])
    return text


def fill_lines(text: Line, room: int) -> list[Line]:
    """Break a line, made harmless, into lines of at most `room` cells.

    It breaks at spaces only: an address or a symbol that is longer stays whole, to be copied.
    """
    text = clean_line(text)
    if measure(text) <= room:
        return [text]
    lines: list[list[Span]] = []
    used = 0
    for word in _words(text):
        size = measure(word)
        if lines and used + 1 + size <= room:
            _extend(lines[-1], word)
            used += 1 + size
        else:
            lines.append(list(word))
            used = size
    return [tuple(spans) for spans in lines] or [()]


def hang_lines(lines: Iterable[Line], first: Line, rest: Line) -> list[Line]:
    """Put `first` before the first of the lines and `rest` before the others."""
    return [(rest if index else first) + text for index, text in enumerate(lines)]


def _words(text: Line) -> list[Line]:
    """Split a line into words; one word can run on over several spans."""
    words: list[Line] = []
    glued = False
    for span in text:
        for index, part in enumerate(span.text.split(" ")):
            glued = glued and not index
            if not part:
                continue
            piece = (Span(part, span.role),)
            if glued:
                words[-1] += piece
            else:
                words.append(piece)
            glued = True
    return words


def _extend(spans: list[Span], word: Line) -> None:
    """Add a word behind a space; a span runs on where the role stays the same."""
    last, head = spans[-1], word[0]
    if last.role == head.role:
        spans[-1] = Span(f"{last.text} {head.text}", last.role)
        spans.extend(word[1:])
    else:
        spans.append(Span(" "))
        spans.extend(word)
