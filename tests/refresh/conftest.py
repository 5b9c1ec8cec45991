"""What the tests of every reader take: refresh over files of these contents."""

import itertools
import json

import pytest

from conftest import THOROUGH
from fieldref.cli import data_access
from fieldref.errors import Exit


@pytest.fixture
def refresh(run, world, tmp_path, monkeypatch):
    """Runs refresh over files of these contents; gives what it lists.

    Where no folder of one's own is laid over the world, its records are those that all tests read.
    """
    open_catalog = data_access.open_catalog
    monkeypatch.setattr(
        data_access,
        "open_catalog",
        lambda data, *more: open_catalog(data, *more) if data else world,
    )

    def refresh(*contents, options=()):
        for n, content in enumerate(contents):
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / f"file-{n}").write_bytes(data)
        files = [tmp_path / f"file-{n}" for n in range(len(contents))]
        ran = run("refresh", *files, *options, "-f", "json")
        assert ran.code == Exit.OK, ran.err
        return json.loads(ran.out)["items"]

    return refresh


def variants(*axes):
    """Every way to combine these values; by default every fifth, in which each still comes up."""
    ways = list(itertools.product(*axes))[:: 1 if THOROUGH else 5]
    assert all(
        set(values) == set(axis) for values, axis in zip(zip(*ways, strict=True), axes, strict=True)
    )
    return ways


def differences(items):
    """The differences in short, in an order of their own."""
    keys = ("change", "state", "treaty", "field", "theirs")
    return sorted(tuple(str(item[key] or "") for key in keys) for item in items)


def refusals(items):
    """Why nothing was read of the files; nothing else may be listed."""
    assert {item["change"] for item in items} == {"unread"}
    return " ".join(f"{item['ours']} {item['theirs']}" for item in items)
