"""Records as the index keeps them: every one comes back as it was."""

import json
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import of_each
from conftest import DATA, WORLD
from fieldref.dates import PartialDate, Period
from fieldref.index.packing import pack, unpack
from fieldref.model.committees_and_upr import Committee, Upr
from fieldref.model.common import Edition, Source, SourceRef
from fieldref.model.glossary import GlossaryTerm
from fieldref.model.presences import Mandate, Presence
from fieldref.model.states import Elsewhere, KnownGap, State
from fieldref.model.treaties import Treaty

KINDS = {
    "sources": Source,
    "treaties": Treaty,
    "committees": Committee,
    "mandates": Mandate,
    "states": State,
    "offices": Presence,
    "elsewhere": Elsewhere,
    "glossary": GlossaryTerm,
    "gaps": KnownGap,
}


WORLD_AND_DATA = [WORLD, pytest.param(DATA, marks=pytest.mark.bundled)]


@pytest.fixture(scope="session", params=WORLD_AND_DATA, ids=["world", "data"])
def bundle(request, load_once):
    return load_once(request.param)


def through_json(record, kind):
    return unpack(kind, json.loads(json.dumps(pack(record))))


@of_each(list(KINDS.items()), "bundle")
def test_every_record_comes_back_as_it_was(field, kind, bundle):
    records = getattr(bundle, field)
    assert records
    for record in records:
        assert through_json(record, kind) == record


def test_the_upr_and_the_edition_come_back_as_they_were(bundle):
    assert through_json(bundle.upr, Upr) == bundle.upr
    assert through_json(bundle.edition, Edition) == bundle.edition


def test_what_comes_back_is_of_the_same_kinds(bundle):
    state = next(one for one in bundle.states if one.reviews)
    back = through_json(state, State)
    assert type(back.sources[0]) is SourceRef
    assert all(type(row.date) in (PartialDate, type(None)) for row in back.reviews)


class Inner(NamedTuple):
    when: PartialDate | None = None
    words: tuple[str, ...] = ()


class Outer(NamedTuple):
    name: str
    number: int | None = None
    flag: bool = False
    age: Period | None = None
    inner: Inner = Inner()
    more: tuple[Inner, ...] = ()


DATES = st.builds(PartialDate, st.integers(1900, 2199), st.integers(0, 12), st.integers(0, 28))
INNER = st.builds(Inner, st.none() | DATES, st.lists(st.text()).map(tuple))
OUTER = st.builds(
    Outer,
    st.text(),
    st.none() | st.integers(),
    st.booleans(),
    st.none() | st.builds(Period, st.text(), st.none() | DATES, st.none() | DATES),
    INNER,
    st.lists(INNER, max_size=3).map(tuple),
)


@given(OUTER)
def test_any_record_comes_back_as_it_was(record):
    assert through_json(record, Outer) == record


def test_what_only_has_its_default_takes_no_room():
    assert pack(Outer("x")) == ["x"]
    assert pack(Outer("x", flag=True)) == ["x", None, True]
