"""Gather all of an edition of the data by which two are compared."""

from __future__ import annotations

from fieldref.catalog import Catalog
from fieldref.dates import PartialDate
from fieldref.model.committees_and_upr import Committee, Upr
from fieldref.model.common import Source
from fieldref.model.glossary import GlossaryTerm
from fieldref.model.presences import Mandate, Presence
from fieldref.model.states import KnownGap, State
from fieldref.model.treaties import Treaty
from fieldref.records import NamedTuple


class Contents(NamedTuple):
    """The records of an edition, and its day; offices without those in a State's own file."""

    edition: PartialDate
    treaties: tuple[Treaty, ...]
    committees: tuple[Committee, ...]
    upr: Upr
    mandates: tuple[Mandate, ...]
    offices: tuple[Presence, ...]
    states: tuple[State, ...]
    sources: tuple[Source, ...]
    terms: tuple[GlossaryTerm, ...]
    gaps: tuple[KnownGap, ...]


def read_contents(catalog: Catalog) -> Contents:
    """Read all records of an edition."""
    return Contents(
        edition=catalog.edition,
        treaties=catalog.treaties,
        committees=catalog.committees,
        upr=catalog.upr,
        mandates=catalog.mandates,
        offices=catalog.whole_offices(),
        states=catalog.whole_states(),
        sources=catalog.sources(),
        terms=catalog.terms,
        gaps=catalog.gaps,
    )
