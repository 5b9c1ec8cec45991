"""The text of a new file of one's own: valid at once, what else could stand there as comments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldref.user_data.yaml_writer import yaml_block, yaml_items

_HEAD = """\
# yaml-language-server: $schema={schema}
# {says}
# Every key: {dictionary}
# Prove it: fieldref check {folder}
"""

_ROWS = """
# What you know besides. Take the # away before a line to use it; every row names its source.
#
# treaties:
#   - {{treaty: CEDAW, signed: 1980-10-17, bound: 1992-10-15, how: accession, sources: [{source}]}}
#
# reviews:  # a due date of your own: nr from 101 on, so that it never meets one of the bundled
#   - {{treaty: CEDAW, event: report due, date: 2029-11, nr: 101, sources: [{source}]}}
#
# events:
#   - {{date: 2029-05-14, what: Visit of the Special Rapporteur, nr: 101, sources: [{source}]}}
#
# notes:
#   - What a reader of the page should know.
"""

_OFFICE = """
# What you know besides. Take the # away before a line to use it.
#
# also_known_as: [Country team]
# since: 2020-03
# note: Ring before you come.
"""
_CARD = """#
# contacts:
#   - id: {id}-desk
#     name: Front desk
#     as_of: {as_of}
#     sources: [{source}]
#     role: duty officer
#     address: {{street: 4 Harbour Road, city: Harbourtown, postcode: "1000", country: Utopia}}
#     phones: [{{number: +41229179000, printed: 022 917 9000}}]
#     emails: [desk@example.org]
#     web: https://example.org
"""


def state_text(keys: Mapping[str, Any], known: bool, told: Mapping[str, str]) -> str:
    """A State's file: of a known one what you add to it, else all that a new one needs.

    `told` has what the head of the file says: schema, dictionary, folder; and `source`.
    """
    name = keys["state"]
    says = f"What you add to {name}, or know better: laid over the bundled profile, key by key."
    own = {"codes": keys["codes"]} if known else keys
    return _text(says if known else f"{name}: a State of your own.", own, _ROWS, told)


def office_text(keys: Mapping[str, Any], told: Mapping[str, str]) -> str:
    """A file of a field presence, with a card if `keys` have `contacts`."""
    contacts = keys.get("contacts")
    rest = {key: value for key, value in keys.items() if key != "contacts"}
    text = _text(f"{keys['name']}: an office of your own.", rest, "", told)
    if contacts:
        return f"{text}\ncontacts:\n{yaml_items(contacts)}{_OFFICE}"
    return text + _OFFICE + _CARD.format(**told, id=keys["id"], as_of=keys["as_of"])


def source_text(keys: Mapping[str, Any]) -> str:
    """An entry of sources.yaml."""
    return "- " + yaml_block(keys.items(), 2).lstrip()


def sources_header(told: Mapping[str, str]) -> str:
    """What stands above the first source of one's own."""
    return _HEAD.format(**{**told, "says": "Sources of your own."}) + "\n"


def _text(says: str, keys: Mapping[str, Any], rows: str, told: Mapping[str, str]) -> str:
    return (
        _HEAD.format(**{**told, "says": says})
        + "\n"
        + yaml_block(keys.items())
        + rows.format(**told)
    )
