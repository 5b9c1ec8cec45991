"""Read the database of UPR Info, as its JSON interface answers: documents of reviews, by State.

Each names the State reviewed, the cycle, the session and its own day. The day of a document is not
that of the review: it is told, and not written.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO

from fieldref.answer.items.refresh import OfficialFileItem
from fieldref.model.common import Symbol
from fieldref.model.states import Review
from fieldref.model.treaties import Treaty
from fieldref.names import fold_letters
from fieldref.records import NamedTuple
from fieldref.refresh.interface import (
    About,
    Fact,
    Known,
    NotUnderstood,
    Part,
    Reader,
    Total,
    UnreadableFile,
)
from fieldref.refresh.readers.streams import read_whole
from fieldref.refresh.states_in_files import Party

_ADDRESS = "https://upr-info-database.uwazi.io/api/search?types=%5B%225e57cdd6f54e0a1304c0d50d%22%5D&limit=10000"
_ABOUT = About("UPR Info database: documents", "UPR Info", _ADDRESS, "upr-info")
_MOST_BYTES, _MOST_VALUES = 128 << 20, 2_000_000
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_WORKING_GROUP = ("report of the working group", "working group report", "working_group_report")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MARKS = ('"state_reviewed"', '"session_of_the_document"', '"country_reviewed"')


class _Document(NamedTuple):
    """A document as the database has it: whose review it belongs to, its kind, symbol and day."""

    state: str
    code: str
    cycle: int | None
    session: int | None
    kind: str
    symbol: str
    day: str


def _recognizes(head: bytes) -> bool:
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if not text.startswith(("{", "[")):
        return False
    return any(mark in text for mark in _MARKS) or (
        '"rows"' in text and ('"totalRows"' in text or '"metadata"' in text)
    )


def _read(file: BinaryIO, known: Known) -> Iterator[Part]:
    yield _ABOUT
    whole = _load(file)
    rows = whole.get("rows", [whole]) if isinstance(whole, dict) else whole
    if not isinstance(rows, list):
        raise UnreadableFile("It has no rows.")
    if isinstance(whole, dict) and isinstance(whole.get("totalRows"), int):
        yield Total("documents", whole["totalRows"], len(rows))
    reviews: dict[tuple[str, int | None, int | None], list[tuple[_Document, Party, str]]]
    reviews = defaultdict(list)
    for n, row in enumerate(rows, 1):
        document = _document(row)
        party = _party(document, known) if document else "expected a State, a cycle, a session"
        if document and isinstance(party, Party):
            key = party.code, document.cycle, document.session
            reviews[key].append((document, party, f"row {n}"))
        else:
            words = document.state or document.code if document else f"row {n}"
            yield NotUnderstood(words, str(party), f"row {n}")
    for documents in reviews.values():
        yield _fact(documents)


def _load(file: BinaryIO) -> Any:
    data = read_whole(file, _MOST_BYTES)
    if data.count(b",") > _MOST_VALUES:
        raise UnreadableFile("It has more values than such an answer can have.")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"It is no whole JSON: {error}.") from None


def _document(row: Any) -> _Document | None:
    """Give a row's document; None if it says neither cycle nor session of a State."""
    if not isinstance(row, dict):
        return None
    metadata = row.get("metadata")
    if isinstance(metadata, dict):
        state, code = _label(metadata, "state_reviewed"), ""
        cycle, session = (
            _label(metadata, f"{key}_of_the_document") for key in ("cycle", "session")
        )
        kind, symbol = _label(metadata, "document_type") or str(row.get("title") or ""), ""
        day = _day(_value(metadata, "document_date"))
    else:
        fields = (
            "country_reviewed",
            "country_code",
            "cycle",
            "session",
            "doc_type",
            "symbol",
            "date",
        )
        state, code, cycle, session, kind, symbol, day = (str(row.get(key) or "") for key in fields)
    numbers = _number(cycle), _number(session)
    return _Document(state, code, *numbers, kind, symbol, day) if all(numbers) else None


def _value(metadata: dict[str, Any], key: str) -> Any:
    values = metadata.get(key)
    first = values[0] if isinstance(values, list) and values else None
    return first.get("value") if isinstance(first, dict) else None


def _label(metadata: dict[str, Any], key: str) -> str:
    values = metadata.get(key)
    first = values[0] if isinstance(values, list) and values else None
    if not isinstance(first, dict):
        return ""
    return str(first.get("label") or first.get("value") or "")


def _number(words: str) -> int | None:
    """Give the number of a cycle or session: 3, Cycle 3, Third cycle, Session 29 - January 2018."""
    match = re.search(r"\b(\d{1,3})\b", words)
    if match:
        return int(match[1])
    named = (number for word, number in _NUMBERS.items() if word in fold_letters(words))
    return next(named, None)


def _day(seconds: Any) -> str:
    if isinstance(seconds, int | float) and abs(seconds) < 1 << 33:
        return f"{_EPOCH + timedelta(seconds=seconds):%Y-%m-%d}"
    return ""


def _party(document: _Document, known: Known) -> Party | str:
    """Give the State by name and code, which have to mean the same one."""
    parties = [known.names.find(words) for words in (document.state, document.code) if words]
    wrong = next((party for party in parties if isinstance(party, str)), None)
    if wrong or not parties:
        return wrong or "expected a State"
    codes = {party.code for party in parties if isinstance(party, Party)}
    return parties[0] if len(codes) == 1 else f"the code {document.code} is another State's"


def _fact(documents: list[tuple[_Document, Party, str]]) -> Fact:
    first, party, place = documents[0]
    days = sorted(document.day for document, _, _ in documents if document.day)
    span = f", {days[0]} to {days[-1]}" if days else ""
    number = len(documents)
    remark = f"{number} document{'s' if number != 1 else ''}{span}"
    symbols = {
        document.symbol
        for document, _, _ in documents
        if fold_letters(document.kind).startswith(_WORKING_GROUP)
        and re.fullmatch(r"A/HRC/\d+/\d+", document.symbol)
    }
    symbol = Symbol(symbols.pop()) if len(symbols) == 1 else None
    record = Review(mechanism="UPR", cycle=first.cycle, session=first.session, document=symbol)
    return Fact(party.code, party.name, record, place, remark=remark)


def _files(_: tuple[Treaty, ...]) -> tuple[OfficialFileItem, ...]:
    page = "https://upr-info-database.uwazi.io/"
    return (
        OfficialFileItem(
            address=_ADDRESS,
            title="UPR Info (an organization's, not official): documents of the UPR",
            page=page,
            size="some MB",
            changes="with each session of the UPR",
            format="upr_database",
        ),
    )


READER = Reader(_files, _recognizes, _read)
