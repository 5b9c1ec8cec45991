"""docs/formats.md and the JSON Schemas: made from the code, and true of every command."""

import json
import re
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import get_args

import jsonschema_rs
import pytest

from cases import of_each
from conftest import ON, THOROUGH
from fieldref.answer import meanings
from fieldref.cli.registry import ANSWERING
from fieldref.errors import Exit
from fieldref.generate import answer_schemas, formats_page, key_descriptions
from fieldref.generate.answer_kinds import ITEMS
from fieldref.render.formats import FORMATS, formats_for, render_answer
from fieldref.rules import entries
from questions import QUESTIONS

SCHEMAS = Path("src", "fieldref", "schemas")
PAGE = Path("docs", "formats.md")
HERE = Path(__file__).parents[2]
MOST_ITEMS = 100
OWN = {
    "new",
    "edit",
    "import",
    "publish",
}  # they write: each is asked below, in a folder of its own


@pytest.fixture(scope="module", params=[name for name in ITEMS if name not in OWN])
def command(request):
    """A command; all that is held of it is held at once, so that each question is asked once."""
    return request.param


@pytest.fixture
def given(command, give):
    """What the command gives to each question."""
    return [give(*question) for question in QUESTIONS.values() if question[0] == command]


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


def test_what_a_command_gives_fits_its_schema_and_json_lines_are_its_items(command, given):
    """It has no key more than its schema, either; of long answers a fair sample is held to it."""
    schema = strict(json.loads((HERE / SCHEMAS / f"{command}.json").read_text(encoding="utf-8")))
    for answer, text in given:
        whole = json.loads(text)
        items = whole["items"]
        lines = render_answer("jsonl", answer).splitlines()
        assert list(map(json.loads, lines)) == items
        sample = items if THOROUGH else items[:: len(items) // MOST_ITEMS + 1]
        assert faults({**whole, "items": sample}, schema) == []


def test_the_formats_of_a_command_are_those_that_its_answers_fit(command, given):
    fit = {name for answer, _ in given for name in formats_for(answer)}
    assert fit == set(ANSWERING[command].formats)


def test_the_help_names_the_formats(run):
    for name in ITEMS:
        formats = ANSWERING[name].formats
        shown = " ".join(run(name, "--help").out.split())
        assert f"{', '.join(formats[:-1])} or {formats[-1]}." in shown, name
        assert set(formats) <= set(FORMATS), name


@pytest.mark.parametrize("state", ["france", "united states", "tuvalu", "south sudan", "eswatini"])
def test_every_state_fits_the_schema(state, give):
    whole = json.loads(give("show", state).text)
    assert faults(whole, strict(answer_schemas.answer_schema("show"))) == []


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
        ran = run(*question, "--data", mine, *ON, "-f", "json")
        assert (ran.code, ran.err) == (0, "")
        whole = json.loads(ran.out)
        assert whole["items"]
        assert faults(whole, strict(answer_schemas.answer_schema(question[0]))) == []


def test_a_key_that_is_missing_or_of_another_type_does_not_fit(give):
    whole = json.loads(give("deadlines", "cambodia", "--year", "2009").text)
    schema = answer_schemas.answer_schema("deadlines")
    for key, value in (("date", "14 November"), ("basis", "guessed"), ("session", "6")):
        spoilt = deepcopy(whole)
        spoilt["items"][0][key] = value
        assert len(faults(spoilt, schema)) == 1
        del spoilt["items"][0][key]
        assert len(faults(spoilt, schema)) == 1
    whole["items"][0]["new"] = "a key that comes later"
    assert faults(whole, schema) == []


@of_each({name: name for name in ITEMS})
def test_the_schema_that_is_shipped_is_the_one_that_the_types_make(name):
    made = answer_schemas.answer_schema(name)
    jsonschema_rs.Draft202012Validator(made)  # which raises ValidationError where it is none
    text = (HERE / SCHEMAS / f"{name}.json").read_text(encoding="utf-8")
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


def test_each_deadline_has_an_id_a_status_and_a_kind_that_the_document_tells(give):
    spans = (("1988", "1989"), ("2006", "2010"), ("2026", "2028"))
    where = () if THOROUGH else ("--region", "asia")
    answers = [
        give("deadlines", "--from", first, "--to", last, "--projected", *where).answer
        for first, last in spans
    ]
    items = [item for answer in answers for item in answer.items]
    ids = [
        re.sub("[A-Z]+", lambda part: PARTS[part[0]], pattern) for pattern in key_descriptions.IDS
    ]
    known = re.compile("|".join(ids))
    assert [item.id for item in items if not known.fullmatch(item.id)] == []
    begins = tuple(meanings.STATUSES)
    assert {item.status for item in items if not item.status.startswith(begins)} == set()
    assert {item.mechanism for item in items} == {"UPR", "treaty body", ""}


PARTS = {"STATE": "[a-z]{3}", "TREATY": "[a-z]+(-[a-z0-9]+)?", "CYCLE": "[0-9]", "N": "[0-9-]+"}
