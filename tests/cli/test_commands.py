"""The command line: what it takes, what it refuses and says then, where its output goes."""

import csv
import errno
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import fieldref
from cases import of_each
from conftest import THOROUGH, WORLD
from fieldref import places
from fieldref.cli import app
from fieldref.cli.main import main
from fieldref.cli.registry import ANSWERING, COMMANDS
from fieldref.errors import Exit
from processes import PROGRAM

BUILT = tuple(COMMANDS)
ON = ("--on", "2026-11-23")


def told(ran, code, *words):
    """One clear message on stderr, nothing on stdout, no traceback."""
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("fieldref: ")
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err


# --- names


def test_an_unknown_name_ends_with_1_and_what_is_near(run):
    told(run("show", "utopja"), Exit.NO_SUCH_NAME, "'utopja'", "Did you mean Utopia?")


def test_an_unknown_name_far_from_all_is_told_where_to_look(run):
    told(run("show", "zzzzqqqq"), Exit.NO_SUCH_NAME, "fieldref list states")


def test_a_name_of_several_ends_with_1_and_the_candidates(run):
    told(run("show", "sylv"), Exit.NO_SUCH_NAME, "Sylvania", "Sylvania-Bissau", "Type more")


def test_an_exact_name_wins_and_the_others_are_named_on_stderr(run):
    ran = run("show", "sylvania", *ON)
    assert ran.code == Exit.OK
    assert ran.out.startswith("Sylvania ")
    assert ran.err == "Sylvania; the name is also part of: Sylvania-Bissau.\n"


def test_what_is_no_state_here_gets_its_sentence(run):
    told(run("show", "atlantis"), Exit.NO_SUCH_NAME, "Atlantis has no entry of its own")


@of_each([("cote", "d'azur"), ("COTE", "DAZUR"), ("azure", "coast"), ("azu",), ("Cz",)], "run")
def test_several_words_make_one_name(*words, run):
    assert run("show", *words, *ON).out.startswith("Côte d’Azur ")


def test_each_name_of_a_list_takes_as_many_words_as_make_one(run):
    ran = run("deadlines", "cote", "d'azur", "utopia", "--year", "1993", "-f", "json", *ON)
    assert {item["state"] for item in json.loads(ran.out)["items"]} == {"UTP"}
    ran = run("deadlines", "azure", "coast", "ruritanja")
    told(ran, Exit.NO_SUCH_NAME, "'ruritanja'", "Did you mean Ruritania?")


def test_a_treaty_is_no_state(run):
    told(run("deadlines", "flight"), Exit.NO_SUCH_NAME, "No State is called 'flight'.")


def test_a_state_is_no_treaty(run):
    told(run("deadlines", "--treaty", "utopia"), Exit.NO_SUCH_NAME, "No treaty is called")


# --- options


