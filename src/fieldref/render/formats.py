"""Register the formats: one module each.

Another format is one module with a function from an Answer to its text, and one line in `FORMATS`.
Nothing is imported before it is used: no Rich in a pipe, no iCalendar for JSON.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal

from fieldref.errors import WrongUse
from fieldref.records import NamedTuple
from fieldref.render.interface import DEFAULT_OPTIONS, Format, OutputOptions

if TYPE_CHECKING:
    from fieldref.answer import Answer


class FormatEntry(NamedTuple):
    """A row of the registry: where a format stands, its file endings, what it needs and takes.

    `module` below `fieldref.render` writes the format, and `name` is what its Format is called
    there. One that `is_binary` is for files, not for a terminal. `needs` is the field of the answer
    that it can't do without, `lacks` the words for an answer that has none of it; `takes` are the
    options that only some formats take.
    """

    module: str
    endings: tuple[str, ...]
    name: str = "FORMAT"
    needs: Literal["", "calendar", "cards", "chart", "findings", "changes"] = ""
    lacks: str = ""
    takes: tuple[str, ...] = ()
    is_binary: bool = False

    def load(self) -> Format:
        """Import what writes the format."""
        module = import_module(f"fieldref.render.{self.module}")
        format: Format = vars(module)[self.name]
        return format


FORMATS: dict[str, FormatEntry] = {
    "text": FormatEntry("text.writer", (".txt",)),
    "json": FormatEntry("jsonformat", (".json",), takes=("fields",)),
    "jsonl": FormatEntry("jsonl", (".jsonl", ".ndjson"), takes=("fields",)),
    "csv": FormatEntry("csvformat", (".csv",), takes=("fields", "bom")),
    "tsv": FormatEntry("csvformat", (".tsv", ".tab"), "TSV", takes=("fields", "bom")),
    "xlsx": FormatEntry("xlsx", (".xlsx",), takes=("fields",), is_binary=True),
    "plain": FormatEntry("plain", (), takes=("fields",)),
    "markdown": FormatEntry("markdown", (".md", ".markdown")),
    "html": FormatEntry("html", (".html", ".htm")),
    "ics": FormatEntry(
        "ics", (".ics",), "FORMAT", "calendar", "dates for a calendar", ("remind", "about")
    ),
    "vcard": FormatEntry("vcard", (".vcf",), "VCARD3", "cards", "contacts", ("split",)),
    "vcard4": FormatEntry("vcard", (), "VCARD4", "cards", "contacts", ("split",)),
    "github": FormatEntry("github", (), needs="findings", lacks="faults at lines"),
    "atom": FormatEntry("atom", (".atom",), needs="changes", lacks="changes between editions"),
    "svg": FormatEntry("svg", (".svg",), needs="chart", lacks="chart"),
}
# Formats that say themselves what an answer leaves out; for the others stderr does.
_TELL_LEFT_OUT = ("text", "json", "markdown", "html")
_BY_ROW = ("csv", "tsv", "plain")  # where the keys are the columns of rows


def formats_for(answer: Answer) -> tuple[str, ...]:
    """List the names of the formats that can hold the answer."""
    return tuple(name for name in FORMATS if format_fits(name, answer))


def format_fits(name: str, answer: Answer) -> bool:
    """Tell whether the format can hold the answer."""
    needs = FORMATS[name].needs
    return not needs or getattr(answer, needs) is not None


def refuse_unfit(options: OutputOptions, fitting: tuple[str, ...]) -> None:
    """Refuse what no answer that fits these formats can be written as, before there is one.

    For what changes files and then answers. Raises WrongUse, as `write_answer` would.
    """
    usual = options.usual if options.usual in fitting else "text"
    name = options.format or _format_of_file(options) or usual
    if name not in fitting:
        raise _misfit(name, fitting)
    _refuse_options(name, options)
    _refuse_terminal(name, options)


def write_answer(answer: Answer, options: OutputOptions) -> None:
    """Write the answer, then its asides to stderr.

    Raises WrongUse for a format that there is not or that does not fit, before anything is
    written, and Unwritable if the output cannot be written. A closed pipe ends in silence.
    """
    from fieldref.render import output

    name = options.format or _format_of_file(options) or _usual_format(answer, options.usual)
    if name not in FORMATS or not format_fits(name, answer):
        raise _misfit(name, formats_for(answer))
    _refuse_options(name, options)
    _refuse_terminal(name, options)
    format = FORMATS[name].load()
    if options.split:
        output.write_files(format.render_files(answer), options.split)
    else:
        content = render_answer(name, answer, options)
        if isinstance(content, bytes) or not (options.pager and _page(name, content, options)):
            output.write_output(content, options.output)
    output.write_messages(answer.asides)
    output.write_messages(format.list_omissions(answer, options))
    if answer.left_out and answer.left_out.dates and name not in _TELL_LEFT_OUT:
        output.write_messages([answer.left_out.words])


def render_answer(
    name: str, answer: Answer, options: OutputOptions = DEFAULT_OPTIONS
) -> str | bytes:
    """Give the answer in the format of that name, as text or bytes, with the keys chosen."""
    return FORMATS[name].load().render(_select_fields(name, answer, options.fields), options)


def _format_of_file(options: OutputOptions) -> str | None:
    """Name the format that the ending of the output's name means."""
    file = (options.output or "").lower()
    known = next((name for name, entry in FORMATS.items() if file.endswith(entry.endings)), None)
    if known or options.split:
        return known or "vcard"
    stem, dot, ending = file.rpartition("/")[2].rpartition(".")
    if stem and dot and ending.isalnum():
        endings = sorted(ending for entry in FORMATS.values() for ending in entry.endings)
        raise WrongUse(
            f"No format is known by the ending of {options.output!r}.",
            f"Endings: {', '.join(endings)}; or name the format: --format text.",
        )
    return None


