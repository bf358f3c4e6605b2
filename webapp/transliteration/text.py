"""What every pair of scripts shares: which words to convert, how, and what to leave alone.

A pair of scripts is two `Scheme`s, one a direction. `run` walks a text once: web addresses,
e-mail addresses and user names are kept as they are, words in the source script go through the
scheme (each different word once a call), what stands between words goes through the scheme's
punctuation. Every regular expression here takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

PROTECTED = re.compile(
    r"(?:https?|ftp)://[^\s<>«»“”]*[^\s<>«»“”.,;:!?)\]،؛؟]"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
    r"|(?<![A-Za-z0-9._@-])(?:[A-Za-z0-9-]{1,63}\.){1,8}"
    r"(?:com|org|net|info|edu|gov|int|io|eu|kz|ru|cn|uz|kg|tr|uk|de|mn)\b"
    r"(?:/[^\s<>«»“”]*[^\s<>«»“”.,;:!?)\]،؛؟])?"
    r"|(?<!\w)@[A-Za-z0-9_]{2,64}"
)
"""Web addresses, e-mail addresses, bare host names and @names: the same in every script."""

ROMAN_NUMBER = re.compile(r"(?=[IVXLCDM]{2})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
"""A Roman number of two letters or more, in capitals; not a word even in a text in Latin script."""

_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[)\]]*+(?:(?=\s|\Z)|[»›”\"]++(?=\n|\Z))|\n")
_OPENING = re.compile(r"[\s«‹“\"(\[–—-]*")


@dataclass(frozen=True, slots=True)
class Scheme:
    """One direction between two scripts.

    `words` finds the words of the source script, `convert` rewrites one word, `punctuate` rewrites
    what stands between words, and `restore_capitals` is true where the source script has no case.
    """

    words: re.Pattern[str]
    convert: Callable[[str], str]
    punctuate: Callable[[str], str]
    restore_capitals: bool = False


def run(scheme: Scheme, text: str) -> str:
    """Give `text` in the target script of `scheme`."""
    known: dict[str, str] = {}

    def word(match: re.Match[str]) -> str:
        found = match[0]
        if found not in known:
            known[found] = scheme.convert(found)
        return known[found]

    def piece(part: str) -> str:
        return scheme.words.sub(word, scheme.punctuate(part))

    pieces: list[str] = []
    place = 0
    for kept in PROTECTED.finditer(text):
        pieces += (piece(text[place : kept.start()]), kept[0])
        place = kept.end()
    pieces.append(piece(text[place:]))
    whole = "".join(pieces)
    return capitalise_sentences(whole) if scheme.restore_capitals else whole


def capitalise_sentences(text: str) -> str:
    """Give the first letter of each sentence that ends in . ! ? or … a capital.

    Arabic script has no case, so this is all that can be restored. A stop before a closing quotation
    mark ends a sentence only at the end of a line («Яхши!» деди у.). A heading, a table cell or a
    single word has no full stop and stays in small letters; so do names inside a sentence.
    """
    pieces: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        first = _OPENING.match(text, start)
        at = first.end() if first else start
        if end[0] != "\n" and at < end.start() and not PROTECTED.match(text, at):
            pieces += (text[start:at], text[at].upper(), text[at + 1 : end.end()])
        else:
            pieces.append(text[start : end.end()])
        start = end.end()
    pieces.append(text[start:])
    return "".join(pieces)


def rewrite(
    word: str,
    lower: str,
    units: Iterable[re.Match[str]],
    spell: Callable[[str, str], str],
    upper: Callable[[str], str] = str.upper,
) -> str:
    """Respell `word` unit by unit and keep its capitals.

    `lower` is `word` in small letters, the same length. `units` are matches in `lower`, in order;
    `spell(unit, before)` gives a unit's new spelling, `before` being the letter before it or "".
    A unit in capitals becomes all capitals in a word all in capitals, else gets one capital.
    """
    shouting = len(word) > 1 and all(big != small for big, small in zip(word, lower, strict=True))
    pieces: list[str] = []
    for unit in units:
        start, end = unit.span()
        new = spell(unit[0], lower[start - 1] if start else "")
        if word[start] == lower[start]:
            pieces.append(new)
        elif shouting or (end - start > 1 and word[end - 1] != lower[end - 1]):
            pieces.append(upper(new))
        else:
            pieces.append(upper(new[:1]) + new[1:])
    return "".join(pieces)
