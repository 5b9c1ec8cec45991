"""Decode the bytes of an address book: by the charset that it names, else by a guess.

A guess becomes a Remark. No byte is ever replaced by a sign that says only that it was lost.
"""

from __future__ import annotations

import codecs
import re

from fieldref.extras import load_library

# The letters and signs of western languages that stand above ASCII in windows-1252.
_WESTERN = frozenset("éèêëàâäáãåçñíîïóôöõúûüßæøœÉÈÊËÀÂÄÁÃÅÇÑÍÎÏÓÔÖÕÚÛÜÆØŒ–—‘’“”«»…€º°·¡¿©®™\xa0")
_WORD = re.compile(r"[^\x00-@\[-`{-\x7f]+")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def find_mark(data: bytes) -> str | None:
    """Name the charset that the first bytes tell, if they do; UTF-16 is known without a mark."""
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return charset
    head = data[:400]
    for first, charset in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 3 and head[first::2].count(0) > len(head) // 3:
            return charset
    return None


def decode(data: bytes, charset: str) -> str | None:
    """Decode in that charset; give None if there is no such one or the bytes aren't of it."""
    try:
        name = codecs.lookup(charset.strip()).name
        # What is called ISO 8859-1 and has bytes of windows-1252 was written as that.
        names = ("windows-1252", name) if name == "iso8859-1" else (name,)
    except (LookupError, ValueError):
        return None
    for name in names:
        try:
            return data.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return None


def guess_charset(data: bytes) -> str:
    """Name the charset that `data`, which are not UTF-8, are most likely in."""
    if _is_western(data):
        return "windows-1252"
    chardet = load_library("import", "chardet", "Telling in which characters this file is written")
    result = chardet.detect(data, encoding_era=chardet.EncodingEra.MODERN_WEB)
    charset = str(result["encoding"] or "windows-1252").lower()
    return charset if decode(data, charset) is not None else "iso8859-1"


def _is_western(data: bytes) -> bool:
    """Tell whether all words read as windows-1252 look like those of a western language."""
    text = decode(data, "windows-1252")
    if text is None:
        return False
    for word in _WORD.findall(text):
        high = [sign for sign in word if sign > "\x7f"]
        letters = sum(sign.isalpha() for sign in high)
        if not _WESTERN.issuperset(high) or letters > max(1, len(word) - len(high)):
            return False
    return True
