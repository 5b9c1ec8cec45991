"""Write values as YAML in the manner of the data: plain where that is safe, else quoted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

_PLAIN = re.compile(r"[A-Za-z0-9+(](?:[A-Za-z0-9 .@/+_()'~–-]|:(?=\S)|\B-)*")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]+")


def on_one_line(text: str) -> str:
    """Give the text with what YAML or a terminal could choke on, line breaks first, as spaces."""
    return _FORBIDDEN.sub(" ", text)


def yaml_scalar(text: str) -> str:
    """Write one value on one line; see `on_one_line`."""
    text = on_one_line(text)
    safe = _PLAIN.fullmatch(text) and text == text.strip() and not text.endswith(":")
    return text if safe else json.dumps(text, ensure_ascii=False)


def yaml_flow(value: Any) -> str:
    """Write a value, a list or a mapping on one line."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_inside(key)}: {_inside(part)}' for key, part in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_inside, value))}]"
    return yaml_scalar(str(value))


def _inside(value: Any) -> str:
    """Write a value within brackets, where a comma or a colon would end a plain one."""
    text = yaml_flow(value)
    return json.dumps(text, ensure_ascii=False) if text and ":" in text and _bare(text) else text


def _bare(text: str) -> bool:
    return text[0] not in '"[{'


def yaml_block(rows: Iterable[tuple[str, Any]], indent: int = 0) -> str:
    """Write keys and values, one a line, those without a value left out."""
    space = " " * indent
    return "".join(f"{space}{key}: {yaml_flow(value)}\n" for key, value in rows if value)


def yaml_items(records: Iterable[Mapping[str, Any]], indent: int = 2) -> str:
    """Write a list of records, each key on a line of its own."""
    lines = (yaml_block(record.items(), indent + 2) for record in records)
    return "".join(f"{' ' * indent}- {lines_of.lstrip()}" for lines_of in lines)
