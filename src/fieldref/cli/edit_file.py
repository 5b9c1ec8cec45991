"""Run `edit`: a file of the user's in an editor, which counts once it is proved."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from fieldref import places
from fieldref.answer import Answer
from fieldref.answer.items.user_data import OwnItem
from fieldref.cli import data_access, days
from fieldref.cli.context import CommandContext
from fieldref.cli.editor import open_editor
from fieldref.pages.user_data import user_data_page
from fieldref.user_data import data_folder
from fieldref.user_data.drafts import edit_by_draft
from fieldref.user_data.editable_files import EditableFile, find_editable
from fieldref.user_data.fault_count import FaultCount


def edit_record(context: CommandContext, name: str) -> Answer:
    """Open what the name means; a bundled file is copied when something is saved in it."""
    folder, day = data_folder.writing_folder(context.data), days.read_day(context.on)
    file = find_editable(lambda: data_access.open_catalog(context.data), folder, name)
    folders = (*data_access.user_data_folders(), *context.data)
    faults = FaultCount(folders, places.cache_folder())
    was_sound = faults.kept(day) == 0
    saved = edit_by_draft(file.path, file.read_text, open_editor, day)
    if saved and was_sound:  # what is saved was proved
        faults.keep(faults.mark(), day, 0)
    did: Literal["written", "unchanged"] = "written" if saved else "unchanged"
    item = OwnItem(did=did, kind=file.kind, id=file.id, path=str(file.path), text="", left=())
    return user_data_page("edit", (item,), folder, day)


def edit_new(kind: str, id: str, path: Path, day: date) -> None:
    """Open a file that has just been made."""
    edit_by_draft(path, EditableFile(kind, id, path).read_text, open_editor, day)
