"""The options: their names, their help, and what completes them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fieldref.cli import completion


def _commas(values: list[str] | None) -> tuple[str, ...]:
    return tuple(part for value in values or () for part in value.split(",") if part)


# --- on every command

Format = Annotated[
    str | None,
    typer.Option(
        "--format", "-f", metavar="FORMAT", autocompletion=completion.formats,
        help="text, json, csv, markdown, ics, vcard or vcard4, where it fits.",
    ),
]  # fmt: skip
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all."),
]
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="Answer as of that day, such as 2008-01-01."),
]
Data = Annotated[
    list[Path] | None,
    typer.Option("--data", metavar="DIR", help="A folder of your own data, laid over the rest."),
]
Color = Annotated[str, typer.Option("--color", metavar="WHEN", help="auto, always or never.")]
Pager = Annotated[bool, typer.Option("--pager/--no-pager", help="Page long text in a terminal.")]

# --- what a question is about

Name = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME...", autocompletion=completion.names,
        help="A State, an office or a treaty; several words make one name.",
    ),
]  # fmt: skip
Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME]...", autocompletion=completion.names,
        help="States (or offices); all if none is named.",
    ),
]  # fmt: skip
States = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[STATE]...", autocompletion=completion.states, help="All if none is named."
    ),
]
StateName = Annotated[
    list[str],
    typer.Argument(
        metavar="STATE", autocompletion=completion.states,
        help="A State; several words make one name.",
    ),
]  # fmt: skip
StateAndTreaty = Annotated[
    list[str],
    typer.Argument(
        metavar="STATE TREATY", autocompletion=completion.names,
        help="A State, then a treaty or upr.",
    ),
]  # fmt: skip
Period = Annotated[
    str | None, typer.Option("--period", metavar="PERIOD", help="One period, such as 2008-2009.")
]
Section = Annotated[
    str | None,
    typer.Option(
        "--section", metavar="SECTION", autocompletion=completion.sections,
        help="One part of the page, such as treaties or contacts.",
    ),
]  # fmt: skip

# --- which dates

Year = Annotated[str | None, typer.Option("--year", metavar="YEAR", help="A whole year.")]
From = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="From a day, month or year on.")
]
To = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="To a day, month or year, inclusive.")
]
Within = Annotated[
    str | None, typer.Option("--within", metavar="SPAN", help="So far ahead: 90d, 12w, 6m or 2y.")
]
TreatyOption = Annotated[
    str | None,
    typer.Option(
        "--treaty", metavar="TREATY", autocompletion=completion.treaties, help="One treaty."
    ),
]
Kind = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", metavar="KIND", autocompletion=completion.kinds,
        help="report, review, upr-review, upr-report, upr-submission, npm or event; repeatable.",
    ),
]  # fmt: skip
Basis = Annotated[
    list[str] | None,
    typer.Option(
        "--basis", metavar="BASIS", autocompletion=completion.bases,
        help="stated, statutory, derived or projected; repeatable.",
    ),
]  # fmt: skip
RegionOption = Annotated[
    str | None,
    typer.Option(
        "--region", metavar="REGION", autocompletion=completion.regions,
        help="One region of the Office, such as Africa.",
    ),
]  # fmt: skip
Projected = Annotated[
    bool, typer.Option("--projected", help="Carry patterns on, too; always marked.")
]
Explain = Annotated[bool, typer.Option("--explain", help="Under each date its ground, in words.")]
ContactKind = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", metavar="KIND", autocompletion=completion.contact_kinds,
        help='A kind of presence, such as "country office", or mandate; repeatable.',
    ),
]  # fmt: skip
All = Annotated[bool, typer.Option("--all", help="Closed and superseded ones, too.")]
Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH]...", help="Files or folders of your own; the bundled data without any."
    ),
]
Stale = Annotated[
    str | None,
    typer.Option("--stale", metavar="SPAN", help="List what is older, too: 2y, 18m. No fault."),
]

# --- lists, words, comparisons

Subject = Annotated[
    str,
    typer.Argument(
        metavar="SUBJECT", autocompletion=completion.subjects,
        help="states, treaties, offices, mandates or sources.",
    ),
]  # fmt: skip
Group = Annotated[
    str | None,
    typer.Option(
        "--group", metavar="GROUP", autocompletion=completion.groups,
        help="One regional group at the United Nations, such as African or GRULAC.",
    ),
]  # fmt: skip
Party = Annotated[
    str | None,
    typer.Option(
        "--treaty", metavar="TREATY", autocompletion=completion.treaties,
        help="States for which it is in force on the day.",
    ),
]  # fmt: skip
NotParty = Annotated[
    str | None,
    typer.Option(
        "--not-party", metavar="TREATY", autocompletion=completion.treaties,
        help="States for which it isn't, signed or not.",
    ),
]  # fmt: skip
Everything = Annotated[bool, typer.Option("--all", help="What isn't there on the day, too.")]
Words = Annotated[
    list[str],
    typer.Argument(metavar="WORDS...", help="All must be there; the last may be unfinished."),
]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many.")]
Compared = Annotated[
    list[str],
    typer.Argument(
        metavar="STATE STATE...", autocompletion=completion.states, help="Two States or more."
    ),
]

commas = _commas
