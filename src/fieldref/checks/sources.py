"""Check sources: every fact has one, each in sources.yaml is used and stands there once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fieldref.checks.world import Located, Problem, World
from fieldref.model.common import Source
from fieldref.model.presences import Priority, Resolution, Statement
from fieldref.model.states import KnownGap
from fieldref.model.treaties import Duty, Practice, Procedure, Reporting

# What may rest on the sources of the record that it is part of.
_INHERIT = (Duty, Practice, Priority, Procedure, Reporting, Resolution, Statement)


def find_unsourced_facts(world: World) -> Iterator[Problem]:
    """Find facts without a source: what is inferred says so, and what is missing needs none."""
    for kind in world.kinds():
        if "sources" in getattr(kind, "_fields", ()) and kind is not KnownGap:
            for located in world.every(kind):
                if not _sourced(located):
                    yield Problem(located, "", "expected at least one source")


def _sourced(located: Located) -> bool:
    if located.record.sources or getattr(located.record, "inferred", False):
        return True
    above = (getattr(record, "sources", ()) for record in located.around)
    return isinstance(located.record, _INHERIT) and any(above)


def find_unused_sources(world: World) -> Iterator[Problem]:
    """Find sources that no fact names; in the user's files, some may wait for their fact."""
    if not world.whole:
        return
    named = {ref.id for kind in world.kinds() for ref in _named(world, kind)}
    for located in world.every(Source):
        if located.record.id not in named:
            yield Problem(located, "id", f"no fact names the source {located.record.id!r}")


def find_doubled_sources(world: World) -> Iterator[Problem]:
    """Find sources that stand under two ids, or twice in the list of one fact."""
    ids: dict[tuple[str, str], str] = {}
    for located in world.every(Source):
        key = _place(located.record)
        id = ids.setdefault(key, located.record.id) if key else located.record.id
        if id != located.record.id:
            says = f"{located.record.id!r} has the address and date of {id!r}: one source, one id"
            yield Problem(located, "address", says)
    for kind in world.kinds():
        if "sources" in getattr(kind, "_fields", ()):
            for located in world.every(kind):
                yield from _repeated(located)


def _place(source: Source) -> tuple[str, str] | None:
    """Give what two ids of one document share; an address of a whole site tells no document."""
    page = (source.address or "").partition("//")[2].removeprefix("www.").rstrip("/")
    return (page, str(source.date)) if "/" in page and source.date else None


def _repeated(located: Located) -> Iterator[Problem]:
    refs = located.record.sources
    for nr, ref in enumerate(refs, 1):
        if ref in refs[: nr - 1]:
            yield Problem(located, f"sources.{nr}", f"'{ref}' stands here twice")


def _named(world: World, kind: Any) -> Iterator[Any]:
    if "sources" in getattr(kind, "_fields", ()):
        for located in world.every(kind):
            yield from located.record.sources
