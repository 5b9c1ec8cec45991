"""Write what files add to a checkout's data or to one's own: whole or not at all, proved before."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from fieldref import files
from fieldref.checks import registry
from fieldref.checks.files import Files
from fieldref.errors import FaultyData, Unwritable, WrongUse
from fieldref.loading import yamlfile
from fieldref.loading.dataset import load_folder
from fieldref.model.treaties import Act, Treaty
from fieldref.names import slug
from fieldref.records import NamedTuple
from fieldref.refresh import yaml_edits
from fieldref.refresh.comparison import Change
from fieldref.refresh.reading import FileReading
from fieldref.refresh.registry import treaty_address
from fieldref.refresh.yaml_edits import RowEdit
from fieldref.user_data import data_folder, new_files, safe_files, templates
from fieldref.user_data.new_files import NewFile

_SOURCES = "sources.yaml"
_ISO3 = 3  # letters of the code of a State; organizations have others


class NewSource(NamedTuple):
    """A file as the source of what it adds."""

    id: str
    title: str
    publisher: str
    address: str
    date: str


def writeable(changes: Iterable[Change], taken: frozenset[str]) -> tuple[Change, ...]:
    """Give what may be written: additions, finer dates, and contradictions that are taken.

    Of a file that isn't understood well enough nothing is; an organization's acts stand in
    treaties.yaml, which is left to people.
    """
    return tuple(change for change in changes if _is_writeable(change, taken))


def _is_writeable(change: Change, taken: frozenset[str]) -> bool:
    if not change.values or change.reading.spoiled or len(change.party) != _ISO3:
        return False
    agreed = change.change in ("added", "finer")
    return agreed or (change.change == "contradicts" and change.key in taken)


def takes_keys_away(change: Change) -> bool:
    """Tell whether writing it takes a key out of our row, such as `undated` once there is a day.

    What is laid over a row only adds to it, so only an edit of the row itself can do that.
    """
    return any(value is None for _, value in change.values)


def refuse_unknown_keys(changes: Iterable[Change], taken: frozenset[str]) -> None:
    """Raise WrongUse for a key of --take that no contradiction has."""
    keys = {change.key for change in changes if change.change == "contradicts"}
    if unknown := sorted(taken - keys):
        hint = f"There are: {', '.join(sorted(keys)[:8])}." if keys else "Nothing contradicts."
        raise WrongUse(f"No contradiction is called {unknown[0]!r}.", hint)


def _source_of(reading: FileReading, treaties: Iterable[Treaty], day: date) -> NewSource:
    treaty = next(treaty for treaty in treaties if treaty.code == reading.treaty)
    reader = reading.reader
    assert reader is not None
    number = (treaty.untc or treaty.code).lower()
    title = f"United Nations Treaty Collection, {treaty.untc}: status of signatures and acts"
    return NewSource(
        f"untc-{number}-{day}", title, reader.publisher, treaty_address(treaty), str(day)
    )


def _sources(
    changes: Iterable[Change], treaties: tuple[Treaty, ...], day: date
) -> dict[Path, NewSource]:
    readings = {change.reading.path: change.reading for change in changes}
    return {path: _source_of(reading, treaties, day) for path, reading in readings.items()}


def _gather_edits(
    changes: tuple[Change, ...], sources: dict[Path, NewSource]
) -> dict[tuple[str, str], list[RowEdit]]:
    """Give the edits by State (code and name): those of one row are one edit."""
    rows: dict[tuple[Any, ...], list[Change]] = defaultdict(list)
    for change in changes:
        rows[change.party, change.name, change.treaty, change.row].append(change)
    edits: dict[tuple[str, str], list[RowEdit]] = defaultdict(list)
    for (party, name, _, row), group in rows.items():
        values = tuple(pair for change in group for pair in change.values)
        refs = (*group[0].sources, sources[group[0].reading.path].id)
        identity = _identity(row) if row else ()
        edits[party, name].append(RowEdit("treaties", identity, values, refs, row is None))
    return edits


def _identity(act: Act) -> tuple[tuple[str, str], ...]:
    pairs = (("treaty", act.treaty), ("signed", act.signed), ("bound", act.bound))
    return tuple((key, str(value)) for key, value in pairs if value)


# --- a checkout


def edit_folder(
    folder: Path, changes: tuple[Change, ...], treaties: tuple[Treaty, ...], day: date
) -> tuple[Path, ...]:
    """Edit the files of a folder laid out like data/; give those that changed.

    All are proved together before the first is replaced. Raises FaultyData, Unwritable, WrongUse.
    """
    with safe_files.hold_folder(folder):
        texts = _edited_texts(folder, changes, treaties, day)
        _prove_folder(folder, texts, day)
        _replace_all(texts)
    return tuple(texts)


def _edited_texts(
    folder: Path, changes: tuple[Change, ...], treaties: tuple[Treaty, ...], day: date
) -> dict[Path, str]:
    sources = _sources(changes, treaties, day)
    order = tuple(treaty.code for treaty in treaties)
    texts: dict[Path, str] = {}
    for (party, _), edits in _gather_edits(changes, sources).items():
        path = data_folder.file_holding(folder, "state", party)
        if path is None:
            raise WrongUse(
                f"No file in {folder} holds {party}.", "--into takes a folder like data/."
            )
        texts[path] = yaml_edits.edit_rows(_read(path), path.name, edits, order)
    if sources:
        path = folder / _SOURCES
        texts[path] = _with_sources(_read(path), sources.values())
    return texts


def _read(path: Path) -> str:
    try:
        return files.read_bytes(path, yamlfile.MOST_BYTES).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise Unwritable(f"{path} can't be read: {error}.") from None


def _with_sources(text: str, sources: Iterable[NewSource]) -> str:
    """Put the sources that aren't there in among the others, by id."""
    end = "\r\n" if "\r\n" in text else "\n"
    for source in sorted(set(sources)):
        lines = text.split(end)
        starts = [(line.removeprefix("- id:").strip(" \"'"), n) for n, line in enumerate(lines)
                  if line.startswith("- id:")]  # fmt: skip
        if source.id in [id for id, _ in starts]:
            continue
        entry = templates.source_text(source._asdict()).rstrip("\n").split("\n")
        later = [n for id, n in starts if id.casefold() > source.id.casefold()]
        if later:
            lines[later[0] : later[0]] = [*entry, ""]
        else:
            lines = [*text.rstrip().split(end), "", *entry, ""]
        text = end.join(lines)
    return text


