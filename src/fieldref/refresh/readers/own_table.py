"""A table of one's own, CSV with our keys as its head: reviews, acts, declarations, sessions.

What `fieldref list reviews --format csv` writes is one. A `sources` column names sources by id; a
row without any has the file itself as its source.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import BinaryIO

from fieldref.answer.items.refresh import OfficialFileItem
from fieldref.loading.decode import decode
from fieldref.loading.yamlfile import Node
from fieldref.model.committees_and_upr import Session
from fieldref.model.states import Declaration, Review
from fieldref.model.treaties import Act, Treaty
from fieldref.names import slug
from fieldref.records import NamedTuple
from fieldref.refresh.interface import (
    About,
    Fact,
    Known,
    NotUnderstood,
    Part,
    Reader,
    Record,
    UnreadableFile,
)
from fieldref.refresh.readers.streams import file_name, is_utf16, read_whole
from fieldref.refresh.states_in_files import Party

_MOST_BYTES = 64 << 20
_MOST_ROWS = 100_000  # twenty times our longest list
_LONGEST_CELL = 100_000
_DELIMITERS = ",;\t|"
# Columns of our exports that say again, in another way, what others say.
_DERIVED = frozenset(
    {"name", "date_from", "date_to", "precision", "title", "next_report", "next_report_basis",
     "next_report_says", "in_force", "last_considered", "last_document", "standing", "parties"}
)  # fmt: skip


class _Table(NamedTuple):
    """A kind of table: the record of a row, which columns tell it, and who a row is about."""

    kind: type
    needs: frozenset[str]
    one_of: frozenset[str]
    party: str


_TABLES = (
    _Table(Session, frozenset({"committee", "session"}), frozenset({"start", "end"}), "committee"),
    _Table(Declaration, frozenset({"state", "treaty", "article"}), frozenset({"kind"}), "state"),
    _Table(Review, frozenset({"state"}), frozenset({"event", "mechanism"}), "state"),
    _Table(Act, frozenset({"state", "treaty"}), frozenset({"signed", "bound"}), "state"),
)


def _recognizes(head: bytes) -> bool:
    lines = head.decode(_encoding(head), "replace").splitlines()
    first = next((each for each in lines if each.strip()), "")
    return _table_of(_head(first)) is not None


def _encoding(data: bytes) -> str:
    return "utf-16" if is_utf16(data) else "utf-8-sig"


def _head(words: str) -> list[str]:
    """Give the names of the columns, whatever stands between them."""
    delimiter = max(_DELIMITERS, key=words.count)
    cells = next(csv.reader([words], delimiter=delimiter), []) if "\0" not in words else []
    return [cell.strip().casefold() for cell in cells]


def _table_of(columns: list[str]) -> _Table | None:
    held = set(columns)
    fits = (table for table in _TABLES if table.needs <= held and table.one_of & held)
    return next(fits, None)


def _read(file: BinaryIO, known: Known) -> Iterator[Part]:
    name = file_name(file)
    yield About(f"Table {name}", None, None, f"table-{slug(name) or 'own'}")
    lines = _text(file).splitlines(keepends=True)
    if len(lines) > _MOST_ROWS:
        raise UnreadableFile(f"It has more than {_MOST_ROWS:,} rows.")
    start = next(n for n, words in enumerate(lines) if words.strip())
    columns = _head(lines[start])
    table = _table_of(columns)
    if table is None:
        raise UnreadableFile("Its first line doesn't name our columns.")
    if twice := sorted({column for column in columns if column and columns.count(column) > 1}):
        yield NotUnderstood(twice[0], "the column stands twice", "head", True)
        return
    for column in columns:
        if column not in (*table.kind._fields, *_DERIVED, table.party, "sources"):  # type: ignore[attr-defined]
            yield NotUnderstood(column, "no column of such a table is called so", "head")
    delimiter = max(_DELIMITERS, key=lines[start].count)
    rows = csv.reader(lines[start:], delimiter=delimiter, strict=True)
    try:
        for cells in rows:
            if rows.line_num > 1 and any(cell.strip() for cell in cells):
                place = f"line {start + rows.line_num}"
                if len(cells) != len(columns):
                    why = f"expected {len(columns)} cells"
                    yield NotUnderstood(" | ".join(cells)[:200], why, place)
                    continue
                yield _read_row(dict(zip(columns, cells, strict=True)), table, known, place)
    except csv.Error as error:
        raise UnreadableFile(f"Line {start + rows.line_num} is no CSV: {error}.") from None


def _text(file: BinaryIO) -> str:
    data = read_whole(file, _MOST_BYTES)
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        name = "whole UTF-16" if is_utf16(data) else "UTF-8"
        says = f"It is no {name}, from byte {error.start} on: save it as UTF-8."
        raise UnreadableFile(says) from None
    if "\0" in text:
        raise UnreadableFile("It has bytes that no text has.")
    return text


def _read_row(
    cells: dict[str, str], table: _Table, known: Known, place: str
) -> Fact | NotUnderstood:
    words = " | ".join(filter(None, cells.values()))[:200]
    if max(map(len, cells.values())) > _LONGEST_CELL:
        return NotUnderstood(words, "a cell is longer than any can be", place)
    party = _party(cells[table.party].strip(), table, known)
    if isinstance(party, str):
        return NotUnderstood(words, party, place)
    sources = tuple(filter(None, re.split(r"\s*;\s*", cells.get("sources", "").strip())))
    record = _record(cells, sources, table.kind, known)
    if isinstance(record, str):
        return NotUnderstood(words, record, place)
    return Fact(party.code, party.name, record, place, sources=sources)


def _party(words: str, table: _Table, known: Known) -> Party | str:
    if table.party == "state":
        return known.names.find(words)
    codes = {"UPR", "HRC", *(committee.acronym for committee in known.committees)}
    code = words.upper()
    return Party("organization", code, code) if code in codes else f"no body is called {words!r}"


def _record(
    cells: dict[str, str], sources: tuple[str, ...], kind: type, known: Known
) -> Record | str:
    """Give the row as the record that the data would hold, or the first fault that it has."""
    pairs = [
        (_node(key), _node(_value(key, cell.strip())))
        for key, cell in _upr_keys(cells).items()
        if key in kind._fields and key != "sources" and cell.strip()  # type: ignore[attr-defined]
    ]
    refs = Node("list", [_node(source) for source in sources], 1, 1)
    decoded = decode(kind, Node("mapping", [*pairs, (_node("sources"), refs)], 1, 1), "", known.ids)
    if decoded.faults:
        fault = decoded.faults[0]
        return f"{fault.path}: {fault.says}".removeprefix(": ")
    record: Record = decoded.record
    needs = ("bound", "signed") if kind is Act else ("event", "mechanism") if kind is Review else ()
    if needs and not any(getattr(record, key) for key in needs):
        return f"expected {' or '.join(needs)}"
    return record


def _upr_keys(cells: dict[str, str]) -> dict[str, str]:
    """Give a row of the UPR by the keys of the record: our lists tell its adoption apart."""
    event = cells.get("event", "").strip()
    if event == "upr-review":
        date = cells.get("date", "").strip()
        follows = cells.get("session", "").strip() and len(date) < len("2026-11-27")
        return cells | {"event": "", "date": "" if follows else date}
    if event == "adopted":
        when = {"adopted": cells.get("date", ""), "adopted_session": cells.get("session", "")}
        return cells | when | {"event": "", "date": "", "session": "", "document": "", "status": ""}
    return cells


def _node(text: str) -> Node:
    return Node("text", text, 1, 1)


def _value(key: str, text: str) -> str:
    return text.casefold() if key in ("inferred", "undated") else text


def _files(_: tuple[Treaty, ...]) -> tuple[OfficialFileItem, ...]:
    return ()


READER = Reader(_files, _recognizes, _read)
