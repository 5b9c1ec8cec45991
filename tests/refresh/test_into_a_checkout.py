"""`refresh --into` a small sound checkout: what it edits, and that it edits all or nothing."""

import errno
import json
import os
import shutil
from pathlib import Path

import pytest

from checks_cases import SOUND
from conftest import THOROUGH
from fieldref import files, places
from fieldref.dates import PartialDate
from fieldref.errors import Exit
from fieldref.loading.dataset import load_folder
from refresh.treaty_files import status_file

TABLES = (
    "state,treaty,event,date,session,status\nUtopia,FLIGHT,considered,1996-01-10,9,held\n",
    "state;treaty;signed;bound;how\nRuritania;FLIGHT-OP;;2010-10-05;accession\n",
    "state,treaty,article,kind,date\nUTP,FLIGHT,22,accepts,1996-10-05\n",
    "committee,session,start,end,place,status\nCFL,9,1996-01-08,1996-01-19,Port,held\n"
    "HRC,10,2009-03-02,2009-03-27,,\n",
)
COMMITTEES = """- acronym: CFL
  name: Committee on Flight
  secretariat: harbour-ro
  sessions:
    - {start: 1995-01-09, end: 1995-01-20, session: 7, sources: [gazette]}
    - {start: 1995-07, session: 8, submissions: 1995-06, sources: [gazette]}
  sources: [almanac]
"""
ON = ("--on", "2026-11-27")


@pytest.fixture
def bundled_data(monkeypatch):
    """What is bundled, to be changed by a test: as small as what is checked."""
    monkeypatch.setattr(places, "cache_folder", lambda: None)
    return lambda folder: monkeypatch.setattr(places, "bundled_data", lambda: folder)


@pytest.fixture
def checkout(run, bundled_data, tmp_path):
    bundled_data(SOUND)
    folder = shutil.copytree(SOUND, tmp_path / "data")
    (folder / "committees.yaml").write_text(COMMITTEES, "utf-8")
    return folder


@pytest.fixture
def tables(tmp_path):
    paths = [tmp_path / f"{n}.csv" for n in range(len(TABLES))]
    for path, text in zip(paths, TABLES, strict=True):
        path.write_text(text, "utf-8")
    return paths


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_tables_edit_a_checkout_in_place_and_a_second_run_changes_nothing(run, tables, checkout):
    words = ("refresh", *tables, "--into", checkout, *ON, "-f", "json")
    was = contents(checkout)
    os.mkfifo(checkout / "states/pipe")
    (checkout / "offices/loop").symlink_to("..")
    ran = run(*words)
    assert ran.code == Exit.OK, ran.err
    assert {item["written"] for item in json.loads(ran.out)["items"]} == {True}
    came = {}
    for path, text in was.items():
        before = text.decode().splitlines()
        after = path.read_text("utf-8").splitlines()
        assert len([line for line in before if line not in after]) <= 1
        came[path.name] = [line for line in after if line not in before]
    assert {name for name, lines in came.items() if lines} == {
        "utopia.yaml", "ruritania.yaml", "committees.yaml", "upr.yaml", "sources.yaml",
    }  # fmt: skip
    assert json.loads(run(*words).out)["items"] == []


CALLS = [(files, "_fill"), (os, "fsync"), (Path, "replace"), (os, "open")]


@pytest.mark.parametrize(("owner", "name"), CALLS)
def test_a_disk_that_is_full_at_any_write_leaves_the_checkout_as_it_was(
    run, tables, checkout, monkeypatch, owner, name
):
    before, true = contents(checkout), getattr(owner, name)
    failed, nth, refused = True, 1, 0
    while failed:
        calls, failed = 0, False

        def fail(*words, nth=nth, **options):
            nonlocal calls, failed
            calls += name != "open" or bool(words[1] & os.O_CREAT)
            if calls != nth or failed:
                return true(*words, **options)
            failed = True
            if name == "_fill":
                true(words[0], words[1][: len(words[1]) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patched:
            patched.setattr(owner, name, fail)
            ran = run("refresh", *tables, "--into", checkout, *ON)
        if failed:
            assert (ran.code, "no space left" in ran.err) == (Exit.UNWRITABLE, True), ran.err
            assert contents(checkout) == before
            refused += 1
        nth += 1 if THOROUGH or name == "replace" else 3
    assert refused >= 1  # the call is made
    assert ran.code == Exit.OK
    assert contents(checkout) != before


@pytest.fixture
def dated(run, checkout, bundled_data, tmp_path):
    """A file that dates an act which our row has as undated, and has one more act that we lack."""
    path = checkout / "states/utopia.yaml"
    row = (
        "{treaty: FLIGHT-OP, undated: true, not_before: 2004, not_after: 2009, sources: [gazette]}"
    )
    text = path.read_text("utf-8").replace("reviews:\n", f"  - {row}\nreviews:\n", 1)
    path.write_text(text, "utf-8")
    bundled_data(shutil.copytree(checkout, tmp_path / "bundled"))
    treaty = next(row for row in load_folder(checkout).treaties if row.code == "FLIGHT-OP")
    rows = {
        "Utopia": [None, PartialDate(2006, 5, 6), "accession"],
        "Ruritania": [None, PartialDate(2010, 10, 5), "accession"],
    }
    (tmp_path / "op.xml").write_text(status_file(treaty._replace(untc="IV-1-a"), rows), "utf-8")
    return tmp_path / "op.xml"


def test_a_list_that_is_not_written_a_row_a_line_is_refused(run, tables, checkout):
    shutil.copy(SOUND / "committees.yaml", checkout)
    before = contents(checkout)
    ran = run("refresh", *tables, "--into", checkout, *ON)
    assert ran.code == Exit.USAGE
    assert "The list 'sessions' isn't written a row a line." in ran.err
    assert contents(checkout) == before


def test_a_day_for_an_undated_act_is_left_out_of_one_s_own_files_and_the_rest_written(
    dated, run, tmp_path
):
    mine = tmp_path / "mine"
    words = ("refresh", dated, "--write", "--data", mine, *ON)
    mine.mkdir()
    ran = run(*words)
    assert ran.code == Exit.OK, ran.err
    assert "--into edits the row itself: utp-flight-op-bound." in " ".join(ran.out.split())
    written = {path.name for path in mine.rglob("*.yaml")}
    assert "ruritania-refreshed.yaml" in written
    assert "utopia-refreshed.yaml" not in written
    items = json.loads(run(*words, "-f", "json").out)["items"]
    assert [item["written"] for item in items if item["state"] == "UTP"] == [False]


def test_into_a_checkout_a_day_takes_the_place_of_undated_and_its_bounds(dated, run, checkout):
    ran = run("refresh", dated, "--into", checkout, *ON, "-f", "json")
    assert ran.code == Exit.OK, ran.err
    lines = (checkout / "states/utopia.yaml").read_text("utf-8").splitlines()
    (row,) = [line for line in lines if "treaty: FLIGHT-OP," in line]
    assert "bound: 2006-05-06" in row
    assert not any(key in row for key in ("undated", "not_before", "not_after"))
