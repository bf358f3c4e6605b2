"""The whole journey of a reader, in every language of the interface, by pointer, by keyboard alone and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.browser.fake import NAMES
from tests.browser.hands import HORSES, MARKET, TEXT, TITLE, TRADERS, Finger, Keys, Pointer, correct, fits, pasted, said, show
from webapp.i18n import INTERFACE
from webapp.languages import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")]
Open = Callable[..., Any]
OWN = {"kk": "Саудагерлер ауыл-ауылдан келді.", "ru": "Торговцы пришли из всех сёл.", "ug": "سودىگەرلەر ھەممە يېزىدىن كەلدى."}
OTHER = {"kk": "arab", "ru": "latn", "ug": "cyrl"}
"""Another script for each language."""

IN_SIGHT = """id => {
  const box = document.getElementById(id).getBoundingClientRect();
  return box.top < innerHeight && box.bottom > 0;
}"""
BESIDE = """() => {
  const card = document.getElementById("card").getBoundingClientRect(), name = document.querySelector("a.name").getBoundingClientRect();
  return Math.abs(card.top - name.bottom) < 20 || Math.abs(name.top - card.bottom) < 20;
}"""


HANDS = {"mouse": (Pointer, True), "finger": (Finger, True), "keyboard": (Keys, True), "without-javascript": (Pointer, False)}
JOURNEYS = [
    *((ui, width, way) for ui in INTERFACE for width, way in ((375, "finger"), (1280, "mouse"))),
    *((ui, width, way) for ui, width in zip(INTERFACE, (375, 1280, 1280, 375), strict=True) for way in ("keyboard", "without-javascript")),
]


@pytest.mark.parametrize(("ui", "width", "way"), JOURNEYS)
def test_the_whole_journey(new_page: Open, fake: str, tmp_path: Path, ui: str, width: int, way: str) -> None:
    kind, javascript = HANDS[way]
    page = new_page(width, ui, javascript)
    hand = kind(page)
    language = "kk" if ui == "en" else ui
    text = partial(said, page)

    pasted(hand, fake, language)
    assert page.locator("html").get_attribute("lang") == ui
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == ("rtl" if ui == "ug" else "ltr")
    machine, named = text(TRADERS), text(MARKET)
    assert NAMES[language]["Yining"] in named
    assert page.locator("a.name.changed").count() == 0

    show(hand, "script", OTHER[language])
    assert page.locator("h1.tr").get_attribute("lang") == f"{language}-{OTHER[language].capitalize()}"
    assert text(TRADERS) != machine
    show(hand, "script", LANGUAGES[language].script)
    assert text(TRADERS) == machine

    correct(hand, TRADERS, "save", OWN[language])
    assert text(TRADERS) == OWN[language]
    assert page.locator(f"#s{TRADERS} .mark.by").is_visible()
    correct(hand, TRADERS, "undo")
    assert text(TRADERS) == machine
    assert page.locator(f"#s{TRADERS} .mark.by").count() == 0

    show(hand, "naming", "community")
    assert NAMES[language]["Ghulja"] in text(MARKET)
    assert page.locator("a.name.changed").count() == 1
    if kind is Keys:
        hand.reach("a.name")
    else:
        hand.sentence(TITLE)  # what is open above the name closes as the name is pressed
        hand.press("a.name")
    card = page.locator("#card" if javascript else "#name-ghulja")
    card.wait_for()
    assert "Yining" in card.inner_text()
    if javascript:
        page.locator(f"#s{TITLE} .peek").wait_for(state="hidden")
        page.wait_for_function(BESIDE)
    fits(page)
    if javascript:
        page.keyboard.press("Escape")
        assert not card.is_visible()
    if kind is Keys:
        page.keyboard.press("Enter")
        page.wait_for_selector("#name-ghulja:focus")
        fits(page)
    if page.url.endswith("#name-ghulja"):
        hand.press(".opening a")
        page.wait_for_selector("article.reading")

    hand.press(".tools a[href*='/export/']")
    page.wait_for_selector("#f-format")
    hand.choose("#f-format", "docx")
    fits(page)
    with page.expect_download() as download:
        hand.press("[formaction]")
    saved = tmp_path / "file"
    download.value.save_as(saved)
    assert saved.stat().st_size > 2000
    assert saved.read_bytes()[:2] == b"PK"
    assert re.fullmatch(rf"[\w -]+-{language}\.docx", download.value.suggested_filename)


@pytest.fixture(params=[True, False], ids=["javascript", "without-javascript"])
def reader(request: pytest.FixtureRequest, new_page: Open, fake: str) -> Pointer:
    """A reader of a pasted article in Kazakh."""
    hand = Pointer(new_page(javascript=request.param))
    pasted(hand, fake, "kk")
    return hand


def desk(hand: Pointer, number: int = TRADERS) -> Any:
    """The box to correct a sentence in."""
    hand.sentence(number)
    hand.press(f"#s{number} .edit")
    hand.page.wait_for_selector("#draft")
    hand.page.wait_for_load_state()
    return hand.page.locator("#draft")


def undone(hand: Pointer) -> None:
    """Leave no correction to the next test."""
    hand.page.request.post(f"{re.match('http://[^/]+', hand.page.url)[0]}/memory/kk/forget", form={"source": SOURCE})


SOURCE = "Traders came from every village of the valley to sell wool, felt and horses."


def test_two_tabs_that_disagree_lose_neither_text(reader: Pointer) -> None:
    page = reader.page
    other = Pointer(page.context.new_page())
    other.page.goto(page.url)
    box = desk(reader)
    box.fill("Бірінші мәтін.")
    correct(other, TRADERS, "save", "Екінші мәтін.")
    page.bring_to_front()
    reader.press("#correct [value=save]")
    page.wait_for_selector(".version")
    page.wait_for_load_state()
    assert page.locator(".version").inner_text() == "Екінші мәтін."
    assert page.locator("#draft").input_value() == "Бірінші мәтін."
    reader.press("#correct [value=save]")
    page.wait_for_selector("#draft", state="detached")
    assert said(page, TRADERS) == "Бірінші мәтін."
    desk(reader)
    assert "Екінші мәтін." in page.locator(".offers").last.inner_text()
    page.problems[:] = [text for text in page.problems if "409" not in text]
    undone(reader)


def test_other_texts_come_without_losing_ones_own(reader: Pointer) -> None:
    page = reader.page
    machine = said(page, TRADERS)
    desk(reader).fill("Өз мәтінім.")
    reader.press("[name=alternatives]")
    page.wait_for_selector("[name=draft]")
    assert page.locator("#draft").input_value() == "Өз мәтінім."
    assert page.locator("[name=draft]").count() >= 3
    reader.press(f"[name=draft][value='{machine}']")
    page.wait_for_selector("[name=draft][value='Өз мәтінім.']")
    assert page.locator("#draft").input_value() == machine
    reader.press("#correct [value=save]")
    page.wait_for_selector(f"#s{TRADERS} .mark.by")
    desk(reader).fill("Өз мәтінім.")
    reader.press("#correct [value=undo]")
    page.wait_for_selector(".desk .said")
    assert page.locator("#draft").input_value() == "Өз мәтінім."
    undone(reader)


def test_what_is_typed_outlives_the_page(new_page: Open, fake: str) -> None:
    page = new_page()
    hand = Pointer(page)
    pasted(hand, fake, "kk")
    desk(hand).fill("Өз мәтінім.")
    page.route("**/edit?part=1", lambda route: route.abort())
    hand.press("#correct [value=save]")
    page.wait_for_selector("#silent:not([hidden])")
    page.unroute("**/edit?part=1")
    page.keyboard.press("Escape")
    page.reload()
    assert desk(hand).input_value() == "Өз мәтінім."
    hand.press(".leave")
    assert desk(hand).input_value() != "Өз мәтінім."
    page.goto(fake)
    page.fill("#text", TEXT)
    hand.press(".tongues [hreflang=ug]")
    page.wait_for_selector("html[lang=ug]")
    assert page.locator("#text").input_value() == TEXT
    page.fill("#text", "")
    hand.press(".add .primary")
    page.wait_for_selector(".problem")
    hand.press(".tongues [hreflang=ru]")
    page.wait_for_selector("html[lang=ru]")
    page.problems[:] = [text for text in page.problems if "ERR_FAILED" not in text and "400" not in text]


def test_search_rename_and_delete(reader: Pointer) -> None:
    page = reader.page
    address = page.url
    page.goto(address.split("/read")[0])
    reader.write("#q", "ауылға")
    reader.press("search button")
    page.locator(".found mark", has_text="ауылға").last.wait_for()
    reader.press(".tongues [hreflang=ru]")
    assert page.locator("#q").input_value() == "ауылға"
    page.locator(".found h3", has_text="Spring in the valley").first.locator("+ ul a").first.click()
    page.locator(".s:target .peek").wait_for()
    page.goto(address.split("/read")[0])
    entry = page.locator(".articles > li", has=page.locator(f"a[href='/read/{address.split('/')[4]}/kk']"))
    entry.locator("summary").click()
    entry.locator("[name=title]").fill("Жайлау")
    entry.locator("[name=title] + button").click()
    assert entry.locator("h2").inner_text() == "Жайлау"
    entry.locator("summary").click()
    fits(page)
    entry.locator(".danger").click()
    page.wait_for_url(re.compile("/$"))
    assert entry.count() == 0


def test_the_memory_goes_out_and_comes_in_as_tmx(reader: Pointer, tmp_path: Path) -> None:
    page = reader.page
    correct(reader, TRADERS, "save", OWN["kk"])
    reader.press(".site a[href='/memory']")
    with page.expect_download() as download:
        reader.press("a[download]")
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert OWN["kk"] in saved.read_text("utf-8")
    fits(page)
    page.locator(".offers li", has_text=OWN["kk"]).get_by_role("button").click()
    page.locator(".offers li", has_text=OWN["kk"]).wait_for(state="detached")
    page.set_input_files("#tmx", saved)
    reader.press("section > form > .primary")
    page.wait_for_selector(".said")
    assert page.locator(".offers li", has_text=OWN["kk"]).count() == 1
    undone(reader)


def test_a_reader_comes_back_to_the_sentence(new_page: Open, fake: str) -> None:
    page = new_page()
    page.goto(f"{fake}/read/1/kk")
    page.wait_for_selector("#progress", state="hidden", timeout=30_000)
    page.locator("#s30").evaluate("e => e.scrollIntoView({block: 'start'})")
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/place")):
        page.mouse.wheel(0, 400)
    page.goto(fake)
    page.locator(".again a").click()
    number = int(page.url.split("#s")[1])
    assert number > 20
    page.wait_for_function(IN_SIGHT, arg=f"s{number}")


def test_notes_are_filtered_and_names_looked_up(reader: Pointer) -> None:
    page = reader.page
    shown = (page.locator(f"#s{HORSES} .mark[data-group=numbers]"), page.locator(f"#n{HORSES}"))
    shown[1].wait_for()
    for state in (False, True):
        page.locator("#f-numbers").set_checked(state)
        assert [part.is_visible() for part in shown] == [state, state]
    reader.press(f"#s{HORSES} .mark[data-group=numbers]")
    assert page.locator(f"#n{HORSES}:target").count() == 1
    reader.press(".site a[href='/names']")
    reader.write("#q", "Құлж")
    reader.press("search button")
    page.wait_for_url("**q=*")
    assert [part.get_attribute("id") for part in page.locator(".concept").all()] == ["name-ghulja", "name-ghulja-1997"]
    fits(page)


def test_without_javascript_a_page_at_a_sentence_asks_for_itself_until_done(new_page: Open, slow: str) -> None:
    page = new_page(javascript=False)
    page.goto(f"{slow}/read/1/ru?layout=side#s2")
    assert page.locator(".wait").count() > 10
    page.wait_for_selector("#progress[hidden]", state="attached", timeout=20_000)
    assert "layout=side" in page.url


@pytest.mark.parametrize("ui", ["kk", "ug"])
def test_pages_with_an_endless_word_fit_a_window_of_320_pixels(new_page: Open, fake: str, ui: str) -> None:
    """WCAG 2.2, 1.4.10 Reflow."""
    page = new_page(320, ui)
    word = "W" * 120
    pasted(Pointer(page), fake, "kk", f"The {word} valley\n\n{TEXT} It was the https://example.org/{word} page of the town.")
    article = page.url.split("/")[4]
    read = f"/read/{article}"
    readings = (f"{read}/kk?layout=side", f"{read}/ru?layout=interlinear", f"{read}/ug?layout=translation", f"{read}/kk/names")
    for place in ("/", "/?q=valley", "/memory", f"/names?q={word}", f"/export/{article}/kk", f"{read}/kk/4/edit?alternatives=1", *readings):
        page.goto(fake + place)
        for menu in page.locator("details").all():
            menu.evaluate("e => { e.open = true }")
        fits(page)
