"""Plain text: its layout at any width."""

import time
from itertools import product
from operator import mul

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import of_each
from fieldref.answer import Answer
from fieldref.answer.blocks import (
    Bars,
    Bullets,
    Card,
    Column,
    Facts,
    Heading,
    Moment,
    Paragraph,
    Span,
    Table,
    Timeline,
    line,
)
from fieldref.render.text import writer
from fieldref.render.text.layout import View
from fieldref.render.text.wrap import cell_width, fill_lines, measure

WIDTHS = st.integers(40, 130)
# A few letters many times: Hypothesis draws letter by letter, and seldom many.
WORD = st.builds(mul, st.text("abcé។乌🙂.", min_size=1, max_size=4), st.integers(1, 15))
WORDS = st.lists(WORD, min_size=1, max_size=15)


PAGE = View()


def lines(block, view=PAGE):
    answer = Answer("show", "", "", (), blocks=lambda: (block,))
    return writer.render_plain(answer, view).splitlines()


def listing(rows=1, **changes):
    cells = (line("2009-11-14"), line("Utopia"), line("x" * 50))
    columns = (Column("Date"), Column("State"), Column("What"))
    return Table(columns, (cells,) * rows, **changes)


@given(WORDS, WIDTHS)
def test_prose_wraps_at_the_width_and_loses_no_word(words, room):
    laid = lines(Paragraph(line(" ".join(words))), View(room))
    assert " ".join(laid).split() == words
    for each in laid:
        assert cell_width(each) <= min(room, 100) or " " not in each


@given(WORDS, WIDTHS)
def test_only_an_overlong_word_is_wider_than_the_page_in_any_block(words, room):
    prose = line(" ".join(words))
    longest = max(map(cell_width, words))
    for block in (
        Bullets((prose, prose), True),
        Facts((("Label", prose),)),
        Card("Title", "aside", (("Label", prose),)),
        Timeline((Moment("2009", prose, (prose,)),)),
        Table((Column("A"), Column("B")), ((prose, prose),)),
        Heading(" ".join(words), 1, "as of 2009"),
    ):
        for each in lines(block, View(room)):
            assert cell_width(each) <= room or cell_width(each.strip()) <= longest + 20


@given(st.lists(st.tuples(st.text(" ab", max_size=50), st.sampled_from(["plain", "strong"]))))
def test_roles_stay_with_their_words(spans):
    told = tuple(Span(*span) for span in spans)
    letters = [(char, role) for part, role in told for char in part if char != " "]
    laid = [span for each in fill_lines(told, 10) for span in each]
    assert [(char, s.role) for s in laid for char in s.text if char != " "] == letters


def test_an_address_is_never_broken():
    email = "a-very-long-address-that-nobody-wants-to-type@offices.example.org"
    for block in (Facts((("E-mail", line(email)),)), Card("C", "", (("E-mail", line(email)),))):
        assert any(email in each for each in lines(block, View(40)))


def test_a_word_that_runs_over_spans_stays_one():
    told = (Span("("), Span("CEDAW", "code"), Span("), "), Span("art. 18"))
    assert ["".join(s.text for s in each) for each in fill_lines(told, 9)] == [
        "(CEDAW),",
        "art. 18",
    ]


@of_each([("abc", 3), ("កម្ពុជា", 4), ("乌托邦", 6), ("e\u0301", 1), ("مُحَمَّد", 4), ("a\u200bb", 2)])
def test_width_counts_cells(said, cells):
    assert cell_width(said) == cells


def test_an_aside_stands_at_the_right_or_under_its_title():
    assert lines(Heading("Utopia", 3, "2009"), View(40)) == ["Utopia" + " " * 30 + "2009"]
    assert lines(Heading("U" * 36, 3, "2009"), View(40)) == ["U" * 36, "2009"]
    assert lines(Heading("U" * 39 + " V", 3, "2009"), View(40)) == [
        "U" * 39,
        "V" + " " * 35 + "2009",
    ]


def test_labels_stand_beside_their_values_from_60_cells_on_or_where_all_fit():
    block = Facts((("Region", line("Elsewhere")), ("Nr", line("5"))))
    assert lines(block, View(40)) == ["Region  Elsewhere", "Nr      5"]
    longer = Facts((("Region", line("Elsewhere " * 6 + "!")), ("Nr", line("5"))))
    assert lines(longer, View(60))[-1] == "Nr      5"
    assert lines(longer, View(59))[-2:] == ["Nr", "  5"]


def test_an_address_that_is_too_long_beside_its_label_stands_under_it():
    address = "https://example.org/" + "a" * 38
    assert lines(Facts((("Web", line(address)), ("Nr", line("5")))), View(60)) == [
        "Web",
        f"  {address}",
        "Nr   5",
    ]


