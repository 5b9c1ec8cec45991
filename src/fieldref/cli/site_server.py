"""Serve a published site: on the loopback address alone, and from its folder alone."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from fieldref.errors import Unwritable
from fieldref.files import explain

_LOOPBACK = "127.0.0.1"
_TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".json": "application/json",
    ".js": "text/javascript",
}


class _Handler(SimpleHTTPRequestHandler):
    """A handler that gives the folder's files in silence: no listings, nothing through a link."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | _TYPES

    def translate_path(self, path: str) -> str:
        """Give the file for a path; one outside the folder, or none, is none that there is."""
        file = Path(super().translate_path(path))
        root = Path(self.directory).resolve()
        inside = file.resolve().is_relative_to(root)
        return str(file) if inside and file.name[:1] != "." else str(root / "no such file")

    def list_directory(self, path: object) -> None:  # noqa: ARG002
        """Refuse to list a folder."""
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of what is asked for."""


class SiteServer(ThreadingHTTPServer):
    """A server on the loopback address; port 0 takes any that is free. Raises Unwritable."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int) -> None:
        try:
            super().__init__((_LOOPBACK, port), partial(_Handler, directory=str(folder)))
        except OSError as error:
            says = f"Port {port} can't be had: {explain(error)}."
            raise Unwritable(says, "Without --port any free one is taken.") from error

    @property
    def address(self) -> str:
        """Give where the site is."""
        return f"http://{_LOOPBACK}:{self.server_port}/"
