"""The loader over strings that nobody meant: it answers or tells faults, and never falls over.

In the suite it is short. By hand, and 60 seconds in CI: FIELDREF_FUZZ_SECONDS=600 pytest
tests/test_fuzz.py -s. What it finds is kept in FINDS.
"""

import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import WORLD
from fieldref.errors import Fault, WrongUse
from fieldref.loading import dataset, overlay, yamlfile
from fieldref.loading.file_kinds import FOLDERS, SHARED
from fieldref.user_data.csv_contacts import read_csv_contacts
from fieldref.user_data.vcard_contacts import read_vcard_contacts
from fieldref.user_data.yaml_writer import yaml_flow

LONG = float(os.environ.get("FIELDREF_FUZZ_SECONDS", "0"))
BESIDE = dataset.load_folder(WORLD)
FILES = [path.read_text("utf-8") for path in dataset.list_files(WORLD)]
LINES = sorted({line for text in FILES for line in text.splitlines()})
PATHS = [Path(kind.place, "x.yaml") for kind in FOLDERS] + [Path(kind.place) for kind in SHARED]
ODD = st.sampled_from(
    [
        *" :#-,[]{}'\"\\&*!|>%@`?\t\n\r\0\x1b\x85\u2028\ufeff\U0001f600",
        "\n  - ",
        ": ",
        "{a: b}",
        "~",
    ]
)
KEYS = sorted({line.split(":")[0].strip(" -{") for line in LINES if ":" in line})
VALUES = st.recursive(
    st.one_of(st.text(max_size=20), st.sampled_from(["2009-11", "0000", "UTP", "FLIGHT", "1e9"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS) | st.text(min_size=1, max_size=5), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@st.composite
def mutated(draw):
    """A file of the world with a few of its places changed."""
    text = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 12))
        piece = draw(
            ODD | st.text(max_size=4) | st.sampled_from(LINES).map(lambda one: f"\n{one}\n")
        )
        text = text[:at] + piece + text[at + cut :]
    return text


TEXTS = st.one_of(
    st.text(), mutated(), VALUES.map(yaml_flow), st.lists(st.sampled_from(LINES)).map("\n".join)
)
FINDS = [
    "",
    "? [a]\n: b",
    "a: {<<: {b: c}}",
    "- - - - -",
    "codes: {iso3: [UTP]}",
    "codes: {iso3: {a: b}}",
    "id: [a]\nkind: {}\n",
    "- []\n- {}\n- a",
    "[]",
    "- id: [x]\n",
    "codes: {iso3: UTP}\ntreaties: [{}]\n",
    "codes: {iso3: UTP}\nreviews: [{treaty: FLIGHT, event: report due}]\n",
    "codes: {iso3: UTP}\nnames: []\nalso_known_as: []\n",
    "cycles: []\nsessions: []\nrules: []\n",
    "- names: []\n  says: x\n",
    "\ud800",
]


def read(text, path):
    """What a file of one's own with that text says, laid over the world."""
    found = dataset.load_text(path, text, BESIDE)
    assert all(isinstance(fault, Fault) and fault.says for fault in found.faults)
    if not found.faults:
        below = [file._replace(places={}, layer=-1) for file in BESIDE.files]
        dataset.merge_files(overlay.overlay_files([*below, *found.files]))
    return found


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_what_was_found_once_is_told_or_read(path):
    for text in FINDS:
        read(text, path)


@given(TEXTS, st.sampled_from(PATHS))
def test_any_text_is_read_or_told(text, path):
    read(text, path)


@given(st.binary())
def test_any_bytes_are_read_or_told(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("fuzz") / "x.yaml"
    path.write_bytes(data)
    try:
        yamlfile.read_yaml(path, "x.yaml")
    except yamlfile.Unreadable as unreadable:
        assert unreadable.fault.says


@given(VALUES)
def test_whatever_we_write_as_yaml_we_read_back(value):
    node = yamlfile.parse_yaml(f"a: {yaml_flow(value)}\n", "x.yaml")
    assert node.kind == "mapping"


CARD = [
    "BEGIN:VCARD", "END:VCARD", "FN:x", " y", "TEL:+1", "ADR:;;a", "NOTE:As of x\\nPhone +1",
    "N;ENCODING=QUOTED-PRINTABLE:=\n=", "name,phone,address", "a;b;c",
]  # fmt: skip


@given(st.text() | st.lists(st.sampled_from(CARD)).map("\r\n".join))
def test_any_address_book_is_read(text):
    data = text.encode("utf-8", "surrogatepass")
    for read in (
        lambda: read_vcard_contacts(data, ("a",)),
        lambda: read_csv_contacts(data, ("a",), frozenset()),
    ):
        try:
            book = read()
        except WrongUse as refused:
            assert refused.sentence
        else:
            assert all(imported.card.name for imported in book.cards)


@pytest.mark.skipif(not LONG, reason="FIELDREF_FUZZ_SECONDS says how long")
def test_long():
    """Goes on for the seconds asked for, with new examples each round, and says how many."""
    until, tried = time.monotonic() + LONG, [0]

    @settings(
        max_examples=2000, derandomize=False, database=None, deadline=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink],
    )  # fmt: skip
    @given(TEXTS, st.sampled_from(PATHS))
    def round_(text, path):
        if time.monotonic() < until:
            tried[0] += 1
            read(text, path)

    while time.monotonic() < until:
        round_()
    sys.stderr.write(f"\n{tried[0]:,} strings tried in {LONG:g} s\n")
