"""Read vCards 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350) to their properties, in order.

The vobject library takes each line apart: group, name, parameters, escapes, parts. Here is what
it leaves to others: charsets, cards that aren't closed or stand within others, values in base64.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from fieldref.errors import WrongUse
from fieldref.extras import load_library
from fieldref.records import NamedTuple
from fieldref.user_data import charsets
from fieldref.user_data.imported_card import MOST_CARDS, Remark
from fieldref.user_data.vcard_lines import VCardLine, unfold_lines

MOST_BYTES = 5_000_000  # of a file, besides pictures, sounds and keys
_LONGEST_HEAD = 10_000  # bytes of a name with its parameters
_APART = re.compile(rb"(?<!\\);")
_ESCAPED = re.compile(r"\\([;,:\\])|\\([nN])")
_BLANKS = re.compile(r'("[^"]*")|\s+(?=[;:=,]|$)|(?<=[;,=])\s+')
_DATA = re.compile(rb"\s*data:([a-z0-9.+/-]*)[^,]{0,200},", re.IGNORECASE)
# What may stand in base64 and is text nevertheless; anything else is a picture, a sound, a key.
_TEXTS = ("FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "NOTE", "ADR", "LABEL", "TEL", "EMAIL")


class Property(NamedTuple):
    """A line of a card, its name and types in upper case; `value` is one text or its parts.

    `media` says of a picture, a sound or a key what it is and how large; it has no value.
    """

    line: int
    name: str
    value: str = ""
    group: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    media: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.media or self.text}"

    @property
    def types(self) -> frozenset[str]:
        """Give the kinds of number or address that it is: WORK, FAX."""
        return frozenset(value.upper() for key, value in self.parameters if key == "TYPE")

    @property
    def text(self) -> str:
        """Give the value as one text."""
        texts = load_library("import", "vobject.icalendar", _USE).stringToTextValues(
            _closed(self.value)
        )
        return ",".join(texts).strip()

    @property
    def parts(self) -> tuple[str, ...]:
        """Split the value at its semicolons, as an address is."""
        fields = load_library("import", "vobject.vcard", _USE).splitFields(_closed(self.value))
        texts = (field if isinstance(field, list) else [field] for field in fields)
        return tuple(", ".join(filter(None, map(str.strip, text))) for text in texts)


class VCard(NamedTuple):
    """A card: its properties, and what of its lines could not be understood."""

    line: int
    properties: list[Property]
    left: list[Remark]

    def named(self, name: str) -> Iterator[Property]:
        """Give the card's properties of that name."""
        return (property for property in self.properties if property.name == name)


class VCardFile(NamedTuple):
    """The contents of a file: its cards, and what is to be told of the file."""

    cards: list[VCard]
    left: list[Remark]
    remarks: list[Remark]


_USE = "Reading vCards"


def read_vcards(data: bytes) -> VCardFile:
    """Read the cards in `data`; what stands outside any becomes a Remark.

    Raises WrongUse for a file that is too large or not in the charset that its first bytes tell.
    """
    charset = charsets.find_mark(data)
    if charset:
        text = charsets.decode(data, charset)
        if text is None:
            raise WrongUse(f"The file is not sound {charset}.", "Export it again as UTF-8.")
        data = text.encode("utf-8", "ignore")
    lines = list(unfold_lines(data))
    if sum(len(line.value) for line in lines if not _is_media(line)) > MOST_BYTES:
        raise WrongUse(f"The file has more than {MOST_BYTES:,} bytes besides pictures.")
    return _Reader(lines).reading()


