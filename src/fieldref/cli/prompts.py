"""What a person is asked in a terminal, and the editor that a file is opened in."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from fieldref.errors import Unwritable, WrongUse


def ask_for(given: Mapping[str, str | None], questions: Mapping[str, str]) -> dict[str, str]:
    """The values of the options, those that are missing asked for in a terminal.

    Elsewhere (in a script, in a pipe) raises WrongUse that names every missing option.
    """
    missing = [key for key in questions if not given[key]]
    if missing and not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        options = ", ".join(f"--{key.replace('_', '-')}" for key in missing)
        asked = "; ".join(questions[key] for key in missing)
        raise WrongUse(f"Needed here: {options}.", f"{asked}.")
    found = {key: value for key, value in given.items() if value}
    return {**found, **{key: _asked(questions[key]) for key in missing}}


def _asked(question: str) -> str:
    while True:
        sys.stderr.write(f"{question}: ")
        sys.stderr.flush()
        answer = sys.stdin.readline()
        if not answer:
            raise KeyboardInterrupt
        if answer.strip():
            return answer.strip()


def open_editor(path: Path) -> None:
    """Open the file in $VISUAL or $EDITOR (else vi) and wait; raises WrongUse if that fails."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        code = subprocess.run([*shlex.split(editor), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        hint = "Set EDITOR to an editor that waits, such as: nano, vim, code --wait"
        raise WrongUse(f"The editor {editor!r} can't be run: {why.lower()}.", hint) from None
    if code:
        raise Unwritable(f"The editor {editor!r} ended with {code}; nothing was changed.")
