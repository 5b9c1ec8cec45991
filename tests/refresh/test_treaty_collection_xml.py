"""Status files, made up, against the invented world: shapes that vary, and what is no such file."""

import pytest

from conftest import WORLD
from fieldref.errors import Exit
from fieldref.refresh.readers import treaty_collection_xml
from refresh.conftest import differences, refusals, variants
from refresh.treaty_files import listed_rows, status_file


@pytest.fixture
def flight(world):
    return world.treaty("FLIGHT")


@pytest.fixture
def rows(world, flight):
    """What a file would list, each to the day."""
    every = listed_rows(flight, world.whole_states)
    rows = {name: row for name, row in every.items() if all(day.day for day in row[:2] if day)}
    assert len(rows) >= 2
    return rows


@pytest.fixture
def later(rows):
    """The rows with one deposit a day later than ours."""
    name = next(name for name, row in rows.items() if row[1])
    rows[name][1] = rows[name][1].plus_days(1)
    return rows


def test_language_columns_encoding_and_line_ends_change_nothing(refresh, flight, later):
    plain = differences(refresh(status_file(flight, later)))
    assert any(change == "contradicts" for change, *_ in plain)
    columns = ((0, 1, 2), (2, 0, 1), (1, 2, 0))
    encodings = ("UTF-8", "ISO-8859-1", "UTF-16", "windows-1252")
    # A fair sample of the ways; all with FIELDREF_THOROUGH.
    for way in variants(("\n", "\r\n"), encodings, columns, ("en", "fr")):
        line_end, encoding, order, language = way
        text = status_file(flight, later, language, encoding, order, notes=tuple(later))
        read = refresh(text.replace("\n", line_end).encode(encoding))
        assert differences(read) == plain, way


ENTITIES = '<!DOCTYPE root [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE root [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<root>", f"{ENTITIES}<root>&b;", "entities"),
        ("<root>", f"{OUTSIDE}<root>&a;", "entities"),
        ("</Treaty></root>", "</Treaty>", "no whole XML"),
        ("Signature<", "Avowal<", "no column"),
        ("Accession(a)", "Accession(a), Adherence(b)", "no column"),
        ("IV-1<", "IV-7<", "no treaty here"),
        ("New York, ", "New York, 1 May 1945 or ", "no treaty here"),
        ("IV-1<", "III-1<", "no treaty here"),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_refused_whole(refresh, flight, rows, old, new, says):
    text = status_file(flight, rows)
    if "no treaty" in says:
        text = text.replace(flight.title, "Of another title")
    assert old in text
    assert says in refusals(refresh(text.replace(old, new)))


def test_too_many_elements_are_refused_before_they_fill_the_memory(refresh, monkeypatch):
    monkeypatch.setattr(treaty_collection_xml, "_MOST_ELEMENTS", 5000)
    text = f'<?xml version="1.0"?><Treaty>{"<a/>" * 6000}</Treaty>'
    assert "more elements" in refusals(refresh(text))


def test_deep_nesting_is_refused(refresh):
    text = f'<?xml version="1.0"?><Treaty>{"<a>" * 5000}{"</a>" * 5000}</Treaty>'
    assert "more elements" in refusals(refresh(text))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<html><body>This site is under urgent maintenance</body></html>", "maintenance"),
        ("state,treaty\n", "none of the files"),
        ("", "none of the files"),
        (b"\xff\xfe\x00", "none of the files"),
    ],
)
def test_other_files_are_told_as_such(refresh, content, says):
    assert says in refusals(refresh(content))


