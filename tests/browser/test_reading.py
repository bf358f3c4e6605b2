"""Real pages in a real browser: the journey, and the pictures in docs/."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed: apt-get install chromium"),
    # The browser's own pipes are closed by the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]
DOCS = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a port of its own, with the bundled article translated already."""
    from waitress.server import create_server

    from webapp import create_app
    from webapp.config import load

    folder = tmp_path_factory.mktemp("browser")
    app = create_app(load({"HOME": str(folder), "OQYRMAN_DATA": str(folder), "OQYRMAN_BEAM": "2"}))
    serving = create_server(app, host="127.0.0.1", port=0, threads=12)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    for language in ("kk", "ru", "ug"):
        app.extensions["library"].translation(1, language)
    yield f"http://127.0.0.1:{serving.effective_port}"
    serving.close()
    thread.join(10)
    app.extensions["library"].jobs.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as api:
        running = api.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


def new_page(browser: playwright.Browser, width: int = 1280, javascript: bool = True) -> playwright.Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="en", java_script_enabled=javascript)
    page = context.new_page()
    page.problems = []
    page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: page.problems.append(request.url) if "127.0.0.1" not in request.url else None)
    return page


def keep(page: playwright.Page, name: str) -> None:
    """Keep a picture of a page for the README, where it is asked for."""
    if os.environ.get("OQYRMAN_SCREENSHOTS"):
        DOCS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=DOCS / f"{name}.png")


@pytest.mark.parametrize("width", [375, 1280])
def test_from_the_library_to_the_article(browser: playwright.Browser, server: str, width: int) -> None:
    page = new_page(browser, width)
    page.goto(server)
    keep(page, f"library-{width}")
    page.locator('.articles a[href="/read/1/kk"]').click()
    page.wait_for_selector("article.reading")
    assert page.locator("article.reading .s").count() > 40
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.problems == []
    page.context.close()


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("language", ["kk", "ru", "ug"])
def test_readings(browser: playwright.Browser, server: str, language: str, width: int) -> None:
    page = new_page(browser, width)
    page.goto(f"{server}/read/1/{language}")
    keep(page, f"read-{language}-{width}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    first = page.locator("article.reading .tr").first
    assert first.evaluate("e => getComputedStyle(e).direction") == ("rtl" if language == "ug" else "ltr")
    page.goto(f"{server}/read/1/{language}?layout=translation")
    sentence = page.locator("#s3")
    sentence.focus()
    assert sentence.locator(".peek").is_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "s4"
    assert page.problems == []
    page.context.close()


def test_a_pasted_article_streams_in_without_a_shift(browser: playwright.Browser, server: str) -> None:
    page = new_page(browser)
    page.goto(server)
    page.fill("#text", "\n\n".join(f"The harvest of the year {1950 + n} was sold at the market in the town." for n in range(30)))
    page.get_by_role("button", name="Read").click()
    page.wait_for_selector("#progress", state="hidden", timeout=60_000)
    assert page.locator(".s.wait").count() == 0
    assert page.problems == []
    page.context.close()


def test_without_javascript_the_article_can_be_read(browser: playwright.Browser, server: str) -> None:
    page = new_page(browser, javascript=False)
    page.goto(f"{server}/read/1/ug?layout=translation#s3")
    assert page.locator("#s3 .peek").is_visible()
    page.context.close()
