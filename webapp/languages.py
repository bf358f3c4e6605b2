"""One row a language: everything that the rest of the program needs to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the program.

    `code` is ISO 639-1, `endonym` its own name for itself, `english` the English
    one, `script` its default script and `scripts` all those it can be shown in
    (ISO 15924, lower case), `quotes` the opening and closing quotation mark of
    its press, `letters` a regular-expression character class of the default
    script's letters.
    """

    code: str
    endonym: str
    english: str
    direction: Direction
    script: str
    scripts: tuple[str, ...]
    quotes: tuple[str, str]
    letters: str


_ROWS = (
    Language("en", "English", "English", "ltr", "latn", ("latn",), ("“", "”"), "A-Za-zÀ-ɏ"),
    Language("kk", "Қазақша", "Kazakh", "ltr", "cyrl", ("cyrl", "latn", "arab"), ("«", "»"), "\u0400-\u04ff"),
    Language("ru", "Русский", "Russian", "ltr", "cyrl", ("cyrl", "latn"), ("«", "»"), "\u0400-\u04ff"),
    Language("ug", "ئۇيغۇرچە", "Uyghur", "rtl", "arab", ("arab", "latn", "cyrl"), ("«", "»"), "\u0600-\u06ff"),
)

LANGUAGES: Mapping[str, Language] = MappingProxyType({row.code: row for row in _ROWS})
"""Every language by its code: the source (English) and the three targets."""

TARGETS: tuple[str, ...] = ("kk", "ru", "ug")
"""Codes of the languages that an article can be read in, in the order shown."""


def script_direction(script: str) -> Direction:
    """The writing direction of an ISO 15924 script code: "rtl" for "arab", else "ltr"."""
    return "rtl" if script == "arab" else "ltr"
