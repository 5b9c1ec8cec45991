"""The compiled data: fresh, stale, broken or out of reach, the answer is the same."""

import functools
import os
import shutil
import sqlite3
import stat
import time
from datetime import date
from functools import partial

import platformdirs
import pytest

from conftest import DATA, THOROUGH, WORLD
from fieldref import places
from fieldref.catalog import Catalog
from fieldref.cli.main import run
from fieldref.errors import FaultyData, NotFound
from fieldref.index import freshness, reader, tables, writer
from fieldref.index.reader import open_index
from fieldref.rules.agenda import agenda
from fieldref.rules.entries import AgendaWindow
from processes import ended, start


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(WORLD, tmp_path / "world")


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def names(folder, cache):
    return [state.state for state in Catalog(open_index((folder,), cache)).briefs]


ALL = ["Côte d’Azur", "Ruritania", "Sylvania", "Sylvania-Bissau", "Utopia", "Xanadu"]


def kept(cache):
    return sorted(cache.glob("*.sqlite"))


@pytest.fixture
def told():
    return []


def test_the_first_question_keeps_what_the_next_one_reads(copy, cache, monkeypatch):
    assert names(copy, cache) == ALL
    monkeypatch.setattr(writer, "Rows", None)  # it would fail if it were called
    assert names(copy, cache) == ALL


def test_the_cache_is_the_users_own(copy, cache):
    names(copy, cache)
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert len(kept(cache)) == 1
    assert list(cache.iterdir()) == kept(cache)  # nothing is left aside


def test_a_changed_profile_is_seen(copy, cache):
    names(copy, cache)
    path = copy / "states/xanadu.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Xanadu", "Zanadu"), encoding="utf-8")
    assert names(copy, cache)[-1] == "Zanadu"


def test_a_change_that_keeps_the_size_is_seen_by_its_time(copy, cache):
    names(copy, cache)
    path = copy / "states/xanadu.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Xanadu", "Yanadu"), encoding="utf-8")
    os.utime(path, ns=(time.time_ns() + 10**9,) * 2)
    assert names(copy, cache)[-1] == "Yanadu"


def test_an_added_profile_is_seen(copy, cache):
    names(copy, cache)
    text = "state: Erewhon\ncodes: {iso2: EW, iso3: EWN, m49: '907'}\nsources: [gazette]\n"
    (copy / "states/erewhon.yaml").write_text(text)
    assert "Erewhon" in names(copy, cache)


def test_a_removed_profile_is_gone(copy, cache):
    names(copy, cache)
    (copy / "states/xanadu.yaml").unlink()
    assert names(copy, cache) == ALL[:-1]


def test_a_profile_that_breaks_is_told_although_a_whole_index_is_there(copy, cache):
    names(copy, cache)
    (copy / "states/xanadu.yaml").write_text("state: [")
    with pytest.raises(FaultyData):
        names(copy, cache)


def test_many_edits_leave_one_index_behind(copy, cache):
    for n in range(3):
        os.utime(copy / "upr.yaml", ns=(n, n))
        names(copy, cache)
    assert len(kept(cache)) == 1


def test_of_other_folders_the_last_used_indexes_are_kept(tmp_path, cache, monkeypatch):
    rows = writer.Rows((WORLD,))
    monkeypatch.setattr(writer, "Rows", lambda _: rows)  # which folder they are of is no matter
    for n in range(10):
        names(tmp_path / f"world-{n}", cache)
    assert len(kept(cache)) == 8


def test_what_a_killed_process_left_aside_is_cleared(copy, cache):
    cache.mkdir()
    left, new = cache / ".fieldref-1-ab.tmp", cache / ".fieldref-2-ab.tmp"
    left.write_text("half an index")
    new.write_text("being written")
    os.utime(left, (0, 0))
    assert names(copy, cache) == ALL
    assert (left.exists(), new.exists()) == (False, True)


# --- in a large folder a question about a State looks at the folders and at its own files


@pytest.fixture
def large(copy, monkeypatch):
    monkeypatch.setattr(writer, "FEW", 0)
    return copy


def edit(path, old, new):
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    os.utime(path, ns=(time.time_ns() + 10**9,) * 2)


def ask_one(folder, cache, name="xanadu"):
    catalog = Catalog(open_index((folder,), cache))
    return catalog.state(catalog.find(name, "state").id).state


