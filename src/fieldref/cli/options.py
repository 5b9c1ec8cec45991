"""Declare the options and arguments: their names, their help, and what completes them.

Here are those of every command and of the questions in commands.py. What only a module that loads
on demand takes (new, refresh, publish...) stands there, since start-up pays for each declaration.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fieldref.cli.fast_parser import argument, option


def split_commas(values: list[str] | None) -> tuple[str, ...]:
    """Split values that commas part: `-k a,b -k c` are three."""
    return tuple(part for value in values or () for part in value.split(",") if part)


# --- on every command; those on formats are in output_options.py

Output = Annotated[
    str | None,
    option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all."),
]
On = Annotated[
    str | None,
    option("--on", metavar="DATE", help="Answer as of that day, such as 2008-01-01."),
]
Data = Annotated[
    list[Path] | None,
    option("--data", metavar="DIR", help="A folder of your own data, laid over the rest."),
]
Color = Annotated[
    str | None,
    option("--color", metavar="WHEN", complete="colors", help="auto, always or never."),
]
Pager = Annotated[bool | None, option("--pager/--no-pager", help="Page long text in a terminal.")]
Accessible = Annotated[
    bool | None,
    option("--accessible", help="Text for the ear: a fact a line, nothing drawn."),
]
Verbose = Annotated[bool, option("--verbose", help="Say on stderr what makes an answer slower.")]

# --- what a question is about

Name = Annotated[
    list[str],
    argument(
        metavar="NAME...", complete="names",
        help="A State, an office or a treaty; several words make one name.",
    ),
]  # fmt: skip
Names = Annotated[
    list[str] | None,
    argument(
        metavar="[NAME]...", complete="contacts",
        help="States (or offices); all if none is named.",
    ),
]  # fmt: skip
States = Annotated[
    list[str] | None,
    argument(metavar="[STATE]...", complete="states", help="All if none is named."),
]
StateName = Annotated[
    list[str],
    argument(
        metavar="STATE", complete="state",
        help="A State; several words make one name.",
    ),
]  # fmt: skip
StateAndTreaty = Annotated[
    list[str],
    argument(
        metavar="STATE TREATY", complete="state_and_treaty",
        help="A State, then a treaty or upr; or a term, such as list of issues.",
    ),
]  # fmt: skip
Period = Annotated[
    str | None,
    option(
        "--period", metavar="PERIOD", help="One period, such as 2008-2009, or a year within it."
    ),
]
Section = Annotated[
    list[str] | None,
    option(
        "--section", metavar="SECTION", complete="sections",
        help="One part of the page, such as treaties or contacts; repeatable.",
    ),
]  # fmt: skip

# --- which dates

Year = Annotated[str | None, option("--year", metavar="YEAR", help="A whole year.")]
From = Annotated[str | None, option("--from", metavar="DATE", help="From a day, month or year on.")]
To = Annotated[
    str | None, option("--to", metavar="DATE", help="To a day, month or year, inclusive.")
]
Within = Annotated[
    str | None, option("--within", metavar="SPAN", help="So far ahead: 90d, 12w, 6m or 2y.")
]
TreatyOption = Annotated[
    str | None,
    option("--treaty", metavar="TREATY", complete="treaties", help="One treaty."),
]
Kind = Annotated[
    list[str] | None,
    option(
        "--kind", metavar="KIND", complete="kinds",
        help="report, review, upr-review, upr-report, upr-submission, npm or event; repeatable.",
    ),
]  # fmt: skip
Basis = Annotated[
    list[str] | None,
    option(
        "--basis", metavar="BASIS", complete="bases",
        help="Only these: stated, statutory, derived, projected, rhythm; repeatable.",
    ),
]  # fmt: skip
RegionOption = Annotated[
    str | None,
    option(
        "--region", metavar="REGION", complete="regions",
        help="One region of the Office, such as Africa.",
    ),
]  # fmt: skip
Projected = Annotated[bool, option("--projected", help="Carry patterns on, too; always marked.")]
Passed = Annotated[
    bool, option("--passed", help="Due dates gone by with nothing recorded to have come since.")
]
Explain = Annotated[bool, option("--explain", help="Under each date its ground, in words.")]
ContactKind = Annotated[
    list[str] | None,
    option(
        "--kind", metavar="KIND", complete="contact_kinds",
        help='A kind of presence, such as "country office", or mandate; repeatable.',
    ),
]  # fmt: skip
Full = Annotated[bool, option("--full", help="Every programme in full, older ones, too.")]
All = Annotated[bool, option("--all", help="Closed and superseded ones, too.")]
Paths = Annotated[
    list[Path] | None,
    argument(
        metavar="[PATH]...", help="Files or folders of your own; the bundled data without any."
    ),
]
Stale = Annotated[
    str | None,
    option("--stale", metavar="SPAN", help="List what is older, too: 2y, 18m. No fault."),
]

# --- lists, words, comparisons

OldFolder = Annotated[
    Path, argument(metavar="OLD", help="The data of an earlier edition, or a site made of it.")
]
NewFolder = Annotated[
    Path | None,
    argument(metavar="[NEW]", help="That of a later one; what is asked here without it."),
]

Subject = Annotated[
    str,
    argument(
        metavar="SUBJECT", complete="subjects",
        help="states, treaties, offices, mandates, reviews, sessions, institutions, declarations"
        " or sources.",
    ),
]  # fmt: skip
Group = Annotated[
    str | None,
    option(
        "--group", metavar="GROUP", complete="groups",
        help="One regional group at the United Nations, such as African or GRULAC.",
    ),
]  # fmt: skip
Party = Annotated[
    str | None,
    option(
        "--treaty", metavar="TREATY", complete="treaties",
        help="States for which it is in force on the day; reviews and declarations under it.",
    ),
]  # fmt: skip
NotParty = Annotated[
    str | None,
    option(
        "--not-party", metavar="TREATY", complete="treaties",
        help="States for which it isn't, signed or not.",
    ),
]  # fmt: skip
OneState = Annotated[
    str | None, option("--state", metavar="STATE", complete="one_state", help="One State.")
]
CommitteeOption = Annotated[
    str | None,
    option(
        "--committee", metavar="BODY", complete="committees",
        help="One committee, such as CEDAW; or UPR, HRC.",
    ),
]  # fmt: skip
Status = Annotated[
    str | None,
    option("--status", metavar="STATUS", help="Such as held or announced; A or B of institutions."),
]
Everything = Annotated[bool, option("--all", help="What isn't there on the day, too.")]
Words = Annotated[
    list[str],
    argument(metavar="WORDS...", help="All must be there; the last may be unfinished."),
]
Limit = Annotated[int, option("--limit", metavar="N", least=1, help="At most so many.")]
Compared = Annotated[
    list[str],
    argument(metavar="STATE STATE...", complete="states", help="Two States or more."),
]
