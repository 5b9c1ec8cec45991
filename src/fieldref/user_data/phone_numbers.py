"""Read telephone numbers as people write them to E.164, with extension and purpose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from fieldref.loading.scalars import E164
from fieldref.model.common import Number
from fieldref.model.presences import Phone

_PLAIN = re.compile(rf"({E164})(?: ext\. (\S+))?")  # as we write them
_URI = re.compile(r"(?:tel|callto):(?://)?([^;]*)((?:;[^;]*)*)", re.IGNORECASE)
_EXTENSION = re.compile(
    r"[\s,;(]*(?:;ext=|(?<![a-z])(?:extension|extn?|poste|anexo|ramal|interno|durchwahl|x)|#)"
    r"[\s.:=]*([0-9]{1,10})\)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"([^\W\d_][^:+0-9]{0,40}?)\s*:\s*(?=[+(0-9])")
_AFTER = re.compile(r"\s*\(([^\W\d_][^()+0-9]*)\)")
_DIALLED = re.compile(r"\(?(?:\+|00)[-() .0-9]*(?:(?<=[0-9)])/[-() .0-9]+)?")
_LONGEST = 200
_APART = re.compile(r"\s*(?:\n|:::|\||;(?!\s*(?:ext|x|[a-z-]+=)))\s*", re.IGNORECASE)
_FINER = re.compile(r"\s*(?:,|/|&|\bor\b|\band\b|\bou\b)\s*")


def read_numbers(text: str) -> Iterator[tuple[str, Phone | None]]:
    """Find each number in `text`: as it is written, and as a Phone, or None if it is none."""
    for piece in filter(None, _APART.split(text.strip())):
        phone = read_number(piece)
        finer = [(part, read_number(part)) for part in filter(None, _FINER.split(piece))]
        if phone is None and len(finer) > 1 and all(number for _, number in finer):
            yield from finer
        else:
            yield piece, phone


def read_number(text: str) -> Phone | None:
    """Read the one number in `text`; without its country's prefix it gives None.

    Reads RFC 3966 (`tel:+1-555-000-1234;ext=12`) and what people print: `00` for `+`, `(0)`,
    `x5`, `ext. 5`, a purpose before a colon or in brackets.
    """
    if len(text) > _LONGEST:
        return None
    plain, note = _plain(text.removeprefix("'")), None
    if match := _PLAIN.fullmatch(plain):
        return Phone(Number(match[1]), None, match[2])
    if uri := _URI.fullmatch(plain):
        plain, extension = unquote(uri[1]), _parameter(uri[2])
        others = re.sub(r"(?i);ext=[0-9]*", "", uri[2])
        printed = f"{plain}{others}"
    else:
        plain, note = _purpose(plain)
        printed, extension = plain, None
        if match := _EXTENSION.search(plain):
            if match.end() != len(plain):
                return None
            plain, extension = plain[: match.start()], match[1]
    dialled = _dialled(plain)
    if dialled is None:
        return None
    same = printed in (dialled, f"{dialled} ext. {extension}")
    return Phone(Number(dialled), None if same else printed, extension, note)


def _plain(text: str) -> str:
    """Write the text with one kind of blank, dash and digit, and nothing invisible."""
    if not text.isascii():
        text = "".join(map(_sign, unicodedata.normalize("NFKC", text)))
    return " ".join(text.split())


def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.digit(sign))
    kinds = {"Cf": "", "Cc": " ", "Zs": " ", "Zl": " ", "Zp": " ", "Pd": "-"}
    return "-" if sign == "−" else kinds.get(category, sign)


def _parameter(parameters: str) -> str | None:
    match = re.search(r";ext=([0-9]{1,10})(?=;|$)", parameters, re.IGNORECASE)
    return match[1] if match else None


def _purpose(text: str) -> tuple[str, str | None]:
    """Part the number from what stands before a colon or in brackets: "Duty: +41..."."""
    if match := _BEFORE.match(text):
        return text[match.end() :], _meaning(match[1])
    match = _AFTER.search(text)
    if match and match.end() == len(text):
        return text[: match.start()], _meaning(match[1])
    return text, None


def _meaning(word: str) -> str | None:
    """Give the purpose, unless it says only that this is a telephone."""
    plain = word.strip(" .").casefold()
    return None if plain in ("t", "tel", "tel no", "phone", "telephone", "fax", "f") else word


def _dialled(text: str) -> str | None:
    if not _DIALLED.fullmatch(text) or " / " in text:
        return None
    digits = re.sub(r"[^0-9]", "", re.sub(r"\(0\)", "", text))
    number = "+" + (digits if "+" in text else digits[2:])
    return number if re.fullmatch(E164, number) else None
