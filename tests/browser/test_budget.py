"""What a reading costs: bytes, time to the first words, and movement of the page while sentences come."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")]
Open = Callable[..., Any]
BYTES = 150_000
"""Everything that a page of the bundled article loads but fonts, not compressed."""
SHIFT = 0.01
"""Cumulative layout shift that nobody sees; 0.1 is called good (web.dev/articles/cls)."""
SENTENCE = "The harvest of the year {} was sold at the market in the town, and the farmers were paid before the winter came to the valley."

MOVED = """() => new Promise(done => {
  const seen = source => source.node?.nodeType !== Node.TEXT_NODE || source.node.textContent.trim();
  const told = list => list.getEntries().filter(one => !one.sources.length || one.sources.some(seen))
    .map(one => [one.value, one.sources.map(source => source.node?.parentElement?.outerHTML.slice(0, 80))]);
  new PerformanceObserver(list => done(told(list))).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done([]), 300);
})"""
"""What moved, and by how much. A space at the end of a line is laid out anew when the next sentence comes, which nobody sees: a
shift of such spaces alone is left out."""
TIMES = "[performance.getEntriesByName('first-contentful-paint')[0].startTime, performance.getEntriesByType('navigation')[0].responseEnd]"


def paste(page: Any, address: str, text: str) -> str:
    """Keep a text; the number of the article."""
    answer = page.request.post(f"{address}/articles", form={"text": text, "language": "kk"}, max_redirects=0)
    return str(answer.headers["location"].split("/")[2])


def loaded(page: Any, address: str) -> dict[str, int]:
    """The bytes of everything that a page loads, fonts left out, by the last part of its address."""
    sizes: dict[str, int] = {}

    def add(response: Any) -> None:
        if response.request.resource_type not in ("font", "eventsource"):
            sizes[response.url.split("/")[-1]] = len(response.body())

    page.on("response", add)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", add)
    return sizes


def within_budget(new_page: Open, address: str, language: str) -> None:
    page = new_page(ui=language)
    page.goto(f"{address}/read/1/{language}")
    page.wait_for_selector("#progress", state="hidden", timeout=30_000)
    sizes = loaded(new_page(ui=language), f"{address}/read/1/{language}")
    print(f"{language}: {sum(sizes.values()):,} bytes: {sizes}")
    assert len(sizes) >= 9
    assert sum(sizes.values()) < BYTES


@pytest.mark.parametrize("language", ["kk", "ru", "ug"])
def test_the_bundled_article_is_light(new_page: Open, fake: str, language: str) -> None:
    within_budget(new_page, fake, language)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru", "ug"])
def test_the_bundled_article_is_light_with_the_shipped_packages(new_page: Open, server: str, language: str) -> None:
    within_budget(new_page, server, language)


@pytest.mark.parametrize("layout", ["translation", "side", "interlinear"])
@pytest.mark.parametrize(("width", "language"), [(375, "ug"), (1280, "kk")])
def test_nothing_moves_while_sentences_come(new_page: Open, slow: str, layout: str, width: int, language: str) -> None:
    page = new_page(width)
    paragraphs = [" ".join(SENTENCE.format(f"{3 * n + m} for {layout} at {width}") for m in range(3)) for n in range(10)]
    article = paste(page, slow, f"The harvest of {width} and {layout}\n\n" + "\n\n".join(paragraphs))
    page.goto(f"{slow}/read/{article}/{language}?layout={layout}")
    assert page.locator(".wait").count() > 10
    page.wait_for_selector("#progress", state="hidden", timeout=20_000)
    page.wait_for_function("() => document.querySelector('#count').textContent !== '…'")
    shift = page.evaluate(MOVED)
    print(f"{layout} at {width}: {sum(value for value, _ in shift):.4f}")
    assert page.locator(".wait").count() == 0
    assert sum(value for value, _ in shift) < SHIFT, shift


def test_the_english_stands_there_where_the_engine_takes_long(new_page: Open, held: str) -> None:
    page = new_page()
    page.goto(f"{held}/read/1/ru")
    page.wait_for_function("() => document.querySelector('.block:nth-child(3) .t').checkVisibility({visibilityProperty: true})")
    assert page.locator("#s3 > .t").get_attribute("lang") == "en"


def test_the_first_words_are_there_at_once(new_page: Open, fake: str) -> None:
    page = new_page()
    page.goto(f"{fake}/read/1/kk")
    page.wait_for_selector("#progress", state="hidden", timeout=30_000)
    times = []
    for _ in range(5):
        page.goto(f"{fake}/read/1/kk")
        page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
        times.append(page.evaluate(TIMES))
    print("first content after {:.0f} ms, of which the server {:.0f} ms".format(*min(times)))
    assert min(times)[0] < 1000


def test_a_long_article_opens_and_scrolls(new_page: Open, fake: str) -> None:
    page = new_page()
    paragraphs = [" ".join(SENTENCE.format(1000 + 4 * n + m) for m in range(4)) for n in range(200)]
    text = "\n\n".join(paragraphs)
    assert len(text.split()) >= 20_000
    address = f"{fake}/read/{paste(page, fake, text)}/kk"
    page.goto(address)
    page.wait_for_selector("#progress", state="hidden", timeout=60_000)
    begun = time.perf_counter()
    page.goto(address)
    page.locator("#s0").wait_for()
    opened = time.perf_counter() - begun
    begun = time.perf_counter()
    for _ in range(20):
        page.mouse.wheel(0, 3000)
    page.keyboard.press("End")
    page.wait_for_function("() => scrollY > 0 && scrollY + innerHeight > document.documentElement.scrollHeight - 5")
    print(f"20,000 words: open in {opened:.2f} s, at the end {time.perf_counter() - begun:.2f} s after")
    assert opened < 5
    page.locator("#s700").scroll_into_view_if_needed()
    assert page.locator("#s700").is_visible()
