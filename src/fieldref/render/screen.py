"""What text is written for: how wide it is, whether anyone looks on, whether colours are wanted."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from typing import Literal, NamedTuple

NARROWEST = 40


class Screen(NamedTuple):
    """The width and height in cells; whether it is a terminal; whether to paint."""

    width: int
    height: int
    interactive: bool
    painted: bool

    def pages(self, text: str) -> bool:
        """Whether `text` has more lines than the screen."""
        return text.count("\n") >= self.height


def of(output: str | None, color: Literal["auto", "always", "never"], width: int | None) -> Screen:
    """The screen that text for `output` is shown on; `width` in cells wins over COLUMNS."""
    size = shutil.get_terminal_size((80, 24))
    stdout = output in (None, "-")
    interactive = stdout and sys.stdout is not None and sys.stdout.isatty()
    painted = color == "always" or (
        color == "auto" and stdout and wants_color(os.environ, interactive)
    )
    return Screen(max(width or size.columns, NARROWEST), size.lines, interactive, painted)


def wants_color(environment: Mapping[str, str], interactive: bool) -> bool:
    """What the environment says of colour (no-color.org, bixense.com/clicolors)."""
    if environment.get("NO_COLOR"):
        return False
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if environment.get(name, "0") not in ("", "0"):
            return True
    if environment.get("CLICOLOR") == "0" or environment.get("TERM") == "dumb":
        return False
    return interactive
