"""Real pages in a real browser: the journey, and the pictures in docs/."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed: apt-get install chromium"),
    # The browser's own pipes are closed by the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]
Open = Callable[..., Any]
Keep = Callable[[Any, str], None]


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


@pytest.mark.parametrize("width", [375, 1280])
def test_from_the_library_to_the_article(new_page: Open, keep: Keep, server: str, width: int) -> None:
    page = new_page(width)
    page.goto(server)
    keep(page, f"library-{width}")
    page.locator('.articles a[href="/read/1/kk"]').click()
    page.wait_for_selector("article.reading")
    assert page.locator("article.reading .s").count() > 40
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("language", ["kk", "ru", "ug"])
def test_readings(new_page: Open, keep: Keep, server: str, language: str, width: int) -> None:
    page = new_page(width)
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


def test_a_pasted_article_streams_in_without_a_shift(new_page: Open, server: str) -> None:
    page = new_page()
    page.goto(server)
    page.fill("#text", "\n\n".join(f"The harvest of the year {1950 + n} was sold at the market in the town." for n in range(30)))
    page.get_by_role("button", name="Read").click()
    page.wait_for_selector("#progress", state="hidden", timeout=60_000)
    assert page.locator(".s.wait").count() == 0


def test_without_javascript_the_article_can_be_read(new_page: Open, server: str) -> None:
    page = new_page(javascript=False)
    page.goto(f"{server}/read/1/ug?layout=translation#s3")
    assert page.locator("#s3 .peek").is_visible()
