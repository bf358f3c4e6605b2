"""English word forms of a name: plurals, possessives, capitals and the articles before it.

The glossary holds each English name once, in the singular; an article writes it
in many forms. Rules: Quirk et al., A Comprehensive Grammar of the English
Language (1985), 5.73–5.87 (plurals), 5.112–5.126 (possessive), 5.11 and
5.60–5.72 (articles before names).
"""

from __future__ import annotations

import re
from functools import lru_cache

APOSTROPHES = "'’ʼ‘ʻ`´"
"""Every character that stands for an apostrophe in running text."""

INVARIABLE = frozenset({"han", "hui", "kyrgyz", "chinese", "xibe", "manchu", "genocide", "labor", "labour", "trafficking"})
"""Last words with no plural of their own, or one that is another word ("Hans")."""

_PREPOSITION = re.compile(r" (?:of|against|for|in|on|to) ")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_SMALL = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to"})

# Sound, not spelling, chooses a or an: /juː/, /w/ and silent h against the letter.
_CONSONANT_SOUND = re.compile(r"^(?:uy|eu|ew|uni(?!n)|us(?![a-z])|usa|use|uk(?![a-z])|ut[aeio]|one\b|once\b)", re.IGNORECASE)
_SILENT_H = re.compile(r"^(?:hono|hour|heir)", re.IGNORECASE)
_SPELLED_OUT = re.compile(r"^[A-Z]{2,5}$")
_WORD_ACRONYMS = frozenset({"NATO", "UNESCO", "ASPI", "WUC"})
_VOWEL_LETTER_NAMES = frozenset("AEFHILMNORSX")

_THE_LAST_WORDS = frozenset(
    {
        "act", "agency", "alliance", "area", "association", "bingtuan", "bureau", "camp", "committee", "conference",
        "congress", "corps", "department", "emirates", "federation", "front", "initiative", "institute", "kingdom",
        "ministry", "movement", "museum", "nations", "organisation", "organization", "party", "prefecture", "region",
        "basin", "rebellion", "republic", "revolution", "states", "union", "homeland", "steppe", "administration",
    }
)  # fmt: skip


@lru_cache(maxsize=4096)
def plural(name: str) -> str:
    """The plural of a name: "Kazakh" → "Kazakhs", "crime against humanity" → "crimes against humanity".

    A name without a plural of its own comes back as it is.
    """
    cut = _PREPOSITION.search(name)
    head, rest = (name[: cut.start()], name[cut.start() :]) if cut else (name, "")
    last = head.rsplit(" ", 1)[-1].rsplit("-", 1)[-1]
    if last.casefold() in INVARIABLE or not last.isalpha():
        return name
    if len(last) > 2 and last[-1] == "y" and last[-2] not in "aeiou":
        return f"{head[:-1]}ies{rest}"
    return f"{head}{'es' if _SIBILANT.search(last) else 's'}{rest}"


def possessive_after(name: str, mark: str) -> str:
    """The possessive ending that `name` takes where another name had `mark` ("'s", "’", …).

    "" stays ""; a plural in s takes the apostrophe alone; everything else takes apostrophe and s.
    """
    if not mark:
        return ""
    apostrophe = mark[0]
    return apostrophe if name.endswith("s") and mark == apostrophe else f"{apostrophe}s"


def shaped_like(name: str, written: str, *, starts_sentence: bool) -> str:
    """`name` in the capitals of `written`: all capitals, Each Word, a sentence's first capital, or as it is."""
    letters = [letter for letter in written if letter.isalpha()]
    if len(letters) > 4 and all(letter.isupper() for letter in letters):
        return name.upper()
    words = [word for word in re.split(r"[\s-]+", written) if word and word not in _SMALL]
    if len(words) > 1 and all(word[0].isupper() for word in words) and name == name.lower():
        return " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in name.split(" "))
    if starts_sentence and written[:1].isupper():
        return name[:1].upper() + name[1:]
    return name


def indefinite(name: str) -> str:
    """ "a" or "an", whichever `name` takes: a Xinjiang …, an East Turkestan …, a Uyghur …, an XPCC …"""
    first = re.split(r"[\s-]", name, maxsplit=1)[0]
    if _SPELLED_OUT.match(first) and first not in _WORD_ACRONYMS:
        return "an" if first[0] in _VOWEL_LETTER_NAMES else "a"
    if _CONSONANT_SOUND.match(first):
        return "a"
    if _SILENT_H.match(first):
        return "an"
    return "an" if first[:1].casefold() in "aeiouöüäé" else "a"


def takes_the(name: str) -> bool:
    """Whether a name of a place or a body stands with "the": the Uyghur Region, but Xinjiang."""
    return name.rsplit(" ", 1)[-1].casefold() in _THE_LAST_WORDS
