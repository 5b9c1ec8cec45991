"""Split the bytes of a vCard file into whole lines, each with the number of its first.

Lines are put together as bytes, since a fold may stand within a character (RFC 2425, section 5.8.1)
and each line of a vCard 2.1 may be in a charset of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldref.records import NamedTuple

_BREAK = re.compile(rb"\r\n|\r|\n")
_HEAD = re.compile(rb'((?:"[^"]*"|[^":])*):(.*)', re.DOTALL)
_QUOTED = re.compile(rb"quoted-printable", re.IGNORECASE)
_BASE64 = re.compile(rb";\s*(?:encoding\s*=\s*\"?)?(?:b|base64)\"?\s*(?:;|$)", re.IGNORECASE)
_BASE64_TEXT = re.compile(rb"[A-Za-z0-9+/]+={0,2}\s*")
_END = re.compile(rb"END\s*:\s*VCARD\s*", re.IGNORECASE)


class VCardLine(NamedTuple):
    """A whole line: what stands before its colon and after it; `number` counts from 1.

    A line without a colon has no head. In a quoted-printable value a soft break stays as it was.
    """

    number: int
    head: bytes
    value: bytes

    @property
    def is_quoted(self) -> bool:
        """Tell whether the value is in quoted-printable."""
        return _QUOTED.search(self.head) is not None

    @property
    def is_base64(self) -> bool:
        """Tell whether the value is in base64."""
        return _BASE64.search(self.head) is not None


def unfold_lines(data: bytes) -> Iterator[VCardLine]:
    """Unfold the lines in `data`; blank ones only part others."""
    parts: list[bytes] = []
    number, head = 0, VCardLine(0, b"", b"")
    for n, text in enumerate(_BREAK.split(data), 1):
        more = _continues(head, parts, text) if parts else None
        if more is not None:
            parts.append(more)
            continue
        if parts:
            yield _line(number, b"".join(parts))
        parts = [text] if text.strip() else []
        number, head = n, _line(n, text)
    if parts:
        yield _line(number, b"".join(parts))


def _continues(head: VCardLine, parts: list[bytes], text: bytes) -> bytes | None:
    """Give what `text` adds to the line that has begun; None if it begins another."""
    if head.is_quoted and parts[-1].rstrip().endswith(b"=") and not _END.fullmatch(text):
        return b"\n" + text
    if text[:1] in (b" ", b"\t"):
        return text[1:]
    if head.is_base64 and _BASE64_TEXT.fullmatch(text):
        return text
    return None


def _line(number: int, text: bytes) -> VCardLine:
    match = _HEAD.fullmatch(text)
    if match:
        return VCardLine(number, match[1], match[2])
    head, colon, value = text.partition(b":")  # a quotation mark that isn't closed
    return VCardLine(number, head, value) if colon else VCardLine(number, b"", text)
