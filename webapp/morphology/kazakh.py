"""Kazakh (Cyrillic): the endings of a name, with harmony, assimilation and the loans' exceptions.

Sources of the tables, by rule (named from knowledge of them, without pages: only the first was at
hand; what checks the tables is tests/morphology/test_treebanks.py and the corpus):

- which consonant begins an ending after which sound: the table of Kazakh noun endings at
  pl.wiktionary.org/wiki/Aneks:Kazachski_-_końcówki_rzeczowników; Muhamedowa, *Kazakh: A
  Comprehensive Grammar* (2016); Dotton & Wagner, *A Grammar of Kazakh*;
- loans (final б, в, г, д as voiceless; ь; -рк, -нк, -рг; -ск with a linking і) and abbreviations
  (hyphen, ending by the way the letters are read): the orthography rules of 1983, press usage;
- vowels that drop before -ы/-і: «Орфографиялық сөздік» (2013).
"""

from __future__ import annotations

import re
from dataclasses import replace

from webapp.morphology.form import Features
from webapp.morphology.turkic import Grammar, Slot, Stem

_VOWELS = frozenset("аәеоөұүыіэяё")

_SIDE = {**dict.fromkeys("аоұыя", False), **dict.fromkeys("әеөүіэё", True)}
"""Back (False) and front (True) vowels; и, у and ю are in neither, see `_front`."""

_CLASSES = {"V": "аәеоөұүыіэяё", "R": "рйуию", "L": "л", "N": "мнң", "Z": "зж"}
"""Last sounds that an ending's first consonant tells apart; all others count as voiceless (T)."""

_ASSIMILATION = {
    "L": {"V": "л", "R": "л", "L": "д", "N": "д", "Z": "д", "T": "т"},  # plural, -лық
    "N": {"V": "н", "R": "д", "L": "д", "N": "н", "Z": "д", "T": "т"},  # genitive, -нікі
    "O": {"V": "н", "R": "д", "L": "д", "N": "д", "Z": "д", "T": "т"},  # accusative
    "D": {"V": "д", "R": "д", "L": "д", "N": "д", "Z": "д", "T": "т"},  # locative, -дағы, -дай
    "B": {"V": "д", "R": "д", "L": "д", "N": "н", "Z": "д", "T": "т"},  # ablative
    "M": {"V": "м", "R": "м", "L": "м", "N": "м", "Z": "б", "T": "п"},  # instrumental, copula
    "G": {"V": "Ғ", "R": "Ғ", "L": "Ғ", "N": "Ғ", "Z": "Ғ", "T": "Қ"},  # dative
}
_HARMONY = {"A": "ае", "I": "ыі", "Ғ": "ғг", "Қ": "қк"}
"""Archiphonemes that harmony alone decides: back, front. In brackets: (с) only after a vowel,
(I) only after a consonant."""

_NUMBER = {"Plur": "LAр"}
_POSSESSOR = {"3": "(с)I", "1": "(I)м", "2": "(I)ң", "2f": "(I)ңIз", "1pl": "(I)мIз"}
_CASE = {"Gen": "NIң", "Dat": "GA", "Acc": "OI", "Loc": "DA", "Abl": "BAн", "Ins": "Mен"}
_RELATIVE = {"DAGY": "DAҒI", "NIKI": "Nікі", "DAI": "DAй"}

_AFTER_POSSESSOR = {
    "3": {"Dat": "нA", "Acc": "н", "Loc": "ндA", "Abl": "нAн", "DAGY": "ндAҒI", "DAI": "ндAй"},
    "1": {"Dat": "A"},
    "2": {"Dat": "A"},
}
"""Endings that a possessor's ending changes (the “pronominal н”): облысында, сапарыма."""

_POSSESSORS = Slot("Poss", _POSSESSOR)
_SLOTS = (
    Slot("Deriv", {"LYQ": "LIҚ", "SYZ": "сIз", "SHA": "шA"}),
    Slot("Number", _NUMBER),
    _POSSESSORS,
    Slot("Case", _CASE),
    Slot("Deriv", _RELATIVE),
    Slot("Number[rel]", _NUMBER),
    Slot("Poss[rel]", {"3": "(с)I"}),
    Slot("Case[rel]", _CASE),
    Slot("Cop", {"1": "MIн", "2": "сIң", "2f": "сIз", "1pl": "MIз"}),
    Slot("Part", {"AQ": "-ақ", "AU": "-ау"}),
)

