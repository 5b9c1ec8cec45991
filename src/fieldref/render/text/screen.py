"""Tell what text is written for: how wide it is, and whether anyone looks on."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from typing import Literal

from fieldref.records import NamedTuple
from fieldref.render.text.color import wants_color

NARROWEST = 40
_BLIND = ("dumb", "linux", "cons25")  # they show the sequence, or can open nothing


class Screen(NamedTuple):
    """The width and height in cells; whether it is a terminal; whether to paint, and to link.

    One that is `dumb` can only show line after line, as those do that are read aloud.
    """

    width: int
    height: int
    interactive: bool
    painted: bool
    linked: bool
    dumb: bool

    def pages(self, text: str) -> bool:
        """Tell whether `text` has more lines than the screen."""
        return text.count("\n") >= self.height


def detect_screen(
    output: str | None, color: Literal["auto", "always", "never"], width: int | None
) -> Screen:
    """Give the screen that text for `output` is shown on; `width` in cells wins over COLUMNS."""
    size = shutil.get_terminal_size((80, 24))
    stdout = output in (None, "-")
    interactive = stdout and sys.stdout is not None and sys.stdout.isatty()
    painted = color == "always" or (
        color == "auto" and stdout and wants_color(os.environ, interactive)
    )
    linked = stdout and links_wanted(os.environ, interactive)
    wide = max(width or size.columns, NARROWEST)
    dumb = interactive and os.environ.get("TERM") == "dumb"
    return Screen(
        width=wide,
        height=size.lines,
        interactive=interactive,
        painted=painted,
        linked=linked,
        dumb=dumb,
    )


def links_wanted(environment: Mapping[str, str], interactive: bool) -> bool:
    """Tell whether a terminal gets links; FIELDREF_LINKS, always or never, decides."""
    links = environment.get("FIELDREF_LINKS", "")
    if links in ("always", "never"):
        return links == "always"
    terminal = environment.get("TERM", "")
    blind = not terminal or terminal in _BLIND or terminal.startswith(("vt", "eterm"))
    return interactive and not blind and "INSIDE_EMACS" not in environment
