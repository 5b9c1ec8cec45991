"""Gather all of an edition of the data by which two are compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fieldref import files
from fieldref.catalog import Catalog
from fieldref.dates import PartialDate
from fieldref.errors import FaultyData
from fieldref.loading.dataset import load_folder
from fieldref.loading.file_kinds import FOLDERS, SHARED
from fieldref.model.committees_and_upr import Committee, Upr
from fieldref.model.common import Source, TableReach
from fieldref.model.glossary import GlossaryTerm
from fieldref.model.presences import Mandate, Presence
from fieldref.model.states import KnownGap, State
from fieldref.model.treaties import Treaty
from fieldref.records import NamedTuple

# Tables without which an edition is one all the same: an older one may not have had them.
_LATER = ("mandates", "elsewhere", "glossary", "gaps", "offices")


class Contents(NamedTuple):
    """The records of an edition, and its day; offices without those in a State's own file.

    `lacking` are the tables that it didn't have at all.
    """

    edition: PartialDate
    reaches: tuple[TableReach, ...]
    treaties: tuple[Treaty, ...]
    committees: tuple[Committee, ...]
    upr: Upr
    mandates: tuple[Mandate, ...]
    offices: tuple[Presence, ...]
    states: tuple[State, ...]
    sources: tuple[Source, ...]
    glossary: tuple[GlossaryTerm, ...]
    gaps: tuple[KnownGap, ...]
    lacking: tuple[str, ...] = ()


def read_contents(catalog: Catalog) -> Contents:
    """Read all records of what is asked."""
    return Contents(
        edition=catalog.edition,
        reaches=tuple(_by_treaty(catalog.reaches)),
        treaties=catalog.treaties,
        committees=catalog.committees,
        upr=catalog.upr,
        mandates=catalog.mandates,
        offices=catalog.whole_offices(),
        states=catalog.whole_states,
        sources=catalog.sources(),
        glossary=catalog.terms,
        gaps=catalog.gaps,
    )


def read_folder(folder: Path) -> Contents:
    """Read all records of an edition's folder; FaultyData, with all the faults, if any has one."""
    lacking = tuple(
        kind.field
        for kind in (*SHARED, *FOLDERS)
        if kind.field in _LATER and not files.exists(folder / kind.place)
    )
    dataset = load_folder(folder, lacking=lacking)
    if dataset.faults or dataset.edition is None or dataset.upr is None:
        raise FaultyData(dataset.faults)
    return Contents(
        edition=dataset.edition.date,
        reaches=tuple(_by_treaty(dataset.edition.reaches)),
        treaties=dataset.treaties,
        committees=dataset.committees,
        upr=dataset.upr,
        mandates=dataset.mandates,
        offices=dataset.offices,
        states=dataset.states,
        sources=dataset.sources,
        glossary=dataset.glossary,
        gaps=dataset.gaps,
        lacking=lacking,
    )


def _by_treaty(reaches: tuple[TableReach, ...]) -> Iterator[TableReach]:
    """Give how far each treaty's acts go, apart: rows are joined anew where some go further."""
    for reach in reaches:
        for code in reach.treaties or (None,):
            yield reach._replace(treaties=(code,) if code else ())