def test_a_label_that_is_too_long_stands_over_its_value():
    block = Facts((("A label that is much too long for it", line("x")), ("b", line("y"))))
    assert lines(block) == [block.pairs[0][0], " " * 30 + "x", "b" + " " * 29 + "y"]


def test_a_listing_in_a_pipe_is_one_record_a_line_whatever_the_width():
    assert lines(listing(3, listing=True), View(40))[2:] == ["2009-11-14  Utopia  " + "x" * 50] * 3


def test_a_listing_on_a_screen_and_a_page_become_records_where_they_do_not_fit():
    record = ["2009-11-14", "  State: Utopia · What:", "    " + "x" * 50]
    assert lines(listing(listing=True), View(40, piped=False)) == record
    assert lines(listing(2), View(40)) == [*record, *record]


def test_an_empty_cell_leaves_its_room_and_no_spaces_at_the_end():
    block = Table((Column("A"), Column("B"), Column("C")), (((), line("b"), ()),))
    assert lines(block)[2] == "   b"
    assert lines(block._replace(rows=())) == []


def test_details_stand_under_their_row_and_wrap_on_a_page():
    said = line(" ".join(["word"] * 12))
    block = Table((Column("A"),), ((line("a"),), (line("b"),)), details=((said,), ()))
    assert lines(block, View(40))[2:] == [
        "a",
        "  " + " ".join(["word"] * 7),
        "  " + " ".join(["word"] * 5),
        "b",
    ]
    assert lines(block._replace(listing=True), View(40))[3] == "  " + " ".join(["word"] * 12)


def test_a_timeline_puts_dates_over_what_happened_where_it_is_narrow():
    moments = (Moment("2009", line("word " * 9 + "word")), Moment("2010", line("end")))
    assert lines(Timeline(moments), View(40)) == [
        "● 2009", "│ word word word word word word word", "│ word word word", "│",
        "● 2010", "  end",
    ]  # fmt: skip


def test_bars_show_whatever_counts_anything():
    bars = lines(Bars((("a", (1000, 1)), ("b", (1, 0)), ("c", (0, 0))), ("met", "due")), View(40))
    assert [(each.count("█"), each.count("▒")) for each in bars[:3]] == [(29, 1), (1, 0), (0, 0)]
    assert max(map(cell_width, bars)) <= 40


def test_lines_end_without_spaces_and_blank_text_is_nothing_to_fear():
    blank = line(" " * 200)
    for block in (Paragraph(blank), Timeline((Moment("", blank),)), Facts((("", blank),))):
        assert all(each == each.rstrip() for each in lines(block))


def test_measure_is_the_sum_of_the_spans():
    assert measure(line("ab", Span("乌", "code"))) == 4


def test_a_thousand_rows_take_no_time():
    block = listing(1000, listing=True)
    start = time.process_time()
    lines(block)
    assert time.process_time() - start < 0.3  # 0.007 where it was written


@pytest.mark.parametrize("room", [40, 60, 80])
def test_no_date_is_broken_over_two_lines(room):
    dates = ("14 November 2009", "November 2009", "10–14 November 2009")
    for before, date in product(range(room), dates):
        laid = fill_lines(line("x" * before, f" {date} and so on"), room)
        assert any(date in "".join(span.text for span in each) for each in laid)


def test_one_long_cell_goes_on_in_a_second_line_of_its_column():
    rows = [(line("CEDAW"), line(f"{day} May 2009"), line("held")) for day in range(1, 7)]
    rows[2] = (line("CAT"), line("4 May 2009, " + "as was announced then, " * 3), line("open"))
    table = Table((Column("Treaty"), Column("Last"), Column("Status")), tuple(rows))
    laid = lines(table, View(50))
    assert laid[0].split() == ["Treaty", "Last", "Status"]
    assert laid[4] == "CAT     4 May 2009, as was announced then,  open"
    assert laid[5] == "        as was announced then, as was"
    assert laid[6] == "        announced then,"
    assert laid[7] == "CEDAW   4 May 2009                          held"


def test_a_table_of_which_most_rows_are_long_is_records():
    rows = tuple((line("CEDAW"), line("a long cell of many words " * 3)) for _ in range(3))
    assert lines(Table((Column("Treaty"), Column("Says")), rows), View(40))[0] == "CEDAW"


def test_a_table_of_which_half_the_rows_are_long_stays_a_grid(run_bundled):
    out = run_bundled("show", "kenya", "--section", "treaties").out
    assert "Treaty    Last considered" in out
    assert "Next report: " not in out
