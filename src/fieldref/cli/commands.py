"""The commands: each parses, asks, and gives an Answer; `_command` hands it to a writer."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, cast

from fieldref.answer import Answer
from fieldref.cli import asking, options
from fieldref.cli.options import commas
from fieldref.pages.common import Asked


class Given(NamedTuple):
    """What every command was given: how to write, the day, and folders of one's own data."""

    format: str | None
    output: str | None
    on: str | None
    data: tuple[Path, ...]
    color: str
    pager: bool

    def asked(self) -> Asked:
        """The data and the day."""
        return Asked(asking.catalog(self.data), asking.day(self.on))


_SHARED = {
    "format": (options.Format, None),
    "output": (options.Output, None),
    "on": (options.On, None),
    "data": (options.Data, None),
    "color": (options.Color, "auto"),
    "pager": (options.Pager, True),
}


def _command(function: Callable[..., Answer]) -> Callable[..., None]:
    """A command with the options that all have, whose answer is written where they say."""

    @wraps(function)
    def run(**values: Any) -> None:
        from fieldref.render import Color, Options, write

        shared = {name: values.pop(name) for name in _SHARED}
        given = Given(**{**shared, "data": tuple(shared["data"] or ())})
        asking.choices("--color", (given.color,), ("auto", "always", "never"))
        answer = function(given, **values)
        color = cast(Color, given.color)
        write(answer, Options(given.format, given.output, color, pager=given.pager))

    own = list(inspect.signature(function).parameters.values())[1:]
    kind = inspect.Parameter.KEYWORD_ONLY
    every = [
        inspect.Parameter(name, kind, default=default, annotation=annotation)
        for name, (annotation, default) in _SHARED.items()
    ]
    parameters = [one.replace(kind=kind) for one in own] + every
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


@_command
def show_(
    given: Given,
    name: options.Name,
    period: options.Period = None,
    section: options.Section = None,
) -> Answer:
    """Show all that is recorded of a State, an office or a treaty.

    \b
    fieldref show cambodia
    fieldref show ivory coast --section contacts
    fieldref show cambodia --on 2008-01-01
    """
    from fieldref import pages

    asked = given.asked()
    return pages.show(asked, asked.catalog.find(" ".join(name)), period, section)


@_command
def deadlines_(
    given: Given,
    states: options.States = None,
    year: options.Year = None,
    from_: options.From = None,
    to: options.To = None,
    within: options.Within = None,
    treaty: options.TreatyOption = None,
    kind: options.Kind = None,
    basis: options.Basis = None,
    region: options.RegionOption = None,
    projected: options.Projected = False,
    explain: options.Explain = False,
) -> Answer:
    """List what falls due, met or not: reports, Universal Periodic Reviews, submissions.

    \b
    fieldref deadlines --year 2009
    fieldref deadlines cambodia --from 1992 --to 2030 --explain
    fieldref deadlines --within 90d --region africa -f ics -o africa.ics
    """
    from fieldref.agenda import BASES, KINDS
    from fieldref.pages.deadlines import Query, deadlines

    asked = given.asked()
    known = asked.catalog
    first, last = asking.window(asked.on, year, from_, to, within)
    query = Query(
        first,
        last,
        tuple(one.id for one in asking.several(known, states, "state")),
        known.find(treaty, "treaty").id if treaty else None,
        asking.choices("--kind", commas(kind), KINDS),
        asking.choices("--basis", commas(basis), BASES),
        asking.region(region),
        projected or "projected" in commas(basis),
        explain,
    )
    return deadlines(asked, query)


@_command
def contacts_(
    given: Given,
    names: options.Names = None,
    kind: options.ContactKind = None,
    all: options.All = False,
) -> Answer:
    """Give contacts: presences, desks at headquarters, treaty body secretariats, mandates.

    \b
    fieldref contacts cambodia
    fieldref contacts --format vcard --output un-human-rights.vcf
    """
    from fieldref.pages.contacts import Query, contacts

    asked = given.asked()
    subjects = asking.several(asked.catalog, names, "state", "office")
    kinds = asking.choices("--kind", commas(kind), asking.CONTACT_KINDS)
    return contacts(asked, Query(subjects, kinds, all))
