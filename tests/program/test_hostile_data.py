"""Hostile words in profiles of one's own, through the command line, in every format.

A State for each text, which says it wherever it says anything. A question of one State is asked of
two of them in each format, which move on from question to question; with FIELDREF_THOROUGH=1, of
all.
"""

import csv
import io
import json
import re
from xml.etree import ElementTree

import html5lib
import openpyxl
import pytest
import vobject
from icalendar import Calendar
from markdown_it import MarkdownIt

from conftest import THOROUGH, WORLD
from fieldref.catalog import Catalog
from fieldref.errors import Exit
from fieldref.index.reader import open_index
from fieldref.render.formats import FORMATS
from fieldref.render.sanitize import escape_json, sanitize, sanitize_line, web_address
from hostile import HOSTILE, obeyed
from render_answer import unpainted

ON = ("--on", "2010-01-01")
# What obeys a character obeys it among others: those that are no words stand in one text.
CONTROLS = ("escape", "C1", "bell and backspace", "bidi", "emoji", "nul")
SAID = {name: said for name, said in HOSTILE.items() if name not in ("surrogate", *CONTROLS)}
SAID["controls"] = " ".join(HOSTILE[name] for name in CONTROLS)  # no UTF-8 has a surrogate
CODES = {name: f"EW{letter}" for name, letter in zip(SAID, "ABCDEFGH", strict=True)}

PROFILE = """\
state: {said}
also_known_as: [{said}]
codes: {{iso2: {letters}, iso3: E{letters}, m49: "8{number:02}"}}
names: {{fr: {said}}}
un_group: African
region: Africa
sources: [{key}]
treaties:
  - {{treaty: FLIGHT, bound: 1992-10-15, how: accession, note: {said}, sources: [{key}]}}
reviews:
  - {{treaty: FLIGHT, event: report due, date: 2009-11, nr: 1, note: {said}, sources: [{key}]}}
events:
  - {{date: 2009-05-02, what: {said}, sources: [{key}], nr: 1}}
programmes:
  - period: 2008-2009
    title: {said}
    sources: [{key}]
    written: {said}
    extent: {said}
    context: [{said}]
    priorities:
      - {{text: {said}, topic: {said}, bodies: [{said}]}}
    partners: [{said}]
    publications: [{said}]
    notes: [{said}]
presences:
  - id: {key}-co
    kind: country office
    name: {said}
    as_of: {said}
    city: {said}
    host: E{letters}
    covers: [E{letters}]
    status: open
    note: {said}
    sources: [{key}]
    contacts:
      - id: {key}-office
        name: {said}
        as_of: {said}
        role: {said}
        organization: {said}
        note: {said}
        web: https://example.org/
        emails: [office@example.org]
        address: {{street: {said}, city: {said}, country: {said}}}
        phones: [{{number: "+85523987671", printed: {said}, extension: "12", note: {said}}}]
        sources: [{key}]
institutions:
  - {{name: {said}, status: A, status_date: 2009-01, note: {said}, sources: [{key}]}}
notes: [{said}]
"""
SOURCE = """\
- {{id: {key}, title: {said}, publisher: {said}, address: https://example.org/, date: {said}}}
"""
OF_ALL = {
    "deadlines": ("deadlines", "--year", "2009", "--explain"),
    "contacts": ("contacts",),
    "states": ("list", "states"),
    "sources": ("list", "sources"),
    "offices": ("list", "offices"),
    "compare": ("compare", *CODES.values()),
    "check": ("check",),
}
OF_ONE = {
    "show": ("show", "{code}"),
    "office": ("show", "{code}-co"),
    "deadlines": ("deadlines", "{code}", "--year", "2009", "--explain"),
    "contacts": ("contacts", "{code}"),
    "explain": ("explain", "{code}", "flight"),
    "timeline": ("timeline", "{code}"),
}
PROGRAMS = [name for name in FORMATS if name not in ("text", "xlsx")]


def questions(number, every=THOROUGH):
    """What is asked, by what it is called; whoever has another number asks of other States."""
    step = 1 if every else 4
    yield from OF_ALL.items()
    for begin, (question, words) in enumerate(OF_ONE.items(), number):
        for name in [*CODES][begin % step :: step]:
            yield f"{question} of {name}", [word.format(code=CODES[name]) for word in words]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A State for each text, in whose profile everything says it."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "states").mkdir()
    sources = ""
    for number, (name, said) in enumerate(SAID.items()):
        code = CODES[name]
        words = {"letters": code[1:], "key": code.lower(), "number": number}
        words["said"] = escape_json(json.dumps(said, ensure_ascii=False))
        (folder / f"states/{code.lower()}.yaml").write_text(PROFILE.format(**words))
        sources += SOURCE.format(**words)
    (folder / "sources.yaml").write_text(sources)
    return folder


@pytest.fixture(scope="module")
def hostile(folder):
    """The invented world with these States, opened once."""
    return Catalog(open_index((WORLD, folder), None))


@pytest.fixture
def ask(run, folder, hostile, monkeypatch):
    """Asks about the States in whose profiles everything is hostile."""
    monkeypatch.setattr("fieldref.cli.data_access.open_catalog", lambda *_: hostile)

    def ask(*question, columns=80):
        return run(*question, *ON, "--data", folder, columns=columns)

    return ask


