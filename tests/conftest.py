"""The invented world of tests/world as a catalog, and the command line run over it in-process."""

import functools
import gc
import os
import platform
import re
import shutil
import signal
import subprocess
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from checks_cases import SOUND
from fieldref import files, places
from fieldref.answer import Answer
from fieldref.catalog import Catalog
from fieldref.checks import files as checked_files
from fieldref.cli.main import run as run_cli
from fieldref.index import compilation, rows, tables, writer
from fieldref.index.freshness import name_of_folders
from fieldref.index.reader import open_index
from fieldref.loading import dataset, decode, yamlfile
from fieldref.render import formats
from fieldref.render.formats import write_answer

WORLD = Path(__file__).parent / "world"
DATA = Path(__file__).parents[1] / "data"
ON = ("--on", "2026-11-23")  # the day of the bundled data

# Whole products of cases instead of a fair sample of them, and more examples of each property: CI
# asks for these in a step of its own.
THOROUGH = os.environ.get("FIELDREF_THOROUGH", "") not in ("", "0")


# What the tests hold is little, and made of records without circles: to look it through for
# garbage at Python's own pace takes a fifth of their time.
gc.set_threshold(50_000)

# Two busy cores make deadlines lie; the same examples each time make a failure one's own.
settings.register_profile(
    "here",
    deadline=None,
    derandomize=True,
    max_examples=200 if THOROUGH else 30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("here")


platform.platform()  # which asks a process the first time, and remembers its answer
os.fsync = lambda _: None  # what a test writes has to outlive the process, not the power

STARTS = [(os, name) for name in ("system", "fork", "forkpty", "posix_spawn")]
STARTS += [(subprocess.Popen, "__init__")]
# Fixtures whose tests start a process, so that these bear the mark without saying so.
FOR_PROCESSES = {"editor", "process_environment", "read_alone", "tiny"}


def pytest_collection_modifyitems(items):
    for item in items:
        names = set(item.fixturenames)
        if FOR_PROCESSES & names:
            item.add_marker(pytest.mark.process)
        if "bundled" in names or ("run_bundled" in names and "run" not in names):
            item.add_marker(pytest.mark.bundled)


class _Guard:
    """Fails a test that starts a process without its mark: --quick would run it, and wait.

    It stands before what starts one, since an audit hook would be called for all that Python does.
    """

    item = None

    def stand_before(self, owner, name):
        start = getattr(owner, name)

        @functools.wraps(start)
        def start_if_marked(*words, **options):
            if self.item and not self.item.get_closest_marker("process"):
                pytest.fail(f"{name} of {owner.__name__} without @pytest.mark.process")
            return start(*words, **options)

        setattr(owner, name, start_if_marked)


_guard = _Guard()
for owner, name in STARTS:
    _guard.stand_before(owner, name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    _guard.item = item
    try:
        return (yield)
    finally:
        _guard.item = None


def pytest_collection_finish():
    gc.freeze()  # the tests themselves and what they import are no garbage, either


class Ran(NamedTuple):
    """What a command gave back: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="Write tests/golden anew; read the diff."
    )


def pytest_configure(config):
    if config.getoption("--update-golden") and os.environ.get("CI", "") not in ("", "0", "false"):
        raise pytest.UsageError("--update-golden is for a person who reads the diff, not for CI.")


@pytest.fixture(scope="session")
def cache_home(tmp_path_factory):
    """A cache that the tests of all workers share, so that the data are compiled once."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    return shared / "cache-home"


def _read_small_files_once():
    """Makes a file of the same text, small as the world's, parsed and decoded once a session.

    Most tests that lay a file over the world, or change one of it, read all its others again. So
    do those that copy the data of a few States with all that stands beside them.
    """
    parse, decode_node = yamlfile.parse_yaml, decode.decode
    parse_once = functools.lru_cache(MOST)(parse)
    decoded = {}

    def parse_small_once(text, name):
        return (parse_once if len(text) < SMALL or name in AT_TOP else parse)(text, name)

    def decode_once(kind, node, name, known):
        key = kind, id(node), name
        before = decoded.get(key)
        if before and before[0] is node and before[1] == known:
            return before[2]
        record = decode_node(kind, node, name, known)
        if len(decoded) > MOST:
            decoded.clear()
        decoded[key] = node, known, record
        return record

    yamlfile.parse_yaml, decode.decode = parse_small_once, decode_once


def _make_blocks_once():
    """Makes the index's rows of a State once a session, for the same record and the same rules.

    So are the words of a passage that a search can find.
    """
    make, made = rows.state_block, {}

    def make_once(first, state, owner, rules):
        upr = rules.upr and (rules.upr.upr, rules.upr.documents.keys())
        before = made.get((id(state), first, owner))
        if before and before[0] is state and before[1] == (rules.treaties, upr):
            return before[2]
        if len(made) > MOST:
            made.clear()
        block = make(first, state, owner, rules)
        made[id(state), first, owner] = state, (rules.treaties, upr), block
        return block

    rows.state_block = make_once
    tables.fold_passage = functools.lru_cache(MOST)(tables.fold_passage)


AT_TOP = {path.name for path in DATA.glob("*.yaml")}
MOST = 1000  # files that are kept
SMALL = 20_000  # characters; larger are made by tests that measure how long reading them takes
_read_small_files_once()
_make_blocks_once()


@pytest.fixture(scope="session")
def world():
    """The catalog over the invented world, compiled in memory."""
    return Catalog(open_index((WORLD,), None))


@pytest.fixture(scope="session")
def utopia(world):
    return world.state("UTP")


@pytest.fixture(scope="session")
def load_once():
    """Loads a folder as `load_folder` does, the world and this checkout's data once a session."""
    remembered = functools.cache(dataset.load_folder)
    remembered(WORLD)  # before a test makes calls on paths fail

    def load(folder, *words, **options):
        same = folder in (DATA, WORLD) and not words
        return (remembered if same else dataset.load_folder)(folder, *words, **options)

    return load


NEVER_OLD = 2**32 * 10**9  # nanoseconds: in the year 2106


@pytest.fixture(scope="session")
def bundled(cache_home):
    """The catalog over the data of this checkout, compiled by the first worker that asks."""
    with files.hold_folder(cache_home):
        catalog = Catalog(open_index((DATA,), cache_home / "fieldref"))
        # Processes throw away all but the indexes used last, and to make this anew takes seconds.
        index = cache_home / f"fieldref/{name_of_folders((DATA,))}.sqlite"
        os.utime(index, ns=(NEVER_OLD, index.stat().st_mtime_ns))
    return catalog


def copy_few(folder, *states):
    """The bundled data with these of their States: quick to compile, but not sound as a whole.

    Of the sources, most of what is read by far, only those whose ids the other files hold.
    """
    left_out = shutil.ignore_patterns("states", "schema", "sources.yaml", "README.md")
    shutil.copytree(DATA, folder, ignore=left_out)
    (folder / "states").mkdir()
    for state in states:
        shutil.copy(DATA / "states" / f"{state}.yaml", folder / "states")
    text = "".join(path.read_text("utf-8") for path in folder.rglob("*.yaml"))
    words = set(re.split(r"[\s,\[\]{}\"']+", text))
    head, *rows = re.split(r"^(?=- id: )", (DATA / "sources.yaml").read_text("utf-8"), flags=re.M)
    cited = (row for row in rows if row[6 : row.index("\n")].strip("\"'") in words)
    (folder / "sources.yaml").write_text(head + "".join(cited), "utf-8")
    return folder


@pytest.fixture
def run(run_bundled, monkeypatch):
    """Runs the command line over the invented world: run("show", "utopia", columns=80)."""
    monkeypatch.setattr(places, "bundled_data", lambda: WORLD)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)  # no second process, which knew no world
    return run_bundled


@pytest.fixture
def run_bundled(request, monkeypatch, capfdbinary, cache_home, load_once):
    """Runs the command line over the data of this checkout."""
    if "run" not in request.fixturenames:
        request.getfixturevalue("bundled")  # compiled once for all workers
    for module in (checked_files, compilation):
        monkeypatch.setattr(module, "load_folder", load_once)
    monkeypatch.setattr(places, "cache_folder", lambda: cache_home / "fieldref")
    monkeypatch.setattr(writer, "_KEPT", 1000)  # or many small folders would push the data out
    return _runner(monkeypatch, capfdbinary, cache_home)


@pytest.fixture(scope="session")
def process_environment(cache_home):
    """What a process of the command line gets: 80 columns and the cache of the tests."""
    own = {name: value for name, value in os.environ.items() if not _sets_something(name)}
    homes = {
        "XDG_CACHE_HOME": str(cache_home),
        "XDG_CONFIG_HOME": str(cache_home / "config"),
        "XDG_DATA_HOME": str(cache_home / "data"),
    }
    return {**own, **homes, "COLUMNS": "80"}


def _sets_something(name):
    """Whether a variable of the environment would change what a command writes."""
    return name.startswith(("FIELDREF_", "CLICOLOR")) or name in ("NO_COLOR", "FORCE_COLOR")


def _runner(monkeypatch, captured, cache_home):
    for name in filter(_sets_something, list(os.environ)):
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(cache_home / "config"))  # nobody's settings
    monkeypatch.setenv("XDG_DATA_HOME", str(cache_home / "data"))  # nor data

    def run(*words, columns=80):
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("TERMINAL_WIDTH", str(columns))
        captured.readouterr()
        code = run_cli([str(word) for word in words])
        written = captured.readouterr()
        return Ran(int(code), written.out.decode(), written.err.decode())

    return run


