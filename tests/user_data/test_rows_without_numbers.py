"""The user's rows without `nr`: each has an id of its own, which lasts."""

import json
import re

import pytest

ROWS = """\
codes: {iso3: UTP}
reviews:
  - {treaty: FLIGHT, event: report due, date: 2041-05, sources: [gazette]}
  - {treaty: FLIGHT, event: report due, date: 2042-11-03, sources: [gazette]}
  - {treaty: FLIGHT, event: considered, date: 2043-02, sources: [gazette]}
  - {treaty: FLIGHT, event: considered, date: 2044-02, sources: [gazette]}
events:
  - {date: 2045-05-14, what: Visit of the one, sources: [gazette]}
  - {date: 2045-05-14, what: Visit of the other, sources: [gazette]}
"""
WORDS = ("deadlines", "utopia", "--from", "2041", "--to", "2046", "-f")


@pytest.fixture
def file(run, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    path = tmp_path / "fieldref/states/utopia.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(ROWS)
    return path


def ids(run):
    items = json.loads(run(*WORDS, "json").out)["items"]
    return {item["id"]: item["date"] for item in items if item["basis"] == "stated"}


def test_each_row_has_an_id_and_a_uid_of_its_own(file, run):
    found = ids(run)
    assert len(found) == 6
    assert [id for id in found if "None" in id] == []
    assert found["utp-flight-due-2041-05"] == "2041-05"
    uids = re.findall("^UID:(.*)$", run(*WORDS, "ics").out, re.MULTILINE)
    assert len(uids) == len(set(uids)) >= 6


def test_the_ids_last_when_rows_come_before_or_change_places(file, run):
    before = ids(run)
    head, *rows = ROWS.split("\n  - ")
    first, second, third, fourth, fifth, sixth = (row.split("\nevents")[0].strip() for row in rows)
    reviews = [fourth, second, third, first]
    more = "{date: 2046-01-01, what: A third, sources: [gazette]}"
    file.write_text(
        "\n  - ".join([head, *reviews]) + "\nevents:\n  - " + "\n  - ".join([more, sixth, fifth])
    )
    after = ids(run)
    assert {id: after.get(id) for id in before} == before
    assert len(after) == 7
