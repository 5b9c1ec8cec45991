"""Page what is longer than the screen: by $PAGER, else less."""

from __future__ import annotations

import os
import shlex
import subprocess

from fieldref.render.text.links import without_links


def show_in_pager(text: str) -> bool:
    """Show `text` in the reader's pager; False if there is none, and it is to be printed.

    less gets git's settings where the reader has none: quit if it fits, colours, leave it standing.
    """
    command = _pager_command()
    if not command or command[0] == "cat" or os.environ.get("TERM", "dumb") == "dumb":
        return False
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    environment["LESS"] = f"-R {environment['LESS']}"  # else it may show the codes of colours
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    except (OSError, ValueError):
        return False
    if environment.get("FIELDREF_LINKS") != "always":
        text = without_links(text)  # older ones show a link's escape sequence
    _feed(pager, text.encode("utf-8", "replace"))
    return True


def _pager_command() -> list[str]:
    """Give the words of $PAGER, else less; none where they can't be taken apart."""
    try:
        return shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:
        return []


def _feed(pager: subprocess.Popen[bytes], data: bytes) -> None:
    """Hand over the text and wait; an open pager handles interrupts itself."""
    while True:
        try:
            pager.communicate(data)
            return
        except KeyboardInterrupt:
            continue
