"""Workbooks, read back by openpyxl: the same rows as the items, dates that are dates."""

import io
import json
import sys
from datetime import datetime

import openpyxl
import pytest

from conftest import THOROUGH
from fieldref.answer import Answer
from fieldref.records import NamedTuple
from fieldref.render import xlsx
from fieldref.render.formats import render_answer
from fieldref.render.xlsx import sheets_of
from questions import QUESTIONS
from render_answer import ANSWER


class Row(NamedTuple):
    """A row with one of each kind of cell."""

    id: str
    date: str
    number: int | None = None
    held: bool | None = None
    names: tuple[str, ...] = ()


def book(*items):
    answer = Answer("list", "2026-11-23", "", items, kind=Row)
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(answer)))


def cells(*items):
    return [list(row) for row in book(*items)["list"].values]


def test_dates_that_are_whole_are_dates_and_others_stay_text():
    rows = cells(
        Row("a", "2009-11-14"), Row("b", "2009-11"), Row("c", "2009"), Row("d", "1899-01-01")
    )
    assert [row[1] for row in rows[1:]] == [datetime(2009, 11, 14), "2009-11", "2009", "1899-01-01"]


def test_numbers_and_truth_are_themselves_and_lists_are_joined():
    assert cells(Row("a", "", 4, True, ("x", "y")))[1] == ["a", None, 4, True, "x; y"]


def test_a_text_is_text_whatever_it_begins_with():
    texts = (
        "=1+1", "+41229179000", "@SUM(A1)", "-2", "{=A1}", "https://x.org", "8-13", "004", "NA",
        "1e5",
    )  # fmt: skip
    _, *column = book(*(Row(text, "") for text in texts))["list"]["A"]
    read = [(cell.value, cell.data_type, cell.hyperlink) for cell in column]
    assert read == [(text, "s", None) for text in texts]


def test_a_text_that_no_cell_holds_is_cut_and_says_so():
    cell = book(Row("x" * 40_000, ""))["list"]["A2"].value
    assert (len(cell), cell[-1]) == (32_767, "…")


def test_the_head_stays_in_sight_and_filters_and_columns_have_a_width():
    sheet = book(Row("a", "2009"), Row("b" * 90, "2010"))["list"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E3")
    assert 60 <= sheet.column_dimensions["A"].width <= 63
    assert sheet.column_dimensions["B"].width < 12
    assert sheet["A1"].font.bold


def test_an_answer_without_rows_has_its_head():
    assert cells() == [["id", "date", "number", "held", "names"]]


def test_the_same_answer_gives_the_same_bytes():
    assert xlsx.render(ANSWER) == xlsx.render(ANSWER)


LITTLE = ["show a State", "explain", "contacts", "deadlines to come"]


@pytest.mark.parametrize("question", [*LITTLE, *["deadlines of a year"] * THOROUGH])
def test_each_row_of_json_is_in_a_sheet(question, give):
    words = QUESTIONS[question]
    answer, text = give(*words)
    sheets = openpyxl.load_workbook(io.BytesIO(render_answer("xlsx", answer)))
    items = json.loads(text)["items"]
    main = list(sheets[words[0]].values)
    assert len(main) == len(items) + 1
    assert [row[main[0].index("sources")] for row in main[1:]] == [
        "; ".join(item["sources"]) or None for item in items
    ]
    for key in ("treaties", "reviews", "steps"):
        if rows := [row for item in items for row in item.get(key, ())]:
            assert sheets[key].max_row == len(rows) + 1


def test_lists_within_lists_say_whose_they_are(run_bundled, tmp_path):
    run_bundled("show", "cambodia", "-o", tmp_path / "a.xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)
    head, first, *_ = sheets["programmes.priorities"].values
    assert head[0] == "programmes.title"
    assert first[0].startswith("OHCHR in Cambodia")


def test_names_of_sheets_are_short_and_none_has_two():
    taken: set[str] = set()
    names = [xlsx._free_name("a" * 40, taken) for _ in range(3)]
    assert len({name.casefold() for name in names}) == 3
    assert max(map(len, names)) <= 31


def test_sources_have_a_sheet():
    assert [sheet.name for sheet in sheets_of(ANSWER)][-1] == "sources"


def test_without_the_library_one_sentence_says_how_to_have_it(run, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    ran = run("show", "utopia", "-o", tmp_path / "a.xlsx")
    assert (ran.code, ran.out, (tmp_path / "a.xlsx").exists()) == (2, "", False)
    assert 'pip install "fieldref[xlsx]"' in ran.err


def test_fields_choose_the_columns(run, tmp_path):
    assert run("list", "states", "--fields", "name,iso3", "-o", tmp_path / "a.xlsx").code == 0
    assert next(openpyxl.load_workbook(tmp_path / "a.xlsx")["list"].values) == ("name", "iso3")
