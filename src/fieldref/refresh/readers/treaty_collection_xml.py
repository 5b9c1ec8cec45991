"""Read the depositary's status file of a treaty: XML, English or French, a row a participant.

Columns mean what their heads say, marks behind a day what the head of their column declares. What
the file shows of withdrawals was never seen, so none is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from fieldref.answer.items.refresh import OfficialFileItem
from fieldref.dates import PartialDate
from fieldref.extras import load_library
from fieldref.model.common import How, TreatyCode
from fieldref.model.treaties import Act, Treaty
from fieldref.names import fold_letters, fold_name
from fieldref.records import NamedTuple
from fieldref.refresh.days_in_files import split_day
from fieldref.refresh.interface import (
    About,
    Fact,
    Known,
    Listing,
    NotUnderstood,
    Part,
    Reader,
    Total,
    UnreadableFile,
)
from fieldref.refresh.readers.streams import head_text
from fieldref.refresh.readers.treaty_collection_declarations import read_declarations
from fieldref.refresh.states_in_files import Party, strip_marks

_ADDRESS = "https://treaties.un.org/doc/Publication/MTDSG/Volume%20I/Chapter%20IV/{number}.en.xml"
_PAGE = "https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no={number}&chapter=4&clang=_en"
_MOST_ELEMENTS, _DEEPEST = 500_000, 64
_SIGNED = ("signature", "succession to signature", "succession a la signature")
_BOUND: dict[str, How] = {
    "ratification": "ratification",
    "accession": "accession", "adhesion": "accession",
    "succession": "succession",
    "acceptance": "acceptance", "acceptation": "acceptance",
    "approval": "approval", "approbation": "approval",
    "formal confirmation": "formal confirmation", "confirmation formelle": "formal confirmation",
}  # fmt: skip
_HEAD_PART = re.compile(r"([^(),]+?)\s*(?:\(\s*(\w+)\s*\))?\s*")
_NUMBER = re.compile(r"(?:IV\W*)?(\d{1,2})\W*([a-d])?\W*", re.IGNORECASE)
_LONG = ("Participants", "Status", "Declarations", "Objections", "EndNotes", "Notifications",
         "TerritorialApplications", "DeclarationsUnderArticle", "Registration")  # fmt: skip


class _Column(NamedTuple):
    """A column: who, signed or bound, and the kind of act that each mark behind a day stands for.

    The mark of what has none is empty.
    """

    role: str
    kinds: dict[str, str]


_USE = "A file of the Treaty Collection"


def _recognizes(head: bytes) -> bool:
    text = head_text(head.removeprefix(b"\xef\xbb\xbf")).lstrip()
    return text.startswith("<?xml") and re.search(r"<(Treaty|Participants)\b", text) is not None


def _read(file: BinaryIO, known: Known) -> Iterator[Part]:
    root = _parse(file)
    treaty = _identify(root, known.treaties)
    if isinstance(treaty, NotUnderstood):
        yield treaty
        return
    yield _about(treaty)
    yield Listing("acts", treaty.code)
    tables = root.findall(".//Participants//TGroup") or root.findall(".//Participants//Table")
    if len(tables) != 1:
        yield NotUnderstood(f"{len(tables)} tables", "expected one of participants", "file", True)
        return
    yield from _read_table(tables[0], root, treaty, known)
    yield from read_declarations(root, treaty, known, _text)


def _address(treaty: Treaty) -> str:
    return _ADDRESS.format(number=treaty.untc)


def _about(treaty: Treaty) -> About:
    return About(
        f"United Nations Treaty Collection, {treaty.untc}: status of signatures and acts",
        "United Nations, Treaty Section",
        _address(treaty),
        f"untc-{(treaty.untc or treaty.code).lower()}",
    )


def _parse(file: BinaryIO) -> Any:
    """Give the root element; raise UnreadableFile for XML that isn't whole, or a trap."""
    library = load_library("refresh", "defusedxml.ElementTree", _USE)
    trap = load_library("refresh", "defusedxml", _USE).DefusedXmlException
    count = depth = 0
    root = None
    try:
        for event, element in library.iterparse(file, events=("start", "end")):
            root = element if root is None else root
            count, depth = count + 1, depth + (1 if event == "start" else -1)
            if count > 2 * _MOST_ELEMENTS or depth > _DEEPEST:
                raise UnreadableFile("It has more elements than a status file can have.")
    except trap:
        raise UnreadableFile("It declares entities or outside files, which is refused.") from None
    except (library.ParseError, ValueError, LookupError) as error:
        raise UnreadableFile(f"It is no whole XML: {error}.") from None
    return root


def _text(element: Any) -> str:
    """Give all text of an element, without the numbers of end notes."""
    return strip_marks("".join(_texts(element)))


def _texts(element: Any) -> Iterator[str]:
    if str(element.tag).lower() != "superscript":
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def _identify(root: Any, treaties: tuple[Treaty, ...]) -> Treaty | NotUnderstood:
    """Give the treaty: number or title must name it, and the day of conclusion must be its own."""
    seen = _short_texts(root)
    numbers = {code for text in seen if (code := _untc(text))}
    titles = {fold_name(text) for text in seen}
    named = [treaty for treaty in treaties if (treaty.untc or "").casefold() in numbers]
    named = named or [treaty for treaty in treaties if fold_name(treaty.title) in titles]
    days = {day[0] for text in seen if (day := split_day(text.rpartition(",")[2]))}
    fits = [treaty for treaty in named if days & {treaty.adopted.date, treaty.adopted.opened}]
    if len(fits) == 1:
        return fits[0]
    says = ", ".join(sorted(numbers)) or "no number"
    return NotUnderstood(says, "its number, title and day name no treaty here", "Header", True)


