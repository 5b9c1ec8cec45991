"""Declare the options on how to write: the format, and what only some formats take."""

from __future__ import annotations

from typing import Annotated, Any

from fieldref.cli.days import parse_span
from fieldref.cli.fast_parser import option
from fieldref.cli.options import split_commas
from fieldref.cli.registry import COMMANDS
from fieldref.errors import WrongUse

_LONGEST_REMINDER = 999  # days or weeks

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
_About = Annotated[
    bool, option("--about", help="In ics, keep dates known to the year alone, marked as about.")
]
_Split = Annotated[
    str | None,
    option("--split", metavar="DIR", help="Write each vCard into a file of its own in DIR."),
]


def output_options(command: str) -> dict[str, tuple[Any, Any]]:
    """Declare the options of a command on how to write, each with its default."""
    formats = COMMANDS[command].formats
    *most, last = formats
    format_option = option(
        "--format", "-f", metavar="FORMAT", complete="formats",
        help=f"{', '.join(most)} or {last}.",
    )  # fmt: skip
    declared: dict[str, tuple[Any, Any]] = {
        "format": (Annotated[str | None, format_option], None),
        "plain": (_Plain, False),
        "fields": (_Fields, None),
        "bom": (_Bom, False),
    }
    if "ics" in formats:
        declared["remind"] = (_Remind, None)
        declared["about"] = (_About, False)
    if "vcard" in formats:
        declared["split"] = (_Split, None)
    return declared


def pop_output_options(values: dict[str, Any]) -> dict[str, Any]:
    """Take those options out of `values`, as `render.formats.OutputOptions` has them.

    Raises WrongUse where they contradict each other or can't be read.
    """
    if values.pop("plain"):
        if values["format"] not in (None, "plain"):
            sentence = f"--plain and --format {values['format']} don't go together."
            raise WrongUse(sentence, "--plain is short for --format plain.")
        values["format"] = "plain"
    fields, remind = split_commas(values.pop("fields")), values.pop("remind", None)
    return {
        "fields": tuple(part.strip() for part in fields),
        "bom": values.pop("bom"),
        "remind": _reminder_days(remind) if remind is not None else None,
        "about": values.pop("about", False),
        "split": values.pop("split", None),
    }


def _reminder_days(text: str) -> int:
    span = parse_span(text)
    if span is None or span.days is None or span.number > _LONGEST_REMINDER:
        raise WrongUse(f"--remind takes days or weeks, got {text!r}.", "Such as 30d or 6w.")
    return span.days
