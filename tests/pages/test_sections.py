"""`--section`: only these parts of a State's page, in every format."""

import csv
import io
import json

import openpyxl
import pytest

from fieldref.answer.items.show import StateItem
from fieldref.pages.state.profile import SECTION_KEYS, SECTIONS

IDENTITY = ["kind", "iso3", "iso2", "m49", "name"]


def whole(run, *words):
    return json.loads(run("show", "utopia", *words, "-f", "json").out)


@pytest.mark.parametrize("section", SECTIONS)
def test_json_has_the_keys_of_the_section_and_what_names_the_state(run, section):
    every, part = whole(run), whole(run, "--section", section)
    (item,), (all_of_it,) = part["items"], every["items"]
    assert list(item) == [*IDENTITY, *SECTION_KEYS[section]]
    assert item == {key: all_of_it[key] for key in item}
    assert ("left_out" in part) is ("deadlines" in SECTION_KEYS[section])


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


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("state", ["utopia", "xanadu"])
def test_each_format_of_rows_has_those_of_json_and_a_head_where_there_are_none(
    run, tmp_path, state, section
):
    words = ("show", state, "--section", section)
    answer = json.loads(run(*words, "-f", "json").out)
    item = answer["items"][0]
    tables = [item[key] for key in SECTION_KEYS[section] if isinstance(item[key], list)]
    rows = next((table for table in tables if table and isinstance(table[0], dict)), [])
    count = len(answer["sources"] if section == "sources" else rows)
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        text = run(*words, "-f", form).out
        head, *cells = csv.reader(io.StringIO(text), delimiter=delimiter)
        assert head and len(cells) == count, form
    assert run(*words, "-o", tmp_path / "a.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for key in SECTION_KEYS[section]:
        if item[key] and isinstance(item[key], list) and isinstance(item[key][0], dict):
            assert book[key].max_row == len(item[key]) + 1
