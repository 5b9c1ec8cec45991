"""Run `refresh`: compare official files with the data, and write what differs on request."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fieldref.cli.context import CommandContext, as_command
from fieldref.cli.fast_parser import argument, option
from fieldref.cli.options import split_commas

if TYPE_CHECKING:
    from fieldref.answer import Answer
    from fieldref.pages.common import QueryContext
    from fieldref.pages.refresh import Refreshed

_Files = Annotated[
    list[Path] | None, argument(metavar="[FILE]...", help="Files that you fetched, or folders.")
]
_List = Annotated[bool, option("--list", help="The files that can be read, and where to fetch.")]
_Write = Annotated[
    bool, option("--write", help="Put what is added or finer into your own data folder.")
]
_Into = Annotated[
    Path | None,
    option("--into", metavar="DIR", help="Edit the data of a checkout in place: --into data."),
]
_Take = Annotated[
    list[str] | None,
    option("--take", metavar="KEY", help="Write this contradiction, too; repeatable."),
]


@as_command("refresh")
def refresh_data(
    context: CommandContext,
    files: _Files = None,
    list_files: _List = False,
    write: _Write = False,
    into: _Into = None,
    take: _Take = None,
) -> "Answer":
    """Compare official files with the data: what they add, have finer, contradict or lack.

    \b
    fieldref refresh --list
    fieldref refresh downloads/
    fieldref refresh downloads/ --write
    fieldref refresh downloads/ --into data --take ken-cat-bound

    Nothing is written without --write or --into, and nothing is ever taken away. The day of
    retrieval is that of --on. It takes: pip install "fieldref[refresh]"
    """
    from fieldref.errors import WrongUse
    from fieldref.pages import refresh

    if list_files:
        return refresh.official_files_page(context.open())
    if not files:
        raise WrongUse("Needed here: files to read.", "See what to fetch: fieldref refresh --list")
    if write and into:
        raise WrongUse("--write and --into exclude each other.", "--into is for a checkout's data.")
    view = _open(context, into)
    taken = frozenset(key.lower() for key in split_commas(take))
    return refresh.refresh_page(view, _refresh(context, view, files, write, into, taken))


def _open(context: CommandContext, into: Path | None) -> "QueryContext":
    """Open what the files are held against: with --into that folder alone."""
    from fieldref.cli import data_access, days
    from fieldref.pages.common import QueryContext

    if into is None:
        return context.open()
    return QueryContext(data_access.open_folder(into), days.read_day(context.on))


def _refresh(
    context: CommandContext,
    view: "QueryContext",
    paths: list[Path],
    write: bool,
    into: Path | None,
    taken: frozenset[str],
) -> "Refreshed":
    from fieldref.cli.progress import show_steps
    from fieldref.pages.refresh import Refreshed
    from fieldref.refresh import comparison, reading, writing
    from fieldref.refresh.interface import know
    from fieldref.user_data import data_folder

    catalog = view.catalog
    with show_steps() as watch:
        readings = reading.read_files(paths, know(catalog, watch))
        watch("what differs", 0, 0)
        ours = comparison.OurData(
            catalog.whole_states, catalog.treaties, catalog.committees, catalog.upr,
            first_number=1 if into else data_folder.FIRST_OWN_NUMBER,
        )  # fmt: skip
        changes = comparison.compare_files(readings, ours)
        writing.refuse_unknown_keys(changes, taken)
        chosen = writing.writeable(changes, taken) if write or into else ()
        left = () if into else tuple(filter(writing.takes_keys_away, chosen))
        chosen = tuple(change for change in chosen if change not in left)
        written: tuple[Path, ...] = ()
        if chosen:
            watch("proving what is written", 0, 0)
            folder = into or data_folder.writing_folder(context.data)
            save = writing.edit_folder if into else writing.write_own
            written = save(folder, chosen, catalog.treaties, view.on)
    return Refreshed(readings, changes, frozenset(chosen), written, left)
