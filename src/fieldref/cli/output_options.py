"""The options on how to write: which formats a command has, and what only some formats take."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fieldref.cli.fast_parser import option
from fieldref.cli.options import commas
from fieldref.errors import WrongUse

# What a command writes besides what all write; `render.fits` has the last word on an answer.
ALL = ("text", "json", "jsonl", "csv", "plain", "markdown", "html")
ALSO = {
    "show": ("ics", "vcard", "vcard4"),
    "deadlines": ("ics",),
    "contacts": ("vcard", "vcard4"),
    "timeline": ("svg",),
    "check": ("github",),
}

_Plain = Annotated[bool, option("--plain", help="For grep and awk: -f plain, cells between tabs.")]
_Fields = Annotated[
    list[str] | None,
    option(
        "--fields", metavar="KEY,KEY...", help="Only these keys, of json, jsonl, csv and plain."
    ),
]
_Bom = Annotated[bool, option("--bom", help="Begin CSV with a byte order mark, for Excel.")]
_Remind = Annotated[
    str | None,
    option("--remind", metavar="SPAN", help="Alarms in ics so long before: 30d, 6w."),
]
_Split = Annotated[
    str | None,
    option("--split", metavar="DIR", help="Write each vCard into a file of its own in DIR."),
]
_DAYS = {"d": 1, "w": 7}


def formats_of(command: str) -> tuple[str, ...]:
    """The formats that the answers of a command fit."""
    return (*ALL, *ALSO.get(command, ()))


def output_options(command: str) -> dict[str, tuple[Any, Any]]:
    """The options of a command on how to write, each with its default."""
    *most, last = formats_of(command)
    told = option(
        "--format", "-f", metavar="FORMAT", complete="formats",
        help=f"{', '.join(most)} or {last}.",
    )  # fmt: skip
    found: dict[str, tuple[Any, Any]] = {
        "format": (Annotated[str | None, told], None),
        "plain": (_Plain, False),
        "fields": (_Fields, None),
        "bom": (_Bom, False),
    }
    if "ics" in formats_of(command):
        found["remind"] = (_Remind, None)
    if "vcard" in formats_of(command):
        found["split"] = (_Split, None)
    return found


def pop_output_options(given: dict[str, Any]) -> dict[str, Any]:
    """Those options, taken out of what was given, as the renderer has them.

    Raises WrongUse where they contradict each other or can't be read.
    """
    if given.pop("plain"):
        if given["format"] not in (None, "plain"):
            says = f"--plain and --format {given['format']} don't go together."
            raise WrongUse(says, "--plain is short for --format plain.")
        given["format"] = "plain"
    fields, remind = commas(given.pop("fields")), given.pop("remind", None)
    return {
        "fields": tuple(part.strip() for part in fields),
        "bom": given.pop("bom"),
        "remind": _days(remind) if remind is not None else None,
        "split": given.pop("split", None),
    }


def _days(span: str) -> int:
    match = re.fullmatch("([0-9]{1,3})([dw])", span)
    if not match:
        raise WrongUse(f"--remind takes days or weeks, got {span!r}.", "Such as 30d or 6w.")
    return int(match[1]) * _DAYS[match[2]]
