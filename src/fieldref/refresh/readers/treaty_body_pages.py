"""Pages of the treaty body database as a browser saves them, in English or French.

Read are the status of a treaty or of a State, which complaint and inquiry procedures a State
accepts, the calendar of reports, and a State's reporting status. Tables are known by their heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Literal, cast

from fieldref.answer.items.refresh import OfficialFileItem
from fieldref.dates import PartialDate
from fieldref.model.common import How
from fieldref.model.states import Declaration, Review
from fieldref.model.treaties import Act, Procedure, Treaty
from fieldref.names import fold_letters
from fieldref.records import NamedTuple
from fieldref.refresh.days_in_files import split_day
from fieldref.refresh.interface import (
    About,
    Fact,
    Known,
    LeftOut,
    Listing,
    NotUnderstood,
    Part,
    Reader,
)
from fieldref.refresh.readers.html_tables import HtmlPage, HtmlTable, read_page
from fieldref.refresh.readers.streams import head_text
from fieldref.refresh.states_in_files import Party
from fieldref.refresh.treaties_in_files import article_number

_SITE = "https://tbinternet.ohchr.org/_layouts/15/TreatyBodyExternal/"
_USE = "A page of the treaty body database"
# Words of a column's head, folded -> what it holds; the first that fits counts.
_HEADS = (
    ("accepted_on", r"date.*(acceptance|acceptation)|date d.acceptation"),
    ("accepted", r"acceptance|acceptation"),
    ("bound", r"ratification|accession|adhesion"),
    ("signed", r"(date of )?signature( date)?|date de (la )?signature"),
    ("in_force", r"(date of )?entry into force( date)?|(date d.)?entree en vigueur"),
    ("due", r"due date|date due|due|date d.echeance|echeance|date limite"),
    ("submitted", r"(date )?(submitted|received)( date)?|submission date|date of submission"
                  r"|date de (soumission|reception)|(date de )?presentation"),
    ("party", r"country|countries|state( party)?|pays|etat( partie)?"),
    ("treaty", r"treat(y|ies)|convention|instrument|committee|traites?|comite|procedures?"),
    ("document", r"(document|report)( type| kind)?|kind of (document|report)|type( of document)?"
                 r"|type de (document|rapport)|document|rapport"),
    ("session", r"session"),
    ("", r"region|symbol( no\.?)?|cote|countryid|view|download|title|titre|treaty description"
         r"|status|statut|remarks?|cycle|#|n[o°]\.?|"),
)  # fmt: skip
_MARKS: dict[str, How] = {
    "a": "accession", "d": "succession", "A": "acceptance", "AA": "approval",
    "c": "formal confirmation",
}  # fmt: skip
_YES, _NO = ("yes", "oui"), ("no", "non")
_KINDS: tuple[tuple[str, str], ...] = (
    ("inter-?(state|etat)", "inter-State communications"),
    ("inquir|enquete", "inquiry"),
    ("urgent", "urgent action"),
    ("individual|individuel|communication|complaint|plainte", "communications"),
)
_REPORT = re.compile(r"\b(report|rapport)s?\b")
_OTHER_REPORT = re.compile(
    r"follow|suivi|list|issue|repl|repons|civil|ngo|ong|nhri|shadow|alternati|core doc"
)


class _Read(NamedTuple):
    """A table that is understood so far: its number, what its columns hold, its rows."""

    number: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_whole: bool
    head: str

    def row(self, n: int) -> dict[str, str]:
        """Give the cells of a row by what they hold."""
        return {key: cell for key, cell in zip(self.columns, self.rows[n], strict=True) if key}


def _recognizes(head: bytes) -> bool:
    start = head_text(head).casefold()
    return "<html" in start and not any(word in start for word in _CLOSED)


_CLOSED = ("under maintenance", "urgent maintenance", "temporarily unavailable", "en maintenance")


def _read(file: BinaryIO, known: Known) -> Iterator[Part]:
    page = read_page(file, _USE)
    tables: list[_Read] = []
    for table in page.tables:
        for part in _understand(table):
            if isinstance(part, _Read):
                tables.append(part)
            else:
                yield part
    if not tables:
        says = "no table has a head that is known"
        yield NotUnderstood(" ".join(page.says[:1]) or "the page", says, "page", True)
        return
    yield _about(tables)
    for read in tables:
        yield from _read_by_shape(read, page, known)


def _about(tables: list[_Read]) -> About:
    is_calendar = any("due" in table.columns and "party" in table.columns for table in tables)
    what = "master calendar" if is_calendar else "status of treaties and reports"
    address = _SITE + ("MasterCalendar.aspx" if is_calendar else "Treaty.aspx")
    publisher = "Office of the United Nations High Commissioner for Human Rights"
    id = "tb-calendar" if is_calendar else "tb-status"
    return About(f"United Nations treaty body database: {what}", publisher, address, id)


# --- heads


def _understand(table: HtmlTable) -> Iterator[_Read | NotUnderstood]:
    """Give a table by what its columns hold; nothing for one that only lays out the page."""
    for n, cells in enumerate(table.rows[:5]):
        columns = [_column(cell) for cell in cells]
        if not _shape(tuple(filter(None, columns))):
            continue
        for cell, column in zip(cells, columns, strict=True):
            if column is None:
                why = "no column of such a table is called so"
                yield NotUnderstood(cell, why, f"table {table.number}, head")
        rows = table.rows[n + 1 :]
        kept = tuple(row for row in rows if len(row) == len(cells))
        for m, row in enumerate(rows, 1):
            if len(row) != len(cells) and len(row) > 1:
                place = f"table {table.number}, row {m}"
                yield NotUnderstood(" | ".join(row), f"expected {len(cells)} cells", place)
        held = tuple(column or "" for column in columns)
        yield _Read(table.number, held, kept, table.pages == 1, " ".join(cells))
        return


def _column(head: str) -> str | None:
    """Give what a column holds by its head, empty for what isn't needed; None if unknown."""
    bare = fold_letters(head).replace("’", "'").strip(" :*")
    for column, pattern in _HEADS[:3]:
        if re.search(pattern, bare):
            return column
    return next((column for column, pattern in _HEADS[3:] if re.fullmatch(pattern, bare)), None)


