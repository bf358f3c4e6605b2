"""Change of script: Kazakh Cyrillic, Latin and Arabic; Uyghur Arabic, Latin and Cyrillic; Russian.

    >>> transliterate("Қазақ тілі, оқырман", "kk", "cyrl", "latn")
    'Qazaq tılı, oqyrman'

Scripts are ISO 15924 codes in small letters. The text is put in Unicode normal form C. Words of the
source script are converted; web addresses, e-mail addresses, numbers and words in another script
pass through. Each module's docstring names the source of its table and what it decided where an
alphabet is ambiguous. Two scripts other than a language's own go through that one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from . import kazakh_arabic, kazakh_latin, russian_latin, uyghur_cyrillic, uyghur_latin
from .text import Scheme, run

__all__ = ["SCRIPTS", "UnknownScript", "direction", "transliterate"]

SCRIPTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"kk": ("cyrl", "latn", "arab"), "ug": ("arab", "latn", "cyrl"), "ru": ("cyrl", "latn")}
)
"""Language → its scripts, the language's own first."""

_SCHEMES: Mapping[tuple[str, str, str], Scheme] = MappingProxyType(
    {
        ("kk", "cyrl", "latn"): kazakh_latin.CYRILLIC_TO_LATIN,
        ("kk", "latn", "cyrl"): kazakh_latin.LATIN_TO_CYRILLIC,
        ("kk", "cyrl", "arab"): kazakh_arabic.CYRILLIC_TO_ARABIC,
        ("kk", "arab", "cyrl"): kazakh_arabic.ARABIC_TO_CYRILLIC,
        ("ug", "arab", "latn"): uyghur_latin.ARABIC_TO_LATIN,
        ("ug", "latn", "arab"): uyghur_latin.LATIN_TO_ARABIC,
        ("ug", "arab", "cyrl"): uyghur_cyrillic.ARABIC_TO_CYRILLIC,
        ("ug", "cyrl", "arab"): uyghur_cyrillic.CYRILLIC_TO_ARABIC,
        ("ru", "cyrl", "latn"): russian_latin.CYRILLIC_TO_LATIN,
        ("ru", "latn", "cyrl"): russian_latin.LATIN_TO_CYRILLIC,
    }
)
_DIRECTIONS: Mapping[str, Literal["ltr", "rtl"]] = MappingProxyType({"arab": "rtl", "cyrl": "ltr", "latn": "ltr"})


class UnknownScript(ValueError):
    """A language this package does not know, or a script that the language is not written in here."""


def transliterate(text: str, language: str, source: str, target: str) -> str:
    """Give `text`, in `language` and the script `source`, in the script `target`.

    Raises UnknownScript, with a sentence that says what is possible, for anything not in SCRIPTS.
    """
    if language not in SCRIPTS:
        raise UnknownScript(f"No change of script for the language “{language}”; there is one for {_list(SCRIPTS)}.")
    scripts = SCRIPTS[language]
    for script in (source, target):
        if script not in scripts:
            raise UnknownScript(f"“{script}” is not a script of the language “{language}” here; use {_list(scripts)}.")
    text = unicodedata.normalize("NFC", text)
    if source == target:
        return text
    own = scripts[0]
    for start, end in ((source, own), (own, target)):
        if start != end:
            text = run(_SCHEMES[language, start, end], text)
    return text


def direction(script: str) -> Literal["ltr", "rtl"]:
    """Give the direction a script is written in; raises UnknownScript for one not in SCRIPTS."""
    if script not in _DIRECTIONS:
        raise UnknownScript(f"“{script}” is not a script known here; use {_list(_DIRECTIONS)}.")
    return _DIRECTIONS[script]


def _list(names: Mapping[str, object] | tuple[str, ...]) -> str:
    return ", ".join(sorted(names))
