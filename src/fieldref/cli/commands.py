"""The commands: each parses, asks, and gives an Answer; `command` hands it to a writer."""

from typing import TYPE_CHECKING

from fieldref.cli import arguments, options
from fieldref.cli.context import Given, command
from fieldref.cli.options import commas
from fieldref.errors import WrongUse

if TYPE_CHECKING:
    from fieldref.answer import Answer


@command
def show_(
    given: Given,
    name: options.Name,
    period: options.Period = None,
    section: options.Section = None,
) -> "Answer":
    """Show all that is recorded of a State, an office or a treaty.

    \b
    fieldref show cambodia
    fieldref show ivory coast --section contacts
    fieldref show cambodia --on 2008-01-01
    """
    from fieldref.pages import show

    asked = given.asked()
    return show.show(asked, asked.catalog.find(" ".join(name)), period, section)


@command
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
) -> "Answer":
    """List what falls due, met or not: reports, Universal Periodic Reviews, submissions.

    \b
    fieldref deadlines --year 2009
    fieldref deadlines cambodia --from 1992 --to 2030 --explain
    fieldref deadlines --within 90d --region africa -f ics -o africa.ics
    """
    from fieldref.pages.deadlines import Query, deadlines
    from fieldref.rules.entries import BASES, KINDS

    asked = given.asked()
    known = asked.catalog
    first, last = arguments.window(asked.on, year, from_, to, within)
    query = Query(
        first,
        last,
        tuple(one.id for one in arguments.several(known, states, "state")),
        known.find(treaty, "treaty").id if treaty else None,
        arguments.choices("--kind", commas(kind), KINDS),
        arguments.choices("--basis", commas(basis), BASES),
        arguments.region(region),
        projected or "projected" in commas(basis),
        explain,
    )
    return deadlines(asked, query)


@command
def contacts_(
    given: Given,
    names: options.Names = None,
    kind: options.ContactKind = None,
    all: options.All = False,
) -> "Answer":
    """Give contacts: presences, desks at headquarters, treaty body secretariats, mandates.

    \b
    fieldref contacts cambodia
    fieldref contacts --format vcard --output un-human-rights.vcf
    """
    from fieldref.pages.contacts import Query, contacts

    asked = given.asked()
    subjects = arguments.several(asked.catalog, names, "state", "office")
    kinds = arguments.choices("--kind", commas(kind), arguments.contact_kinds())
    return contacts(asked, Query(subjects, kinds, all))


@command
def timeline_(given: Given, name: options.StateName) -> "Answer":
    """Draw a State's acts, reports, reviews, visits and programmes on one axis of years.

    \b
    fieldref timeline cambodia
    fieldref timeline cambodia --format svg --output cambodia.svg
    """
    from fieldref.pages.timeline import timeline

    asked = given.asked()
    return timeline(asked, asked.catalog.find(" ".join(name), "state").id)


@command
def explain_(given: Given, words: options.StateAndTreaty) -> "Answer":
    """Explain why: acts, articles and arithmetic behind each date, and its sources.

    \b
    fieldref explain cambodia cedaw
    fieldref explain france crc
    fieldref explain cambodia upr
    """
    from fieldref.pages.explain.page import explain_treaty, explain_upr

    asked = given.asked()
    *name, last = words
    if not name:
        raise WrongUse(
            "A State and a treaty are needed.", "Such as: fieldref explain cambodia cedaw"
        )
    state = asked.catalog.find(" ".join(name), "state").id
    if last.casefold() == "upr":
        return explain_upr(asked, state)
    treaty = asked.catalog.find(last, "treaty").id
    return explain_treaty(asked, state, asked.catalog.treaty(treaty))


@command
def check_(given: Given, paths: options.Paths = None, stale: options.Stale = None) -> "Answer":
    """Prove the data: every fact sourced, every code known, every date in order.

    \b
    fieldref check
    fieldref check --stale 2y
    fieldref check my-data states/kenya.yaml
    """
    from fieldref import places
    from fieldref.checks.files import read
    from fieldref.pages.check import check

    on = arguments.day(given.on)
    given_paths = (*(paths or ()), *given.data)
    files = read(given_paths or arguments.own_data(), places.bundled())
    return check(files, on, arguments.before(on, stale))


@command
def list_(
    given: Given,
    subject: options.Subject,
    region: options.RegionOption = None,
    group: options.Group = None,
    treaty: options.Party = None,
    not_party: options.NotParty = None,
    all: options.Everything = False,
) -> "Answer":
    """List States, treaties, offices, mandates or sources; filters choose States.

    \b
    fieldref list states --not-party cedaw
    fieldref list states --treaty iccpr --not-party iccpr-op1 --group grulac
    fieldref list offices --region africa --on 2008-01-01
    """
    from fieldref.pages.lists.page import SUBJECTS, Query, lists

    (chosen,) = arguments.choices("SUBJECT", (subject,), SUBJECTS)
    asked = given.asked()
    query = Query(
        arguments.region(region),
        arguments.group(group),
        asked.catalog.find(treaty, "treaty").id if treaty else None,
        asked.catalog.find(not_party, "treaty").id if not_party else None,
        all,
    )
    return lists(asked, chosen, query)


@command
def search_(given: Given, words: options.Words, limit: options.Limit = 50) -> "Answer":
    """Search names, programmes, notes, contacts, institutions, known gaps and sources.

    \b
    fieldref search torture prevention
    fieldref search land cambodia --limit 10
    """
    from fieldref.pages.search import search

    return search(given.asked(), " ".join(words), limit)


@command
def compare_(given: Given, states: options.Compared) -> "Answer":
    """Compare where States stand towards each treaty, side by side.

    \b
    fieldref compare cambodia thailand viet nam
    fieldref compare usa canada --on 2000-01-01 -f csv
    """
    from fieldref.pages.compare import compare

    asked = given.asked()
    found = arguments.several(asked.catalog, states, "state")
    return compare(asked, tuple(one.id for one in found))


@command
def config_(given: Given) -> "Answer":
    """Show the settings in force, and what set each: an option, the environment or your file.

    \b
    fieldref config
    FIELDREF_FORMAT=csv fieldref config

    An option stands over the environment (FIELDREF_FORMAT, FIELDREF_COLOR), that over the file
    (FIELDREF_CONFIG says which), that over what is built in. The file is TOML: format = "json",
    color = "never", pager = false, data = ["~/my-data"].
    """
    import os

    from fieldref import places
    from fieldref.cli import settings
    from fieldref.pages.config import config

    file = places.settings()
    told = settings.told(given.settings, os.environ)
    return config(told, str(file) if file else None, arguments.day(given.on))


def __getattr__(name: str) -> object:
    """The commands on one's own data, when they are asked for."""
    from fieldref.cli import user_data_commands

    return getattr(user_data_commands, name)
