"""Define what readers of official files give: what a file is, facts, what else it holds, totals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, Literal

from fieldref.answer.items.refresh import OfficialFileItem
from fieldref.catalog import Catalog
from fieldref.dates import PartialDate
from fieldref.loading.scalars import KnownIds
from fieldref.model.committees_and_upr import Committee, Session
from fieldref.model.states import Declaration, Review
from fieldref.model.treaties import Act, Treaty
from fieldref.records import NamedTuple
from fieldref.refresh.states_in_files import StateNames
from fieldref.refresh.treaties_in_files import TreatyNames

Record = Act | Declaration | Review | Session
TableName = Literal["acts", "declarations", "reviews", "sessions"]
TABLES: dict[type, TableName] = {
    Act: "acts", Declaration: "declarations", Review: "reviews", Session: "sessions",
}  # fmt: skip


class Fact(NamedTuple):
    """What a file says, as the record that our data would hold.

    `party` is a State's ISO3 code, an organization's, or for a session the body that meets.
    `published` is the day of the record's document where the file has no other; `remark` is what
    the file says besides, for which our data have no place; `sources` are those that it names.
    """

    party: str
    name: str
    record: Record
    place: str
    published: PartialDate | None = None
    remark: str = ""
    sources: tuple[str, ...] = ()


class NotUnderstood(NamedTuple):
    """What in a file has no meaning here: the words, why, where.

    What `spoils` the file leaves it unsure what its other rows mean, such as an unknown column.
    """

    words: str
    why: str
    place: str
    spoils: bool = False


class Total(NamedTuple):
    """A number that the file states of itself, and how many rows of the kind were read."""

    what: str
    stated: int
    read: int


class LeftOut(NamedTuple):
    """Rows that are understood and for which our data have no table, and how many there are."""

    what: str
    rows: int


class About(NamedTuple):
    """What the file is, as a source: its title, publisher, address, and how its id begins."""

    title: str
    publisher: str | None
    address: str | None
    id: str


class Listing(NamedTuple):
    """Of what the file has every row: acts of a treaty or of a State, declarations under one."""

    table: TableName
    treaty: str | None = None
    party: str | None = None
    article: str | None = None


Part = Fact | NotUnderstood | Total | LeftOut | About | Listing
# Takes words on what is read, and how much of how much has been.
Watch = Callable[[str, int, int], None]


class Known(NamedTuple):
    """What a reader may need to know: names of States and treaties, the records, ids, a watch."""

    names: StateNames
    titles: TreatyNames
    treaties: tuple[Treaty, ...]
    committees: tuple[Committee, ...]
    ids: KnownIds
    watch: Watch


def know(catalog: Catalog, watch: Watch) -> Known:
    """Give what readers need to know, from all that is known."""
    treaties = catalog.treaties
    ids = KnownIds(
        sources=frozenset(source.id for source in catalog.sources()),
        treaties=frozenset(treaty.code for treaty in treaties),
    )
    names = StateNames(catalog)
    return Known(names, TreatyNames(treaties), treaties, catalog.committees, ids, watch)


class UnreadableFile(Exception):
    """A file that isn't what its beginning promises: cut, too large, malicious."""


class Reader(NamedTuple):
    """A format: the official files that are in it, how to recognize one, how to read it.

    A file is recognized by its first bytes, never by its name.
    """

    files: Callable[[tuple[Treaty, ...]], tuple[OfficialFileItem, ...]]
    recognizes: Callable[[bytes], bool]
    read: Callable[[BinaryIO, Known], Iterator[Part]]
