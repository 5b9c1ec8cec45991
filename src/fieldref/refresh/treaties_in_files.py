"""Turn codes and titles of treaties, as official files write them, into ours, without a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fieldref.model.treaties import Treaty
from fieldref.names import fold_letters, fold_name

# How the treaty body database and the UHRI call an instrument, or the committee that watches it.
_CODES = {
    "CERD": "ICERD", "CESCR": "ICESCR", "CESCR-OP": "ICESCR-OP", "CCPR": "ICCPR",
    "CCPR-OP1": "ICCPR-OP1", "CCPR-OP2": "ICCPR-OP2", "CCPR-OP2-DP": "ICCPR-OP2",
    "CAT-OP": "OPCAT", "CRC-OP-AC": "CRC-OPAC", "CRC-OP-SC": "CRC-OPSC", "CRC-OP-IC": "CRC-OPIC",
    "CMW": "ICRMW", "SPT": "OPCAT",
}  # fmt: skip
_LEADING = re.compile(r"([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*)\s+[-–—]\s+\S")


class TreatyNames:
    """The codes and titles of treaties, there and here."""

    def __init__(self, treaties: Iterable[Treaty]) -> None:
        self._by_code: dict[str, Treaty] = {}
        self._by_title: dict[str, Treaty] = {}
        for treaty in treaties:
            self._by_code[treaty.code] = treaty
            for title in (treaty.title, treaty.short, *treaty.also_known_as):
                self._by_title.setdefault(fold_name(title), treaty)

    def find(self, words: str) -> Treaty | None:
        """Give the treaty that the words name: by its code here or there, or by a name of it.

        `CAT - Convention against Torture` counts by the code that it begins with.
        """
        bare = " ".join(words.split())
        leading = _LEADING.match(bare)
        code = (leading[1] if leading else bare).upper()
        by_code = self._by_code.get(_CODES.get(code, code))
        return by_code or self._by_title.get(fold_name(bare))


def article_number(words: str) -> str:
    """Give the number of an article, bare: 22 for `Article 22`, `art. 22` and `22`."""
    match = re.search(r"\d+(?:\s*\(\d+\))?", fold_letters(words))
    return re.sub(r"\s", "", match[0]) if match else ""
