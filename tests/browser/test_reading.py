"""Real pages in a real browser: the journey, and the pictures in docs/."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [
    pytest.mark.browser,
    # The browser's own pipes are closed by the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]
Open = Callable[..., Any]
Keep = Callable[[Any, str], None]


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
    page.wait_for_selector("#progress[hidden]", state="attached", timeout=60_000)
    assert page.locator(".s.wait").count() == 0


def test_without_javascript_the_article_can_be_read(new_page: Open, server: str) -> None:
    page = new_page(javascript=False)
    page.goto(f"{server}/read/1/ug?layout=translation#s3")
    assert page.locator("#s3 .peek").is_visible()


@pytest.mark.parametrize("language", ["kk", "ug"])
def test_on_paper_two_columns_stand_in_black_without_controls(new_page: Open, keep: Keep, server: str, language: str) -> None:
    page = new_page(ui=language)
    page.goto(f"{server}/read/1/{language}?layout=side&theme=dark")
    page.emulate_media(media="print")
    # A4 less its margins, in CSS pixels: 178 mm.
    page.set_viewport_size({"width": 673, "height": 952})
    text, source = page.locator("#s3").bounding_box(), page.locator(".o[data-i='3']").bounding_box()
    assert abs(text["y"] - source["y"]) < 20
    assert (text["x"] < source["x"]) == (language == "kk")
    assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(0, 0, 0)"
    assert not any(part.is_visible() for part in page.locator("button, select, summary, .bar, .peek, #progress").all())
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    keep(page, f"print-{language}")
