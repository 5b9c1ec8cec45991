"""data/README.md knows every key of every record, and its worked example works as it stands."""

import functools
import re
import shutil
from datetime import date
from types import UnionType
from typing import Any, Literal, NamedTuple, NewType, get_args, get_origin, get_type_hints

import pytest

from conftest import DATA, THOROUGH, copy_few
from fieldref.catalog import Catalog
from fieldref.checks import registry
from fieldref.dates import PartialDate, Period
from fieldref.index.reader import open_index
from fieldref.loading import dataset, decode, file_kinds, yamlfile
from fieldref.model.common import CommitteeCode, Number, SourceRef, StateCode, Symbol, TreatyCode
from fieldref.model.states import LocalName
from fieldref.pages import show
from fieldref.pages.common import QueryContext
from fieldref.pages.deadlines import DeadlineQuery, deadlines_page

README = (DATA / "README.md").read_text(encoding="utf-8") if (DATA / "README.md").exists() else ""
WORDS = {
    str: "text",
    int: "number",
    bool: "true",
    PartialDate: "date",
    Period: "as-of",
    SourceRef: "source",
    StateCode: "State (ISO3)",
    TreatyCode: "treaty",
    CommitteeCode: "committee",
    Number: "telephone number",
    Symbol: "document symbol",
}


class Row(NamedTuple):
    """A line of the dictionary: what is said of a key."""

    key: str
    value: str
    meaning: str
    example: str


@functools.cache
def classes() -> dict[str, Any]:
    """Every record that a file can hold, by the name of its class."""
    found: dict[str, Any] = {}
    kinds = [kind.record for kind in (*file_kinds.FOLDERS, *file_kinds.SHARED)]
    while kinds:
        kind = kinds.pop(0)
        if hasattr(kind, "_fields") and kind not in WORDS and kind.__name__ not in found:
            found[kind.__name__] = kind
            kinds += get_type_hints(kind).values()
        kinds += get_args(kind) if not isinstance(kind, NewType) else ()
    return found


def value_words(kind: Any, key: str) -> str:
    """What the dictionary says of the type of a key."""
    needed = "" if key in kind._field_defaults else ", *needed*"
    return _words(get_type_hints(kind)[key]) + needed


def _words(hint: Any) -> str:
    if get_origin(hint) is UnionType or type(None) in get_args(hint):
        return _words(get_args(hint)[0])
    if get_origin(hint) is Literal:
        return " or ".join(f"`{choice}`" for choice in get_args(hint))
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return "by language" if inner is LocalName else f"list of {_words(inner)}"
    return WORDS.get(hint) or f"`{hint.__name__}`"


@functools.cache
def rows_of(name: str) -> list[Row]:
    """The lines of the dictionary under the heading that names the record."""
    (part,) = re.findall(rf"^#### [^\n]*\(`{name}`\)\n(.*?)(?=^#|\Z)", README, re.M | re.S)
    lines = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*) \| (.*?) ?\|$", part, re.MULTILINE)
    return [Row(*line) for line in lines]


def test_the_dictionary_has_each_key_with_its_type_in_the_records_order():
    listed = {name: [(row.key, row.value) for row in rows_of(name)] for name in classes()}
    assert listed == {
        name: [(key, value_words(kind, key)) for key in kind._fields]
        for name, kind in classes().items()
    }


def test_each_key_has_a_meaning_and_an_example_that_could_stand_in_a_file():
    wrong = []
    for name, kind in classes().items():
        hints = get_type_hints(kind)
        for row in rows_of(name):
            wrong += [(name, row)] if not row.meaning.endswith((".", ".)")) else []
            if row.example:
                node = yamlfile.parse_yaml(row.example.strip("`"), "README.md")
                decoded = decode.decode(hints[row.key], node, "README.md", decode.KnownIds())
                wrong += [(name, row.key, fault) for fault in decoded.faults]
    assert wrong == []


def test_only_a_key_that_holds_records_is_without_an_example():
    records = [f"`{name}`" for name in classes()]
    rows = [row for name in classes() for row in rows_of(name) if not row.example]
    assert [row for row in rows if not any(name in row.value for name in records)] == []


