"""Tables and pages, read by the programs that people use."""

import csv
import io
import json
import sqlite3
from itertools import pairwise

import html5lib
import pytest
from markdown_it import MarkdownIt

from conftest import ON, THOROUGH
from fieldref.answer.blocks import Table
from fieldref.render.formats import render_answer
from questions import QUESTIONS
from reading import done, tool

MOST_ROWS = 100
YEAR = ("deadlines", "--year", "2009")


@pytest.fixture(scope="module", params=QUESTIONS.values(), ids=QUESTIONS)
def question(request):
    """A question; all that is held of it is held at once, so that it is asked once."""
    return request.param


@pytest.fixture
def rows(give):
    return json.loads(give(*YEAR).text)["items"]


@pytest.mark.parametrize("bom", [(), ("--bom",)])
def test_csv_reads_every_row_and_excel_gets_its_mark(bom, rows, run_bundled):
    text = run_bundled(*YEAR, *ON, "-f", "csv", *bom).out
    assert text.startswith("\ufeff") is bool(bom)
    read = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["id"] for row in read] == [row["id"] for row in rows]
    assert [row["name"] for row in read] == [row["name"] for row in rows]


@pytest.mark.process
def test_sqlite_imports_every_row(rows, run_bundled, tmp_path):
    file, base = tmp_path / "2009.csv", tmp_path / "2009.db"
    assert run_bundled(*YEAR, *ON, "-o", file).code == 0
    done(tool("sqlite3"), base, ".mode csv", f".import {file} deadlines")
    read = sqlite3.connect(base).execute("select id, date, ground from deadlines").fetchall()
    assert read == [(row["id"], row["date"], row["ground"]["words"]) for row in rows]


@pytest.mark.process
def test_jq_reads_json_and_json_lines(rows, give):
    jq, year = tool("jq"), give(*YEAR)
    ids = "\n".join(row["id"] for row in rows) + "\n"
    assert done(jq, "-r", ".items[].id", input=year.text) == ids
    assert done(jq, "-r", ".id", input=render_answer("jsonl", year.answer)) == ids


def sampled(answer):
    """The answer with a fair sample of the rows of a long list: of 3,000 that are all alike."""
    blocks = answer.blocks() if THOROUGH else tuple(map(_sample_rows, answer.blocks()))
    return answer._replace(blocks=lambda: blocks)


def _sample_rows(block):
    if not isinstance(block, Table):
        return block
    step = len(block.rows) // MOST_ROWS + 1
    return block._replace(rows=block.rows[::step], details=block.details[::step])


def test_markdown_is_what_a_reader_takes_it_for(question, give):
    text = render_answer("markdown", sampled(give(*question).answer))
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    assert not {"html_inline", "image", "code_inline"} & {token.type for token in inline}
    assert not {"html_block", "fence", "code_block", "hr"} & {token.type for token in tokens}
    assert tokens[0].tag == "h1"


def test_html5lib_finds_no_fault_and_the_page_asks_for_nothing(question, give):
    text = render_answer("html", sampled(give(*question).answer))
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert page.get("lang") == "en"
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert not {"script", "img", "link", "iframe", "object", "form"} & tags
    assert not [element for element in page.iter() if element.get("src") or element.get("onclick")]
    leads = {element.get("href").partition(":")[0] for element in page.iter("a")}
    assert {lead for lead in leads if not lead.startswith("#")} <= {"http", "https", "mailto"}
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    assert {lead[1:] for lead in leads if lead.startswith("#")} <= ids
    levels = [int(element.tag[1]) for element in page.iter() if element.tag in ("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.process
def test_a_browser_shows_the_page(rows, run_bundled, tmp_path):
    browser = tool("chromium")
    file = tmp_path / "2009.html"
    assert run_bundled(*YEAR, *ON, "-o", file).code == 0
    shown = tmp_path / "shown.png"
    home = f"--user-data-dir={tmp_path / 'home'}"
    usual = (browser, "--headless", "--no-sandbox", "--disable-gpu", home)
    done(*usual, f"--screenshot={shown}", "--window-size=800,600", file.as_uri())
    assert shown.read_bytes().startswith(b"\x89PNG")
    assert shown.stat().st_size > 10_000
