"""Kazakh, Cyrillic ↔ Latin, the alphabet of the 2021 revision.

Source of the table: the 31 letters shown to the government of Kazakhstan on 28 January 2021 (ä ö ü ū
ğ ŋ ş; и and й i, і ı, у u, ы y); ŋ was ñ in drafts after it, and ñ is read as ŋ. Spellings
beyond the letters follow what is published in that alphabet: я ia, ю iu (ūialy ұялы, İapyrmau
Япырмау, aiu аю), ия ia (seriasyn сериясын, as the spelling rules of the Baitursynuly institute have it).
The alphabet is not in force, and its spelling rules are a draft.

Decided, each both ways where it can be:
- Small ı (і) has the capital I, small i (и, й) the capital İ.
- i after a vowel is й (Abai Абай), else и (tarihi тарихи); yi is ый (syilyq сыйлық).
- ia, iu, io after a vowel are я, ю, йо (aiaq аяқ, raion район); after a consonant ия, ию, ио (qial
  қиял, qiu қию, radio радио); beginning a word я, ю, йо. iia, which some print for ия, is read.
- ii after a consonant is ий (kalii калий).
- u is always у, ū always ұ. ц is ts, as KazInform printed it, because s could not come back; ts is
  ц before i and u and at the beginning of a word, else тс (aitsa айтса). ч is ch (the 2018 decree), щ şş.
- х and һ are both h, э and е both e; ъ and ь are dropped: the words of loans.py come back right, other
  words get х, е and nothing.
- A word with a letter outside the alphabet (w, x, a lone c ...) and a Roman number stay as they are.

Measured there and back on Universal Dependencies KTB (test set, 4,302 different forms): 99.3 % of
forms, 99.5 % of running words; the floor is in tests/transliteration.

Miss classes: loans with э, ь, ъ, ё, ц (but for ци, цу and a first ц) or һ outside loans.py; я and ю after a
consonant; и after a vowel (Украина comes back Украйна unless in loans.py); й beginning a word
before another vowel than а у о; words of mixed capitals.
"""

from __future__ import annotations

import re

from .loans import restore
from .punctuation import unchanged
from .text import ROMAN_NUMBER, Scheme, rewrite

LETTERS: dict[str, str] = {
    "а": "a", "ә": "ä", "б": "b", "в": "v", "г": "g", "ғ": "ğ", "д": "d", "е": "e", "ж": "j", "з": "z",
    "и": "i", "й": "i", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "ŋ", "о": "o", "ө": "ö",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "ū", "ү": "ü", "ф": "f", "х": "h", "һ": "h",
    "ш": "ş", "ы": "y", "і": "ı", "э": "e",
}  # fmt: skip
"""Cyrillic letter → Latin letter of the alphabet of 2021."""

BEYOND: dict[str, str] = {
    "ия": "ia", "ию": "iu", "я": "ia", "ю": "iu", "ё": "io", "ц": "ts", "ч": "ch", "щ": "şş", "ъ": "", "ь": "",
}  # fmt: skip
"""Cyrillic letters and pairs that take more or less than one Latin letter."""

_SPELL = {**LETTERS, **BEYOND}
_CYRILLIC_UNIT = re.compile("и[яю]|.")
_BACK = {
    **{latin: cyrillic for cyrillic, latin in LETTERS.items()},
    "i": "и", "h": "х", "e": "е", "ñ": "ң", "ch": "ч", "şş": "щ", "ts": "ц",
}  # fmt: skip
_LATIN_UNIT = re.compile("(?<=[bdfgğhjklmnŋñpqrsştvz])ii[au]?|i[auo]?|ch|şş|^ts|ts(?=[iu])|.")
_VOWELS = frozenset("aäeoöuūüyı")
_AFTER_VOWEL = {"i": "й", "ia": "я", "iu": "ю", "io": "йо"}
_AT_START = {"i": "и", "ia": "я", "iu": "ю", "io": "йо"}
_AFTER_CONSONANT = {"i": "и", "ii": "ий", "ia": "ия", "iu": "ию", "io": "ио", "iia": "ия", "iiu": "ию"}
_LOWER = str.maketrans("Iİ", "ıi")
_UPPER = str.maketrans("ıi", "Iİ")


def upper(text: str) -> str:
    """Give Kazakh Latin letters in capitals: ı becomes I, i becomes İ."""
    return text.translate(_UPPER).upper()


def lower(text: str) -> str:
    """Give Kazakh Latin letters in small letters: I becomes ı, İ becomes i."""
    return text.translate(_LOWER).lower()


def to_latin(word: str) -> str:
    """Give one Cyrillic word in the Latin alphabet of 2021."""
    small = word.lower()
    return rewrite(word, small, _CYRILLIC_UNIT.finditer(small), lambda unit, before: _SPELL[unit], upper)


def to_cyrillic(word: str) -> str:
    """Give one Latin word in Cyrillic, or as it is if it is no word of the alphabet of 2021."""
    small = lower(word)
    units = list(_LATIN_UNIT.finditer(small))
    if ROMAN_NUMBER.fullmatch(word) or not all(unit[0] in _BACK or unit[0][0] == "i" for unit in units):
        return word
    back = rewrite(word, small, units, _cyrillic)
    mended = restore(back.lower())
    if mended == back.lower():
        return back
    return mended.upper() if back == back.upper() else mended[0].upper() + mended[1:] if back[0].isupper() else mended


def _cyrillic(unit: str, before: str) -> str:
    if unit[0] != "i":
        return _BACK[unit]
    return (_AFTER_VOWEL if before in _VOWELS else _AFTER_CONSONANT if before else _AT_START)[unit]


_ALPHABET = "".join(dict.fromkeys("".join(_SPELL)))
CYRILLIC_TO_LATIN = Scheme(re.compile(f"[{_ALPHABET}{_ALPHABET.upper()}]+"), to_latin, unchanged)
LATIN_TO_CYRILLIC = Scheme(re.compile(r"[^\W\d_]+"), to_cyrillic, unchanged)