def _shape(columns: tuple[str, ...]) -> str | None:
    """Give what a table is by the columns that it has, each at most once; None if it is none."""
    held = set(columns)
    if len(held) != len(columns):
        return None
    if "bound" in held and ("party" in held) != ("treaty" in held):
        return "status"
    if {"treaty", "accepted"} <= held:
        return "procedures"
    if "treaty" in held and held & {"due", "submitted"}:
        return "reports"
    return None


def _read_by_shape(table: _Read, page: HtmlPage, known: Known) -> Iterator[Part]:
    shape = _shape(tuple(filter(None, table.columns)))
    party = None if "party" in table.columns else _page_party(page, known)
    if isinstance(party, NotUnderstood):
        yield party
        return
    if shape == "procedures" and party:
        yield from _procedures(table, party, known)
    elif shape == "reports":
        yield from _reports(table, party, known)
    elif party:
        yield from _acts_of_state(table, party, known)
    else:
        yield from _acts_of_treaty(table, page, known)


def _page_party(page: HtmlPage, known: Known) -> Party | NotUnderstood:
    """Give the one State that the page's title, headings or chosen options name."""
    parties = {}
    for words in page.says:
        for name in (words, re.split(r"\b(?:for|pour|of|de|du|des)\b|[-–—:|]", words)[-1].strip()):
            party = known.names.find(name) if name else ""
            if isinstance(party, Party) and party.kind == "state":
                parties[party.code] = party
    if len(parties) == 1:
        return next(iter(parties.values()))
    says = ", ".join(sorted(party.name for party in parties.values())) or "no State"
    return NotUnderstood(says, "the page must name one State", "page", True)


