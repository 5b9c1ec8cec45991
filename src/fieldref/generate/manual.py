"""Make the manual page from the declarations that the help is made of.

It is in docs/fieldref.1, which the wheel installs; a test holds the two equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import TextWrapper

from fieldref import __version__
from fieldref.cli.app import EXITS, PROGRAM
from fieldref.cli.fast_parser import Command, Parameter
from fieldref.cli.registry import ANSWERING, COMMANDS, load_command

_DAY = "2026-11-23"  # of this version: the page must not change with the clock
_WRAP = TextWrapper(72, break_long_words=False, break_on_hyphens=False)
_ENVIRONMENT = {
    "FIELDREF_FORMAT": "The format where neither an option nor a file's ending says one.",
    "FIELDREF_COLOR": "auto, always or never.",
    "FIELDREF_ACCESSIBLE": "1 or true: text for the ear, a fact a line, nothing drawn.",
    "FIELDREF_CONFIG": "The file of settings, in place of the usual one.",
    "FIELDREF_LINKS": "always or never: links on sources and addresses in a terminal.",
    "FIELDREF_NO_CACHE": "Not empty: keep nothing in the cache folder.",
    "NO_COLOR, CLICOLOR, TERM=dumb": "Not empty, 0, dumb: no colours; dumb: text for the ear, too.",
    "FORCE_COLOR, CLICOLOR_FORCE": "Not empty and not 0: colours even in a pipe.",
    "COLUMNS": "The width to lay text out for, from 40 on.",
    "PAGER": "What pages long text in a terminal, less without it; cat for none.",
}


def manual_page() -> str:
    """Write the page in man(7)."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f'.TH FIELDREF 1 "{_DAY}" "fieldref {__version__}" "User Commands"'
    yield from (".SH NAME", r"fieldref \- field reference for the UN human-rights system")
    yield from (".SH SYNOPSIS", r".B fieldref", r"\fICOMMAND\fR [\fINAME\fR...] [\fIOPTION\fR...]")
    yield from (".SH DESCRIPTION", *_prose(PROGRAM))
    yield ".SH COMMANDS"
    for name in COMMANDS:
        yield from _command(name, load_command(name))
    yield ".SH OPTIONS OF EVERY COMMAND"
    for parameter in _shared():
        yield from _parameter(parameter)
    yield from (".SH ENVIRONMENT", *_tagged(_ENVIRONMENT.items()))
    file = "The settings, as fieldref config tells; on other systems the user's config folder."
    yield from (".SH FILES", *_tagged([("~/.config/fieldref/config.toml", file)]))
    yield from (".SH EXIT STATUS", *_tagged(EXITS.items()))


def _shared() -> list[Parameter]:
    """Give the options that all commands have that answer."""
    first, *others = (load_command(name).parameters for name in ANSWERING)
    options = [option for option in first if option.declaration.names]
    return [option for option in options if all(option in parameters for parameters in others)]


def _command(name: str, command: Command) -> Iterator[str]:
    shared = _shared()
    says, examples, more = _parts(command.help)
    arguments = [argument for argument in command.parameters if not argument.declaration.names]
    words = " ".join(
        rf"\fI{_plain(argument.declaration.metavar or '')}\fR" for argument in arguments
    )
    yield f".SS fieldref {name} {words}".rstrip()
    yield from _prose(says)
    for parameter in command.parameters:
        if parameter not in shared:
            yield from _parameter(parameter)
    for paragraph in more:
        yield from (".PP", *_prose(paragraph))
    yield from (".PP", "Such as:", ".PP", ".nf", ".RS 4")
    yield from map(_plain, examples)
    yield from (".RE", ".fi")


def _parts(says: str) -> tuple[str, list[str], list[str]]:
    """Split a docstring into what it says, its examples, and what stands below them."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", says) if part.strip()]
    examples = [part.splitlines()[1:] for part in paragraphs if part.startswith("\b")]
    prose = [part for part in paragraphs if not part.startswith("\b")]
    return prose[0], [line.strip() for paragraph in examples for line in paragraph], prose[1:]


def _parameter(parameter: Parameter) -> Iterator[str]:
    names = [
        rf"\fB{_plain(name)}\fR"
        for name in "/".join(parameter.declaration.names).split("/")
        if name
    ]
    metavar = (
        rf"\fI{_plain(parameter.declaration.metavar)}\fR" if parameter.declaration.metavar else ""
    )
    yield ".TP"
    yield " ".join(filter(None, (", ".join(names), metavar)))
    yield from _prose(parameter.declaration.help)


def _tagged(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for tag, says in pairs:
        yield from (".TP", rf"\fB{_plain(tag)}\fR", *_prose(says))


def _prose(text: str) -> list[str]:
    """Split a text into sentences, each on a line of its own, as roff wants them."""
    joined = " ".join(text.split())
    sentences = re.split(r"(?<=[.:?!]) (?=[A-Z])", joined)
    return [_plain(line) for sentence in sentences for line in _WRAP.wrap(sentence)]


def _plain(text: str) -> str:
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped[:1] in (".", "'") else escaped
