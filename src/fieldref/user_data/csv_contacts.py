"""Read address books that are tables (CSV); the first row says what the columns are.

What has our own export's columns is read as ours: an address is one text there, the columns of
the office are no part of its card.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from fieldref import names
from fieldref.answer.items.base import ContactItem
from fieldref.model.presences import Address
from fieldref.records import NamedTuple
from fieldref.user_data import csv_tables
from fieldref.user_data.csv_columns import ColumnMeaning, count_understood, read_columns
from fieldref.user_data.csv_tables import TableRow
from fieldref.user_data.imported_card import (
    AddressBook,
    CardBuilder,
    ImportedCard,
    PostalAddress,
    Remark,
    covers_words,
)

# An apostrophe before what a spreadsheet would take for a formula was put there for its sake.
_HARMLESS = re.compile(r"'(?='*\s*[=+\-@＝＋－＠])")
_FORMULA = re.compile(r'="((?:[^"]|"")*)"')  # how Excel keeps a number a text: ="+4122..."
_LINES = re.compile(r"\s*\n\s*")
_LIST = re.compile(r"\s+:::\s+")
_NAMES = ("prefix", "given", "further", "family", "suffix")
_OF_THE_OFFICE = ("kind", "presence", "covers", "region", "city")
_PLAIN_LABELS = ("work", "main", "other", "home page", "homepage", "profile", "voice", "phone", "")
_GROUPS = ("* mycontacts", "* my contacts")


def read_csv_contacts(data: bytes, ids: tuple[str, ...], countries: frozenset[str]) -> AddressBook:
    """Read the contacts in a table.

    `ids` are those of all contacts that are known, `countries` the keys of the names of States.
    """
    table = csv_tables.read_table(data, count_understood)
    is_ours = "id" in table.head and set(table.head) <= {*ContactItem._fields}
    is_ours = is_ours or {"id", "presence", "as_of", "sources"} <= set(table.head)
    meant = _our_columns(table.head) if is_ours else read_columns(table.head)
    cards, left = [], list(table.left)
    for row in table.rows:
        reader = _Row(
            row,
            TableLayout(
                head=table.head,
                columns=meant,
                is_ours=is_ours,
                ids=frozenset(ids),
                countries=countries,
            ),
        )
        if imported := reader.build():
            cards.append(imported)
        else:
            says = f"a row with nothing to call it by: {', '.join(filter(None, row.cells))}"
            left.append(Remark(row.line, says))
    return AddressBook(tuple(cards), tuple(left), tuple(table.remarks))


class TableLayout(NamedTuple):
    """The head and columns that the rows of a table share."""

    head: list[str]
    columns: list[ColumnMeaning]
    is_ours: bool
    ids: frozenset[str]
    countries: frozenset[str]


def _our_columns(head: list[str]) -> list[ColumnMeaning]:
    """Give the columns of our own export, and of what was put beside them."""
    others = read_columns(head)
    return [
        _our(word) if word in ContactItem._fields else other
        for word, other in zip(head, others, strict=True)
    ]


def _our(word: str) -> ColumnMeaning:
    if word in ("address", "mailing"):
        return ColumnMeaning("whole", word)
    return ColumnMeaning("office" if word in _OF_THE_OFFICE else word)


class _Row:
    """A row, its cells put where they belong."""

    def __init__(self, row: TableRow, layout: TableLayout) -> None:
        self.line = row.line
        self.layout = layout
        self.builder = CardBuilder(row.line)
        self.words = dict.fromkeys(
            (*_NAMES, "id", "sources", "display", "organization", "unit"), ""
        )
        self.groups: dict[str, dict[str, str]] = {}
        pairs = zip_longest(layout.columns, layout.head, row.cells, fillvalue=None)
        self.cells = [
            (column or ColumnMeaning(), word or "a column without a name", _plain(cell or ""))
            for column, word, cell in pairs
        ]
        self.labels = {
            column.group: cell.removeprefix("* ")
            for column, _, cell in self.cells
            if column.key in ("label", "kind")
        }

    def build(self) -> ImportedCard | None:
        for column, word, cell in self.cells:
            if cell:
                self.put(column, word, cell)
        parts = " ".join(filter(None, map(self.words.get, _NAMES)))
        self.builder.add_text("parts", "name", parts, self.line)
        organization = ", ".join(filter(None, map(self.words.get, ("organization", "unit"))))
        self.builder.add_text("organization", "organization", organization, self.line)
        self.put_addresses()
        card = self.builder.build()
        if card is None:
            return None
        self.leave_names(parts, card.name, card.organization)
        sources = tuple(filter(None, map(_plain, self.words["sources"].split("; "))))
        card = card._replace(id=self.words["id"] or None, sources=sources)
        left, remarks = tuple(sorted(self.builder.left)), tuple(self.builder.remarks)
        return ImportedCard(self.line, card, left, remarks, is_ours=self.layout.is_ours)

    def put(self, column: ColumnMeaning, word: str, cell: str) -> None:
        """Put a cell where it belongs, or tell it."""
        key = column.key
        if key in ("phones", "faxes", "emails", "web"):
            self.put_reached(column, word, cell)
        elif key in ("name", "nickname", "role"):
            self.builder.add_text(key, word, cell, self.line)
        elif key in self.words:
            self.put_word(key, word, cell)
        elif key == "note":
            self.builder.add_note(cell, self.line)
        elif key == "as_of":
            self.builder.add_as_of(word, cell, self.line)
        elif column.group:
            self.put_grouped(column, word, cell)
        elif not self.says_nothing(key, cell):
            self.builder.leave(word, cell, self.line)

    def put_word(self, key: str, word: str, cell: str) -> None:
        """Keep a part to be joined at the end; a second one becomes a Remark, but for units."""
        before = self.words[key]
        if key == "unit" and before:
            self.words[key] = f"{before}, {cell}"
        elif before not in ("", cell):
            self.builder.leave(word, cell, self.line)
        else:
            self.words[key] = cell

    def says_nothing(self, key: str, cell: str) -> bool:
        """Tell whether the cell is not of the contact, or of its office and known."""
        if key in ("office", "status"):
            return self.words["id"] in self.layout.ids or cell == "latest recorded"
        return key in ("revised", "silent") or cell.casefold() in _GROUPS

    def put_grouped(self, column: ColumnMeaning, word: str, cell: str) -> None:
        """Put a part of an address, or what an entry of Google's is called."""
        if column.key in ("label", "kind"):
            return
        group = self.groups.setdefault(column.group, {})
        if group.setdefault(column.key, cell) == cell:
            return
        if column.key == "more":
            group[column.key] += f", {cell}"
        else:
            self.builder.leave(word, cell, self.line)

    def put_reached(self, column: ColumnMeaning, word: str, cell: str) -> None:
        label = column.label or self.labels.get(column.group, "")
        label = "" if label.casefold() in _PLAIN_LABELS else label
        if column.key in ("phones", "faxes"):
            is_fax = column.key == "faxes" or "fax" in label.casefold()
            note = re.sub(r"(?i)^(work )?fax$", "", label).replace("Mobile", "mobile") or None
            self.builder.add_numbers("faxes" if is_fax else "phones", word, cell, self.line, note)
            return
        for piece in _LIST.split(cell):
            if column.key == "emails":
                self.builder.add_emails(word, _each_plain(piece), self.line)
            else:
                self.builder.add_web(word, piece, self.line)
        if label.casefold() != "home":
            self.builder.leave(f"label of {cell}", label, self.line)

    def put_addresses(self) -> None:
        """Put the row's addresses; several of one group stand between colons, part by part."""
        every = []
        for group, parts in self.groups.items():
            kinds = _LIST.split(self.labels.get(group, ""))
            label = group if group.split()[0] in ("address", "mailing") else f"{group} address"
            formatted = parts.pop("formatted", "")
            is_google = group[-1].isdigit()
            columns = {
                key: _LIST.split(cell) if is_google else [cell] for key, cell in parts.items()
            }
            for n in range(max(map(len, columns.values()), default=0)):
                texts = {key: cells[n] for key, cells in columns.items() if n < len(cells)}
                address = self.address(texts)
                kind = kinds[min(n, len(kinds) - 1)]
                every.append(PostalAddress(address, self.line, _use(group, kind), label))
            if not covers_words(formatted, tuple(parts.values())):
                self.builder.leave("Formatted", formatted, self.line)
        every.sort(key=lambda postal: postal.use != "work")
        self.builder.place_addresses(every, self.layout.is_ours)

    def address(self, parts: dict[str, str]) -> Address:
        """Make an Address of its parts; one whole in a cell ends with its country, if known."""
        lines = {key: _LINES.sub(", ", part) for key, part in parts.items()}
        text = lines.pop("whole", "")
        if text and lines:
            lines["street"] = ", ".join(filter(None, (text, lines.get("street"))))
        elif text:
            street, _, country = text.rpartition(",")
            if street and names.fold_name(country) in self.layout.countries:
                return Address(street=street.strip(), country=country.strip())
            return Address(street=text)
        lines["street"] = ", ".join(filter(None, (lines.get("street"), lines.pop("more", ""))))
        return Address(**{key: part for key, part in lines.items() if part})

    def leave_names(self, parts: str, *known: str | None) -> None:
        """Tell a name that isn't what the card is called by, nor a part of it."""
        display = re.sub(r"\(\S+@\S+\)", "", self.words["display"])
        nickname = self.builder.texts.get("nickname", "")
        for label, text in (("name", parts), ("display name", display), ("nickname", nickname)):
            if not covers_words(text, known):
                self.builder.leave(label, text, self.line)


def _use(group: str, kind: str) -> str:
    if group in ("mailing", "postal"):
        return "post"
    return "" if "home" in (group, kind.casefold()) or group == "private" else "work"


def _plain(cell: str) -> str:
    """Give the cell without what was put before or around it for a spreadsheet's sake."""
    formula = _FORMULA.fullmatch(cell)
    cell = formula[1].replace('""', '"') if formula else cell
    return cell[1:].strip() if _HARMLESS.match(cell) else cell


def _each_plain(cell: str) -> str:
    return "; ".join(map(_plain, cell.split("; ")))
