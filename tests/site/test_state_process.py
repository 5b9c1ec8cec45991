"""The files of States are the same wherever they are made, and whatever becomes of the process."""

import os
from functools import partial
from pathlib import Path

import pytest

from conftest import WORLD, day
from fieldref.cli import data_access
from fieldref.pages.common import QueryContext
from fieldref.site import state_process
from fieldref.site.plan import StateFiles

pytestmark = pytest.mark.process


def files_of(context, opening):
    seen = []
    with state_process.make_states_apart(opening, context, "", lambda *n: seen.append(n)) as states:
        made = {file.path: file.data for file in states}
    return made, seen


@pytest.fixture(scope="module")
def context(world):
    return QueryContext(world, day("2026-11-23"))


@pytest.fixture(scope="module")
def expected(context):
    states = StateFiles(context)
    return {file.path: file.data for code in states.codes for file in states.files(code)}


def test_a_process_makes_the_files_of_all_states(context, expected, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(StateFiles, "files", None)  # it would fail if it were called here
    made, seen = files_of(context, partial(data_access.open_folder, WORLD))
    assert made == expected
    assert seen[-1][0] == seen[-1][1] == len(StateFiles(context).codes)


@pytest.mark.parametrize("processors", [1, 2])
def test_what_the_process_does_not_give_is_made_here(
    context, expected, monkeypatch, capfd, processors
):
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    made, seen = files_of(context, partial(data_access.open_folder, Path("nowhere")))
    assert made == expected
    assert seen[-1][0] == seen[-1][1]
    assert capfd.readouterr().err == ""
