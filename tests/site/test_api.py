"""The API and the feeds, read by the programs that they are for."""

import csv
import io
import json
import sqlite3
from importlib.util import find_spec
from pathlib import Path

import icalendar
import pytest
from jsonschema_rs import Draft202012Validator

from conftest import THOROUGH

ON = ("--on", "2026-11-23", "-f", "json")
API = "api/v1"
SAME = {
    "states/UTP.json": ("show", "utopia"),
    "next/UTP.json": ("next", "utopia"),
    "timelines/UTP.json": ("timeline", "utopia"),
    "contacts/UTP.json": ("contacts", "utopia"),
    "deadlines/2026.json": ("deadlines", "--year", "2026"),
    "states.json": ("list", "states"),
    "sessions.json": ("list", "sessions"),
    "treaties/SONG.json": ("show", "song"),
}
SCHEMAS = {"states": "show", "treaties": "show", "offices": "show", "timelines": "timeline"}


@pytest.mark.parametrize("path", SAME)
def test_the_api_gives_what_the_command_gives(site, run, path):
    assert site[f"{API}/{path}"].decode() == run(*SAME[path], *ON).out


def test_every_answer_fits_the_schema_that_lies_beside_it(site):
    schemas = {
        path.rpartition("/")[2].removesuffix(".json"): Draft202012Validator(json.loads(data))
        for path, data in site.items()
        if path.startswith(f"{API}/schema/")
    }
    proved = set()
    for path, data in site.items():
        folder, _, _ = path.removeprefix(f"{API}/").partition("/")
        answer = json.loads(data) if path.startswith(API) and path.endswith(".json") else {}
        if "schema" in answer and "items" in answer:
            command = answer["schema"].split("/")[1]
            assert SCHEMAS.get(folder, command) == command, path
            assert list(schemas[command].iter_errors(answer)) == [], path
            proved.add(command)
    assert proved == set(schemas)


def test_openapi_fits_the_schema_of_openapi(site):
    """Its schema alone, from the library that the next test asks, whose import takes 0.4 s."""
    library = find_spec("openapi_spec_validator")
    if library is None:
        pytest.skip("needs openapi_spec_validator")
    schema = Path(library.origin).parent / "resources/schemas/v3.1/schema.json"
    validator = Draft202012Validator(json.loads(schema.read_text("utf-8")))
    described = json.loads(site[f"{API}/openapi.json"])
    assert described["openapi"].startswith("3.1.")
    assert list(validator.iter_errors(described)) == []


@pytest.mark.skipif(not THOROUGH, reason="reads each schema again, as the tests around it do")
def test_openapi_is_sound_with_all_that_it_refers_to(published):
    validator = pytest.importorskip("openapi_spec_validator")
    path = published / API / "openapi.json"
    validator.validate(json.loads(path.read_text("utf-8")), base_uri=path.as_uri())


def test_openapi_describes_every_path_and_no_other(site):
    described = json.loads(site[f"{API}/openapi.json"])
    paths = set()
    for path, operation in described["paths"].items():
        schema = operation["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert f"{API}/{schema['$ref']}" in site
        (parameter,) = operation["get"].get("parameters", [None])
        values = parameter["schema"]["enum"] if parameter else [""]
        name = f"{{{parameter['name']}}}" if parameter else ""
        paths |= {f"{API}{path.replace(name, value) if name else path}" for value in values}
    answers = {
        path
        for path, data in site.items()
        if path.startswith(API) and path.endswith(".json") and b'"schema": "fieldref/' in data[:40]
    }
    assert paths == answers


def test_frictionless_finds_no_fault_in_the_package(published):
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(published / API / "datapackage.json"))
    assert report.valid, report.flatten(["type", "title", "note"])
    assert len(report.tasks) >= 10


def test_sqlite_opens_the_file_and_finds_each_table_as_in_csv(site, published):
    base = sqlite3.connect(published / API / "fieldref.sqlite")
    tables = [name for (name,) in base.execute("SELECT name FROM sqlite_schema ORDER BY name")]
    assert {"states", "parties", "deadlines", "contacts"} < set(tables)
    for table in tables:
        text = site[f"{API}/tables/{table}.csv"].decode()
        head, *rows = csv.reader(io.StringIO(text))
        cursor = base.execute(f'SELECT * FROM "{table}"')
        assert [column[0] for column in cursor.description] == head
        assert [["" if cell is None else cell for cell in row] for row in cursor] == rows


def dates(site, name):
    calendar = icalendar.Calendar.from_ical(site[f"feeds/{name}.ics"])
    return {
        str(event["UID"]): str(event["CATEGORIES"].to_ical()) for event in calendar.walk("VEVENT")
    }


def test_each_calendar_has_its_own_dates_and_the_second_one_those_by_rule(site):
    world, about = dates(site, "world"), dates(site, "world-about")
    assert world
    assert set(world) < set(about)
    assert all("stated" in kinds for kinds in world.values())
    states = [path for path in site if len(path) == len("feeds/UTP.ics") and "feeds/" in path]
    of_states = [dates(site, path[6:-4]) for path in states]
    assert sum(map(len, of_states)) == len(world)
    assert set().union(*of_states) == set(world)


def test_a_card_for_each_contact_and_one_book_of_all(site):
    everyone = site["contacts/all.vcf"].decode()
    assert (
        everyone.count("BEGIN:VCARD") >= site["contacts/UTP.vcf"].decode().count("BEGIN:VCARD") > 0
    )
