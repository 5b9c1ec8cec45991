"""Full disks, killed processes, hostile files: one message, the right exit code, nothing lost.

Each hostile file is read by a process of its own, which has 2 seconds and 200 MB for it: of
processor time, since two busy cores make times lie, and above what the sound files have taken.
"""

import errno
import functools
import os
import random
import resource
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import THOROUGH, WORLD
from fieldref import files, places
from fieldref.cli.main import run as run_cli
from fieldref.errors import Unwritable
from fieldref.loading import dataset
from fieldref.render import output
from fieldref.user_data import safe_files
from processes import OVER_THE_WORLD, PROGRAM, ended, kill, run_forked, start

SECONDS, MEGABYTES = 2.0, 200
STATE = "state: Erewhon\ncodes: {iso2: EW, iso3: EWN, m49: '907'}\nsources: [gazette]\n"


@pytest.fixture
def environment(process_environment, tmp_path):
    """What a process gets: homes of its own, nothing in them."""
    return {
        **process_environment,
        "HOME": str(tmp_path / "home"),
        "XDG_DATA_HOME": str(tmp_path / "home/share"),
        "FIELDREF_NO_CACHE": "",
    }


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "own"
    (folder / "states").mkdir(parents=True)
    return folder


def ask(environment, *words, **more):
    command = [*PROGRAM, *map(str, words)]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False, **more
    )


def flow(depth):
    return "[" * depth


HOSTILE = {
    "aliases that multiply": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
    "an anchor": STATE + "notes: &a [x]\n",
    "a merge key": STATE + "<<: {region: Africa}\n",
    "a tag that runs code": "!!python/object/apply:os.system ['touch /tmp/owned']\n",
    "a tag of its own": STATE + "notes: !mine [x]\n",
    "a hundred thousand levels of lists": STATE + f"notes: {flow(100_000)}\n",
    "levels of blocks": "".join(f"{' ' * n}a:\n" for n in range(1300)),
    "a key that is a list": STATE + "? [a, b]\n: c\n",
    "a key that is a mapping": STATE + "? {a: b}\n: c\n",
    "a number of a million digits": STATE + f"un_member_since: {'9' * 990_000}\n",
    "a count of a million digits": STATE
    + f"reviews: [{{mechanism: UPR, cycle: {'9' * 900_000}}}]\n",
    "an office's keys in a State's file": "id: a\nkind: headquarters\nname: A\nas_of: 2008\n",
    "a telephone number of a million digits": STATE
    + "presences: [{id: a, kind: headquarters, name: A, as_of: 2008, sources: [gazette], "
    "contacts: [{id: a, name: A, as_of: 2008, sources: [a], phones: ["
    f"{{number: +{'9' * 900_000}}}]}}]}}]\n",
    "a key of a million letters": STATE + f"? {'k' * 990_000}\n: x\n",
    "a source of a million letters": STATE.replace("gazette", "s" * 990_000),
    "year 0": STATE + "un_member_since: 0000\n",
    "year 9999": STATE + "un_member_since: 9999-12-31\n",
    "a day of year 0": STATE + "events: [{date: 0000-01-01, what: x, sources: [gazette]}]\n",
    "a date with 00": STATE + "un_member_since: 1955-00-00\n",
    "a NUL byte": STATE + "notes: ['a\0b']\n",
    "UTF-16": STATE.encode("utf-16"),
    "Latin-1": STATE.replace("Erewhon", "Érewhon").encode("latin-1"),
    "a lone surrogate": STATE.encode() + b"notes: [\xed\xa0\x80]\n",
    "fifty megabytes": b"#" * 50_000_000,
    "fifty megabytes of lists": b"- a\n" * 12_500_000,
    "half a million values": STATE + "notes: [" + "a," * 480_000 + "a]\n",
    "a hundred thousand unknown keys": STATE + "".join(f"k{n}: v\n" for n in range(40_000)),
    "a hundred thousand wrong rows": STATE + "treaties:\n" + "- {treaty: NO}\n" * 30_000,
    "two documents": STATE + "---\n" + STATE,
    "nothing": "",
    "escape sequences": STATE + 'colour: "\\e]0;owned\\a\\e[2J"\n',
    "a quote that never ends": STATE + 'notes: ["x\n' * 1000,
    "percents": "%YAML 9.9\n---\n" + STATE,
    "a million spaces": STATE + " " * 990_000 + "x\n",
}
SOUND = {
    "a byte order mark": b"\xef\xbb\xbf" + STATE.encode(),
    "Windows line ends": STATE.replace("\n", "\r\n"),
    "a note of half a million letters": STATE + f"notes: [{'n' * 500_000}]\n",
    "aliases of names in every script": STATE + "also_known_as: [エレホン, Эревон, 𝔈𝔯𝔢𝔴𝔥𝔬𝔫]\n",
}


