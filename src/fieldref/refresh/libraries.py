"""The libraries that only `refresh` takes, which are an extra of the package."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from fieldref.errors import WrongUse


def load_library(name: str, use: str) -> Any:
    """Give the module of that name; raise WrongUse, which says how to have it, without it."""
    try:
        return import_module(name)
    except ImportError:
        says = f"{use} takes the library {name.partition('.')[0]}, which isn't here."
        raise WrongUse(says, 'Have it with: pip install "fieldref[refresh]"') from None
