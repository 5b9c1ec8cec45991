"""Random command lines: an exit code that the README lists, no traceback, an end within seconds.

FIELDREF_FUZZ_SECONDS=60 goes on with other lines for so long; FIELDREF_FUZZ_SEED begins elsewhere.
"""

import os
import random
import time

import pytest

from fieldref.cli.registry import ANSWERING, load_command

LINES, SECONDS = 60, 5
SEED = int(os.environ.get("FIELDREF_FUZZ_SEED", "8"))
LONG = int(os.environ.get("FIELDREF_FUZZ_SECONDS", "0"))
WORDS = [
    "utopia", "azure", "coast", "flight", "islands-ro", "upr", "states", "sources", "x", "",
    " ", "-", "--", "---", "-x", "-f", "--format", "--on", "=", "--on=", "--=", "é", "’",
    "\u2028", "\x1b[2J", "\udcff", "a\nb", "a" * 300, "~", "~nosuchuser", "/", "/dev/null",
    "/dev/zero", "/dev/full", ".", "..", "/proc/self/mem", "/nowhere/x", "2009", "2009-11",
    "2009-11-14", "2199-12-31", "1900", "0000", "9999", "9" * 400, "-1", "1e9", "٣", "today",
    "90d", "9999y", "0d", "30w", "json", "csv", "ics", "svg", "vcard", "text", "html",
    "markdown", "github", "report", "stated", "Africa", "all", "always", "never", "office",
    "state", "source", "name,id", ",", ",,", "*", "%", "'", '"', "\\", "$HOME", "`x`", "NULL",
    "None", "../../etc/passwd", "javascript:alert(1)",
]  # fmt: skip


@pytest.fixture
def ask(run, tmp_path, monkeypatch):
    """Runs a line in an empty folder and home; the editor changes nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("EDITOR", "true")
    return run


def line(dice):
    """A command with words that it takes, and with some that it doesn't."""
    name = dice.choice([*ANSWERING, *ANSWERING, "", "help", "--version", "--help", "shwo"])
    if name not in ANSWERING:
        return [name, *dice.choices(WORDS, k=dice.randrange(3))]
    words = [name]
    for parameter in dice.choices(load_command(name).parameters, k=dice.randrange(6)):
        if parameter.declaration.names:
            option = dice.choice("/".join(parameter.declaration.names).split("/"))
            if parameter.kind is bool:
                words.append(option)
            elif dice.random() < 0.3:
                words.append(f"{option}={dice.choice(WORDS)}")
            else:
                words += [option, dice.choice(WORDS)]
        else:
            words += dice.choices(WORDS, k=dice.randrange(1, 4))
    dice.shuffle(words[1:])
    return words


def try_line(ask, words):
    """What the line gives, seen to end well or to be told."""
    if any("\0" in word for word in words):
        return None  # no process can be given one
    begun = time.process_time()  # busy cores make the other lie
    ran = ask(*words)
    seconds = time.process_time() - begun
    assert ran.code in (0, 1, 2, 3, 4, 130), (words, ran)
    assert "Traceback" not in ran.err, (words, ran.err)
    assert "\x1b" not in ran.err, (words, ran.err)
    assert seconds < SECONDS, (words, seconds)
    return ran


def lines_with(word):
    """Each command with that word wherever it takes one."""
    for name in ANSWERING:
        for parameter in load_command(name).parameters:
            option = parameter.declaration.names[:1]
            if parameter.kind is not bool or not option:
                yield [name, *(["utopia"] if option else []), *option, word]


@pytest.mark.process
@pytest.mark.parametrize("word", ["\udcff", "utopia\udcff", "A/HRC/1\udcff"])
def test_a_word_that_is_no_utf8_names_nothing(ask, word):
    for words in lines_with(word):
        assert "damaged" not in try_line(ask, words).err, words


@pytest.mark.process
@pytest.mark.parametrize("seed", range(SEED, SEED + 4))
def test_random_lines_end_well_or_are_told(ask, seed):
    dice = random.Random(seed)
    for _ in range(LINES):
        try_line(ask, line(dice))


@pytest.mark.process
@pytest.mark.skipif(not LONG, reason="FIELDREF_FUZZ_SECONDS says how long")
def test_long(ask):
    seed = random.randrange(10**9)
    print(f"FIELDREF_FUZZ_SEED={seed} begins as this run did")  # noqa: T201
    ends, dice, count = time.monotonic() + LONG, random.Random(seed), 0
    while time.monotonic() < ends:
        try_line(ask, line(dice))
        count += 1
    print(f"{count:,} command lines")  # noqa: T201
