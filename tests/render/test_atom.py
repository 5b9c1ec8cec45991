"""Atom: what RFC 4287 asks of a feed, read by the parser that feed readers are made with."""

from datetime import datetime
from uuid import UUID
from xml.etree import ElementTree

import feedparser

from cases import of_each
from fieldref.answer import Answer
from fieldref.answer.items.base import SourceItem
from fieldref.answer.items.diff import EditionChangeItem
from fieldref.render.atom import render

NAMES = {"a": "http://www.w3.org/2005/Atom"}
MOVED = EditionChangeItem(
    change="moved",
    table="reviews",
    id="utp-song-report-5",
    state="UTP",
    name="Utopia",
    treaty="SONG",
    committee="CSG",
    what="SONG report 5 due",
    keys=("date",),
    before="date: 2026-05-13",
    after="date: 2027-05-13",
    reason="The Committee has no time.",
    edition="2026-11-23",
    sources=("gazette, p. 3",),
)
SOURCES = (
    SourceItem("gazette, p. 3", "Gazette, p. 3", None, "https://example.org/?a=1&b=2", None),
)


def feed(*items, edition="2026-11-23", sources=SOURCES):
    return render(Answer("diff", "2026-12-31", edition, items, sources, title="What changed"))


def entries(text):
    return ElementTree.fromstring(text).findall("a:entry", NAMES)


def test_a_feed_reader_reads_what_moved_why_and_by_whom():
    read = feedparser.parse(feed(MOVED))
    assert not read.bozo
    assert read.version == "atom10"
    (entry,) = read.entries
    assert entry.title == "Utopia: SONG report 5 due (moved)"
    assert entry.content[0].value.split("\n") == [
        "Before: date: 2026-05-13",
        "After: date: 2027-05-13",
        "Why: The Committee has no time.",
        "Source: Gazette, p. 3",
    ]
    assert [link.href for link in entry.links] == ["https://example.org/?a=1&b=2"]
    assert {tag.term for tag in entry.tags} == {"moved", "reviews", "UTP", "SONG", "CSG"}


def test_a_feed_has_what_the_standard_asks_for():
    """RFC 4287, sections 4.1.1 and 4.1.2: one id, title, updated each, an author, content."""
    root = ElementTree.fromstring(feed(MOVED, MOVED._replace(change="added")))
    for each in (root, *root.findall("a:entry", NAMES)):
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"a:{name}", NAMES)) == 1
        assert UUID(each.findtext("a:id", None, NAMES).removeprefix("urn:uuid:")).version == 5
        datetime.fromisoformat(each.findtext("a:updated", None, NAMES))
    assert root.findtext("a:author/a:name", None, NAMES)
    assert all(each.findtext("a:content", None, NAMES) for each in root.findall("a:entry", NAMES))


def test_the_day_is_that_of_the_data_the_newest_first():
    older = MOVED._replace(edition="2026-05")
    text = feed(older, MOVED)
    days = [each.findtext("a:updated", None, NAMES) for each in entries(text)]
    assert days == ["2026-11-23T00:00:00Z", "2026-05-01T00:00:00Z"]
    assert ElementTree.fromstring(text).findtext("a:updated", None, NAMES) == days[0]


def test_an_id_is_of_what_is_said():
    (one,), (same,), (other,) = (
        entries(feed(item)) for item in (MOVED, MOVED._replace(), MOVED._replace(after="no"))
    )
    ids = [each.findtext("a:id", None, NAMES) for each in (one, same, other)]
    assert ids[0] == ids[1] != ids[2]


def test_no_change_is_a_feed_without_entries():
    read = feedparser.parse(feed())
    assert not read.bozo
    assert (read.entries, read.feed.updated) == ([], "2026-11-23T00:00:00Z")


@of_each(["<script>", "]]>", "&amp;", '"', "\x00", "\x1b[2J", "\u202e", "\ud800"])
def test_no_value_breaks_out_of_its_element(sign):
    hostile = MOVED._replace(what=f"a{sign}b", reason=sign, state=sign, sources=("gazette, p. 3",))
    sources = (SOURCES[0]._replace(title=sign, address=f"https://example.org/{sign}"),)
    read = feedparser.parse(feed(hostile, sources=sources).encode())
    assert not read.bozo
    assert len(read.entries) == 1