def test_the_dictionary_has_no_record_that_there_is_not():
    named = re.findall(r"^#### .*\(`(\w+)`\)$", README, re.MULTILINE)
    assert sorted(named) == sorted(classes())


def test_the_list_of_files_has_every_file_of_the_folder():
    listed = set(re.findall(r"^\| `([^`]+)` \| ", README.split("## Three rules")[0], re.MULTILINE))
    kinds = {kind.place for kind in file_kinds.SHARED}
    assert listed == kinds | {"states/*.yaml", "offices/*.yaml", "schema/*.json"}


# --- the worked example


BLOCKS = re.findall(r"^```yaml\n# (\S+), (.*?)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def put_all(folder):
    for name, where, block in BLOCKS:
        put(folder / name, where, block)
    return folder


def put(path, where, block):
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert where in ("new", "at the end") or where.startswith("under ")
    assert bool(text) == (where != "new")
    if where.startswith("under "):
        key = f"\n{where.removeprefix('under ')}:\n"
        assert text.count(key) == 1
        text = text.replace(key, key + block)
    else:
        text = f"{text}\n{block}" if text else block
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def kenya(tmp_path_factory):
    """The data of the one State that the blocks add to: before, and with them."""
    folder = tmp_path_factory.mktemp("readme")
    before = copy_few(folder / "before", "kenya")
    return before, put_all(shutil.copytree(before, folder / "data"))


@pytest.fixture(scope="module")
def asked(kenya):
    return QueryContext(Catalog(open_index((kenya[1],), None)), date(2026, 1, 1))


def test_the_readme_has_an_example_of_each_kind():
    assert [(name, where) for name, where, _ in BLOCKS] == [
        ("sources.yaml", "at the end"),
        ("states/kenya.yaml", "under reviews"),
        ("states/utopia.yaml", "new"),
        ("treaties.yaml", "at the end"),
    ]


def faults_of(folder):
    """The faults of a folder without their lines, which what stands above moves."""
    faults = registry.find_faults(dataset.load_folder(folder))
    return {(fault.file, fault.path, fault.says) for fault in faults}


@pytest.mark.bundled
def test_the_examples_bring_no_fault(kenya):
    before, after = map(faults_of, kenya)
    assert before  # of one State alone: most that others name are not there
    assert after - before == set()


@pytest.mark.bundled
@pytest.mark.skipif(not THOROUGH, reason="one State's data show the same")
def test_with_the_examples_all_the_data_are_still_sound(tmp_path):
    assert faults_of(put_all(shutil.copytree(DATA, tmp_path / "data"))) == set()


@pytest.mark.bundled
def test_the_new_source_is_one_of_the_sources(asked):
    assert "example-press-2022" in [source.id for source in asked.catalog.sources()]


@pytest.mark.bundled
def test_the_new_date_is_in_deadlines_with_its_source(asked):
    query = DeadlineQuery(
        date(2026, 1, 1), date(2026, 12, 31), ("KEN",), treaty="CAT", kinds=("report",)
    )
    (item,) = deadlines_page(asked, query).items
    assert (item.date, item.basis, item.report) == ("2026-05-13", "stated", 4)
    assert "example-press-2022" in item.sources


@pytest.mark.bundled
def test_the_new_date_ends_the_rhythm_for_good(asked):
    query = DeadlineQuery(
        date(2022, 5, 4), date(2050, 12, 31), ("KEN",), treaty="CAT", bases=("rhythm",)
    )
    assert deadlines_page(asked, query).items == ()


@pytest.mark.bundled
def test_the_new_date_is_on_the_states_page(asked):
    answer = show.show_page(asked, asked.catalog.find("kenya"))
    assert "example-press-2022" in [source.id for source in answer.sources]
    assert "2026-05-13" in [item.date for item in answer.items[0].deadlines]


@pytest.mark.bundled
def test_the_new_state_is_found_and_bound(asked):
    answer = show.show_page(asked, asked.catalog.find("nowhere"))
    cedaw = next(row for row in answer.items[0].treaties if row.treaty == "CEDAW")
    assert (cedaw.bound, cedaw.in_force) == ("2020-10-15", "2020-11-14")


@pytest.mark.bundled
def test_the_new_treaty_is_found(asked):
    assert asked.catalog.find("right to fly", "treaty").id == "FLIGHT"
