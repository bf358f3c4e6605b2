"""What every morphology module shares: the `Form` record and what counts as a word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Features = Mapping[str, str]
"""Feature names and values, e.g. ``{"Case": "Loc", "Poss": "3"}``; see `webapp.morphology`."""

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670'\u2019\u02bc\u200c"
"""Combining marks, apostrophes and the zero-width non-joiner: inside a word, they are the word."""

LETTER = rf"(?:[^\W\d_]|[{_MARKS}])"
"""One letter of a word, as a regular expression."""

_OPENS = rf"(?<!{LETTER}[\s\S])(?<!\w[\s\S])"
STARTED = _OPENS + r"(?<!\w-[\s\S])"
"""After a word's first letter: true if no word goes on there, nor a hyphen that joins it to one.

It stands after the letter because `re` seeks a first letter fast, and a look-behind slowly.
"""

APPOSED = _OPENS + r"(?<!(?![абвгджзийклмнпрстуфхцчшщъыьэюя])\w-[\s\S])"
"""The same, but that the word may be joined to one that it says more of (повара-дунгане); what ends in о or е is the first part of a
compound (казахско-уйгурский)."""

ENDS = rf"(?!{LETTER}|\w|-\w)"
"""The place where a word ends: a hyphen with a letter after it goes on with the same word."""

QUOTES = '«»„“”"'
"""Quotation marks that may stand in a name."""

SPACE = r"[ \t\u00a0\u202f]+(?:\n[ \t]*)?|\n[ \t]*"
"""What may stand between the words of one name: spaces, one line break."""


@dataclass(frozen=True)
class Form:
    """One inflected form: its spelling and what the ending says, in the order of the endings."""

    text: str
    features: tuple[tuple[str, str], ...] = ()

    def feature(self, name: str, default: str = "") -> str:
        """The value of the feature called `name`, or `default` if the form does not carry it."""
        return dict(self.features).get(name, default)


def _loose(text: str) -> str:
    """`text` as a regular expression that takes any white space and any quotation marks."""
    special = {" ": f"(?:{SPACE})", **dict.fromkeys(QUOTES, f"[{QUOTES}]")}
    return "".join(special.get(letter) or re.escape(letter) for letter in text)


def phrase(*spellings: str, started: str = STARTED) -> str:
    """A regular expression for words in a text, at a word's start as `started` tells it; all begin with one letter.

    The first letter may be of either case, the white space and quotation marks of any kind.
    """
    first = spellings[0][:1]
    either = f"[{QUOTES}]" if first in QUOTES else f"[{re.escape(first.lower() + first.upper())}]"
    return f"{either}{started}(?:{'|'.join(_loose(words[1:]) for words in spellings)})"


def same_but_first(left: str, right: str) -> bool:
    """Whether two words are equal, the case of the first letter aside."""
    return left[1:] == right[1:] and left[:1].lower() == right[:1].lower()


def may_hold(text: str, start: str) -> bool:
    """Whether `text` may hold a name that begins with `start`; a cheap test before the regex."""
    return start.split(" ")[0].lstrip(QUOTES)[1:] in text
