"""The options on how to write: keys, alarms, a mark for Excel, a file a card."""

import json
import os
import stat

import pytest
from icalendar import Calendar

from cases import of_each
from fieldref.answer import Answer
from fieldref.cli.registry import COMMANDS
from fieldref.errors import Exit, Unwritable, WrongUse
from fieldref.render import output, vcard
from fieldref.render.formats import FORMATS, OutputOptions, write_answer
from render_answer import ANSWER, contact

ON = ("--on", "2010-01-01")
YEAR = ("deadlines", "utopia", "--year", "2009", *ON)


def test_fields_choose_keys_and_their_order_in_json(run):
    ran = run(*YEAR, "-f", "json", "--fields", "state,date")
    whole = json.loads(ran.out)
    assert list(whole) == ["schema", "on", "items", "sources", "left_out"]
    assert {tuple(item) for item in whole["items"]} == {("state", "date")}


def test_fields_choose_keys_and_their_order_in_lines(run):
    lines = run(*YEAR, "-f", "jsonl", "--fields", "kind", "--fields", " date ,kind").out.split("\n")
    assert lines[0] == '{"kind":"report","date":"2009-03-31"}'
    rows = run(*YEAR, "-f", "csv", "--fields", "date,kind").out.splitlines()
    assert rows[:2] == ["date,kind", "2009-03-31,report"]
    assert run(*YEAR, "--plain", "--fields", "date,kind").out.startswith("2009-03-31\treport\n")


def test_fields_of_a_table_are_its_columns_and_of_json_the_items(run):
    rows = run("show", "utopia", *ON, "-f", "csv", "--fields", "treaty,bound").out.splitlines()
    assert rows[0] == "treaty,bound"
    assert "FLIGHT,1992-10-15" in rows
    whole = json.loads(run("show", "utopia", *ON, "-f", "json", "--fields", "name,region").out)
    assert whole["items"] == [{"name": "Utopia", "region": "Asia-Pacific"}]
    rows = run("explain", "utopia", "flight", *ON, "--plain", "--fields", "rule").out.split()
    assert rows[0] == "signed"


def test_without_rows_the_header_is_of_the_chosen_keys(run):
    nothing = ("deadlines", "utopia", "--year", "1950", *ON)
    assert run(*nothing, "-f", "csv", "--fields", "date,id").out == "date,id\n"
    assert run(*nothing, "--plain").out == run(*nothing, "-f", "jsonl").out == ""


@of_each(["json", "jsonl", "csv", "plain"], "run")
def test_a_key_that_there_is_not_is_wrong_use_and_the_hint_names_those_that_there_are(name, run):
    ran = run(*YEAR, "-f", name, "--fields", "date,when")
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert ran.err.startswith(
        "fieldref: There is no key 'when' here.\n--fields takes: id, date, state,"
    )


@of_each(
    [
        (("--fields", "date"), "--fields doesn't fit text.", "json, jsonl, csv, tsv, xlsx, plain"),
        (("-f", "json", "--bom"), "--bom doesn't fit json.", "csv"),
        (("-f", "csv", "--remind", "3d"), "--remind doesn't fit csv.", "ics"),
        (("-f", "ics", "--remind", "soon"), "--remind takes days or weeks, got 'soon'.", "30d"),
        (("-f", "ics", "--remind", "2y"), "--remind takes days or weeks, got '2y'.", "30d"),
        (("-f", "json", "--plain"), "--plain and --format json don't go together.", ""),
    ],
    "run",
)
def test_what_does_not_fit_is_wrong_use_and_says_what_does(words, says, hint, run):
    ran = run(*YEAR, *words)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert says in ran.err
    assert hint in ran.err


def test_plain_is_a_format_by_a_shorter_name(run):
    assert (
        run(*YEAR, "--plain") == run(*YEAR, "-f", "plain") == run(*YEAR, "-f", "plain", "--plain")
    )


def test_plain_has_the_cells_of_csv_and_no_header(run):
    ran = run("contacts", *ON, "--plain")
    cells = [line.split("\t") for line in ran.out.splitlines()]
    assert {len(row) for row in cells} == {20}
    assert [row for row in cells if any(cell.startswith("'") for cell in row)] == []


def test_the_mark_stands_before_the_header(run, tmp_path):
    assert run(*YEAR, "-f", "csv", "--bom").out.startswith("\ufeffid,date,")
    assert run(*YEAR, "-o", tmp_path / "a.csv", "--bom").code == 0
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")


@pytest.mark.parametrize(("span", "trigger"), [("30d", "-P30D"), ("6w", "-P42D"), ("0d", "P0D")])
def test_an_alarm_rings_so_long_before_what_is_not_cancelled(span, trigger, run):
    ran = run(*YEAR, "-f", "ics", "--remind", span)
    for event in Calendar.from_ical(ran.out).walk("VEVENT"):
        (alarm,) = event.walk("VALARM") or [None]
        assert (alarm is None) is (event["status"] == "CANCELLED")
        if alarm:
            assert (alarm["action"], alarm["description"]) == ("DISPLAY", event["summary"])
            assert alarm["trigger"].to_ical().decode() == trigger
    assert "VALARM" not in run(*YEAR, "-f", "ics").out


