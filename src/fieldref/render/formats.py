"""One module a format, and the registry of them.

Another format is one module with a function from an Answer to its text, and one line in `FORMATS`.
Nothing is imported before it is used: no Rich in a pipe, no iCalendar for JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from fieldref.errors import WrongUse

if TYPE_CHECKING:
    from fieldref.answer import Answer

Color = Literal["auto", "always", "never"]


class Format(NamedTuple):
    """A format: the module and function that write it, its file endings, what it needs and takes.

    `needs` is the field of the answer that it cannot do without, `lacks` the words for that;
    `takes` are the options that only some formats take, and `each` the function for --split.
    """

    module: str
    endings: tuple[str, ...]
    function: str = "render"
    needs: Literal["", "calendar", "cards", "chart", "findings"] = ""
    lacks: str = ""
    takes: tuple[str, ...] = ()
    each: str = ""


FORMATS: dict[str, Format] = {
    "text": Format("text.writer", (".txt",)),
    "json": Format("jsonformat", (".json",), takes=("fields",)),
    "jsonl": Format("jsonl", (".jsonl", ".ndjson"), takes=("fields",)),
    "csv": Format("csvformat", (".csv",), takes=("fields", "bom")),
    "plain": Format("plain", (".tsv",), takes=("fields",)),
    "markdown": Format("markdown", (".md", ".markdown")),
    "html": Format("html", (".html", ".htm")),
    "ics": Format("ics", (".ics",), "render", "calendar", "dates for a calendar", ("remind",)),
    "vcard": Format("vcard", (".vcf",), "render", "cards", "contacts", ("split",), "each3"),
    "vcard4": Format("vcard", (), "render4", "cards", "contacts", ("split",), "each4"),
    "github": Format("github", (), "render", "findings", "faults at lines"),
    "svg": Format("svg", (".svg",), "render", "chart", "chart"),
}


class OutputOptions(NamedTuple):
    """How and where to write.

    `format` None follows from the ending of `output`, else it is text; `output` None or "-" is
    stdout; `width` is in cells, None as wide as the terminal. `usual` is the format where neither
    says one; where that can't hold the answer, text stands in for it. Only some formats take the
    rest: the keys to keep, a byte order mark, days to remind before, a folder for a file a card.
    """

    format: str | None = None
    output: str | None = None
    color: Color = "auto"
    width: int | None = None
    pager: bool = False
    usual: str = "text"
    fields: tuple[str, ...] = ()
    bom: bool = False
    remind: int | None = None
    split: str | None = None


def formats_for(answer: Answer) -> tuple[str, ...]:
    """The names of the formats that can hold the answer."""
    return tuple(name for name in FORMATS if format_fits(name, answer))


def format_fits(name: str, answer: Answer) -> bool:
    """Whether the format can hold the answer."""
    needs = FORMATS[name].needs
    return not needs or getattr(answer, needs) is not None


def write_answer(answer: Answer, options: OutputOptions) -> None:
    """Write the answer, then its asides to stderr.

    Raises WrongUse for a format that there is not or that does not fit, before anything is
    written, and Unwritable if the output cannot be written. A closed pipe ends in silence.
    """
    from fieldref.render import output

    name = options.format or _format_of(options) or _usual(answer, options.usual)
    chosen = _chosen(name, answer)
    _refuse(name, options)
    if name == "text":
        _write_text(answer, options)
    elif options.split:
        output.write_files(_function(chosen, chosen.each)(answer), options.split)
    else:
        output.write_output(_rendered(chosen, answer, options), options.output)
    write_messages(answer.asides)
    if chosen.needs == "calendar":
        write_messages(_function(chosen, "asides")(answer))


def write_messages(lines: Iterable[str]) -> None:
    """Write lines to stderr, made harmless; one that cannot be written is nobody's loss."""
    from fieldref.render.output import write_messages as write_lines

    write_lines(lines)


def _format_of(options: OutputOptions) -> str | None:
    named = (options.output or "").lower()
    unnamed = "vcard" if options.split else None
    return next((name for name, one in FORMATS.items() if named.endswith(one.endings)), unnamed)


def _usual(answer: Answer, name: str) -> str:
    if format_fits(name, answer):
        return name
    lacks = FORMATS[name].lacks
    write_messages([f"This is text: {name}, the format that is set, is for answers with {lacks}."])
    return "text"


def _chosen(name: str, answer: Answer) -> Format:
    hint = "Formats that fit: " + ", ".join(formats_for(answer)) + "."
    if name not in FORMATS:
        raise WrongUse(f"There is no format called {name!r}.", hint)
    if not format_fits(name, answer):
        raise WrongUse(f"{name} doesn't fit here: this answer has no {FORMATS[name].lacks}.", hint)
    return FORMATS[name]


def _refuse(name: str, options: OutputOptions) -> None:
    """Refuse an option that the format doesn't take."""
    for option in ("fields", "bom", "remind", "split"):
        if getattr(options, option) not in (None, False, ()) and option not in FORMATS[name].takes:
            fit = ", ".join(one for one, each in FORMATS.items() if option in each.takes)
            raise WrongUse(f"--{option} doesn't fit {name}.", f"It goes with --format {fit}.")
    if options.split and options.output:
        raise WrongUse("--split and --output don't go together.", "--split names the folder.")


def _rendered(chosen: Format, answer: Answer, options: OutputOptions) -> str:
    if options.fields:
        from fieldref.render import field_selection as keys

        by_row = chosen.module in ("csvformat", "plain")
        answer = (keys.select_row_fields if by_row else keys.select_item_fields)(
            answer, tuple(dict.fromkeys(options.fields))
        )
    render: Callable[..., str] = _function(chosen, chosen.function)
    given = {"remind": options.remind} if options.remind is not None else {}
    return "\ufeff" * options.bom + render(answer, **given)


def _function(chosen: Format, name: str) -> Callable[..., Any]:
    module = import_module(f"fieldref.render.{chosen.module}")
    return cast(Callable[..., Any], getattr(module, name))


def _write_text(answer: Answer, options: OutputOptions) -> None:
    from fieldref.render import output
    from fieldref.render.text import screen
    from fieldref.render.text.layout import View

    seen = screen.detect_screen(options.output, options.color, options.width)
    view = View(seen.width, not seen.interactive, seen.linked)
    module = import_module("fieldref.render.text." + ("terminal" if seen.painted else "writer"))
    written: str = module.render(answer, view)
    if options.pager and seen.interactive and seen.pages(written):
        from fieldref.render.text.pager import show_in_pager

        if show_in_pager(written):
            return
    output.write_output(written, options.output)
