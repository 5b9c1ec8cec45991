"""`diff`: what changed between two editions, in every format that tells it."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from conftest import WORLD
from earlier_world import write_earlier_world
from fieldref.errors import Exit
from fieldref.generate.answer_schemas import answer_schema

GOLDEN = Path(__file__).parents[1] / "golden" / "diff"
ON = ("--on", "2026-11-23")


@pytest.fixture(scope="session")
def earlier(tmp_path_factory):
    return write_earlier_world(tmp_path_factory.mktemp("editions") / "earlier")


@pytest.fixture
def items(run, earlier):
    def ask(*words):
        ran = run("diff", earlier, *words, *ON, "-f", "json")
        assert ran.code == Exit.OK, ran.err
        return json.loads(ran.out)["items"]

    return ask


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("world.txt", ()),
        ("world.md", ("-f", "markdown")),
        ("world.json", ("-f", "json")),
        ("world.csv", ("-f", "csv")),
        ("world.atom", ("-f", "atom")),
    ],
)
def test_the_output_is_what_a_person_read(run, earlier, pytestconfig, file, words):
    ran = run("diff", earlier, WORLD, *ON, *words)
    assert (ran.code, ran.err) == (Exit.OK, "")
    if pytestconfig.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / file).write_bytes(ran.out.encode())
    assert ran.out == (GOLDEN / file).read_bytes().decode()


def test_changes_fit_their_schema(run, earlier):
    whole = json.loads(run("diff", earlier, *ON, "-f", "json").out)
    Draft202012Validator(answer_schema("diff")).validate(whole)
    assert whole["items"]


def test_without_a_new_folder_it_is_what_every_command_asks(run, earlier):
    assert run("diff", earlier, *ON) == run("diff", earlier, WORLD, *ON)


def test_what_ones_own_folder_changes_is_told_beside_the_bundled_data(run, tmp_path):
    (tmp_path / "states").mkdir()
    (tmp_path / "states/xanadu.yaml").write_text(
        "codes: {iso3: XAN}\nevents:\n  - {date: 2027-05-04, what: Fair, sources: [gazette]}\n"
    )
    ran = run("diff", WORLD, "--data", tmp_path, *ON, "-f", "json")
    (item,) = json.loads(ran.out)["items"]
    assert (item["change"], item["state"], item["what"]) == ("added", "XAN", "Fair")
    assert item["after"] == "date: 2027-05-04"


def test_each_change_turns_into_its_opposite_the_other_way_round(items, run, earlier):
    opposite = {"added": "removed", "removed": "added"}
    there = {(one["table"], opposite.get(one["change"])) for one in items()}
    back = json.loads(run("diff", WORLD, earlier, *ON, "-f", "json").out)["items"]
    assert {
        (one["table"], one["change"] if one["change"] in opposite else None) for one in back
    } == there
    assert len(back) == len(items())


def test_a_date_that_moved_keeps_its_id_and_tells_both_days(items):
    (moved,) = [one for one in items("--state", "utopia") if one["id"] == "utp-song-due-1"]
    assert moved["change"] == "moved"
    assert moved["before"] == "date: 2008-03-31"
    assert moved["after"] == "status: postponed; date: 2009-03-31"


def test_what_was_cancelled_says_why(items):
    (cancelled,) = [one for one in items() if one["change"] == "cancelled"]
    assert (cancelled["id"], cancelled["reason"]) == (
        "utp-bread-due-1",
        "The Committee has no time.",
    )


def test_a_date_that_is_only_known_more_precisely_has_not_moved(items):
    (jubilee,) = [one for one in items() if one["what"] == "Jubilee of the office"]
    assert jubilee["change"] == "changed"
    assert jubilee["before"].startswith("date: 2027-02; id: utp-event-2027-02-")
    assert jubilee["after"].startswith("date: 2027-02-03; id: utp-event-2027-02-03-")


def test_a_removed_row_names_its_source_as_it_was(run, earlier):
    ran = run("diff", earlier, "--state", "xanadu", *ON, "-f", "json")
    whole = json.loads(ran.out)
    (item,) = whole["items"]
    assert (item["change"], item["sources"]) == ("removed", ["old-news"])
    assert whole["sources"]["old-news"]["title"] == "Old news"


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("--state", "sylvania"), {"syl-bread-act"}),
        (("--region", "europe"), {"syl-bread-act"}),
        (("--treaty", "bread"), {"syl-bread-act", "utp-bread-due-1"}),
        (("--treaty", "flight-op"), {"cfl-session-90"}),  # its committee's
        (("--state", "sylvania", "--treaty", "song"), set()),
    ],
)
def test_a_state_a_region_a_treaty_choose_their_changes(items, words, ids):
    assert {one["id"] for one in items(*words)} == ids


def test_a_row_without_a_number_is_known_by_its_report(run, tmp_path):
    """A due date of report 5 is the same one after it moved, though no `nr` says so."""
    row = (
        "reviews:\n  - {{treaty: SONG, event: report due, date: {}, report: 5, sources: [texts]}}\n"
    )
    for name, day in (("old", "2027-01-31"), ("new", "2028-01-31")):
        shutil.copytree(WORLD, tmp_path / name)
        with (tmp_path / name / "states/xanadu.yaml").open("a") as file:
            file.write(row.format(day))
    ran = run("diff", tmp_path / "old", tmp_path / "new", *ON, "-f", "json")
    (item,) = json.loads(ran.out)["items"]
    assert (item["change"], item["id"]) == ("moved", "xan-song-report-5")
    assert (item["before"], item["after"]) == ("date: 2027-01-31", "date: 2028-01-31")


def test_a_state_that_is_new_brings_its_rows(run, tmp_path):
    shutil.copytree(WORLD, tmp_path / "old")
    (tmp_path / "old/states/sylvania-bissau.yaml").unlink()
    ran = run("diff", tmp_path / "old", *ON, "-f", "json")
    found = {(one["change"], one["table"], one["state"]) for one in json.loads(ran.out)["items"]}
    assert found == {("added", "states", "SYB"), ("added", "acts", "SYB")}


def test_the_same_edition_twice_is_no_change(run):
    ran = run("diff", WORLD, *ON)
    assert (ran.code, "Nothing changed." in ran.out) == (Exit.OK, True)
    assert run("diff", WORLD, *ON, "-f", "csv").out.startswith("change,table,id,")


def test_a_folder_without_data_is_wrong_use(run, tmp_path):
    for words in ((tmp_path,), (WORLD, tmp_path), (tmp_path / "none",)):
        ran = run("diff", *words)
        assert ran.code == Exit.USAGE
        assert "laid out like data/" in ran.err


def test_every_fault_of_an_edition_is_told(run, earlier, tmp_path):
    faulty = shutil.copytree(earlier, tmp_path / "faulty")
    with (faulty / "states/xanadu.yaml").open("a") as file:
        file.write("region: Moon\n")
    for words in ((faulty,), (earlier, faulty)):
        ran = run("diff", *words)
        assert ran.code == Exit.FAULTY_DATA
        assert "states/xanadu.yaml" in ran.err
        assert ran.out == ""


def test_rows_that_only_cite_other_sources_are_counted_and_not_told(run, tmp_path):
    shutil.copytree(WORLD, tmp_path / "data")
    path = tmp_path / "data/states/utopia.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("[almanac-1930, gazette]}", "[almanac-1930]}"), "utf-8")
    ran = run("diff", tmp_path / "data", *ON)
    assert "1 row says the same and cites other sources" in " ".join(ran.out.split())
    assert "Changed" not in ran.out
    (item,) = json.loads(run("diff", tmp_path / "data", *ON, "-f", "json").out)["items"]
    assert item["keys"] == ["sources"]
    assert "<entry>" not in run("diff", tmp_path / "data", *ON, "-f", "atom").out


def test_a_table_that_the_earlier_edition_did_not_have_is_told_once(run, tmp_path):
    old = shutil.copytree(WORLD, tmp_path / "old")
    for name in ("glossary.yaml", "known-gaps.yaml", "elsewhere.yaml", "mandates.yaml"):
        (old / name).unlink()
    shutil.rmtree(old / "offices")
    ran = run("diff", old, *ON, "-f", "json")
    assert ran.code == Exit.OK, ran.err
    items = json.loads(ran.out)["items"]
    assert [(item["change"], item["table"]) for item in items] == [
        ("added", table) for table in ("mandates", "offices", "glossary", "known gaps")
    ]
    assert run("check", old).code == Exit.FAULTY_DATA


def test_how_far_a_table_reaches_is_told(run, tmp_path):
    old = shutil.copytree(WORLD, tmp_path / "old")
    path = old / "edition.yaml"
    text = path.read_text("utf-8")
    text = text.replace("FLIGHT-OP, SLEEP, SLEEP-OP]", "FLIGHT-OP, SLEEP]")
    text += "- {table: acts, treaties: [SLEEP-OP], until: 2019, sources: [gazette]}\n"
    path.write_text(text.replace("until: 2014-05-09", "until: 2013-11-01"), "utf-8")
    items = json.loads(run("diff", old, *ON, "-f", "json").out)["items"]
    assert [(item["what"], item["before"], item["after"]) for item in items] == [
        ("how far acts of SLEEP-OP are known", "until: 2019", "until: 2020-06-30"),
        (
            "how far the Universal Periodic Review is known",
            "until: 2013-11-01",
            "until: 2014-05-09",
        ),
    ]


def test_a_practice_is_a_row_of_which_what_differs_is_told(run, tmp_path):
    old = shutil.copytree(WORLD, tmp_path / "old")
    path = old / "treaties.yaml"
    text = path.read_text("utf-8").replace("until: 1995", "until: 1990", 1)
    path.write_text(text.replace("until: 2003, day: 06-30", "until: 2003, day: 06-29"), "utf-8")
    says = " ".join(run("diff", old, *ON).out.split())
    assert "Changed practice under SONG (eve): until 1990 → 1995 [almanac-1930]" in says
    assert "Changed practice under BREAD (fixed day): day 06-29 → 06-30 [bread-manual]" in says


def test_rows_that_would_share_an_id_have_one_each_that_lasts(run, tmp_path):
    """A State that left and came back has two acts; the first one keeps its id."""
    states = []
    for n, name in enumerate(("none", "first", "both")):
        folder = shutil.copytree(WORLD, tmp_path / name)
        states.append(folder)
        path = folder / "states/sylvania.yaml"
        lines = path.read_text("utf-8").splitlines(keepends=True)
        at = next(k for k, line in enumerate(lines) if "treaty: BREAD" in line)
        again = "  - {treaty: BREAD, bound: 2015-02-03, how: accession, sources: [gazette]}\n"
        lines[at : at + 1] = [lines[at], again][:n]
        path.write_text("".join(lines), "utf-8")
    none, first, both = states
    ids = [
        [item["id"] for item in json.loads(run("diff", *two, *ON, "-f", "json").out)["items"]]
        for two in ((none, first), (first, both), (none, both))
    ]
    assert ids == [["syl-bread-act"], ["syl-bread-act-2"], ["syl-bread-act", "syl-bread-act-2"]]
