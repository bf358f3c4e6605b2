"""axe-core over every page, in every theme and both directions: WCAG 2.2 A and AA."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")]
AXE = Path(os.environ.get("OQYRMAN_AXE") or Path(__file__).parent / ".axe" / "package" / "axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PLACES = {
    "library": "/",
    "found": "/?q=Kazakh",
    "nothing-found": "/?q=zzzz",
    "translation": "/read/1/ug?layout=translation",
    "side": "/read/1/kk?layout=side",
    "interlinear": "/read/1/ru?layout=interlinear",
    "script": "/read/1/kk?script=arab&layout=side",
    "names": "/names?q=xin",
    "article-names": "/read/1/kk/names",
    "memory": "/memory",
    "edit": "/read/1/ug/3/edit?alternatives=1",
    "file": "/export/1/kk",
    "error": "/nothing",
}


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not here: npm pack axe-core in tests/browser/.axe and unpack it, or set OQYRMAN_AXE")
@pytest.mark.parametrize(("ui", "theme"), [("en", "light"), ("ug", "dark"), ("kk", "sepia")])
@pytest.mark.parametrize("name", PLACES)
def test_no_violation(unfit: str, new_page: Callable[..., Any], name: str, ui: str, theme: str) -> None:
    page = new_page(375 if theme == "sepia" else 1280, ui)
    page.goto(f"{unfit}/?theme={theme}")
    page.goto(unfit + PLACES[name])
    page.problems[:] = [text for text in page.problems if "404" not in text]
    for menu in page.locator("details").all():
        menu.evaluate("e => { e.open = true }")
    # Evaluated in the page's own world: the page's policy lets no other script in.
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    broken = [(rule["id"], node["target"], node["failureSummary"]) for rule in found["violations"] for node in rule["nodes"]]
    assert broken == [], f"{len(broken)} violations"


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not here: npm pack axe-core in tests/browser/.axe and unpack it, or set OQYRMAN_AXE")
def test_no_violation_in_what_opens(fake: str, new_page: Callable[..., Any]) -> None:
    page = new_page()
    page.goto(f"{fake}/read/1/kk")
    page.wait_for_selector("#progress", state="hidden")
    page.locator("#s3").focus()
    page.locator("#s3 .edit").click()
    page.wait_for_selector("dialog[open] textarea")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    page.request.post(f"{fake}/articles", form={"text": "The market in Yining opened in the spring."})
    page.goto(f"{fake}/read/2/kk")
    page.locator("a.name").focus()
    page.wait_for_selector("#card:not([hidden])")
    page.evaluate(AXE.read_text("utf-8"))
    found["violations"] += page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
    assert [(rule["id"], rule["nodes"][0]["failureSummary"]) for rule in found["violations"]] == []
