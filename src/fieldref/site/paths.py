"""Give the path of each kind of page."""

from __future__ import annotations

from fieldref.site.files import file_name


def state_path(code: str) -> str:
    """Give the page of a State."""
    return f"states/{code}.html"


def next_path(code: str) -> str:
    """Give the page of what comes next for a State."""
    return f"next/{code}.html"


def timeline_path(code: str) -> str:
    """Give the page of a State's timeline."""
    return f"timelines/{code}.html"


def treaty_path(code: str) -> str:
    """Give the page of an instrument."""
    return f"treaties/{file_name(code)}.html"


def committee_path(code: str) -> str:
    """Give the page of a committee."""
    return f"committees/{file_name(code)}.html"
