"""Every format, byte for byte, and the registry."""

import csv
import io
import subprocess
import sys

import pytest

from fieldref.errors import WrongUse
from fieldref.render.formats import FORMATS, format_fits, formats_for, write_answer
from fieldref.render.interface import OutputOptions
from render_answer import ANSWER, GOLDEN, rendered

PLAIN = ANSWER._replace(calendar=None, cards=None, chart=None)
ALL = "text, json, jsonl, csv, tsv, xlsx, plain, markdown, html"


def test_each_format_is_what_a_person_has_read_and_the_same_bytes_again():
    texts = dict(rendered())
    for name, text in texts.items():
        golden = _golden(name).decode()
        assert text == golden, f"{name}: tests/render_answer.py writes them anew, read the diff"
    assert dict(rendered()) == texts


def _golden(name):
    return (GOLDEN / name).read_bytes()


def test_an_answer_without_dates_and_contacts_fits_what_needs_neither():
    assert ", ".join(formats_for(PLAIN)) == ALL
    assert set(FORMATS) - set(formats_for(ANSWER)) == {"github", "atom"}
    assert format_fits("ics", PLAIN._replace(calendar=()))


@pytest.mark.parametrize("name", ["ics", "vcard", "vcard4", "svg"])
def test_a_format_that_does_not_fit_is_wrong_use_and_the_hint_names_those_that_do(name, capsys):
    with pytest.raises(WrongUse) as caught:
        write_answer(PLAIN, OutputOptions(name))
    assert name in caught.value.sentence
    assert caught.value.hint == f"Formats that fit: {ALL}."
    assert capsys.readouterr().out == ""


def test_a_format_that_there_is_not_is_wrong_use():
    with pytest.raises(WrongUse, match="no format called 'pdf'"):
        write_answer(ANSWER, OutputOptions("pdf"))


BEGINNINGS = {
    "a.json": "{",
    "a.jsonl": '{"id":',
    "a.ndjson": '{"id":',
    "a.CSV": "id,",
    "a.tsv": "id\t",
    "a.html": "<!DOCTYPE html>",
    "a.svg": "<svg",
    "a.md": "# Utopia",
    "a.ics": "BEGIN:VCALENDAR",
    "a.vcf": "BEGIN:VCARD\r\nVERSION:3.0",
    "a.txt": "Utopia  ",
    "a-b": "Utopia  ",
}


def test_without_a_format_the_ending_of_the_file_tells_it(tmp_path):
    for file in BEGINNINGS:
        write_answer(ANSWER, OutputOptions(output=str(tmp_path / file)))
    written = {file: (tmp_path / file).read_bytes().decode() for file in BEGINNINGS}
    assert {file: written[file][: len(begin)] for file, begin in BEGINNINGS.items()} == BEGINNINGS


def test_asides_stand_on_stderr_and_make_no_escape(capsys):
    write_answer(ANSWER._replace(asides=("Also:\x1b[31m Ruritania",)), OutputOptions("csv"))
    assert capsys.readouterr().err == "Also:\ufffd[31m Ruritania\n"


def loaded(script):
    code = f"import sys; sys.path.insert(0, 'tests'); {script}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return set(done.stdout.decode().split("\n")[-2].split())


@pytest.mark.process
def test_importing_the_registry_and_writing_text_in_a_pipe_load_no_library():
    heavy = {"rich", "icalendar", "yaml", "subprocess", "tempfile", "uuid"}
    assert not heavy & loaded("import fieldref.render.formats")
    imports = "from fieldref.render.interface import OutputOptions as O"
    imports += "; from fieldref.render.formats import write_answer"
    told = f"{imports}; from render_answer import ANSWER as A"
    writing = "[write_answer(A, O(f)) for f in ('text', 'json', 'csv', 'html')]"
    assert not heavy & loaded(f"{told}; {writing}")


def test_tsv_is_csv_between_tabs_with_its_head(run):
    commas = run("list", "states", "-f", "csv").out
    tabs = run("list", "states", "-f", "tsv").out
    assert list(csv.reader(io.StringIO(tabs), delimiter="\t")) == list(
        csv.reader(io.StringIO(commas))
    )
    assert "\t" in tabs.splitlines()[0]


@pytest.mark.parametrize("ending", [".tsv", ".tab"])
def test_the_ending_of_tsv_gives_its_head(run, tmp_path, ending):
    path = tmp_path / f"a{ending}"
    assert run("list", "states", "-o", path).code == 0
    assert path.read_text() == run("list", "states", "-f", "tsv").out
