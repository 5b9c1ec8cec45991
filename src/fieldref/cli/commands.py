"""The commands: each parses, asks, and gives an Answer; `command` hands it to a writer."""

from typing import TYPE_CHECKING

from fieldref.cli import arguments, options
from fieldref.cli.context import CommandContext, as_command
from fieldref.cli.options import commas
from fieldref.errors import WrongUse

if TYPE_CHECKING:
    from fieldref.answer import Answer


@as_command
def show_(
    given: CommandContext,
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
    return show.show_page(asked, asked.catalog.find(" ".join(name)), period, section)


@as_command
def deadlines_(
    given: CommandContext,
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
    from fieldref.pages.deadlines import DeadlineQuery, deadlines_page
    from fieldref.rules.entries import BASES, KINDS

    asked = given.asked()
    known = asked.catalog
    first, last = arguments.read_window(asked.on, year, from_, to, within)
    query = DeadlineQuery(
        first,
        last,
        tuple(one.id for one in arguments.find_subjects(known, states, "state")),
        known.find(treaty, "treaty").id if treaty else None,
        arguments.read_choices("--kind", commas(kind), KINDS),
        arguments.read_choices("--basis", commas(basis), BASES),
        arguments.read_region(region),
        projected or "projected" in commas(basis),
        explain,
    )
    return deadlines_page(asked, query)


@as_command
def contacts_(
    given: CommandContext,
    names: options.Names = None,
    kind: options.ContactKind = None,
    all: options.All = False,
) -> "Answer":
    """Give contacts: presences, desks at headquarters, treaty body secretariats, mandates.

    \b
    fieldref contacts cambodia
    fieldref contacts --format vcard --output un-human-rights.vcf
    """
    from fieldref.pages.contacts import ContactQuery, contacts_page

    asked = given.asked()
    subjects = arguments.find_subjects(asked.catalog, names, "state", "office")
    kinds = arguments.read_choices("--kind", commas(kind), arguments.contact_kinds())
    return contacts_page(asked, ContactQuery(subjects, kinds, all))


@as_command
def timeline_(given: CommandContext, name: options.StateName) -> "Answer":
    """Draw a State's acts, reports, reviews, visits and programmes on one axis of years.

    \b
    fieldref timeline cambodia
    fieldref timeline cambodia --format svg --output cambodia.svg
    """
    from fieldref.pages.timeline import timeline_page

    asked = given.asked()
    return timeline_page(asked, asked.catalog.find(" ".join(name), "state").id)


@as_command
def explain_(given: CommandContext, words: options.StateAndTreaty) -> "Answer":
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


@as_command
def check_(
    given: CommandContext, paths: options.Paths = None, stale: options.Stale = None
) -> "Answer":
    """Prove the data: every fact sourced, every code known, every date in order.

    \b
    fieldref check
    fieldref check --stale 2y
    fieldref check my-data states/kenya.yaml
    """
    from fieldref import places
    from fieldref.checks.files import read_paths
    from fieldref.pages.check import check_page

    on = arguments.read_day(given.on)
    given_paths = (*(paths or ()), *given.data)
    files = read_paths(given_paths or arguments.user_data_folders(), places.bundled_data())
    return check_page(files, on, arguments.stale_before(on, stale))


@as_command
def list_(
    given: CommandContext,
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
    from fieldref.pages.lists.page import SUBJECTS, ListQuery, list_page

    (chosen,) = arguments.read_choices("SUBJECT", (subject,), SUBJECTS)
    asked = given.asked()
    query = ListQuery(
        arguments.read_region(region),
        arguments.read_group(group),
        asked.catalog.find(treaty, "treaty").id if treaty else None,
        asked.catalog.find(not_party, "treaty").id if not_party else None,
        all,
    )
    return list_page(asked, chosen, query)


@as_command
def search_(given: CommandContext, words: options.Words, limit: options.Limit = 50) -> "Answer":
    """Search names, programmes, notes, contacts, institutions, known gaps and sources.

    \b
    fieldref search torture prevention
    fieldref search land cambodia --limit 10
    """
    from fieldref.pages.search import search_page

    return search_page(given.asked(), " ".join(words), limit)


@as_command
def compare_(given: CommandContext, states: options.Compared) -> "Answer":
    """Compare where States stand towards each treaty, side by side.

    \b
    fieldref compare cambodia thailand viet nam
    fieldref compare usa canada --on 2000-01-01 -f csv
    """
    from fieldref.pages.compare import compare_page

    asked = given.asked()
    found = arguments.find_subjects(asked.catalog, states, "state")
    return compare_page(asked, tuple(one.id for one in found))


@as_command
def config_(given: CommandContext) -> "Answer":
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
    from fieldref.pages.config import config_page

    file = places.settings_file()
    told = settings.setting_items(given.settings, os.environ)
    return config_page(told, str(file) if file else None, arguments.read_day(given.on))


def __getattr__(name: str) -> object:
    """The commands on one's own data, when they are asked for."""
    from fieldref.cli import user_data_commands

    return getattr(user_data_commands, name)
