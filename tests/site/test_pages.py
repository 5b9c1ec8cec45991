"""Every page: links that lead somewhere, nothing from elsewhere, nothing that a value could do."""

import json
import posixpath
import re

import feedparser
import html5lib
import pytest

from cases import of_each
from conftest import day
from earlier_world import write_earlier_world
from fieldref.answer.blocks import Column, Heading, Span, Table, line
from fieldref.editions.contents import read_folder
from fieldref.pages.common import QueryContext
from fieldref.site import calendar_pages
from fieldref.site.directory import Directory
from fieldref.site.earlier import find_earlier
from fieldref.site.links import Links, Target
from fieldref.site.markup import SiteMarkup
from fieldref.site.plan import StateFiles, plan_overviews, plan_site
from fieldref.site.search_documents import search_files

MOST = 100_000  # bytes of a page
POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}


@pytest.fixture(scope="session")
def trees(site):
    """Every page, read strictly."""
    parser = html5lib.HTMLParser
    return {
        path: parser(strict=True, namespaceHTMLElements=False).parse(data.decode())
        for path, data in site.items()
        if path.endswith(".html")
    }


def links(tree):
    """What a page leads to: the addresses of its links, scripts and style."""
    for element in tree.iter():
        for name in ("href", "src"):
            if isinstance(element.tag, str) and element.get(name) is not None:
                yield element.get(name)


def ids(tree):
    return [element.get("id") for element in tree.iter() if element.get("id")]


def test_every_kind_of_page_is_there(trees):
    kinds = {path.rpartition("/")[0] for path in trees}
    assert {
        "",
        "states",
        "next",
        "timelines",
        "treaties",
        "committees",
        "offices",
        "calendar",
    } < kinds
    assert {"index.html", "glossary.html", "about.html", "search.html"} <= set(trees)
    assert {"states/UTP.html", "calendar/2026.html", "calendar/region-africa.html"} <= set(trees)


def test_every_link_and_anchor_leads_somewhere_in_the_site(site, trees):
    broken = []
    for path, tree in trees.items():
        for link in links(tree):
            if re.match("https?:|mailto:", link):
                continue
            place, _, anchor = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), place))
            target = path if not place else target
            lost = target not in site or (anchor and anchor not in ids(trees[target]))
            broken += [(path, link)] if lost or place.startswith("/") else []
    assert broken == []


def test_the_scripts_lead_to_pages_that_there_are(site):
    for name in ("states", "search-index"):
        text = site[f"assets/{name}.js"].decode()
        rows = json.loads(text.partition(" = ")[2].rstrip(";\n"))
        assert rows
        assert {row[0] for row in rows if not row[0].startswith("http")} <= set(site)


def test_ids_are_unique_and_headings_leave_out_no_level(trees):
    for path, tree in trees.items():
        assert len(ids(tree)) == len(set(ids(tree))), path
        levels = [int(e.tag[1]) for e in tree.iter() if re.fullmatch("h[1-6]", str(e.tag))]
        assert levels.count(1) == 1, path
        steps = zip([1, *levels], levels, strict=False)
        assert all(after <= before + 1 for before, after in steps), path


def test_a_page_allows_no_script_and_style_but_the_sites_own(trees):
    for path, tree in trees.items():
        (policy,) = [e.get("content") for e in tree.iter("meta") if e.get("http-equiv")]
        assert dict(part.split(" ", 1) for part in policy.split("; ")) == POLICY, path
        assert [e for e in tree.iter("script") if not e.get("src") or (e.text or "").strip()] == []
        assert list(tree.iter("style")) == []
        assert [e for e in tree.iter() if e.get("style") or e.get("onclick")] == []


def test_pages_load_nothing_from_elsewhere(site, trees):
    for path, tree in trees.items():
        loaded = [e.get("href") for e in tree.iter("link")] + [
            e.get("src") for e in tree.iter("script")
        ]
        assert not [each for each in loaded if ":" in each or each.startswith("/")], path
    for path, data in site.items():
        if path.startswith("assets/") and path.endswith((".css", ".js")) and "index" not in path:
            assert b"cookie" not in data
            assert not re.search(rb"url\(|@import|fetch\([\"'`]|XMLHttpRequest", data), path


def test_no_link_tells_where_its_reader_comes_from(trees):
    for tree in trees.values():
        said = [e.get("content") for e in tree.iter("meta") if e.get("name") == "referrer"]
        assert said == ["no-referrer"]
        assert not [e for e in tree.iter("a") if e.get("referrerpolicy")]


