"""data/schema/*.json: made from the model, true of every file, and as strict as the loader."""

import functools
import json
import re

import jsonschema_rs
import pytest
import yaml
from jsonschema import Draft202012Validator

from cases import of_each
from conftest import DATA, THOROUGH, WORLD
from fieldref.generate import data_schemas
from fieldref.loading import dataset, decode, file_kinds, yamlfile

KINDS = {kind.schema: kind for kind in (*file_kinds.FOLDERS, *file_kinds.SHARED)}


class Core(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
    """YAML as editors read it, by the core schema of 1.2: NO is text, 404 a number."""


Core.add_implicit_resolver("bool", re.compile("^(?:true|false)$"), list("tf"))
Core.add_implicit_resolver("int", re.compile("^[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver("float", re.compile(r"^[-+]?[0-9]+\.[0-9]*$"), list("-+0123456789"))
Core.add_constructor("bool", lambda loader, node: node.value == "true")
Core.add_constructor("int", lambda loader, node: int(node.value))
Core.add_constructor("float", lambda loader, node: float(node.value))


def as_editors_read(text):
    return yaml.load(text, Loader=Core)


def kind_of(path):
    place = path.parent.name if path.parent.name in ("states", "offices") else path.name
    return next(kind for kind in KINDS.values() if kind.place == place)


@functools.cache
def validator(kind):
    return jsonschema_rs.Draft202012Validator(data_schemas.data_schema(kind))


@of_each({name: name for name in KINDS})
def test_the_schema_on_disk_is_the_one_that_the_model_makes(name):
    written = json.loads((DATA / "schema" / f"{name}.json").read_text(encoding="utf-8"))
    assert written == data_schemas.data_schema(KINDS[name]), "python -m fieldref.generate"


@of_each({name: name for name in KINDS})
def test_the_schema_is_one(name):
    jsonschema_rs.Draft202012Validator(data_schemas.data_schema(KINDS[name]))  # raises otherwise


def test_there_is_a_schema_of_each_kind_and_no_other():
    own = {f"own-{kind.schema}" for kind in file_kinds.FOLDERS}
    assert {path.stem for path in (DATA / "schema").iterdir()} == set(KINDS) | own


@pytest.mark.parametrize("kind", file_kinds.FOLDERS, ids=lambda kind: kind.schema)
def test_ones_own_file_of_what_is_known_needs_its_id_alone(kind):
    written = (DATA / "schema" / f"own-{kind.schema}.json").read_text(encoding="utf-8")
    assert json.loads(written) == data_schemas.user_data_schema(kind), "python -m fieldref.generate"
    own = Draft202012Validator(data_schemas.user_data_schema(kind))
    brief = {"state": "codes: {iso3: UTP}\n", "office": "id: islands-ro\ncity: Far\n"}
    assert own.is_valid(as_editors_read(brief[kind.schema]))
    assert not own.is_valid(as_editors_read("notes: [x]\n"))
    assert not by_schema(kind.schema, brief[kind.schema])


@pytest.mark.parametrize(
    "folder", [pytest.param(DATA, marks=pytest.mark.bundled), WORLD], ids=lambda folder: folder.name
)
def test_every_file_of_data_fits_its_schema(folder):
    """By default a third of the States' files is held to it, with all others."""
    files = list(dataset.list_files(folder))
    states = [path for path in files if path.parent.name == "states"]
    left_out = set() if THOROUGH or folder == WORLD else {*states} - {*states[::3]}
    faults = [
        f"{path}: {error.instance_path}: {error.message}"
        for path in files
        if path not in left_out
        for error in validator(kind_of(path)).iter_errors(as_editors_read(path.read_text("utf-8")))
    ]
    assert faults == []


STATE = 'state: Utopia\ncodes: {iso2: NO, iso3: UTP, m49: "901"}\nsources: [almanac]\n'
PRESENCE = "id: a\nkind: headquarters\nname: A\nas_of: 2008-2009\nsources: [almanac]\n"
FAULTY = {
    "an unknown key": ("state", STATE + "colour: green\n"),
    "a missing key": ("state", STATE.replace("state: Utopia\n", "")),
    "an unknown key deep inside": ("state", STATE + "treaties: [{treaty: CAT, colour: green}]\n"),
    "a date that is none": ("state", STATE + "un_member_since: about 1955\n"),
    "a month that is none": ("state", STATE + "un_member_since: 1955-13\n"),
    "a year out of reach": ("state", STATE + "un_member_since: 1066\n"),
    "a choice that is none": ("state", STATE + "region: Atlantis\n"),
    "a text for a list": ("state", STATE + "treaties: CAT\n"),
    "a list for a text": ("state", STATE.replace("Utopia", "[Utopia]")),
    "a mapping for a text": ("state", STATE.replace("Utopia", "{a: b}")),
    "a text of nothing": ("state", STATE.replace("Utopia", '" "')),
    "a key with nothing": ("state", STATE + "region:\n"),
    "a name that is a list": ("state", STATE + "names: {fr: [Utopie]}\n"),
    "yes for true": ("state", STATE + "reviews: [{mechanism: UPR, cycle: 1, inferred: yes}]\n"),
    "a word for a number": ("state", STATE + "reviews: [{mechanism: UPR, cycle: first}]\n"),
    "a telephone number without its country": (
        "office",
        PRESENCE
        + "contacts: [{id: b, name: B, as_of: 2008, sources: [c], phones: [{number: 99}]}]\n",
    ),
    "a mapping for a list of records": ("sources", "id: a\ntitle: A\n"),
}
SOUND = {
    "a short statement": ("state", STATE + "programmes: [{period: 2008, title: A, sources: [b], "
                          "context: [Plain., {text: Dated., date: 2008}]}]\n"),
    "names as a mapping": ("state", STATE + "names: {fr: Utopie}\n"),
    "names as a list": ("state", STATE + "names: [{language: fr, name: Utopie}]\n"),
    "a number for a text": ("state", STATE.replace("Utopia", "1984")),
    "a year, a month and a day": (
        "state",
        STATE + "events: [{date: 2009, what: a, sources: [b]}, {date: 2009-11, what: a, "
        "sources: [b]}, {date: 2009-11-14, what: a, sources: [b]}]\n",
    ),
    "an office": ("office", PRESENCE),
}  # fmt: skip


def by_schema(name, text):
    return validator(KINDS[name]).is_valid(as_editors_read(text))


def by_loader(name, text):
    reading = decode.decode(
        KINDS[name].record, yamlfile.parse_yaml(text, "x.yaml"), "x.yaml", decode.KnownIds()
    )
    return not reading.faults


@of_each(FAULTY)
def test_what_the_loader_refuses_the_schema_refuses(name, text):
    assert (by_loader(name, text), by_schema(name, text)) == (False, False)


@of_each(SOUND)
def test_what_the_loader_takes_the_schema_takes(name, text):
    assert (by_loader(name, text), by_schema(name, text)) == (True, True)
