"""List the kinds of data files: where each stands, what it holds, which keys tell it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from fieldref import files
from fieldref.loading.yamlfile import Node
from fieldref.model.committees_and_upr import Committee, Upr
from fieldref.model.common import Edition, Source
from fieldref.model.glossary import GlossaryTerm
from fieldref.model.presences import Mandate, Presence
from fieldref.model.states import Elsewhere, KnownGap, State
from fieldref.model.treaties import Treaty
from fieldref.records import NamedTuple


class FileKind(NamedTuple):
    """A kind of file: the field of Dataset it fills, where it stands, its record, its schema."""

    field: str
    place: str
    record: Any
    schema: str


# In the order in which they are read: a file may name what those before it define.
SHARED = (
    FileKind("sources", "sources.yaml", tuple[Source, ...], "sources"),
    FileKind("committees", "committees.yaml", tuple[Committee, ...], "committees"),
    FileKind("treaties", "treaties.yaml", tuple[Treaty, ...], "treaties"),
    FileKind("edition", "edition.yaml", Edition, "edition"),
    FileKind("upr", "upr.yaml", Upr, "upr"),
    FileKind("mandates", "mandates.yaml", tuple[Mandate, ...], "mandates"),
    FileKind("elsewhere", "elsewhere.yaml", tuple[Elsewhere, ...], "elsewhere"),
    FileKind("glossary", "glossary.yaml", tuple[GlossaryTerm, ...], "glossary"),
    FileKind("gaps", "known-gaps.yaml", tuple[KnownGap, ...], "known-gaps"),
)
FOLDERS = (
    FileKind("states", "states", State, "state"),
    FileKind("offices", "offices", Presence, "office"),
)


def file_kind_of(path: Path, node: Node) -> FileKind | None:
    """Tell a file's kind: by its folder or its name, else by the keys of its first record."""
    kinds = (*FOLDERS, *SHARED)
    for kind in kinds:
        if kind.place in (files.absolute(path).parent.name, path.name):
            return kind
    listed = node.kind == "list"
    keys = _keys(node.value[0] if listed and node.value else node)
    alike = [kind for kind in kinds if bool(get_args(kind.record)) == listed]
    best = max(alike, key=lambda kind: _likeness(kind, keys))
    return best if _likeness(best, keys) > 0 else None


def _keys(node: Node) -> set[str]:
    pairs = node.value if node.kind == "mapping" else ()
    return {key.value for key, _ in pairs if key.kind == "text"}


def _likeness(kind: FileKind, keys: set[str]) -> int:
    """Count how well the keys fit: a foreign one weighs more than one of the kind's."""
    fields = set((get_args(kind.record) or (kind.record,))[0]._fields)
    return len(keys & fields) - 2 * len(keys - fields)