class _Reader:
    """A pass over a file, which gathers its cards and what is to be told."""

    def __init__(self, lines: list[VCardLine]) -> None:
        self.lines = lines
        self.vobject = load_library("import", "vobject.base", _USE)
        self.guess: str | None = None
        self.card: VCard | None = None
        self.within: list[str] = []  # the lines of a card that stands in another
        self.depth = 0
        self.expects = False  # the card that a line AGENT: announces
        self.result = VCardFile([], [], [])

    def reading(self) -> VCardFile:
        for line in self.lines:
            self.take(line)
        if self.card:
            self.result.remarks.append(Remark(self.card.line, "the card is not closed"))
            self.close()
        return self.result

    def take(self, line: VCardLine) -> None:
        name = line.head.strip().upper()
        edge = line.value.strip().upper() == b"VCARD"
        if name == b"BEGIN" and edge:
            self.begin(line)
        elif name == b"END" and edge and self.depth:
            self.end_inner(line)
        elif name == b"END" and edge and self.card:
            self.close()
        elif self.depth:
            self.within.append(self.line_words(line))
        elif self.card is None:
            self.result.left.append(
                Remark(line.number, f"outside any card: {self.line_words(line)}")
            )
        elif property := self.property(line):
            self.expects = property.name == "AGENT" and not property.value
            self.card.properties.append(property)
        else:
            self.card.left.append(Remark(line.number, self.line_words(line)))

    def begin(self, line: VCardLine) -> None:
        if self.depth or self.expects:
            self.depth, self.expects = self.depth + 1, False
            return
        if self.card:
            self.result.remarks.append(Remark(self.card.line, "the card is not closed"))
            self.close()
        self.card = VCard(line.number, [], [])

    def end_inner(self, line: VCardLine) -> None:
        self.depth -= 1
        if self.card and not self.depth:
            says = f"a card within the card: {', '.join(self.within)}"
            self.card.left.append(Remark(line.number, says))
            self.within.clear()

    def close(self) -> None:
        if self.card:
            if self.within:
                says = f"a card within the card: {', '.join(self.within)}"
                self.card.left.append(Remark(self.card.line, says))
            self.result.cards.append(self.card)
            if len(self.result.cards) > MOST_CARDS:
                raise WrongUse(f"The file has more than {MOST_CARDS:,} cards.", "Part it.")
        self.card, self.within, self.depth, self.expects = None, [], 0, False

    def property(self, line: VCardLine) -> Property | None:
        """Read the line as a Property; None if it is none."""
        if len(line.head) > _LONGEST_HEAD:
            return None
        head = _BLANKS.sub(lambda match: match[1] or "", self.text(line.head, "").strip())
        try:
            name, parameters, _, group = self.vobject.parseLine(f"{head}:", line.number)
        except self.vobject.VObjectError:
            return None
        property = Property(line.number, name.upper(), "", group or "", _parameters(parameters))
        if media := _media(line, property):
            return property._replace(media=media)
        return property._replace(value=self.value(line, property))

    def value(self, line: VCardLine, property: Property) -> str:
        """Give the value as text, its escapes still in it."""
        charset = next((value for key, value in property.parameters if key == "CHARSET"), "")
        if line.is_base64:
            return self.escaped(self.text(_from_base64(line.value), charset))
        if line.is_quoted:
            return ";".join(
                self.escaped(_unescaped(self.quoted(part, charset)))
                for part in _APART.split(line.value)
            )
        return self.text(line.value, charset)

    def escaped(self, text: str) -> str:
        return str(self.vobject.backslashEscape(text))

    def quoted(self, value: bytes, charset: str) -> str:
        """Decode quoted-printable, in which a blank after a soft break may belong to a fold."""
        whole = binascii.a2b_qp(value)
        folded = binascii.a2b_qp(re.sub(rb"=\s*\n[ \t]", b"=\n", value))
        for data in (whole, folded):
            text = charsets.decode(data, charset or "utf-8")
            if text is not None:
                return text
        return self.text(whole, charset)

    def text(self, data: bytes, charset: str) -> str:
        text = charsets.decode(data, charset) if charset else None
        if charset and text is None:
            says = f"what should be in the charset {charset!r} is not; it was read otherwise"
            self.result.remarks.append(Remark(0, says))
        if text is None:
            text = charsets.decode(data, "utf-8")
        if text is None:
            self.guess = self.guess or self.guess_charset()
            text = charsets.decode(data, self.guess)
        return data.decode("latin-1") if text is None else text

    def guess_charset(self) -> str:
        """Guess the charset of what names none, from all such lines of the file."""
        unknown = [_raw(line) for line in self.lines if not _is_media(line)]
        data = [value for value in unknown if charsets.decode(value, "utf-8") is None]
        charset = charsets.guess_charset(b"\n".join(data))
        says = f"the file names no charset that fits; it was read as {charset}, which is a guess"
        self.result.remarks.append(Remark(0, says))
        return charset

    def line_words(self, line: VCardLine) -> str:
        """Write the line for a Remark: whole, but for a picture."""
        property = self.property(line) if line.head else None
        if property is None:
            colon = b":" if line.head or not line.value else b""
            return self.text(line.head + colon + line.value, "")
        return str(property)


def _raw(line: VCardLine) -> bytes:
    return line.head + (binascii.a2b_qp(line.value) if line.is_quoted else line.value)


def _is_media(line: VCardLine) -> bool:
    return line.is_base64 or _DATA.match(line.value) is not None


def _parameters(parameters: list[list[str]]) -> tuple[tuple[str, str], ...]:
    """Pair each parameter with each of its values; in 2.1 a type has no name."""
    pairs = []
    for name, *values in parameters:
        if not values:
            pairs.append(("TYPE", name))
        for value in values:
            parts = value.split(",") if name.upper() == "TYPE" else [value]
            pairs += [(name.upper(), part.strip()) for part in parts]
    return tuple(pairs)


def _media(line: VCardLine, property: Property) -> str:
    """Say what a picture, a sound or a key is, and its size: "JPEG, 31 kB"."""
    inline = _DATA.match(line.value)
    if not inline and not (line.is_base64 and property.name not in _TEXTS):
        return ""
    kinds = [
        type_ for type_ in property.types if type_ not in ("BASE64", "B", "PREF", "HOME", "WORK")
    ]
    kind = inline[1].decode("ascii") if inline else kinds[0] if kinds else "of an unknown kind"
    packed = len(line.value) - (inline.end() if inline else 0) - line.value[-2:].count(b"=")
    size = packed * 3 // 4
    return f"{kind}, {f'{size // 1000:,} kB' if size >= 1000 else f'{size} bytes'}"


def _closed(value: str) -> str:
    """Cut off a backslash at the end that escapes nothing, and any before a colon."""
    backslashes = len(value) - len(value.rstrip("\\"))
    return (value[:-1] if backslashes % 2 else value).replace("\\:", ":")


def _from_base64(value: bytes) -> bytes:
    try:
        return binascii.a2b_base64(value)
    except binascii.Error:
        return value


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: match[1] or "\n", text)