def changed(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("totals", [(0, 999), (999, 0)])
def test_nothing_is_written_of_a_file_whose_totals_do_not_agree(
    refresh, flight, rows, tmp_path, totals
):
    new = {**rows, "Atlantis": [None, next(iter(rows.values()))[1], "accession"]}
    mine = tmp_path / "mine"
    mine.mkdir()
    items = refresh(status_file(flight, new, totals=totals), options=("--write", "--data", mine))
    assert changed(mine) == {}
    assert any(item["change"] == "unread" and item["field"] for item in items)


@pytest.mark.parametrize("name", ["Nowhere Land", "Yugoslavia", "Republic"])
def test_a_name_that_is_no_state_is_told_with_its_place_and_guessed_at_never(
    refresh, flight, rows, name
):
    day = next(row[1] for row in rows.values() if row[1])
    items = refresh(status_file(flight, {**rows, name: [None, day, "accession"]}))
    (unread,) = [item for item in items if item["change"] == "unread"]
    assert (unread["theirs"], unread["place"]) == (name, f"row {len(rows) + 1}")
    assert all(item["change"] in ("unread", "missing") for item in items)


@pytest.mark.parametrize("cell", ["31 Feb 2020", "7 Feb 2024 z", "7 Feb 2024 a d", "[2020]", "x"])
def test_a_day_or_mark_that_is_not_understood_makes_no_row(refresh, flight, rows, cell):
    name, row = next((name, row) for name, row in rows.items() if row[1])
    text = status_file(flight, {name: [None, row[1], "accession"]})
    lines = [line for line in text.splitlines() if f"<Entry>{name}" in line]
    spoilt = f"<Row><Entry>{name}</Entry><Entry></Entry><Entry>{cell}</Entry></Row>"
    items = refresh(text.replace(lines[0], spoilt))
    assert [item["theirs"] for item in items if item["change"] == "unread"] == [f"{name}: {cell}"]
    assert not [item for item in items if item["change"] in ("added", "finer", "contradicts")]


def test_two_files_that_contradict_each_other_give_neither(refresh, flight, rows, later):
    first = status_file(flight, listed_rows(flight, []) | rows)
    name = next(name for name, row in rows.items() if row[1])
    other = {**rows, name: [rows[name][0], rows[name][1].plus_days(2), rows[name][2]]}
    items = refresh(first, status_file(flight, other))
    unread = [item for item in items if item["change"] == "unread"]
    assert len(unread) == 1
    assert "file-0" in unread[0]["ours"]
    assert not [item for item in items if item["change"] == "contradicts"]


def test_without_the_library_one_sentence_says_how_to_have_it(run, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "defusedxml.ElementTree", None)
    (tmp_path / "a.xml").write_text('<?xml version="1.0"?><Treaty/>')
    ran = run("refresh", tmp_path / "a.xml")
    assert ran.code == Exit.USAGE
    assert 'pip install "fieldref[refresh]"' in ran.err


def test_a_key_that_no_contradiction_has_is_refused(run, flight, rows, tmp_path):
    (tmp_path / "a.xml").write_text(status_file(flight, rows), "utf-8")
    ran = run("refresh", tmp_path / "a.xml", "--write", "--take", "utp-flight-song")
    assert ran.code == Exit.USAGE
    assert "utp-flight-song" in ran.err


def test_the_addresses_come_first_so_that_wget_can_have_them(run):
    lines = run("refresh", "--list", "-f", "plain").out.splitlines()
    addresses = [address for line in lines if (address := line.split("\t")[0])]
    status_files = [address for address in addresses if address.endswith(".en.xml")]
    assert len(status_files) == sum(
        line.strip().startswith("untc:")
        for line in (WORLD / "treaties.yaml").read_text("utf-8").splitlines()
    )
    assert len(addresses) == len(status_files) + 2
    assert all(address.startswith("https://") for address in addresses)


DECLARED = """<DeclarationsUnderArticle><Title>Declarations under article 14</Title>
<Declaration><Participant>{}</Participant><Text>Recognizes the competence.</Text></Declaration>
<Declaration><Participant>{}</Participant><Text>It was withdrawn later.</Text></Declaration>
</DeclarationsUnderArticle></Treaty>"""


def test_declarations_under_an_article_are_read_as_far_as_the_structure_shows(
    refresh, flight, rows
):
    names = [name for name, row in rows.items() if row[1]][:2]
    plain = differences(refresh(status_file(flight, rows)))
    text = status_file(flight, rows).replace("</Treaty>", DECLARED.format(*names))
    items = [item for item in refresh(text) if item["table"] == "declarations"]
    assert [(item["change"], item["name"], item["theirs"]) for item in items] == [
        ("added", names[0], "article 14: accepts")
    ]
    other = text.replace("article 14", "article 99")
    assert differences(refresh(other)) == plain
