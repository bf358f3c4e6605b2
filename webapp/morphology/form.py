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

STARTS = rf"(?<!{LETTER})(?<!\w)(?<!\w-)"
"""The place where a word may start: not inside one, nor after a hyphen that joins it to another."""

ENDS = rf"(?!{LETTER}|\w|-\w)"
"""The place where a word ends: a hyphen with a letter after it goes on with the same word."""

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


def any_case(word: str) -> str:
    """`word` as a regular expression that takes its first letter in either case."""
    if not word:
        return ""
    first = word[0]
    head = re.escape(first)
    if first.lower() != first.upper():
        head = f"[{re.escape(first.lower())}{re.escape(first.upper())}]"
    return head + re.escape(word[1:])


def phrase(words: str) -> str:
    """`words` as a regular expression: first letter in either case, any white space, any quotes."""
    parts = words.split(" ")
    joined = rf"(?:{SPACE})".join([any_case(parts[0]), *(re.escape(part) for part in parts[1:])])
    return re.sub(r'[«»„“”"]', '[«»„“”"]', joined)


def same_but_first(left: str, right: str) -> bool:
    """Whether two words are equal, the case of the first letter aside."""
    return left[1:] == right[1:] and left[:1].lower() == right[:1].lower()


def may_hold(text: str, start: str) -> bool:
    """Whether `text` may hold a name that begins with `start`; a cheap test before the regex."""
    return start.split(" ")[0].lstrip("«„“\"")[1:] in text
