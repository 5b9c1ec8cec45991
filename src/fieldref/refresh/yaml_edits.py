"""Edit rows of a file of data as a person would: one line a row, all else byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from fieldref.errors import WrongUse
from fieldref.loading import yamlfile
from fieldref.loading.yamlfile import Node
from fieldref.model.states import State
from fieldref.model.treaties import Act
from fieldref.records import NamedTuple
from fieldref.user_data.yaml_writer import yaml_flow

_ROW = re.compile(r"(?P<lead> *- )\{(?P<inside>.*)\}(?P<rest> *(?:#.*)?)")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|.', re.DOTALL)


class RowEdit(NamedTuple):
    """Keys to set (or, None, to take away) in the row that has `identity`, or in a new one.

    A new row has all of `sources`; to one that is there only the last is added.
    """

    section: str
    identity: tuple[tuple[str, str], ...]
    values: tuple[tuple[str, str | None], ...]
    sources: tuple[str, ...]
    is_new: bool


def edit_rows(text: str, name: str, edits: Iterable[RowEdit], order: tuple[str, ...]) -> str:
    """Give the text with the edits made; new rows stand in the order of the treaties."""
    for edit in edits:
        end = "\r\n" if "\r\n" in text else "\n"
        lines = text.split(end)
        change = _add_row if edit.is_new else _change_row
        change(lines, yamlfile.parse_yaml(text, name), edit, order)
        text = end.join(lines)
    return text


def _rows(root: Node, section: str) -> list[Node]:
    for key, value in root.value:
        if key.value == section:
            return list(value.value)
    return []


def _keys(row: Node) -> dict[str, str]:
    return {key.value: value.value for key, value in row.value if value.kind == "text"}


def _change_row(lines: list[str], root: Node, edit: RowEdit, _: tuple[str, ...]) -> None:
    rows = _rows(root, edit.section)
    fits = [row for row in rows if set(edit.identity) <= set(_keys(row).items())]
    what = ", ".join(f"{key} {value}" for key, value in edit.identity)
    if len(fits) != 1:
        raise WrongUse(f"{len(fits)} rows have {what}, where one was expected.")
    at = fits[0].line - 1
    match = _ROW.fullmatch(lines[at])
    if match is None:
        raise WrongUse(f"The row with {what} isn't written on one line.")
    pairs = _split_pairs(match["inside"])
    for key, value in edit.values:
        _set_pair(pairs, key, value)
    _set_pair(pairs, "sources", _with_source(dict(pairs).get("sources", "[]"), edit.sources[-1]))
    lines[at] = f"{match['lead']}{{{_join(pairs)}}}{match['rest']}"


def _add_row(lines: list[str], root: Node, edit: RowEdit, order: tuple[str, ...]) -> None:
    pairs = [(key, yaml_flow(value)) for key, value in edit.values if value is not None]
    row = f"  - {{{_join([*pairs, ('sources', yaml_flow(edit.sources))])}}}"
    rows = _rows(root, edit.section)
    place = _place_of(order)
    mine = place(dict(edit.values).get("treaty") or "")
    later = [item.line for item in rows if place(_keys(item).get("treaty", "")) > mine]
    if later:
        lines.insert(min(later) - 1, row)
    elif rows:
        lines.insert(_last_line(rows[-1]), row)
    else:
        at = _line_of_section(lines, root, edit.section)
        lines[at:at] = [f"{edit.section}:", row, ""]


def _place_of(order: tuple[str, ...]) -> Callable[[str], int]:
    return lambda code: order.index(code) if code in order else len(order)


def _last_line(node: Node) -> int:
    """Give the line on which the last value of a node begins."""
    while node.kind != "text" and node.value:
        last = node.value[-1]
        node = last[1] if node.kind == "mapping" else last
    return int(node.line)


def _line_of_section(lines: list[str], root: Node, section: str) -> int:
    """Give where a section that isn't there belongs: before the next of a State's keys."""
    after = State._fields[State._fields.index("treaties") :]
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


def _set_pair(pairs: list[tuple[str, str]], key: str, value: str | None) -> None:
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
    fields = Act._fields
    before = fields[: fields.index(key)]
    n = max((n + 1 for n, pair in enumerate(pairs) if pair[0] in before), default=0)
    pairs.insert(n, written)


def _with_source(sources: str, id: str) -> str:
    inside = sources.strip()[1:-1].strip()
    if id in (part.strip() for part in inside.split(",")):
        return sources
    return f"[{inside}, {id}]" if inside else f"[{id}]"
