"""Register the formats that can be read, each a module, and the official files in them."""

from __future__ import annotations

from importlib import import_module

from fieldref.answer.items.refresh import OfficialFileItem
from fieldref.model.treaties import Treaty
from fieldref.refresh.interface import Reader

# Another format is a module under `readers` with a READER, and its name here.
_READERS = (
    "treaty_collection_xml",
    "upr_database",
    "human_rights_index",
    "treaty_body_pages",
    "own_table",
)


def load_readers() -> tuple[Reader, ...]:
    """Import the readers, in the order in which they are asked to recognize a file."""
    modules = (import_module(f"fieldref.refresh.readers.{name}") for name in _READERS)
    return tuple(module.READER for module in modules)


def official_files(treaties: tuple[Treaty, ...]) -> tuple[OfficialFileItem, ...]:
    """List the official files that are read, in the order of the readers."""
    return tuple(item for reader in load_readers() for item in reader.files(treaties))
