"""The Unicode Bidirectional Algorithm (UAX #9) for a paragraph without explicit controls.

`webapp.export.clean` has taken embeddings, overrides and isolates away, so that
a paragraph is one isolating run: rules W1–W7, N0–N2, I1–I2 and L2 remain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, TypeVar

_PAIRS: Final = "()[]{}⁅⁆⟦⟧⟨⟩⟪⟫⟬⟭⦅⦆〈〉《》「」『』【】〔〕〖〗（）［］｛｝"  # BidiBrackets.txt, those that texts use
_OPENERS: Final = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_CLOSERS: Final = frozenset(_OPENERS.values())
_NEUTRAL: Final = frozenset({"ON", "WS", "S", "B"})
_SEPARATORS: Final = frozenset({"ES", "ET", "CS"})
_CONTROLS: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_RIGHT: Final = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Whatever runs from right to left (DerivedBidiClass.txt)."""
_DEEPEST: Final = 63
_T = TypeVar("_T")


def _weak(kinds: list[str], base: str) -> None:
    """W1–W7, in place."""
    before = base
    for at, kind in enumerate(kinds):  # W1; marks and ignorables go with what stands before them
        if kind in {"NSM", "BN"}:
            kinds[at] = before
        before = kinds[at]
    strong = base
    for at, kind in enumerate(kinds):  # W2, W3
        if kind in {"L", "R", "AL"}:
            strong = kind
            kinds[at] = "R" if kind == "AL" else kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
    for at in range(1, len(kinds) - 1):  # W4
        left, right = kinds[at - 1], kinds[at + 1]
        if left == right and ((kinds[at] == "CS" and left in {"EN", "AN"}) or (kinds[at] == "ES" and left == "EN")):
            kinds[at] = left
    at = 0
    while at < len(kinds):  # W5, W6
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > at:
            near = "EN" in (kinds[at - 1 : at] or [""]) or "EN" in (kinds[end : end + 1] or [""])
            kinds[at:end] = ["EN" if near else "ON"] * (end - at)
        elif kinds[at] in _SEPARATORS:
            kinds[at] = "ON"
        at = max(end, at + 1)
    strong = base
    for at, kind in enumerate(kinds):  # W7
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _side(kind: str) -> str:
    """The direction that a resolved type counts as for neutrals: numbers count as R."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Bracket pairs (BD16) in the order of their openers."""
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        if kinds[at] != "ON":
            continue
        if character in _OPENERS:
            if len(stack) == _DEEPEST:
                break
            stack.append((_OPENERS[character], at))
        elif character in _CLOSERS:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == character:
                    found.append((stack[depth][1], at))
                    del stack[depth:]
                    break
    return sorted(found)


def _brackets(text: str, kinds: list[str], marks: Sequence[bool], base: str) -> None:
    """N0, in place; `marks` says which characters were non-spacing marks."""
    for start, end in _pairs(text, kinds):
        inside = {_side(kind) for kind in kinds[start + 1 : end]} - {""}
        if not inside:
            continue
        chosen = base
        if base not in inside:
            before = next((_side(kind) for kind in reversed(kinds[:start]) if _side(kind)), base)
            chosen = before
        for at in (start, end):
            kinds[at] = chosen
            follow = at + 1
            while follow < len(kinds) and marks[follow]:
                kinds[follow] = chosen
                follow += 1


def _neutrals(kinds: list[str], base: str) -> None:
    """N1 and N2, in place."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > at:
            left = _side(kinds[at - 1]) if at else base
            right = _side(kinds[end]) if end < len(kinds) else base
            kinds[at:end] = [left if left == right else base] * (end - at)
        at = max(end, at + 1)


def levels(text: str, rtl: bool) -> list[int]:
    """The embedding level of each character of a paragraph whose own direction is right to left or not."""
    if not rtl and not _RIGHT.search(text):
        return [0] * len(text)
    base = "R" if rtl else "L"
    kinds = [unicodedata.bidirectional(character) or "L" for character in text]
    kinds = ["BN" if kind in _CONTROLS else kind for kind in kinds]
    marks = [kind in {"NSM", "BN"} for kind in kinds]
    _weak(kinds, base)
    _brackets(text, kinds, marks, base)
    _neutrals(kinds, base)
    rise = {"L": 0, "R": 1, "EN": 2, "AN": 2} if not rtl else {"L": 2, "R": 1, "EN": 2, "AN": 2}
    return [rise[kind] for kind in kinds]


def reordered(items: Sequence[tuple[int, _T]]) -> list[_T]:
    """Items of (level, thing) in reading order, put in the order in which they stand from left to right (L2)."""
    made = list(items)
    highest = max((level for level, _ in made), default=0)
    lowest = min((level for level, _ in made if level % 2), default=highest + 1)
    for level in range(highest, lowest - 1, -1):
        at = 0
        while at < len(made):
            end = at
            while end < len(made) and made[end][0] >= level:
                end += 1
            made[at:end] = made[at:end][::-1]
            at = max(end, at + 1)
    return [thing for _, thing in made]