def _page_treaty(page: HtmlPage, known: Known) -> Treaty | NotUnderstood:
    treaties = {}
    for words in page.says:
        if treaty := known.titles.find(words):
            treaties[treaty.code] = treaty
    if len(treaties) == 1:
        return next(iter(treaties.values()))
    says = ", ".join(sorted(treaties)) or "no treaty"
    return NotUnderstood(says, "the page must name one treaty", "page", True)


# --- acts


def _acts_of_treaty(table: _Read, page: HtmlPage, known: Known) -> Iterator[Part]:
    treaty = _page_treaty(page, known)
    if isinstance(treaty, NotUnderstood):
        yield treaty
        return
    if table.is_whole:
        yield Listing("acts", treaty.code)
    for place, cells in _rows(table):
        party = known.names.find(cells["party"])
        if isinstance(party, Party):
            yield from _act(treaty, party, cells, place)
        else:
            yield NotUnderstood(cells["party"], party, place)


def _acts_of_state(table: _Read, party: Party, known: Known) -> Iterator[Part]:
    if table.is_whole:
        yield Listing("acts", party=party.code)
    for place, cells in _rows(table):
        treaty = known.titles.find(cells["treaty"])
        if treaty:
            yield from _act(treaty, party, cells, place)
        else:
            yield NotUnderstood(cells["treaty"], "no treaty here is called so", place)


def _act(treaty: Treaty, party: Party, cells: dict[str, str], place: str) -> Iterator[Part]:
    """Give the act of a row; nothing if both its days are empty."""
    days = {}
    for key in ("signed", "bound"):
        if not (text := cells.get(key, "").strip(" -–—")):
            continue
        day = split_day(text)
        mark = day[1].strip("() ") if day else ""
        if day is None or (mark and (key == "signed" or mark not in _MARKS)):
            words = f"{party.name}, {treaty.code}: {text}"
            yield NotUnderstood(words, "expected a day and its mark", place)
            return
        days[key] = day[0], mark
    if days:
        signed, bound = days.get("signed"), days.get("bound")
        how = _MARKS.get(bound[1]) if bound else None
        act = Act(treaty.code, signed and signed[0], bound and bound[0], how)
        yield Fact(party.code, party.name, act, place)


# --- procedures


class _Procedure(NamedTuple):
    """A procedure of which a row tells; without an article it follows from being bound."""

    treaty: Treaty
    article: str
    opt: Literal["in", "out"] | None


def _procedures(table: _Read, party: Party, known: Known) -> Iterator[Part]:
    for place, cells in _rows(table):
        label = cells["treaty"]
        answer = fold_letters(cells["accepted"]).strip()
        procedure = _procedure(label, table.head, known)
        if isinstance(procedure, str):
            yield NotUnderstood(label, procedure, place)
        elif answer and answer not in (*_YES, *_NO, "-", "n/a"):
            yield NotUnderstood(f"{label}: {cells['accepted']}", "expected yes or no", place)
        elif procedure.article and answer:
            day = split_day(cells.get("accepted_on", ""))
            yield from _acceptance(procedure, party, answer, day[0] if day else None, place)


def _procedure(label: str, head: str, known: Known) -> _Procedure | str:
    """Give the procedure that a row is about: by its article, else by its kind."""
    code = re.split(r"[,;(]|\s[-–—]\s|\bart", label, maxsplit=1, flags=re.IGNORECASE)[0].strip()
    treaty = known.titles.find(code) or known.titles.find(label)
    if treaty is None:
        return "no treaty here is called so"
    folded = fold_letters(f"{label} {head}")
    kind = next((kind for pattern, kind in _KINDS if re.search(pattern, folded)), "")
    article = re.search(r"\bart[a-z]*\.?\s*(\d+)", label, re.IGNORECASE)
    if article is None:
        fits = [each for each in treaty.procedures if each.kind == kind]
        if len(fits) != 1:
            return "no procedure here is called so"
        declared = fits[0].declared_under or fits[0].article or ""
        return _Procedure(treaty, article_number(declared), fits[0].opt)
    number = article_number(article[1])
    for each in treaty.procedures:
        if number in _articles(each):
            declared = each.declared_under or each.article or ""
            return _Procedure(treaty, article_number(declared), each.opt)
    opt = {"inquiry": "out", "communications": "in", "inter-State communications": "in"}.get(kind)
    return _Procedure(treaty, number, cast("Any", opt))