@of_each([
    (["show"], ["show needs NAME", "fieldref show cambodia"]),
    (["show", "utopia", "--frobnicate"], ["no option --frobnicate", "fieldref show --help"]),
    (["shwo", "utopia"], ["There is no command 'shwo'", "fieldref show"]),
    (["show", "utopia", "--on"], ["--on"]),
    (["show", "utopia", "--on", "2008"], ["--on takes a day, got '2008'", "2008-01-01"]),
    (["show", "utopia", "--on", "2008-02-30"], ["--on takes a day", "2008-01-01"]),
    (["show", "utopia", "--on", "tomorrow"], ["--on takes a day, got 'tomorrow'"]),
    (["show", "utopia", "-f", "pdf"], ["'pdf'", "text", "json", "csv", "markdown"]),
    (["show", "flight", "-f", "ics"], ["ics doesn't fit", "text", "json", "csv", "markdown"]),
    (["deadlines", "-f", "vcard"], ["vcard doesn't fit", "ics"]),
    (["contacts", "-f", "ics"], ["ics doesn't fit", "vcard, vcard4"]),
    (["show", "utopia", "--section", "weather"], ["'weather'", "glance, treaties"]),
    (["show", "flight", "--section", "treaties"], ["Only a State's page has sections"]),
    (["show", "utopia", "--period", "1990-1991"], ["1990-1991", "2012", "2008-2009"]),
    (["show", "xanadu", "--period", "1990-1991"], ["Periods recorded: none."]),
    (["show", "utopia", "--color", "sometimes"], ["--color", "auto, always, never"]),
    (["show", "utopia", "--data", "/nonexistent"], ["There is no folder '/nonexistent'"]),
    (["deadlines", "--year", "09"], ["--year takes a year, got '09'", "2009"]),
    (["deadlines", "--year", "2009-11"], ["--year takes a year"]),
    (["deadlines", "--year", "0000"], ["--year takes a date, got '0000'"]),
    (["deadlines", "--from", "soon"], ["--from takes a date, got 'soon'", "2009-11-14"]),
    (["deadlines", "--to", "2009-02-29"], ["--to takes a date, got '2009-02-29'"]),
    (["deadlines", "--within", "90"], ["--within takes a span, got '90'", "90d, 12w"]),
    (["deadlines", "--within", "-1d"], ["--within"]),
    (["deadlines", "--within", "9999y"], ["--within"]),
    (["deadlines", "--from", "2010", "--to", "2009"], ["ends before it begins"]),
    (["deadlines", "--to", "2009", *ON], ["ends before it begins"]),
    (["deadlines", "--year", "2009", "--within", "90d"], ["Only one window"]),
    (["deadlines", "--year", "2009", "--from", "2009"], ["Only one window"]),
    (["deadlines", "--kind", "party"], ["'party'", "upr-submission, npm, event"]),
    (["deadlines", "--basis", "rumour"], ["'rumour'", "stated, statutory, derived"]),
    (["deadlines", "--region", "atlantic"], ["'atlantic'", "Africa, Americas"]),
    (["deadlines", "--region", "a"], ["There is no region 'a'"]),
    (["deadlines", "--region", ""], ["There is no region ''"]),
    (["contacts", "--kind", "palace"], ["'palace'", "country office", "mandate"]),
], "run")  # fmt: skip
def test_what_cannot_be_taken_ends_with_2_and_what_is_accepted(words, says, run):
    told(run(*words), Exit.USAGE, *says)


def test_an_option_that_is_misspelt_is_told_what_is_near(run):
    told(run("show", "utopia", "--sectoin", "office"), Exit.USAGE, "--section")


def test_a_file_is_no_folder_of_data(run):
    told(run("show", "utopia", "--data", WORLD / "upr.yaml"), Exit.USAGE, "--data takes a folder")


@of_each(
    [
        (["--year", "2009"], ["2009-04", "2009-08", "2009-12-01"]),
        (["--from", "2009-08-15", "--to", "2009-08-20"], ["2009-08"]),
        (["--from", "2009-11", "--to", "2010"], ["2009-12-01"]),
        (["--to", "2009-04", "--on", "2009-01-01"], ["2009-04"]),
        (["--from", "2008-04-02"], ["2009-04"]),  # two years from there: not the 2nd of August on
        (["--within", "90d", "--on", "2009-10-01"], ["2009-12-01"]),
        (["--within", "2w", "--on", "2009-03-20"], ["2009-04"]),
        (["--within", "6m", "--on", "2009-01-31"], ["2009-04"]),
        (["--within", "1y", "--on", "2009-01-01"], ["2009-04", "2009-08", "2009-12-01"]),
        (["--on", "2008-01-01"], ["2009-04", "2009-08", "2009-12-01"]),
    ],
    "run",
)
def test_a_window_takes_what_overlaps_it(window, dates, run):
    kinds = "upr-review,upr-report,upr-submission"
    ran = run("deadlines", "utopia", "--kind", kinds, "-f", "json", *window)
    found = [item["date"] for item in json.loads(ran.out)["items"]]
    if window[0] == "--from" and len(window) == 2:
        assert found[: len(dates)] == dates
    else:
        assert found == dates


