"""Every command at the widths that screens have: nothing is cut, nothing overlaps or sticks out.

Of long tables the longest rows stand for all, and some between; each page is painted at some of the
widths, which move on from page to page. With FIELDREF_THOROUGH=1 it is all rows at all widths.
"""

import re
from datetime import date

import pytest

from conftest import THOROUGH
from fieldref.answer import Answer
from fieldref.answer.blocks import Card, Column, Facts, Table, line
from fieldref.pages.common import QueryContext
from fieldref.pages.compare import compare_page
from fieldref.pages.contacts import ContactQuery as ContactsAsked
from fieldref.pages.contacts import contacts_page
from fieldref.pages.deadlines import DeadlineQuery as DeadlinesAsked
from fieldref.pages.deadlines import deadlines_page
from fieldref.pages.explain.page import explain_treaty, explain_upr
from fieldref.pages.lists.filters import ListQuery as ListAsked
from fieldref.pages.lists.page import list_page
from fieldref.pages.lists.subjects import SUBJECTS
from fieldref.pages.search import search_page
from fieldref.pages.show import show_page
from fieldref.pages.timeline import timeline_page
from fieldref.render.text import terminal, writer
from fieldref.render.text.layout import View, block_lines
from fieldref.render.text.wrap import cell_width, measure

WIDTHS = (40, 60, 80, 120, 200)
STATES = ("KHM", "CIV", "LAO", "PRK", "GBR", "TUV")
LONG = ("reviews", "sessions")  # lists of so many rows that those of some years show as much
ROWS = 100  # of a table
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def asked(bundled):
    return QueryContext(bundled, date(2026, 11, 23))


def pages(asked):
    """A page of every command, some with long names and many rows."""
    known = asked.catalog
    for name in (*STATES, "CRC", "CRC-OPAC"):
        yield f"show {name}", show_page(asked, known.find(name))
    year = (date(2009, 1, 1), date(2009, 12, 31))
    ahead = (date(2026, 1, 1), date(2030, 12, 31))
    for (first, last), region in ((year, None), (ahead, "Africa")):
        query = DeadlinesAsked(first, last, region=region, projected=True)
        yield f"deadlines {first}", deadlines_page(asked, query)
    query = DeadlinesAsked(*ahead, STATES, None, (), (), None, True, True)
    yield "deadlines --explain", deadlines_page(asked, query)
    yield "contacts", contacts_page(asked, ContactsAsked((), (), True))
    for code in ("CEDAW", "ICCPR", "CRPD"):
        yield f"explain {code}", explain_treaty(asked, "KHM", known.treaty(code))
    yield "explain upr", explain_upr(asked, "LAO")
    yield "timeline", timeline_page(asked, "KHM")
    for subject in SUBJECTS:
        since = date(2024, 1, 1) if subject in LONG else None
        yield f"list {subject}", list_page(asked, subject, ListAsked(all=True, first=since))
    yield "search", search_page(asked, "torture", 50)
    yield "compare", compare_page(asked, STATES)


@pytest.fixture(scope="module")
def answers(asked):
    return {name: thin_out(answer) for name, answer in pages(asked)}


def thin_out(answer):
    """The answer with `ROWS` rows of each table that has more: the longest, and some between."""
    blocks = [*answer.blocks()]
    if not THOROUGH:
        blocks = [thin_table(block) if isinstance(block, Table) else block for block in blocks]
    return answer._replace(blocks=lambda: blocks)


def thin_table(table):
    longest = sorted(range(len(table.rows)), key=lambda row: -max(map(measure, table.rows[row])))
    between = range(0, len(table.rows), max(1, 2 * len(table.rows) // ROWS))
    kept = sorted({*longest[: ROWS // 2], *between})
    details = table.details and tuple(table.details[row] for row in kept)
    return table._replace(rows=tuple(table.rows[row] for row in kept), details=details)


@pytest.fixture(scope="module")
def words(answers):
    """The words of each page, where nothing has to break."""
    wide = View(10_000, piped=False)
    return {
        name: set(writer.render_plain(answer, wide).split()) for name, answer in answers.items()
    }


@pytest.fixture(scope="module", params=WIDTHS)
def room(request):
    return request.param


@pytest.fixture(scope="module")
def shown(answers, room):
    """What each page looks like in so much room."""
    view = View(room, piped=False)
    return {name: writer.render_plain(answer, view) for name, answer in answers.items()}


def fits(shown, room):
    """Whether a line is within the width, or a single word is longer than any line of it."""
    indent = len(shown) - len(shown.lstrip(" •│!"))
    return cell_width(shown) <= room or (" " not in shown[indent:] and indent <= 6)


def test_nothing_sticks_out_but_a_word_that_is_longer_than_the_line(shown, room):
    for name, text in shown.items():
        assert [text_line for text_line in text.splitlines() if not fits(text_line, room)] == [], (
            name
        )


def test_nothing_is_cut_within_a_word(shown, words):
    """Each word of the page at a width is one that it has where nothing has to break."""
    for name, text in shown.items():
        if name == "timeline":  # its axis is drawn for the width
            continue
        whole = words[name]
        marks = set("═─│•!·—█▒░")
        cut = {word for word in text.split() if word not in whole and not set(word) <= marks}
        labels = {word for word in cut if f"{word.rstrip(':')}" in whole or word.endswith(":")}
        assert cut - labels == set(), name


def test_lines_end_in_no_spaces(shown):
    for text in shown.values():
        assert all(text_line == text_line.rstrip() for text_line in text.splitlines())


def test_colours_take_no_room(answers, room):
    step = 1 if THOROUGH else 2
    begin = WIDTHS.index(room) % step
    for name, answer in [*answers.items()][begin::step]:
        painted = terminal.render_painted(answer, View(room, piped=False))
        lines = _COLOURS.sub("", painted).splitlines()
        assert [text_line for text_line in lines if not fits(text_line, room)] == [], name


# --- names of all scripts

NAMES = (
    "Cambodia",
    "កម្ពុជា",
    "柬埔寨",
    "كمبوديا",
    "캄보디아",
    "Côte d’Ivoire",
    "ประเทศกัมพูชา",
    "ကမ္ဘောဒီးယား",
)


def _lines(block):
    return [
        "".join(span.text for span in text_line)
        for text_line in block_lines(block, View(80, piped=False))
    ]


def test_wide_and_combining_names_keep_the_columns_of_a_table():
    rows = tuple((line(name), line("|")) for name in NAMES)
    shown = _lines(Table((Column("Name"), Column("")), rows))
    columns = {cell_width(text_line.partition("|")[0]) for text_line in shown if "|" in text_line}
    assert len(columns) == 1


def test_wide_and_combining_labels_keep_the_column_of_their_values():
    shown = _lines(Facts(tuple((name, line("|")) for name in NAMES)))
    assert len({cell_width(text_line.partition("|")[0]) for text_line in shown}) == 1


def test_the_sides_of_a_box_stand_straight_beside_any_name():
    card = Card("កម្ពុជា", "柬埔寨", tuple((name, line(name)) for name in NAMES))
    answer = Answer("contacts", "", "", (), blocks=lambda: (card,))
    shown = _COLOURS.sub("", terminal.render_painted(answer, View(60, False))).splitlines()
    assert {cell_width(text_line) for text_line in shown} == {60}


def test_the_width_of_a_screen_is_at_least_40(run):
    assert run("show", "utopia", columns=10) == run("show", "utopia", columns=40)
