"""An edited file is compiled alone, and the index is then what compiling everything gives."""

import copy
import itertools
import multiprocessing
import os
import random
import re
import shutil
import sqlite3
import time
from collections import Counter

import pytest
import yaml

from conftest import THOROUGH, WORLD
from fieldref.catalog import Catalog
from fieldref.errors import FaultyData
from fieldref.index import freshness, reader, updates, writer
from fieldref.index.reader import open_index

TABLES = ("shard", "name", "tail", "relation", "due", "file", "block", "passage", "mention")
# As fast as there are; without libyaml those of Python do the same.
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
NUMBERED = ("name", "tail", "relation", "passage")
NOTES = {
    "states/xanadu.yaml": "codes: {iso3: XAN}\nnotes: [Of our own.]\n"
    "events: [{date: 2031-02, what: Visit of ours, sources: [ours]}]\n",
    "offices/ours.yaml": "id: ours\nname: Our office\nkind: headquarters\nas_of: 2026\n"
    "covers: [XAN]\nsources: [ours]\n",
    "sources.yaml": "- {id: ours, title: What we know}\n",
}


def write(path, text):
    """Write to a file as an editor does, in place, with a time that differs."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(next(TIMES),) * 2)


TIMES = iter(range(time.time_ns() + 10**9, 2**62, 10**9))


def rows(connection):
    """All that an index holds, in no order, but for its own mtime."""
    every = {}
    for table in TABLES:
        number = "rowid, " if table in NUMBERED else ""
        every[table] = Counter(connection.execute(f"SELECT {number}* FROM {table}"))
    made = [row for row in every["shard"] if row[:2] == ("stamp", "made")]
    for row in made:
        del every["shard"][row]
    connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, folded, instance)")
    every["words"] = Counter(connection.execute("SELECT * FROM temp.words"))
    return every


def whole(folders):
    """What compiling everything gives: the rows, or the faults."""
    try:
        return rows(writer.index_in_memory(writer.Rows(folders)))
    except FaultyData as error:
        return error.faults


def kept(folders, cache):
    """What the index holds after a question over the folders, or the faults."""
    try:
        Catalog(open_index(folders, cache)).briefs  # noqa: B018  # it asks about every file
    except FaultyData as error:
        return error.faults
    (path,) = cache.glob("*.sqlite")
    connection = sqlite3.connect(path)
    try:
        return rows(connection)
    finally:
        connection.close()


@pytest.fixture
def alone(monkeypatch):
    """Says how many questions compiled everything."""
    counted = []
    compile_all = writer.Rows

    def count(folders):
        counted.append(folders)
        return compile_all(folders)

    monkeypatch.setattr(writer, "Rows", count)
    return counted


@pytest.fixture
def world(tmp_path):
    return shutil.copytree(WORLD, tmp_path / "world")


@pytest.fixture
def ours(tmp_path):
    folder = tmp_path / "ours"
    for name, text in NOTES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("many", [False, True])
def test_an_edit_of_a_profile_compiles_that_profile_alone(
    world, tmp_path, alone, monkeypatch, many
):
    monkeypatch.setattr(writer, "FEW", 0 if many else 1000)
    open_index((world,), tmp_path / "cache")
    path = world / "states/utopia.yaml"
    text = path.read_text("utf-8")
    assert "date: 2027-02-03, what: Jubilee" in text
    moved = text.replace("date: 2027-02-03, what: Jubilee", "date: 2045-02-03, what: Jubilee")
    write(path, moved.replace("Amaurot", "Amaurotum"))
    assert Catalog(open_index((world,), tmp_path / "cache")).find("amaurotum").id == "UTP"
    assert len(alone) == 1
    assert kept((world,), tmp_path / "cache") == whole((world,))


def test_an_edit_of_what_an_office_covers_compiles_that_office_alone(world, tmp_path, alone):
    open_index((world,), tmp_path / "cache")
    path = world / "offices/islands-ro.yaml"
    assert "covers: [UTP, SYB]" in path.read_text("utf-8")
    write(path, path.read_text("utf-8").replace("covers: [UTP, SYB]", "covers: [UTP]"))
    assert kept((world,), tmp_path / "cache") == whole((world,))
    assert len(alone) == 2  # at first, and for `whole`


def test_an_edit_by_renaming_as_many_editors_do_is_compiled_alone_too(world, tmp_path, alone):
    open_index((world,), tmp_path / "cache")
    path, new = world / "states/utopia.yaml", world / "states/.utopia.tmp"
    new.write_text(path.read_text("utf-8") + "# read again\n", encoding="utf-8")
    new.replace(path)
    os.utime(world / "states", ns=(next(TIMES),) * 2)
    open_index((world,), tmp_path / "cache")
    assert len(alone) == 1


def test_an_edit_of_a_file_of_ones_own_is_compiled_alone(world, ours, tmp_path, alone):
    open_index((world, ours), tmp_path / "cache")
    write(ours / "states/xanadu.yaml", "codes: {iso3: XAN}\nnotes: [Another of our own.]\n")
    state = Catalog(open_index((world, ours), tmp_path / "cache")).state("XAN")
    assert state.notes[-1] == "Another of our own."
    assert len(alone) == 1
    assert kept((world, ours), tmp_path / "cache") == whole((world, ours))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("states/utopia.yaml", "state: Utopia", "state: Eutopia"),  # others' passages name it
        ("sources.yaml", "- id: gazette", "- id: gazette "),  # any file may name it
        ("states/utopia.yaml", "iso3: UTP", "iso3: UTQ"),
    ],
)
def test_what_may_reach_further_is_compiled_with_everything(world, tmp_path, alone, name, old, new):
    open_index((world,), tmp_path / "cache")
    path = world / name
    assert old in path.read_text("utf-8")
    write(path, path.read_text("utf-8").replace(old, new, 1))
    assert kept((world,), tmp_path / "cache") == whole((world,))
    assert len(alone) == 3


def test_a_fault_in_an_edited_file_is_told_with_all_others(world, tmp_path):
    open_index((world,), tmp_path / "cache")
    for name in ("utopia", "xanadu"):
        path = world / f"states/{name}.yaml"
        write(path, path.read_text("utf-8") + "colour: red\n")
    with pytest.raises(FaultyData) as caught:
        open_index((world,), tmp_path / "cache")
    assert len(caught.value.faults) == 2


# --- of many files, those that a question is about


@pytest.fixture
def many(world, tmp_path, monkeypatch):
    monkeypatch.setattr(writer, "FEW", 0)
    open_index((world,), tmp_path / "cache")
    return world


def rename_town(world, name, before, after):
    """Write to a State's file as an editor does that puts another in its place."""
    path = world / f"states/{name}.yaml"
    assert before in path.read_text("utf-8")
    other = path.with_suffix(".new")
    write(other, path.read_text("utf-8").replace(before, after))
    other.replace(path)