def _prove_folder(folder: Path, texts: dict[Path, str], on: date) -> None:
    """Raise FaultyData if the folder would not prove well with these texts."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "data"
        try:
            shutil.copytree(folder, copy)
            for path, text in texts.items():
                (copy / path.relative_to(folder)).write_bytes(text.encode())
        except OSError as error:
            raise Unwritable(f"{place} can't be written: {files.explain(error)}.") from None
        checked = Files(load_folder(copy, layer=-1))
        if faults := registry.find_faults(checked.checked, on=on):
            raise FaultyData(faults, "Nothing was written.")


def _replace_all(texts: dict[Path, str]) -> None:
    """Write all the files or none: a full disk or a failed rename leaves all as they were."""
    try:
        files.write_together(
            [
                files.Writing(path, text.encode(), path.stat().st_mode & 0o777, overwrite=True)
                for path, text in texts.items()
            ]
        )
    except OSError as error:
        where = error.filename or "The folder"
        raise Unwritable(f"{where} can't be written: {files.explain(error)}.") from error


# --- one's own folder


def write_own(
    folder: Path, changes: tuple[Change, ...], treaties: tuple[Treaty, ...], day: date
) -> tuple[Path, ...]:
    """Write the changes as files of one's own, laid over the bundled data; give their paths."""
    items = new_files.write_planned(folder, lambda: _plan(folder, changes, treaties, day), day)
    return tuple(Path(item.path) for item in items)


def _plan(
    folder: Path, changes: tuple[Change, ...], treaties: tuple[Treaty, ...], day: date
) -> tuple[NewFile, ...]:
    sources = _sources(changes, treaties, day)
    order = tuple(treaty.code for treaty in treaties)
    planned = _plan_sources(folder, sources.values())
    for (party, name), edits in _gather_edits(changes, sources).items():
        path = folder / "states" / f"{slug(name)}-refreshed.yaml"
        text = data_folder.read_user_file(path) or _new_text(folder, party, name)
        for edit in edits:
            text = _lay_over(text, path.name, edit, order)
        planned.append(NewFile("state", party, path, text, text, creates=False))
    return tuple(planned)


def _plan_sources(folder: Path, sources: Iterable[NewSource]) -> list[NewFile]:
    path = folder / _SOURCES
    before = data_folder.read_user_file(path)
    if before is None:
        before = templates.sources_header(data_folder.template_header(folder, "source", ""))
    text = _with_sources(before, sources)
    return [NewFile("source", "sources", path, text, text, creates=False)] if sources else []


def _new_text(folder: Path, party: str, name: str) -> str:
    header = data_folder.template_header(folder, "state", "")
    return (
        f"# yaml-language-server: $schema={header['schema']}\n"
        f"# {name}: what official files add to the profile, written by `fieldref refresh`.\n"
        f"\ncodes: {{iso3: {party}}}\n"
    )


def _lay_over(text: str, name: str, edit: RowEdit, order: tuple[str, ...]) -> str:
    """Set the keys in the row that is there already, else add one that means the bundled row."""
    kept = tuple((key, value) for key, value in edit.identity if key != "signed")
    if not edit.is_new:
        try:
            return yaml_edits.edit_rows(text, name, [edit._replace(identity=kept)], order)
        except WrongUse:
            keys = dict(edit.values)
            missing = tuple(pair for pair in kept if pair[0] not in keys)
            edit = edit._replace(values=(*missing, *edit.values), is_new=True)
    return yaml_edits.edit_rows(text, name, [edit], order)
