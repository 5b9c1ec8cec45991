"""`--section`: only these parts of a State's page, in every format."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest

from conftest import THOROUGH
from fieldref.answer.items.show import StateItem
from fieldref.catalog import Subject
from fieldref.pages.common import QueryContext, ShowQuery
from fieldref.pages.show import show_page
from fieldref.pages.state.profile import SECTION_KEYS, SECTIONS
from fieldref.render.formats import render_answer

DAY = date(2026, 11, 23)
IDENTITY = ["kind", "iso3", "iso2", "m49", "name"]


def whole(run, *words):
    return json.loads(run("show", "utopia", *words, "--on", DAY, "-f", "json").out)


def test_json_has_the_keys_of_the_section_and_what_names_the_state(run):
    (all_of_it,) = whole(run)["items"]
    for section in SECTIONS:
        part = whole(run, "--section", section)
        (item,) = part["items"]
        assert list(item) == [*IDENTITY, *SECTION_KEYS[section]], section
        assert item == {key: all_of_it[key] for key in item}, section
        assert ("left_out" in part) is ("deadlines" in SECTION_KEYS[section]), section


def test_each_key_of_the_item_belongs_to_a_section():
    kept = {key for keys in SECTION_KEYS.values() for key in keys}
    assert kept | {*IDENTITY} == {*StateItem._fields}


def test_the_sources_are_those_of_what_is_kept(run):
    part = whole(run, "--section", "institutions")
    assert set(part["sources"]) == set(part["items"][0]["institutions"][0]["sources"])
    assert set(part["sources"]) < set(whole(run)["sources"])


@pytest.mark.parametrize("words", [("a", "b"), ("b", "a")])
def test_it_can_be_repeated_and_the_page_keeps_its_order(run, words):
    chosen = {"a": "reviews", "b": "treaties"}
    options = [word for name in words for word in ("--section", chosen[name])]
    text = run("show", "utopia", *options).out
    assert text == run("show", "utopia", "--section", ",".join(chosen[name] for name in words)).out
    assert text.index("Treaties\n") < text.index("Reviews, visits")
    assert "Contacts\n" not in text


def test_csv_has_the_rows_of_the_first_section_that_is_a_table(run):
    text = run("show", "utopia", "--section", "contacts,reviews", "-f", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == [
        card["id"] for card in whole(run)["items"][0]["contacts"]
    ]
    head = run("show", "xanadu", "--section", "mandates", "-f", "csv").out
    assert head.startswith("id,title,kind,") and head.count("\n") == 1


def test_one_that_there_is_not_is_refused_with_those_that_there_are(run):
    ran = run("show", "utopia", "--section", "treaties,nowhere")
    assert (ran.code, ran.out) == (2, "")
    assert "no section 'nowhere'" in ran.err
    assert "glance, treaties, reviews" in ran.err


def test_gaps_give_the_sources_of_how_far_the_record_goes(run_bundled):
    ran = run_bundled("show", "kenya", "--section", "gaps", "-f", "json")
    text = run_bundled("show", "kenya", "--section", "gaps").out
    sources = json.loads(ran.out)["sources"]
    assert sources
    assert all(id in text for id in sources)


@pytest.mark.parametrize(("state", "half"), [("UTP", 0), ("XAN", 1)])
def test_each_format_of_rows_has_those_of_json_and_a_head_where_there_are_none(world, state, half):
    """Workbooks, which are slow to read, are those of every second section by default."""
    context = QueryContext(world, DAY)
    for number, section in enumerate(SECTIONS):
        query = ShowQuery(sections=(section,))
        answer = show_page(context, Subject("state", state, state), query)
        whole = json.loads(render_answer("json", answer))
        item = {key: whole["items"][0][key] for key in SECTION_KEYS[section]}
        lists = {key: rows for key, rows in item.items() if isinstance(rows, list)}
        sheets = {key: rows for key, rows in lists.items() if rows and isinstance(rows[0], dict)}
        count = len(whole["sources"] if section == "sources" else next(iter(sheets.values()), []))
        for form, delimiter in (("csv", ","), ("tsv", "\t")):
            text = render_answer(form, answer)
            head, *cells = csv.reader(io.StringIO(text), delimiter=delimiter)
            assert head and len(cells) == count, (section, form)
        if number % 2 != half and not THOROUGH:
            continue
        book = openpyxl.load_workbook(io.BytesIO(render_answer("xlsx", answer)), read_only=True)
        written = {key: len(list(book[key].values)) - 1 for key in sheets}
        assert written == {key: len(rows) for key, rows in sheets.items()}, section


def test_the_rows_of_a_section_go_to_a_file_in_each_format(run, tmp_path):
    words = ("show", "utopia", "--section", "reviews")
    rows = whole(run, *words[2:])["items"][0]["reviews"]
    for name, delimiter in (("a.csv", ","), ("a.tsv", "\t")):
        assert run(*words, "-o", tmp_path / name).code == 0
        text = (tmp_path / name).read_text("utf-8")
        assert len(list(csv.DictReader(io.StringIO(text), delimiter=delimiter))) == len(rows) > 0
    assert run(*words, "-o", tmp_path / "a.xlsx").code == 0
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["reviews"].max_row == len(rows) + 1