def test_of_many_files_only_a_states_own_is_looked_at(large, cache, monkeypatch):
    assert ask_one(large, cache) == "Xanadu"
    monkeypatch.setattr(reader.freshness, "all_stamps", None)  # it would fail if it were called
    assert ask_one(large, cache) == "Xanadu"


def office_name(folder, cache):
    (office,) = Catalog(open_index((folder,), cache)).offices_named(["roving-team"])
    return office.name


def test_of_many_files_only_an_offices_own_are_looked_at(large, cache, monkeypatch):
    assert office_name(large, cache) == "Roving Team"
    monkeypatch.setattr(reader.freshness, "all_stamps", None)  # it would fail if it were called
    assert office_name(large, cache) == "Roving Team"


def test_of_many_files_a_changed_office_is_seen_each_time(large, cache):
    assert office_name(large, cache) == "Roving Team"
    for before, after in (("Roving Team", "Resting Team"), ("Resting Team", "Moving Team")):
        edit(large / "offices/roving-team.yaml", before, after)
        assert office_name(large, cache) == after


@pytest.mark.parametrize("name", ["xanadu", "xan", "XAD"])
def test_of_many_files_a_changed_one_is_seen(large, cache, name):
    code = Catalog(open_index((large,), cache)).find("xanadu").id
    edit(large / "states/xanadu.yaml", "state: Xanadu", "state: Xanadia")
    assert ask_one(large, cache, code) == "Xanadia"
    assert ask_one(large, cache, "xanadia") == "Xanadia"


def test_of_many_files_a_new_name_in_a_changed_one_is_found(large, cache):
    ask_one(large, cache, "utopia")
    edit(large / "states/xanadu.yaml", "state: Xanadu", "state: Yanadu")
    assert ask_one(large, cache, "yanadu") == "Yanadu"


def test_of_many_files_an_old_name_is_no_longer_found(large, cache):
    ask_one(large, cache)
    text = (large / "states/xanadu.yaml").read_text(encoding="utf-8")
    edit(large / "states/xanadu.yaml", text[: text.index("\n")], "state: Yanadu")
    catalog = Catalog(open_index((large,), cache))
    assert catalog.state(catalog.find("yanadu").id).state == "Yanadu"


@pytest.mark.parametrize("change", ["add", "remove", "rename", "shared"])
def test_of_many_files_one_that_comes_goes_or_is_shared_is_seen(large, cache, change):
    ask_one(large, cache, "utopia")
    path = large / "states/xanadu.yaml"
    if change == "add":
        text = "state: Erewhon\ncodes: {iso2: EW, iso3: EWN, m49: '907'}\nsources: [gazette]\n"
        (large / "states/erewhon.yaml").write_text(text)
        assert ask_one(large, cache, "erewhon") == "Erewhon"
    elif change == "remove":
        path.unlink()
        with pytest.raises(NotFound):
            ask_one(large, cache)
    elif change == "rename":
        path.rename(path.with_name("zzz.yaml"))
        edit(path.with_name("zzz.yaml"), "state: Xanadu", "state: Xanadia")
        assert ask_one(large, cache, "xanadia") == "Xanadia"
    else:
        before = kept(cache)[0].stat().st_ino
        os.utime(large / "treaties.yaml", ns=(1, 1))
        ask_one(large, cache, "utopia")
        assert kept(cache)[0].stat().st_ino != before


def test_of_many_files_a_question_about_all_looks_at_all(large, cache):
    names(large, cache)
    edit(large / "states/xanadu.yaml", "state: Xanadu", "state: Zanadu")
    assert names(large, cache)[-1] == "Zanadu"


# --- what is due in a year, read from the parts that matter


@pytest.fixture(
    scope="module",
    params=[WORLD, pytest.param(DATA, marks=pytest.mark.bundled)],
    ids=["world", "data"],
)
def whole(request, cache_home):
    return Catalog(open_index((request.param,), cache_home / "fieldref"))


DAYS = ["1975-01-01", "1999-06-01", "2008-01-01", "2026-11-23"]
WINDOWS = [
    *((f"{year}-01-01", f"{year}-12-31") for year in (1972, 1990, 1999, 2005, 2009, 2026, 2031)),
    *((f"{year}-12-20", f"{year + 1}-01-09") for year in (1972, 1990, 2005, 2011, 2031)),
    ("1990-03-04", "2012-08-09"),
]
# With FIELDREF_THOROUGH=1 all States on each day in each window; else half the States on one day in
# half the windows, the rest on another in the others.
ON = pytest.mark.parametrize(
    ("on", "share"),
    [(day, slice(None)) for day in DAYS]
    if THOROUGH
    else [(DAYS[1], slice(0, None, 2)), (DAYS[3], slice(1, None, 2))],
)


