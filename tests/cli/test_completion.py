"""Completion, in the shells themselves: what is typed, a Tab, what the command is then given."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from types import SimpleNamespace

import pytest
from typer._completion_shared import get_completion_script

from fieldref import places
from fieldref.cli import completion
from fieldref.cli.completion_scripts import SCRIPTS, replace_typer_scripts
from fieldref.cli.main import main
from processes import kill, start

SHELLS = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"]}
TYPED = [
    ("sho\tcambod\t", ["show", "cambodia"]),
    ("show Camb\t", ["show", "Cambodia"]),
    ("show viet \t", ["show", "viet", "nam"]),
    ("show cote-d\t", ["show", "cote-divoire"]),
    ("explain cambodia cedaw-\t", ["explain", "cambodia", "cedaw-op"]),
    ("deadlines --treaty opc\t", ["deadlines", "--treaty", "opcat"]),
    ("deadlines --kind upr-s\t", ["deadlines", "--kind", "upr-submission"]),
    ("show cambodia --section comp\t", ["show", "cambodia", "--section", "complaints"]),
    ("show cambodia --form\tmark\t", ["show", "cambodia", "--format", "markdown"]),
    ("list tre\t", ["list", "treaties"]),
    ("deadlines --region Eur\t", ["deadlines", "--region", "Europe and Central Asia"]),
    ("deadlines --region 'Eur\t", ["deadlines", "--region", "Europe and Central Asia"]),
    ('deadlines --region "Eur\t', ["deadlines", "--region", "Europe and Central Asia"]),
    ("contacts --kind count\t", ["contacts", "--kind", "country office"]),
    ("list states --group Latin\t", ["list", "states", "--group", "Latin American and Caribbean"]),
    ("show Côte\t", ["show", "Côte-divoire"]),
    ("show cote-d\\'iv\t", ["show", "cote-d'ivoire"]),
]


def ctx(**params):
    return SimpleNamespace(params=params)


# --- what is offered


def test_the_shell_is_offered_what_begins_so(run):
    run("--version")  # the world stands in for the data
    assert completion.states(ctx(), "sylv") == ["sylvania", "sylvania-bissau"]
    assert completion.treaties("fl") == ["flight", "flight-op"]
    assert completion.formats("vc") == ["vcard", "vcard4"]
    assert completion.sections("tr") == ["treaties"]
    assert completion.kinds("upr-r") == ["upr-review", "upr-report"]
    assert completion.bases("st") == ["stated", "statutory"]
    assert completion.contact_kinds("man") == ["mandate"]
    assert completion.colors("a") == ["auto", "always"]


def test_letters_stay_as_they_were_typed(run):
    assert completion.states(ctx(), "Utop") == ["Utopia"]
    assert completion.states(ctx(), "UTOP") == ["UTOPIA"]
    assert completion.states(ctx(), "Côte") == ["Côte-dazur"]


def test_words_before_go_on(run):
    assert completion.names(ctx(name=["azure"]), "") == ["coast"]
    assert completion.states(ctx(states=["utopia", "azure"]), "co") == ["coast"]
    assert completion.states(ctx(states=["utopia"]), "sylvania-b") == ["sylvania-bissau"]


def test_behind_a_state_explain_offers_treaties(run):
    assert completion.state_and_treaty(ctx(), "uto") == ["utopia"]
    assert completion.state_and_treaty(ctx(words=["utopia"]), "fl") == ["flight", "flight-op"]
    assert completion.state_and_treaty(ctx(words=["utopia"]), "up") == ["upr"]


def test_every_name_that_is_offered_means_one_thing(bundled):
    for kind in ("state", "treaty", "office"):
        offered = bundled.names_beginning("", kind)
        assert all(re.fullmatch(r"[a-z0-9_-]+", name) for name in offered)
        assert len({bundled.find(name, kind).id for name in offered}) == len(offered)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("cote-d-ivoire", "CIV"),
        ("Cote-d'Ivoire", "CIV"),
        ("cote-divoire", "CIV"),
        ("lao-people-s-democratic-republic", "LAO"),
        ("sao-tome-and-principe", "STP"),
        ("viet-nam", "VNM"),
    ],
)
def test_a_name_written_as_one_word_is_found(bundled, typed, name):
    assert bundled.find(typed, "state").id == name


def test_with_faulty_data_the_shell_is_offered_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "bundled_data", lambda: tmp_path)
    monkeypatch.setattr(places, "cache_folder", lambda: None)
    assert completion.names(ctx(), "c") == []


# --- in shells


# Hands its environment over, and waits for what a `fieldref` with that one writes.
FIELDREF = '#!/bin/sh\nset -e\ncd "${0%/*}"\nenv -0 >asked\nexec cat answered\n'


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """A folder with a `fieldref` that completes; one process, loaded once, answers for all."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "fieldref"
    script.write_text(FIELDREF)
    script.chmod(0o755)
    os.mkfifo(folder / "asked")
    os.mkfifo(folder / "answered")
    answering = start(partial(answer_all, folder))
    yield folder
    kill(answering)


