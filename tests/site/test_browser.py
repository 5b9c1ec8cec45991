"""The site in a browser: States found by typing, no scripts, dark, narrow, by keyboard."""

import shutil
from contextlib import contextmanager

import pytest

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(
        not (shutil.which("chromium") and shutil.which("chromedriver")), reason="needs chromium"
    ),
]
webdriver = pytest.importorskip("selenium.webdriver")
waiting = pytest.importorskip("selenium.webdriver.support.wait")
KINDS = (
    "index.html",
    "states/UTP.html",
    "next/UTP.html",
    "timelines/UTP.html",
    "treaties/SONG.html",
    "calendar/2026.html",
    "offices/index.html",
    "lists/index.html",
    "about.html",
    "search.html",
)


@contextmanager
def browser(*, scripts=True):
    """A Chromium without a window, with scripts or without."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        blocked = {"profile.managed_default_content_settings.javascript": 2}
        options.add_experimental_option("prefs", blocked)
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    try:
        yield driver
    finally:
        driver.quit()


@pytest.fixture(scope="module")
def window():
    with browser() as driver:
        yield driver


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


def until(driver, says):
    return waiting.WebDriverWait(driver, 20).until(lambda _: says())


def typed(driver, css, words):
    element = driver.find_element("css selector", css)
    element.send_keys(words)
    return element


@pytest.mark.parametrize("words", ["utop", "UTP"])
def test_a_state_is_found_by_typing_and_opened_by_keyboard(visit, words):
    driver = visit("index.html")
    typed(driver, "#state", words)
    until(driver, lambda: driver.find_elements("css selector", "#found li"))
    driver.find_element("css selector", "#state").send_keys("\ue007")  # Enter
    until(driver, lambda: driver.current_url.endswith("states/UTP.html"))
    assert driver.find_element("css selector", "h1").text.startswith("Utopia")


def test_the_search_loads_its_index_when_somebody_types_and_finds_words(visit):
    driver = visit("search.html")
    loaded = "return [...document.scripts].map(s => s.src).filter(s => s.includes('index.js'))"
    assert driver.execute_script(loaded) == []
    typed(driver, "#words", "utopia")
    until(driver, lambda: driver.find_elements("css selector", "#hits li a"))
    assert len(driver.execute_script(loaded)) == 1


@pytest.mark.parametrize("path", KINDS)
def test_no_page_scrolls_sideways_on_a_phone(visit, path):
    driver = visit(path, width=360)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= 360


def test_dark_is_dark_and_light_is_light(visit):
    shade = "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    assert max(visit("states/UTP.html", scheme="dark").execute_script(shade)) < 60
    assert min(visit("states/UTP.html").execute_script(shade)) > 230


def test_the_policy_of_the_pages_refuses_nothing_of_their_own(visit):
    for path in KINDS:
        visit(path)
    logged = visit("index.html").get_log("browser")
    assert [entry["message"] for entry in logged] == []


def test_a_table_is_sorted_by_its_head(visit):
    driver = visit("treaties/SONG.html")
    cells = "return [...document.querySelectorAll('tbody tr td:first-child')].map(c => c.innerText)"
    button = driver.find_elements("css selector", "th button")
    if not button:
        pytest.skip("the table of the invented treaty is too short to be sorted")
    button[0].click()
    button[0].click()
    names = driver.execute_script(cells)
    assert names == sorted(names, reverse=True)


def test_the_first_tab_leads_past_the_menu(visit):
    driver = visit("states/UTP.html")
    driver.switch_to.active_element.send_keys("\ue004")  # Tab
    first = driver.switch_to.active_element
    assert first.get_attribute("href").endswith("#content")


def test_pages_are_read_without_scripts(published):
    with browser(scripts=False) as driver:
        driver.get((published / "index.html").as_uri())
        assert not driver.find_element("css selector", ".finder").is_displayed()
        driver.find_element("link text", "Utopia").send_keys("\ue007")
        assert "At a glance" in driver.find_element("css selector", "main").text
