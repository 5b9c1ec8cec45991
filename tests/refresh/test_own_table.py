"""Tables of one's own with our keys, and the UPR database: what they add; what is refused."""

import json

import pytest

from fieldref.refresh.readers import own_table, upr_database
from refresh.conftest import differences, refusals, variants

REVIEWS = """state,treaty,mechanism,event,date,session,cycle,report,status,sources
UTP,FLIGHT,,considered,2018-07-09,,,4,held,almanac-1930
Ruritania,,UPR,,2009-12-02,6,1,,held,
"""
ACTS = "state,treaty,signed,bound,how\nXanadu,SLEEP,2009-05-04,2011-06-07,accession\n"
SESSIONS = """committee,session,start,end,place,status
CFL,91,2027-03-01,2027-03-19,Utopolis,announced
CFL,92,2027-07,,,
"""


def test_what_stands_between_cells_and_the_encoding_change_nothing(refresh):
    plain = differences(refresh(REVIEWS))
    assert plain
    # A fair sample of the ways; all with FIELDREF_THOROUGH.
    for way in variants((",", ";", "\t", "|"), ("utf-8", "utf-8-sig", "utf-16"), ("\n", "\r\n")):
        delimiter, encoding, line_end = way
        text = REVIEWS.replace(",", delimiter).replace("\n", line_end)
        assert differences(refresh(text.encode(encoding))) == plain, way


def test_columns_in_any_order(refresh):
    rows = [line.split(",")[::-1] for line in REVIEWS.splitlines()]
    turned = "\n".join(",".join(cells) for cells in rows)
    assert differences(refresh(turned)) == differences(refresh(REVIEWS))


@pytest.mark.parametrize(("text", "file", "row"), [
    (REVIEWS, "states/utopia-refreshed.yaml", "nr: 101"),
    (ACTS, "states/xanadu-refreshed.yaml", "treaty: SLEEP"),
    (SESSIONS, "committees.yaml", "session: 91"),
])  # fmt: skip
def test_a_table_is_written_into_one_s_own_folder_once(refresh, tmp_path, text, file, row):
    mine = tmp_path / "mine"
    mine.mkdir()
    options = ("--write", "--data", mine, "--on", "2026-11-27")
    first = refresh(text, options=options)
    assert all(item["written"] for item in first), first
    before = {path: path.read_bytes() for path in mine.rglob("*.yaml")}
    assert row in (mine / file).read_text("utf-8")
    assert refresh(text, options=options) == []
    assert before == {path: path.read_bytes() for path in mine.rglob("*.yaml")}


