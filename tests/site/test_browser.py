"""The site in a browser: States found by typing, no scripts, dark, narrow, by keyboard, by axe."""

import json
import shutil
import subprocess
import threading
import time
from pathlib import Path

import icalendar
import pytest

from conftest import THOROUGH, WORLD, day
from fieldref.catalog import Catalog
from fieldref.cli.site_server import SiteServer
from fieldref.index.reader import open_index
from fieldref.pages.common import QueryContext
from fieldref.site.directory import Directory
from fieldref.site.search_documents import search_files

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(
        not (shutil.which("chromium") and shutil.which("chromedriver")), reason="needs chromium"
    ),
]
KINDS = (
    "index.html",
    "states/UTP.html",
    "next/UTP.html",
    "timelines/UTP.html",
    "treaties/SONG.html",
    "committees/CSG.html",
    "calendar/2026.html",
    "offices/index.html",
    "lists/index.html",
    "glossary.html",
    "about.html",
    "search.html",
)


@pytest.fixture(scope="module")
def window():
    """A Chromium without a window."""
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    yield driver
    driver.quit()


@pytest.fixture
def visit(window, published):
    """Opens a page from the folder, 1280 px wide or as told, light or dark."""

    def visit(path, width=1280, scheme="light"):
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
        window.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        window.get((published / path).as_uri())
        return window

    return visit


def until(says):
    ends = time.monotonic() + 20
    while not says():
        assert time.monotonic() < ends, "nothing came of it"
        time.sleep(0.02)


def typed(driver, css, words):
    element = driver.find_element("css selector", css)
    element.send_keys(words)
    return element


@pytest.mark.parametrize("words", ["utop", "UTP"])
def test_a_state_is_found_by_typing_and_opened_by_keyboard(visit, words):
    driver = visit("index.html")
    typed(driver, "#state", words)
    until(lambda: driver.find_elements("css selector", "#found li"))
    driver.find_element("css selector", "#state").send_keys("\ue007")  # Enter
    until(lambda: driver.current_url.endswith("states/UTP.html"))
    assert driver.find_element("css selector", "h1").text.startswith("Utopia")


def test_the_search_loads_its_index_when_somebody_types_and_finds_words(visit):
    driver = visit("search.html")
    loaded = "return [...document.scripts].map(s => s.src).filter(s => s.includes('index.js'))"
    assert driver.execute_script(loaded) == []
    typed(driver, "#words", "utopia")
    until(lambda: driver.find_elements("css selector", "#hits li a"))
    assert len(driver.execute_script(loaded)) == 1


def test_no_page_scrolls_sideways_on_a_phone_or_breaks_its_own_policy(visit):
    wide = "return document.documentElement.scrollWidth"
    widths = {path: visit(path, width=360).execute_script(wide) for path in KINDS}
    assert {path: width for path, width in widths.items() if width > 360} == {}
    logged = visit("index.html").get_log("browser")
    assert [entry["message"] for entry in logged] == []


def test_dark_is_dark_and_light_is_light(visit):
    shade = "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    assert max(visit("states/UTP.html", scheme="dark").execute_script(shade)) < 60
    assert min(visit("states/UTP.html").execute_script(shade)) > 230


def test_paper_is_white_where_the_screen_is_dark(visit):
    driver = visit("states/UTP.html")
    features = [{"name": "prefers-color-scheme", "value": "dark"}]
    media = {"media": "print", "features": features}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    shade = "return getComputedStyle(document.querySelector('.s-at-a-glance')).backgroundColor"
    try:
        assert driver.execute_script(shade) == "rgb(255, 255, 255)"
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


def test_a_table_is_sorted_by_its_head(visit):
    driver = visit("lists/index.html")
    cells = "return [...document.querySelectorAll('tbody tr td:first-child')].map(c => c.innerText)"
    rows = driver.execute_script(cells)
    for fall in (False, True):
        driver.find_element("css selector", "th button").click()
        assert driver.execute_script(cells) == sorted(rows, reverse=fall)


def test_the_first_tab_leads_past_the_menu(visit):
    driver = visit("states/UTP.html")
    driver.switch_to.active_element.send_keys("\ue004")  # Tab
    first = driver.switch_to.active_element
    assert first.get_attribute("href").endswith("#content")