FORKING = """
import os, resource, sys, time
from pathlib import Path
from fieldref import places
from fieldref.loading import dataset
beside = dataset.load_folder(places.bundled_data())
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        found = dataset.load_folder(Path(line.strip()), beside, "own/")
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(time.process_time() - began, (after - before) / 1024, len(found.faults))
        print("\\n".join(map(str, found.faults)), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


@pytest.fixture(scope="module")
def read_alone():
    """Reads a folder in a process of its own: its seconds, its megabytes and the faults."""
    words = [sys.executable, "-c", OVER_THE_WORLD + FORKING]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as process:

        def read_alone(folder):
            process.stdin.write(f"{folder}\n")
            process.stdin.flush()
            seconds, megabytes, count = process.stdout.readline().split()
            faults = [process.stdout.readline() for _ in range(int(count))]
            return float(seconds), float(megabytes), faults

        yield read_alone
        process.stdin.close()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_told_once_within_time_and_memory(own, read_alone, text):
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    (own / "states/erewhon.yaml").write_bytes(data)
    seconds, megabytes, faults = read_alone(own)
    assert (seconds < SECONDS, megabytes < MEGABYTES) == (True, True), (seconds, megabytes)
    assert 1 <= len(faults) <= 101
    assert all(fault.startswith("own/states/erewhon.yaml") for fault in faults)
    assert max(map(len, faults)) < 1000


@pytest.mark.parametrize("name", ["aliases that multiply", "fifty megabytes", "escape sequences"])
def test_the_command_line_tells_a_hostile_file_with_3(own, run, name):
    text = HOSTILE[name]
    (own / "states/erewhon.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    done = run("show", "utopia", "--data", own)
    assert (done.code, done.out) == (3, "")
    assert "Traceback" not in done.err
    assert "\x1b" not in done.err


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_what_only_looks_hostile_is_shown(own, run, text):
    data = text if isinstance(text, bytes) else text.encode()
    (own / "states/erewhon.yaml").write_bytes(data)
    began = time.process_time()
    done = run("show", "erewhon", "--data", own)
    assert (done.code, done.err) == (0, "")
    assert "Erewhon" in done.out
    assert time.process_time() - began < 20


def _fifo(path):
    os.mkfifo(path)


def _loop(path):
    path.symlink_to(path.with_name("b.yaml"))
    path.with_name("b.yaml").symlink_to(path)


def _socket(path):
    with socket.socket(socket.AF_UNIX) as bound:
        old = Path.cwd()  # a socket's path is short
        os.chdir(path.parent)
        bound.bind(path.name)
        os.chdir(old)


NO_FILES = {
    "a named pipe": _fifo,
    "a folder": lambda path: path.mkdir(),
    "a link to nowhere": lambda path: path.symlink_to("/nowhere/x.yaml"),
    "links in a circle": _loop,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a socket": _socket,
}


@pytest.mark.parametrize("make", NO_FILES.values(), ids=NO_FILES)
@pytest.mark.parametrize("command", [("show", "utopia"), ("check",)], ids=["show", "check"])
def test_what_is_no_file_is_told_and_never_waited_for(own, run, in_time, make, command):
    make(own / "states/a.yaml")
    done = run(*command, "--data", own)
    assert done.code == 3
    assert "states/a.yaml: " in done.err
    assert "Traceback" not in done.err


def test_a_folder_that_may_not_be_looked_into_is_told(own, monkeypatch):
    real = os.listdir

    def listdir(path):
        if str(path).endswith("states"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "listdir", listdir)
    (fault,) = dataset.load_folder(own, dataset.Dataset(), "own/").faults
    assert "states: Permission denied" in str(fault)


def test_a_profile_that_is_replaced_while_it_is_read_is_whole_or_told(own, run):
    path = own / "states/erewhon.yaml"
    texts = [STATE + f"region: {region}\n" * 1 for region in ("Africa", "Americas")]
    path.write_text(texts[0])
    stop = threading.Event()

    def replace():
        n = 0
        while not stop.is_set():
            n += 1
            aside = own / f"aside-{n % 2}"
            aside.write_text(texts[n % 2])
            aside.replace(path)

    thread = threading.Thread(target=replace)
    thread.start()
    try:
        for _ in range(4):
            done = run("show", "erewhon", "--data", own, "-f", "json")
            assert done.code == 0, done.err
            assert ('"Africa"' in done.out) != ('"Americas"' in done.out)
    finally:
        stop.set()
        thread.join()


def test_a_file_that_is_written_to_while_it_is_read_is_told(own, monkeypatch):
    path = own / "states/erewhon.yaml"
    path.write_text(STATE)
    real = os.fstat
    ticks = iter(range(1000))

    def fstat(file):
        found = real(file)
        return SimpleNamespace(
            st_mode=found.st_mode, st_size=found.st_size, st_mtime_ns=next(ticks)
        )

    monkeypatch.setattr(os, "fstat", fstat)
    (fault,) = dataset.load_folder(own, dataset.Dataset(), "own/").faults
    assert str(fault) == "own/states/erewhon.yaml: the file changes while it is read"


# --- writing


FULL = [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.EDQUOT, errno.EMFILE]
CALLS = ["open", "fsync", "link", "replace", "mkdir"]


@pytest.mark.parametrize("code", FULL, ids=[errno.errorcode[code] for code in FULL])
@pytest.mark.parametrize("call", ["open", "fsync"])
def test_an_output_that_fails_leaves_what_was_there(tmp_path, monkeypatch, code, call):
    path = tmp_path / "a.csv"
    path.write_text("before")

    def fails(*_, **__):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, fails)
    with pytest.raises(Unwritable, match=os.strerror(code).lower().partition("(")[0]):
        output.write_output("after", str(path))
    monkeypatch.undo()
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("code", FULL, ids=[errno.errorcode[code] for code in FULL])
@pytest.mark.parametrize("call", ["open", "fsync", "link"])
def test_a_file_of_ones_own_that_fails_leaves_nothing(tmp_path, monkeypatch, code, call):
    def fails(*_, **__):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, fails)
    if call == "link":  # a file system without links: the file is made directly
        safe_files.create_file(tmp_path / "a.yaml", "x")
    else:
        with pytest.raises(Unwritable):
            safe_files.create_file(tmp_path / "a.yaml", "x")
    monkeypatch.undo()
    assert [one.name for one in tmp_path.iterdir()] == (["a.yaml"] if call == "link" else [])


@pytest.fixture
def tiny(tmp_path):
    """A file system of 64 kilobytes, where root may mount one."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_file_system_loses_nothing_and_slows_at_most(tiny, environment):
    homes = environment | {"XDG_CACHE_HOME": str(tiny / "cache"), "XDG_DATA_HOME": str(tiny)}
    assert ask(homes, "show", "utopia").returncode == 0
    kept = tiny / "kept.json"
    kept.write_text("before")
    (tiny / "filler").write_bytes(b"x" * (56 * 1024 - 4096))
    done = ask(homes, "show", "utopia", "-f", "json", "-o", kept)
    assert (done.returncode, kept.read_text()) == (4, "before")
    assert "no space left" in done.stderr
    assert [one.name for one in tiny.iterdir() if "tmp" in one.name] == []