def _articles(procedure: Procedure) -> set[str]:
    return {article_number(text) for text in (procedure.article, procedure.declared_under) if text}


def _acceptance(
    procedure: _Procedure, party: Party, answer: str, day: PartialDate | None, place: str
) -> Iterator[Part]:
    """Give the declaration that an answer tells of, or that there is none."""
    treaty, article, opt = procedure
    if opt and answer in (_YES if opt == "in" else _NO):
        kind: Literal["accepts", "opts out"] = "accepts" if opt == "in" else "opts out"
        row = Declaration(treaty.code, article, kind, (), day)
        yield Fact(party.code, party.name, row, place)
    elif opt == "in":
        yield Listing("declarations", treaty.code, party.code, article)


# --- reports


def _reports(table: _Read, page_party: Party | None, known: Known) -> Iterator[Part]:
    other = 0
    for place, cells in _rows(table):
        party = page_party or known.names.find(cells["party"])
        treaty = known.titles.find(cells["treaty"])
        kind = fold_letters(cells.get("document", "report"))
        if not isinstance(party, Party):
            yield NotUnderstood(cells["party"], party, place)
        elif treaty is None:
            yield NotUnderstood(cells["treaty"], "no treaty here is called so", place)
        elif not _REPORT.search(kind) or _OTHER_REPORT.search(kind):
            other += 1
        else:
            yield from _report_dates(treaty, party, cells, place)
    if other:
        yield LeftOut("dates of documents that are no reports of States", other)


def _report_dates(
    treaty: Treaty, party: Party, cells: dict[str, str], place: str
) -> Iterator[Part]:
    for key, event in (("due", "report due"), ("submitted", "report submitted")):
        if not (text := cells.get(key, "").strip(" -–—")):
            continue
        day = split_day(text)
        if day is None or day[1]:
            words = f"{party.name}, {treaty.code}: {text}"
            yield NotUnderstood(words, "expected a day", place)
            continue
        row = Review(treaty=treaty.code, event=cast("Any", event), date=day[0])
        if event == "report due":
            row = row._replace(authority="other")
        yield Fact(party.code, party.name, row, place, remark=cells.get("document", ""))


def _rows(table: _Read) -> Iterable[tuple[str, dict[str, str]]]:
    """Give the rows with their places, those that repeat the head left out."""
    for n in range(len(table.rows)):
        cells = table.row(n)
        if not all(_column(cell) == key for key, cell in cells.items() if cell):
            yield f"table {table.number}, row {n + 1}", cells


def _files(_: tuple[Treaty, ...]) -> tuple[OfficialFileItem, ...]:
    pages = (
        ("status of a treaty, by State", "Treaty.aspx?Treaty=CAT&Lang=en", "with each act"),
        ("status and procedures of a State", "Treaty.aspx?CountryID=NUMBER&Lang=EN",
         "with each act"),
        ("master calendar: reports due", "MasterCalendar.aspx?Lang=en", "with each session"),
        ("reporting status of a State", "Countries.aspx?CountryCode=KHM&Lang=en",
         "with each report"),
    )  # fmt: skip
    return tuple(
        OfficialFileItem(None, f"Treaty body database: {title}", _SITE + address, "small",
                         changes, "treaty_body_pages")
        for title, address, changes in pages
    )  # fmt: skip


READER = Reader(_files, _recognizes, _read)
