"""One module a format, and the registry of them.

Another format is one module with a function from an Answer to its text, and one line in `FORMATS`.
Nothing is imported before it is used: no Rich in a pipe, no iCalendar for JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from fieldref.errors import WrongUse

if TYPE_CHECKING:
    from fieldref.answer import Answer

Color = Literal["auto", "always", "never"]


class Format(NamedTuple):
    """A format: the module and function that write it, its file ending, what it needs.

    `needs` is the field of the answer that it cannot do without, `lacks` the words for that.
    """

    module: str
    ending: str
    function: str = "render"
    needs: Literal["", "calendar", "cards", "chart"] = ""
    lacks: str = ""


FORMATS: dict[str, Format] = {
    "text": Format("text", ".txt"),
    "json": Format("jsonformat", ".json"),
    "csv": Format("csvformat", ".csv"),
    "markdown": Format("markdown", ".md"),
    "ics": Format("ics", ".ics", needs="calendar", lacks="dates for a calendar"),
    "vcard": Format("vcard", ".vcf", needs="cards", lacks="contacts"),
    "svg": Format("svg", ".svg", needs="chart", lacks="chart"),
    "vcard4": Format("vcard", ".vcf", "render4", needs="cards", lacks="contacts"),
}


class Options(NamedTuple):
    """How and where to write.

    `format` None follows from the ending of `output`, else it is text; `output` None or "-" is
    stdout; `width` is in cells, None as wide as the terminal.
    """

    format: str | None = None
    output: str | None = None
    color: Color = "auto"
    width: int | None = None
    pager: bool = False


def formats_for(answer: Answer) -> tuple[str, ...]:
    """The names of the formats that can hold the answer."""
    return tuple(name for name in FORMATS if fits(name, answer))


def fits(name: str, answer: Answer) -> bool:
    """Whether the format can hold the answer."""
    needs = FORMATS[name].needs
    return not needs or getattr(answer, needs) is not None


def write(answer: Answer, options: Options) -> None:
    """Write the answer, then its asides to stderr.

    Raises WrongUse for a format that there is not or that does not fit, before anything is
    written, and Unwritable if the output cannot be written. A closed pipe ends in silence.
    """
    from fieldref.render import output

    name = options.format or _format_of(options.output)
    chosen = _chosen(name, answer)
    if name == "text":
        _write_text(answer, options)
    else:
        render = cast(Callable[..., str], _function(chosen, chosen.function))
        output.write(render(answer), options.output)
    tell(answer.asides)
    if chosen.needs == "calendar":
        tell(_function(chosen, "asides")(answer))


def tell(lines: Iterable[str]) -> None:
    """Write lines to stderr, made harmless; one that cannot be written is nobody's loss."""
    from fieldref.render.output import tell as write_lines

    write_lines(lines)


def _format_of(output: str | None) -> str:
    named = (output or "").lower()
    return next((name for name, each in FORMATS.items() if named.endswith(each.ending)), "text")


def _chosen(name: str, answer: Answer) -> Format:
    hint = "Formats that fit: " + ", ".join(formats_for(answer)) + "."
    if name not in FORMATS:
        raise WrongUse(f"There is no format called {name!r}.", hint)
    if not fits(name, answer):
        raise WrongUse(f"{name} doesn't fit here: this answer has no {FORMATS[name].lacks}.", hint)
    return FORMATS[name]


def _function(chosen: Format, name: str) -> Callable[..., Iterable[str]]:
    module = import_module(f"fieldref.render.{chosen.module}")
    return cast(Callable[..., Iterable[str]], getattr(module, name))


def _write_text(answer: Answer, options: Options) -> None:
    from fieldref.render import output, screen
    from fieldref.render.layout import View

    seen = screen.of(options.output, options.color, options.width)
    view = View(seen.width, piped=not seen.interactive)
    module = import_module("fieldref.render." + ("terminal" if seen.painted else "text"))
    written: str = module.render(answer, view)
    if options.pager and seen.interactive and seen.pages(written):
        from fieldref.render.pager import page

        if page(written):
            return
    output.write(written, options.output)
