"""Name the commands: where each is, what is said of it, what it can write, what it gives.

Another command is a function under `cli/` and one entry in `COMMANDS`. Nothing is imported before
it is used, so an entry names the function and the kinds of items that it stands for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from fieldref.records import NamedTuple

if TYPE_CHECKING:
    from fieldref.cli.fast_parser import Command

# What every command writes; `render.formats.format_fits` has the last word on an answer.
FORMATS = ("text", "json", "jsonl", "csv", "tsv", "xlsx", "plain", "markdown", "html")


class CommandSpec(NamedTuple):
    """A command: its module and function, its line in the help, an example, what it gives.

    `items` are the classes under `answer.items` that its answers can hold, `also_formats` the
    formats that it writes besides `FORMATS`. `answers` is False of what serves until it is ended;
    `changes` is True of what may write files before it answers.
    """

    module: str
    function: str
    summary: str
    example: str
    items: tuple[str, ...]
    also_formats: tuple[str, ...] = ()
    answers: bool = True
    changes: bool = False

    @property
    def formats(self) -> tuple[str, ...]:
        """Give the formats that the command's answers fit."""
        return (*FORMATS, *self.also_formats) if self.answers else ()


# In the order of the help.
COMMANDS = {
    "show": CommandSpec(
        "commands",
        "show_subject",
        "A State, an office or a treaty: all that is recorded of it.",
        "fieldref show cambodia",
        ("show.StateItem", "show.TreatyPageItem", "show.OfficeItem", "show.SourcePageItem"),
        ("ics", "vcard", "vcard4"),
    ),
    "deadlines": CommandSpec(
        "commands",
        "list_deadlines",
        "What falls due: treaty reports, Universal Periodic Reviews, submissions.",
        "fieldref deadlines --year 2009",
        ("base.DeadlineItem", "lists.PassedItem"),
        ("ics",),
    ),
    "next": CommandSpec(
        "commands",
        "show_next",
        "Who considers a State next, by when to write, and where to.",
        "fieldref next kenya",
        ("next.NextItem",),
        ("ics",),
    ),
    "contacts": CommandSpec(
        "commands",
        "list_contacts",
        "Whom to ring or write to.",
        "fieldref contacts cambodia",
        ("base.ContactItem",),
        ("vcard", "vcard4"),
    ),
    "explain": CommandSpec(
        "commands",
        "explain_dates",
        "Why a date: acts, articles and arithmetic; or what a term of the field means.",
        "fieldref explain cambodia cedaw",
        ("explain.ExplainItem", "explain.TermItem"),
    ),
    "timeline": CommandSpec(
        "commands",
        "draw_timeline",
        "Acts, reports, reviews and visits of a State on one axis of years.",
        "fieldref timeline cambodia",
        ("timeline.TimelineItem",),
        ("svg",),
    ),
    "list": CommandSpec(
        "commands",
        "list_records",
        "States, treaties, offices, reviews, sessions and more, filtered.",
        "fieldref list states --not-party cedaw",
        (
            "lists.StateLine",
            "lists.TreatyLine",
            "lists.OfficeLine",
            "lists.MandateLine",
            "lists.ReviewLine",
            "lists.SessionLine",
            "lists.InstitutionLine",
            "lists.DeclarationLine",
            "lists.SourceLine",
        ),
    ),
    "search": CommandSpec(
        "commands",
        "search_words",
        "Words in names, programmes, contacts and sources.",
        "fieldref search torture prevention",
        ("lists.FoundItem",),
    ),
    "compare": CommandSpec(
        "commands",
        "compare_states",
        "Where States stand towards each treaty, side by side.",
        "fieldref compare cambodia thailand viet nam",
        ("lists.ComparedItem",),
    ),
    "diff": CommandSpec(
        "commands",
        "compare_editions",
        "What changed between two editions of the data, or since one.",
        "fieldref diff last-year/data",
        ("diff.EditionChangeItem",),
        ("atom",),
    ),
    "check": CommandSpec(
        "commands",
        "check_data",
        "Prove the data: every fact sourced, every date in order.",
        "fieldref check",
        ("check.FindingItem",),
        ("github",),
    ),
    "new": CommandSpec(
        "user_data_commands",
        "make_file",
        "A file of your own data: a State, an office or a source.",
        "fieldref new state cambodia",
        ("user_data.OwnItem",),
        changes=True,
    ),
    "edit": CommandSpec(
        "user_data_commands",
        "edit_file",
        "A State or an office in your editor, as your own copy.",
        "fieldref edit cambodia",
        ("user_data.OwnItem",),
        changes=True,
    ),
    "import": CommandSpec(
        "user_data_commands",
        "import_file",
        "An address book (vCard, CSV) into an office's cards.",
        "fieldref import contacts.vcf --into bangkok-ro",
        ("user_data.OwnItem",),
        changes=True,
    ),
    "refresh": CommandSpec(
        "refresh_command",
        "refresh_data",
        "Official files beside the data: what they add, and what contradicts.",
        "fieldref refresh --list",
        ("refresh.ChangeItem", "refresh.OfficialFileItem"),
        changes=True,
    ),
    "publish": CommandSpec(
        "site_commands",
        "publish_site",
        "A site of all this: pages, an API, calendars, address books.",
        "fieldref publish site",
        ("site.PublishedItem",),
        changes=True,
    ),
    "serve": CommandSpec(
        "site_commands",
        "serve_site",
        "A published site on this computer alone, to look at.",
        "fieldref serve site",
        (),
        answers=False,
    ),
    "mcp": CommandSpec(
        "assistants",
        "serve_assistants",
        "A door for assistants: these answers over the Model Context Protocol.",
        "fieldref mcp",
        (),
        answers=False,
    ),
    "paths": CommandSpec(
        "user_data_commands",
        "list_paths",
        "Where everything is.",
        "fieldref paths",
        ("user_data.PlaceItem",),
    ),
    "doctor": CommandSpec(
        "user_data_commands",
        "diagnose",
        "What a report of a bug needs.",
        "fieldref doctor",
        ("user_data.DiagnosisItem",),
    ),
    "config": CommandSpec(
        "commands",
        "show_settings",
        "The settings in force: format, colour, pager, data.",
        "fieldref config",
        ("config.SettingItem",),
    ),
}

ANSWERING = {name: spec for name, spec in COMMANDS.items() if spec.answers}


def load_command(name: str) -> Command:
    """Import the command of that name."""
    spec = COMMANDS[name]
    module = import_module(f"fieldref.cli.{spec.module}")
    return cast("Command", getattr(module, spec.function))