def test_an_edit_of_a_state_asked_for_looks_at_its_files_alone(many, tmp_path, monkeypatch, alone):
    rename_town(many, "utopia", "Amaurot", "Amaurotum")
    monkeypatch.setattr(freshness, "all_stamps", None)  # it would fail if it were called
    state = Catalog(open_index((many,), tmp_path / "cache")).state("UTP")
    assert "Amaurotum" in repr(state)
    assert alone == []


def test_other_edits_are_seen_by_the_question_that_they_concern(many, tmp_path):
    rename_town(many, "utopia", "Amaurot", "Amaurotum")
    rename_town(many, "xanadu", "state: Xanadu", "state: Xanadu\nnotes: [New.]")
    Catalog(open_index((many,), tmp_path / "cache")).state("UTP")
    assert Catalog(open_index((many,), tmp_path / "cache")).state("XAN").notes == ("New.",)
    assert kept((many,), tmp_path / "cache") == whole((many,))


def test_a_question_about_all_sees_what_one_about_a_state_left(many, tmp_path):
    rename_town(many, "utopia", "Amaurot", "Amaurotum")
    rename_town(many, "xanadu", "state: Xanadu", "state: Xanadu\nnotes: [New.]")
    catalog = Catalog(open_index((many,), tmp_path / "cache"))
    catalog.state("UTP")
    assert {state.notes for state in catalog.whole_states} >= {("New.",)}
    assert kept((many,), tmp_path / "cache") == whole((many,))


@pytest.mark.parametrize("gone", [False, True])
def test_a_file_that_comes_or_goes_beside_an_edit_is_seen(many, tmp_path, gone):
    rename_town(many, "utopia", "Amaurot", "Amaurotum")
    if gone:
        (many / "states/xanadu.yaml").unlink()
    else:
        text = "state: Erewhon\ncodes: {iso2: EW, iso3: EWN, m49: '907'}\nsources: [gazette]\n"
        (many / "states/erewhon.yaml").write_text(text, encoding="utf-8")
    Catalog(open_index((many,), tmp_path / "cache")).state("UTP")
    assert kept((many,), tmp_path / "cache") == whole((many,))


# --- interrupted, and several at once


def ended(*_, **__):
    raise KeyboardInterrupt


@pytest.mark.parametrize("where", ["replace_block", "_replace_mentions", "utime", "fsync"])
def test_a_process_that_ends_while_it_updates_leaves_nothing_that_is_read(
    world, tmp_path, monkeypatch, where
):
    monkeypatch.setattr(writer, "FEW", 0)
    monkeypatch.setattr(freshness, "_MOST_WAIT", 0.05)
    open_index((world,), tmp_path / "cache")
    path = world / "states/utopia.yaml"
    write(path, path.read_text("utf-8").replace("Amaurot", "Amaurotum"))
    with monkeypatch.context() as first:
        first.setattr(updates.os if where in ("utime", "fsync") else updates, where, ended)
        with pytest.raises(KeyboardInterrupt):
            Catalog(open_index((world,), tmp_path / "cache")).briefs  # noqa: B018
    assert Catalog(open_index((world,), tmp_path / "cache")).find("amaurotum").id == "UTP"
    assert kept((world,), tmp_path / "cache") == whole((world,))


