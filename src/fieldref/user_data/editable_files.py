"""Find the file that a name means, to be edited: the user's own, or the one to begin it with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fieldref.catalog import Catalog
from fieldref.errors import FaultyData, NotFound, WrongUse
from fieldref.names import slug
from fieldref.records import NamedTuple
from fieldref.user_data import data_folder


class EditableFile(NamedTuple):
    """A State's or an office's file: where it is or will be, and what it would begin with."""

    kind: str
    id: str
    path: Path
    bundled: Path | None = None

    def read_text(self) -> str:
        """Read what the file holds; if it isn't there, what the bundled one does."""
        text = data_folder.read_user_file(self.path)
        if text is None and self.bundled:
            text = data_folder.read_user_file(self.bundled)
        return text or ""


def find_editable(open_catalog: Callable[[], Catalog], folder: Path, name: str) -> EditableFile:
    """Find the file that `name` means; raises NotFound, WrongUse, FaultyData."""
    try:
        subject = open_catalog().find(name)
    except FaultyData:  # it may be the user's own file that has the faults: then its name must do
        for kind in ("state", "office"):
            path = folder / f"{kind}s" / f"{slug(name)}.yaml"
            if data_folder.read_user_file(path) is not None:
                return EditableFile(kind, slug(name), path)
        raise
    if subject.kind == "treaty":
        hint = f"Write treaties.yaml in {folder}: fieldref paths says where the bundled one is."
        raise WrongUse(f"{subject.display_name} is no State and no office.", hint)
    if holder := data_folder.file_holding(folder, subject.kind, subject.id):
        return EditableFile(subject.kind, subject.id, holder)
    bundled = data_folder.bundled_file(subject.kind, subject.id)
    if bundled is None:
        raise NotFound(f"There is no file of {subject.display_name} to begin with.")
    path = folder / f"{subject.kind}s" / bundled.name
    return EditableFile(subject.kind, subject.id, path, bundled)
