"""The invented world is sound, and holds a case of everything that the rules know."""

from pathlib import Path

from conftest import WORLD
from fieldref.loading.dataset import load_folder

BUNDLE = load_folder(WORLD)
CLAUSES = [treaty.joins_later for treaty in BUNDLE.treaties]
DUTIES = [treaty.reporting for treaty in BUNDLE.treaties]
ACTS = [act for state in BUNDLE.states for act in state.treaties]


def test_it_has_no_faults():
    assert [str(fault) for fault in BUNDLE.faults] == []


def test_its_treaties_join_later_in_every_way():
    assert {clause.days for clause in CLAUSES} >= {30}
    assert {clause.months for clause in CLAUSES} >= {1, 3}
    assert {clause.first_of_month_after_months for clause in CLAUSES} >= {3}


def test_its_treaties_report_in_every_way():
    assert None in DUTIES
    assert {duty.then for duty in DUTIES if duty} == {
        None,
        "on request",
        "within the parent's report",
    }
    assert any(duty and duty.without_parent_years for duty in DUTIES)


def test_it_has_every_kind_of_practice_and_of_opting():
    practices = [one.what for treaty in BUNDLE.treaties for one in treaty.practices]
    opts = [one.opt for treaty in BUNDLE.treaties for one in treaty.procedures]
    assert set(practices) == {"eve", "fixed day", "told"}
    assert set(opts) == {None, "in", "out"}


def test_its_states_did_every_kind_of_act():
    assert {act.how for act in ACTS} == {
        None,
        "ratification",
        "accession",
        "succession",
        "acceptance",
        "denunciation",
    }
    assert any(act.effect == "none" for act in ACTS)
    assert any(act.bound and act.bound.known == 1 for act in ACTS)


def test_every_file_of_it_stands_where_a_file_of_the_data_would():
    names = {path.relative_to(WORLD).as_posix() for path in Path(WORLD).rglob("*.yaml")}
    assert {name for name in names if "/" not in name} == {
        "committees.yaml",
        "edition.yaml",
        "elsewhere.yaml",
        "glossary.yaml",
        "known-gaps.yaml",
        "mandates.yaml",
        "sources.yaml",
        "treaties.yaml",
        "upr.yaml",
    }
