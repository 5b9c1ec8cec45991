"""`edit`: a file of one's own in an editor, as a draft that counts only once it is proved."""

from __future__ import annotations

from pathlib import Path

from fieldref.answer import Answer
from fieldref.answer.items.user_data import OwnItem
from fieldref.cli import arguments, editor
from fieldref.cli.context import CommandContext
from fieldref.errors import FaultyData, FieldrefError, NotFound, WrongUse
from fieldref.pages.user_data import user_data_page
from fieldref.user_data import data_folder, safe_files
from fieldref.user_data.vcard_contacts import slug


def edit_record(context: CommandContext, name: str) -> Answer:
    """Open what the name means; a bundled file is copied when something is saved in it."""
    folder = data_folder.writing_folder(context.data)
    kind, id, path, text = _chosen(context, folder, name)
    did = _edited(path, text)
    item = OwnItem("written" if did else "unchanged", kind, id, str(path), "", ())
    return user_data_page("edit", (item,), folder, arguments.read_day(context.on))


def edit_text(path: Path) -> None:
    """Open a file that has just been made."""
    _edited(path, path.read_text("utf-8"))


def _chosen(context: CommandContext, folder: Path, name: str) -> tuple[str, str, Path, str]:
    """The kind and id of what the name means, its file of one's own and the text to begin with."""
    try:
        subject = arguments.open_catalog(context.data).find(name)
    except FaultyData:  # of one's own file, it may be: then its name must do
        for kind in ("state", "office"):
            path = folder / f"{kind}s" / f"{slug(name)}.yaml"
            if path.is_file():
                return kind, slug(name), path, path.read_text("utf-8", "replace")
        raise
    if subject.kind == "treaty":
        hint = f"Write treaties.yaml in {folder}: fieldref paths says where the bundled one is."
        raise WrongUse(f"{subject.display_name} is no State and no office.", hint)
    mine = data_folder.file_holding(folder, subject.kind, subject.id)
    if mine:
        return subject.kind, subject.id, mine, mine.read_text("utf-8")
    bundled = data_folder.bundled_file(subject.kind, subject.id)
    if bundled is None:
        raise NotFound(f"There is no file of {subject.display_name} to begin with.")
    path = folder / f"{subject.kind}s" / bundled.name
    return subject.kind, subject.id, path, bundled.read_text("utf-8")


def _edited(path: Path, text: str) -> bool:
    """Whether something was saved. What has faults stays in the draft, and is told."""
    draft = path.with_name(f"{path.name}.draft")
    if not draft.exists():
        safe_files.create_file(draft, text)
    editor.open_editor(draft)
    now = draft.read_text("utf-8", "replace")
    if now != text:
        try:
            data_folder.validate(path, now)
        except FieldrefError as error:
            error.hint = f"Your text is kept in {draft}; fieldref edit goes on with it."
            raise
        safe_files.replace_file(path, now)
    draft.unlink()
    return now != text