def _usual_format(answer: Answer, name: str) -> str:
    """Name the format that is set, or text, with a word on stderr, where that can't hold it."""
    if format_fits(name, answer):
        return name
    from fieldref.render.output import write_messages

    lacks = FORMATS[name].lacks
    write_messages([f"This is text: {name}, the format that is set, is for answers with {lacks}."])
    return "text"


def _misfit(name: str, fitting: tuple[str, ...]) -> WrongUse:
    """Say that there is no such format, or that it can't hold the answer."""
    hint = f"Formats that fit: {', '.join(fitting)}."
    if name not in FORMATS:
        return WrongUse(f"There is no format called {name!r}.", hint)
    return WrongUse(f"{name} doesn't fit here: this answer has no {FORMATS[name].lacks}.", hint)


def _refuse_options(name: str, options: OutputOptions) -> None:
    """Refuse an option that the format doesn't take."""
    for option in ("fields", "bom", "remind", "about", "split"):
        if getattr(options, option) not in (None, False, ()) and option not in FORMATS[name].takes:
            fitting = [format for format, entry in FORMATS.items() if option in entry.takes]
            hint = f"It goes with --format {', '.join(fitting)}."
            raise WrongUse(f"--{option} doesn't fit {name}.", hint)
    if options.split and options.output:
        raise WrongUse("--split and --output don't go together.", "--split names the folder.")


def _refuse_terminal(name: str, options: OutputOptions) -> None:
    """Refuse to write what is no text to a terminal."""
    if not FORMATS[name].is_binary:
        return
    from fieldref.render.text.screen import detect_screen

    if detect_screen(options.output, "never", None).interactive:
        raise WrongUse(f"{name} is no text for a terminal.", f"Write a file: -o answer.{name}")


def _select_fields(name: str, answer: Answer, keys: tuple[str, ...]) -> Answer:
    """Give the answer with only the chosen keys; with all of them where none is chosen."""
    if not keys:
        return answer
    from fieldref.answer import field_selection

    keys = tuple(dict.fromkeys(keys))
    if name in _BY_ROW:
        return field_selection.select_row_fields(answer, keys)
    return field_selection.select_item_fields(answer, keys)


def _page(name: str, text: str, options: OutputOptions) -> bool:
    """Show text that is longer than the screen in a pager; False where it is to be printed."""
    if name != "text":
        return False
    from fieldref.render.text.screen import detect_screen

    screen = detect_screen(options.output, options.color, options.width)
    if not (screen.interactive and screen.pages(text)):
        return False
    from fieldref.render.text.pager import show_in_pager

    return show_in_pager(text)
