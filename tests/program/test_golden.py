"""Byte-exact outputs over the invented world, each read by a person before it was kept.

`sh tools/test program -k golden --update-golden` writes them anew: read what changed.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import WORLD, pytest_configure
from fieldref.render.text.wrap import cell_width

GOLDEN = Path(__file__).parents[1] / "golden" / "world"
ON = ("--on", "2026-11-23")


class Case(NamedTuple):
    """A file of tests/golden/world, the command that gives it, and how wide the terminal is."""

    file: str
    words: tuple[str, ...]
    columns: int = 80


CASES = (
    Case("utopia-40.txt", ("show", "utopia", *ON), 40),
    Case("utopia-80.txt", ("show", "utopia", *ON)),
    Case("utopia-120.txt", ("show", "utopia", *ON), 120),
    Case("utopia-2008.txt", ("show", "utopia", "--on", "2008-01-01")),
    Case("utopia.json", ("show", "utopia", *ON, "-f", "json")),
    Case("utopia.csv", ("show", "utopia", *ON, "-f", "csv")),
    Case("utopia.md", ("show", "utopia", *ON, "-f", "markdown")),
    Case("ruritania.txt", ("show", "ruritania", *ON)),
    Case("sylvania.txt", ("show", "sylvania", *ON)),
    Case("xanadu.txt", ("show", "xanadu", *ON)),
    Case("deadlines-2009.txt", ("deadlines", "--year", "2009", *ON)),
    Case("deadlines-2009.json", ("deadlines", "--year", "2009", *ON, "-f", "json")),
    Case("deadlines-2009.csv", ("deadlines", "--year", "2009", *ON, "-f", "csv")),
    Case("deadlines-2009.md", ("deadlines", "--year", "2009", *ON, "-f", "markdown")),
    Case("deadlines-2009.ics", ("deadlines", "--year", "2009", *ON, "-f", "ics")),
    Case("deadlines-explained.txt", ("deadlines", "utopia", "--year", "2009", "--explain", *ON)),
    Case("deadlines-all.txt", ("deadlines", "--from", "1985", "--to", "2030", "--projected", *ON)),
    Case("contacts.txt", ("contacts", *ON)),
    Case("contacts-utopia.txt", ("contacts", "utopia", "--all", *ON)),
    Case("contacts.csv", ("contacts", *ON, "-f", "csv")),
    Case("contacts-3.vcf", ("contacts", *ON, "-f", "vcard")),
    Case("contacts-4.vcf", ("contacts", *ON, "-f", "vcard4")),
    Case("flight.txt", ("show", "flight", *ON)),
    Case("flight.json", ("show", "flight", *ON, "-f", "json")),
    Case("flight.csv", ("show", "flight", *ON, "-f", "csv")),
    Case("flight-op.txt", ("show", "flight-op", *ON)),
    Case("song-visits.txt", ("show", "song-visits", *ON)),
    Case("sleep.txt", ("show", "sleep", *ON)),
    Case("islands-office.txt", ("show", "islands-ro", *ON)),
    Case("islands-office.json", ("show", "islands-ro", *ON, "-f", "json")),
    Case("explain-utopia-flight.txt", ("explain", "utopia", "flight", *ON)),
    Case("explain-utopia-flight.json", ("explain", "utopia", "flight", *ON, "-f", "json")),
    Case("explain-ruritania-flight.txt", ("explain", "ruritania", "flight", *ON)),
    Case("explain-ruritania-song.txt", ("explain", "ruritania", "song", *ON)),
    Case("explain-sylvania-song.txt", ("explain", "sylvania", "song", *ON)),
    Case("explain-utopia-song-visits.txt", ("explain", "utopia", "song-visits", *ON)),
    Case("explain-utopia-bread.txt", ("explain", "utopia", "bread", *ON)),
    Case("explain-utopia-sleep.txt", ("explain", "utopia", "sleep", *ON)),
    Case("explain-sylvania-flight-op.txt", ("explain", "sylvania", "flight-op", *ON)),
    Case("timeline-utopia.txt", ("timeline", "utopia", *ON)),
    Case("timeline-ruritania.json", ("timeline", "ruritania", *ON, "-f", "json")),
    Case("timeline-sylvania-40.txt", ("timeline", "sylvania", *ON), 40),
    Case("explain-utopia-upr.txt", ("explain", "utopia", "upr", *ON)),
)

TEXTS = [case for case in CASES if case.file.endswith(".txt")]
PAGES = [case for case in TEXTS if case.words[0] in ("show", "explain", "timeline")]


@pytest.mark.parametrize("case", CASES, ids=[case.file for case in CASES])
def test_the_output_is_what_a_person_read(case, run, pytestconfig):
    ran = run(*case.words, columns=case.columns)
    assert (ran.code, "Traceback" in ran.err) == (0, False)
    path = GOLDEN / case.file
    if pytestconfig.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(ran.out.encode())
    assert ran.out == path.read_bytes().decode()


def test_every_golden_file_belongs_to_a_case():
    assert {path.name for path in GOLDEN.iterdir()} == {case.file for case in CASES}


def test_no_line_of_text_ends_in_spaces():
    for case in TEXTS:
        text = (GOLDEN / case.file).read_text(encoding="utf-8")
        assert [line for line in text.splitlines() if line != line.rstrip()] == [], case.file


def test_only_an_overlong_word_makes_a_line_wider_than_the_terminal():
    for case in PAGES:
        lines = (GOLDEN / case.file).read_text(encoding="utf-8").splitlines()
        wide = [line for line in lines if cell_width(line) > case.columns]
        overlong = [line for line in wide if cell_width(line.split()[-1]) > case.columns - 4]
        assert overlong == wide, case.file


def test_the_same_question_gives_the_same_bytes(run):
    words = ("contacts", "-f", "vcard", *ON)
    assert run(*words) == run(*words)


def test_a_narrower_terminal_than_40_columns_is_taken_for_40(run):
    narrow = (GOLDEN / "utopia-40.txt").read_bytes().decode()
    assert run("show", "utopia", *ON, columns=12).out == narrow


def test_goldens_are_not_written_in_ci(pytestconfig, monkeypatch):
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(pytestconfig.option, "update_golden", True)
    with pytest.raises(pytest.UsageError, match="not for CI"):
        pytest_configure(pytestconfig)


def test_the_world_that_they_show_is_the_one_beside_them():
    assert Path(__file__).parents[1] / "world" == WORLD
