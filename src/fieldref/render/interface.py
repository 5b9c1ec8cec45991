"""Define what every format gives and takes.

A format is a module with a function that writes an Answer as text, and the `Format` that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

from fieldref.records import NamedTuple

if TYPE_CHECKING:
    from fieldref.answer import Answer

Color = Literal["auto", "always", "never"]


class OutputOptions(NamedTuple):
    """The options of writing.

    `format` None follows from the ending of `output`, else it is text; `output` None or "-" is
    stdout; `width` is in cells, None as wide as the terminal. `usual` is the format where neither
    says one; where that can't hold the answer, text stands in for it. `accessible` text draws
    nothing and says one fact a line. Only some formats take the
    rest: the keys to keep, a byte order mark, days to remind before, dates known to the year
    alone, a folder for a file a card.
    """

    format: str | None = None
    output: str | None = None
    color: Color = "auto"
    width: int | None = None
    pager: bool = False
    usual: str = "text"
    accessible: bool = False
    fields: tuple[str, ...] = ()
    bom: bool = False
    remind: int | None = None
    about: bool = False
    split: str | None = None


DEFAULT_OPTIONS = OutputOptions()


def no_files(answer: Answer) -> Iterable[tuple[str, str]]:
    """Refuse to write an answer as a file a part: the registry says which formats can."""
    raise TypeError(f"{answer.command} is written whole")


def omit_nothing(_: Answer, _options: OutputOptions) -> tuple[str, ...]:
    """Say that the format holds all of an answer."""
    return ()


class Format(NamedTuple):
    """A format: its functions that write an answer.

    `render` gives the whole answer as text, or as bytes where it is none, `render_files` a file
    name and a text for each part of it (`--split`), and `list_omissions` a sentence for each thing
    that the format can't hold.
    """

    render: Callable[[Answer, OutputOptions], str | bytes]
    render_files: Callable[[Answer], Iterable[tuple[str, str]]] = no_files
    list_omissions: Callable[[Answer, OutputOptions], tuple[str, ...]] = omit_nothing