@pytest.mark.parametrize("name", PROGRAMS)
def test_no_program_obeys_it(name, ask):
    every = THOROUGH or name == "svg"  # which draws the timeline of one State, and nothing of all
    for question, words in questions(PROGRAMS.index(name), every):
        ran = ask(*words, "-f", name)
        if ran.code == Exit.USAGE and f"{name} doesn't fit here" in ran.err:
            continue
        assert (ran.code, obeyed(ran.err)) == (0, set()), (question, ran.err)
        out = ran.out.replace("\r\n", "\n") if name in ("ics", "vcard", "vcard4") else ran.out
        out = out.replace("\t", "") if name in ("plain", "tsv") else out
        assert obeyed(out) == set(), question
        READERS[name](ran.out)


def test_no_cell_of_a_workbook_is_more_than_text(ask, tmp_path):
    for question, words in questions(0):
        ran = ask(*words, "-o", tmp_path / "a.xlsx")
        assert (ran.code, obeyed(ran.err)) == (0, set()), (question, ran.err)
        book = openpyxl.load_workbook(tmp_path / "a.xlsx")
        assert obeyed(book.properties.title) == set(), question
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type in ("s", "n", "d", "b"), question
                    assert cell.hyperlink is None, question
                    assert obeyed(str(cell.value or "")) == set(), question


@pytest.mark.parametrize("columns", [40, 120])
@pytest.mark.parametrize("color", ["never", "always"])
def test_no_terminal_obeys_it(columns, color, ask):
    for question, words in questions(columns // 40):
        ran = ask(*words, "--color", color, columns=columns)
        harm = obeyed(unpainted(ran.out)) | obeyed(ran.err)
        assert (ran.code, harm) == (0, set()), question
        assert color == "always" or "\x1b" not in ran.out, question


@pytest.mark.parametrize("name", SAID)
def test_it_comes_back_unchanged_from_what_can_carry_it(name, ask):
    said, code = SAID[name], CODES[name]
    (state,) = json.loads(ask("show", code, "-f", "json").out)["items"]
    assert state["name"] == state["notes"][0] == state["programmes"][0]["title"] == said
    line = json.loads(ask("show", code, "-f", "jsonl", "--fields", "name").out)
    assert line == {"name": said}
    (contact,) = vobject.readComponents(ask("contacts", code, "-f", "vcard").out)
    assert contact.fn.value == sanitize_line(said)
    (row,) = csv.DictReader(io.StringIO(ask("contacts", code, "-f", "csv").out))
    assert row["name"].removeprefix("'") == sanitize(said)
    page = html5lib.parse(ask("show", code, "-f", "html").out, namespaceHTMLElements=False)
    assert page.find(".//title").text == sanitize(said)


def test_no_card_leaves_its_folder_and_no_key_of_it_is_a_path(ask, tmp_path):
    folder = tmp_path / "cards"
    assert ask("contacts", *CODES.values(), "--split", folder).code == 0
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    assert files == {f"{code.lower()}-office.vcf" for code in CODES.values()}


def of_csv(text, delimiter=","):
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    assert {len(row) for row in rows} == {len(rows[0])} if rows else True
    formulas = [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))]
    assert [cell for cell in formulas if not re.fullmatch(r"\+[0-9]+.*", cell)] == []


def of_tsv(text):
    of_csv(text, "\t")


def of_plain(text):
    assert len({line.count("\t") for line in text.splitlines()}) <= 1


def of_markdown(text):
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    children = [child for token in tokens for child in token.children or ()]
    assert not {"html_inline", "image", "code_inline"} & {child.type for child in children}
    assert not {"html_block", "fence", "code_block", "hr"} & {token.type for token in tokens}
    assert all(link(child.attrs["href"]) for child in children if child.type == "link_open")


def of_html(text):
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    tags = {one.tag.split("}")[-1] for one in page.iter()}
    assert not {"script", "img", "link", "object"} & tags
    assert all(link(one.get("href")) for one in page.iter("a"))


def link(address):
    return web_address(address) or address.startswith(("#source-", "mailto:"))


def of_ics(text):
    calendar = Calendar.from_ical(text)
    assert [error for one in calendar.walk() for error in one.errors] == []
    assert len(calendar.walk("VEVENT")) == len(re.findall("^BEGIN:VEVENT", text, re.MULTILINE))


def of_vcard(text):
    cards = list(vobject.readComponents(text))
    assert [str(card.uid.value)[:9] for card in cards] == ["urn:uuid:"] * len(cards)
    assert all(card.validate() for card in cards)
    assert len(cards) == len(re.findall("^BEGIN:VCARD", text, re.MULTILINE))


READERS = {
    "json": json.loads,
    "jsonl": lambda text: [json.loads(line) for line in text.splitlines()],
    "csv": of_csv,
    "tsv": of_tsv,
    "plain": of_plain,
    "markdown": of_markdown,
    "html": of_html,
    "ics": of_ics,
    "vcard": of_vcard,
    "vcard4": of_vcard,
    "svg": ElementTree.fromstring,
    "github": lambda text: [line.index("::") for line in text.splitlines()],
}