def test_a_row_that_names_its_sources_has_those_and_not_the_file(refresh, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    refresh(REVIEWS, options=("--write", "--data", mine))
    assert "sources: [almanac-1930]" in (mine / "states/utopia-refreshed.yaml").read_text("utf-8")


@pytest.mark.parametrize(("old", "new", "says"), [
    ("2018-07-09", "9/7/2018", "date: expected a date"),
    ("UTP", "Nowhere Land", "no State is called"),
    ("FLIGHT", "WALKING", "WALKING"),
    ("almanac-1930", "no-such-source", "no-such-source"),
    ("considered", "thought about", "event: expected"),
    ("almanac-1930\n", "almanac-1930\nshort,row\n", "expected 10 cells"),
    (",held,almanac", ",heard,almanac", "status: expected"),
])  # fmt: skip
def test_a_row_with_a_fault_is_told_by_column_and_line(refresh, old, new, says):
    items = refresh(REVIEWS.replace(old, new))
    unread = [item for item in items if item["change"] == "unread"]
    assert says in unread[0]["ours"]
    assert unread[0]["place"].startswith("line ")


def test_a_column_of_no_known_name_is_told(refresh):
    items = refresh(REVIEWS.replace("report,", "rapport,"))
    assert "rapport" in [item["theirs"] for item in items if item["change"] == "unread"]


@pytest.mark.parametrize("content", [
    REVIEWS.replace("cycle", "session"),
    REVIEWS.encode() + b"\xff\xfe",
    REVIEWS + '"open\n',
    REVIEWS + "\0",
    "state\n", "state,treaty\nUTP,FLIGHT\n", ",,,\n",
])  # fmt: skip
def test_what_is_no_such_table_is_refused_whole(refresh, content):
    assert refusals(refresh(content))


def test_a_table_of_more_rows_than_any_is_refused(refresh, monkeypatch):
    monkeypatch.setattr(own_table, "_MOST_ROWS", 20)
    assert "more than 20 rows" in refusals(refresh(ACTS + ACTS.splitlines()[1] * 3 + "\n" * 30))


# --- the database of UPR Info


def uwazi(state, session, cycle, code="", **fields):
    labels = {"state_reviewed": state, "session_of_the_document": session,
              "cycle_of_the_document": cycle}  # fmt: skip
    metadata = {key: [{"value": "x", "label": label}] for key, label in labels.items()}
    metadata["document_date"] = [{"value": 1259625600}]
    return {"title": "Made up", "metadata": metadata} | fields


def answer(*rows, total=None):
    return json.dumps({"rows": rows, "totalRows": len(rows) if total is None else total})


def test_documents_of_the_upr_tell_cycle_and_session(refresh):
    same = uwazi("Utopia", "Session 6 - December 2009", "First cycle")
    other = uwazi("Utopia", "20", "2")
    assert differences(refresh(answer(same))) == []
    (item,) = refresh(answer(same, other, other))
    assert (item["change"], item["field"], item["ours"]) == ("contradicts", "session", "19")
    assert "2 documents, 2009-12-01 to 2009-12-01" in item["theirs"]


def test_records_of_documents_are_read_alike(refresh):
    record = {"country_reviewed": "Utopia", "country_code": "UTP", "session": 20, "cycle": 2,
              "doc_type": "stakeholder_summary", "symbol": "A/X", "date": "2014-01-01"}  # fmt: skip
    assert [item["field"] for item in refresh(json.dumps([record]))] == ["session"]
    other = json.dumps([record | {"country_code": "RUR"}])
    assert "another State's" in refusals(refresh(other))


@pytest.mark.parametrize("content", [
    answer(uwazi("Utopia", "6", "1"), total=99),
    answer(uwazi("Nowhere Land", "6", "1")),
    answer(uwazi("Utopia", "soon", "1")),
    answer({"metadata": {"state_reviewed": 7}}),
    answer({"metadata": {"state_reviewed": [7]}}),
    answer(7),
    answer(uwazi("Utopia", "6", "1"))[:-9],
    '{"rows": {"a": 1}, "totalRows": 1}',
    '{"rows": ' + "[" * 100_000,
])  # fmt: skip
def test_an_answer_that_is_not_understood_is_told(refresh, content):
    assert refusals(refresh(content))


def test_a_contradiction_says_what_to_take_it_by(run, tmp_path):
    (tmp_path / "a.csv").write_text("state,treaty,bound\nUtopia,FLIGHT,1992-10-16\n", "utf-8")
    says = run("refresh", tmp_path / "a.csv", columns=120).out
    assert "contradicts (--take utp-flight-bound)" in " ".join(says.split())
    ran = run("refresh", tmp_path / "a.csv", "--take", "utp-flight-bound", "-f", "json")
    assert [item["key"] for item in json.loads(ran.out)["items"]] == ["utp-flight-bound"]


def test_a_cut_table_is_called_what_it_is(refresh):
    assert "no whole UTF-16" in refusals(refresh(REVIEWS.encode("utf-16") + b"x"))
    assert "no UTF-8, from byte" in refusals(refresh(REVIEWS.encode() + b"\xff\xfe"))


def test_an_answer_with_more_values_than_any_is_refused(refresh, monkeypatch):
    monkeypatch.setattr(upr_database, "_MOST_VALUES", 10)
    assert "more values" in refusals(refresh(answer(*[uwazi("Utopia", "20", "2")] * 5)))
