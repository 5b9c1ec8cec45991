"""Write the text of the user's new files: valid at once, what else could stand in comments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldref.user_data.yaml_writer import on_one_line, yaml_block, yaml_items

_HEAD = """\
# yaml-language-server: $schema={schema}
# {summary}
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
#   - {{date: 2027-05-14, what: Visit of the Special Rapporteur, nr: 101, sources: [{source}]}}
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


def state_text(keys: Mapping[str, Any], known: bool, header: Mapping[str, str]) -> str:
    """Write a State's file: of a known one what you add to it, else all that a new one needs.

    `header` has what the head of the file says: schema, dictionary, folder; and `source`.
    """
    name = keys["state"]
    if known:
        summary = (
            f"What you add to {name}, or know better: laid over the bundled profile, key by key."
        )
        return _file_text(summary, {"codes": keys["codes"]}, _ROWS, header)
    return _file_text(f"{name}: a State of your own.", keys, _ROWS, header)


def office_text(keys: Mapping[str, Any], header: Mapping[str, str]) -> str:
    """Write a file of a field presence, with a card if `keys` have `contacts`."""
    contacts = keys.get("contacts")
    rest = {key: value for key, value in keys.items() if key != "contacts"}
    text = _file_text(f"{keys['name']}: an office of your own.", rest, "", header)
    if contacts:
        return f"{text}\ncontacts:\n{yaml_items(contacts)}{_OFFICE}"
    return text + _OFFICE + _fill(_CARD, {**header, "id": keys["id"], "as_of": keys["as_of"]})


def source_text(keys: Mapping[str, Any]) -> str:
    """Write an entry of sources.yaml."""
    return "- " + yaml_block(keys.items(), 2).lstrip()


def sources_header(header: Mapping[str, str]) -> str:
    """Write what stands above the first source of the user's."""
    return _fill(_HEAD, {**header, "summary": "Sources of your own."}) + "\n"


def _file_text(summary: str, keys: Mapping[str, Any], rows: str, header: Mapping[str, str]) -> str:
    head = _fill(_HEAD, {**header, "summary": summary})
    return f"{head}\n{yaml_block(keys.items())}{_fill(rows, header)}"


def _fill(template: str, values: Mapping[str, str]) -> str:
    """Fill in the values, each on one line: what broke a comment's line would be read as YAML."""
    return template.format(**{key: on_one_line(value) for key, value in values.items()})
