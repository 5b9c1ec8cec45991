"""Open a file in the user's editor."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from fieldref import files
from fieldref.errors import Unwritable, WrongUse


def open_editor(path: Path) -> None:
    """Open the file in $VISUAL or $EDITOR (else vi) and wait; raises WrongUse if that fails."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(editor) or ["vi"]
        with _ignoring_interrupts():
            # What ends fieldref meanwhile ends no editor, in which somebody may have typed.
            code = subprocess.Popen([*words, str(files.absolute(path))]).wait()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        hint = "Set EDITOR to an editor that waits, such as: nano, vim, code --wait"
        raise WrongUse(f"The editor {editor!r} can't be run: {why.lower()}.", hint) from None
    if code:
        raise Unwritable(f"The editor {editor!r} ended with {code}; nothing was changed.")


@contextlib.contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    """Let Ctrl-C mean what the program in the terminal takes it for; it ends only that."""
    usual = signal.signal(signal.SIGINT, lambda *_: None)  # SIG_IGN would be passed on
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual or signal.SIG_DFL)