@pytest.mark.parametrize("words", ["show utopia", "list states -f json", "--help"])
@pytest.mark.parametrize("buffered", ["", "1"])
def test_an_output_that_is_cut_short_is_told_with_4(environment, tmp_path, words, buffered):
    """A write that is taken in part is no error: who writes without a buffer has to go on."""
    out = tmp_path / "out"
    with out.open("wb") as stdout:
        done = subprocess.run(
            [*PROGRAM, *words.split()],
            env=environment | {"PYTHONUNBUFFERED": buffered},
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024)),
        )
    assert (done.returncode, out.stat().st_size <= 1024) == (4, True)
    assert done.stderr.startswith("fieldref: The output can't be written: file too large.")


def test_a_closed_output_is_told_with_4(environment, tmp_path):
    commands = ["", "--help", "show --help", "--version", "show utopia"]
    told = run_forked(commands, environment, tmp_path, preexec_fn=lambda: os.close(1))
    for words, (code, said) in zip(commands, told, strict=True):
        assert code == 4, words
        assert said.startswith("fieldref: The output can't be written: stdout is closed.\n"), words


def test_an_output_without_a_buffer_is_the_same(environment):
    buffered = ask(environment, "show", "utopia")
    assert ask(environment | {"PYTHONUNBUFFERED": "1"}, "show", "utopia").stdout == buffered.stdout
    helped = ask(environment, "--help").stdout
    assert ask(environment | {"PYTHONUNBUFFERED": "1"}, "--help").stdout == helped