@pytest.mark.parametrize(("name", "version"), [(None, "3.0"), ("vcard", "3.0"), ("vcard4", "4.0")])
def test_split_writes_a_file_a_card_for_its_owner_alone(name, version, run, tmp_path):
    folder = tmp_path / "un" / "cards"
    before = os.umask(0o022)
    try:
        ran = run("contacts", "utopia", *ON, "--split", folder, *(["-f", name] if name else []))
    finally:
        os.umask(before)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = sorted(folder.iterdir())
    assert "utp-office-0809.vcf" in [file.name for file in files]
    for file in files:
        text = file.read_bytes().decode()
        assert text.startswith(f"BEGIN:VCARD\r\nVERSION:{version}\r\n")
        assert text.count("BEGIN:VCARD") == 1


def test_split_touches_no_other_file_and_replaces_its_own(run, tmp_path):
    (tmp_path / "mine.vcf").write_text("mine")
    for _ in range(2):
        assert run("contacts", "utopia", *ON, "--split", tmp_path).code == 0
    assert (tmp_path / "mine.vcf").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".vcf"] == []


HOSTILE = (
    "../../etc/passwd",
    "/etc/passwd",
    "a/b",
    "..",
    ".",
    "",
    ".hidden",
    "A",
    "a",
    "a--2",
    "x" * 300,
)


def test_no_id_leads_out_of_the_folder_and_no_two_cards_share_a_file():
    cards = tuple(contact(id=id) for id in (*HOSTILE, "a", "a", "\x00\n:"))
    names = [name for name, _ in vcard.render_vcard3_files(ANSWER._replace(cards=cards))]
    assert len({name.casefold() for name in names}) == len(cards)
    assert [name for name in names if "/" in name or name.startswith(".") or len(name) > 120] == []
    assert names[0] == "etc-passwd.vcf"


def test_split_into_a_file_is_unwritable_and_a_link_is_not_followed(tmp_path):
    (tmp_path / "file").write_text("old")
    with pytest.raises(Unwritable, match="can't be made"):
        write_answer(ANSWER, OutputOptions(split=str(tmp_path / "file")))
    (tmp_path / "office-in-utopia.vcf").symlink_to("file")
    with pytest.raises(Unwritable, match="symbolic link"):
        write_answer(ANSWER, OutputOptions(split=str(tmp_path)))
    assert (tmp_path / "file").read_text() == "old"


def test_split_and_output_do_not_go_together(tmp_path):
    with pytest.raises(WrongUse, match="don't go together"):
        write_answer(ANSWER, OutputOptions(output=str(tmp_path / "a.vcf"), split=str(tmp_path)))


def test_a_folder_without_cards_is_made_all_the_same(tmp_path):
    output.write_files([], str(tmp_path / "none"))
    assert list((tmp_path / "none").iterdir()) == []


def test_an_ending_that_means_no_format_is_refused_with_those_that_do(run, tmp_path):
    for name in ("a.xslx", "b.docx", "c.d.yaml"):
        ran = run("show", "utopia", "-o", str(tmp_path / name))
        assert ran.code == 2
        assert ".csv, .htm, .html" in ran.err
        assert not (tmp_path / name).exists()
    for name in ("list", ".hidden", "2009-11"):
        assert run("show", "utopia", "-o", str(tmp_path / name)).code == 0


def test_each_ending_leads_to_one_format():
    endings = [ending for one in FORMATS.values() for ending in one.endings]
    assert len(endings) == len(set(endings))
    assert {".jsonl", ".ndjson", ".html", ".svg", ".tsv"} <= set(endings)


def test_every_format_has_a_command():
    assert {name for spec in COMMANDS.values() for name in spec.formats} == set(FORMATS)


def test_an_answer_of_nothing_has_no_line(tmp_path):
    nothing = Answer("things", "2009-06-30", "2026-11-23", ())
    for name in ("jsonl", "plain", "csv"):
        write_answer(nothing, OutputOptions(name, str(tmp_path / name)))
        assert (tmp_path / name).read_text() == ""


# --- what changes files


@pytest.fixture
def home(run, tmp_path, monkeypatch):
    """An empty folder, which is the user's home, too."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("words", [("new", "source", "Minutes"), ("publish", "site")])
@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("-f", "nonsense"), "There is no format called 'nonsense'."),
        (("-f", "ics"), "ics doesn't fit here: this answer has no dates for a calendar."),
        (("--fields", "id"), "--fields doesn't fit text."),
        (("-o", "a.nonsense"), "No format is known by the ending of 'a.nonsense'."),
    ],
)
def test_what_cant_be_told_so_is_not_done(run, home, words, options, says):
    ran = run(*words, *options)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert ran.err.startswith(f"fieldref: {says}\n")
    assert list(home.iterdir()) == []


def test_what_is_done_and_cant_be_told_is_named(run, home):
    ran = run("new", "source", "Minutes", "-f", "json", "--fields", "nonsense")
    written = home / "fieldref/sources.yaml"
    assert (ran.code, ran.out, written.exists()) == (Exit.USAGE, "", True)
    assert ran.err.endswith(f"\nWritten all the same: {written}\n")
