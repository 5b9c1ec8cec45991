"""JSON and CSV: what goes in comes out again."""

import csv
import io
import json
import re
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from cases import of_each
from fieldref.answer import Answer
from fieldref.answer.items.base import DeadlineItem, PhoneItem
from fieldref.render import csvformat, jsonformat
from fieldref.render.plain import render as render_plain_lines
from render_answer import ANSWER, deadline


class Thing(NamedTuple):
    name: str | None
    parts: tuple
    count: int | None = None
    sure: bool = False


class Code(NamedTuple):
    text: str
    scalar = True

    def __str__(self):
        return self.text


TEXT = st.text(max_size=20)
FLAT = st.builds(Thing, st.none() | TEXT, st.just(()), st.none() | st.integers(), st.booleans())
DEEP = st.builds(Thing, TEXT, st.lists(FLAT | TEXT, max_size=3).map(tuple))
DEEPER = st.builds(Thing, TEXT, st.lists(DEEP | TEXT, max_size=3).map(tuple))


def plain(value):
    """What a JSON reader gives for a record."""
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        values = [plain(part) for part in value]
        return dict(zip(fields, values, strict=True)) if fields else values
    return value


def answer(*items, **changes):
    return Answer("things", "2009-06-30", "2026-11-23", items, **changes)


@given(st.lists(FLAT | DEEP | DEEPER, max_size=3))
def test_json_comes_back_as_it_was(things):
    text = jsonformat.render(answer(*things))
    whole = json.loads(text)
    assert whole == {
        "schema": "fieldref/things/1",
        "on": "2009-06-30",
        "items": plain(tuple(things)),
        "sources": {},
    }
    if text.replace("\n", "").isprintable() and "\\" not in text:
        assert text == json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def test_json_keeps_the_order_of_the_keys_and_names_the_sources():
    whole = json.loads(jsonformat.render(ANSWER))
    assert list(whole) == ["schema", "on", "items", "sources"]
    assert [tuple(item) for item in whole["items"]] == [DeadlineItem._fields] * 5
    assert list(whole["sources"]["A/UT/1"]) == ["title", "publisher", "address", "date"]


def test_json_and_csv_take_a_record_that_is_one_value_as_its_text():
    one = answer(Thing("a", (Code("x"),)))
    assert json.loads(jsonformat.render(one))["items"][0]["parts"] == ["x"]
    assert csvformat.render(one) == "name,parts,count,sure\na,x,,false\n"


def test_json_leaves_nothing_in_it_that_a_terminal_obeys():
    text = jsonformat.render(answer(Thing("\x1b[2J\x9b1m\x7f\u202e\u2028", ())))
    assert text.replace("\n", "").isprintable()
    assert json.loads(text)["items"][0]["name"] == "\x1b[2J\x9b1m\x7f\u202e\u2028"


@given(
    st.lists(
        st.builds(Thing, st.text(), st.lists(TEXT).map(tuple), st.none()), min_size=1, max_size=3
    )
)
def test_csv_has_a_row_an_item_and_no_line_break_or_formula_in_a_cell(things):
    text = csvformat.render(answer(*things))
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == text.count("\n") == len(things) + 1
    for row in rows:
        assert len(row) == 4
        begins = [cell for cell in row if cell.lstrip().startswith(tuple("=+-@"))]
        assert all(re.fullmatch("\\+[0-9]+", cell) for cell in begins)


@of_each(
    [
        ("=cmd()", "'=cmd()"),
        ("\t@SUM(A1)", "' @SUM(A1)"),
        ("+1-2", "'+1-2"),
        ("-", "'-"),
        ("＝1", "'＝1"),
        ("+85523987671", "+85523987671"),
        ("a\r\nb", "a b"),
        (("+85523987671", "=1"), "+85523987671; '=1"),
        ((PhoneItem("+41229179000", None, "12", None),), "+41229179000 ext. 12"),
        (None, ""),
        (-5, "-5"),
    ]
)
def test_a_cell_is_no_formula_and_a_telephone_number_stays_one(value, cell):
    text = csvformat.render(answer(Thing(value, ())))
    assert next(csv.DictReader(io.StringIO(text)))["name"] == cell
    assert render_plain_lines(answer(Thing(value, ()))).split("\t")[0] == cell


def test_csv_writes_the_table_where_there_is_one():
    rows = (Thing("row", ()),)
    assert csvformat.render(answer(deadline(), table=rows)).splitlines()[1] == "row,,,false"


def test_csv_without_rows_is_a_header_if_the_record_is_known():
    assert csvformat.render(answer(kind=Thing)) == "name,parts,count,sure\n"
    assert csvformat.render(answer()) == ""
