"""What people type -> keys to find it by: any case, accents or none, with or without "the"."""

from __future__ import annotations

import re
import unicodedata

_APART = re.compile(r"[^\w]+")
_ELIDED = re.compile(r"\b([dl]) (?=\w)| (?=s\b)")  # cote-d-ivoire, lao-people-s
_LATIN = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n"}
)
_WORDS = {"st": "saint", "sts": "saints", "and": "", "the": "", "of": ""}


def fold_name(text: str) -> str:
    """Give the form in which names are compared: folded, without accents, marks and small words.

    >>> fold_name("Côte d’Ivoire") == fold_name("cote divoire")
    True
    """
    folded = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter)).casefold()
    words = _ELIDED.sub(r"\1", _APART.sub(" ", plain).strip()).split()
    if len(words) > 1:  # a single word may be a code: ST is Sao Tome and Principe
        words = [_WORDS.get(word, word) for word in words]
    return " ".join(filter(None, words))


def slug(name: str) -> str:
    """A name as an id and as a file is called: small letters, digits and hyphens alone."""
    plain = fold_name(name).translate(_LATIN)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