_SOFTENED = {"п": "б", "қ": "ғ", "к": "г"}
"""A final stop between vowels: кітап, кітабы; орталық, орталығы. After a consonant not: банкі."""

_DROPPING = frozenset(
    "ауыз мұрын ерін орын халық қалып көрік бөрік ғұрып құлық қойын мойын ерік әріп кейіп қауіп"
    " нарық парық сиық құлып мүлік қарын".split()
)
"""Words that lose the vowel of the last syllable before -ы/-і: халқы, орны, аузы."""

_HARD = frozenset("тарап принцип тип этап чип клип".split())
"""Words that keep п before a vowel: тарапы, принципі."""

_SIDES = {"тарих": False, "ми": False, "баку": True, "жетісу": False}
"""Words whose harmony no rule foretells: back (False) or front (True)."""

_HEADS = {
    **{noun + "ы": noun for noun in "облыс аудан ұйым институт корпус қор".split()},
    **{noun + "сы": noun for noun in "қала партия бастама организация басқарма".split()},
    "лагері": "лагерь",
    "департаменті": "департамент",
    "комитеті": "комитет",
    "мекемесі": "мекеме",
    "министрлігі": "министрлік",
    "агенттігі": "агенттік",
    "одағы": "одақ",
    "орталығы": "орталық",
    "кеңесі": "кеңес",
    "үкіметі": "үкімет",
    "халқы": "халық",
    "соты": "сот",
}
"""Nouns that end names of several words, with and without the possessor's ending, for plurals:
лагері, лагерьлері."""

_LETTER_NAMES = {
    **dict.fromkeys("БВГДЖЗПТЦЧ", ("е", True)),
    **dict.fromkeys("АОКҚХҒ", ("а", False)),
    **dict.fromkeys("ӘЕӨҮІЭ", ("е", True)),
    **dict.fromkeys("ҰЫЯ", ("а", False)),
    **{letter: (letter.lower(), True) for letter in "ЛМНРСФИЙ"},
    "У": ("у", False),
    "Ш": ("ш", False),
}
"""How the name of an abbreviation's last letter ends (бе, эм, ка), and whether it is front."""

_READINGS = {
    "ҚКП": ("а", False),
    "ҚР": ("а", False),
    "ТМД": ("а", False),
    "ҚХР": ("р", False),
    "ҰҚК": ("е", True),
    "ЖШС": ("е", True),
    "ASPI": ("и", True),
}
"""Abbreviations with the ending of the full name (ҚР: республикасының), or read as words."""

_LATIN = {
    "a": "а",
    "o": "а",
    "e": "е",
    "i": "и",
    "y": "и",
    "u": "у",
    "l": "л",
    "n": "н",
    "m": "м",
    "r": "р",
    "z": "з",
}
"""The last letter of a word in Latin script as Kazakh hears it; any other is voiceless."""


def _front(word: str) -> bool:
    """Whether endings take front vowels: the last clear vowel decides, the loans' rules aside.

    ь and a final -рк, -нк, -рг, -ск make loans front (лагерьде, банкте, Петербургте), save in
    Chinese names in -ань, -унь (Уханьда); и is front unless the word has a native back letter
    (Берлинде, Ғалиға); у between consonants is back (институты), elsewhere it takes the side of
    the vowel before it (Ақтауға, келуге, Сеулде); ю before a consonant is front (костюмі); -аев
    is back (Тоқаевқа), other -ев front.
    """
    word = word.rpartition("-")[2].lower()
    if word in _SIDES:
        return _SIDES[word]
    if re.search(r"ь$|[рнлс][кг]$|[аеио]кт$", word):
        return not re.search(r"[аяу]нь$", word)
    if re.search("[аұ]ева?$", word):
        return False
    native = re.search("[қғұы]", word)
    for place in range(len(word) - 1, -1, -1):
        letter, before, after = word[place], word[place - 1 : place], word[place + 1 : place + 2]
        if letter in _SIDE:
            return _SIDE[letter]
        if letter == "и" and not native:
            return True
        between = bool(after) and after not in _VOWELS and before not in _VOWELS
        if letter in ("у", "ю") and between and not native:
            return letter == "ю"
    return False


