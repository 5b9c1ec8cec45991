"""`search`: what people look for is found, in any spelling, and nothing they type does harm."""

import functools
import json

import pytest

from cases import of_each
from conftest import WORLD
from fieldref.index import reader, search_terms, tables
from fieldref.index.reader import open_index
from fieldref.index.search_terms import fold, mark_terms, split_terms

ON = ("--on", "2026-11-23")


@pytest.fixture
def found(ask):
    def found(*words):
        ran = ask("search", *words, *ON, "-f", "json", "--limit", "9999")
        assert ran.code == 0, ran.err
        return json.loads(ran.out)["items"]

    return found


@of_each(
    [
        ("cote divoire", "CIV"),
        ("CÔTE D'IVOIRE", "CIV"),
        ("côte d’ivoire", "CIV"),
        ("ivory coast", "CIV"),
        ("burma", "MMR"),
        ("柬埔寨", "KHM"),
        ("埔寨", "KHM"),
        ("камбоджа", "KHM"),
        ("កម្ពុជា", "KHM"),
        ("camb", "KHM"),
        ("guinea", "GIN"),
        ("opcat", "OPCAT"),
        ("committee against torture", "CAT"),
        ("bangkok", "bangkok-ro"),
        ("taiwan", "Taiwan"),
    ],
    "found",
)
def test_a_name_in_any_spelling_comes_first(question, id, found):
    assert found(*question.split())[0]["id"] == id


def test_torture_prevention_finds_the_protocol_and_its_subcommittee(found):
    ids = [item["id"] for item in found("torture", "prevention")]
    assert {"OPCAT", "SPT"} <= set(ids[:4])


def test_all_words_must_be_there_and_the_last_may_be_unfinished(found):
    assert found("land", "concess")
    assert not found("concess", "land")
    assert not found("land", "zzzz")


def test_a_programme_is_found_by_its_words_and_its_state_together(found):
    items = found("cambodia", "land", "concessions")
    assert items[0]["where"] == "programme 2008-2009, record of 2006-2007"
    assert items[0]["as_of"] == "2006-2007"
    assert items[0]["command"] == "fieldref show cambodia --period 2008-2009"
    assert items[0]["sources"] == ["ohchr-cambodia-2008"]


def test_names_come_before_what_is_said_and_that_before_sources(found):
    kinds = [item["kind"] for item in found("torture")]
    last_name = max(n for n, kind in enumerate(kinds) if kind in ("treaty", "committee"))
    assert "programme" not in kinds[:last_name]
    first_source = kinds.index("source")
    assert set(kinds[first_source:]) == {"source"}


def test_a_name_is_found_once_however_many_of_its_names_match(found):
    names = [item["id"] for item in found("cambo") if item["kind"] == "state"]
    assert names == ["KHM"]


@of_each(
    [
        ("headquarters", "office"),
        ("paris principles", "programme"),
        ("ohchr.org", "contact"),
        ("status A commission", "institution"),
        ("special rapporteur cambodia", "mandate"),
        ("depositary", "source"),
        ("not recorded", "gap"),
        ("high commissioner visit", "event"),
    ],
    "found",
)
def test_each_part_of_the_data_can_be_found(question, kind, found):
    assert kind in {item["kind"] for item in found(*question.split())}


def test_what_had_not_begun_on_the_day_is_not_found(ask):
    words = ("search", "cambodia", "land", "-f", "json")
    then = json.loads(ask(*words, "--on", "2007-01-01").out)["items"]
    assert [item for item in then if item["kind"] == "programme"] == []


def test_every_command_of_a_passage_shows_something(ask, bundled):
    rows = bundled._index._connection.execute("SELECT DISTINCT command FROM passage")
    shown = {row[0].split(" --")[0] for row in rows if row[0]}
    for command in sorted(shown):
        _, verb, *name = command.split()
        assert verb in ("show", "contacts", "list", "explain")
        if verb != "list" and name:
            bundled.find(" ".join(name), *(("term",) if verb == "explain" else ()))
    assert ask("show", "cambodia", "--period", "2008-2009", *ON).code == 0


def test_a_limit_keeps_the_best_and_the_rest_is_counted_on_stderr(ask, found):
    total = len(found("torture"))
    ran = ask("search", "torture", *ON, "-f", "json", "--limit", "2")
    assert len(json.loads(ran.out)["items"]) == 2
    assert ran.err == f"{total - 2} more; for all of them: --limit {total}.\n"
    assert ask("search", "torture", "--limit", "0").code == 2


