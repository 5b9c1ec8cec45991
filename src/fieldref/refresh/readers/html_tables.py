"""Pages as a browser saves them: their tables as plain rows of words, and what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from fieldref.extras import load_library
from fieldref.records import NamedTuple
from fieldref.refresh.interface import UnreadableFile
from fieldref.refresh.readers.streams import is_utf16, read_whole

_MOST_BYTES = 32 << 20
_MOST_ELEMENTS = 1_000_000
_WIDEST = 200  # columns that a cell may reach over; more is a trap
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN = ("script", "style", "noscript", "template", "select")


class HtmlTable(NamedTuple):
    """A table: its number on the page, its rows of words, and how many pages of it there are."""

    number: int
    rows: tuple[tuple[str, ...], ...]
    pages: int


class HtmlPage(NamedTuple):
    """A page: its title, headings and chosen options, and its tables."""

    says: tuple[str, ...]
    tables: tuple[HtmlTable, ...]


def read_page(file: BinaryIO, use: str) -> HtmlPage:
    """Give the tables of a page; raise UnreadableFile for what no page can be."""
    html = load_library("refresh", "lxml.html", use)
    etree = load_library("refresh", "lxml.etree", use)
    data = read_whole(file, _MOST_BYTES)
    if data.count(b"<") > _MOST_ELEMENTS:
        raise UnreadableFile("It has more elements than a page can have.")
    encoding = _encoding(data)
    if encoding == "utf-16":  # the library believes the page's own word against the bytes
        data, encoding = data.decode("utf-16", "replace").encode(), "utf-8"
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding=encoding))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadableFile(f"It is no page: {error}.") from None
    tables = enumerate(root.iter("table"), 1)
    return HtmlPage(tuple(_says(root)), tuple(_read_table(n, table) for n, table in tables))


def _encoding(data: bytes) -> str | None:
    """Give the encoding that the first bytes name, else that of the page's own word or UTF-8."""
    if is_utf16(data):
        return "utf-16"
    if re.search(rb"<meta[^>]+charset", data[:8192], re.IGNORECASE):
        return None
    try:
        data.decode()
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _says(root: Any) -> Iterator[str]:
    for element in root.iter("title", "h1", "h2", "h3", "h4", "caption", "option"):
        words = _words(element)
        if words and (element.tag != "option" or element.get("selected") is not None):
            yield words


def _words(element: Any) -> str:
    """Give the words of an element that a reader sees."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Iterator[str]:
    queue: list[Any] = [element]
    while queue:
        part = queue.pop()
        if isinstance(part, str):
            yield part
            continue
        if part is not element:
            queue.append(part.tail or "")
        if not isinstance(part.tag, str) or part.tag in _UNSEEN or _is_hidden(part):
            continue
        if part.tag in ("br", "p", "div", "li", "td", "th"):
            queue.append(" ")
        queue += [*reversed(part), part.text or ""]


def _is_hidden(element: Any) -> bool:
    style = element.get("style") or ""
    return bool(_HIDDEN.search(style)) or element.get("hidden") is not None


def _read_table(number: int, table: Any) -> HtmlTable:
    rows: list[tuple[str, ...]] = []
    pages = 1
    reaching: dict[int, tuple[int, str]] = {}  # column -> rows that a cell above still covers
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is not table or _is_hidden(row):
            continue
        names = (row.get("class") or "").split()
        if "rgPager" in names:
            pages = max(pages, _pages(_words(row)))
        elif "rgFilterRow" not in names:
            cells = _cells(row, reaching)
            if any(cells):
                rows.append(cells)
    return HtmlTable(number, tuple(rows), pages)


def _pages(words: str) -> int:
    match = re.search(r"\b(?:in|dans|sur)\s+(\d{1,4})\s+pages", words)
    return int(match[1]) if match else 1


def _cells(row: Any, reaching: dict[int, tuple[int, str]]) -> tuple[str, ...]:
    """Give the cells of a row, one that spans several in each of them, hidden ones left out."""
    cells: list[str] = []

    def from_above() -> None:
        while len(cells) in reaching:
            left, words = reaching[len(cells)]
            if left > 1:
                reaching[len(cells)] = left - 1, words
            else:
                del reaching[len(cells)]
            cells.append(words)

    for cell in row.iterchildren("td", "th"):
        if _is_hidden(cell):
            continue
        from_above()
        words = _words(cell)
        down, wide = _span(cell, "rowspan"), _span(cell, "colspan")
        for n in range(wide):
            if down > 1:
                reaching[len(cells)] = down - 1, words
            cells.append(words if n == 0 else "")
    from_above()
    return tuple(cells)


def _span(cell: Any, key: str) -> int:
    text = cell.get(key) or "1"
    return min(int(text), _WIDEST) if text.isascii() and text.isdigit() and int(text) else 1
