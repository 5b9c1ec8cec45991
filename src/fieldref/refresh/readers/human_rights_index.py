"""Read the Universal Human Rights Index, full export: JSON of some 360 MB, or a workbook.

One row is one recommendation or concern; what counts here are the documents they stand in. Their
day is that of publication, as the Index gives it, not that on which a committee adopted them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any, BinaryIO

from fieldref.answer.items.refresh import OfficialFileItem
from fieldref.dates import PartialDate
from fieldref.extras import load_library
from fieldref.loading.scalars import SYMBOL
from fieldref.model.common import Symbol
from fieldref.model.states import Review
from fieldref.model.treaties import Treaty
from fieldref.records import NamedTuple
from fieldref.refresh.interface import (
    About,
    Fact,
    Known,
    LeftOut,
    NotUnderstood,
    Part,
    Reader,
    UnreadableFile,
)
from fieldref.refresh.readers import workbooks
from fieldref.refresh.readers.streams import Meter, skip_byte_order_mark
from fieldref.refresh.states_in_files import Party
from fieldref.refresh.treaties_in_files import TreatyNames

_ADDRESS = "https://dataex.ohchr.org/uhri/export-results/export-full-en.json"
_PAGE = "https://uhri.ohchr.org/en/our-data-api"
_USE = "The Universal Human Rights Index"
_ABOUT = About(
    "Universal Human Rights Index, full export",
    "Office of the United Nations High Commissioner for Human Rights",
    _ADDRESS,
    "uhri",
)
# What the Index calls its fields, without case and signs, and what they are here.
_FIELDS = {
    "symbol": "symbol", "documentsymbol": "symbol",
    "body": "body", "reccomendingbody": "body", "recommendingbody": "body",
    "countries": "countries", "country": "countries", "concernedcountries": "countries",
    "annotationtype": "kind",
    "publicationdate": "published", "documentpublicationdate": "published",
    "uprcycle": "cycle",
}  # fmt: skip
_NEEDED = ("symbol", "body", "countries")
_IGNORED = frozenset({
    "annotationid", "documentid", "text", "regions", "region", "themes", "theme", "sdgs", "sdg",
    "affectedpersons", "affectedperson", "uprrecommendingcountry", "uprrecommendingstate",
    "publicationdateonuhri",
})  # fmt: skip
_RECOMMENDATIONS = ("- Recommendations", "Recommendations", "Recommendation")
_CONCLUDING = re.compile(
    r"/CO/|^CAT/C/CR/|^(?:CRC/C/15|CERD/C/304|CCPR/C/79|E/C\.12/1)/Add\.|^A/\d+/\d+"
)
_ROWS_A_GLANCE = 2000  # between one look at how far it is and the next
_MANY = 50  # one in so many rows that aren't understood, and the file is left alone
_MOST_DOCUMENTS, _MOST_FIELDS = 200_000, 1_000
_MOST_COUNTRIES = 300  # of a document; who names more names them all


class _Document:
    """What the rows of one document add up to."""

    def __init__(self, symbol: str, body: str, first: int) -> None:
        self.symbol, self.body, self.first = symbol.strip(), body.strip(" -"), first
        self.countries: set[str] = set()
        self.cycle: str | None = None
        self.published = ""
        self.recommendations = 0

    def add(self, countries: Any, published: Any, cycle: Any) -> None:
        """Take up what a row says of the document."""
        named = (countries,) if isinstance(countries, str) else countries
        if len(self.countries) < _MOST_COUNTRIES:
            self.countries.update(map(str, named) if isinstance(named, (list, tuple)) else ("?",))
        day = str(published or "")[:10]
        if day and (not self.published or day < self.published):
            self.published = day
        if cycle:
            self.cycle = str(cycle)


def _recognizes(head: bytes) -> bool:
    if workbooks.is_workbook(head):
        return True
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n").casefold()
    names = ('"annotationid"', '"annotationtype"', '"annotation_type"')
    return text.startswith("[") and any(name in text for name in names)


def _read(file: BinaryIO, known: Known) -> Iterator[Part]:
    yield _ABOUT
    head = file.read(4)
    file.seek(0)
    rows = _workbook_rows if workbooks.is_workbook(head) else _json_rows
    names = _Names()
    gathered = _gather(rows(file, known, names))
    for name, place in names.strange.items():
        yield NotUnderstood(name, "no field of the Index is called so", f"row {place}")
    if lost := gathered.lost:
        spoils = lost * _MANY > gathered.rows
        why = "expected a symbol, a body and a State"
        yield NotUnderstood(f"{lost:,} rows", why, f"row {gathered.first_lost}", spoils)
    yield from _facts(gathered.documents, known)


# --- rows


# What counts of a row, in this order, as the file has it.
_PICKED = ("symbol", "body", "countries", "kind", "published", "cycle")
_Row = tuple[Any, ...]
_Pick = Callable[[dict[str, Any]], _Row]


class _Names:
    """What the file calls the fields of a row; those of no known name, each with its first row."""

    def __init__(self) -> None:
        self.seen: dict[str, str | None] = {}
        self.strange: dict[str, int] = {}

    def learn(self, names: Iterable[Any], n: int) -> dict[str, str]:
        """Take up what row `n` calls its fields; give the file's name of each of ours."""
        names = tuple(map(str, names))
        if len(self.seen) > _MOST_FIELDS:
            raise UnreadableFile("It has more fields than the Index can have.")
        for name in names:
            if name not in self.seen:
                bare = re.sub(r"[\W_]+", "", name).casefold()
                self.seen[name] = _FIELDS.get(bare)
                if self.seen[name] is None and bare not in _IGNORED:
                    self.strange[name] = n
        return {ours: name for name in names if (ours := self.seen[name])}


