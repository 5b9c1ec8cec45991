"""Define the commands that ask: each reads its arguments and gives an Answer."""

from typing import TYPE_CHECKING

from fieldref.cli import arguments, data_access, days, options
from fieldref.cli.context import CommandContext, as_command
from fieldref.cli.options import split_commas

if TYPE_CHECKING:
    from fieldref.answer import Answer


@as_command("show")
def show_subject(
    context: CommandContext,
    name: options.Name,
    period: options.Period = None,
    section: options.Section = None,
    basis: options.Basis = None,
    full: options.Full = False,
) -> "Answer":
    """Show all that is recorded of a State, an office or a treaty, or what a source is.

    \b
    fieldref show cambodia
    fieldref show ivory coast --section contacts,institutions
    fieldref show cambodia --period 2008
    fieldref show A/HRC/17/3
    fieldref show cambodia --on 2008-01-01
    """
    from fieldref.pages import show
    from fieldref.pages.common import ShowQuery

    view = context.open()
    bases = arguments.read_bases(split_commas(basis))
    subject = view.catalog.find_with_sources(" ".join(name))
    query = ShowQuery(period, split_commas(section), bases, full)
    return show.show_page(view, subject, query)


@as_command("deadlines")
def list_deadlines(
    context: CommandContext,
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
    passed: options.Passed = False,
) -> "Answer":
    """List what falls due, met or not: reports, Universal Periodic Reviews, submissions.

    \b
    fieldref deadlines --year 2009
    fieldref deadlines cambodia --from 1992 --to 2030 --explain
    fieldref deadlines --within 90d --region africa -f ics -o africa.ics
    fieldref deadlines --passed --treaty cat --region africa
    """
    from fieldref.pages.deadlines import DeadlineQuery, deadlines_page
    from fieldref.rules.entries import KINDS

    view = context.open()
    catalog = view.catalog
    read_window = days.read_past_window if passed else days.read_window
    first, last = read_window(view.on, year, from_, to, within)
    query = DeadlineQuery(
        first=first,
        last=last,
        states=tuple(state.id for state in arguments.find_subjects(catalog, states, "state")),
        treaty=catalog.find(treaty, "treaty").id if treaty else None,
        kinds=arguments.read_choices("--kind", split_commas(kind), KINDS),
        bases=arguments.read_bases(split_commas(basis)),
        region=arguments.read_region(region),
        projected=projected or "projected" in split_commas(basis),
        explain=explain,
    )
    if passed:
        from fieldref.pages.passed import passed_page

        return passed_page(view, query)
    return deadlines_page(view, query)


@as_command("next")
def show_next(context: CommandContext, name: options.StateName) -> "Answer":
    """Show who considers a State next, by when to write, where to, and every way to complain.

    \b
    fieldref next kenya
    fieldref next kenya -f json
    """
    from fieldref.pages.next.page import next_page

    view = context.open()
    return next_page(view, view.catalog.find(" ".join(name), "state").id)