def test_too_little_memory_is_told_with_4(run, monkeypatch):
    def fail(*_):
        raise MemoryError

    monkeypatch.setattr("fieldref.cli.data_access.open_catalog", fail)
    ran = run("show", "utopia")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == "fieldref: There is not memory enough for that.\n"


def test_interrupted_calls_are_made_again(environment, run):
    """Signals that are handled interrupt system calls (EINTR); Python repeats them (PEP 475)."""
    program = (
        "import signal, sys, pathlib\nfrom fieldref import places\n"
        f"places.bundled_data = lambda: pathlib.Path({str(WORLD)!r})\n"
        "signal.signal(signal.SIGALRM, lambda *_: None)\n"
        "signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)\n"
        "from fieldref.cli.main import run\ncode = run(['list', 'treaties', '-f', 'csv'])\n"
        "signal.setitimer(signal.ITIMER_REAL, 0)\nsys.exit(code)"
    )
    words = [sys.executable, "-c", program]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("list", "treaties", "-f", "csv").out


# --- killed at any moment

KILLS = 12 if THOROUGH else 5


@pytest.mark.process
def test_whoever_is_killed_while_writing_leaves_the_old_or_the_new(run, tmp_path):
    path = tmp_path / "out.json"
    words = ["show", "utopia", "-f", "json", "-o", str(path)]
    began = time.monotonic()
    assert run(*words).code == 0
    took = time.monotonic() - began
    whole, dice = path.read_bytes(), random.Random(8)
    for _ in range(KILLS):
        child = start(lambda: run_cli(words))
        time.sleep(dice.uniform(0, took))
        kill(child)
        assert path.read_bytes() == whole