def _json_rows(file: BinaryIO, known: Known, names: _Names) -> Iterator[_Row]:
    """Give the rows one by one; the same fields in the same row after row cost the least."""
    ijson = load_library("refresh", "ijson", _USE)
    skip_byte_order_mark(file)
    meter = Meter(file, known.watch)
    fields, pick, n = -1, _picker({}), 0
    try:
        for row in ijson.items(meter, "item"):
            n += 1
            meter.begin_row()
            if not isinstance(row, dict):
                raise UnreadableFile(f"Row {n} is no object.")
            if n % _ROWS_A_GLANCE == 0:
                meter.tell()
                fields = -1
            if len(row) != fields:  # to compare all names of all rows takes too long
                fields, pick = len(row), _picker(names.learn(row, n))
            try:
                yield pick(row)
            except KeyError:
                pick = _picker(names.learn(row, n))
                yield pick(row)
    except (ijson.JSONError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableFile(f"It is no whole JSON: {_first_line(error)}.") from None


def _picker(names: dict[str, str]) -> _Pick:
    """Give what takes a row apart that calls its fields so."""
    if names.keys() >= set(_PICKED):
        return itemgetter(*(names[field] for field in _PICKED))
    return lambda row: tuple(row.get(names.get(field, "")) for field in _PICKED)


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")[:200]


def _workbook_rows(file: BinaryIO, known: Known, names: _Names) -> Iterator[_Row]:
    head: list[str] = []
    pick = _picker({})
    for n, cells in enumerate(workbooks.read_rows(file, _USE), 1):
        if n % _ROWS_A_GLANCE == 0:
            known.watch(f"row {n:,}", 0, 0)
        if head:
            yield pick(dict(zip(head, cells, strict=False)))
            continue
        words = [str(cell or "").strip() for cell in cells]
        if any(words):
            columns = names.learn(filter(None, words), n)
            if lacking := ", ".join(name for name in _NEEDED if name not in columns):
                raise UnreadableFile(f"Row {n} has no column for: {lacking}.")
            head, pick = words, _picker(columns)


# --- documents


class _Gathered(NamedTuple):
    """The documents, how many rows there were, how many say of no document, the first of those."""

    documents: list[_Document]
    rows: int
    lost: int
    first_lost: int


def _gather(rows: Iterable[_Row]) -> _Gathered:
    """Add the rows up by the document in which they stand; most are of the same as the last."""
    documents: dict[tuple[Any, Any], _Document] = {}
    lost = first_lost = 0
    document = _Document("", "", 0)
    n, before = 0, (None, None, None, None)
    for symbol, body, countries, kind, published, cycle in rows:
        n += 1
        said = symbol, body, countries, published
        if said != before:
            if not (isinstance(symbol, str) and isinstance(body, str) and countries):
                lost, first_lost = lost + 1, first_lost or n
                continue
            if (symbol, body) not in documents:
                if len(documents) >= _MOST_DOCUMENTS:
                    raise UnreadableFile("It has more documents than the Index can have.")
                documents[symbol, body] = _Document(symbol, body, n)
            document, before = documents[symbol, body], said
            document.add(countries, published, cycle)
        if kind in _RECOMMENDATIONS:
            document.recommendations += 1
    return _Gathered(list(documents.values()), n, lost, first_lost)


def _facts(documents: list[_Document], known: Known) -> Iterator[Part]:
    left: Counter[str] = Counter()
    for document in documents:
        part = _read_document(document, known)
        if isinstance(part, str):
            left[part] += 1
        else:
            yield part
    for what, number in left.most_common():
        yield LeftOut(what, number)


def _read_document(document: _Document, known: Known) -> Fact | NotUnderstood | str:
    """Give the fact of a document, or what kind it is of, where our data have no place for it."""
    place = f"row {document.first}"
    if not SYMBOL.fullmatch(document.symbol):
        return NotUnderstood(document.symbol[:60], "expected the symbol of a document", place)
    record = _record(document, known.titles)
    if isinstance(record, str):
        return record
    party = _party(document.countries, known)
    if isinstance(party, str):
        return NotUnderstood(document.symbol, party, place)
    day = _day(document.published)
    if document.published and day is None:
        return NotUnderstood(f"{document.symbol}: {document.published}", "expected a day", place)
    number = document.recommendations
    remark = f"{number:,} recommendation{'s' if number != 1 else ''}"
    return Fact(party.code, party.name, record, place, published=day, remark=remark)


def _record(document: _Document, titles: TreatyNames) -> Review | str:
    symbol = Symbol(document.symbol)
    if document.body.upper() == "UPR":
        cycle = re.search(r"\d+", document.cycle or "")
        if not cycle or not re.fullmatch(r"A/HRC/\d+/\d+(/Rev\.\d)?", symbol):
            return "documents of the UPR without a cycle, or that are no report of it"
        return Review(mechanism="UPR", cycle=int(cycle[0]), document=symbol)
    treaty = titles.find(document.body)
    if treaty is None:
        return "documents of special procedures and other bodies"
    if not _CONCLUDING.search(symbol):
        return "documents of committees that are no concluding observations"
    part = re.search(r"/(OPAC|OPSC)/", symbol)
    protocol = titles.find(f"{treaty.code}-{part[1]}") if part else None
    code = (protocol or treaty).code
    return Review(treaty=code, event="concluding observations", document=symbol, status="held")


def _party(countries: set[str], known: Known) -> Party | str:
    parties = [known.names.find(name) for name in sorted(countries)]
    wrong = [party for party in parties if isinstance(party, str)]
    if wrong:
        return wrong[0]
    if len(parties) != 1:
        return f"expected one State, got {', '.join(sorted(countries))}"
    return parties[0]


def _day(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def _files(_: tuple[Treaty, ...]) -> tuple[OfficialFileItem, ...]:
    return (
        OfficialFileItem(
            address=_ADDRESS,
            title=_ABOUT.title,
            page=_PAGE,
            size="360 to 400 MB",
            changes="daily",
            format="human_rights_index",
        ),
    )


READER = Reader(_files, _recognizes, _read)
