"""An export of the Human Rights Index, made up: what it adds, and what is no such file."""

import io
import json
from random import Random

import openpyxl
import pytest

from conftest import THOROUGH
from fieldref.errors import Exit
from fieldref.refresh.readers import human_rights_index, streams
from refresh.conftest import differences, refusals


def row(symbol="CFL/C/UTP/CO/5", **fields):
    return {
        "AnnotationId": "0", "DocumentId": "0", "Symbol": symbol, "Body": "- FLIGHT",
        "AnnotationType": "- Recommendations", "Text": "<p>Made up.</p>", "Countries": ["Utopia"],
        "Regions": [], "Themes": [], "Sdgs": [], "AffectedPersons": [], "UprCycle": None,
        "UprRecommendingCountry": [], "PublicationDate": "2019-08-02T00:00:00Z",
        "PublicationDateOnUhri": "2020-01-01T00:00:00Z",
    } | fields  # fmt: skip


NEW = [row(), row(AnnotationType="- Concerns/Observations"), row(PublicationDate="2019-09-01")]


def export(rows):
    return json.dumps(rows)


def workbook(rows, heads=None):
    book = openpyxl.Workbook()
    sheet = book.active
    names = list(rows[0])
    sheet.append([(heads or {}).get(name, name) for name in names])
    for cells in rows:
        sheet.append([", ".join(v) if isinstance(v, list) else v for v in cells.values()])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_document_that_we_lack_is_added_with_the_day_of_its_publication(refresh, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (item,) = refresh(export(NEW), options=("--write", "--data", mine, "--on", "2026-11-27"))
    assert (item["change"], item["state"], item["treaty"], item["written"]) == (
        "added", "UTP", "FLIGHT", True,
    )  # fmt: skip
    assert "published" not in item["theirs"]
    assert item["theirs"].endswith("of a document of 2019-08-02, 2 recommendations")
    text = (mine / "states" / "utopia-refreshed.yaml").read_text("utf-8")
    assert "date: 2019-08-02" in text
    assert "nr: 101" in text
    assert "The date is that of the document." in text
    assert "uhri-2026-11-27" in text


def test_a_symbol_goes_to_the_review_before_its_publication(refresh):
    items = refresh(export([row("CFL/C/UTP/CO/4", PublicationDate="2013-11-06T00:00:00Z")]))
    assert [(item["change"], item["field"]) for item in items] == [("added", "document")]


def test_a_report_of_the_upr_goes_to_its_cycle(refresh):
    upr = row("A/HRC/13/7", Body="- UPR", UprCycle="Cycle 1")
    items = refresh(export([upr]))
    assert [(item["change"], item["field"], item["key"]) for item in items] == [
        ("added", "document", "utp-upr-1-document")
    ]


def test_what_has_no_place_here_is_counted_and_told(run, tmp_path):
    rows = [*NEW, row("A/HRC/40/1", Body="- SR Torture"), row("CFL/C/UTP/FCO/5")]
    (tmp_path / "a").write_text(export(rows), "utf-8")
    says = " ".join(run("refresh", tmp_path / "a").out.split())
    assert "documents of special procedures and other bodies: 1" in says
    assert "documents of committees that are no concluding observations: 1" in says


@pytest.mark.parametrize("seed", range(8 if THOROUGH else 3))
def test_the_order_of_rows_and_keys_changes_nothing(refresh, seed):
    chance = Random(seed)
    rows = [*NEW, row("CFL/C/RUR/CO/1", Countries=["Ruritania"]), row("A/HRC/40/1", Body="SR")]
    plain = differences(refresh(export(rows)))
    assert len(plain) == 2
    shuffled = [dict(chance.sample(list(each.items()), len(each))) for each in rows]
    chance.shuffle(shuffled)
    assert differences(refresh(b"\xef\xbb\xbf" + export(shuffled).encode())) == plain
    assert differences(refresh(json.dumps(shuffled, ensure_ascii=True, indent=1))) == plain


def test_a_workbook_says_the_same(refresh):
    plain = differences(refresh(export(NEW)))
    heads = {"Body": "Reccomending Body", "PublicationDate": "Document Publication Date"}
    assert differences(refresh(workbook(NEW))) == plain
    assert differences(refresh(workbook(NEW, heads))) == plain


def test_a_field_of_no_known_name_is_told_once(refresh):
    items = refresh(export([row(Verdict="x"), row(Verdict="y")]))
    assert [item["theirs"] for item in items if item["change"] == "unread"] == ["Verdict"]


@pytest.mark.parametrize(
    "fields",
    [
        {"Countries": ["Nowhere Land"]},
        {"Countries": ["Utopia", "Ruritania"]},
        {"PublicationDate": "soon"},
        {"Symbol": "a b"},
    ],
)
def test_what_is_not_understood_is_told_and_makes_no_row(refresh, fields):
    assert refusals(refresh(export([row(**fields)])))


@pytest.mark.parametrize("fields", [
    {"Countries": 7}, {"Countries": {"a": 1}}, {"Countries": [["Utopia"]]}, {"Body": ["x"]},
    {"Symbol": None}, {"AnnotationType": ["x"]}, {"PublicationDate": {"x": 1}}, {"UprCycle": [1]},
])  # fmt: skip
def test_values_of_another_type_make_no_wrong_row(refresh, fields):
    items = refresh(export([row(**fields)]))
    assert all(item["change"] == "unread" or item["state"] == "UTP" for item in items)


WHOLE = export(NEW)


@pytest.mark.parametrize("content", [
    WHOLE[:-1], WHOLE[: len(WHOLE) // 2], WHOLE.replace(",", ""), WHOLE.encode("utf-16"),
    WHOLE.replace("Made up", "Made \xff up").encode("latin-1"), f"[{WHOLE[1:-1]}, 7]",
    WHOLE[:-1] + "," + "[" * 100_000,
])  # fmt: skip
def test_a_cut_or_broken_export_is_refused_whole(refresh, content):
    assert refusals(refresh(content))


def test_one_row_without_end_is_refused_before_it_fills_the_memory(refresh, monkeypatch):
    monkeypatch.setattr(streams, "_MOST_OF_A_ROW", 1 << 20)
    endless = '[{"AnnotationId": "0", "Themes": [' + "1," * 1_000_000 + "1]}]"
    assert "One row takes more" in refusals(refresh(endless))


def test_rows_that_say_nothing_are_read_one_by_one_and_counted(refresh):
    rows = export(NEW)[:-1] + ',{"AnnotationId":1}' * 30_000 + "]"
    says = refusals([item for item in refresh(rows) if item["change"] == "unread"])
    assert "30,000 rows" in says


@pytest.mark.parametrize(("limit", "most", "rows", "says"), [
    ("_MOST_DOCUMENTS", 2, [row(f"CFL/C/UTP/CO/{n}") for n in range(4)], "more documents"),
    ("_MOST_FIELDS", 20, [row(**{f"f{k}": 1 for k in range(n)}) for n in range(30)], "more fields"),
])  # fmt: skip
def test_what_would_be_kept_for_each_row_has_an_end(refresh, monkeypatch, limit, most, rows, says):
    monkeypatch.setattr(human_rights_index, limit, most)
    assert says in refusals(refresh(export(rows)))


def test_a_workbook_that_is_none_or_a_trap_is_refused(refresh, tmp_path):
    import zipfile

    whole = workbook(NEW)
    assert refusals(refresh(whole[: len(whole) // 2]))
    for name in ("a.txt", "xl/workbook.xml"):
        with zipfile.ZipFile(
            tmp_path / "trap", "w", zipfile.ZIP_DEFLATED, compresslevel=1
        ) as archive:
            archive.writestr(name, b"0" * (40 << 20))
        assert refusals(refresh((tmp_path / "trap").read_bytes()))


@pytest.mark.parametrize(("module", "content"), [("ijson", WHOLE), ("openpyxl", workbook(NEW))])
def test_without_the_library_one_sentence_says_how_to_have_it(
    run, tmp_path, monkeypatch, module, content
):
    monkeypatch.setitem(__import__("sys").modules, module, None)
    data = content if isinstance(content, bytes) else content.encode()
    (tmp_path / "a").write_bytes(data)
    ran = run("refresh", tmp_path / "a")
    assert ran.code == Exit.USAGE
    assert 'pip install "fieldref[refresh]"' in ran.err
