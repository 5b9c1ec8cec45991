"""Define the items of `diff`: rows that differ between two editions of the data."""

from __future__ import annotations

from fieldref.editions.comparison import ChangeKind  # the site reads items by type
from fieldref.records import NamedTuple


class EditionChangeItem(NamedTuple):
    """A row that came, changed, moved to another date, was cancelled or fell away."""

    change: ChangeKind
    table: str
    id: str
    state: str | None
    name: str | None
    treaty: str | None
    committee: str | None
    what: str
    keys: tuple[str, ...]
    before: str | None
    after: str | None
    reason: str | None
    edition: str
    sources: tuple[str, ...]

    @property
    def only_cites(self) -> bool:
        """Tell whether the row says the same, and names other sources for it."""
        return self.keys == ("sources",)
