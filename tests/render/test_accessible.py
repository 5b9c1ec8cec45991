"""Text for the ear, and colours for every eye."""

import re

import pytest
from rich.color import Color

from cases import of_each
from fieldref.answer import Answer
from fieldref.answer.blocks import (
    Column,
    DayMark,
    Lane,
    Lanes,
    Line,
    Paragraph,
    Span,
    Table,
    line,
)
from fieldref.render import html, svg
from fieldref.render.text import terminal, writer
from fieldref.render.text.accessible import spoken_lines
from fieldref.render.text.lanes import lane_lines
from fieldref.render.text.layout import View
from render_answer import ANSWER

DRAWN = re.compile("[\u2500-\u25ff·→]|^ |  ")  # box drawing, blocks, shapes; sides of a layout
SPOKEN = View(spoken=True)


def words(text: Line) -> str:
    return "".join(span.text for span in text)


def test_nothing_is_drawn_or_set_side_by_side():
    for each in writer.render_plain(ANSWER, SPOKEN).splitlines():
        assert not DRAWN.search(each), each


def test_headings_marks_and_rows_are_words():
    laid = writer.render_plain(ANSWER, SPOKEN)
    for said in ("Section: ", "Note: ", "Warning: ", "Table of ", "Row 1.", "Card: "):
        assert said in laid


def test_a_row_is_a_line_a_cell_and_an_empty_cell_none():
    columns = (Column("Treaty"), Column("Since"), Column("Next"))
    table = Table(columns, ((line("CEDAW"), line("14 November 1992"), line("—")),))
    assert [words(each) for each in spoken_lines(table)] == [
        "Table of 1 row: Treaty, Since, Next.",
        "Row 1.",
        "Treaty: CEDAW",
        "Since: 14 November 1992",
    ]


def test_a_line_is_whole_in_a_pipe_and_broken_between_words_in_a_terminal():
    answer = Answer("show", "", "", (), blocks=lambda: (Paragraph(line("word " * 30)),))
    assert len(writer.render_plain(answer, SPOKEN).splitlines()) == 1
    laid = writer.render_plain(answer, View(40, piped=False, spoken=True)).splitlines()
    assert max(map(len, laid)) <= 40
    assert len(laid) > 1


def test_a_painted_page_has_no_boxes_either():
    painted = terminal.render_painted(ANSWER, View(80, piped=False, spoken=True))
    assert not re.search("[\u2500-\u257f]", painted)


def test_what_runs_from_right_to_left_is_set_apart_in_text_and_in_html():
    answer = Answer("show", "", "", (), blocks=lambda: (Paragraph(line("مصر العليا · Egypt")),))
    assert writer.render_plain(answer, View()) == "\u2068مصر العليا\u2069 · Egypt\n"
    assert "<bdi>مصر العليا</bdi> · Egypt" in html.render(answer)
    code = Answer("new", "", "", (), blocks=lambda: (Paragraph(line(Span("name: مصر", "code"))),))
    assert writer.render_plain(code, View()) == "name: مصر\n"  # it is there to be copied


@pytest.mark.parametrize(
    ("at", "says"), [(1990.5, "▼ as of mid-1990"), (2011.5, "as of mid-2011 ▼")]
)
def test_the_axis_marks_the_day_in_text_and_in_svg(at, says):
    day = DayMark(at, says.strip("▼ "))
    lanes = Lanes("Timeline", 1990, 2012, (Lane("CAT", ()),), (), day)
    assert any(each.strip() == says for each in map(words, lane_lines(lanes, 80)))
    assert f">{day.says}</text>" in svg.draw_lanes(lanes)


def luminance(color: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [part / 255 for part in Color.parse(color).get_truecolor()]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@of_each([*terminal._STYLES.items(), *terminal._TITLE.items()])
def test_colours_hold_four_and_a_half_to_one_on_white_and_on_black(_, style):
    assert not style.dim
    if style.color:
        light = luminance(style.color.name)
        assert min(1.05 / (light + 0.05), (light + 0.05) / 0.05) >= 4.5