@as_command("contacts")
def list_contacts(
    context: CommandContext,
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

    view = context.open()
    subjects = arguments.find_subjects(view.catalog, names, "state", "office")
    kinds = arguments.read_choices("--kind", split_commas(kind), arguments.contact_kinds())
    return contacts_page(view, ContactQuery(subjects, kinds, all))


@as_command("timeline")
def draw_timeline(
    context: CommandContext, name: options.StateName, basis: options.Basis = None
) -> "Answer":
    """Draw a State's acts, reports, reviews, visits and programmes on one axis of years.

    \b
    fieldref timeline cambodia
    fieldref timeline cambodia --format svg --output cambodia.svg
    """
    from fieldref.pages.timeline import timeline_page

    view = context.open()
    bases = arguments.read_bases(split_commas(basis))
    return timeline_page(view, view.catalog.find(" ".join(name), "state").id, bases)


@as_command("explain")
def explain_dates(context: CommandContext, words: options.StateAndTreaty) -> "Answer":
    """Explain why a date: acts, articles, arithmetic, sources; or what a term of the field means.

    \b
    fieldref explain cambodia cedaw
    fieldref explain cambodia upr
    fieldref explain list of issues
    fieldref explain glossary
    """
    from fieldref.pages.explain.page import explain_treaty, explain_upr
    from fieldref.pages.explain.terms import explain_glossary, explain_term

    view = context.open()
    if words == ["glossary"]:
        return explain_glossary(view)
    if term := arguments.find_term(view.catalog, words):
        return explain_term(view, term)
    *name, last = words
    state = view.catalog.find(" ".join(name), "state").id
    if last.casefold() == "upr":
        return explain_upr(view, state)
    treaty = view.catalog.find(last, "treaty").id
    return explain_treaty(view, state, view.catalog.treaty(treaty))


@as_command("check")
def check_data(
    context: CommandContext, paths: options.Paths = None, stale: options.Stale = None
) -> "Answer":
    """Prove the data: every fact sourced, every code known, every date in order.

    \b
    fieldref check
    fieldref check --stale 2y
    fieldref check my-data states/kenya.yaml
    """
    from fieldref import places
    from fieldref.checks.files import read_paths, with_data
    from fieldref.pages.check import check_page
    from fieldref.user_data.fault_count import FaultCount

    on = days.read_day(context.on)
    folders = with_data((*data_access.user_data_folders(), *context.data))
    named = (*paths, *context.data) if paths else folders
    count = FaultCount(folders, places.cache_folder())
    mark = count.mark()  # before they are read
    files = read_paths(named, places.bundled_data())
    answer = check_page(files, on, days.stale_before(on, stale))
    if folders and named == folders:
        count.keep(mark, on, len(answer.faults))
    return answer


@as_command("list")
def list_records(
    context: CommandContext,
    subject: options.Subject,
    region: options.RegionOption = None,
    group: options.Group = None,
    treaty: options.Party = None,
    not_party: options.NotParty = None,
    all: options.Everything = False,
    state: options.OneState = None,
    committee: options.CommitteeOption = None,
    status: options.Status = None,
    from_: options.From = None,
    to: options.To = None,
) -> "Answer":
    """List States, treaties, offices, mandates, reviews, sessions and more, filtered.

    \b
    fieldref list states --not-party cedaw
    fieldref list states --treaty iccpr --not-party iccpr-op1 --group grulac
    fieldref list offices --region africa --on 2008-01-01
    fieldref list institutions --status A --region africa
    fieldref list reviews --committee cedaw --from 2019 --to 2019
    """
    from fieldref.pages.lists.filters import ListQuery
    from fieldref.pages.lists.page import list_page
    from fieldref.pages.lists.subjects import SUBJECTS, statuses_of

    (chosen,) = arguments.read_choices("SUBJECT", (subject,), SUBJECTS)
    view = context.open()
    query = ListQuery(
        region=arguments.read_region(region),
        group=arguments.read_group(group),
        treaty=view.catalog.find(treaty, "treaty").id if treaty else None,
        not_party=view.catalog.find(not_party, "treaty").id if not_party else None,
        all=all,
        state=view.catalog.find(state, "state").id if state else None,
        committee=arguments.read_committee(view.catalog, committee),
        status=arguments.read_status(status, statuses_of(chosen)),
        first=days.read_first("--from", from_),
        last=days.read_last("--to", to),
    )
    return list_page(view, chosen, query)


@as_command("search")
def search_words(
    context: CommandContext, words: options.Words, limit: options.Limit = 50
) -> "Answer":
    """Search names, programmes, notes, contacts, institutions, known gaps and sources.

    \b
    fieldref search torture prevention
    fieldref search land cambodia --limit 10
    """
    from fieldref.pages.search import search_page

    return search_page(context.open(), " ".join(words), limit)


@as_command("compare")
def compare_states(context: CommandContext, states: options.Compared) -> "Answer":
    """Compare where States stand towards each treaty, side by side.

    \b
    fieldref compare cambodia thailand viet nam
    fieldref compare usa canada --on 2000-01-01 -f csv
    """
    from fieldref.pages.compare import compare_page

    view = context.open()
    subjects = arguments.find_subjects(view.catalog, states, "state")
    return compare_page(view, tuple(state.id for state in subjects))


@as_command("diff")
def compare_editions(
    context: CommandContext,
    old: options.OldFolder,
    new: options.NewFolder = None,
    state: options.OneState = None,
    region: options.RegionOption = None,
    treaty: options.TreatyOption = None,
) -> "Answer":
    """Compare two editions of the data: what was added, changed, moved, cancelled, removed.

    \b
    fieldref diff last-year/data
    fieldref diff last-year/data data -f markdown
    fieldref diff last-year/data --treaty cat -f atom -o changes.atom

    OLD and NEW are folders laid out like data/, OLD may be a site that `publish` made, too; without
    NEW it is the data that all other commands ask, yours laid over. A row is what it was if its id,
    its number or what names it is the same.
    """
    from fieldref.pages.common import QueryContext
    from fieldref.pages.diff import DiffQuery, diff_page

    earlier = data_access.read_edition(old)
    if new is None:
        view = context.open()
    else:
        view = QueryContext(data_access.open_folder(new), days.read_day(context.on))
    query = DiffQuery(
        view.catalog.find(state, "state").id if state else None,
        arguments.read_region(region),
        view.catalog.find(treaty, "treaty").id if treaty else None,
    )
    return diff_page(view, earlier, query)


@as_command("config")
def show_settings(context: CommandContext) -> "Answer":
    """Show the settings in force, and what set each: an option, the environment or your file.

    \b
    fieldref config
    FIELDREF_FORMAT=csv fieldref config

    An option stands over the environment (FIELDREF_FORMAT, FIELDREF_COLOR, FIELDREF_ACCESSIBLE),
    that over the file (FIELDREF_CONFIG says which), that over what is built in. The file is TOML:
    format = "json", color = "never", pager = false, accessible = true, data = ["~/my-data"].
    """
    import os

    from fieldref import places
    from fieldref.cli import settings
    from fieldref.pages.config import config_page

    file = places.settings_file()
    items = settings.setting_items(context.settings, os.environ)
    return config_page(items, str(file) if file else None, days.read_day(context.on))
