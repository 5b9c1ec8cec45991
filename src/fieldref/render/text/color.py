"""Decide whether colour is on: what the environment says of it, else whether it is a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from fieldref.records import NamedTuple


class ColorDecision(NamedTuple):
    """A decision by a variable of the environment: whether to paint, and its name."""

    painted: bool
    name: str


def wants_color(environment: Mapping[str, str], interactive: bool) -> bool:
    """Tell what the environment says of colour; else a terminal is painted."""
    by = color_override(environment)
    return by.painted if by else interactive


def color_override(environment: Mapping[str, str]) -> ColorDecision | None:
    """Give the variable that decides on colour, if any (no-color.org, bixense.com/clicolors)."""
    if environment.get("NO_COLOR"):
        return ColorDecision(False, "NO_COLOR")
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if environment.get(name, "0") not in ("", "0"):
            return ColorDecision(True, name)
    if environment.get("CLICOLOR") == "0":
        return ColorDecision(False, "CLICOLOR")
    return ColorDecision(False, "TERM") if environment.get("TERM") == "dumb" else None
