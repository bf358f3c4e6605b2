"""Russian, Cyrillic ↔ Latin by ISO 9:1995 (GOST 7.79-2000, system A), for catalogues.

Source of the table: ISO 9:1995, Information and documentation: Transliteration of Cyrillic
characters into Latin characters, Slavic and non-Slavic languages; the same letters in GOST
7.79-2000, system A. One letter stands for one letter, so both ways are exact, whatever the word.

Decided:
- ъ and ь are ʺ (U+02BA) and ʹ (U+02B9), which have no capitals. Coming back, they are capitals
  only in a word with two other capitals and no small letter.
- Letters of the spelling before 1918 follow the standard too: ѣ ě, і ì, ѳ f̀, ѵ ỳ.
- A word with a letter outside the table (q, w, x, ö ...) is no Russian word and stays as it is. An
  English word made only of letters of the table cannot be told from a Russian one and is converted.

Miss classes: a capital Ъ or Ь elsewhere (alone, or beside a single capital).
"""

from __future__ import annotations

import re

from .punctuation import unchanged
from .text import ROMAN_NUMBER, Scheme, rewrite

ISO_9: dict[str, str] = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "ë", "ж": "ž", "з": "z", "и": "i",
    "й": "j", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "č", "ш": "š", "щ": "ŝ", "ъ": "ʺ", "ы": "y", "ь": "ʹ",
    "э": "è", "ю": "û", "я": "â", "ѣ": "ě", "і": "ì", "ѳ": "f̀", "ѵ": "ỳ",
}  # fmt: skip
"""Cyrillic letter → Latin letter, ISO 9:1995, small letters."""

_FROM_LATIN = {latin: cyrillic for cyrillic, latin in ISO_9.items()}
_CYRILLIC_UNIT = re.compile(f"[{''.join(ISO_9)}]")
_LATIN_UNIT = re.compile("f̀|[^̀]")
_LATIN_WORD = re.compile("(?:f̀|F̀|[^\\W\\d_]|[ʺʹ])+")


def to_latin(word: str) -> str:
    """Give a Russian word in ISO 9 Latin letters."""
    lower = word.lower()
    return rewrite(word, lower, _CYRILLIC_UNIT.finditer(lower), lambda unit, before: ISO_9[unit])


def to_cyrillic(word: str) -> str:
    """Give a word in ISO 9 Latin letters back in Cyrillic, or as it is if it is no such word."""
    lower = word.lower()
    units = list(_LATIN_UNIT.finditer(lower))
    if ROMAN_NUMBER.fullmatch(word) or any(unit[0] not in _FROM_LATIN for unit in units):
        return word
    loud = word == word.upper() and sum(map(str.isupper, word)) > 1
    back = rewrite(word, lower, units, lambda unit, before: _FROM_LATIN[unit])
    return back.upper() if loud else back


CYRILLIC_TO_LATIN = Scheme(re.compile(f"[{''.join(ISO_9)}{''.join(ISO_9).upper()}]+"), to_latin, unchanged)
LATIN_TO_CYRILLIC = Scheme(_LATIN_WORD, to_cyrillic, unchanged)
