"""Define the commands on the user's own files, and on where things are."""

from pathlib import Path
from typing import Annotated

from fieldref.answer import Answer
from fieldref.cli import arguments, days
from fieldref.cli.context import CommandContext, as_command
from fieldref.cli.fast_parser import argument, option
from fieldref.cli.options import split_commas

_Kind = Annotated[str, argument("KIND", "state, office or source.", complete="user_file_kinds")]
_Name = Annotated[list[str], argument("NAME...", "Several words make one name.", "names")]
_File = Annotated[Path, argument("FILE", "A .vcf or .csv file.")]
_Edit = Annotated[bool, option("--edit", help="Then open it in $EDITOR.")]
_Id = Annotated[
    str | None, option("--id", metavar="ID", help="Its id; without, made from the name.")
]
_Iso3 = Annotated[str | None, option("--iso3", metavar="CODE", help="Of a new State: XUT.")]
_Iso2 = Annotated[str | None, option("--iso2", metavar="CODE", help="Of a new State: XU.")]
_M49 = Annotated[str | None, option("--m49", metavar="CODE", help="Of a new State: 999.")]
_OfficeKind = Annotated[
    str | None,
    option(
        "--kind", metavar="KIND", complete="presence_kinds",
        help='Of an office: "country office", "human rights adviser"...',
    ),
]  # fmt: skip
_City = Annotated[str | None, option("--city", metavar="CITY", help="Where an office sits.")]
_Host = Annotated[
    str | None,
    option("--host", metavar="STATE", complete="states", help="The State it sits in."),
]
_Covers = Annotated[
    list[str] | None,
    option(
        "--covers", metavar="STATE", complete="states",
        help="A State that it covers; repeatable. Without, its host.",
    ),
]  # fmt: skip
_Phone = Annotated[
    list[str] | None,
    option("--phone", metavar="NUMBER", help="Of its card: +85523987671; repeatable."),
]
_Email = Annotated[
    list[str] | None, option("--email", metavar="ADDRESS", help="Of its card; repeatable.")
]
_Source = Annotated[
    str | None,
    option(
        "--source",
        metavar="ID",
        help="Where you know it from; without, your own notes (own-notes).",
    ),
]
_Publisher = Annotated[
    str | None, option("--publisher", metavar="NAME", help="Of a source: who published it.")
]
_Address = Annotated[str | None, option("--address", metavar="URL", help="Of a source: where.")]
_Date = Annotated[str | None, option("--date", metavar="DATE", help="Of a source: when.")]
_Into = Annotated[str, option("--into", metavar="OFFICE", help="The office whose cards they are.")]
_Write = Annotated[bool, option("--write", help="Write the file; without, it is only shown.")]
_Full = Annotated[bool, option("--full", help="Write private paths out.")]


@as_command("new")
def make_file(
    context: CommandContext,
    kind: _Kind,
    name: _Name,
    id: _Id = None,
    iso3: _Iso3 = None,
    iso2: _Iso2 = None,
    m49: _M49 = None,
    office_kind: _OfficeKind = None,
    city: _City = None,
    host: _Host = None,
    covers: _Covers = None,
    phone: _Phone = None,
    email: _Email = None,
    source: _Source = None,
    publisher: _Publisher = None,
    address: _Address = None,
    date: _Date = None,
    edit: _Edit = False,
) -> Answer:
    """Make a file of your own data, with examples of what can stand in it; never over another.

    \b
    fieldref new state cambodia
    fieldref new office "Battambang" --kind "country office" --host cambodia
    fieldref new source "Country team minutes" --date 2026-05

    It goes into your data folder (fieldref paths), or into the last --data. A State that is known
    gets a file with what you add to it. In a terminal you are asked for what is missing.
    """
    from fieldref.cli import new_file

    (chosen,) = arguments.read_choices("new", (kind,), ("state", "office", "source"))
    options = new_file.NewOptions(
        kind=chosen, name=" ".join(name), id=id, source=source, edit=edit,
        iso3=iso3, iso2=iso2, m49=m49,
        office_kind=office_kind, city=city, host=host, covers=split_commas(covers),
        phones=split_commas(phone), emails=split_commas(email),
        publisher=publisher, address=address, date=date,
    )  # fmt: skip
    return new_file.make_file(context, options)


@as_command("edit")
def edit_file(context: CommandContext, name: _Name) -> Answer:
    """Open a State's or an office's file of your own in $EDITOR; a bundled one as your copy.

    \b
    fieldref edit cambodia
    EDITOR="code --wait" fieldref edit bangkok-ro

    What you save is proved before it counts. If it has faults, it is kept as a draft beside the
    file and nothing else changes: the next edit goes on with the draft.
    """
    from fieldref.cli import edit_file

    return edit_file.edit_record(context, " ".join(name))


@as_command("import")
def import_file(
    context: CommandContext,
    file: _File,
    into: _Into = "",
    source: _Source = None,
    write: _Write = False,
) -> Answer:
    """Import an address book into an office's cards: shown first, written with --write.

    \b
    fieldref import contacts.vcf --into bangkok-ro
    fieldref import contacts.csv --into bangkok-ro --write

    What has no place here is listed, with its line. A card that our own export wrote finds its
    contact again, and so does a card of that name with a number or an address of it: only what it
    says otherwise changes. It takes: pip install "fieldref[import]"
    """
    from fieldref.cli import import_contacts

    options = import_contacts.BookOptions(file, into, source)
    return import_contacts.import_contacts(context, options, write=write)


@as_command("paths")
def list_paths(context: CommandContext) -> Answer:
    """Show where everything is: bundled data, yours, the index, the settings.

    \b
    fieldref paths
    fieldref paths --fields use,path -f csv
    """
    from fieldref.cli import diagnosis
    from fieldref.pages.paths import paths_page

    return paths_page(diagnosis.find_places(context), days.read_day(context.on))


@as_command("doctor")
def diagnose(context: CommandContext, full: _Full = False) -> Answer:
    """Gather what a report of a bug needs, to be copied; private paths only with --full.

    \b
    fieldref doctor
    fieldref doctor --full
    """
    from fieldref.cli import diagnosis

    return diagnosis.diagnose(context, full)
