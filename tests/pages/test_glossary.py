"""What `explain` says of a term of the field: found by its names, with its source and a command."""

import json
import shlex

import pytest


@pytest.mark.parametrize(
    "typed",
    [
        ["landing", "dialogue"],
        ["landing dialogue"],
        ["Landing-Dialogue"],
        ["LD"],
        ["talk", "on", "the", "runway"],
        ["landing"],
    ],
)
def test_a_term_is_explained_by_any_of_its_names(run, typed):
    told = run("explain", *typed)
    assert told.code == 0
    assert told.out.startswith("landing dialogue\n")
    assert "A talk of the Committee on Flight" in told.out
    assert "FLIGHT art. 9" in told.out
    assert "fieldref explain utopia flight" in told.out


def test_a_term_is_an_item_of_json_with_its_source(run):
    answer = json.loads(run("explain", "landing dialogue", "-f", "json").out)
    item = answer["items"][0]
    assert item["term"] == "landing dialogue"
    assert item["articles"] == [{"treaty": "FLIGHT", "article": "9"}]
    assert item["sources"] == ["gazette"]
    assert list(answer["sources"]) == ["gazette"]


def test_the_glossary_has_every_term(run):
    assert "landing dialogue" in run("explain", "glossary", "-f", "csv").out


def test_a_misspelt_term_is_told_what_is_near(run):
    told = run("explain", "landing-dialog")
    assert told.code == 0 or "Did you mean landing dialogue?" in told.err
    told = run("explain", "lnding-dialogue")
    assert told.code != 0
    assert "Did you mean landing dialogue?" in told.err


def test_what_is_no_term_is_told_where_all_stand(run):
    told = run("explain", "zzzz")
    assert told.code != 0
    assert "fieldref explain glossary" in told.err


def test_a_state_alone_still_needs_a_treaty(run):
    told = run("explain", "utopia")
    assert told.code != 0
    assert "A State and a treaty are needed." in told.err


def test_a_term_means_nothing_to_show(run):
    assert run("show", "landing dialogue").code != 0


def test_search_finds_a_term_and_its_command(run):
    items = json.loads(run("search", "runway", "-f", "json").out)["items"]
    assert [item["command"] for item in items if item["kind"] == "term"] == [
        "fieldref explain landing dialogue"
    ]


def test_every_command_that_a_term_names_runs(bundled, ask):
    for command in {term.see for term in bundled.terms if term.see}:
        program, *words = shlex.split(command)
        assert program == "fieldref"
        assert ask(*words).code == 0, command


def test_every_name_of_a_term_means_it(bundled):
    for term in bundled.terms:
        for name in (term.term, *term.also_known_as):
            assert bundled.find(name, "term").id == term.term, name


TERMS = """
list of issues, LOIPR, concluding observations, follow-up, constructive dialogue, State party,
treaty body, reporting cycle, shadow report, alternative report, NHRI, GANHRI, A status, UPR,
Working Group, troika, national report, stakeholder submission, special procedure, mandate holder,
country visit, urgent action, inquiry, individual communication, depositary, accession, succession,
reservation, declaration, denunciation, optional protocol, national preventive mechanism,
common core document, simplified reporting procedure, general comment
""".replace("\n", " ").split(",")


def test_the_terms_of_the_field_are_there(bundled):
    for name in TERMS:
        term = bundled.term(bundled.find(name, "term").id)
        assert term.sources, name
        assert 1 <= term.says.count(".") <= 3, name
