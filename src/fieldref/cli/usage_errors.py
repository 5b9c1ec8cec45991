"""Say of words that the parser can't take what was wrong, where, and the next step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import typer

from fieldref.cli.registry import COMMANDS
from fieldref.errors import WrongUse


def usage_error(error: Any, words: Sequence[str]) -> WrongUse:
    """Turn the parser's complaint about `words` into one of ours.

    Typer exports one class of complaints; the others are known by what they carry.
    """
    command = words[0] if words and words[0] in COMMANDS else ""
    help_hint = f"See: {f'fieldref {command}'.rstrip()} --help"
    message = str(getattr(error, "message", error))
    if isinstance(error, typer.BadParameter):
        return _bad_parameter(error, message, command, help_hint)
    if hasattr(error, "possibilities"):
        close = get_close_matches(error.option_name, error.possibilities or (), 1, 0.7)
        hint = f"Did you mean {close[0]}? {help_hint}" if close else help_hint
        where = f"{command} has" if command else "There is"
        return WrongUse(f"{where} no option {error.option_name}.", hint)
    if hasattr(error, "option_name"):
        lacks = "needs a" if "requires" in message else "takes no"
        return WrongUse(f"{error.option_name} {lacks} value.", help_hint)
    return _from_message(message, command or "fieldref", help_hint)


def _bad_parameter(error: Any, message: str, command: str, help_hint: str) -> WrongUse:
    if hasattr(error, "param_type"):  # it is missing
        needed = error.param.metavar or error.param.human_readable_name
        sentence = f"{command or 'fieldref'} needs {needed.rstrip('.')}."
        return WrongUse(sentence, f"Such as: {COMMANDS[command].example}" if command else help_hint)
    if getattr(error.param.type, "min", None) is not None:
        sentence = f"{error.param.opts[0]} takes a number from {error.param.type.min} on."
        return WrongUse(sentence, help_hint)
    return _from_message(message, command or "fieldref", help_hint)


def _from_message(message: str, path: str, help_hint: str) -> WrongUse:
    """Read a complaint of which the parser gives nothing but its words."""
    if match := re.match(r"No such command '(.*?)'", message, re.DOTALL):
        close = get_close_matches(match[1], COMMANDS, 1)
        hint = f"Did you mean fieldref {close[0]}?" if close else help_hint
        return WrongUse(f"There is no command {match[1]!r}.", hint)
    if match := re.match(r"Got unexpected extra argument(?:\(s\))? \((.*)\)", message, re.DOTALL):
        return WrongUse(f"{match[1]!r} is more than {path} takes.", help_hint)
    return WrongUse(message if message.endswith((".", "?", "!")) else f"{message}.", help_hint)
