"""Edit rows of a file of data as a person would: one line a row, all else byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from fieldref.errors import WrongUse
from fieldref.loading import yamlfile
from fieldref.loading.yamlfile import Node
from fieldref.model.committees_and_upr import Session, Upr
from fieldref.model.states import Declaration, Review, State
from fieldref.model.treaties import Act
from fieldref.records import NamedTuple
from fieldref.user_data.yaml_writer import yaml_flow

_ROW = re.compile(r"(?P<lead> *- )\{(?P<inside>.*)\}(?P<rest> *(?:#.*)?)")
_RECORDS: dict[str, type] = {
    "treaties": Act, "declarations": Declaration, "reviews": Review, "sessions": Session,
    "council": Session,
}  # fmt: skip
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|.', re.DOTALL)


class RowEdit(NamedTuple):
    """Keys to set (or, None, to take away) in the row that has `identity`, or in a new one.

    `within` is what the entry of a list has in which the section stands (none: it stands in the
    file itself). A new row has all sources; to one that is there the new ones are added.
    """

    section: str
    within: tuple[tuple[str, str], ...]
    identity: tuple[tuple[str, str], ...]
    values: tuple[tuple[str, str | None], ...]
    sources: tuple[str, ...]
    new_sources: tuple[str, ...]
    is_new: bool


def edit_rows(text: str, name: str, edits: Iterable[RowEdit], order: tuple[str, ...]) -> str:
    """Give the text with the edits made; new rows stand in the order of the treaties."""
    for edit in edits:
        end = "\r\n" if "\r\n" in text else "\n"
        lines = text.split(end)
        change = _add_row if edit.is_new else _change_row
        change(lines, _parse(text, name, edit), edit, order)
        text = end.join(lines)
    return text


def _parse(text: str, name: str, edit: RowEdit) -> Node:
    """Give the file's root; of one in which only remarks stand, an empty one."""
    if all(not line.strip() or line.startswith("#") for line in text.splitlines()):
        return Node("list" if edit.within else "mapping", [], 1, 1)
    return yamlfile.parse_yaml(text, name)


def _rows(root: Node, edit: RowEdit) -> list[Node]:
    entry = _entry(root, edit.within)
    for key, value in entry.value if entry else ():
        if key.value == edit.section:
            return list(value.value)
    return []


def _entry(root: Node, within: tuple[tuple[str, str], ...]) -> Node | None:
    """Give the mapping in which the section stands: the file's, or that of a list's entry."""
    if not within:
        return root if root.kind == "mapping" else None
    entries = root.value if root.kind == "list" else ()
    return next((entry for entry in entries if set(within) <= set(_keys(entry).items())), None)


def _keys(row: Node) -> dict[str, str]:
    return {key.value: value.value for key, value in row.value if value.kind == "text"}


def _change_row(lines: list[str], root: Node, edit: RowEdit, _: tuple[str, ...]) -> None:
    rows = _rows(root, edit)
    fits = [row for row in rows if set(edit.identity) <= set(_keys(row).items())]
    what = ", ".join(f"{key} {value}" for key, value in edit.identity)
    if len(fits) != 1:
        raise WrongUse(f"{len(fits)} rows have {what}, where one was expected.")
    at = fits[0].line - 1
    match = _ROW.fullmatch(lines[at])
    if match is None:
        raise WrongUse(f"The row with {what} isn't written on one line.")
    pairs = _split_pairs(match["inside"])
    fields = _RECORDS[edit.section]._fields  # type: ignore[attr-defined]
    for key, value in edit.values:
        _set_pair(pairs, key, value, fields)
    sources = dict(pairs).get("sources", "[]")
    for id in edit.new_sources:
        sources = _with_source(sources, id)
    _set_pair(pairs, "sources", sources, fields)
    lines[at] = f"{match['lead']}{{{_join(pairs)}}}{match['rest']}"


