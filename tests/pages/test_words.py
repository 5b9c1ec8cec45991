"""No page has a slip that an editor would mark, and none breaks a date at 40 columns."""

import re
from datetime import date

import pytest

from conftest import THOROUGH
from fieldref.catalog import Subject
from fieldref.pages.common import QueryContext, ShowQuery
from fieldref.pages.explain.page import explain_treaty, explain_upr
from fieldref.pages.explain.terms import explain_glossary
from fieldref.pages.next.page import next_page
from fieldref.pages.show import show_page
from fieldref.render.text.layout import View, answer_lines
from pages.some_states import some_states

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SLIPS = re.compile(
    r"(?<!\.)\.\.(?!\.)"  # two points
    r"|\s[,;.](?=\s|$)|:\s*[;,.]|;\s*;|,\s*,"  # a sign after nothing
    r"|\b1 (?!to |of |or )[a-z]{3,}s\b"  # one reviews
    r"|\b(\w+) \1\b"  # the the
    r"|\( |\s\)|\(\)|\[\]|[{}]"  # nothing in brackets
    r"|[a-z]\.[A-Z][a-z]"  # no space after a sentence
)
BROKEN = re.compile(rf"\b\d\d?\n[^\w\n]*(?:{MONTHS})\b")


def lines(blocks, width):
    return ["".join(span.text for span in line) for line in answer_lines(blocks, View(width))]


def slips(blocks):
    blocks = list(blocks)
    whole = [hit[0] for line in lines(blocks, 10_000) for hit in SLIPS.finditer(line)]
    return whole + BROKEN.findall("\n".join(lines(blocks, 40)))


@pytest.fixture(scope="module")
def context(bundled):
    return QueryContext(bundled, date(2026, 11, 27))


def test_a_slip_is_seen_by_this_test():
    text = "Visit.. of , one ( x), 1 reviews, the the act.Then [] and : ; so"
    assert len(SLIPS.findall(text)) >= 8
    assert BROKEN.findall("from 4 to 22\n  July 2016") and not BROKEN.findall("22 July\n2016")


@pytest.mark.parametrize("part", range(6 if THOROUGH else 2))
def test_the_page_of_no_state_has_one(context, part):
    for state in some_states(context.catalog)[part :: 6 if THOROUGH else 4]:
        code = state.codes.iso3
        answer = show_page(context, Subject("state", code, code), ShowQuery(full=True))
        assert slips(answer.blocks()) == [], state.state
        assert slips(next_page(context, code).blocks()) == [], state.state


def test_no_other_kind_of_page_has_one(context):
    for n, treaty in enumerate(context.catalog.treaties):
        code = treaty.code
        if THOROUGH or n % 2:
            page = show_page(context, Subject("treaty", code, code), ShowQuery())
            assert slips(page.blocks()) == [], code
        if THOROUGH or not n % 2:
            assert slips(explain_treaty(context, "KHM", treaty).blocks()) == [], code
    for presence in context.catalog.presences[:: 1 if THOROUGH else 4]:
        subject = context.catalog.find(presence.id)
        if subject.kind == "office":
            assert slips(show_page(context, subject, ShowQuery()).blocks()) == [], presence.id
    assert slips(explain_glossary(context).blocks()) == []
    for code in ("KHM", "SSD", "VAT"):
        assert slips(explain_upr(context, code).blocks()) == [], code