def test_matched_words_are_marked_in_text_and_nowhere_in_json(ask):
    markdown = ask("search", "concessions", *ON, "-f", "markdown").out
    assert "**concessions**" in markdown
    assert "**" not in ask("search", "concessions", *ON, "-f", "json").out


def test_marks_keep_the_text_as_it_is():
    text = "The right of Côte d'Ivoire's people: non-refoulement, (torture)."
    pieces = list(mark_terms(text, split_terms("cote torture divoire refoul")))
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, holds in pieces if holds] == [
        *("Côte", "d'Ivoire's", "refoulement", "torture")
    ]


def test_words_are_folded_with_and_without_their_apostrophes():
    assert fold("Côte d’Ivoire") == "cote d ivoire divoire"


HOSTILE = (
    '"', '""" OR 1', "fly AND", "AND", "NOT fly", "fly*", "name:fly", "words : fly", "(fly",
    "fly)", "^fly", "fly NEAR(x)", "fly\0flight", "-fly", "{words} : x", "%", "_", "'; DROP",
    "\ud800", "\x1b[31mfly", "fly " * 2000, " ".join(f"w{n}" for n in range(3000)), "ﬀ", "İ",
)  # fmt: skip


def test_no_words_are_taken_for_syntax(run):
    failed = []
    for question in HOSTILE:
        ran = run("search", *ON, "--", question)
        codes = (0,) if any(letter.isalnum() for letter in question) else (0, 2)
        harmless = "Traceback" not in ran.err and "\x1b" not in ran.out + ran.err
        if ran.code not in codes or not harmless:
            failed.append((question, ran))
    assert not failed
    assert "flight-op" in run("search", *ON, "--", "fly").out


def test_no_word_at_all_is_wrong_use(ask):
    ran = ask("search", "***")
    assert (ran.code, ran.out) == (2, "")
    assert "no word to look for" in ran.err


def test_without_fts5_the_same_is_found(bundled, monkeypatch):
    monkeypatch.setattr(search_terms, "fold_passage", functools.cache(search_terms.fold_passage))
    differing = []
    for question in ("torture prev", "cambodia land", "埔寨", "cote divoire"):
        asked = split_terms(question)
        quick = bundled._index.search(asked, "2026-11-23")
        with monkeypatch.context() as without:
            without.setattr(reader, "_FOUND", "SELECT * FROM nowhere WHERE x = ? AND y = ?")
            slow = bundled._index.search(asked, "2026-11-23")
        if not quick or set(slow) != set(quick):
            differing.append(question)
    assert not differing


def test_an_index_is_built_where_sqlite_lacks_fts5(monkeypatch, world):
    asked = split_terms("flight")
    quick = world._index.search(asked, "2026-11-23")
    monkeypatch.setattr(tables, "_WORDS", "CREATE VIRTUAL TABLE folded USING no_such_module()")
    slow = open_index((WORLD,), None).search(asked, "2026-11-23")
    assert quick
    assert set(slow) == set(quick)


def answers(run, *words):
    return json.loads(run("search", *words, "-f", "json").out)["items"]


def test_a_document_is_found_by_its_symbol(run_bundled):
    first = answers(run_bundled, "CEDAW/C/PSE/CO/1")[0]
    assert (first["kind"], first["id"]) == ("review", "PSE")
    assert first["command"].endswith(" --section reviews")


def test_a_session_stands_first_under_its_committee_and_number(run_bundled):
    first, *others = answers(run_bundled, "CEDAW", "84")
    assert (first["kind"], first["name"]) == ("session", "CEDAW session 84")
    assert "review" in {item["kind"] for item in others}


