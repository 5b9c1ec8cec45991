"""Edit the user's files by way of drafts: each remembers what it began from, none is lost.

A draft lies beside the file and has in its name a digest of the text that it began from. It counts
only once it is proved and that text still stands; else both are kept, and named.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from fieldref import files
from fieldref.errors import FieldrefError, Unwritable
from fieldref.loading.yamlfile import MOST_BYTES
from fieldref.user_data import data_folder, safe_files

_ENDING = ".draft"
_DIGITS = 10


def edit_by_draft(
    path: Path, read_current: Callable[[], str], open_editor: Callable[[Path], None], on: date
) -> bool:
    """Open a draft of the file in the editor and save it; tell whether anything was saved.

    On the day `on` nothing can be told that comes after.

    `read_current` gives what the file holds, or would begin with. Raises what is wrong with the
    draft, or Unwritable where it can't count: it is then kept, and named.
    """
    with _alone_with(path):
        base = read_current()
        draft = path.with_name(f"{path.name}.{_digest(base)}{_ENDING}")
        _refuse_stale_drafts(path, draft, base)
        if not files.is_taken(draft):
            safe_files.create_file(draft, base)
        with _kept(draft, base):
            open_editor(draft)
            return _save(path, draft, base, read_current, on)


@contextlib.contextmanager
def _alone_with(path: Path) -> Iterator[None]:
    """Hold the file against another `edit`; remove what was made for it if it stays empty."""
    made: tuple[Path, ...] = ()
    try:
        made = files.make_folders(path.parent)
        with files.hold_file(path.with_name(f".{path.name}.lock")) as held:
            if not held:
                sentence = f"{path} is being edited already."
                raise Unwritable(sentence, "Close the other editor first.")
            yield
    except OSError as error:
        where = error.filename if isinstance(error.filename, Path) else path
        raise Unwritable(f"{where} can't be written: {files.explain(error)}.") from error
    finally:
        files.remove_empty_folders(made)


@contextlib.contextmanager
def _kept(draft: Path, base: str) -> Iterator[None]:
    """Name the draft where what was typed can't count; remove it where nothing was typed."""
    try:
        yield
    except FieldrefError as error:
        if _holds(draft, base):
            draft.unlink()
        elif files.exists(draft):
            error.hint = error.hint or _KEPT.format(draft=draft)
        raise


def _holds(draft: Path, text: str) -> bool:
    try:
        return files.read_bytes(draft, MOST_BYTES) == text.encode("utf-8", "surrogatepass")
    except OSError:
        return False


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _refuse_stale_drafts(path: Path, draft: Path, base: str) -> None:
    """Raise Unwritable if there is a draft that began from another text than the file's."""
    for name in sorted(os.listdir(path.parent)):  # noqa: PTH208  # by name, whatever it holds
        stale = path.with_name(name)
        if name.startswith(f"{path.name}.") and name.endswith(_ENDING) and stale != draft:
            text = _read_draft(stale)
            if text == base or _digest(text) in name:  # nothing was typed that isn't in the file
                stale.unlink()
                continue
            sentence = f"{path} has changed since the draft {stale} was begun."
            raise Unwritable(sentence, _KEEP.format(draft=stale))


_KEPT = "Your text is kept in {draft}; fieldref edit goes on with it."
_KEEP = (
    "Nothing was written, both are kept. Put into the file what you need of {draft},"
    " remove that draft, then edit again."
)


def _save(path: Path, draft: Path, base: str, read_current: Callable[[], str], on: date) -> bool:
    text = _read_draft(draft)
    if text == base:
        draft.unlink()
        return False
    data_folder.validate(path, text, on, _KEPT.format(draft=draft))
    with safe_files.hold_folder(path.parent):
        current = read_current()
        if current not in (base, text):
            sentence = f"{path} has changed while it was edited."
            raise Unwritable(sentence, _KEEP.format(draft=draft))
        if current != text or not files.exists(path):
            safe_files.replace_file(path, text)
    draft.unlink()
    return True


def _read_draft(draft: Path) -> str:
    try:
        return files.read_bytes(draft, MOST_BYTES).decode()
    except UnicodeDecodeError:
        hint = "Nothing was changed. Save it as UTF-8: fieldref edit goes on with it."
        raise Unwritable(f"The draft {draft} is not UTF-8 text.", hint) from None
    except OSError as error:
        if not files.exists(draft):
            sentence = "The draft is gone: the editor has removed it. Nothing was changed."
            raise Unwritable(sentence, "Save the file under its own name.") from None
        why = files.explain(error)
        raise Unwritable(
            f"The draft {draft} can't be read: {why}.", "Nothing was changed."
        ) from None
