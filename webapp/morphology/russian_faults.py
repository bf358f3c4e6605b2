"""Russian: words that cannot be right as they stand, whatever the sentence means.

A small model now and then writes a word that nobody knows («заднимую»), a case that the preposition before it does not
govern («из комбайн») or an adjective that does not agree («эту торт»). Of several translations of one sentence such are
the worse ones. What is counted is sooner too little than too much: 33 in 280 sentences of the corpus (29 of them words that the
dictionary lacks), 133 in the machine's translations of the same.

Government of prepositions: Розенталь, «Управление в русском языке» (from knowledge).
"""

from __future__ import annotations

import re
from functools import lru_cache

from webapp.morphology.agreement import GOVERNING, fits
from webapp.morphology.russian_words import parses

_WORD = re.compile(r"(?<![\w-])[а-яё]+(?:-[а-яё]+)*(?![\w-])")
_PAIR = re.compile(r"(?<![\w-])([А-Яа-яё][а-яё-]*)(?=[ \u00a0]([А-Яа-яё][а-яё-]*)(?![\w-]))")
_CASES = {
    "gent gen2": "из от до у без для около против после вокруг возле среди кроме ради вдоль близ вне из-за из-под",
    "datv": "к ко благодаря согласно вопреки навстречу",
    "accs acc2": "через про сквозь",
    "ablt": "над перед",
    "loct": "при",
    "ablt gent": "между",
    "accs ablt": "под за",
    "datv accs loct": "по",
    "loct loc2 accs acc2": "в во на о об обо",
    "gent gen2 ablt": "с со",
}
_GOVERNED = {word: frozenset(cases.split()) for cases, words in _CASES.items() for word in words.split()}
"""All the cases, as pymorphy3 calls them, that a preposition may be followed by (`russian_words.PREPOSITIONS` has the likeliest, to choose by)."""
_DECLINED = {"NOUN", "ADJF", "PRTF", "NPRO", "NUMR"}


def misformed(text: str) -> int:
    """How many words of the text are not Russian, or stand in a form that the word before them rules out.

    Words with a capital are not asked whether they are known: they are names.
    """
    unknown = sum(not _known(word[0]) for word in _WORD.finditer(text))
    return unknown + sum(_apart(pair[1].lower(), pair[2]) for pair in _PAIR.finditer(text))


@lru_cache(maxsize=65536)
def _known(word: str) -> bool:
    return all(any(parse.is_known for parse in parses(part)) for part in word.split("-"))


@lru_cache(maxsize=65536)
def _apart(first: str, second: str) -> bool:
    """Whether no reading of the second word can follow the first, as far as the dictionary knows both."""
    heads = parses(second)
    if not heads or not all(head.is_known for head in heads):
        return False
    if first in _GOVERNED:
        declined = all(head.tag.POS in _DECLINED and head.tag.case for head in heads)
        return declined and not any(str(head.tag.case) in _GOVERNED[first] or "Fixd" in head.tag for head in heads)
    own = parses(first) if second.islower() else ()
    if not own or not all(parse.is_known and parse.tag.POS == "ADJF" and parse.normal_form not in GOVERNING for parse in own):
        return False
    return all(head.tag.POS == "NOUN" for head in heads) and not any(fits(one, head) for one in own for head in heads)
