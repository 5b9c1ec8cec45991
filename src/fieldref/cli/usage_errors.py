"""What the parser can't take, in this program's words: what was wrong, where, the next step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from fieldref.cli import commands
from fieldref.cli.app import COMMANDS
from fieldref.errors import WrongUse


def usage_error(error: Any, words: Sequence[str]) -> WrongUse:
    """The parser's complaint about `words` as one of ours; Typer exports no class to tell it by."""
    command = words[0] if words and words[0] in COMMANDS else ""
    path = command or "fieldref"
    see = f"See: {f'fieldref {command}'.rstrip()} --help"
    kind, message = type(error).__name__, str(getattr(error, "message", error))
    if kind == "NoSuchOption":
        near = get_close_matches(error.option_name, error.possibilities or (), 1, 0.7)
        said = f"Did you mean {near[0]}? {see}" if near else see
        where = f"{command} has" if command else "There is"
        return WrongUse(f"{where} no option {error.option_name}.", said)
    if kind == "MissingParameter":
        needed = error.param.metavar or error.param.human_readable_name
        return WrongUse(f"{path} needs {needed.rstrip('.')}.", f"Such as: {_example(command)}")
    if kind == "BadOptionUsage":
        lacks = "requires" in message
        return WrongUse(f"{error.option_name} {'needs a' if lacks else 'takes no'} value.", see)
    if kind == "BadParameter" and getattr(error.param.type, "min", None) is not None:
        least = error.param.type.min
        return WrongUse(f"{error.param.opts[0]} takes a number from {least} on.", see)
    return _of_words(message, path, see)


def _of_words(message: str, path: str, see: str) -> WrongUse:
    """A complaint of which the parser gives nothing but its words."""
    if found := re.match(r"No such command '(.*?)'", message, re.DOTALL):
        near = get_close_matches(found[1], COMMANDS, 1)
        hint = f"Did you mean fieldref {near[0]}?" if near else see
        return WrongUse(f"There is no command {found[1]!r}.", hint)
    if found := re.match(r"Got unexpected extra argument(?:\(s\))? \((.*)\)", message, re.DOTALL):
        return WrongUse(f"{found[1]!r} is more than {path} takes.", see)
    return WrongUse(message if message.endswith((".", "?", "!")) else f"{message}.", see)


def _example(command: str) -> str:
    says = getattr(commands, f"{command}_").says
    found = re.search(r"^ *(fieldref .*)$", says, re.MULTILINE)
    return found[1] if found else f"fieldref {command} --help"
