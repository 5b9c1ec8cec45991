"""Whatever the data say, no terminal, spreadsheet, calendar or phone book obeys it."""

import csv
import io
import json
import re
from xml.etree import ElementTree

import html5lib
import vobject
from icalendar import Calendar
from markdown_it import MarkdownIt

from cases import of_each
from conftest import THOROUGH
from fieldref.render import csvformat, html, ics, jsonformat, jsonl, markdown, plain, svg, vcard
from fieldref.render.sanitize import sanitize, web_address
from fieldref.render.text import terminal, writer
from fieldref.render.text.layout import View
from hostile import HOSTILE, obeyed
from render_answer import saying, unpainted

EACH = of_each(HOSTILE | ({"very long": "x" * 10_000} if THOROUGH else {}))
PIECES = re.compile(r"[\n]")


@EACH
def test_text_has_nothing_but_line_feeds_between_printable_lines(said):
    for view in (View(40), View(80, False)):
        whole = writer.render_plain(saying(said), view)
        assert obeyed(whole) == set()
        assert sanitize(said).strip() in whole or " " in said.strip() or "\n" in said


@EACH
def test_a_terminal_gets_no_escape_but_colours_and_reads_the_same_words(said):
    for view in (View(40, False), View(80, False)):
        painted = unpainted(terminal.render_painted(saying(said), view))
        assert obeyed(painted) == set()
        assert words(painted) == words(writer.render_plain(saying(said), view))


@EACH
def test_markdown_shows_it_as_text(said):
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown.render(saying(said)))
    children = [child for token in tokens for child in token.children or ()]
    assert not {"html_inline", "image", "code_inline"} & {child.type for child in children}
    assert not {"html_block", "fence", "code_block", "hr"} & {token.type for token in tokens}
    assert all(web_address(c.attrs["href"]) for c in children if c.type == "link_open")
    assert obeyed(markdown.render(saying(said))) == set()


@EACH
def test_a_spreadsheet_gets_one_row_without_a_formula(said):
    rows = list(csv.reader(io.StringIO(csvformat.render(saying(said)))))
    assert len(rows) == 2
    assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in rows[1])
    assert obeyed("".join(rows[1])) == set()


@EACH
def test_json_gives_it_back_whole_and_shows_none_of_it(said):
    whole = jsonformat.render(saying(said))
    assert json.loads(whole)["items"][0]["name"] == said
    assert obeyed(whole) == set()


@EACH
def test_a_line_of_json_and_a_plain_line_stay_one_line(said):
    whole = jsonl.render(saying(said))
    assert (whole.count("\n"), obeyed(whole)) == (1, set())
    assert json.loads(whole)["name"] == said
    whole = plain.render(saying(said))
    assert (whole.count("\n"), obeyed(whole.replace("\t", ""))) == (1, set())
    assert len(whole.split("\t")) == len(saying(said).items[0])


@EACH
def test_html_and_svg_show_it_as_text(said):
    whole = html.render(saying(said))
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(whole)
    tags = {one.tag for one in page.iter()}
    assert not {"script", "img", "link"} & tags
    assert not [one for one in page.iter() if set(one.keys()) & {"onerror", "src"}]
    leads = [one.get("href") for one in page.iter("a")]
    assert all(web_address(lead) or lead.startswith(("#source-", "mailto:")) for lead in leads)
    assert page.find(".//title").text == sanitize(said)
    assert obeyed(whole) == set()
    drawn = ElementTree.fromstring(svg.render(saying(said)))
    assert {one.tag.split("}")[1] for one in drawn.iter()} <= SHAPES


SHAPES = {"svg", "title", "style", "rect", "text", "line", "g", "circle", "path"}


@EACH
def test_a_calendar_has_one_event_and_a_phone_book_one_card(said):
    calendar = ics.render(saying(said))
    assert len(Calendar.from_ical(calendar).walk("VEVENT")) == 1
    assert obeyed(calendar.replace("\r\n", "\n")) == set()
    for render in (vcard.render_vcard3, vcard.render_vcard4):
        cards = render(saying(said))
        assert len(list(vobject.readComponents(cards))) == 1
        assert obeyed(cards.replace("\r\n", "\n")) == set()


def words(whole):
    """The text without the lines drawn around and under it."""
    return sorted(re.sub("[─═│╭╮╰╯●•\\s]", "", whole))
