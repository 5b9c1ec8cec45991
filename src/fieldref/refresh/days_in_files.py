"""Days as official files write them, in English and French: 7 Feb 2024, 7 févr 2024."""

from __future__ import annotations

import re

from fieldref.dates import PartialDate
from fieldref.names import fold_letters

_MONTHS = (
    "jan january janv janvier",
    "feb february fevr fevrier",
    "mar march mars",
    "apr april avr avril",
    "may mai",
    "jun june juin",
    "jul july juil juillet",
    "aug august aout",
    "sep sept september septembre",
    "oct october octobre",
    "nov november novembre",
    "dec december decembre",
)
_MONTH_OF = {word: n for n, words in enumerate(_MONTHS, 1) for word in words.split()}
_DAY = re.compile(r"(\d{1,2})(?:er)?\s+([^\W\d]+)\.?\s+(\d{4})")


def split_day(text: str) -> tuple[PartialDate, str] | None:
    """Give the day that the text begins with and what stands behind it; None if it has none.

    >>> split_day(" 7 Feb  2024 a")
    (PartialDate(year=2024, month=2, day=7, approximate=False), 'a')
    """
    words = " ".join(text.split())
    match = _DAY.match(words)
    month = _MONTH_OF.get(fold_letters(match[2])) if match else None
    if match is None or month is None:
        return None
    try:
        day = PartialDate.parse(f"{match[3]}-{month:02}-{int(match[1]):02}")
    except ValueError:
        return None
    return day, words[match.end() :].strip()
