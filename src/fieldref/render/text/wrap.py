"""Measure text in a terminal's cells, and break its lines between words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from fieldref.answer.blocks import Line, Span
from fieldref.dates import MONTHS
from fieldref.render.sanitize import isolate, sanitize

_ROOM_FOR_DATES = 24  # cells, from which on none is broken
_BEFORE_NUMBERS = ("art.", "Art.", "arts.", "para.", "paras.", "No.")


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


def isolate_span(span: Span) -> str:
    """Set runs from right to left apart, but in code, which is there to be copied."""
    return span.text if span.role == "code" else isolate(span.text)


def fill_lines(text: Line, room: int) -> list[Line]:
    """Break a line, made harmless, into lines of at most `room` cells.

    It breaks at spaces only: an address or a symbol that is longer stays whole, to be copied.
    """
    text = clean_line(text)
    if measure(text) <= room:
        return [text]
    lines: list[list[Span]] = []
    used = 0
    for word in _words(text, room):
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


def longest_word(text: Line) -> int:
    """Give the cells of the longest word; a date is one."""
    return max([measure(word) for word in _words(text, _ROOM_FOR_DATES)], default=0)


def _words(text: Line, room: int) -> list[Line]:
    """Split a line into words; one word can run on over several spans.

    A date is a word, so that it is read at a glance; where there is room for it on a line.
    """
    words: list[Line] = []
    glued = False
    for span in text:
        for index, part in enumerate(_split(span.text, room)):
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


def _split(text: str, room: int) -> list[str]:
    """Split at spaces, but for those within a date or a place: "14 November 2009", "art. 77"."""
    parts = text.split(" ")
    if room < _ROOM_FOR_DATES:
        return parts
    for index in range(len(parts) - 1, -1, -1):
        bare = parts[index].lstrip("([") if index < len(parts) else ""  # it shrinks as it is joined
        if bare.rstrip(".,;:)").partition("-")[0] in MONTHS:  # 30 October-24 November 2023
            first, end = _date_within(parts, index)
        elif bare in _BEFORE_NUMBERS and parts[index + 1 : index + 2]:
            first, end = index, index + 2
        else:
            continue
        parts[first:end] = [" ".join(parts[first:end])]
    return parts


def _date_within(parts: list[str], month: int) -> tuple[int, int]:
    """Give where the date around a month begins and ends: 9 to 11 March 2022, 11 February."""
    first, end = month, month + 1
    if end < len(parts) and parts[end].lstrip("(")[:4].isdigit():
        end += 1
    if first and parts[first - 1][-2:].lstrip("–-([").isdigit():
        first -= 1
        if first > 1 and parts[first - 1] == "to" and _is_day(parts[first - 2]):
            first -= 2
    return first, end


def _is_day(word: str) -> bool:
    return word.lstrip("([").isdigit() and len(word) <= len("(31")


def _extend(spans: list[Span], word: Line) -> None:
    """Add a word behind a space; a span runs on where the role stays the same."""
    last, head = spans[-1], word[0]
    if last.role == head.role:
        spans[-1] = Span(f"{last.text} {head.text}", last.role)
        spans.extend(word[1:])
    else:
        spans.append(Span(" "))
        spans.extend(word)
