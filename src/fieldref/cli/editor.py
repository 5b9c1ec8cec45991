"""Open a file in the user's editor."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from fieldref import files
from fieldref.errors import Unwritable, WrongUse


def open_editor(path: Path) -> None:
    """Open the file in $VISUAL or $EDITOR (else vi) and wait; raises WrongUse if that fails."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(editor) or ["vi"]
        code = subprocess.run([*words, str(files.absolute(path))], check=False).returncode
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        hint = "Set EDITOR to an editor that waits, such as: nano, vim, code --wait"
        raise WrongUse(f"The editor {editor!r} can't be run: {why.lower()}.", hint) from None
    if code:
        raise Unwritable(f"The editor {editor!r} ended with {code}; nothing was changed.")
