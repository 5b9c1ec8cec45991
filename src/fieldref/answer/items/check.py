"""Define the items of `check`: one for each finding."""

from __future__ import annotations

from typing import Literal

from fieldref.records import NamedTuple


class FindingItem(NamedTuple):
    """What was found and where. `level` fault: to be mended; stale: older than was asked."""

    file: str
    line: int
    column: int
    path: str
    says: str
    level: Literal["fault", "stale"]
