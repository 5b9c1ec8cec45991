"""Define the items of `config`: one for each setting."""

from __future__ import annotations

from fieldref.records import NamedTuple


class SettingItem(NamedTuple):
    """A setting in force: its value in words, and what set it: an option, a variable, a file."""

    key: str
    value: str
    source: str
