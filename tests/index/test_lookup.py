"""How names are found: what people type, in any case, with accents or without."""

import shutil

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases import of_each
from conftest import WORLD
from fieldref.catalog import Catalog
from fieldref.errors import NotFound
from fieldref.index import lookup
from fieldref.index.reader import open_index
from fieldref.names import fold_name


@given(st.text(max_size=40))
@example("℡ ﬁ Ⓐ ŉ İ st. of the saint")
def test_a_key_is_its_own_key(text):
    assert fold_name(fold_name(text)) == fold_name(text)


@given(st.text(alphabet=st.characters(max_codepoint=0xFF), max_size=30))
def test_case_does_not_count(text):
    assert fold_name(text.upper().lower()) == fold_name(text.lower())


@of_each(
    [
        ("cote d azur", "Côte d Azur"),
        ("COTE DAZUR", "Côte d’Azur"),
        ("cote d'azur", "Côte d’Azur"),
        ("sylvania bissau", "Sylvania-Bissau"),
        ("st. kitts and nevis", "Saint Kitts Nevis"),
        ("the republic of utopia", "Republic Utopia"),
        ("  utopia  ", "Utopia"),
    ]
)
def test_small_words_marks_and_accents_do_not_count(typed, meant):
    assert fold_name(typed) == fold_name(meant)


def test_a_single_word_may_be_a_code_and_is_left_alone():
    assert fold_name("ST") == "st"


# --- what the catalog finds


@of_each(
    [
        ("Utopia", "state", "UTP"),
        ("utp", "state", "UTP"),
        ("ut", "state", "UTP"),
        ("nowhere", "state", "UTP"),
        ("republic of utopia", "state", "UTP"),
        ("乌托邦", "state", "UTP"),
        ("زانادو", "state", "XAN"),
        ("សាណាឌូ", "state", "XAN"),
        ("rurit", "state", "RUR"),
        ("bissau", "state", "SYB"),
        ("azure coast", "state", "AZU"),
        ("cote d'azur", "state", "AZU"),
        ("amaurote", "state", "UTP"),
        ("utp-co", "state", "UTP"),
        ("flight", "treaty", "FLIGHT"),
        ("Flight-OP", "treaty", "FLIGHT-OP"),
        ("wings", "treaty", "FLIGHT"),
        ("covenant on bread", "treaty", "BREAD"),
        ("islands-ro", "office", "islands-ro"),
        ("port nowhere", "office", "islands-ro"),
        ("Islands Office", "office", "islands-ro"),
        ("roving", "office", "roving-team"),
    ],
    "world",
)
def test_a_name_finds_what_bears_it(typed, kind, id, world):
    found = world.find(typed)
    assert (found.kind, found.id) == (kind, id)


def test_an_exact_name_wins_and_names_what_else_bears_the_word(world):
    assert world.find("sylvania").also_matching == ("Sylvania-Bissau",)


def test_a_code_finds_one_and_names_no_others(world):
    assert world.find("SYL").also_matching == ()


def test_a_name_of_several_is_asked_back(world):
    with pytest.raises(NotFound, match=r"^'sylv' could mean Sylvania.*, Sylvania-Bissau.*\.$"):
        world.find("sylv")


def test_an_exact_code_wins_over_the_names_that_begin_so(world):
    assert world.find("sy").id == "SYL"


def test_a_misspelt_name_is_told_what_is_near(world):
    with pytest.raises(NotFound) as refused:
        world.find("ruritanja")
    assert refused.value.hint == "Did you mean Ruritania?"


def test_what_is_near_is_looked_for_when_it_is_told(world, monkeypatch):
    """Of "utopia sylvania" each part is a name, and nobody reads what is near to the whole."""
    searched = []
    monkeypatch.setattr(lookup, "near_hint", lambda *words: searched.append(words) or "near")
    with pytest.raises(NotFound) as refused:
        world.find("utopia sylvania")
    assert searched == []
    assert (refused.value.hint, len(searched)) == ("near", 1)


@of_each(["", " ", "'", "%", "_", "\\", "the of", "zzzzqqqq", "\0", "𓀀"], "world")
def test_a_name_of_nothing_is_told_where_to_look(typed, world):
    with pytest.raises(NotFound) as refused:
        world.find(typed)
    assert "fieldref list states" in refused.value.hint


def test_what_is_no_state_here_gets_its_sentence(world):
    with pytest.raises(NotFound, match="Atlantis has no entry of its own"):
        world.find("kingdom of atlantis")


def test_only_the_kinds_that_are_asked_for_are_found(world):
    assert world.find("flight", "treaty").id == "FLIGHT"
    with pytest.raises(NotFound, match=r"^No State is called 'flight'\.$"):
        world.find("flight", "state")


def test_more_than_twelve_candidates_are_counted(tmp_path):
    folder = shutil.copytree(WORLD, tmp_path / "world")
    for letter in "ABCDEFGHIJKLMN":
        codes = f"{{iso2: Q{letter}, iso3: QQ{letter}, m49: '0'}}"
        state = f"state: Isle {letter}\ncodes: {codes}\nsources: [gazette]\n"
        (folder / f"states/isle-{letter}.yaml").write_text(state)
    with pytest.raises(NotFound, match=r"Isle A.*, Isle B.*, Isle L.* and 2 more\.$"):
        Catalog(open_index((folder,), None)).find("isle")


@given(st.text(max_size=20))
def test_no_name_does_worse_than_not_being_found(world, text):
    try:
        assert world.find(text).id
    except NotFound as error:
        assert error.hint


def test_completion_offers_the_names_that_begin_so(world):
    assert world.names_beginning("sylv", "state") == ["sylvania", "sylvania-bissau"]
    assert world.names_beginning("flight", "treaty") == ["flight", "flight-op"]
