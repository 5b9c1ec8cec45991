"""Tables and pages, read by the programs that people use."""

import csv
import io
import json
import sqlite3
from itertools import pairwise

import html5lib
import pytest
from markdown_it import MarkdownIt

from questions import QUESTIONS
from reading import ON, done, tool

YEAR = ("deadlines", "--year", "2009", *ON)
EACH = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)


@pytest.fixture
def rows(run_bundled):
    return json.loads(run_bundled(*YEAR, "-f", "json").out)["items"]


@pytest.mark.parametrize("bom", [(), ("--bom",)])
def test_csv_reads_every_row_and_excel_gets_its_mark(bom, rows, run_bundled):
    text = run_bundled(*YEAR, "-f", "csv", *bom).out
    assert text.startswith("\ufeff") is bool(bom)
    read = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["id"] for row in read] == [row["id"] for row in rows]
    assert [row["name"] for row in read] == [row["name"] for row in rows]


@pytest.mark.process
def test_sqlite_imports_every_row(rows, run_bundled, tmp_path):
    file, base = tmp_path / "2009.csv", tmp_path / "2009.db"
    assert run_bundled(*YEAR, "-o", file).code == 0
    done(tool("sqlite3"), base, ".mode csv", f".import {file} deadlines")
    read = sqlite3.connect(base).execute("select id, date, ground from deadlines").fetchall()
    assert read == [(row["id"], row["date"], row["ground"]["words"]) for row in rows]


@pytest.mark.process
def test_jq_reads_json_and_json_lines(rows, run_bundled):
    jq = tool("jq")
    ids = "\n".join(row["id"] for row in rows) + "\n"
    assert done(jq, "-r", ".items[].id", input=run_bundled(*YEAR, "-f", "json").out) == ids
    assert done(jq, "-r", ".id", input=run_bundled(*YEAR, "-f", "jsonl").out) == ids


@EACH
def test_markdown_is_what_a_reader_takes_it_for(question, run_bundled):
    text = run_bundled(*question, *ON, "-f", "markdown").out
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    assert not {"html_inline", "image", "code_inline"} & {token.type for token in inline}
    assert not {"html_block", "fence", "code_block", "hr"} & {token.type for token in tokens}
    assert tokens[0].tag == "h1"


@EACH
def test_html5lib_finds_no_fault_and_the_page_asks_for_nothing(question, run_bundled):
    text = run_bundled(*question, *ON, "-f", "html").out
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
    assert run_bundled(*YEAR, "-o", file).code == 0
    shown = tmp_path / "shown.png"
    home = f"--user-data-dir={tmp_path / 'home'}"
    usual = (browser, "--headless", "--no-sandbox", "--disable-gpu", home)
    done(*usual, f"--screenshot={shown}", "--window-size=800,600", file.as_uri())
    assert shown.read_bytes().startswith(b"\x89PNG")
    assert shown.stat().st_size > 10_000
