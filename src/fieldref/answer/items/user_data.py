"""Define the items of `paths`, `doctor`, `new`, `edit` and `import`."""

from __future__ import annotations

from typing import Literal

from fieldref.records import NamedTuple


class PlaceItem(NamedTuple):
    """A folder or file that fieldref knows: what for, where, if it is there, how many files."""

    use: str
    path: str | None
    there: bool
    files: int | None
    says: str


class DiagnosisItem(NamedTuple):
    """A line of what `doctor` found."""

    key: str
    value: str


class OwnItem(NamedTuple):
    """A file of one's own: what was done with it, or would be, and the YAML that was added."""

    did: Literal["written", "unchanged", "would be written"]
    kind: str
    id: str
    path: str
    text: str
    left: tuple[str, ...]
    remarks: tuple[str, ...] = ()