def test_pages_are_small(site):
    assert {
        path: len(data)
        for path, data in site.items()
        if path.endswith(".html") and len(data) > MOST
    } == {}


def test_no_page_tells_its_reader_to_type_a_command(trees):
    typed = re.compile(r"fieldref (show|next|timeline|contacts|explain|list|search|deadlines)\b")
    for path, tree in trees.items():
        assert not typed.search("".join(tree.itertext())), path
        assert [e for e in tree.iter("dd") if not "".join(e.itertext()).strip()] == [], path


@of_each(
    [
        ("fieldref next utopia", '<a href="../next/UTP.html">Next</a>'),
        ("Why: fieldref next utopia.", 'Why: <a href="../next/UTP.html">Next</a>.'),
        ("See `fieldref next utopia`, too", 'See <a href="../next/UTP.html">Next</a>, too'),
        ("All there is. One by its id: fieldref show.", "All there is."),
        ("fieldref next here", "Next"),
    ]
)
def test_a_command_is_a_link_to_what_answers_it(text, written):
    pages = {"next utopia": "next/UTP.html", "next here": "next/HER.html"}
    links = Links({}, lambda command: Target(pages[command], "Next") if command in pages else None)
    assert SiteMarkup("next/HER.html", links).spans(line(text)) == written


@of_each(
    [
        ("show utopia --section complaints", "states/UTP.html"),
        ("next utopia", "next/UTP.html"),
        ("timeline UTP", "timelines/UTP.html"),
        ("explain utopia song", "states/UTP.html"),
        ("show song", "treaties/SONG.html"),
        ("list reviews --treaty song", "committees/CSG.html"),
        ("list sessions", "committees/index.html"),
        ("deadlines --year 2026", "calendar/index.html"),
        ("search torture", "search.html"),
        ("show nothing-of-that-name", None),
    ],
    "world",
    "site",
)
def test_the_page_of_a_command(command, path, world, site):
    target = Directory(QueryContext(world, day("2026-11-23"))).links.target_of(command)
    assert (target.path if target else None) == path
    assert path is None or path in site


def test_a_site_that_knows_its_address_has_links_to_subscribe_without_a_script(world, site, trees):
    context = QueryContext(world, day("2026-11-23"))
    states = StateFiles(context, address="https://example.org/a/")
    (page,) = [file.data for file in states.files("UTP") if file.path == "states/UTP.html"]
    assert b'href="webcal://example.org/a/feeds/UTP.ics"' in page
    assert b"<code>https://example.org/a/feeds/UTP-about.ics</code>" in page
    assert b"calendars.js" not in page
    assert b"webcal" not in site["states/UTP.html"]
    for path, tree in trees.items():
        offers = {e.get("href") for e in tree.iter("link") if e.get("type") == "text/calendar"}
        linked = {e.get("href") for e in tree.iter("a")}
        assert offers <= linked, path
        assert bool(offers) == ("Thunderbird" in "".join(tree.itertext())), path


def test_the_title_of_a_window_is_short(trees):
    for path, tree in trees.items():
        (title,) = tree.iter("title")
        assert 0 < len(title.text) <= 70, path


def sections(tree):
    """The sections of a page by their headings."""
    return {
        heading.text.strip(): section
        for section in tree.iter("section")
        for heading in section.iter("h2")
    }


def test_a_committee_has_its_newest_first_and_its_earlier_sessions_folded(trees):
    parts = sections(trees["committees/CFL.html"])
    years = {}
    for title in {"Sessions", "Earlier sessions"}:
        rows = [" ".join(row.itertext()) for row in parts[title].find(".//tbody")]
        years[title] = [int(re.search(r"(19|20)\d\d", row)[0]) for row in rows]
        assert bool(list(parts[title].iter("details"))) == (title == "Earlier sessions")
    assert years == {"Sessions": [2026], "Earlier sessions": [2006]}
    parts = sections(trees["committees/UPR.html"])
    rows = [" ".join(row.itertext()) for row in parts["Earlier sessions"].find(".//tbody")]
    found = [int(re.search(r"(19|20)\d\d", row)[0]) for row in rows]
    assert found == [2020, 2019, 2014, 2014, 2009, 2008]


