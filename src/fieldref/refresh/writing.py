"""Write what files add to a checkout's data or to one's own: whole or not at all, proved before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from fieldref import files
from fieldref.checks import registry
from fieldref.errors import FaultyData, Unwritable, WrongUse
from fieldref.loading import yamlfile
from fieldref.loading.dataset import load_folder
from fieldref.model.treaties import Treaty
from fieldref.names import slug
from fieldref.records import NamedTuple
from fieldref.refresh import yaml_edits
from fieldref.refresh.changes import Change
from fieldref.refresh.comparison import RULES
from fieldref.refresh.yaml_edits import RowEdit
from fieldref.user_data import data_folder, new_files, safe_files, templates
from fieldref.user_data.new_files import NewFile

_SOURCES = "sources.yaml"
_ISO3 = 3  # letters of the code of a State; organizations have others
_UPR_SECTIONS = {"UPR": "sessions", "HRC": "council"}


class NewSource(NamedTuple):
    """A file as the source of what it adds."""

    id: str
    title: str
    publisher: str | None
    address: str | None
    date: str


class _Holder(NamedTuple):
    """What a row stands in: a State's file by its code, or the committees', or the UPR's."""

    kind: str
    party: str
    name: str


def writeable(changes: Iterable[Change], taken: frozenset[str]) -> tuple[Change, ...]:
    """Give what may be written: additions, finer dates, and contradictions that are taken.

    Of a file that isn't understood well enough nothing is; an organization's acts stand in
    treaties.yaml, which is left to people.
    """
    return tuple(change for change in changes if _is_writeable(change, taken))


def _is_writeable(change: Change, taken: frozenset[str]) -> bool:
    if not change.values or change.file.spoiled or change.file.about is None:
        return False
    if change.table != "sessions" and len(change.party) != _ISO3:
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


def _new_sources(changes: Iterable[Change], day: date) -> dict[Path, NewSource]:
    """Give each file as a source, retrieved on the day; not one whose rows all name their own."""
    sources = {}
    for change in changes:
        about = change.file.about
        if about and not change.cites:
            sources[change.file.path] = NewSource(
                f"{about.id}-{day}", about.title, about.publisher, about.address, str(day)
            )
    return sources


def _gather_edits(
    changes: tuple[Change, ...], sources: dict[Path, NewSource]
) -> dict[_Holder, list[RowEdit]]:
    """Give the edits by what they stand in: those of one row are one edit."""
    rows: dict[tuple[Any, ...], list[Change]] = defaultdict(list)
    for n, change in enumerate(changes):
        key = change.row if change.row is not None else n
        rows[change.table, change.party, change.name, change.treaty, key].append(change)
    edits: dict[_Holder, list[RowEdit]] = defaultdict(list)
    for (table, party, name, _, _), group in rows.items():
        first = group[0]
        values = tuple(pair for change in group for pair in change.values)
        cites = [id for change in group for id in change.cites]
        added = cites or [sources[first.file.path].id]
        new = tuple(dict.fromkeys(id for id in added if id not in first.sources))
        section = RULES[table].section
        within: tuple[tuple[str, str], ...] = ()
        if table == "sessions":
            section = _UPR_SECTIONS.get(party, section)
            within = () if party in _UPR_SECTIONS else (("acronym", party),)
        identity = _identity(table, first.row)
        edit = RowEdit(section, within, identity, values, first.sources, new, first.row is None)
        edits[_holder(table, party, name)].append(edit)
    return edits


def _holder(table: str, party: str, name: str) -> _Holder:
    if table != "sessions":
        return _Holder("state", party, name)
    return _Holder("upr" if party in _UPR_SECTIONS else "committees", "", "")


def _identity(table: Any, row: Any) -> tuple[tuple[str, str], ...]:
    if row is None:
        return ()
    pairs = ((key, getattr(row, key)) for key in RULES[table].identity(row))
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
    sources = _new_sources(changes, day)
    order = tuple(treaty.code for treaty in treaties)
    texts: dict[Path, str] = {}
    held = {each.id: each.path for each in reversed([*data_folder.held_ids(folder, "state")])}
    for holder, edits in _gather_edits(changes, sources).items():
        path = folder / f"{holder.kind}.yaml"
        if holder.kind == "state":
            if holder.party not in held:
                says = f"No file in {folder} holds {holder.party}."
                raise WrongUse(says, "--into takes a folder like data/.")
            path = held[holder.party]
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
    if faults := registry.find_faults(load_folder(folder, layer=-1, texts=texts), on=on):
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
    sources = _new_sources(changes, day)
    order = tuple(treaty.code for treaty in treaties)
    planned = _plan_sources(folder, sources.values())
    for holder, edits in _gather_edits(changes, sources).items():
        path = _own_path(folder, holder)
        text = data_folder.read_user_file(path) or _new_text(folder, holder)
        for edit in edits:
            text = _lay_over(text, path.name, edit, order)
        id = holder.party or holder.kind
        planned.append(NewFile(holder.kind, id, path, text, text, creates=False))
    return tuple(planned)


def _own_path(folder: Path, holder: _Holder) -> Path:
    if holder.kind == "state":
        return folder / "states" / f"{slug(holder.name)}-refreshed.yaml"
    return folder / f"{holder.kind}.yaml"


def _plan_sources(folder: Path, sources: Iterable[NewSource]) -> list[NewFile]:
    path = folder / _SOURCES
    before = data_folder.read_user_file(path)
    if before is None:
        before = templates.sources_header(data_folder.template_header(folder, "source", ""))
    text = _with_sources(before, sources)
    return [NewFile("source", "sources", path, text, text, creates=False)] if sources else []


def _new_text(folder: Path, holder: _Holder) -> str:
    header = data_folder.template_header(folder, holder.kind, "")
    what = holder.name or {"upr": "The UPR", "committees": "Committees"}[holder.kind]
    codes = f"\ncodes: {{iso3: {holder.party}}}\n" if holder.party else ""
    return (
        f"# yaml-language-server: $schema={header['schema']}\n"
        f"# {what}: what official files add, written by `fieldref refresh`.\n{codes}"
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
