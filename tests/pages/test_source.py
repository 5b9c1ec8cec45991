"""`show SOURCE` says what stands behind a mark in brackets."""

import json


def test_a_source_is_shown_by_the_id_that_a_page_cites(run):
    text = run("show", "office-2008").out
    for words in ("source office-2008", "Publisher", "Date", "Address"):
        assert words in text


def test_a_symbol_gives_the_address_of_its_document(run):
    (item,) = json.loads(run("show", "A/UT/26/16", "-f", "json").out)["items"]
    assert (item["kind"], item["id"]) == ("source", "A/UT/26/16")
    assert item["address"] == "https://undocs.org/A/UT/26/16"


def test_a_source_has_no_sections(run):
    ran = run("show", "office-2008", "--section", "treaties")
    assert ran.code == 2
    assert "Only a State's page has sections" in ran.err


def test_what_is_neither_name_nor_source_is_told_as_before(run):
    for name in ("no-such-source", "a/b/c", "A//B"):
        ran = run("show", name)
        assert ran.code == 1
        assert "No State, office or treaty is called" in ran.err
