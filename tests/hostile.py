"""Texts that no terminal, spreadsheet, calendar or phone book may obey."""

from fieldref.render.sanitize import sanitize

HOSTILE = {
    "escape": "\x1b]0;owned\x07\x1b[2J\x1b[31mred",
    "C1": "\x9b31m\x90payload\x9c",
    "bell and backspace": "a\x07b\x08c\x7f",
    "Rich markup": "[bold red]hello[/bold red] [link=file:///etc/passwd]x[/link] :bomb:",
    "bidi": "\u202egnp.exe\u202c \u2066a\u2069 \u200f\u061c",
    "formula": "=cmd()|'/C calc'!A0",
    "line breaks": "a\r\nEND:VCARD\r\nBEGIN:VCARD\nEND:VEVENT\rX:\u2028b\u2029c\x85d\x0b\x0ce",
    "HTML": "<script>alert('x')</script><img src=x onerror=y>&lt;",
    "Markdown": "# a | b\n\n---\n* [x](javascript:y) ![z](w) `c` ~~d~~ 1. e",
    "long": "x" * 2_000,
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301",
    "separators": 'a;b,c:d\\n\\;"e"^n|f\tg',
    "surrogate": "a\udc80b",
    "nul": "\x00",
}


def obeyed(whole):
    """The characters of it that could be obeyed."""
    return {char for char in set(whole) if char != "\n" and sanitize(char) != char}
