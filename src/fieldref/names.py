"""Fold what people type to keys: any case, accents or none, with or without "the"."""

from __future__ import annotations

import re
import unicodedata

_APART = re.compile(r"[^\w]+")
_ELIDED = re.compile(r"\b([dl]) (?=\w)| (?=s\b)")  # cote-d-ivoire, lao-people-s
_INITIALS = re.compile(r"\b(\w)\.\s?(?=\w\b)")  # U.S.A., D. R. Congo
_WORDS = {
    "st": "saint", "sts": "saint", "and": "", "the": "", "of": "",
    "rep": "republic", "dem": "democratic", "is": "islands",
}  # fmt: skip
# Letters that Unicode doesn't decompose, and pairs that people type for one another.
_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ħ": "h", "ŧ": "t", "ə": "e", "ŋ": "n",
        "æ": "ae", "œ": "oe", "þ": "th", "ى": "ي", "ة": "ه", "ـ": "",
    }
)  # fmt: skip


def fold_letters(text: str) -> str:
    """Give the letters of `text` without case, accents and marks.

    >>> fold_letters("Łódź, Sønderborg, Diyarbakır")
    'lodz, sonderborg, diyarbakir'
    """
    folded = text.casefold()
    if folded.isascii():
        return folded
    letters = unicodedata.normalize("NFKD", folded)
    plain = "".join(letter for letter in letters if unicodedata.category(letter)[0] != "M")
    return plain.casefold().translate(_LETTERS)


def fold_name(text: str) -> str:
    """Give the form in which names are compared: folded, without accents, marks and small words.

    >>> fold_name("Côte d’Ivoire") == fold_name("cote divoire")
    True
    >>> fold_name("U.S.A.")
    'usa'
    """
    plain = fold_letters(text.replace("'", "").replace("’", ""))
    if plain.isalnum():
        return plain
    joined = _INITIALS.sub(r"\1", plain)
    words = _ELIDED.sub(r"\1", _APART.sub(" ", joined).strip()).split()
    if len(words) > 1:  # a single word may be a code: ST is Sao Tome and Principe
        words = [_WORDS.get(word, word) for word in words]
    return " ".join(filter(None, words))


def slug(name: str) -> str:
    """Give a name as an id and as a file is called: small letters, digits and hyphens alone."""
    return re.sub(r"[^a-z0-9]+", "-", fold_name(name)).strip("-")[:60].strip("-")
