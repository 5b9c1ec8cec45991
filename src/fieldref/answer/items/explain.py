"""What `explain` gives: the chain behind the dates of one State under one treaty."""

from __future__ import annotations

from typing import NamedTuple

from fieldref.answer.items.base import StepItem


class ExplainItem(NamedTuple):
    """The chain of one State under one treaty (or the UPR), step by step, by date."""

    state: str
    name: str
    treaty: str | None
    mechanism: str
    standing: str
    steps: tuple[StepItem, ...]
    sources: tuple[str, ...]
    next_report_says: str | None
