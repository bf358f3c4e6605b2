"""Text made safe for a document: no characters that XML forbids, no bidi controls that reach past their sentence."""

from __future__ import annotations

import re
from typing import Final

from webapp.languages import Direction

ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Everything outside the Char production of XML 1.0 (fifth edition, 2.2)."""

_BIDI_CONTROLS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACES: Final = re.compile("[^\\S\u00a0\u202f]+")
_RTL_LETTER: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LTR_LETTER: Final = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u02b8\u0370-\u0589\u1e00-\u1fff\u2c60-\u2c7f\ua640-\ua7ff"
_STRONG: Final = re.compile(f"[{_RTL_LETTER}]|[{_LTR_LETTER}]|[^\\W\\d_]")


def _foreign(letters: str, others: str) -> re.Pattern[str]:
    """Runs that begin and end with one of `letters` (or a few figures) and hold none of `others`.

    The figures in front are bounded so that a long number costs no quadratic search.
    """
    return re.compile(f"\\d{{0,6}}[{letters}](?:[^{others}]*[{letters}\\d])?")


_FOREIGN: Final[dict[Direction, re.Pattern[str]]] = {
    "rtl": _foreign(_LTR_LETTER, _RTL_LETTER),
    "ltr": _foreign(_RTL_LETTER, _LTR_LETTER),
}


def clean(text: str) -> str:
    """`text` on one line, fit for display: white space collapsed, U+FFFD for what XML forbids.

    No-break spaces stay: in right-to-left text they keep a number such as 80 000 in one piece.

    Embeddings, overrides and isolates (U+202A–202E, U+2066–2069) go, since an
    unclosed one would reorder the text after it; the marks LRM, RLM and ALM,
    which reach no further than their place, stay. Every exported run says its
    own direction instead.
    """
    return _SPACES.sub(" ", ILLEGAL.sub("\ufffd", _BIDI_CONTROLS.sub("", text))).strip()


def runs(text: str, direction: Direction) -> tuple[tuple[str, bool], ...]:
    """`text` cut into (piece, foreign) where foreign pieces run against `direction`: Latin words in Uyghur, say."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _FOREIGN[direction].finditer(text):
        if match.start() > end:
            pieces.append((text[end : match.start()], False))
        pieces.append((match.group(), True))
        end = match.end()
    if end < len(text):
        pieces.append((text[end:], False))
    return tuple(pieces)


def first_strong(text: str) -> Direction | None:
    """The direction of the first letter of `text` (UAX #9, rule P2), None where it has no letter."""
    match = _STRONG.search(text)
    if match is None:
        return None
    return "rtl" if re.match(f"[{_RTL_LETTER}]", match.group()) else "ltr"


def marked(text: str, direction: Direction) -> str:
    """`text` as a line of plain text: a mark in front (RLM or LRM) where its first letter would turn the line round."""
    first = first_strong(text)
    if first == direction or (first is None and direction == "ltr"):
        return text
    return ("\u200f" if direction == "rtl" else "\u200e") + text
