"""What a site tells of changes since it was published before, over several runs."""

import functools
import json
import re
import shutil

import feedparser
import pytest

from conftest import WORLD, day
from earlier_world import write_earlier_world
from fieldref.catalog import Catalog
from fieldref.editions.contents import read_folder
from fieldref.errors import Exit, WrongUse
from fieldref.index.reader import open_index
from fieldref.pages.common import QueryContext
from fieldref.site import changes_pages
from fieldref.site.changes_pages import changes_answer, kept_files
from fieldref.site.directory import Directory
from fieldref.site.earlier import find_earlier
from fieldref.site.files import SiteFile
from fieldref.site.folder import write_site

pytest.importorskip("jinja2")
ON = ("--on", "2026-11-23")


@pytest.fixture
def site(tmp_path):
    return tmp_path / "site"


@pytest.fixture(scope="session")
def earlier(tmp_path_factory):
    return write_earlier_world(tmp_path_factory.mktemp("before") / "earlier")


@pytest.fixture(scope="session")
def later(tmp_path_factory):
    """The invented world with one row more."""
    folder = shutil.copytree(WORLD, tmp_path_factory.mktemp("after") / "later")
    with (folder / "states/xanadu.yaml").open("a") as file:
        file.write("events:\n  - {date: 2027-05-04, what: Fair, sources: [gazette]}\n")
    return folder


@functools.cache
def directory_of(data):
    """What a site is made of, opened once for all runs over this folder."""
    return Directory(QueryContext(Catalog(open_index((data,), None)), day("2026-11-23")))


@pytest.fixture
def keep(site):
    """Writes what a run of `publish` keeps of a folder of data, without the rest of the site."""

    def keep(data, since=None):
        directory = directory_of(data)
        before = find_earlier(site, directory.context.catalog, since)
        files = tuple(kept_files(before, changes_answer(directory, before)))
        for file in files:
            (site / file.path).parent.mkdir(parents=True, exist_ok=True)
            (site / file.path).write_bytes(file.data)
        return {file.path: file.data for file in files}

    return keep


def entries(files):
    feed = feedparser.parse(files["changes.atom"])
    assert feed.bozo is False
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    return {entry.id: entry.title for entry in feed.entries}


def test_a_second_run_has_a_page_of_what_changed_since_the_first(keep, run, site, earlier):
    first = keep(earlier)
    shutil.rmtree(site)
    write_site(site, map(SiteFile._make, first.items()))
    ran = run("publish", site, *ON)
    assert ran.code == Exit.OK, ran.err
    assert "The Committee has no time." in (site / "changes.html").read_text("utf-8")
    assert (site / "changes.atom").is_file()
    home = re.sub("<[^>]+>", "", (site / "index.html").read_text("utf-8"))
    assert "Since the earlier edition: 5 changed" in home


def test_each_run_tells_what_is_new_and_forgets_nothing(keep, earlier, later):
    assert keep(earlier).keys() == {"editions/now.json"}
    first = keep(WORLD)
    assert len(entries(first)) > 5
    assert keep(WORLD) == first  # nothing is new, and what was is told as before
    told, now = entries(first), entries(keep(later))
    assert told.items() < now.items()
    assert [now[id] for id in now.keys() - told.keys()] == ["Xanadu: Fair (added)"]


def test_with_an_edition_only_what_changed_since_then_is_told(keep, earlier):
    keep(earlier)
    told = keep(WORLD)["changes.atom"]
    assert entries(keep(WORLD, read_folder(WORLD))) == {}
    assert keep(WORLD, read_folder(earlier))["changes.atom"] == told


def test_the_page_has_the_sources_of_the_rows_that_it_shows(world, site, earlier, monkeypatch):
    monkeypatch.setattr(changes_pages, "_MOST", 1)
    directory = Directory(QueryContext(world, day("2026-11-23")))
    changes = changes_answer(directory, find_earlier(site, world, read_folder(earlier)))
    page = changes_pages.changes_page(directory, changes).body
    assert "more changes are in the feed" in page
    assert '<dt id="source-1">office-2019</dt>' in page
    assert "source-2" not in page
    assert len(changes.sources) > 1


def test_a_site_is_an_edition_that_diff_reads(keep, run, site, earlier):
    keep(earlier)
    for words in (("-f", "json"), ("--state", "utopia"), ()):
        assert run("diff", site, WORLD, *ON, *words) == run("diff", earlier, WORLD, *ON, *words)
    kept = site / "editions/now.json"
    assert run("diff", kept, WORLD, *ON) == run("diff", earlier, WORLD, *ON)


def test_the_changes_are_what_diff_says_in_json(keep, run, earlier):
    keep(earlier)
    told = json.loads(keep(WORLD)["api/v1/changes.json"])
    assert told == json.loads(run("diff", earlier, WORLD, *ON, "-f", "json").out)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("editions/now.json", "{"),
        ("editions/now.json", '{"form": "fieldref-edition/9"}'),
        ("editions/now.json", '{"form": "fieldref-edition/1", "states": [7]}'),
        ("editions/now.json", '{"form": "fieldref-edition/1", "sources": [{"id": [1]}]}'),
        ("editions/now.json", '{"form": "fieldref-edition/1", "edition": [2008, 99]}'),
        ("api/v1/changes.json", '{"items": [{"change": "added"}]}'),
        ("api/v1/changes.json", "\xff"),
        ("api/v1/changes.json", '{"items": [], "sources": {"a": {"id": 7}}}'),
    ],
)
def test_what_was_kept_and_is_damaged_is_named(keep, site, earlier, later, name, text):
    keep(earlier)
    keep(WORLD)
    (site / name).write_bytes(text.encode("latin-1"))
    with pytest.raises(WrongUse, match=name) as refusal:
        keep(later)
    assert "Remove it" in str(refusal.value.hint)
    (site / name).unlink()
    keep(later)


def test_keys_that_came_or_went_since_an_edition_was_kept_do_not_matter(keep, run, site):
    kept = site / "editions/now.json"
    whole = json.loads(keep(WORLD)["editions/now.json"])
    for state in whole["states"]:
        state["anthem"] = "a key that this version doesn't know"
        state.pop("events", None)
    del whole["glossary"]
    kept.write_text(json.dumps(whole), "utf-8")
    items = json.loads(run("diff", site, WORLD, *ON, "-f", "json").out)["items"]
    tables = [(item["change"], item["table"]) for item in items]
    assert tables.count(("added", "glossary")) == 1
    assert {change for change, _ in tables} == {"added"}
    assert {table for _, table in tables} == {"glossary", "events"}