def _foreign(word: str) -> tuple[str, bool] | None:
    """The last sound and the side of an abbreviation or a word in Latin letters, if it is one."""
    if word in _READINGS:
        return _READINGS[word]
    if re.search("[A-Za-z]$", word):
        vowels = re.findall("[aeiouy]", word.lower())
        return _LATIN.get(word[-1].lower(), "т"), not vowels or vowels[-1] not in "aou"
    if len(word) > 1 and word.isupper():
        return _LETTER_NAMES.get(word[-1], ("т", False))
    return None


def _spell(shape: str, stem: Stem) -> str:
    """The ending's letters after this stem."""
    kind = next((name for name, letters in _CLASSES.items() if stem.sound in letters), "T")
    vowel = kind == "V"
    shape = re.sub(r"\((.)\)", lambda m: m[1] if (m[1] == "с") == vowel else "", shape)
    if shape[0] in _ASSIMILATION:
        shape = _ASSIMILATION[shape[0]][kind] + shape[1:]
    return "".join(_HARMONY[c][stem.front] if c in _HARMONY else c for c in shape)


def _trimmed(word: str) -> str:
    """The word before any ending: one of two like final consonants (класқа, конгреске)."""
    if re.search(r"([^\Wаәеоөұүыіэяёиую])\1$", word.lower()):
        return word[:-1]
    return word


def _before_vowel(text: str) -> str:
    """A stem's spelling before an ending that begins with a vowel."""
    word = text.rpartition("-")[2].lower()
    if word in _DROPPING:
        return text[:-2] + text[-1]
    if word.endswith("ь"):
        return text[:-1]
    if word in _HARD:
        return text
    if word[-1:] in _SOFTENED and word[-2:-1] and word[-2] in "аәеоөұүыіэяёиую":
        return text[:-1] + _SOFTENED[word[-1]]
    return text


def _looks_possessed(word: str) -> bool:
    """Whether the last of several words ends in a 3rd person possessor's ending: облысы, ұлы.

    Agent nouns in -шы/-ші (елші) do not, and a few place names end in ы/і by nature.
    """
    word = word.lower()
    if word in ("алматы", "үрімжі", "қарағанды") or word.endswith(("шы", "ші")):
        return word in ("күші", "ұшы", "құшы")
    return word.endswith(("ы", "і"))


class Kazakh(Grammar):
    """The Kazakh `Grammar` (see `webapp.morphology.turkic`)."""

    slots = _SLOTS

    def stems(self, word: str, grammar: str, last_of_many: bool) -> tuple[Stem, ...]:
        """The word as a stem; hints: `back`, `front`, `possessed`, `plain`."""
        hints = grammar.split()
        sound, side = _foreign(word) or (word.rstrip("ьъ")[-1:].lower(), _front(word))
        link = "-" if _foreign(word) else ""
        side = "front" in hints or (side and "back" not in hints)
        owned = last_of_many and not link and "plain" not in hints and _looks_possessed(word)
        owned = owned or "possessed" in hints
        bare = _HEADS.get(word.lower(), "") if owned else ""
        stem = Stem(word, side, sound, frozenset({"possessed"} if owned else ()), bare, link=link)
        if link:
            others = (replace(stem, sound=s, front=f) for s in "арнзт" for f in (True, False))
            return (stem, *others)
        if re.search("ск$|[аеио]кт$", word):
            return replace(stem, sound="і", link="і"), stem
        return (stem,)

    def join(self, stem: Stem, slot: Slot, value: str, chosen: Features) -> Stem:
        """The stem with the ending on it; a possessed noun's plural goes under the possessor."""
        if stem.bare and slot.feature == "Number":
            noun = self.stems(stem.text[:1] + stem.bare[1:], "", last_of_many=False)[0]
            plural = self.join(noun, slot, value, {})
            owned = self.join(plural, _POSSESSORS, "3", {})
            return replace(owned, traits=stem.traits)
        owner = chosen.get("Poss[rel]" if slot.feature.endswith("[rel]") else "Poss", "")
        owner = "3" if stem.has("possessed") else owner
        shape = _AFTER_POSSESSOR.get(owner, {}).get(value, slot.endings[value])
        ending = _spell(shape, stem)
        vowel_first = ending[0] in _VOWELS and not stem.link
        text = stem.text if stem.link else _trimmed(stem.text)
        if vowel_first:
            text = _before_vowel(text)
        elif text.endswith("зд"):
            text, ending = text[:-1], _spell(shape, replace(stem, sound="з"))
        front = stem.front or value in ("NIKI", "Ins")
        return Stem(text + stem.link + ending, front, ending[-1])


KAZAKH = Kazakh()