def _add_row(lines: list[str], root: Node, edit: RowEdit, order: tuple[str, ...]) -> None:
    fields = _RECORDS[edit.section]._fields  # type: ignore[attr-defined]
    ordered = sorted(edit.values, key=lambda pair: fields.index(pair[0]))
    pairs = [(key, yaml_flow(value)) for key, value in ordered if value is not None]
    sources = yaml_flow((*edit.sources, *edit.new_sources))
    lead = "    - " if edit.within else "  - "
    row = f"{lead}{{{_join([*pairs, ('sources', sources)])}}}"
    rows = _rows(root, edit)
    if any(lines[item.line - 1][: item.column - 1].strip() != "-" for item in rows):
        says = f"The list {edit.section!r} isn't written a row a line."
        raise WrongUse(says, "Write it so, or put the new row in by hand.")
    mine = _place_of(dict(edit.values), order)
    later = [item.line for item in rows if _place_of(_keys(item), order) > mine]
    if later:
        lines.insert(min(later) - 1, row)
    elif rows:
        lines.insert(_last_line(rows[-1]), row)
    elif edit.within:
        _add_section(lines, _entry(root, edit.within), edit, row)
    else:
        at = _line_of_section(lines, root, edit.section)
        lines[at:at] = [f"{edit.section}:", row, ""]


def _add_section(lines: list[str], entry: Node | None, edit: RowEdit, row: str) -> None:
    """Add a section to an entry of a list, and the entry if it isn't there."""
    if entry is not None:
        at = _last_line(entry)
        lines[at:at] = [f"  {edit.section}:", row]
        return
    while lines and not lines[-1].strip():
        lines.pop()
    names = [f"{key}: {yaml_flow(value)}" for key, value in edit.within]
    lines += ["", f"- {names[0]}", *(f"  {name}" for name in names[1:])]
    lines += [f"  {edit.section}:", row, ""]


def _place_of(values: Mapping[str, str | None], order: tuple[str, ...]) -> tuple[int, int, str]:
    """Give what rows are sorted by: what has no treaty first, then by treaty and date, or number.

    A session's number is that of the session; of acts and declarations the order is the treaties'.
    """
    code = values.get("treaty")
    treaty = -1 if code is None else order.index(code) if code in order else len(order)
    number = 0 if code else int(values.get("session") or values.get("cycle") or 0)
    dated = "event" in values
    return treaty, number, (values.get("date") or "") if dated else ""


def _last_line(node: Node) -> int:
    """Give the line on which the last value of a node begins."""
    while node.kind != "text" and node.value:
        last = node.value[-1]
        node = last[1] if node.kind == "mapping" else last
    return int(node.line)


def _line_of_section(lines: list[str], root: Node, section: str) -> int:
    """Give where a section that isn't there belongs: before the next of a State's keys."""
    fields = (Upr if section in ("sessions", "council") else State)._fields
    after = fields[fields.index(section) :]
    later = [key.line for key, _ in root.value if key.value in after and key.value != section]
    if later:
        return int(min(later)) - 1
    while lines and not lines[-1].strip():
        lines.pop()
    lines += ["", ""]
    return len(lines) - 1


def _split_pairs(inside: str) -> list[tuple[str, str]]:
    """Split what is between braces at its own commas, quotes and brackets kept whole."""
    parts, depth = [""], 0
    for token in _TOKEN.findall(inside):
        depth += (token in "[{") - (token in "]}") if len(token) == 1 else 0
        if token == "," and not depth:
            parts.append("")
        else:
            parts[-1] += token
    pairs = (part.strip().partition(":") for part in parts)
    return [(key.strip(), value.strip()) for key, _, value in pairs]


def _join(pairs: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{key}: {value}" for key, value in pairs)


def _set_pair(
    pairs: list[tuple[str, str]], key: str, value: str | None, fields: tuple[str, ...]
) -> None:
    """Set a key where it is, else where the record has it; take it away without a value."""
    at = next((n for n, pair in enumerate(pairs) if pair[0] == key), None)
    if value is None:
        if at is not None:
            del pairs[at]
        return
    written = (key, value if key == "sources" else yaml_flow(value))
    if at is not None:
        pairs[at] = written
        return
    before = fields[: fields.index(key)]
    n = max((n + 1 for n, pair in enumerate(pairs) if pair[0] in before), default=0)
    pairs.insert(n, written)


def _with_source(sources: str, id: str) -> str:
    inside = sources.strip()[1:-1].strip()
    if id in (part.strip() for part in inside.split(",")):
        return sources
    return f"[{inside}, {id}]" if inside else f"[{id}]"
