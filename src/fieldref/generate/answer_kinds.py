"""Give the kinds of items of each command, as classes, for what is made of them.

`cli.registry` names them: a command with items of its own is an entry there.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from fieldref.answer.items.base import Item
from fieldref.cli.registry import ANSWERING


def _load_kind(name: str) -> Item:
    """Import the class that is named module.Class, under `answer.items`."""
    module, _, kind = name.partition(".")
    return cast(Item, getattr(import_module(f"fieldref.answer.items.{module}"), kind))


# The command, as in the key `schema` of its JSON, and the kinds of items that it can give.
ITEMS: dict[str, tuple[Item, ...]] = {
    name: tuple(map(_load_kind, spec.items)) for name, spec in ANSWERING.items()
}
