"""Run `new`: from options and answers at a terminal to a file of the user's."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from fieldref import files
from fieldref.answer import Answer
from fieldref.catalog import Catalog, Subject
from fieldref.cli import arguments, data_access, days, prompts
from fieldref.cli.context import CommandContext
from fieldref.errors import NotFound, WrongUse
from fieldref.pages.user_data import user_data_page
from fieldref.records import NamedTuple
from fieldref.user_data import data_folder, new_files
from fieldref.user_data.new_files import NewFile, OfficeDetails, StateDetails

_CODES = {
    "iso3": "Its three letters (ISO 3166-1 alpha-3), such as XUT",
    "iso2": "Its two letters (ISO 3166-1 alpha-2), such as XU",
    "m49": "Its number (UN M49), such as 999",
}
_CODE_PATTERNS = {"iso3": "[A-Z]{3}", "iso2": "[A-Z]{2}", "m49": "[0-9]{3}"}
MakePlan = Callable[[], tuple[NewFile, ...]]


class NewOptions(NamedTuple):
    """The options of `new`; `kind` is state, office or source, and each has its own."""

    kind: str
    name: str
    id: str | None
    source: str | None
    edit: bool
    iso3: str | None
    iso2: str | None
    m49: str | None
    office_kind: str | None
    city: str | None
    host: str | None
    covers: tuple[str, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    publisher: str | None
    address: str | None
    date: str | None


def make_file(context: CommandContext, options: NewOptions) -> Answer:
    """Make the file; with `edit`, open it then."""
    _refuse_bytes(options)
    folder = data_folder.writing_folder(context.data)
    day = days.read_day(context.on)
    make_plan = {"source": _plan_source, "state": _plan_state, "office": _plan_office}[options.kind]
    items = new_files.write_planned(folder, make_plan(context, folder, options), day)
    if options.edit:
        from fieldref.cli.edit_file import edit_new

        edit_new(items[-1].kind, items[-1].id, Path(items[-1].path), day)
    return user_data_page("new", items, folder, day)


def _refuse_bytes(options: NewOptions) -> None:
    """Raise WrongUse for a text with bytes that are no UTF-8: a file could not say it."""
    several = (*options.covers, *options.phones, *options.emails)
    for text in (*options, *several):
        if isinstance(text, str) and not files.is_text(Path(text)):
            raise WrongUse(f"{text!r} has bytes that are no UTF-8.", "Type it in UTF-8.")


def _plan_source(context: CommandContext, folder: Path, options: NewOptions) -> MakePlan:
    keys = {
        "id": data_folder.make_id(options.name, options.id),
        "title": options.name,
        "publisher": options.publisher,
        "address": options.address,
        "date": options.date,
    }
    return lambda: (new_files.plan_source(data_access.open_to_write(context.data), folder, keys),)


def _plan_state(context: CommandContext, folder: Path, options: NewOptions) -> MakePlan:
    catalog = data_access.open_to_write(context.data)
    known = None if options.iso3 else _find_state(catalog, options.name)
    codes = None if known else _ask_for_codes(catalog, folder, options)

    def plan(source: str) -> NewFile:
        return new_files.plan_state(folder, known, StateDetails(options.name, codes), source)

    return _plan_with_source(context, folder, options, plan)


def _ask_for_codes(catalog: Catalog, folder: Path, options: NewOptions) -> dict[str, str]:
    """Give the codes of a new State, asked for where they are missing; raise WrongUse for none."""
    values = {"iso3": options.iso3, "iso2": options.iso2, "m49": options.m49}
    codes = {key: text.upper() for key, text in prompts.ask_for(values, _CODES).items()}
    for key, pattern in _CODE_PATTERNS.items():
        if not re.fullmatch(pattern, codes[key]):
            raise WrongUse(f"--{key} can't be {codes[key]!r}.", f"{_CODES[key]}.")
    known = _find_state(catalog, codes["iso3"])
    if known and not data_folder.file_holding(folder, "state", codes["iso3"]):
        hint = f"To add to it: fieldref new state {known.display_name}"
        raise WrongUse(f"{codes['iso3']} is the code of {known.display_name}.", hint)
    return codes


def _plan_office(context: CommandContext, folder: Path, options: NewOptions) -> MakePlan:
    kinds = arguments.contact_kinds()[:-1]
    questions = {"kind": f"What kind of office ({', '.join(kinds)})"}
    answers = prompts.ask_for({"kind": options.office_kind}, questions)
    (kind,) = arguments.read_choices("--kind", (answers["kind"],), kinds)
    catalog = data_access.open_to_write(context.data)
    host = catalog.find(options.host, "state").id if options.host else None
    covers = [catalog.find(state, "state").id for state in options.covers]
    office = OfficeDetails(
        id=data_folder.make_id(options.name, options.id),
        kind=kind,
        name=options.name,
        city=options.city,
        host=host,
        covers=tuple(covers) or ((host,) if host else ()),
        phones=options.phones,
        emails=options.emails,
        as_of=days.read_day(context.on).isoformat(),
    )

    def plan(source: str) -> NewFile:
        return new_files.plan_office(folder, office, source)

    return _plan_with_source(context, folder, options, plan)


def _plan_with_source(
    context: CommandContext, folder: Path, options: NewOptions, plan: Callable[[str], NewFile]
) -> MakePlan:
    """Plan the source that the file cites before the file; the data are read when it is called."""

    def plan_both() -> tuple[NewFile, ...]:
        catalog = data_access.open_to_write(context.data)
        source, before = new_files.plan_cited_source(catalog, folder, options.source)
        return (*before, plan(source))

    return plan_both


def _find_state(catalog: Catalog, name: str) -> Subject | None:
    try:
        return catalog.find(name, "state")
    except NotFound:
        return None
