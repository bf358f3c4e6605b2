"""Uyghur lines with Latin names, figures, brackets and ranges: what a reader sees, from right to left, measured in the browser.

The expected order follows the Unicode Bidirectional Algorithm (UAX #9) for a right-to-left paragraph: a Latin run and a
number read from left to right within themselves (a bracket that only Latin stands in and before goes with it, rule N0); a
figure after Arabic letters is an Arabic number (W2), so a range and a percent sign before it run from right to left.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.fake import HARD

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")]

SEEN = (
    ("2019", "-", "يىلى", "باھاسى", "12.5", "مىليون", "بولدى", "."),
    ("ب", "د", "ت", "نىڭ", "دوكلاتى", "(", "A/HRC/51", ")", "80\u00a0000", "ئادەمنى", "تىلغا", "ئالىدۇ", "."),
    ("www.example.org", "نىڭ", "7", "–", "9", "-", "بېتىگە", "قاراڭ", "."),
    ("ئۇ", "10:30", "دا", "«", "ياق", "»", "دېدى", "."),
    ("COVID-19", "ئۈرۈمچىگە", "15", "-", "ئىيۇل", "يېتىپ", "كەلدى", "."),
    ("ئۇ", "%", "3", "–", "%", "5", "ئۆستى", "،", "ئاندىن", "%", "2", "چۈشتى", "."),
    ("Telegram", "(", "پاۋېل", "دۇروفنىڭ", "شىركىتى", ")", "2013", "-", "يىلى", "قۇرۇلغان", "."),
    ("Hikvision (002415.SZ)", "شىركىتى", "كامېرا", "ساتتى", "."),
    ("ئالمۇتادىن", "غۇلجىغا", ":", "1", "/", "2", "/", "3", "."),
    ("«", "كىم", "؟", "»", "دەپ", "سورىدى", "ئۇ", "،", "«", "مەنمۇ", "؟", "»"),
)
"""Each line of HARD in pieces, from right to left as the eye meets them; a piece that begins with a Latin letter or a digit runs left to right."""

PLACES = """line => {
  const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT), range = document.createRange(), found = [];
  for (let node = nodes.nextNode(); node; node = nodes.nextNode())
    for (let at = 0; at < node.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getClientRects()[0];
      found.push([node.data[at], box.left, box.right, box.top]);
    }
  return found;
}"""
"""Each character with its left and right edge and its top, in the order of the text."""


def wrong(places: list[list[Any]], pieces: tuple[str, ...]) -> list[str]:
    """The pieces that do not stand where the table says."""
    text = "".join(character for character, *_ in places)
    faults: list[str] = []
    at, edge = 0, float("inf")
    for piece in pieces:
        at = text.index(piece, at)
        boxes = places[at : at + len(piece)]
        lefts = [left for _, left, _, _ in boxes]
        latin = piece[0].isascii() and piece[0].isalnum()
        if len({round(top / 8) for *_, top in boxes}) > 1 or lefts != sorted(lefts, reverse=not latin):
            faults.append(f"{piece} is not in one piece")
        if max(right for _, _, right, _ in boxes) > edge + 0.5:
            faults.append(f"{piece} stands to the right of what comes before it")
        edge = min(lefts)
        at += len(piece)
    return faults


def test_ten_hard_lines_are_in_the_order_they_are_read(new_page: Callable[..., Any], keep: Callable[[Any, str], None], fake: str) -> None:
    page = new_page(1280, "ug")
    page.goto(fake)
    page.fill("#text", "\n\n".join(english for english, _ in HARD))
    page.check("[name=language][value=ug]")
    page.locator(".add .primary").click()
    page.wait_for_selector("#progress[hidden]", state="attached")
    page.set_viewport_size({"width": 1280, "height": 1120})
    keep(page, "hard-lines-ug")
    lines = page.locator("article.reading .t").all()
    found = [wrong(line.evaluate(PLACES), pieces) for line, pieces in zip(lines, SEEN, strict=True)]
    assert found == [[]] * len(SEEN)
    # The measure is not blind: set from left to right, no line is in order.
    for line, pieces in zip(lines, SEEN, strict=True):
        line.evaluate("e => { e.style.direction = 'ltr'; e.style.display = 'inline-block' }")
        assert wrong(line.evaluate(PLACES), pieces)