def test_choices_are_taken_in_any_case(run):
    plain = run("deadlines", "utopia", "--year", "2009", "--kind", "report", *ON)
    assert run("deadlines", "utopia", "--year", "2009", "--kind", "REPORT", *ON) == plain


def test_a_region_is_found_by_its_beginning(run):
    ran = run("deadlines", "--region", "europe", "--year", "2006", "-f", "json", *ON)
    states = {item["state"] for item in json.loads(ran.out)["items"]}
    assert states == {"RUR"}


def test_a_region_narrows_the_states_that_are_named(run):
    ran = run("deadlines", "utopia", "--region", "africa", "--year", "2009", "-f", "json", *ON)
    assert json.loads(ran.out)["items"] == []


def test_asking_for_a_protocol_alone_gives_the_dates_that_asking_for_all_gives(run):
    words = ("deadlines", "utopia", "--from", "2002", "--to", "2030", "-f", "json", *ON)
    whole = json.loads(run(*words).out)["items"]
    alone = json.loads(run(*words, "--treaty", "flight-op").out)["items"]
    assert alone == [item for item in whole if item["treaty"] == "FLIGHT-OP"]


@pytest.mark.parametrize("treaty", ["flight", "song", "bread", "sleep", "song-visits"])
def test_asking_for_one_treaty_gives_the_dates_that_asking_for_all_gives(run, treaty):
    words = ("deadlines", "--from", "1981", "--to", "2030", "-f", "json", *ON)
    whole = json.loads(run(*words).out)["items"]
    alone = json.loads(run(*words, "--treaty", treaty).out)["items"]
    assert alone == [item for item in whole if item["treaty"] == treaty.upper()]
    assert alone


def test_no_rows_are_an_answer(run):
    ran = run("deadlines", "sylvania-bissau", "--year", "2009", *ON)
    assert (ran.code, ran.err) == (Exit.OK, "")
    assert "Nothing that is recorded here falls in this window." in ran.out


def test_no_rows_are_a_header_alone_in_csv(run):
    ran = run("deadlines", "sylvania-bissau", "--year", "2009", "-f", "csv", *ON)
    (row,) = csv.reader(io.StringIO(ran.out))
    assert row[:3] == ["id", "date", "state"]


# --- help


def test_bare_fieldref_says_where_to_begin(run):
    ran = run()
    assert (ran.code, ran.err) == (Exit.OK, "")
    assert "fieldref show cambodia" in ran.out


def test_the_help_of_every_command_names_an_example_and_the_common_options(run):
    for command in BUILT:
        ran = run(command, "--help")
        assert (ran.code, ran.err) == (Exit.OK, ""), command
        assert re.search(rf"^ +(\S+ )?fieldref {command}\b", ran.out, re.MULTILINE), command
        writing = ("--format", "--output") if command in ANSWERING else ()
        missing = [word for word in (*writing, "--on", "--data") if word not in ran.out]
        assert missing == [], command
        assert run(command, "-h") == ran


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_the_help_lists_every_command_and_exit_code(run, option):
    ran = run(option)
    assert ran.code == Exit.OK
    assert all(re.search(rf"^ +{name} ", ran.out, re.MULTILINE) for name in BUILT)
    assert all(re.search(rf"\b{code.value}\s", ran.out) for code in Exit)


def test_the_version_has_the_datas_date(run):
    ran = run("--version")
    assert ran.out == f"fieldref {fieldref.__version__} (data of 2026-11-23)\n"


@pytest.mark.parametrize(
    "command", [["show", "utopia"], ["deadlines"], ["contacts"], ["explain", "utopia", "flight"]]
)
def test_without_a_day_every_command_answers_as_of_today(run, command):
    assert json.loads(run(*command, "-f", "json").out)["on"] == time.strftime("%Y-%m-%d")


