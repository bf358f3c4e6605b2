"""Is this English? A count of the words that every English text is full of."""

from __future__ import annotations

import re

from webapp.errors import NotEnglish

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)

FUNCTION_WORDS = frozenset(
    "the of and to a in that is was for it on with as he she his her be by at are this from had have has not they which "
    "you were their one we been will who more when there would said if about also but after its two other into than them "
    "an or over before what how because could between during while where should against only some any".split()
)
"""The most frequent English function words (any frequency list of English has them at its head)."""

ENOUGH = 0.22
"""English prose holds 35–50% of these words; German, French and the like under 15%, headlines about 25%."""


def require_english(text: str) -> None:
    """Raise NotEnglish for a text that is plainly in another language.

    Texts under 12 words are let through: they say too little either way.
    """
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    if not words:
        return
    latin = sum(word.isascii() for word in words) / len(words)
    if latin < 0.5:
        raise NotEnglish(detail="most of it is not in the Latin alphabet")
    if len(words) >= 12 and sum(word in FUNCTION_WORDS for word in words) / len(words) < ENOUGH / (2 if len(words) < 40 else 1):
        raise NotEnglish(detail="it has too few of the commonest English words")
