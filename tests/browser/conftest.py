"""A browser, pages in it that keep what went wrong, and the app with the fake engine."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.browser.fake import serving

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
DOCS = Path(__file__).resolve().parents[2] / "docs" / "screenshots"


@pytest.fixture(scope="session")
def browser() -> Iterator[playwright.Browser]:
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed: apt-get install chromium")
    with playwright.sync_playwright() as api:
        running = api.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with a fit fake engine."""
    with serving(tmp_path_factory.mktemp("fit")) as address:
        yield address


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with an engine that takes a while for each sentence."""
    with serving(tmp_path_factory.mktemp("slow"), delay=0.06) as address:
        yield address


@pytest.fixture
def held(tmp_path: Path) -> Iterator[str]:
    """The app with an engine that gives nothing while a test runs."""
    end = threading.Event()
    with serving(tmp_path, held=end) as address:
        yield address
        end.set()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with the packages that come with it, the bundled article translated already."""
    with serving(tmp_path_factory.mktemp("shipped"), engine=False) as address:
        for language in ("kk", "ru", "ug"):
            with urlopen(f"{address}/read/1/{language}/events") as stream:
                stream.read()
        yield address


@pytest.fixture(scope="module")
def unfit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with a fake engine that measured badly."""
    with serving(tmp_path_factory.mktemp("unfit"), fit=False) as address:
        yield address


@pytest.fixture
def new_page(browser: playwright.Browser) -> Iterator[Callable[..., playwright.Page]]:
    """Opens pages whose `problems` are console errors and requests to elsewhere; there may be none at the end but those a test takes out."""
    pages = []

    def opened(width: int = 1280, ui: str = "en", javascript: bool = True) -> playwright.Page:
        size = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, locale=ui, java_script_enabled=javascript, reduced_motion="reduce", has_touch=width < 500)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("request", lambda request: page.problems.append(request.url) if "127.0.0.1" not in request.url else None)
        pages.append(page)
        return page

    yield opened
    for page in pages:
        problems = page.problems
        page.context.close()
        assert problems == []


@pytest.fixture
def keep() -> Callable[[playwright.Page, str], None]:
    """Keeps a picture of a page for the README, where OQYRMAN_SCREENSHOTS asks for it."""

    def kept(page: playwright.Page, name: str) -> None:
        if os.environ.get("OQYRMAN_SCREENSHOTS"):
            DOCS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=DOCS / f"{name}.png")

    return kept