def answer_all(folder):
    """Answers every `fieldref` of that folder, in a process that is killed in the end."""
    while True:
        words = (folder / "asked").read_text().rstrip("\0").split("\0")
        os.environ.clear()
        os.environ.update(word.split("=", 1) for word in words)
        with (folder / "answered").open("w") as sys.stdout, suppress(SystemExit):
            main([])


@pytest.fixture
def environment(program, cache_home, tmp_path):
    return {
        "PATH": f"{program}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(cache_home),
        "TERM": "dumb",
        "PS1": "$ ",
        "LANG": "C.UTF-8",
    }


def script(shell, environment):
    """The lines that the shell reads to complete fieldref."""
    asked = {**environment, "_FIELDREF_COMPLETE": f"source_{shell}"}
    return subprocess.run(
        ["fieldref"], env=asked, capture_output=True, text=True, check=True
    ).stdout


class Talk:
    """A shell at a terminal, to type into."""

    def __init__(self, words, environment):
        self.pid, self.file = pty.fork()
        if not self.pid:
            os.execvpe(words[0], words, environment)

    def type(self, text, until):
        """Type, and read until what matches is on the screen."""
        os.write(self.file, text.encode())
        seen, ends = "", time.monotonic() + 30
        while time.monotonic() < ends and not re.search(until, seen):
            if select.select([self.file], [], [], 0.2)[0]:
                seen += os.read(self.file, 65536).decode(errors="replace")
        return seen

    def end(self):
        os.write(self.file, b"\nexit\n")
        os.close(self.file)
        os.waitpid(self.pid, 0)


@pytest.mark.parametrize("shell", SHELLS)
def test_what_typer_installs_and_shows_are_our_lines(shell):
    replace_typer_scripts()
    lines = get_completion_script(
        prog_name="fieldref", complete_var="_FIELDREF_COMPLETE", shell=shell
    )
    assert lines == SCRIPTS[f"source_{shell}"].strip()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.process
def test_a_tab_completes_and_the_command_is_given_it(shell, environment, tmp_path):
    """Each line is run by a function that prints the words that it was given."""
    if not shutil.which(shell):
        pytest.skip(f"needs {shell}")
    lines = tmp_path / "completion"
    lines.write_text(
        ("autoload -U compinit; compinit -u -D\n" if shell == "zsh" else "")
        + script(shell, environment)
        + "\nfieldref() { printf '<<'; printf '%s|' \"$@\"; printf '>>\\n'; }\n"
    )
    talk = Talk(SHELLS[shell], environment)
    talk.type(f". {lines}; echo rea''dy\n", "ready")
    given = [talk.type(f"fieldref {typed}\n", ">>") for typed, _ in TYPED]
    talk.end()
    words = [re.findall("<<(.*)[|]>>", seen) for seen in given]
    assert words == [["|".join(expected)] for _, expected in TYPED]


@pytest.mark.process
def test_fish_offers_the_same(environment, tmp_path):
    if not shutil.which("fish"):
        pytest.skip("needs fish")
    (tmp_path / "lines").write_text(script("fish", environment))
    plain = [
        (typed.strip("\t"), words[-1])
        for typed, words in TYPED
        if typed.count("\t") == 1 and not set(typed) & set("'\"")
    ]
    offers = [f'complete -C "fieldref {typed}"; echo ----' for typed, _ in plain]
    done = subprocess.run(
        ["fish", "--no-config", "-c", "; ".join([f"source {tmp_path}/lines", *offers])],
        env=environment,
        capture_output=True,
        text=True,
    )
    *offered, after = done.stdout.split("----\n")
    assert (len(offered), after) == (len(plain), "")
    for (typed, word), lines in zip(plain, offered, strict=True):
        assert word in [line.split("\t")[0] for line in lines.splitlines()], typed
