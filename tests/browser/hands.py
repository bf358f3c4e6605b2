"""How a reader's hand drives the pages: with a mouse, a finger, or the keyboard alone; and the steps that journeys share."""

from __future__ import annotations

from typing import Any

TEXT = """Spring in the valley

The market in Yining opened in the spring. Traders came from every village of the valley to sell wool, felt and horses. It sold 46 horses."""
TITLE, MARKET, TRADERS, HORSES = range(4)
"""The sentences of the text."""
FOCUS = """wanted => {
  const at = document.activeElement;
  if (at === document.body) return {arrived: false, lost: true};
  const box = at.getBoundingClientRect(), own = getComputedStyle(at), text = getComputedStyle(at.querySelector(":scope > .t") ?? at);
  const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const marked = own.outlineStyle !== "none" || text.boxShadow !== "none";
  return {arrived: at.matches(wanted), lost: false, seen: inside && marked, where: at.outerHTML.slice(0, 120)};
}"""


class Pointer:
    """A hand with a mouse."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, where: str) -> None:
        self.page.locator(where).first.click()

    def write(self, where: str, text: str) -> None:
        self.page.fill(where, text)

    def choose(self, where: str, value: str) -> None:
        self.page.select_option(where, value)

    def tick(self, group: str, value: str) -> None:
        self.page.check(f"{group}[value={value}]")

    def sentence(self, number: int) -> None:
        self.page.locator(f"#s{number} > .t").click()


class Finger(Pointer):
    """A hand that taps."""

    def press(self, where: str) -> None:
        self.page.locator(where).first.tap()

    def sentence(self, number: int) -> None:
        self.page.locator(f"#s{number} > .t").tap()


class Keys(Pointer):
    """Tab, Enter, arrows and letters alone; wherever Tab stops must be seen."""

    def reach(self, where: str) -> None:
        for _ in range(80):
            at = self.page.evaluate(FOCUS, where)
            assert at["lost"] or at["seen"], f"focus is not to be seen on {at['where']}"
            if at["arrived"]:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not come to {where}")

    def press(self, where: str) -> None:
        self.reach(where)
        self.page.keyboard.press("Enter")

    def write(self, where: str, text: str) -> None:
        self.reach(where)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def choose(self, where: str, value: str) -> None:
        self.reach(where)
        self.page.keyboard.press("Home")
        while self.page.locator(where).input_value() != value:
            self.page.keyboard.press("ArrowDown")

    def tick(self, group: str, value: str) -> None:
        self.reach(group)
        while not self.page.is_checked(f"{group}[value={value}]"):
            self.page.keyboard.press("ArrowDown")

    def sentence(self, number: int) -> None:
        self.reach(".s")
        while self.page.evaluate("document.activeElement.id") != f"s{number}":
            self.page.keyboard.press("ArrowDown")


def fits(page: Any) -> None:
    """Nothing of the page stands beside the window."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def ready(page: Any) -> None:
    """Wait for the whole translation; where the page would ask for itself in three seconds (without JavaScript), at once."""
    page.wait_for_selector("article.reading")
    page.wait_for_load_state()
    while page.locator("meta[http-equiv=refresh]").count():
        page.reload()
    page.wait_for_selector("#progress[hidden]", state="attached", timeout=20_000)


def said(page: Any, number: int) -> str:
    """The text of a sentence, whether it is in the window or not (`content-visibility` leaves out the inner text of what is not)."""
    page.wait_for_load_state()
    return str(page.locator(f"#s{number} > .t").text_content())


def show(hand: Pointer, option: str, value: str) -> None:
    """Set one choice above the article."""
    hand.press(".settings summary")
    hand.choose(f"#o-{option}", value)
    fits(hand.page)
    hand.press(".settings button")
    hand.page.wait_for_url(f"**{option}={value}*")
    ready(hand.page)
    fits(hand.page)


def correct(hand: Pointer, number: int, step: str, text: str = "") -> None:
    """Save a text of one's own for a sentence, or undo the last."""
    hand.sentence(number)
    hand.press(f"#s{number} .edit")
    hand.page.wait_for_selector("#draft")
    fits(hand.page)
    if text:
        hand.write("#draft", text)
    hand.press(f"#correct [value={step}]")
    hand.page.wait_for_selector("#draft", state="detached")
    fits(hand.page)


def pasted(hand: Pointer, address: str, language: str, text: str = TEXT) -> None:
    """Paste a text and wait for its translation."""
    hand.page.goto(address)
    hand.press(".menu summary")
    fits(hand.page)
    hand.press(".menu summary")
    hand.write("#text", text)
    hand.tick("[name=language]", language)
    hand.press(".add .primary")
    ready(hand.page)
    fits(hand.page)
