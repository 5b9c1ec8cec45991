"""Many rows of one's own: the time that they take grows with their number, no faster."""

import gc
import itertools
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import THOROUGH, WORLD
from fieldref.dates import PartialDate
from fieldref.index.compilation import compile_folders
from fieldref.loading.row_matching import RowIndex, same_row
from fieldref.model.states import Event, Review
from fieldref.model.treaties import Act

MOST_TIMES = 2.3  # as long for twice as many
MOST_CALLS = 1.1  # as many for as many rows again
ROWS = {
    "reviews": "{{treaty: FLIGHT, event: report due, date: 2031-02-03, nr: {n}, sources: [ours]}}",
    "events": "{{date: 2001-02-03, what: visit {n}, nr: {n}, sources: [ours]}}",
}


def write(folder, kind, count, files):
    """Put rows of Utopia into so many files alike."""
    (folder / "states").mkdir(parents=True)
    (folder / "sources.yaml").write_text("- {id: ours, title: Ours}\n")
    each = count // files
    for file in range(files):
        rows = (ROWS[kind].format(n=file * each + n + 1) for n in range(each))
        text = "".join(f"  - {row}\n" for row in rows)
        path = folder / "states" / f"part-{file}.yaml"
        path.write_text(f"codes: {{iso3: UTP}}\n{kind}:\n{text}")
    return folder


def spent(folder):
    """Seconds of processor time to compile the world with the folder over it."""
    gc.disable()  # as short runs have it
    begun = time.process_time()
    compile_folders((WORLD, folder))
    gc.enable()
    return time.process_time() - begun


def calls(folder):
    """How many functions are called to compile the world with the folder over it."""
    count = itertools.count()
    sys.setprofile(lambda *_: next(count))
    try:
        compile_folders((WORLD, folder))
    finally:
        sys.setprofile(None)
    return next(count)


def test_as_many_rows_again_call_as_many_functions_again(tmp_path):
    """Calls are counted, since the time that so few rows take is too short to be measured."""
    calls(write(tmp_path / "other", "events", 9, 1))  # what is worked out once
    first, second, third = (
        calls(write(tmp_path / f"{count}", "events", count, 8)) for count in (32, 64, 96)
    )
    assert third - second < MOST_CALLS * (second - first)


@pytest.mark.skipif(not THOROUGH, reason="it takes half a minute; its calls are counted above")
@pytest.mark.parametrize(("count", "files"), [(3500, 1), (10000, 8)])
@pytest.mark.parametrize("kind", ROWS)
def test_twice_as_many_rows_take_twice_as_long(tmp_path, kind, count, files):
    half = write(tmp_path / "half", kind, count, files)
    whole = write(tmp_path / "whole", kind, 2 * count, files)
    # Other work on the machine can lengthen a measurement, never shorten it.
    assert any(spent(whole) < MOST_TIMES * spent(half) for _ in range(3))


DATES = st.builds(PartialDate, st.just(2001), st.integers(0, 3), st.just(0))
NUMBERS = st.one_of(st.none(), st.integers(1, 3))
REVIEWS = st.builds(
    Review,
    mechanism=st.sampled_from([None, "UPR"]),
    treaty=st.sampled_from([None, "CAT", "CRC"]),
    event=st.sampled_from(["considered", "report due"]),
    date=DATES,
    nr=NUMBERS,
    cycle=NUMBERS,
    session=NUMBERS,
    status=st.sampled_from([None, "postponed", "held"]),
)
EVENTS = st.builds(Event, date=DATES, what=st.sampled_from("ab"), sources=st.just(()), nr=NUMBERS)
ACTS = st.builds(
    Act,
    treaty=st.sampled_from(["CAT", "CRC"]),
    bound=st.one_of(st.none(), DATES),
    withdrawn=st.one_of(st.none(), DATES),
)


@given(
    st.one_of(
        st.tuples(st.lists(rows, max_size=8), rows)
        for rows in (REVIEWS, EVENTS, ACTS, st.sampled_from("abc"))
    )
)
def test_the_index_of_rows_finds_what_going_over_all_finds(pair):
    rows, row = pair
    all_of_them = (n for n, other in enumerate(rows) if same_row(other, row))
    assert RowIndex(rows).find(row) == next(all_of_them, None)
