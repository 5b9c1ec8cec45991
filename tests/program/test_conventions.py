"""What people expect of any command line (clig.dev): help, names, interrupts, no network."""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest

from checks_cases import SOUND
from conftest import DATA, WORLD, copy_few
from fieldref import places
from fieldref.cli.app import EXAMPLES
from fieldref.cli.registry import ANSWERING, COMMANDS, load_command
from fieldref.errors import Exit
from processes import OVER_THE_WORLD, run_several
from refresh.treaty_files import listed_rows, status_file

ON = ("--on", "2026-11-23")
SET = r"(?:[A-Z_]+=(?:\"[^\"]*\"|\S+) )"  # a variable before a command
WRITING = {
    "new",
    "edit",
    "import",
    "publish",
}  # their examples are run, in a home of the test's own
EVERY = {  # the words behind each command that only reads, from its example
    name: shlex.split(spec.example)[2:] for name, spec in ANSWERING.items() if name not in WRITING
}
IN_THE_WORLD = {  # what its examples name, and what there is of these in the invented world
    "cambodia": "utopia", "kenya": "utopia", "thailand": "sylvania", "viet": "azure",
    "nam": "coast", "bangkok-ro": "islands-ro",
    "cedaw": "flight", "cat": "flight", "torture": "flight", "prevention": "convention",
}  # fmt: skip
EVERY_IN_THE_WORLD = {
    name: [{**IN_THE_WORLD, "last-year/data": str(WORLD)}.get(word, word) for word in words]
    for name, words in EVERY.items()
}
ENDS = {
    name: Exit.FAULTY_DATA if name == "check" else Exit.OK for name in EVERY
}  # the world is not sound


def examples(name):
    """The lines of a command's help that show how it is used."""
    lines = [line.strip() for line in load_command(name).help.splitlines()]
    return [line for line in lines if re.match(rf"{SET}?fieldref ", line)]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_of_a_command_is_the_first_of_its_help(name):
    assert examples(name)[0] == COMMANDS[name].example


# --- help


