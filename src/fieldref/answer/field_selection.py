"""Select keys: give an answer whose items, or rows, have only these, in this order."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

from fieldref.answer import Answer
from fieldref.errors import WrongUse

Kind = type[tuple[Any, ...]]


def select_item_fields(answer: Answer, keys: tuple[str, ...]) -> Answer:
    """Keep only these keys of the items. Raises WrongUse for one they don't have."""
    return answer._replace(items=_narrowed(answer.items, answer.kind, keys))


def select_row_fields(answer: Answer, keys: tuple[str, ...]) -> Answer:
    """Keep only these keys of the rows. Raises WrongUse for one they don't have."""
    rows = _narrowed(answer.rows, answer.kind, keys)
    return answer._replace(table=rows, kind=type(rows[0]) if rows else _kind(keys, answer.kind))


def _narrowed(
    records: tuple[Any, ...], kind: Kind | None, keys: tuple[str, ...]
) -> tuple[Any, ...]:
    known = records[0]._fields if records else getattr(kind, "_fields", ())
    if unknown := [key for key in keys if key not in known]:
        says = f"There is no key {unknown[0]!r} here."
        raise WrongUse(says, f"--fields takes: {', '.join(known)}.")
    chosen = _kind(keys, type(records[0]) if records else kind)
    return tuple([chosen(*[getattr(record, key) for key in keys]) for record in records])


def _kind(keys: tuple[str, ...], whole: Kind | None) -> Kind:
    """Make the kind of record that has these keys; each is what it is in the whole record."""
    made: Kind = namedtuple("Chosen", keys)  # type: ignore[misc]  # its keys are the user's
    types = getattr(whole, "__annotations__", {})
    made.__annotations__ = {key: types.get(key, object) for key in keys}
    return made