@pytest.fixture
def in_time():
    """Ends a test that waits for what never comes."""

    def late(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def day(text):
    """A `datetime.date` from ISO 8601, for the day that a question is asked as of."""
    return date.fromisoformat(text)


def bug(reason):
    """A bug of the program that is known: the test says what is right, and fails until then."""
    return pytest.mark.xfail(reason=reason, strict=True)


@pytest.fixture
def ask(run_bundled, bundled, monkeypatch):
    """Runs the command line over this checkout's data, compiled once for all tests."""
    monkeypatch.setattr("fieldref.cli.data_access.open_catalog", lambda *_: bundled)
    return run_bundled


class Given(NamedTuple):
    """What a command gave: its Answer with the blocks made, and the JSON that it wrote."""

    answer: Answer
    text: str


@pytest.fixture(scope="session")
def given_before():
    return {}


@pytest.fixture
def give(ask, given_before, monkeypatch):
    """Gives what a command gives as of ON, which is asked once a session: give("next", "kenya").

    To write it in other formats takes far less than to ask it again. `check` reads every file, so
    that by default it checks those of an invented world that is sound.
    """
    answers = []

    def keep(answer, options):
        blocks = tuple(answer.blocks())
        answers.append(answer._replace(blocks=lambda: blocks))
        write_answer(answer, options)

    def give(*words):
        if words not in given_before:
            with monkeypatch.context() as patched:
                patched.setattr(formats, "write_answer", keep)
                if words[0] == "check" and not THOROUGH:
                    patched.setattr(places, "bundled_data", lambda: SOUND)
                ran = ask(*words, *ON, "-f", "json")
            assert (ran.code, ran.err) == (0, "")
            given_before[words] = Given(answers.pop(), ran.out)
        return given_before[words]

    return give
