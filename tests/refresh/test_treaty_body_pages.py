"""Pages of the treaty body database, made up in the shape that readers of the true ones tell."""

import pytest

from refresh.conftest import differences, refusals, variants

HEADS = ("Country", "Signature Date", "Ratification/Accession(a)/Succession(d) Date",
         "Entry into force")  # fmt: skip
FRENCH = ("Pays", "Date de signature", "Date de ratification/adhésion(a)/succession(d)",
          "Entrée en vigueur")  # fmt: skip
STATUS = (
    ("Utopia", "17 Oct 1980", "16 Oct 1992 (a)", "16 Nov 1992"),
    ("Sylvania-Bissau", "", "", ""),
)


def table(heads, rows, mark="th"):
    head = "".join(f"<{mark}>{cell}</{mark}>" for cell in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="rgMasterTable"><tr>{head}</tr>{body}</table>'


def page(*tables, title="FLIGHT - Convention on the Right to Fly", encoding="utf-8"):
    return (
        f'<!DOCTYPE html><html><head><meta charset="{encoding}"><title>Treaty bodies</title></head>'
        f"<body><table><tr><td>menu</td></tr></table><h2>{title}</h2>{''.join(tables)}</body></html>"
    )


def test_the_status_of_a_treaty_is_held_against_every_state(refresh):
    items = refresh(page(table(HEADS, STATUS)))
    changes = {(item["change"], item["state"], item["field"]) for item in items}
    assert ("contradicts", "UTP", "bound") in changes
    assert {change for change, *_ in changes} == {"contradicts", "missing"}


def test_a_second_page_of_a_table_means_that_nothing_is_missing(refresh):
    pager = '<tr class="rgPager"><td colspan="4">197 items in 4 pages</td></tr></table>'
    items = refresh(page(table(HEADS, STATUS).replace("</table>", pager)))
    assert {item["change"] for item in items} == {"contradicts"}


def test_language_columns_and_encoding_change_nothing(refresh):
    plain = differences(refresh(page(table(HEADS, STATUS))))
    encodings, orders = (
        ("utf-8", "windows-1252", "utf-16"),
        ((0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)),
    )
    # A fair sample of the ways; all with FIELDREF_THOROUGH.
    for way in variants(encodings, ("th", "td"), orders, (HEADS, FRENCH)):
        encoding, mark, order, heads = way
        rows = [[cells[n] for n in order] for cells in STATUS]
        text = page(table([heads[n] for n in order], rows, mark), encoding=encoding)
        assert differences(refresh(text.encode(encoding))) == plain, way


@pytest.mark.parametrize("change", [
    lambda text: text.replace("</td>", "").replace("</tr>", ""),
    lambda text: text.replace("</body></html>", ""),
    lambda text: text.replace("><", ">\r\n<"),
    lambda text: text.replace("<td>", '<td style="display:none">7</td><td>'),
    lambda text: text.replace("<td>17 Oct", "<td><span> 17&nbsp;Oct</span><script>x()</script>"),
    lambda text: text.replace("<tr><td>Utopia", '<tr><td rowspan="1">Utopia'),
])  # fmt: skip
def test_markup_that_browsers_forgive_changes_nothing(refresh, change):
    plain = differences(refresh(page(table(HEADS, STATUS))))
    assert [each[:4] for each in differences(refresh(change(page(table(HEADS, STATUS)))))] == [
        each[:4] for each in plain
    ]


def test_the_status_of_a_state_is_held_against_its_acts_and_declarations(refresh):
    acts = table(
        ("Treaty", "Signature Date", "Ratification Date, Accession(a), Succession(d)"),
        [("FLIGHT - Convention", "17 Oct 1980", "15 Oct 1992 (a)"), ("SLEEP", "11 Nov 2008", "")],
    )
    accepted = table(
        ("Treaty", "Acceptance of individual complaints procedures", "Date of acceptance"),
        [("FLIGHT, Art.14 - Individual complaints procedure", "YES", "3 May 1995")],
    )
    items = refresh(page(acts, accepted, title="Ratification Status for Utopia"))
    seen = {(item["change"], item["table"], item["treaty"], item["field"]) for item in items}
    assert ("added", "declarations", "FLIGHT", None) in seen
    assert all(change in ("added", "missing") for change, *_ in seen)
    assert not [item for item in items if item["treaty"] == "FLIGHT" and item["table"] == "acts"]


@pytest.mark.parametrize(("answer", "changes"), [("YES", 1), ("Oui", 1), ("NO", 0), ("perhaps", 1)])
def test_answers_on_procedures(refresh, answer, changes):
    heads = ("Treaty", "Acceptance of individual complaints procedures", "Date of acceptance")
    rows = [("FLIGHT, Art.14 - Individual complaints procedure", answer, "")]
    items = refresh(page(table(heads, rows), title="Utopia"))
    assert len(items) == changes
    assert all(item["change"] != "added" for item in items) or answer in ("YES", "Oui")


CALENDAR = ("Region", "Country", "Treaty", "Document Type", "Due Date")


def test_the_calendar_gives_reports_due_and_counts_what_is_no_report(run, refresh, tmp_path):
    rows = [
        ("Made up", "Utopia", "FLIGHT", "State party's report", "12 Oct 2031"),
        ("Made up", "Utopia", "FLIGHT", "List of issues", "12 Oct 2030"),
        ("Made up", "Ruritania", "SONG", "Periodic report", "1 Sep 2030"),
    ]
    items = refresh(page(table(CALENDAR, rows), title="Master calendar"))
    assert {(item["change"], item["state"], item["treaty"]) for item in items} == {
        ("contradicts", "UTP", "FLIGHT"),
        ("added", "RUR", "SONG"),
    }
    (tmp_path / "a").write_text(page(table(CALENDAR, rows)), "utf-8")
    says = " ".join(run("refresh", tmp_path / "a").out.split())
    assert "dates of documents that are no reports of States: 1" in says


def test_a_cell_over_several_rows_stands_in_each(refresh):
    text = page(table(CALENDAR, [("x", "Ruritania", "SONG", "Report", "1 Sep 2030")]))
    spanned = text.replace("<td>Ruritania", '<td rowspan="2">Ruritania').replace(
        "</table></body>",
        "<tr><td>x</td><td>BREAD</td><td>Report</td><td>1 Sep 2031</td></tr></table></body>",
    )
    assert sorted(item["treaty"] for item in refresh(spanned)) == ["BREAD", "SONG"]


def test_the_reporting_status_of_a_state_gives_due_and_submitted(refresh):
    heads = ("Committee", "Report", "Due Date", "Submitted Date", "Session")
    rows = [("SONG", "Third periodic report", "1 Sep 2031", "2 Sep 2031", "")]
    items = refresh(page(table(heads, rows), title="Reporting status for Ruritania"))
    assert [item["theirs"].split(",")[0] for item in items] == ["report due", "report submitted"]


@pytest.mark.parametrize(("old", "new", "says"), [
    ("FLIGHT - Convention on the Right to Fly", "Nothing", "must name one treaty"),
    ("Country", "Planet", "no table has a head"),
    ("Utopia", "Nowhere Land", "Nowhere Land"),
    ("16 Oct 1992 (a)", "16/10/1992", "expected a day"),
    ("16 Oct 1992 (a)", "16 Oct 1992 (q)", "expected a day"),
    ("16 Oct 1992 (a)", "31 Feb 1992", "expected a day"),
])  # fmt: skip
def test_what_is_not_understood_is_told(refresh, old, new, says):
    items = refresh(page(table(HEADS, STATUS)).replace(old, new))
    unread = [item for item in items if item["change"] == "unread"]
    assert says in " ".join(f"{item['ours']} {item['theirs']}" for item in unread)
    assert not [item for item in items if item["change"] in ("added", "finer", "contradicts")]


def test_a_page_with_more_elements_than_any_is_refused(refresh):
    assert "more elements" in refusals(refresh("<html>" + "<b>" * 1_000_001))


def test_deep_nesting_and_wide_spans_end(refresh):
    deep = page("<div>" * 5000, table(HEADS, STATUS).replace("<td>", '<td colspan="99999999">'))
    assert refusals([item for item in refresh(deep) if item["change"] != "missing"])


def test_without_the_library_one_sentence_says_how_to_have_it(run, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "lxml.html", None)
    (tmp_path / "a").write_text(page(table(HEADS, STATUS)), "utf-8")
    ran = run("refresh", tmp_path / "a")
    assert 'pip install "fieldref[refresh]"' in ran.err
