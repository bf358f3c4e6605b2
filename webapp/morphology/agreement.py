"""Russian: an adjective agrees with the noun right after it.

A small model knows which words it wants sooner than their genders: «китайский правительство», «эту торт». Where an
adjective and the noun after it can be read as one phrase but for the adjective's gender or case, the adjective takes the
noun's (Розенталь, «Справочник по правописанию и литературной правке», on agreement of attributes). Everything else is
left: participles and adjectives that govern a noun of their own («богатый железом»), relative pronouns, what stands
after a numeral («две новых книги»), numbers that differ («новые президент и премьер»), words that the dictionary does not
know, and nouns that leave more than one answer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from webapp.morphology.russian_words import PREPOSITIONS, parses

_PAIR = re.compile(r"(?<![\w-])([А-Яа-яё][а-яё]+)(?=[ \u00a0]([а-яё]+)(?![\w-]))")
_AFTER_NUMERAL = re.compile(
    r"(?:\d|(?<![\w-])(?:дв[аеух]+|об[ае]|обе[их]+|тр[иёе]х?|четыр[её]х?|полтор[аы]|пол[уовины]*|сколько|несколько))[ \u00a0]$", re.IGNORECASE
)
_AFTER_PREPOSITION = re.compile(rf"(?<![\w-])(?:{'|'.join(PREPOSITIONS)})[ \u00a0]$", re.IGNORECASE)
GOVERNING = frozenset(
    "который чей такой сам самый один другой каждый любой весь "
    "богатый бедный больной близкий благодарный верный видный возможный враждебный готовый далёкий достойный довольный доступный "
    "занятый знакомый известный классный лишний лёгкий необходимый нужный обязанный отдалённый опасный подвластный подобный полезный "
    "полный понятный послушный похожий приятный противоположный равный равносильный радостный родной свободный свойственный "
    "согласный созвучный способный сходный тождественный трудный угодный умелый чистый чуждый чужой".split()
)
"""Adjectives and pronouns that may stand before a noun which is not theirs: «равный весу», «известный науке», «который министр»."""
_SECOND = {"gen2": "gent", "acc2": "accs", "loc2": "loct"}
"""Second cases (в снегу, чаю), in which an adjective has the first one's form."""


def agree(text: str) -> str:
    """The text with the adjectives that disagree with the noun after them in the noun's gender and case; all else as it was."""

    def mended(match: re.Match[str]) -> str:
        adjective, noun = match[1], match[2]
        before = text[max(0, match.start() - 20) : match.start()]
        if _AFTER_NUMERAL.search(before):
            return adjective
        right = _agreeing(adjective.lower(), noun, bool(_AFTER_PREPOSITION.search(before)))
        return (right[0].upper() + right[1:] if adjective[0].isupper() else right) if right else adjective

    return _PAIR.sub(mended, text)


@lru_cache(maxsize=8192)
def _agreeing(adjective: str, noun: str, governed: bool) -> str:
    """The adjective as the noun asks for it, "" where it agrees or where that cannot be told.

    Where the adjective is `governed` by a preposition and the noun is in another case, the noun may be what is wrong.
    """
    own, head = parses(adjective), parses(noun)
    if not own or not head or not all(p.is_known for p in (*own, *head)):
        return ""
    if any(p.tag.POS != "ADJF" or p.normal_form in GOVERNING for p in own) or any(p.tag.POS != "NOUN" for p in head):
        return ""
    if any(fits(one, other) for one in own for other in head):
        return ""
    numbers = {p.tag.number for p in own}
    # A noun in a case that the adjective can have is sooner that case than another.
    cases = {_case(p) for p in own}
    likely = [p for p in head if p.tag.number in numbers]
    likely = [p for p in likely if _case(p) in cases] or ([] if governed else likely)
    answers = {found.word for p in likely for found in [_inflected(own[0], p)] if found}
    return answers.pop() if len(answers) == 1 else ""


def _case(parse: Any) -> str:
    return _SECOND.get(parse.tag.case, str(parse.tag.case))


def fits(adjective: Any, noun: Any) -> bool:
    """Whether two readings agree."""
    if _case(adjective) != _case(noun) or adjective.tag.number != noun.tag.number:
        return False
    if adjective.tag.number == "plur" or not noun.tag.gender or "ms-f" in str(noun.tag):
        return True
    return bool(adjective.tag.gender == noun.tag.gender)


def _inflected(adjective: Any, noun: Any) -> Any:
    """The adjective in a noun's case, number and gender; None where the dictionary has no such form."""
    wanted = {_case(noun), noun.tag.number}
    if noun.tag.number == "sing":
        wanted.add(noun.tag.gender)
    if _case(noun) == "accs" and (noun.tag.gender == "masc" or noun.tag.number == "plur"):
        wanted.add(noun.tag.animacy)
    # A noun of common gender (староста) is of neither for pymorphy3, which refuses to be asked for none.
    return None if None in wanted else adjective.inflect(wanted)
