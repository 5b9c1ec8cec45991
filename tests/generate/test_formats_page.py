"""docs/formats.md and the JSON Schemas: made from the code, and true of every command."""

import functools
import json
import re
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import get_args

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from conftest import THOROUGH
from fieldref.answer import meanings
from fieldref.cli.registry import ANSWERING
from fieldref.errors import Exit
from fieldref.generate import answer_schemas, formats_page, key_descriptions
from fieldref.generate.answer_kinds import ITEMS
from fieldref.render.formats import FORMATS
from fieldref.rules import entries
from questions import QUESTIONS

SCHEMAS = Path("src", "fieldref", "schemas")
PAGE = Path("docs", "formats.md")
HERE = Path(__file__).parents[2]
ON = ("--on", "2026-11-23")
MOST_ITEMS = 100
OWN = {
    "new",
    "edit",
    "import",
    "publish",
}  # they write: each is asked below, in a folder of its own


@pytest.fixture
def ask(run_bundled):
    return functools.partial(read_json, run_bundled)


def read_json(run, *question):
    ran = run(*question, *ON, "-f", "json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def strict(schema):
    """The schema, with no key but those that it names."""
    if isinstance(schema, dict):
        if "properties" in schema:
            schema["additionalProperties"] = False
        for part in schema.values():
            strict(part)
    elif isinstance(schema, list):
        for part in schema:
            strict(part)
    return schema


def faults(found, schema):
    errors = jsonschema_rs.Draft202012Validator(schema).iter_errors(found)
    return [f"{error.instance_path}: {error.message}" for error in errors]


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_a_command_gives_fits_its_schema_and_json_lines_are_its_items(name, ask, run_bundled):
    """It has no key more than its schema, either; of long answers a fair sample is held to it."""
    question = QUESTIONS[name]
    answer = ask(*question)
    items = answer["items"]
    ran = run_bundled(*question, *ON, "-f", "jsonl")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    first = 1 if name == "config" else 0  # it tells of the format, too
    assert lines[first:] == items[first:]
    sample = items if THOROUGH else items[:: len(items) // MOST_ITEMS + 1]
    schema = json.loads((HERE / SCHEMAS / f"{question[0]}.json").read_text(encoding="utf-8"))
    assert faults({**answer, "items": sample}, strict(schema)) == []


@pytest.mark.parametrize("state", ["france", "united states", "tuvalu", "south sudan", "eswatini"])
def test_every_state_fits_the_schema(state, ask):
    assert faults(ask("show", state), strict(answer_schemas.answer_schema("show"))) == []


@pytest.mark.process
def test_what_is_done_with_files_of_ones_own_fits_its_schema(run, tmp_path, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    mine, cards = tmp_path / "mine", tmp_path / "cards.vcf"
    mine.mkdir()
    run("contacts", "utopia", "-o", cards)
    for question in (
        ("new", "state", "utopia"),
        ("edit", "utopia"),
        ("import", cards, "--into", "utp-co"),
    ):
        whole = read_json(run, *question, "--data", mine)
        assert whole["items"]
        assert faults(whole, strict(answer_schemas.answer_schema(question[0]))) == []


def test_a_key_that_is_missing_or_of_another_type_does_not_fit(ask):
    whole = ask("deadlines", "cambodia", "--year", "2009")
    schema = answer_schemas.answer_schema("deadlines")
    for key, value in (("date", "14 November"), ("basis", "guessed"), ("session", "6")):
        spoilt = deepcopy(whole)
        spoilt["items"][0][key] = value
        assert len(faults(spoilt, schema)) == 1
        del spoilt["items"][0][key]
        assert len(faults(spoilt, schema)) == 1
    whole["items"][0]["new"] = "a key that comes later"
    assert faults(whole, schema) == []


@pytest.mark.parametrize("command", ITEMS)
def test_the_schema_that_is_shipped_is_the_one_that_the_types_make(command):
    made = answer_schemas.answer_schema(command)
    Draft202012Validator.check_schema(made)
    text = (HERE / SCHEMAS / f"{command}.json").read_text(encoding="utf-8")
    assert json.loads(text) == made, "python -m fieldref.generate"


def test_every_command_has_a_schema_and_a_question_here():
    assert set(ITEMS) == set(ANSWERING)
    assert {path.stem for path in (HERE / SCHEMAS).iterdir()} == set(ITEMS)
    assert {question[0] for question in QUESTIONS.values()} | OWN == set(ITEMS)


@pytest.mark.process
def test_the_module_writes_what_is_here_where_it_is_told(tmp_path):
    subprocess.run([sys.executable, "-m", "fieldref.generate", tmp_path], check=True)
    folders = (HERE / SCHEMAS, HERE / "data/schema")
    schemas = [path.relative_to(HERE) for folder in folders for path in folder.iterdir()]
    for path in (PAGE, Path("docs/fieldref.1"), *schemas):
        made, here = (tmp_path / path).read_bytes(), (HERE / path).read_bytes()
        assert made == here, f"{path} is old: python -m fieldref.generate"


def test_the_words_are_of_what_there_is_and_of_nothing_else():
    page = formats_page.formats_page()
    assert set(key_descriptions.KINDS) == set(get_args(entries.Kind))
    assert set(meanings.BASES) == set(get_args(entries.Basis))
    assert set(key_descriptions.EXITS) == set(Exit)
    told = re.findall(r"^\| `(\w+)` \|", page[page.index("## Keys") :], re.MULTILINE)
    records = re.findall(r"^\*\*(\w+)\.\*\*", page, re.MULTILINE)
    named = {key.split(".")[-1] for key in key_descriptions.KEYS}
    assert named == set(told)
    assert {key.split(".")[0] for key in key_descriptions.KEYS if "." in key} <= set(records)
    assert len(records) == len(set(records))


def test_each_deadline_has_an_id_a_status_and_a_kind_that_the_document_tells(ask):
    spans = (("1988", "1989"), ("2006", "2010"), ("2026", "2028"))
    answers = [
        ask("deadlines", "--from", first, "--to", last, "--projected") for first, last in spans
    ]
    items = [item for answer in answers for item in answer["items"]]
    ids = [
        re.sub("[A-Z]+", lambda part: PARTS[part[0]], pattern) for pattern in key_descriptions.IDS
    ]
    known = re.compile("|".join(ids))
    assert [one["id"] for one in items if not known.fullmatch(one["id"])] == []
    begins = tuple(meanings.STATUSES)
    assert {one["status"] for one in items if not one["status"].startswith(begins)} == set()
    assert {one["mechanism"] for one in items} == {"UPR", "treaty body", ""}


PARTS = {"STATE": "[a-z]{3}", "TREATY": "[a-z]+(-[a-z0-9]+)?", "CYCLE": "[0-9]", "N": "[0-9-]+"}


@pytest.mark.parametrize("command", ITEMS)
def test_the_help_names_the_formats_that_the_answers_fit(command, run_bundled):
    named = ANSWERING[command].formats
    shown = " ".join(run_bundled(command, "--help").out.split())
    assert f"{', '.join(named[:-1])} or {named[-1]}." in shown
    assert set(named) <= set(FORMATS)
    fit = set()
    for question in QUESTIONS.values():
        if question[0] == command:
            hint = run_bundled(*question, *ON, "-f", "pdf").err.split("Formats that fit: ")[1]
            fit |= set(hint.strip(".\n").split(", "))
    assert fit == set(named) or command in OWN
