"""Define GroundStep: a step of the chain behind a date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from fieldref.dates import MONTHS, PartialDate
from fieldref.model.common import SourceRef, Sources
from fieldref.records import NamedTuple

Rule = Literal[
    "signed", "deposited", "in force", "ended", "initial report",
    "periodic report", "preventive mechanism", "practice", "stated", "review", "derived",
    "projected", "succession", "without effect",
]  # fmt: skip
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


class GroundStep(NamedTuple):
    """A step of the chain: the date, the rule and article that gave it, the words, the sources."""

    date: PartialDate | None
    rule: Rule
    article: str | None
    words: str
    sources: Sources = ()


def unique_sources(refs: Iterable[SourceRef]) -> Sources:
    """Give the sources, each once, in their order."""
    return tuple(dict.fromkeys(refs))


def count_words(number: int, unit: str) -> str:
    """Give a number and its unit in words: one year, three months."""
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {unit}" if number == 1 else f"{word} {unit}s"


def month_day_words(day: str) -> str:
    """Give a day of the year (MM-DD) in words: 30 June."""
    month, number = (int(part) for part in day.split("-"))
    return f"{number} {MONTHS[month - 1]}"