def entries_due(catalog, on, first, last, states):
    window = AgendaWindow(date.fromisoformat(first), date.fromisoformat(last), on)
    return agenda(states, catalog.treaties, catalog.upr, window)


def read_parts_of(catalog, states, monkeypatch):
    """Makes the catalog read the parts of these States alone."""
    codes, read = {state.codes.iso3 for state in states}, catalog._index.parts_due

    def read_some(*years):
        return reader.DueRows(
            *([row for row in rows if row[0][0] in codes] for rows in read(*years))
        )

    monkeypatch.setattr(catalog._index, "parts_due", read_some)


@ON
def test_the_parts_of_a_year_give_what_all_records_give_dates_by_rhythm_counted_or_not(
    whole, on, share, monkeypatch
):
    on, states = date.fromisoformat(on), whole.briefs[share]
    read_parts_of(whole, states, monkeypatch)
    always = entries_due(whole, on, "1970-01-01", "2033-01-01", states)
    for window in WINDOWS[share]:
        first, last = map(date.fromisoformat, window)
        inside = [entry for entry in always if entry.date.meets(first, last)]
        assert entries_due(whole, on, *window, whole.states_due(first, last).states) == inside
        due = whole.states_due(first, last, on)
        entries = entries_due(whole, on, *window, due.states)
        assert parted(entries)[0] == parted(inside)[0]
        counted = [(code, str(when)) for code, when in due.rhythm if when.meets(first, last)]
        assert sorted(counted + parted(entries)[1]) == sorted(parted(inside)[1])


def parted(entries):
    """Gives the entries that are shown, and of those by rhythm the treaty and date."""
    rhythm = [(entry.treaty, str(entry.date)) for entry in entries if entry.basis == "rhythm"]
    return [entry for entry in entries if entry.basis != "rhythm"], rhythm


def test_most_dates_by_rhythm_are_counted_without_a_record(bundled):
    year = (date(2009, 1, 1), date(2009, 12, 31))
    due = bundled.states_due(*year, date(2026, 11, 23))
    entries = entries_due(bundled, date(2026, 11, 23), "2009-01-01", "2009-12-31", due.states)
    assert len(due.rhythm) > 10 * len(parted(entries)[1]) > 0
    assert bundled.states_due(*year).rhythm == ()


def test_beyond_the_years_worked_out_all_records_are_read(bundled):
    assert bundled.states_due(date(2100, 1, 1), date(2100, 12, 31)).states == bundled.briefs
    assert bundled.states_due(date(1900, 1, 1), date(2000, 12, 31)).states == bundled.briefs


# --- damage


@pytest.fixture
def compiled_once(monkeypatch):
    """Works out the rows of a folder once: what is damaged here is the index."""
    monkeypatch.setattr(writer, "Rows", functools.cache(writer.Rows))


def test_a_file_that_is_no_index_is_made_anew(copy, cache):
    names(copy, cache)
    (path,) = kept(cache)
    written_long_ago(path, b"not SQLite at all" * 1000)
    assert names(copy, cache) == ALL


def test_an_empty_file_that_may_be_being_written_is_made_anew_after_a_moment(
    copy, cache, monkeypatch
):
    assert 0 < freshness._MOST_WAIT < 1
    monkeypatch.setattr(freshness, "_MOST_WAIT", 0.1)
    names(copy, cache)
    (path,) = kept(cache)
    path.write_bytes(b"")
    begun = time.monotonic()
    assert names(copy, cache) == ALL
    assert 0.05 < time.monotonic() - begun < 5


@pytest.mark.parametrize("what", ["FORMAT", "__version__"])
def test_an_index_of_another_form_or_version_is_made_anew(copy, cache, monkeypatch, what):
    with monkeypatch.context() as other:
        other.setattr(freshness, what, "another")
        names(copy, cache)
    before = kept(cache)[0].read_bytes()
    assert names(copy, cache) == ALL
    assert kept(cache)[0].read_bytes() != before