def test_a_reader_of_a_locked_index_waits_a_moment_and_compiles_for_itself(
    world, tmp_path, alone, monkeypatch
):
    for module, wait in ((reader, "_LOCK_SECONDS"), (updates, "_WAIT")):
        assert 0 < getattr(module, wait) < 1
        monkeypatch.setattr(module, wait, 0.1)
    open_index((world,), tmp_path / "cache")
    path = world / "states/utopia.yaml"
    write(path, path.read_text("utf-8").replace("Amaurot", "Amaurotum"))
    (index,) = (tmp_path / "cache").glob("*.sqlite")
    other = sqlite3.connect(index)
    other.execute("BEGIN IMMEDIATE")
    begun = time.monotonic()
    assert Catalog(open_index((world,), tmp_path / "cache")).find("amaurotum").id == "UTP"
    assert 0.05 < time.monotonic() - begun < 5
    assert len(alone) == 2
    other.close()


def ask(folder, cache, queue):
    queue.put(Catalog(open_index((folder,), cache)).find("amaurotum").id)


@pytest.mark.process
def test_eight_processes_after_an_edit_give_one_answer(world, tmp_path):
    open_index((world,), tmp_path / "cache")
    path = world / "states/utopia.yaml"
    write(path, path.read_text("utf-8").replace("Amaurot", "Amaurotum"))
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    every = [context.Process(target=ask, args=(world, tmp_path / "cache", queue))
             for _ in range(8)]  # fmt: skip
    for process in every:
        process.start()
    answers = [queue.get(timeout=60) for _ in every]
    for process in every:
        process.join()
    assert answers == ["UTP"] * 8
    assert kept((world,), tmp_path / "cache") == whole((world,))


# --- any edit

EDITS = ("drop", "double", "year", "word", "foreign")


def mutated(text, others, edit, choice):
    """The file with something in it changed, taken away, doubled, or put in from another file."""
    data = yaml.load(text, Loader)
    holder = choice.choice([rows for rows in data.values() if isinstance(rows, list) and rows])
    key = choice.randrange(len(holder))
    if edit == "drop":
        del holder[key]
    elif edit == "double":
        holder.append(copy.deepcopy(holder[key]))
    elif edit == "foreign":
        other = yaml.load(choice.choice(others), Loader)
        name = choice.choice([name for name in other if name not in ("codes", "id", "state")])
        data[name] = other[name]
    else:
        old, new = (r"(20\d)\d", r"\g<1>7") if edit == "year" else (r"\b(of|the|and|for)\b", "on")
        dumped = yaml.dump(holder[key], Dumper=Dumper, allow_unicode=True)
        holder[key] = yaml.load(re.sub(old, new, dumped, count=1), Loader)
    return yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False)


@pytest.mark.parametrize(
    ("with_ours", "many"),
    list(itertools.product([False, True], repeat=2))
    if THOROUGH
    else [(False, True), (True, False)],
)
def test_after_any_edits_the_index_is_what_compiling_everything_gives(
    world, ours, tmp_path, monkeypatch, alone, with_ours, many
):
    """Each kind of edit twice, and with FIELDREF_THOROUGH=1 thirty times."""
    monkeypatch.setattr(writer, "FEW", 0 if many else 1000)
    folders, cache = (world, ours) if with_ours else (world,), tmp_path / "cache"
    files = [path for folder in folders for name in ("states", "offices")
             for path in sorted((folder / name).glob("*.yaml"))]  # fmt: skip
    last = [path for path in files if folders[-1] in path.parents]
    before = {path: (path.read_text("utf-8"), path.stat().st_mtime_ns) for path in files}
    choice, sound = random.Random(f"{with_ours} {many}"), whole(folders)
    open_index(folders, cache)
    compiled_alone = 0
    for edit in EDITS * (30 if THOROUGH else 2):
        edited = choice.sample(files if edit == "foreign" else last, choice.choice((1, 1, 2)))
        for path in edited:
            alike = [text for other, (text, _) in before.items() if other.parent == path.parent]
            write(path, mutated(path.read_text("utf-8"), alike, edit, choice))
        compiled = len(alone)
        result = kept(folders, cache)
        if THOROUGH or len(alone) == compiled:  # else all was compiled just now
            compiled_alone += len(alone) == compiled
            assert result == whole(folders), (edit, edited)
        if isinstance(result, tuple) or edit in ("drop", "foreign"):  # mend it, as people do
            for path, (text, when) in before.items():
                path.write_text(text, encoding="utf-8")
                os.utime(path, ns=(when, when))
            assert kept(folders, cache) == sound, (edit, edited)
    assert compiled_alone >= 5
