"""Ask a person at a terminal for what the options leave out."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from fieldref.errors import WrongUse


def ask_for(options: Mapping[str, str | None], questions: Mapping[str, str]) -> dict[str, str]:
    """Give the values of the options; ask in a terminal for those that are missing.

    Elsewhere (in a script, in a pipe) raises WrongUse that names every missing option.
    """
    missing = [key for key in questions if not options[key]]
    if missing and not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        names = ", ".join(f"--{key.replace('_', '-')}" for key in missing)
        needed = "; ".join(questions[key] for key in missing)
        raise WrongUse(f"Needed here: {names}.", f"{needed}.")
    values = {key: value for key, value in options.items() if value}
    return {**values, **{key: _ask(questions[key]) for key in missing}}


def _ask(question: str) -> str:
    while True:
        sys.stderr.write(f"{question}: ")
        sys.stderr.flush()
        answer = sys.stdin.readline()
        if not answer:
            raise KeyboardInterrupt
        if answer.strip():
            return answer.strip()