@pytest.mark.parametrize("words", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_fits_80_columns_and_has_examples(run, words):
    ran = run(*words, columns=80)
    assert ran.code == Exit.OK
    assert [line for line in ran.out.splitlines() if len(line) > 80] == []
    assert len(re.findall(rf"^ +{SET}?fieldref \w+ ?", ran.out, re.MULTILINE)) >= 2
    assert run(*words[:-1], "-h") == ran


def test_what_is_shown_without_words_fits_80_columns(run):
    ran = run(columns=80)
    assert ran.code == Exit.OK
    assert [line for line in ran.out.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("words", [[], ["--help"], ["show", "--help"]])
def test_help_is_cut_in_no_word_at_40_columns(run, words):
    shown = run(*words, columns=40).out.splitlines()
    assert [line for line in shown if len(line) > 40 and "fieldref" not in line] == []


def another_day_in_kenya(catalog):
    """A status file, made up, of a treaty to which Kenya acceded on another day than ours."""
    treaty = catalog.treaty("CAT")
    rows = listed_rows(treaty, catalog.whole_states)
    known = {name: row for name, row in rows.items() if all(day.day for day in row[:2] if day)}
    known["Kenya"][1] = known["Kenya"][1].plus_days(1)
    return status_file(treaty, known)


HELP = [*(line for name in ANSWERING for line in examples(name)), *EXAMPLES]
EDITS = {line: [pytest.mark.process] for line in HELP if "fieldref edit" in line}


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    return copy_few(tmp_path_factory.mktemp("few") / "data", "kenya")


# They read all anew, and prove no more than what they make.
OVER_THE_INVENTED = re.compile(r"fieldref (new|import|diff) ")
OVER_THE_SOUND = re.compile(r"fieldref (check( --.*)?$|publish )")
OVER_A_FEW = re.compile(r"refresh |check my-data")


@pytest.mark.parametrize(
    "example", [pytest.param(example, marks=EDITS.get(example, ())) for example in HELP]
)
def test_every_example_of_the_help_runs(run_bundled, bundled, few, tmp_path, monkeypatch, example):
    """In a folder with the files that the examples name; the editor changes nothing."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)  # no second process, which knew no other data
    set_, _, words = example.rpartition("fieldref ")
    words = shlex.split(words)
    if OVER_A_FEW.search(example):
        monkeypatch.setattr(places, "bundled_data", lambda: few)
    if OVER_THE_SOUND.match(example):
        monkeypatch.setattr(places, "bundled_data", lambda: SOUND)
    if OVER_THE_INVENTED.match(example):
        monkeypatch.setattr(places, "bundled_data", lambda: WORLD)
        words = [IN_THE_WORLD.get(word, word) for word in words]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "my-data").mkdir()
    (tmp_path / "my-data/sources.yaml").write_text("- {id: mine, title: My notes}\n")
    (tmp_path / "states").mkdir()
    shutil.copy(DATA / "states/kenya.yaml", tmp_path / "states")
    if "refresh downloads" in example:
        shutil.copytree(few, tmp_path / "data")
        (tmp_path / "downloads").mkdir()
        text = another_day_in_kenya(bundled)
        (tmp_path / "downloads/IV-9.en.xml").write_text(text, encoding="utf-8")
    if "last-year" in example:
        shutil.copytree(WORLD, tmp_path / "data")
        shutil.copytree(WORLD, tmp_path / "last-year/data")
    if "import " in example:
        assert run_bundled("contacts", "utopia", "--all", "-o", "contacts.vcf").code == Exit.OK
        (tmp_path / "contacts.csv").write_text("name,email\nA Desk,desk@example.org\n")
    for name, value in (one.split("=") for one in shlex.split(set_)):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("EDITOR", "true")
    ran = run_bundled(*words)
    assert ran.code == Exit.OK, ran.err


@pytest.mark.process
@pytest.mark.parametrize("home", [{"HOME": "/dev/null/none"}, {}], ids=["broken", "none"])
def test_help_needs_no_home_and_no_data(tmp_path, home):
    """As a container may have it: no HOME, nothing to write to, a broken file of settings."""
    settings = tmp_path / "config.toml"
    settings.write_text("nonsense")
    environment = {"PATH": os.environ["PATH"], "FIELDREF_CONFIG": str(settings), **home}
    commands = [["--help"], ["show", "-h"], ["--version"], []]
    for ran in run_several(commands, environment, OVER_THE_WORLD, cwd="/"):
        assert (ran.code, ran.err) == (Exit.OK, "")
        assert ran.out


@pytest.mark.process
@pytest.mark.parametrize("home", [None, "/dev/null/none", "/proc/1/nowhere"])
def test_an_answer_needs_no_home(home):
    environment = {"PATH": os.environ["PATH"], **({"HOME": home} if home else {})}
    words = ["list", "treaties", "-f", "csv"]
    (ran,) = run_several([words], environment, OVER_THE_WORLD, cwd="/")
    assert (ran.code, ran.err) == (Exit.OK, "")
    assert ran.out.startswith("code,")


# --- words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("shwo", "show"), ("deadline", "deadlines"), ("contact", "contacts"), ("lsit", "list")],
)
def test_a_command_that_is_misspelt_gets_the_one_that_is_near(run, typed, meant):
    ran = run(typed)
    assert ran.code == Exit.USAGE
    assert ran.err == (
        f"fieldref: There is no command '{typed}'.\nDid you mean fieldref {meant}?\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        ["show", "utopia", "-f", "json", *ON],
        ["show", "-f", "json", *ON, "utopia"],
        ["show", "--format=json", "utopia", *ON],
        ["show", "-fjson", *ON, "--", "utopia"],
        ["show", *ON, "utopia", "--format", "json"],
    ],
)
def test_options_stand_before_or_after_names(run, words):
    assert run(*words) == run("show", "utopia", "--format", "json", *ON)


def test_names_of_several_words_take_options_between_them(run):
    assert run("show", "azure", *ON, "coast").out.startswith("Côte d’Azur ")


# --- no network


@pytest.mark.parametrize("name", EVERY)
def test_no_command_opens_a_socket(run, monkeypatch, name):
    def forbidden(*_, **__):
        raise AssertionError("a socket is opened")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    assert run(name, *EVERY_IN_THE_WORLD[name], *ON).code == ENDS[name]


OFFLINE = """
import sys, os
def hook(event, arguments):
    if event.startswith('socket.') or event == 'os.system':
        os.write(2, event.encode()); os._exit(99)
sys.addaudithook(hook)
"""
MORE = [
    ["deadlines", "--year", "2009", "-f", "ics"], ["contacts", "-f", "vcard"], ["show", "flight"],
    ["new", "state", "utopia"], ["doctor", "--full"],
]  # fmt: skip


def test_no_process_of_a_command_asks_the_network_or_reads_what_is_not_for_it(
    process_environment, tmp_path
):
    """Without a terminal nothing is asked; a command that did would wait for an answer."""
    environment = process_environment | {"XDG_DATA_HOME": str(tmp_path)}
    commands = [*([name, *EVERY_IN_THE_WORLD[name]] for name in EVERY), *MORE]
    silent, _ = pipe = os.pipe()
    ran = run_several(commands, environment, OVER_THE_WORLD + OFFLINE, stdin=silent)
    for end in pipe:
        os.close(end)
    assert [command.code for command in ran] == [*ENDS.values(), *[Exit.OK] * len(MORE)]
    assert [command.err for command in ran if "socket" in command.err] == []


# --- interrupts

INTERRUPTED_AT_IMPORTS = """
import functools, os, signal, sys

class Interrupter:
    def find_spec(self, name, path=None, target=None):
        if name == wanted:
            os.kill(os.getpid(), signal.SIGINT)

def interrupt(*_):
    raise KeyboardInterrupt

for line in sys.stdin:
    wanted, *words = line.split()
    child = os.fork()
    if child == 0:
        sys.meta_path.insert(0, Interrupter())
        if wanted == "class":
            functools.cached_property.__set_name__ = interrupt
        from fieldref.cli.main import main
        main(words)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(f"{line.strip()}: {code}", flush=True)
"""
IMPORTS = [  # of a module, or while a class is made, for the words behind it
    "class show utopia",
    "fieldref.errors show utopia",
    "fieldref.cli.commands show utopia",
    "fieldref.cli.options show utopia",
    "fieldref.model show utopia",
    "fieldref.index.reader show utopia",
    "fieldref.pages.state.page show utopia",
    "fieldref.render.formats show utopia",
    "fieldref.render.text.writer show utopia",
    "typer show --help",
]


def test_an_interrupt_at_any_import_ends_with_130_in_silence(process_environment):
    """Each by a process that a bare one forks, so that it imports all itself."""
    done = subprocess.run(
        [sys.executable, "-c", OVER_THE_WORLD + INTERRUPTED_AT_IMPORTS],
        input="\n".join(IMPORTS), env=process_environment, capture_output=True, text=True,
    )  # fmt: skip
    ends = [f"{line}: {int(Exit.INTERRUPTED)}" for line in IMPORTS]
    assert (done.stdout.splitlines(), done.stderr) == (ends, "")


TELLS_ITS_START = """
import os
import fieldref.cli.interrupts
os.write(1, b"!")  # before this, Python itself would tell of an interrupt
from fieldref.cli.main import main
main()
"""


@pytest.mark.parametrize("wait", [0, 0.03, 0.06, 0.1, 0.2])
def test_an_interrupt_at_some_moment_leaves_no_traceback(wait, process_environment, bundled):
    words = [sys.executable, "-c", TELLS_ITS_START, "deadlines", "--from", "1990", "--to", "2030"]
    with subprocess.Popen(
        words, env=process_environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    ) as child:
        assert child.stdout.read(1) == b"!"
        time.sleep(wait)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate()
    assert said == b""
    assert child.returncode in (Exit.OK, Exit.INTERRUPTED)


# --- a pipe into grep


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("words", [["contacts"], ["contacts", "cambodia", "--all"]])
def test_grep_finds_every_whole_email_at_any_width(run_bundled, columns, words):
    cards = run_bundled(*words, "-f", "json", *ON)
    emails = set(re.findall(r"[\w.+-]+@[\w.-]+\.\w+", cards.out))
    shown = run_bundled(*words, *ON, columns=columns).out.splitlines()
    assert [one for one in emails if not any(one in line for line in shown)] == []
    assert emails or words[1:]