# --- output


def test_a_file_gets_what_stdout_would(run, tmp_path):
    path = tmp_path / "utopia.json"
    ran = run("show", "utopia", *ON, "-o", path)
    assert (ran.code, ran.out, ran.err) == (Exit.OK, "", "")
    assert path.read_text(encoding="utf-8") == run("show", "utopia", *ON, "-f", "json").out


@pytest.mark.parametrize("target", [".", "nowhere/utopia.txt", "x" * 300])
def test_what_cannot_be_written_ends_with_4(run, tmp_path, monkeypatch, target):
    monkeypatch.chdir(tmp_path)
    told(run("show", "utopia", "-o", target), Exit.UNWRITABLE, target, "can't be written")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_ends_with_4(run):
    said = os.strerror(errno.ENOSPC).lower()
    told(run("show", "utopia", "-o", "/dev/full"), Exit.UNWRITABLE, "/dev/full", said)


def test_a_link_is_not_followed(run, tmp_path):
    target = tmp_path / "precious.txt"
    target.write_text("precious")
    (tmp_path / "link.txt").symlink_to(target)
    told(run("show", "utopia", "-o", tmp_path / "link.txt"), Exit.UNWRITABLE, "symbolic link")
    assert target.read_text() == "precious"


def test_a_wrong_format_leaves_the_file_as_it_was(run, tmp_path):
    path = tmp_path / "calendar.ics"
    path.write_text("precious")
    told(run("show", "flight", "-o", path), Exit.USAGE, "ics doesn't fit")
    assert path.read_text() == "precious"


# --- as a process


def test_a_closed_pipe_is_silent(process_environment):
    command = "set -o pipefail; {} -m fieldref list sources -f csv | head -1"
    done = subprocess.run(
        ["bash", "-c", command.format(sys.executable)], env=process_environment, capture_output=True
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1


def test_an_interrupt_ends_with_130_and_no_traceback(tmp_path, process_environment):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)  # nobody reads: the command waits
    words = [*PROGRAM, "show", "utopia", "-o", str(pipe)]
    with subprocess.Popen(words, env=process_environment, stderr=subprocess.PIPE) as child:
        _wait_for_data(child.pid)
        child.send_signal(signal.SIGINT)
        assert child.stderr.read() == b""
    assert child.returncode == Exit.INTERRUPTED


def _wait_for_data(pid):
    """Until the process sleeps in opening the pipe, as far as the system tells."""
    states, deadline = [], time.monotonic() + 30
    while time.monotonic() < deadline and states[-10:] != ["S"] * 10:
        time.sleep(0.03)
        states.append(Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1].split()[0])


def test_an_interrupt_while_it_works_ends_with_130(run, monkeypatch):
    from fieldref.cli import days

    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(days, "read_day", interrupted)
    ran = run("show", "utopia")
    assert (ran.code, ran.out) == (Exit.INTERRUPTED, "")
    assert "Traceback" not in ran.err


def test_an_interrupt_outside_the_parser_ends_with_130(run, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "app", interrupted)
    assert run("show", "--help") == (Exit.INTERRUPTED, "", "")


def test_an_interrupt_while_it_starts_ends_with_130(run, monkeypatch):
    class Interrupts:
        def find_spec(self, name, *_):
            if name == "fieldref.cli.commands":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "fieldref.cli.commands", raising=False)
    monkeypatch.delattr("fieldref.cli.commands", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupts(), *sys.meta_path])
    try:
        code = run("show", "utopia").code
    except KeyboardInterrupt:
        code = None
    assert code == Exit.INTERRUPTED


def test_a_pipe_that_closes_while_it_works_is_no_failure(run, monkeypatch):
    from fieldref.cli import days

    def closed(_):
        raise BrokenPipeError

    monkeypatch.setattr(days, "read_day", closed)
    assert run("show", "utopia")[:2] == (Exit.OK, "")


