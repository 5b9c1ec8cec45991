"""The libraries that only `import` takes, which are an extra of the package."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from fieldref.errors import WrongUse


@cache
def load_library(name: str, use: str) -> Any:
    """Give the module of that name; raise WrongUse, which says how to have it, without it."""
    try:
        return import_module(name)
    except ImportError:
        says = f"{use} takes the library {name.partition('.')[0]}, which isn't here."
        raise WrongUse(says, 'Have it with: pip install "fieldref[import]"') from None
