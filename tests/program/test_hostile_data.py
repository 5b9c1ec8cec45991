"""Hostile words in a profile of one's own, through the command line, in every format."""

import csv
import functools
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

from fieldref.errors import Exit
from fieldref.render.formats import FORMATS
from fieldref.render.sanitize import escape_json, sanitize, sanitize_line, web_address
from hostile import HOSTILE, obeyed
from render_answer import unpainted

ON = ("--on", "2010-01-01")
# What obeys a character obeys it among others: those that are no words stand in one text.
CONTROLS = ("escape", "C1", "bell and backspace", "bidi", "emoji", "nul")
SAID = {name: said for name, said in HOSTILE.items() if name not in ("surrogate", *CONTROLS)}
SAID["controls"] = " ".join(HOSTILE[name] for name in CONTROLS)  # no UTF-8 has a surrogate
# By module: pytest then runs what is of one text in a row, over one index.
EACH = pytest.mark.parametrize("said", SAID.values(), ids=SAID, scope="module")

PROFILE = """\
state: {said}
also_known_as: [{said}]
codes: {{iso2: EW, iso3: EWN, m49: "909"}}
names: {{fr: {said}}}
un_group: African
region: Africa
sources: [hostile]
treaties:
  - {{treaty: FLIGHT, bound: 1992-10-15, how: accession, note: {said}, sources: [hostile]}}
reviews:
  - {{treaty: FLIGHT, event: report due, date: 2009-11, nr: 1, note: {said}, sources: [hostile]}}
events:
  - {{date: 2009-05-02, what: {said}, sources: [hostile], nr: 1}}
programmes:
  - period: 2008-2009
    title: {said}
    sources: [hostile]
    written: {said}
    extent: {said}
    context: [{said}]
    priorities:
      - {{text: {said}, topic: {said}, bodies: [{said}]}}
    partners: [{said}]
    publications: [{said}]
    notes: [{said}]
presences:
  - id: ewn-co
    kind: country office
    name: {said}
    as_of: {said}
    city: {said}
    host: EWN
    covers: [EWN]
    status: open
    note: {said}
    sources: [hostile]
    contacts:
      - id: ewn-office
        name: {said}
        as_of: {said}
        role: {said}
        organization: {said}
        note: {said}
        web: https://example.org/
        emails: [office@example.org]
        address: {{street: {said}, city: {said}, country: {said}}}
        phones: [{{number: "+85523987671", printed: {said}, extension: "12", note: {said}}}]
        sources: [hostile]
institutions:
  - {{name: {said}, status: A, status_date: 2009-01, note: {said}, sources: [hostile]}}
notes: [{said}]
"""
SOURCES = """\
- {{id: hostile, title: {said}, publisher: {said}, address: https://example.org/, date: {said}}}
"""
QUESTIONS = {
    "show": ("show", "EWN"),
    "office": ("show", "ewn-co"),
    "deadlines": ("deadlines", "EWN", "--year", "2009", "--explain"),
    "contacts": ("contacts", "EWN"),
    "explain": ("explain", "EWN", "flight"),
    "timeline": ("timeline", "EWN"),
    "states": ("list", "states"),
    "sources": ("list", "sources"),
    "offices": ("list", "offices"),
    "compare": ("compare", "EWN", "UTP"),
    "check": ("check",),
}


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory):
    """Writes a profile in which everything says `said`, once: it is compiled once, too."""

    @functools.cache
    def folder_of(said):
        folder = tmp_path_factory.mktemp("hostile")
        (folder / "states").mkdir()
        quoted = {"said": escape_json(json.dumps(said, ensure_ascii=False))}
        (folder / "states" / "ewn.yaml").write_text(PROFILE.format(**quoted))
        (folder / "sources.yaml").write_text(SOURCES.format(**quoted))
        return folder

    return folder_of


@pytest.fixture
def ask(run, folder_of):
    """Asks about a State in whose profile everything says `said`."""

    def ask(said, *question, columns=80):
        return run(*question, *ON, "--data", folder_of(said), columns=columns)

    return ask


@EACH
@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("text", "xlsx")])
def test_no_program_obeys_it(name, said, ask):
    for question in QUESTIONS.values():
        ran = ask(said, *question, "-f", name)
        if ran.code == Exit.USAGE and f"{name} doesn't fit here" in ran.err:
            continue
        assert (ran.code, obeyed(ran.err)) == (0, set()), ran.err
        out = ran.out.replace("\r\n", "\n") if name in ("ics", "vcard", "vcard4") else ran.out
        assert obeyed(out.replace("\t", "") if name in ("plain", "tsv") else out) == set()
        READERS[name](ran.out)


@EACH
def test_no_cell_of_a_workbook_is_more_than_text(said, ask, tmp_path):
    for question in QUESTIONS.values():
        ran = ask(said, *question, "-o", tmp_path / "a.xlsx")
        assert (ran.code, obeyed(ran.err)) == (0, set()), ran.err
        for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx"):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type in ("s", "n", "d", "b")
                    assert cell.hyperlink is None
                    assert obeyed(str(cell.value or "")) == set()


@EACH
@pytest.mark.parametrize("columns", [40, 120])
def test_no_terminal_obeys_it(columns, said, ask):
    for question in QUESTIONS.values():
        for color in ("never", "always"):
            ran = ask(said, *question, "--color", color, columns=columns)
            assert (ran.code, obeyed(unpainted(ran.out)), obeyed(ran.err)) == (0, set(), set())
            assert color == "always" or "\x1b" not in ran.out


@EACH
def test_it_comes_back_unchanged_from_what_can_carry_it(said, ask):
    (state,) = json.loads(ask(said, "show", "EWN", "-f", "json").out)["items"]
    assert state["name"] == state["notes"][0] == state["programmes"][0]["title"] == said
    line = json.loads(ask(said, "show", "EWN", "-f", "jsonl", "--fields", "name").out)
    assert line == {"name": said}
    (contact,) = vobject.readComponents(ask(said, "contacts", "EWN", "-f", "vcard").out)
    assert contact.fn.value == sanitize_line(said)
    (row,) = csv.DictReader(io.StringIO(ask(said, "contacts", "EWN", "-f", "csv").out))
    assert row["name"].removeprefix("'") == sanitize(said)
    page = html5lib.parse(ask(said, "show", "EWN", "-f", "html").out, namespaceHTMLElements=False)
    assert page.find(".//title").text == sanitize(said)


@EACH
def test_no_card_leaves_its_folder_and_no_key_of_it_is_a_path(said, ask, tmp_path):
    folder = tmp_path / "cards"
    assert ask(said, "contacts", "EWN", "--split", folder).code == 0
    assert [path.name for path in folder.iterdir()] == ["ewn-office.vcf"]


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
