"""Make what all passages need: names, sources, days, commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fieldref.dates import PartialDate
from fieldref.index.search_terms import Passage
from fieldref.model.common import Sources
from fieldref.records import NamedTuple


class Owner(NamedTuple):
    """The State or unit that a programme or presence belongs to, and the command that shows it."""

    id: str
    name: str
    command: str


def source_ids(sources: Sources) -> tuple[str, ...]:
    """Write references to sources as text."""
    return tuple(str(ref) for ref in sources)


def show_command(name: str, *options: str) -> str:
    """Write the command that shows what `name` means."""
    return " ".join(["fieldref show", name, *options])


def first_day(when: PartialDate | None) -> str | None:
    """Give the first day that a date can mean, in ISO 8601."""
    return when.first.isoformat() if when else None


def name_passages(
    kind: str, id: str, texts: Iterable[str | None], sources: tuple[str, ...],
    as_of: str | None = None, since: str | None = None, command: str | None = None,
) -> Iterator[Passage]:  # fmt: skip
    """Give a passage for each different name; the first is the one that is shown."""
    different = list(dict.fromkeys(name for name in texts if name))
    for name in different:
        yield Passage(0, kind, id, different[0], "names", name, as_of, since, sources, command)