def _short_texts(root: Any) -> list[str]:
    """Give the texts that say what the file is: those of elements without children, no tables."""
    texts = [str(value) for element in (root, *root.findall("Treaty")) for value in
             element.attrib.values()]  # fmt: skip
    queue = list(root)
    while queue:
        element = queue.pop(0)
        if element.tag not in _LONG:
            queue += list(element)
            if not len(element):
                texts.append(_text(element))
    return [text for text in texts if text]


def _untc(text: str) -> str | None:
    match = _NUMBER.fullmatch(text)
    return f"iv-{match[1]}{f'-{match[2].casefold()}' if match[2] else ''}" if match else None


def _read_table(table: Any, root: Any, treaty: Treaty, known: Known) -> Iterator[Part]:
    rows = [[_text(cell) for cell in row.findall("Entry")] for row in table.iter("Row")]
    rows = [cells for cells in rows if any(cells)]
    head, rows = (rows[0], rows[1:]) if rows else ([], [])
    columns = [_column(cell) for cell in head]
    for words, column in zip(head, columns, strict=True):
        if column is None:
            yield NotUnderstood(words, "no column of a status table is called so", "head", True)
    roles = [column.role for column in columns if column]
    if roles.count("participant") != 1 or "bound" not in roles or None in columns:
        if None not in columns:
            yield NotUnderstood(" | ".join(head), "expected participants and acts", "head", True)
        return
    understood = cast(list[_Column], columns)
    counts = {"Signatories": 0, "Parties": 0}
    for n, cells in enumerate(rows, 1):
        if cells == head:
            continue
        by_role = [(column.role, text) for column, text in zip(understood, cells, strict=False)]
        counts["Signatories"] += any(role == "signed" and text for role, text in by_role)
        counts["Parties"] += any(role == "bound" and text for role, text in by_role)
        yield _read_row(cells, understood, treaty.code, known, f"row {n}")
    yield from _totals(root, counts)


def _totals(root: Any, counts: dict[str, int]) -> Iterator[Part]:
    for what, read in counts.items():
        stated = root.findtext(f".//Status/{what}") or ""
        if stated.strip().isascii() and stated.strip().isdigit():
            yield Total(what.lower(), int(stated), read)
        elif what == "Parties" or read:
            yield NotUnderstood(stated or "no total", f"expected the number of {what}", "Status")


def _column(head: str) -> _Column | None:
    """Give what a column means by the words of its head; None if any of them is unknown."""
    if fold_letters(head) in ("participant", "participants"):
        return _Column("participant", {})
    kinds: dict[str, str] = {}
    for part in head.split(","):
        match = _HEAD_PART.fullmatch(part.strip())
        word = " ".join(fold_letters(match[1]).split()) if match else ""
        kind = "signed" if word in _SIGNED else _BOUND.get(word)
        mark = (match[2] or "") if match else ""
        if kind is None or mark in kinds:
            return None
        kinds[mark] = kind
    signed = {kind == "signed" for kind in kinds.values()}
    return _Column("signed" if signed == {True} else "bound", kinds) if len(signed) == 1 else None


class _Cell(NamedTuple):
    """A day and the kind of act."""

    role: str
    day: PartialDate
    kind: str


def _read_row(
    cells: list[str], columns: list[_Column], treaty: TreatyCode, known: Known, place: str
) -> Fact | NotUnderstood:
    if len(cells) != len(columns):
        return NotUnderstood(" | ".join(cells), f"expected {len(columns)} cells", place)
    name = next(cell for cell, column in zip(cells, columns, strict=True) if not column.kinds)
    party = known.names.find(name)
    if not isinstance(party, Party):
        return NotUnderstood(name, party, place)
    acts: dict[str, _Cell] = {}
    for cell, column in zip(cells, columns, strict=True):
        if not column.kinds or not cell:
            continue
        act = _read_cell(cell, column)
        if act is None or act.role in acts:
            return NotUnderstood(
                f"{name}: {cell}", "expected one day and a mark of the head", place
            )
        acts[act.role] = act
    signed, bound = acts.get("signed"), acts.get("bound")
    if not acts:
        return NotUnderstood(name, "expected a day", place)
    how = cast(How, bound.kind) if bound else None
    act_record = Act(treaty, signed and signed.day, bound and bound.day, how)
    return Fact(party.code, party.name, act_record, place)


def _read_cell(text: str, column: _Column) -> _Cell | None:
    day = split_day(text)
    kind = column.kinds.get(day[1].strip("() ")) if day else None
    return _Cell(column.role, day[0], kind) if day and kind else None


def _files(treaties: tuple[Treaty, ...]) -> tuple[OfficialFileItem, ...]:
    return tuple(
        OfficialFileItem(
            address=_address(treaty),
            title=f"{treaty.code}: status of signatures and acts",
            page=_PAGE.format(number=treaty.untc),
            size="small",
            changes="with each act",
            format="treaty_collection_xml",
        )
        for treaty in treaties
        if treaty.untc
    )


READER = Reader(_files, _recognizes, _read)
