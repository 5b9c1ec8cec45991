"""Links in a terminal: what becomes one, where it leads, and who gets none."""

import re

import pytest

from cases import of_each
from fieldref.answer import Answer
from fieldref.answer.blocks import Card, Paragraph, Span, line
from fieldref.answer.items.base import SourceItem
from fieldref.render.text import pager, terminal, writer
from fieldref.render.text.layout import View
from fieldref.render.text.links import link_style, without_links
from fieldref.render.text.screen import links_wanted

TERMINAL = {"TERM": "xterm-256color"}


def linked(target, shown):
    return f"\x1b]8;;{target}\x1b\\{shown}\x1b]8;;\x1b\\"


def answer(*blocks, sources=()):
    return Answer("show", "2026-11-23", "2026-11-23", (), sources, lambda: blocks)


GAZETTE = SourceItem("gazette", "The Gazette", None, "https://example.org/gazette", None)
PARA = SourceItem("A/HRC/1, para. 4", "Report", None, "https://undocs.org/A/HRC/1", None)


def test_a_source_leads_to_its_address():
    shown = writer.render_plain(
        answer(Paragraph(line("So it is ", Span("[gazette, A/HRC/1, para. 4]", "source"))),
               sources=(GAZETTE, PARA)),
        View(80, False, True),
    )  # fmt: skip
    assert linked("https://example.org/gazette", "gazette") in shown
    assert linked("https://undocs.org/A/HRC/1", "A/HRC/1, para. 4") in shown


def test_an_address_leads_to_itself_and_mail_to_mailto():
    found = link_style(answer())
    assert found.on("https://example.org/a?b=c") == linked(*["https://example.org/a?b=c"] * 2)
    assert found.on("desk@example.org") == linked("mailto:desk@example.org", "desk@example.org")


@of_each(["gazette-2", "my-gazette", "Gazette", "gazettes", "x/gazette"])
def test_a_word_that_holds_an_id_is_no_link(name):
    assert link_style(answer(sources=(GAZETTE,))).on(name) == name


@of_each(
    [
        ("A/HRC/1, para. 4", "A/HRC/1, para. 4"),
        ("A/HRC/1, para. 41", "A/HRC/1"),
        ("(A/HRC/1)", "A/HRC/1"),
        ("§1", "§1"),
        ("x/y@example.org", "y@example.org"),
        ("a-https://example.org", "https://example.org"),
    ]
)
def test_the_longest_id_or_address_that_stands_there_is_the_link(text, shown):
    section = SourceItem("§1", "Section", None, "https://example.org/1", None)
    linked_text = link_style(answer(sources=(GAZETTE, PARA, section))).on(text)
    assert re.findall(r"\x1b]8;;[^\x1b]+\x1b\\([^\x1b]*)", linked_text) == [shown]
    assert without_links(linked_text) == text


def test_words_that_are_no_source_are_no_link():
    shown = writer.render_plain(
        answer(Paragraph(line("the gazette of https://example.org")), sources=(GAZETTE,)),
        View(80, False, True),
    )
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "https://a\x1b]b"]
)
def test_a_target_that_could_do_harm_is_none(address):
    hostile = SourceItem("gazette", "x", None, address, None)
    assert link_style(answer(sources=(hostile,))).on("gazette") == "gazette"


def test_colours_and_boxes_hold_links_and_no_width_changes():
    card = Card("Desk", "", (("Web", line(Span("https://example.org", "link"))),
                             ("Source", line(Span("gazette", "source")))))  # fmt: skip
    whole = answer(card, Paragraph(line(Span("[gazette]", "source"))), sources=(GAZETTE,))
    with_, plain = (terminal.render_painted(whole, View(60, False, on)) for on in (True, False))
    assert with_.count(linked("https://example.org/gazette", "gazette")) == 2
    assert linked("https://example.org", "https://example.org") in with_
    assert without_links(with_) == plain


def test_no_links_without_being_asked():
    whole = answer(Paragraph(line(Span("gazette", "source"))), sources=(GAZETTE,))
    assert "\x1b]8" not in writer.render_plain(whole, View()) + terminal.render_painted(
        whole, View()
    )


@of_each(
    [
        (TERMINAL, True, True),
        (TERMINAL, False, False),
        ({}, True, False),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "linux"}, True, False),
        ({"TERM": "vt100"}, True, False),
        ({**TERMINAL, "INSIDE_EMACS": "29"}, True, False),
        ({**TERMINAL, "NO_COLOR": "1"}, True, True),
        ({**TERMINAL, "FIELDREF_LINKS": "never"}, True, False),
        ({"TERM": "dumb", "FIELDREF_LINKS": "always"}, False, True),
    ]
)
def test_who_gets_links(environment, interactive, wants):
    assert links_wanted(environment, interactive) is wants


@pytest.mark.parametrize(("said", "kept"), [("", False), ("always", True)])
@pytest.mark.process
def test_a_pager_gets_links_only_on_request(monkeypatch, tmp_path, said, kept):
    seen = tmp_path / "seen"
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("PAGER", f"tee {seen}")
    monkeypatch.setenv("FIELDREF_LINKS", said)
    assert pager.show_in_pager(linked("https://example.org", "gazette") + "\n")
    assert bool(re.search("\x1b", seen.read_text())) is kept
