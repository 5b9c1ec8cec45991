"""Define what records are made of: codes, kinds and references to sources."""

from typing import Literal, NewType

from fieldref.dates import PartialDate, Period
from fieldref.records import NamedTuple

StateCode = NewType("StateCode", str)
TreatyCode = NewType("TreatyCode", str)
CommitteeCode = NewType("CommitteeCode", str)
Number = NewType("Number", str)
Symbol = NewType("Symbol", str)  # of a United Nations document, and the place in it

How = Literal[
    "ratification",
    "accession",
    "succession",
    "acceptance",
    "formal confirmation",
    "denunciation",
    "approval",
]
Region = Literal[
    "Africa", "Americas", "Asia-Pacific", "Europe and Central Asia", "Middle East and North Africa"
]
UnGroup = Literal[
    "African",
    "Asia-Pacific",
    "Eastern European",
    "Latin American and Caribbean",
    "Western European and Others",
]
PresenceKind = Literal[
    "country office",
    "regional office",
    "training and documentation centre",
    "human rights component of peace mission",
    "human rights adviser",
    "technical cooperation",
    "headquarters",
    "treaty body secretariat",
    "regional programme",
]
PresenceStatus = Literal["open", "closed", "last listed", "suspended", "announced", "requested"]


class SourceRef(NamedTuple):
    """A source of a fact: an id of sources.yaml or a United Nations symbol, and the place in it."""

    id: str
    locator: str | None = None

    @property
    def scalar(self) -> bool:
        """Tell writers for machines to give one value, its str(), not an object of its parts."""
        return True

    def __str__(self) -> str:
        return f"{self.id}, {self.locator}" if self.locator else self.id


Sources = tuple[SourceRef, ...]


class Source(NamedTuple):
    """A publication that facts were taken from; `date` is its publication or retrieval."""

    id: str
    title: str
    publisher: str | None = None
    address: str | None = None
    date: Period | None = None
    note: str | None = None


TableName = Literal["acts", "reviews", "Universal Periodic Review"]


class TableReach(NamedTuple):
    """How far a table of facts was brought: to which day or session, for which instruments.

    After that day it has only what single sources told; before it, all that its source lists.
    """

    table: TableName
    until: PartialDate
    treaties: tuple[TreatyCode, ...] = ()
    committee: CommitteeCode | None = None
    session: int | None = None
    sources: Sources = ()


class Edition(NamedTuple):
    """The day of the data as a whole, and how far each of its tables was brought."""

    date: PartialDate
    reaches: tuple[TableReach, ...] = ()
