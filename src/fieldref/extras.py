"""Load the libraries that only one command takes: they are extras of the package."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Literal

from fieldref.errors import WrongUse


def load_library(
    extra: Literal["import", "mcp", "refresh", "site", "xlsx"], name: str, use: str
) -> Any:
    """Give the module of that name; raise WrongUse, which names its extra, without it.

    `use` is what it is for, as the subject of a sentence.
    """
    try:
        return import_module(name)
    except ImportError:
        says = f"{use} takes the library {name.partition('.')[0]}, which isn't here."
        raise WrongUse(says, f'Have it with: pip install "fieldref[{extra}]"') from None
