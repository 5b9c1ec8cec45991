"""Markdown: read back by a CommonMark parser, data are text and nothing else."""

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fieldref.answer import Answer
from fieldref.answer.blocks import Bullets, Column, Paragraph, Span, Table, line
from fieldref.render import markdown
from fieldref.render.sanitize import sanitize
from render_answer import ANSWER

READER = MarkdownIt("commonmark").enable("table")
PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "))
NASTY = st.text("\\`*_[]<>#|~&!-+=1.():/ ht\"'", max_size=30)


def rendered(*blocks, **changes):
    return markdown.render(Answer("show", "", "", (), blocks=lambda: blocks, **changes))


def said(text):
    """The types of the blocks, and the text of each inline token."""
    tokens = READER.parse(text)
    inline = [token.children for token in tokens if token.type == "inline"]
    return [token.type for token in tokens], inline


@given(PRINTABLE | NASTY)
@example("1. one")
@example("- - -")
@example("    code")
@example("<script>alert(1)</script> &amp; [a](javascript:b) ![c](d) ***")
def test_a_paragraph_reads_literally_whatever_it_says(text):
    types, inline = said(rendered(Paragraph(line(text))))
    if not sanitize(text).strip():
        assert types == []
        return
    assert types == ["paragraph_open", "inline", "paragraph_close"]
    assert {token.type for token in inline[0]} <= {"text", "text_special"}
    assert "".join(token.content for token in inline[0]) == sanitize(text).strip()


@given(NASTY)
def test_a_cell_and_a_point_read_literally(text):
    table = Table((Column("A"), Column("B")), ((line(text), line("b")),))
    types, inline = said(rendered(table, Bullets((line(text),))))
    assert types.count("td_open") == 2 and types.count("list_item_open") == 1
    for tokens in (inline[2], inline[-1] if text.strip() else []):
        assert "".join(token.content for token in tokens) == text.strip()


def test_links_are_only_what_leads_to_the_web_or_a_letter_box():
    for text, link in (
        ("https://example.org/a_b", True),
        ("a@example.org", True),
        ("javascript:x", False),
        ("https://a b", False),
    ):
        assert ("<" + text + ">" in rendered(Paragraph(line(Span(text, "link"))))) is link


def test_an_answer_without_a_heading_gets_its_title():
    assert rendered(Paragraph(line("a")), title="What is due") == "# What is due\n\na\n"


def test_the_page_has_one_title_and_ends_with_its_sources():
    text = markdown.render(ANSWER)
    assert text.count("\n# ") == 0 and text.startswith("# Utopia")
    assert text.index("## Sources") > text.index("## Contacts")
