"""Put together what an address book says of one contact, value by value.

A value that has a place in a Contact goes there; any other becomes a Remark, whole, with its line.
"""

from __future__ import annotations

import re

from fieldref import names
from fieldref.answer.items.base import AddressItem
from fieldref.checks.contacts import EMAIL, WEB
from fieldref.dates import Period
from fieldref.model.presences import Address, Phone
from fieldref.records import NamedTuple
from fieldref.user_data import as_of_dates, phone_numbers

MOST_CARDS = 20_000  # a file of data holds fewer still
ADDRESS = ("po_box", "extended", "street", "city", "region", "postcode", "country")
_BLANKS = re.compile(r"\s+")
_WITH_NAME = re.compile(r"(.*?)\s*<\s*([^<>]*@[^<>]*?)\s*>")
_LISTED = re.compile(r"\s*(?:[;,|\n]|:::|\s/\s|\s)\s*")
_LOST = "\ufffd"


class Remark(NamedTuple):
    """A remark on a line of the address book; 0 is the file as a whole."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}" if self.line else self.text


class ContactCard(NamedTuple):
    """A contact as the data write it; what is None or empty was not in the address book.

    `id` is the one that our own export gave it.
    """

    name: str
    id: str | None = None
    as_of: str | None = None
    sources: tuple[str, ...] = ()
    role: str | None = None
    organization: str | None = None
    address: Address | None = None
    mailing: Address | None = None
    phones: tuple[Phone, ...] = ()
    faxes: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    web: str | None = None
    note: str | None = None


class ImportedCard(NamedTuple):
    """A card, the line where it begins, and what is to be told: left out, or read with a doubt.

    `links` are the addresses of its sources. `is_ours` marks what our own export wrote.
    """

    line: int
    card: ContactCard
    left: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    links: tuple[str, ...] = ()
    is_ours: bool = False


class AddressBook(NamedTuple):
    """The contents of an address book; `left` and `remarks` are of the file as a whole."""

    cards: tuple[ImportedCard, ...]
    left: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()


class PostalAddress(NamedTuple):
    """An address with its line, and what it is said to be: "work", "post" or something else."""

    address: Address
    line: int
    use: str
    label: str


class CardBuilder:
    """A card in the making, value by value."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.texts: dict[str, str] = {}
        self.notes: list[str] = []
        self.lists: dict[str, dict[tuple[str, str | None], Phone]] = {"phones": {}, "faxes": {}}
        self.mails: dict[str, str] = {}
        self.addresses: dict[str, Address] = {}
        self.left: list[Remark] = []
        self.remarks: list[Remark] = []

    def leave(self, label: str, text: str, line: int) -> None:
        """Tell what has no place."""
        if text:
            self.left.append(Remark(line, f"{label}: {join_lines(text)}"))

    def remark(self, text: str, line: int) -> None:
        """Tell how a value was read."""
        self.remarks.append(Remark(line, text))

    def clean_text(self, text: str, line: int) -> str:
        """Give the text on one line; a question mark for a sign that was lost, with a Remark."""
        text = join_lines(text)
        if _LOST in text:
            self.remark(f"{text.replace(_LOST, '?')}: a character was lost before; now ?", line)
        return text.replace(_LOST, "?")

    def add_text(self, key: str, label: str, text: str, line: int) -> None:
        """Add a text that a contact has one of: the first stays, any other becomes a Remark."""
        text = self.clean_text(text, line)
        if text and self.texts.setdefault(key, text) != text:
            self.leave(label, text, line)

    def add_note(self, text: str, line: int) -> None:
        """Add a note behind those that there are."""
        if text := self.clean_text(text, line):
            self.notes.append(text)

    def add_numbers(
        self, key: str, label: str, text: str, line: int, note: str | None = None
    ) -> None:
        """Add the numbers in `text`, each with its purpose; `key` is phones or faxes."""
        for piece, phone in phone_numbers.read_numbers(text):
            if phone is None:
                self.leave(label, f"{piece} ({note})" if note else piece, line)
                continue
            phone = phone._replace(note=phone.note or note)
            before = self.lists[key].setdefault((phone.number, phone.extension), phone)
            if phone.note and phone.note != before.note:
                self.leave(label, f"{piece} ({phone.note}), a second time", line)

    def add_emails(self, label: str, text: str, line: int) -> None:
        """Add the addresses in `text`: bare, as mailto:, or in angle brackets after a name."""
        named = _WITH_NAME.fullmatch(join_lines(text))
        pieces = [named[2]] if named else _LISTED.split(text.strip())
        if named and named[1]:
            self.leave(f"{label}, name", named[1].strip('" '), line)
        read = [(piece, _email(piece)) for piece in filter(None, pieces)]
        if not any(address for _, (address, _) in read):
            self.leave(label, text, line)
            return
        for piece, (address, asks) in read:
            self.leave(label, asks if address else piece, line)
            if address:
                self.mails.setdefault(address.casefold(), address)

    def add_web(self, label: str, text: str, line: int) -> None:
        """Add a web address; to a bare one https:// is added, with a Remark."""
        address = re.sub(r"(?i)^https?(?=:)", lambda match: match[0].lower(), text.strip())
        whole = address if "://" in address else f"https://{address}"
        if not WEB.fullmatch(whole):
            self.leave(label, text, line)
            return
        if whole != address and "web" not in self.texts:
            self.remark(f"{label}: {address} was read as {whole}", line)
        self.add_text("web", label, whole, line)

    def place_addresses(self, every: list[PostalAddress], is_ours: bool = False) -> None:
        """Take the first address at work as the office's, the first for post as that for letters.

        Without one for post, a second address is read as that, with a Remark; a third is left out.
        """
        post = next((postal for postal in every if postal.use == "post"), None)
        rest = [postal for postal in every if postal is not post]
        work = next((postal for postal in rest if postal.use == "work"), next(iter(rest), None))
        others = [postal for postal in rest if postal is not work]
        if post is None and others:
            post = others.pop(0)
            if not is_ours:
                says = "a second address, read as the one for letters"
                self.remark(f"{post.label}: {says}: {format_address(post.address)}", post.line)
        for key, postal in (("address", work), ("mailing", post)):
            if postal:
                parts = (part and self.clean_text(part, postal.line) for part in postal.address)
                self.addresses[key] = Address(*(part or None for part in parts))
        for postal in others:
            self.leave(postal.label, format_address(postal.address), postal.line)

    def add_as_of(self, label: str, words: str, line: int) -> None:
        """Add the day or days on which the card was so."""
        reading = as_of_dates.read_as_of(self.clean_text(words, line))
        if reading.doubt:
            self.remark(f"{label}: {reading.doubt}", line)
        elif Period.parse(reading.text).text != words != reading.text:
            self.remark(f"{label}: {words!r} was read as {reading.text}", line)
        self.add_text("as_of", label, reading.text, line)

    def build(self) -> ContactCard | None:
        """Build the ContactCard, named by what it has; None if nothing could name it."""
        every = [*self.lists["phones"].values(), *self.lists["faxes"].values()]
        titles = (self.texts.get(key) for key in ("name", "parts", "organization", "nickname"))
        numbers = (phone.printed or phone.number for phone in every)
        name = next(filter(None, (*titles, *self.mails.values(), *numbers)), None)
        if name is None:
            return None
        organization = self.texts.get("organization")
        return ContactCard(
            name=name,
            as_of=self.texts.get("as_of"),
            role=self.texts.get("role"),
            organization=organization if organization != name else None,
            address=self.addresses.get("address"),
            mailing=self.addresses.get("mailing"),
            phones=tuple(self.lists["phones"].values()),
            faxes=tuple(self.lists["faxes"].values()),
            emails=tuple(self.mails.values()),
            web=self.texts.get("web"),
            note=" ".join(self.notes) or None,
        )


def _email(text: str) -> tuple[str | None, str]:
    """Read an address, None if it is none, and what a mailto: asks for besides (RFC 6068)."""
    address = re.sub(r"(?i)^mailto:", "", text.strip("<>"))
    address, _, asks = address.partition("?")
    return (address if EMAIL.fullmatch(address) else None), asks


def format_address(address: Address) -> str:
    """Write the address on one line."""
    return str(AddressItem(*address))


def join_lines(text: str) -> str:
    """Put a blank for every break and row of blanks, and none at the ends."""
    return _BLANKS.sub(" ", text).strip()


def fold_words(*texts: str | None) -> set[str]:
    """Fold the words of the texts as names are compared."""
    return set(names.fold_name(" ".join(filter(None, texts))).split())


def covers_words(text: str, known: tuple[str | None, ...]) -> bool:
    """Tell whether the words of `text` all stand in `known` already."""
    return fold_words(text) <= fold_words(*known)
