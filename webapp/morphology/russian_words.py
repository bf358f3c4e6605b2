"""Russian, one word at a time: nouns, adjectives and persons' names in the six cases.

A noun declines by `_OVERRIDES` and `_FIXED` (single words that rules or dictionary get wrong), by
the dictionary of pymorphy3 (OpenCorpora) if it knows the word, else by the tables here, for
pymorphy's guesses at names that it does not know are unsafe (Инин as a form of «Инина»).

Sources (from knowledge, no pages at hand): Зализняк, *Грамматический словарь русского языка*
(types of declension); Розенталь,
*Справочник по правописанию и литературной правке* (names that do not decline,
surnames, place names); «Русский орфографический словарь» (2012, ed. Лопатин) for single words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
"""UD's cases and pymorphy's names for them, in the order of Russian grammars."""

_FIXED = frozenset(
    "урумчи алматы или аксу тбилиси баку сочи хельсинки чили цзянсу ганьсу гуанси осло токио"
    " синьхуа хуавэй сша снг оон шос нато мид хуэй".split()
)
"""Names that never change (Розенталь), beside those that `_NEVER` tells by their end."""

_NEVER = re.compile(r"[оеёиуюыэ]$|[аоуиюя]а$")
"""Ends of words that no table declines: vowels, save а and я after a consonant or и."""

_OVERRIDES = {
    "ханец": ("ханец", "ханьца", "ханьцу", "ханьца", "ханьцем", "ханьце"),
    "уйгуры": ("уйгуры", "уйгуров", "уйгурам", "уйгуров", "уйгурами", "уйгурах"),
    "ханьцы": ("ханьцы", "ханьцев", "ханьцам", "ханьцев", "ханьцами", "ханьцах"),
    "узень": ("узень", "узеня", "узеню", "узень", "узенем", "узене"),
}
"""Words declined by hand, in the order of `CASES`; «уйгуров» (pymorphy: уйгур) and «Нового Узеня» (pymorphy: узени) as in corpus/."""

ANIMATE = frozenset(("ханец", "ханьцы", "хуэй"))
"""People whom the dictionary does not know, or takes for something else."""

_PLURAL_OF = {"ханец": "ханьцы"}
"""The plural of words that the dictionary does not know."""

_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ия", ("ия", "ии", "ии", "ию", "ией", "ии")),
    ("[гкхжшчщ]а", ("а", "и", "е", "у", "ой", "е")),
    ("ца", ("а", "ы", "е", "у", "ей", "е")),
    ("а", ("а", "ы", "е", "у", "ой", "е")),
    ("я", ("я", "и", "е", "ю", "ей", "е")),
    ("ий", ("й", "я", "ю", "й", "ем", "и")),
    ("й", ("й", "я", "ю", "й", "ем", "е")),
    ("ец", ("ец", "ца", "цу", "ец", "цем", "це")),
    ("[жшчщц]", ("", "а", "у", "", "ем", "е")),
    ("ь", ("ь", "я", "ю", "ь", "ем", "е")),
    ("", ("", "а", "у", "", "ом", "е")),
)
"""Singular nouns unknown to the dictionary: how they end, and the six endings (the first falls)."""

_PLURAL = (
    ("[гкхжшчщ]и", ("и", "ов", "ам", "и", "ами", "ах")),
    ("цы", ("ы", "ев", "ам", "ы", "ами", "ах")),
    ("ы", ("ы", "ов", "ам", "ы", "ами", "ах")),
    ("е", ("е", "", "ам", "е", "ами", "ах")),
    ("и", ("и", "ей", "ям", "и", "ями", "ях")),
)
"""Plural nouns unknown to the dictionary."""

_FEMININE_SOFT = ("ь", "и", "и", "ь", "ью", "и")
_SURNAME = {"masc": ("", "а", "у", "а", "ым", "е"), "femn": ("а", "ой", "ой", "у", "ой", "ой")}
"""Surnames in -ов, -ев, -ин; of women -ова, -ева, -ина."""

_ADJECTIVE = {
    ("masc", "hard"): ("ый", "ого", "ому", "", "ым", "ом"),
    ("masc", "soft"): ("ий", "его", "ему", "", "им", "ем"),
    ("femn", "hard"): ("ая", "ой", "ой", "ую", "ой", "ой"),
    ("femn", "soft"): ("яя", "ей", "ей", "юю", "ей", "ей"),
    ("neut", "hard"): ("ое", "ого", "ому", "ое", "ым", "ом"),
    ("neut", "soft"): ("ее", "его", "ему", "ее", "им", "ем"),
    ("plur", "hard"): ("ые", "ых", "ым", "", "ыми", "ых"),
    ("plur", "soft"): ("ие", "их", "им", "", "ими", "их"),
}
"""Adjectives by gender or plural; where no accusative is given, animacy decides."""

GENDER_OF_END = {
    "ый": "masc",
    "ий": "masc",
    "ой": "masc",
    "ая": "femn",
    "яя": "femn",
    "ое": "neut",
    "ее": "neut",
    "ые": "plur",
    "ие": "plur",
}

_GOVERNMENT = {
    "Gen": "из от до у без для около против после вокруг возле среди кроме ради вдоль близ вне",
    "Dat": "к ко благодаря согласно вопреки навстречу",
    "Acc": "через про сквозь",
    "Ins": "над между перед с со",
    "Loc": "в во на о об обо при",
}
PREPOSITIONS = {word: case for case, words in _GOVERNMENT.items() for word in words.split()}
"""The case after a preposition; it only chooses among the cases that a spelling can be."""

_ORDER = tuple(CASES)
_ABBREVIATION = re.compile(r"^[А-ЯЁA-Z]{2,}\d*$|[A-Za-z]$")
SURNAME_END = re.compile(r"(?:[оеё]в|ин|ын)а?$")
"""The end of a Russian surname of the -ов, -ин type."""


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    """pymorphy3's analyzer, made when it is first needed (half a second, 15 MB)."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


