"""Run `publish` and `serve`: write the site to a folder, or show it on this computer."""

import contextlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fieldref.cli.context import CommandContext, as_command, as_service
from fieldref.cli.fast_parser import argument, option

if TYPE_CHECKING:
    from fieldref.answer import Answer

_Folder = Annotated[
    Path, argument(metavar="FOLDER", help="A new folder, an empty one, or an earlier site.")
]
_Served = Annotated[Path, argument(metavar="FOLDER", help="The folder of a published site.")]
_Url = Annotated[
    str | None,
    option("--url", metavar="URL", help="Where it will stand: calendars get links to subscribe."),
]
_Since = Annotated[
    Path | None,
    option("--since", metavar="OLD", help="Tell what changed since that edition, data/ or a site."),
]
_Port = Annotated[
    int, option("--port", metavar="N", least=0, help="Where it listens; any free one without it.")
]
_HIGHEST_PORT = 65_535


@as_command("publish")
def publish_site(
    context: CommandContext, folder: _Folder, url: _Url = None, since: _Since = None
) -> "Answer":
    """Publish all that is known as a folder of files that any web server or a stick can hold.

    \b
    fieldref publish site
    fieldref publish site --on 2026-11-23 --data my-data
    fieldref publish site --url https://example.org/fieldref/
    fieldref publish site --since last-year/data

    Pages for people, JSON, CSV and SQLite for programs, calendars and address books to subscribe
    to. A second run writes only what changed, and removes what is gone; files of others are left.
    What changed since the run before, or since OLD, is told on a page and in a feed.
    It takes: pip install "fieldref[site]"
    """
    from fieldref import extras
    from fieldref.answer.items.site import PublishedItem
    from fieldref.cli import data_access
    from fieldref.cli.progress import show_bar
    from fieldref.pages.publish import publish_page
    from fieldref.site.earlier import find_earlier
    from fieldref.site.folder import try_folder, write_site
    from fieldref.site.plan import plan_overviews
    from fieldref.site.state_process import make_states_apart

    extras.load_library("site", "jinja2", "A site")
    address = _site_address(url) if url else ""
    try_folder(folder)
    edition = data_access.read_edition(since) if since else None
    view = context.open()
    earlier = find_earlier(folder, view.catalog, edition)
    opening = partial(data_access.open_catalog, context.data)
    with (
        show_bar("Making the pages of States") as watch,
        make_states_apart(opening, view, address, watch) as states,
    ):
        site = (*plan_overviews(view, address, earlier), *states)
    done = write_site(folder, site)
    item = PublishedItem(
        folder=str(folder),
        files=done.files,
        pages=sum(file.path.endswith(".html") for file in site),
        bytes=sum(len(file.data) for file in site),
        written=done.written,
        removed=done.removed,
    )
    return publish_page(view, item)


def _site_address(url: str) -> str:
    """Give the address of a site with the / at its end; raise WrongUse for what is none."""
    from fieldref.errors import WrongUse
    from fieldref.render.sanitize import web_address

    if not web_address(url) or set("?#") & set(url):
        raise WrongUse(
            f"--url is to be the address of a folder on the web, got {url}.",
            "Such as https://example.org/fieldref/.",
        )
    return url.rstrip("/") + "/"


@as_service
def serve_site(context: CommandContext, folder: _Served, port: _Port = 0) -> None:  # noqa: ARG001
    """Serve a published site to this computer alone, until Ctrl-C, for a look at it.

    \b
    fieldref serve site
    fieldref serve site --port 8000
    """
    import shlex

    from fieldref import files
    from fieldref.cli.site_server import SiteServer
    from fieldref.errors import WrongUse
    from fieldref.render.output import write_messages
    from fieldref.site.folder import MARKER

    if not files.is_file(folder / MARKER):
        why = "" if files.is_folder(folder) else files.explain_absence(folder, "folder")
        hint = f"Make one: fieldref publish {shlex.quote(str(folder))}"
        raise WrongUse(why or f"{str(folder)!r} is no published site.", hint)
    if port > _HIGHEST_PORT:
        raise WrongUse(f"--port goes to {_HIGHEST_PORT}, got {port}.", "Such as 8000.")
    with SiteServer(folder, port) as server, contextlib.suppress(KeyboardInterrupt):
        write_messages([f"{server.address} shows {folder} to this computer; Ctrl-C ends it."])
        server.serve_forever()
