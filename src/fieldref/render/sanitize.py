"""Make text harmless where a terminal, a calendar, a phone book or a spreadsheet would obey it.

Control characters (C0, DEL, C1) can drive a terminal; bidirectional controls can make text read
other than it is stored (Unicode Technical Report 36, section 2.4). Joiners and zero-width spaces
stay: emoji, Khmer and Persian need them.
"""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"
_BREAKS = "\t\n\x0b\x0c\r\x85\u2028\u2029"
# Compiled when they are first needed, which a plain page never does:
_BREAK = f"\r\n|[{_BREAKS}]"
_HARMFUL = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RUN = f"[{_RIGHT_TO_LEFT}](?:[^A-Za-z0-9\u00b7,;()\\[\\]]*[{_RIGHT_TO_LEFT}])?"
_EMAIL = r"(?a:[\w.+-]+@[\w-]+(\.[\w-]+)+)"
_WEB = r"(?i:https?://[^\s<>\"\\^`{|}]+)"
_FORMULA = r"'*\s*[=+\-@＝＋－＠]"
_PHONE = r"\+[0-9]+( ext\. [0-9]+)?"


def sanitize(text: str) -> str:
    """Put `text` on one line, with a sign in place of each character that could be obeyed."""
    if text.isprintable():  # none of them is, and this is much the quickest test
        return text
    return re.sub(_HARMFUL, REPLACEMENT, re.sub(_BREAK, " ", text))


def sanitize_cell(text: str) -> str:
    """Make a text harmless in a spreadsheet: an apostrophe before what would be a formula."""
    text = sanitize(text)
    if re.match(_FORMULA, text) and not re.fullmatch(_PHONE, text):
        return f"'{text}"
    return text


def isolate(text: str, before: str = "\u2068", after: str = "\u2069") -> str:
    """Set each run of text from right to left apart, so that what is around it keeps its order.

    By the isolates of the Unicode Bidirectional Algorithm (UAX 9, section 2.3), or a markup's own.
    """
    if text.isascii():
        return text
    return re.sub(_RUN, lambda run: f"{before}{run[0]}{after}", text)


def escape_json(text: str) -> str:
    r"""Write each harmful character of JSON `text` as `\uXXXX` (RFC 8259, section 7)."""
    if text.isprintable():
        return text
    return re.sub(_HARMFUL, lambda match: f"\\u{ord(match.group()):04x}", text)


def sanitize_line(text: str) -> str:
    """Put `text` on one line without those characters, for calendars and phone books."""
    return text if text.isprintable() else re.sub(_HARMFUL, "", re.sub(_BREAK, " ", text))


def web_address(address: str | None) -> str | None:
    """Give an http or https address in printable characters, else None: no link is made."""
    return address if address and address.isprintable() and re.fullmatch(_WEB, address) else None


def email_address(address: str) -> str | None:
    """Give an address of e-mail in plain ASCII, else None: no link is made."""
    return address if re.fullmatch(_EMAIL, address) else None