def parses(word: str) -> tuple[Any, ...]:
    """What the word may be; nothing if not in Russian letters, on which pymorphy3 may fail."""
    return _parses(word.lower())


@lru_cache(maxsize=16384)
def _parses(word: str) -> tuple[Any, ...]:
    return tuple(_analyzer().parse(word)) if re.fullmatch("[а-яё-]+", word) else ()


def nouns_of(word: str) -> list[Any]:
    """The dictionary's nouns of which `word` is a nominative: places first, persons last."""
    nouns = [p for p in parses(word) if p.is_known and p.tag.POS == "NOUN" and "nomn" in p.tag]
    return sorted(
        nouns,
        key=lambda p: (
            "Name" in p.tag or "Surn" in p.tag or "Patr" in p.tag,
            "Geox" not in p.tag,
            "plur" in p.tag,
        ),
    )


def pick(nouns: list[Any], gender: str) -> Any:
    """The noun that stands in the plural if the name does, else the first."""
    plural = [noun for noun in nouns if "plur" in noun.tag]
    return plural[0] if gender == "plur" and plural else nouns[0]


def adjective(text: str, gender: str, case: str, animate: bool) -> str:
    """An adjective in this gender (or `plur`) and case."""
    stem, end = text[:-2], text[-2:]
    soft = stem[-1] == "н" and end in ("ий", "яя", "ее", "ие")
    ending = _ADJECTIVE[gender, "soft" if soft else "hard"][_ORDER.index(case)]
    if not ending:
        return adjective(text, gender, "Gen" if animate else "Nom", animate)
    if stem[-1] in "гкхжшчщ":
        ending = ending.replace("ы", "и")
    if stem[-1] in "жшчщ" and end != "ой" and stem.lower() not in ("больш", "чуж"):
        ending = re.sub("^о", "е", ending)
    return text if (case, gender) == ("Nom", GENDER_OF_END[end]) else stem + ending


def _by_table(text: str, case: str, gender: str, animate: bool) -> str:
    """A noun that the dictionary lacks, by the tables."""
    if gender == "femn" and text[-1] in "ьй":
        endings: tuple[str, ...] = _FEMININE_SOFT if text[-1] == "ь" else ()
    elif gender == "plur":
        endings = next((row for end, row in _PLURAL if re.search(end + "$", text)), ())
    elif _NEVER.search(text) or (gender == "femn" and text[-1] not in "ая"):
        return text
    else:
        endings = next(row for end, row in _ENDINGS if re.search(end + "$", text))
    if not endings:
        return text
    if case == "Acc" and animate and text[-1] not in "ая" and endings is not _FEMININE_SOFT:
        case = "Gen"
    return text[: len(text) - len(endings[0])] + endings[_ORDER.index(case)]


def noun(text: str, case: str, gender: str, *, animate: bool, plural: bool, tail: bool) -> str:
    """A head noun: by hand, fixed, by the dictionary, by the tables.

    `plural` asks for the plural of a noun given in the singular; `tail` says that the word is the
    capitalised last part of a hyphenated name, where a noun of the same spelling means nothing.
    """
    # A place that has a person's name (Гурьев, Артуш) is declined as a thing.
    nouns = [] if tail else [noun for noun in nouns_of(text) if animate or "anim" not in noun.tag]
    if plural:
        text = _PLURAL_OF.get(text, text)
    if plural and nouns:
        plain = nouns[0].inflect({"nomn", "plur"})
        text = text[0] + str(plain.word)[1:] if plain else text
    lower = text.lower()
    if lower in _OVERRIDES:
        return text[0] + _OVERRIDES[lower][_ORDER.index(case)][1:]
    if lower in _FIXED or _ABBREVIATION.search(text):
        return text
    if not nouns:
        return _by_table(text, case, gender, animate)
    many = plural or gender == "plur"
    if case == "Acc" and many:
        case = "Gen" if animate else "Nom"
    if case == "Nom":
        return text
    form = pick(nouns, gender).inflect({CASES[case], "plur" if many else "sing"})
    return text[0] + str(form.word)[1:] if form else text


def person_word(text: str, case: str, gender: str, *, surname: bool) -> str:
    """A person's given name or (Russian, Kazakh, Uyghur) surname, by gender."""
    if surname and SURNAME_END.search(text) and text.endswith("а") == (gender == "femn"):
        return text.removesuffix("а") + _SURNAME[gender][_ORDER.index(case)]
    if surname and GENDER_OF_END.get(text[-2:]) == gender and len(text) > 4:
        return adjective(text, gender, case, animate=True)
    if surname and gender == "femn" and text[-1] not in "ая":
        return text
    return _by_table(text, case, gender, animate=True)
