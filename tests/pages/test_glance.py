"""The pages of the bundled data answer first, and no heading stands over nothing."""

from datetime import date
from itertools import pairwise

import pytest

from conftest import THOROUGH
from fieldref.answer.blocks import Heading
from fieldref.catalog import Subject
from fieldref.pages.common import QueryContext, ShowQuery, cited_among
from fieldref.pages.show import show_page
from fieldref.pages.state import programme
from fieldref.pages.state.profile import SECTIONS
from fieldref.render.text.layout import View, answer_lines
from pages.some_states import some_states

DAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def context(bundled):
    return QueryContext(bundled, DAY)


def page(context, kind, id, section=None):
    return show_page(
        context, Subject(kind, id, id), ShowQuery(sections=(section,) if section else ())
    )


def empty_headings(blocks):
    """Give the headings that another one of their level or above, or nothing, follows."""
    return [
        block.text
        for block, after in pairwise([*blocks, Heading("the end", 1)])
        if isinstance(block, Heading) and block.level > 1
        if isinstance(after, Heading) and after.level <= block.level
    ]


def test_no_heading_of_a_state_stands_over_nothing(context):
    for state in some_states(context.catalog):
        assert empty_headings(page(context, "state", state.codes.iso3).blocks()) == []


# Of parts of programmes many a State has none.
ALONE = [name for name in SECTIONS if name not in programme.PARTS]
ODD = ("KHM", "KEN", "GEO", "FJI", "NRU", "VAT", "PSE")


@pytest.mark.parametrize("section", ALONE)
def test_no_section_that_is_asked_for_alone_is_empty(context, section):
    start = ALONE.index(section)
    codes = ODD if THOROUGH else [ODD[n % len(ODD)] for n in range(start, start + 3)]
    for code in codes:
        assert empty_headings(page(context, "state", code, section).blocks()) == []


def test_no_heading_of_a_treaty_or_an_office_stands_over_nothing(context):
    for treaty in context.catalog.treaties:
        assert empty_headings(page(context, "treaty", treaty.code).blocks()) == []
    subjects = {context.catalog.find(office.id) for office in context.catalog.presences}
    offices = [subject for subject in subjects if subject.kind == "office"]
    assert len(offices) > 50
    for office in offices:
        assert empty_headings(show_page(context, office).blocks()) == []


def test_the_first_screen_of_every_state_answers(context):
    long = {}
    for state in some_states(context.catalog):
        blocks = page(context, "state", state.codes.iso3, "glance").blocks()
        lines = list(answer_lines(blocks, View(80)))
        if len(lines) > 24:
            long[state.state] = len(lines)
        text = "".join(span.text for line in lines for span in line)
        for label in ("The Office", "Comes next", "Last reviews", "Not party to", "Write to"):
            assert label in text, state.state
    assert long == {}


def test_a_review_that_was_only_announced_is_not_shown_as_held(context, world):
    invented = QueryContext(world, date(2015, 1, 1))
    for where, code, words in (
        (invented, "SYL", "December 2009 (announced), session 6"),
        (context, "GEO", "UPR 26 January 2026,"),
    ):
        lines = answer_lines(page(where, "state", code, "glance").blocks(), View(100))
        text = " ".join("".join(span.text for span in line).strip() for line in lines)
        assert words in " ".join(text.split())


def test_a_page_lists_the_sources_that_it_cites_and_no_others(context):
    answer = page(context, "state", "KEN")
    blocks = list(answer.blocks())
    *shown, _, listed = blocks
    *titled, documents = listed.items
    ids = [line[0].text for line in titled] + documents[-1].text.split(", ")
    cited = {source.id.partition(", ")[0] for source in cited_among(shown, answer.sources)}
    assert sorted(ids) == sorted(cited)
    assert 0 < len(ids) < len(answer.sources)