def dies_at(number, path, how):
    """Writes to a file of one's own, and is killed before the call of that number."""
    remaining = [number]

    def dying(real):
        def call(*words, **more):
            remaining[0] -= 1
            if remaining[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*words, **more)

        return call

    for name in ("open", "fsync", "link", "replace", "unlink", "mkdir", "write", "close"):
        setattr(os, name, dying(getattr(os, name)))
    with safe_files.hold_folder(path.parent):
        getattr(safe_files, f"{how}_file")(path, "- id: new\n  title: New\n")


@pytest.mark.process
@pytest.mark.parametrize("how", ["create", "replace"])
def test_killed_between_any_two_writes_a_file_is_whole_or_as_it_was(tmp_path, how):
    new = "- id: new\n  title: New\n"
    for n in range(20):
        folder = tmp_path / str(n)
        path = folder / "sources.yaml"
        if how != "create":
            folder.mkdir()
            path.write_text("- id: old\n  title: Old\n")
        code = ended(start(functools.partial(dies_at, n, path, how)))
        found = path.read_text() if path.exists() else None
        old = None if how == "create" else "- id: old\n  title: Old\n"
        assert found in (old, new, f"{old}\n{new}")
        assert code in (0, -signal.SIGKILL)
        if code == 0:
            assert found != old
            return
    raise AssertionError("it was killed every time")


@pytest.fixture
def cold(run, monkeypatch, tmp_path):
    """A cache with nothing in it."""
    folder = tmp_path / "cold"
    monkeypatch.setattr(places, "cache_folder", lambda: folder)
    return folder


@pytest.mark.process
def test_whoever_is_killed_while_compiling_leaves_a_cache_that_answers(run, cold):
    dice, words = random.Random(8), ["show", "utopia", "--section", "office"]
    for _ in range(KILLS):
        child = start(lambda: run_cli(words))
        time.sleep(dice.uniform(0, 0.1))
        kill(child)
    done = run(*words)
    assert (done.code, done.err) == (0, "")
    shutil.rmtree(cold)
    assert done == run(*words)


RUNS = 32 if THOROUGH else 10


@pytest.mark.process
def test_many_runs_at_once_on_a_cold_cache_give_one_answer(own, run, cold, tmp_path):
    (own / "states/erewhon.yaml").write_text(STATE)
    words = ["list", "states", "--data", str(own), "-f", "csv"]

    outputs = [tmp_path / f"{number}.csv" for number in range(RUNS)]
    children = [start(lambda: run_cli(words), output) for output in outputs]
    assert [ended(child) for child in children] == [0] * RUNS
    (answer,) = {output.read_text() for output in outputs}
    (index,), (faults,) = cold.rglob("*.sqlite"), cold.rglob("*.faults")
    assert {stat.S_IMODE(path.stat().st_mode) for path in (index, faults)} == {0o600}
    assert not list(cold.rglob(files.ASIDE))
    with sqlite3.connect(index) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    done = run(*words)
    assert (done.out, done.err) == (answer, "")
    assert "Erewhon" in answer


# --- safety


def test_no_path_that_data_give_is_ever_opened(own, run, in_time):
    """Data may name paths wherever they name anything; a named pipe would hang whoever opens it."""
    trap = own / "trap"
    os.mkfifo(trap)
    text = STATE + f"also_known_as: ['{trap}']\nnotes: ['{trap}', 'file://{trap}']\n"
    text += f"events: [{{date: 2000, what: '{trap}', sources: ['mine, {trap}']}}]\n"
    (own / "states/erewhon.yaml").write_text(text)
    (own / "sources.yaml").write_text(
        f"- {{id: mine, title: '{trap}', address: 'file://{trap}'}}\n"
    )
    for words in (("show", "erewhon"), ("list", "sources"), ("search", "trap")):
        done = run(*words, "--data", own)
        notice = f"fieldref: 1 fault in your files: fieldref check --data {own}\n"  # file:
        assert (done.code, done.err) == (0, notice)


def test_the_world_of_the_tests_is_not_what_is_written_to():
    assert dataset.load_folder(WORLD).faults == ()