def test_pages_are_read_without_scripts(visit, window):
    window.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        driver = visit("index.html")
        assert not driver.find_element("css selector", ".finder").is_displayed()
        driver.find_element("link text", "Utopia").send_keys("\ue007")  # Enter
        until(lambda: driver.current_url.endswith("states/UTP.html"))
        assert "At a glance" in driver.find_element("css selector", "main").text
    finally:
        window.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_that_keeps_people_out(visit, checkers, scheme):
    axe = (checkers / "axe-core/axe.min.js").read_text()
    run = "const done = arguments[0]; axe.run().then(({violations}) => done(violations.map("
    run += "each => [each.id, each.nodes[0].html])), error => done([[String(error), '']]))"
    for path in KINDS:
        driver = visit(path, scheme=scheme)
        driver.execute_cdp_cmd("Runtime.evaluate", {"expression": axe})
        assert driver.execute_async_script(run) == [], path


def test_html_validate_finds_nothing(published, checkers):
    command = ["node", checkers / "html-validate/bin/html-validate.mjs", "--formatter", "json"]
    done = subprocess.run(
        [*command, *(published / path for path in KINDS)], capture_output=True, check=False
    )
    findings = [
        (result["filePath"].rpartition("/")[2], message["ruleId"], message["message"])
        for result in json.loads(done.stdout)
        for message in result["messages"]
    ]
    assert (findings, done.returncode) == ([], 0), done.stderr


@pytest.fixture
def address(published):
    """Where the site is on this computer."""
    with SiteServer(published, 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.address
        server.shutdown()
        thread.join()


def test_a_calendar_is_downloaded_and_read_and_can_be_subscribed_to(window, address, tmp_path):
    allow = {"behavior": "allow", "downloadPath": str(tmp_path)}
    window.execute_cdp_cmd("Browser.setDownloadBehavior", allow)
    window.get(f"{address}next/UTP.html")
    entry = window.find_elements("css selector", ".calendars li")[1]
    subscribe = entry.find_element("link text", "Subscribe").get_attribute("href")
    assert subscribe == f"{address}feeds/UTP-about.ics".replace("http:", "webcal:")
    assert entry.find_element("tag name", "code").text == f"{address}feeds/UTP-about.ics"
    entry.find_element("link text", "Download").send_keys("\ue007")  # Enter
    file = tmp_path / "UTP-about.ics"
    until(file.exists)
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    assert str(calendar["NAME"]).startswith("Utopia")
    assert calendar.walk("VEVENT")


def test_the_search_finds_a_document_by_its_symbol(window, published, tmp_path):
    data = shutil.copytree(WORLD, tmp_path / "data")
    path, row = data / "states/utopia.yaml", "event: concluding observations, date: 2013-07-26, "
    path.write_text(path.read_text("utf-8").replace(row, row + "document: CFL/C/UTP/CO/4, "))
    catalog = Catalog(open_index((data,), None))
    finds_first(window, search_page(published, catalog, tmp_path), "CFL/C/UTP/CO/4", "Utopia")


@pytest.mark.skipif(not THOROUGH, reason="as the test before, but of tens of thousands")
def test_the_search_finds_a_document_among_all(window, published, bundled, tmp_path):
    finds_first(window, search_page(published, bundled, tmp_path), "CEDAW/C/KEN/CO/7", "Kenya")


def search_page(published, catalog, folder):
    """The page that searches what is in the catalog, made in that folder."""
    shutil.copytree(published / "assets", folder / "assets")
    for file in search_files(Directory(QueryContext(catalog, day("2026-11-23")))):
        (folder / file.path).write_bytes(file.data)
    return Path(shutil.copy(published / "search.html", folder))


def finds_first(driver, page, symbol, state):
    driver.get(page.as_uri())
    typed(driver, "#words", symbol)
    until(lambda: driver.find_elements("css selector", "#hits li a"))
    first = driver.find_element("css selector", "#hits li")
    assert symbol in first.text
    assert first.find_element("tag name", "a").text == state