def written_long_ago(path, data):
    """Put bytes there as another program would have, so long ago that it is done with them."""
    path.write_bytes(data)
    os.utime(path, ns=(1, 1))


def same_time(path, data):
    """Put damaged bytes there as a failing disk would: the file's times stay."""
    times = path.stat()
    path.write_bytes(data)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize("keeps_time", [False, True])
def test_an_index_with_a_damaged_page_gives_the_same_answer(
    copy, cache, told, keeps_time, compiled_once
):
    """Every page comes up, and each in both ways with FIELDREF_THOROUGH=1."""
    names(copy, cache)
    (path,) = kept(cache)
    sound, page = path.read_bytes(), 4096
    pages = range(0, len(sound), page)
    for at in pages if THOROUGH else pages[not keeps_time :: 2]:
        damaged = sound[:at] + b"\xff" * page + sound[at + page :]
        (same_time if keeps_time else written_long_ago)(path, damaged)
        catalog = Catalog(open_index((copy,), cache, told.append))
        assert [state.state for state in catalog.briefs] == ALL
        assert catalog.state("UTP").state == "Utopia"
        assert catalog.find("utopia").id == "UTP"
    assert told
    assert all(one.endswith("is damaged: the data are read again.") for one in told)


def test_an_index_damaged_byte_by_byte_gives_the_same_answer(copy, cache, compiled_once):
    names(copy, cache)
    (path,) = kept(cache)
    sound = path.read_bytes()
    for at in range(0, len(sound), len(sound) // (60 if THOROUGH else 15)):
        written_long_ago(path, sound[:at] + bytes([sound[at] ^ 0xFF]) + sound[at + 1 :])
        assert names(copy, cache) == ALL


def test_an_index_cut_short_gives_the_same_answer(copy, cache, compiled_once):
    names(copy, cache)
    (path,) = kept(cache)
    sound = path.read_bytes()
    for size in (1, 100, 4096, len(sound) // 2, len(sound) - 1):
        written_long_ago(path, sound[:size])
        assert names(copy, cache) == ALL


@pytest.mark.parametrize("below", [".", "below"])
def test_a_file_in_the_place_of_the_cache_is_no_failure(copy, tmp_path, told, below):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    reader = open_index((copy,), in_the_way / below, told.append)
    assert [state.state for state in Catalog(reader).briefs] == ALL
    (sentence,) = told
    assert sentence.startswith("The index can't be kept in ")


def test_a_disk_that_is_full_is_no_failure(copy, cache, monkeypatch, told):
    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(writer, "_write_aside", full)
    reader = open_index((copy,), cache, told.append)
    assert [state.state for state in Catalog(reader).briefs] == ALL
    assert told == [f"The index can't be kept in {cache}: database or disk is full."]
    assert list(cache.iterdir()) == []


def test_a_process_killed_while_it_writes_leaves_nothing_that_is_read(copy, cache, monkeypatch):
    def killed(self, connection):
        connection.executescript(tables._TABLES)
        connection.commit()
        raise KeyboardInterrupt

    with monkeypatch.context() as first:
        first.setattr(writer.Rows, "fill", killed)
        with pytest.raises(KeyboardInterrupt):
            names(copy, cache)
    assert kept(cache) == []
    assert names(copy, cache) == ALL


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_cache_that_may_not_be_written_is_no_failure(copy, cache):
    cache.mkdir(mode=0o500)
    assert names(copy, cache) == ALL


def test_without_a_cache_the_answer_is_the_same(copy):
    assert names(copy, None) == ALL


@pytest.mark.process
def test_eight_processes_at_once_give_one_answer(copy, cache):
    def ask():
        assert names(copy, cache) == ALL

    assert [ended(child) for child in [start(ask) for _ in range(8)]] == [0] * 8
    assert list(cache.iterdir()) == kept(cache)


# --- the index that comes with an installed package


@pytest.fixture
def package(copy, monkeypatch, tmp_path):
    """The world as the data of an installed package."""
    home = tmp_path / "site-packages/fieldref"
    copy = shutil.copytree(copy, home / "data")
    writer.write_bundled_index(copy / "index.sqlite", copy)
    monkeypatch.setattr(places, "_PACKAGE", home)
    return copy


def test_an_installed_package_needs_no_cache_and_no_yaml(package, cache, monkeypatch):
    for path in package.rglob("*.yaml"):
        os.utime(path, (1, 1))  # installers keep fixed times, or give the day's
    (package / "states/xanadu.yaml").write_text("state: [")
    monkeypatch.setattr(writer, "Rows", None)
    assert names(places.bundled_data(), cache) == ALL
    assert not cache.exists()


@pytest.mark.parametrize("damage", [b"", b"no index", None])
def test_where_the_packages_index_is_damaged_its_data_are_read(package, cache, told, damage):
    path = package / "index.sqlite"
    sound = path.read_bytes()
    amid = sound[:8192] + b"\xff" * 40960 + sound[49152:]
    written_long_ago(path, amid if damage is None else damage)
    catalog = Catalog(open_index((package,), cache, warn=told.append))
    assert [state.state for state in catalog.briefs] == ALL
    assert "is damaged: the data are read again." in told[0]


def test_another_versions_index_in_the_package_is_not_read(package, cache, monkeypatch):
    edit(package / "states/xanadu.yaml", "state: Xanadu", "state: Zanadu")
    monkeypatch.setattr(freshness, "__version__", "another")
    assert names(package, cache)[-1] == "Zanadu"


def test_a_folder_of_ones_own_lies_over_the_packages_data(package, cache, tmp_path):
    own = tmp_path / "own"
    (own / "states").mkdir(parents=True)
    text = "state: Erewhon\ncodes: {iso2: EW, iso3: EWN, m49: '907'}\nsources: [gazette]\n"
    (own / "states/erewhon.yaml").write_text(text)
    catalog = Catalog(open_index((package, own), cache))
    assert "Erewhon" in [state.state for state in catalog.briefs]


# --- where things are


def test_a_checkouts_own_data_stand_before_the_packages():
    assert (places.bundled_data() / "treaties.yaml").is_file()


def test_an_installed_package_has_its_data_inside(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "_PACKAGE", tmp_path / "site-packages/fieldref")
    assert places.bundled_data() == tmp_path / "site-packages/fieldref/data"


def test_the_cache_can_be_switched_off(monkeypatch):
    monkeypatch.setenv("FIELDREF_NO_CACHE", "1")
    assert places.cache_folder() is None


def test_the_cache_is_the_users(monkeypatch, tmp_path):
    monkeypatch.delenv("FIELDREF_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert tmp_path in places.cache_folder().parents


def test_who_has_no_place_for_a_cache_goes_without(monkeypatch):
    def homeless(*_, **__):
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("FIELDREF_NO_CACHE", raising=False)
    monkeypatch.setattr(platformdirs, "user_cache_path", homeless)
    monkeypatch.setattr(places.sys, "platform", "darwin")
    assert places.cache_folder() is None


@pytest.mark.process
@pytest.mark.parametrize("home", [None, "/nonexistent", ""])
def test_without_a_home_a_question_is_answered(tmp_path, home):
    environment = {"PATH": os.environ["PATH"], "COLUMNS": "80", "XDG_CACHE_HOME": "/proc/nowhere"}
    environment |= {} if home is None else {"HOME": home}

    def ask(*more):
        os.environ.clear()
        os.environ.update(environment)
        places.bundled_data = lambda: WORLD
        return run(["show", "utopia", "--section", "office", *more])

    outputs = [tmp_path / "plain", tmp_path / "verbose"]
    for output, more in zip(outputs, ([], ["--verbose"]), strict=True):
        assert ended(start(partial(ask, *more), output)) == 0
    plain, told = (output.read_text("utf-8") for output in outputs)
    assert plain.startswith("Utopia ")
    assert "fieldref: " not in plain
    (line,) = [line for line in told.splitlines() if line.startswith("fieldref: ")]
    assert line.startswith("fieldref: The index can't be kept in /proc/nowhere/fieldref: ")
    assert told.replace(f"{line}\n", "") == plain


@pytest.mark.parametrize(
    "name", [os.fsdecode(b"world\xff"), os.fsdecode(b"world/states/\xff.yaml")]
)
def test_a_path_that_is_no_utf8_is_a_fault_and_harms_no_index(copy, cache, tmp_path, name):
    folder = tmp_path / name.partition("/")[0]
    if "/" in name:
        (tmp_path / name).touch()
    else:
        copy.rename(folder)
    for _ in range(2):
        with pytest.raises(FaultyData) as told:
            open_index((folder,), cache)
        assert [fault.file for fault in told.value.faults] == [str(tmp_path / name)]
