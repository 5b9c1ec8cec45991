"""One list of entries feeds every format: none has a date that another hasn't."""

import csv
import io
import json
import re
from collections import Counter

import html5lib
import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt

from conftest import ON

YEAR = ("deadlines", "--year", "2009")


@pytest.fixture
def counted(give):
    """How many dates each State has, by name, in JSON; and those known to the year alone."""
    items = json.loads(give(*YEAR).text)["items"]
    return Counter(item["name"] for item in items), [
        item for item in items if len(item["date"]) == 4
    ]


def of_text(text):
    """The cells under State, cut where the dashes under the titles say that the columns are."""
    names, column = [], None
    for line in text.splitlines():
        dashes = [match.span() for match in re.finditer("─+", line)]
        if len(dashes) == 5:
            column = slice(dashes[1][0], dashes[2][0])
        elif not line:
            column = None
        elif column:
            names.append(line[column].strip())
    return names


def of_markdown(text):
    """The second cells of the tables that have a column State."""
    names, row, listing = [], [], False
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "inline":
            row.append("".join(child.content for child in token.children))
        elif token.type == "tr_open":
            row = []
        elif token.type == "thead_close":
            listing = row[1:2] == ["State"]
        elif token.type == "tr_close" and listing:
            names.append(row[1])
        elif token.type == "table_close":
            listing = False
    return names


def of_html(text):
    page = html5lib.parse(text, namespaceHTMLElements=False)
    tables = [table for table in page.iter("table") if "State" in heads(table)]
    rows = [row.findall("td") for table in tables for row in table.find("tbody").iter("tr")]
    return ["".join(cells[1].itertext()) for cells in rows]


def heads(table):
    return ["".join(cell.itertext()) for cell in table.find("thead").iter("th")]


READERS = {
    "text": of_text,
    "jsonl": lambda text: [json.loads(line)["name"] for line in text.splitlines()],
    "csv": lambda text: [row["name"] for row in csv.DictReader(io.StringIO(text))],
    "plain": lambda text: [line.split("\t")[3] for line in text.splitlines()],
    "markdown": of_markdown,
    "html": of_html,
}


@pytest.mark.parametrize("name", READERS)
def test_each_state_has_as_many_dates_in_every_format(name, counted, run_bundled):
    every, _ = counted
    assert len(every) > 100
    assert Counter(READERS[name](run_bundled(*YEAR, *ON, "-f", name).out)) == every


def test_a_calendar_has_them_too_but_for_those_known_to_the_year(counted, run_bundled):
    every, years = counted
    ran = run_bundled(*YEAR, *ON, "-f", "ics")
    summaries = [str(event["summary"]) for event in Calendar.from_ical(ran.out).walk("VEVENT")]
    assert Counter(event.split(": ")[0] for event in summaries) + Counter(
        item["name"] for item in years
    ) == every  # fmt: skip
    assert ran.err.startswith(f"{len(years)} date")