def test_a_year_that_is_over_has_a_page_and_those_of_much_by_region(trees, world, monkeypatch):
    assert "calendar/2013.html" in trees
    listed = {e.get("href") for e in trees["calendar/past.html"].iter("a")}
    assert "../calendar/2013.html" in listed
    assert "calendar/past.html" in {
        e.get("href")[3:] for e in trees["calendar/2013.html"].iter("a")
    }
    monkeypatch.setattr(calendar_pages, "_MOST_OF_A_YEAR", 0)
    directory = Directory(QueryContext(world, day("2026-11-23")))
    pages = {page.path: page for page in calendar_pages.pages(directory)}
    regional = "calendar/2013-region-europe-and-central-asia.html"
    assert "2013" in pages[regional].title
    year = pages["calendar/2013.html"]
    assert regional in {path for path, _ in year.ways}
    assert "Europe and Central Asia</dt><dd>" in year.body
    assert ("calendar/2013.html", "2013") in pages[regional].ways


def test_a_blank_beside_a_name_is_no_part_of_its_link():
    markup = SiteMarkup("a.html", Links({"CED": "b.html"}))
    assert markup.span(Span(" CED ", "code")) == ' <a href="b.html"><code>CED</code></a> '


def test_the_sources_of_how_far_each_table_was_brought_are_links(trees):
    cited = [e for e in trees["about.html"].iter("cite") if not list(e.iter("a"))]
    assert cited == []


def test_each_page_of_a_state_offers_its_calendars_and_cards(site, trees):
    for path in ("states/UTP.html", "next/UTP.html"):
        offered = {e.get("href") for e in trees[path].iter("link") if e.get("rel") == "alternate"}
        assert {"../feeds/UTP.ics", "../feeds/UTP-about.ics", "../contacts/UTP.vcf"} <= offered


def test_the_same_data_and_day_give_the_same_bytes(world, site):
    again = {each.path: each.data for each in plan_site(QueryContext(world, day("2026-11-23")))}
    assert again == site


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}"


def test_what_the_data_say_is_text():
    markup = SiteMarkup("a.html", Links({HOSTILE: 'x".html'}))
    said = markup.write([Heading(HOSTILE, 2), Table((Column(HOSTILE),), ((line(Span(HOSTILE)),),))])
    tree = html5lib.parse(said, namespaceHTMLElements=False)
    assert not list(tree.iter("script")) and not list(tree.iter("img"))
    assert [e.get("href") for e in tree.iter("a")] == ['x".html']
    assert HOSTILE in "".join(tree.itertext())


def test_the_stylesheet_is_for_light_dark_and_print(site):
    sheet = site["assets/site.css"].decode()
    assert "prefers-color-scheme: dark" in sheet
    assert "@media print" in sheet


def test_what_changed_since_an_earlier_edition_has_a_page_a_feed_and_a_line_on_home(
    world, site, tmp_path
):
    before = read_folder(write_earlier_world(tmp_path / "earlier"))
    earlier = find_earlier(tmp_path / "site", world, before)
    context = QueryContext(world, day("2026-11-23"))
    made = {each.path: each.data.decode() for each in plan_overviews(context, earlier=earlier)
            if each.path.endswith((".html", ".atom"))}  # fmt: skip
    assert "The Committee has no time." in made["changes.html"]
    feed = feedparser.parse(made["changes.atom"])
    assert feed.bozo is False
    assert len(feed.entries) > 5
    assert 'href="changes.html"' in made["index.html"]
    alternate = '<link rel="alternate" type="application/atom+xml"'
    assert alternate in made["index.html"]
    assert alternate in made["changes.html"]
    assert "changes.html" not in site
    assert "changes.html" not in site["index.html"].decode()


def test_the_search_of_the_site_takes_a_session_to_its_committee(world):
    directory = Directory(QueryContext(world, day("2026-11-23")))
    rows = [row for file in search_files(directory) for row in _rows(file)]
    paths = {row[0] for row in rows if len(row) > 2 and row[2].startswith("session")}
    assert "committees/CFL.html" in paths


def _rows(file):
    return json.loads(file.data.decode().partition(" = ")[2].removesuffix(";\n"))


def test_a_timeline_with_dates_says_where_they_are_explained(site):
    page = site["timelines/UTP.html"].decode()
    assert 'Why each date: <a href="../states/UTP.html">' in page
    assert not any(b'<p class="note"></p>' in data for data in site.values())
