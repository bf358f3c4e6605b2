"""Punctuation that changes with the direction of the script.

Sources: the Unicode Standard's names list (U+060C, U+061B, U+061F are the Arabic comma, semicolon
and question mark, U+066A the Arabic per cent sign); the Uyghur and Kazakh sites of people.com.cn
and ts.cn, which quote in « » and, inside those, ‹ ›. Guillemets are mirrored by whatever draws
the text, so « opens and » closes in every script and they need no change.

A comma or semicolon between digits belongs to the number and stays. Per cent signs and digits
stay as they are in a text turned into Arabic script, as both presses write 25% with European
digits; an Arabic per cent sign becomes % on the way out. English and German quotation marks
become guillemets on the way in; on the way out guillemets stay, being right in all three scripts.
"""

from __future__ import annotations

import re

_TO_ARABIC = re.compile(r"(?<!\d)[,;]|[,;](?!\d)|\?|„[^„“”\n]*+[“”]|[“”]")
_ARABIC = {",": "،", ";": "؛", "?": "؟", "“": "«", "”": "»"}
_FROM_ARABIC = str.maketrans({"،": ",", "؛": ";", "؟": "?", "٪": "%"})
_LONE_TATWEEL = re.compile(r"(?<!\S)ـ++(?!\S)")


def to_arabic(text: str) -> str:
    """Give the punctuation of Arabic script to a text in Latin or Cyrillic punctuation."""
    return _TO_ARABIC.sub(_arabic_mark, text)


def from_arabic(text: str) -> str:
    """Give left-to-right punctuation to a text in Arabic punctuation.

    The stretching stroke (tatweel, U+0640) alone between spaces is the dash Uyghur typists make
    of it; inside a word it is decoration and goes.
    """
    return _LONE_TATWEEL.sub("–", text).replace("ـ", "").translate(_FROM_ARABIC)


def unchanged(text: str) -> str:
    """Give the text back: between Latin and Cyrillic no mark changes."""
    return text


def _arabic_mark(found: re.Match[str]) -> str:
    mark = found[0]
    return _ARABIC[mark] if mark in _ARABIC else f"«{to_arabic(mark[1:-1])}»"