def test_the_process_ends_with_the_code_of_the_command(run, capfdbinary):
    with pytest.raises(SystemExit) as ended:
        main(["show", "utopja"])
    assert ended.value.code == Exit.NO_SUCH_NAME


HOSTILE = [
    "",
    "\0",
    "\x1b[2J",
    "--",
    "-",
    "-1",
    "%s%n",
    "'; DROP TABLE shard",
    "😀" * 50,
    "a" * 10000,
]


HOSTILE_LINES = [
    (*words, hostile)
    for words in (
        *(("show",), ("contacts",), ("explain", "utopia"), ("deadlines",)),
        *(("deadlines", "utopia", option) for option in (
            "--on", "--year", "--from", "--to", "--within", "--treaty", "--kind", "--basis",
            "--region", "--format",
        )),
    )
    for hostile in HOSTILE
]  # fmt: skip


def test_no_word_or_value_does_worse_than_being_refused(run):
    worse = {}
    for words in HOSTILE_LINES[:: 1 if THOROUGH else 3]:
        ran = run(*words)
        is_refused = ran.code in (Exit.OK, Exit.NO_SUCH_NAME, Exit.USAGE)
        if not is_refused or "Traceback" in ran.err or "\x1b" in ran.err:
            worse[words] = ran
    assert worse == {}


# --- folders of one's own


@pytest.fixture
def own(tmp_path):
    (tmp_path / "states").mkdir()
    return tmp_path


EREWHON = "state: Erewhon\ncodes: {iso2: EW, iso3: EWN, m49: '907'}\nsources: [gazette]\n"


def test_a_state_of_ones_own_needs_no_other_file(run, own):
    (own / "states/erewhon.yaml").write_text(EREWHON)
    ran = run("show", "erewhon", "--data", own, *ON)
    assert (ran.code, ran.err) == (Exit.OK, "")
    assert ran.out.startswith("Erewhon ")


def test_a_state_of_ones_own_may_name_sources_of_both(run, own):
    (own / "sources.yaml").write_text("- {id: mine, title: My notes}\n")
    (own / "states/erewhon.yaml").write_text(EREWHON.replace("[gazette]", "[gazette, mine]"))
    ran = run("show", "erewhon", "--data", own, "-f", "json", *ON)
    assert ran.code == Exit.OK
    assert set(json.loads(ran.out)["sources"]) >= {"gazette", "mine"}


def test_a_state_of_ones_own_stands_over_the_bundled_one(run, own):
    text = (WORLD / "states/xanadu.yaml").read_text(encoding="utf-8")
    (own / "states/xanadu.yaml").write_text(text.replace("Xanadu", "Xanadu Reborn"))
    ran = run("show", "xan", "--data", own, *ON)
    assert ran.code == Exit.OK
    assert ran.out.startswith("Xanadu Reborn ")


def test_a_fault_in_a_folder_of_ones_own_ends_with_3(run, own):
    (own / "states/erewhon.yaml").write_text(EREWHON.replace("gazette", "gazete"))
    ran = run("show", "utopia", "--data", own)
    told(ran, Exit.FAULTY_DATA, "states/erewhon.yaml:3", "did you mean 'gazette'?")


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("states/again.yaml", EREWHON.replace("EWN", "UTP")),
        ("offices/again.yaml", (WORLD / "offices/islands-ro.yaml").read_text(encoding="utf-8")),
        ("sources.yaml", (WORLD / "sources.yaml").read_text(encoding="utf-8") * 2),
    ],
)
def test_the_same_id_twice_in_one_folder_is_a_fault(run, monkeypatch, tmp_path, place, text):
    copy = shutil.copytree(WORLD, tmp_path / "world")
    (copy / place).write_text(text, encoding="utf-8")
    monkeypatch.setattr(places, "bundled_data", lambda: copy)
    told(run("show", "utopia"), Exit.FAULTY_DATA, place)
