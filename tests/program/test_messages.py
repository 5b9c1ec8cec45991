"""What is said of whatever can't be done: one table, read as a whole, so that one voice speaks.

A message is added by a line `$ words` in the table, then --update-golden.
"""

import re
import shlex
from pathlib import Path

import pytest

TABLE = Path(__file__).parents[1] / "golden/messages.txt"


def typed():
    """The words of each line of the table that begins with a dollar sign."""
    text = TABLE.read_text(encoding="utf-8")
    return [found[1] for found in re.finditer(r"^\$ (.*?)(?:  # \d+)?$", text, re.MULTILINE)]


@pytest.fixture(scope="module")
def told_before():
    return {}


@pytest.fixture
def told(run, tmp_path, monkeypatch, told_before):
    """What is told of each of them, in the world of the tests and in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("FIELDREF_FORMAT", "FIELDREF_COLOR", "FIELDREF_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for words in typed():
        if words not in told_before:
            told_before[words] = run(*shlex.split(words))
    return told_before


def test_every_message_is_the_one_in_the_table(told, request):
    parts = (f"$ {words}  # {ran.code}\n{ran.err}" for words, ran in told.items())
    shown = "\n".join(parts)
    if request.config.getoption("--update-golden"):
        TABLE.write_text(shown, encoding="utf-8")
    assert shown == TABLE.read_text(encoding="utf-8")


def test_every_message_says_what_was_wrong_and_what_to_do(told):
    for words, ran in told.items():
        first, *rest = ran.err.splitlines()
        assert ran.code, words
        assert ran.out == "", words
        assert re.fullmatch(r"fieldref: .+[.?]", first), words
        assert rest, f"{words}: no next step"
        assert not first.startswith("fieldref: fieldref"), words


def test_no_message_speaks_as_the_parser_does(told):
    for words, ran in told.items():
        for term in ("argument", "Invalid value", "No such", "Error", "None"):
            assert term not in ran.err, words