@of_each(
    [
        ("UPR 53", "session", "UPR session 53"),
        ("UPR session 5", "session", "UPR session 5"),
        ("HRC 61", "session", "HRC session 61"),
        ("HRC61", "session", "HRC session 61"),
        ("human rights council 61", "session", "HRC session 61"),
        ("CEDAW 84", "session", "CEDAW session 84"),
        ("CEDAW session 84", "session", "CEDAW session 84"),
        ("human rights committee 144", "session", "CCPR session 144"),
        ("shadow report", "term", "shadow report"),
        ("alternative report", "term", "shadow report"),
        ("LOIPR", "term", "list of issues prior to reporting"),
        ("list of issues", "term", "list of issues"),
        ("NHRI", "term", "national human rights institution"),
        ("NPM", "term", "national preventive mechanism"),
        ("CO", "term", "concluding observations"),
        ("GC", "term", "general comment"),
        ("paris principles", "term", "Paris Principles"),
        ("upr", "term", "Universal Periodic Review"),
        ("troika", "term", "troika"),
        ("follow-up", "term", "follow-up"),
        ("OPSC", "treaty", "Protocol on sale of children"),
        ("OPAC", "treaty", "Protocol on children in armed conflict"),
        ("ICPPED", "treaty", "Convention on enforced disappearance"),
        ("ICCPR", "treaty", "Covenant on civil and political rights"),
        ("women's convention", "treaty", "Convention on discrimination against women"),
        ("death penalty", "treaty", "ICCPR protocol against the death penalty"),
        ("CERD", "treaty", "Convention against racial discrimination"),
        (
            "committee on enforced disappearances",
            "committee",
            "Committee on Enforced Disappearances",
        ),
        ("A/HRC/RES/5/1", "source", "United Nations document A/HRC/RES/5/1"),
        ("CAT/C/KEN/CO/3", "review", "Kenya"),
        ("E/C.12/KEN/CO/9", "review", "Kenya"),
        ("CEDAW/C/KHM", "review", "Cambodia"),
        (
            "SR cambodia",
            "mandate",
            "Special Rapporteur on the situation of human rights in Cambodia",
        ),
        ("WGAD", "mandate", "Working Group on Arbitrary Detention"),
        ("minority issues", "mandate", "Special Rapporteur on minority issues"),
        ("KNCHR", "institution", "Kenya"),
        ("ohchr", "office", "Office of the United Nations High Commissioner for Human Rights"),
        ("suva", "office", "OHCHR Regional Office for the Pacific"),
        ("bangkok", "office", "OHCHR Regional Office for South-East Asia"),
        ("kenya cat", "duties", "Kenya"),
        ("UPR kenya", "duties", "Kenya"),
        ("kenya", "state", "Kenya"),
        ("DRC", "state", "Democratic Republic of the Congo"),
    ],
    "run_bundled",
)
def test_what_an_officer_would_mean_stands_first(asked, kind, name, run_bundled):
    first = answers(run_bundled, *asked.split())[0]
    assert (first["kind"], first["name"]) == (kind, name)


@of_each(["torture rapporteur", "SR torture", "sr on torture"], "run_bundled")
def test_a_mandate_is_found_by_its_subject_and_its_holder_s_short_name(asked, run_bundled):
    first = answers(run_bundled, *asked.split())[0]
    assert (first["kind"], first["id"]) == ("mandate", "sr-torture")


def test_reviews_and_sessions_come_newest_first(run_bundled):
    found = answers(run_bundled, "kenya", "considered", "--limit", "99")
    days = [item["sources"] and item["as_of"][-4:] for item in found if item["kind"] == "review"]
    assert days == sorted(days, reverse=True)
    sessions = answers(run_bundled, "CEDAW", "--limit", "500")
    numbers = [int(item["id"].split()[-1]) for item in sessions if item["kind"] == "session"]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) > 40


def test_a_session_is_named_once_in_its_line(run_bundled):
    text = run_bundled("search", "CEDAW", "84").out
    assert text.count("CEDAW session 84") == 1


def test_a_document_that_is_not_recorded_is_said_not_to_be(run_bundled):
    ran = run_bundled("search", "CAT/C/KEN/CO/3")
    assert "No CAT/C/KEN/CO/3 is recorded here" in ran.err
    assert "https://undocs.org/CAT/C/KEN/CO/3" in ran.out


def test_words_that_nothing_holds_together_are_looked_for_one_by_one(run_bundled):
    ran = run_bundled("search", "fiji", "contact")
    assert "Nothing that is recorded here holds all of these words." in ran.out
    assert "Fiji · State · fieldref show fiji" in ran.out


def test_a_review_is_not_found_before_its_day(run_bundled):
    before = answers(run_bundled, "CEDAW/C/PSE/CO/1", "--on", "2010-01-01")
    assert [item["kind"] for item in before] == ["source"]


@of_each(["parallel report", "Shadow Reports", "NGO report"], "run_bundled")
def test_another_name_of_a_term_finds_what_the_term_finds(asked, run_bundled):
    term = answers(run_bundled, "shadow", "report", "--limit", "500")
    other = answers(run_bundled, *asked.split(), "--limit", "500")
    assert subjects(term) == subjects(other)


def subjects(items):
    """Give what is found, whichever of its names it was found by."""
    return {
        (item["kind"], item["id"], item["text"] if item["where"] != "names" else "")
        for item in items
    }
