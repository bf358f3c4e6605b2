"""Uyghur (Arabic script): the endings of a name, with harmony, assimilation and vowel raising.

Sources of the tables, by rule (named from knowledge of them, without pages: only the first was at
hand; what checks the tables is tests/morphology/test_treebanks.py and the corpus):

- which consonants are voiceless, which vowels front: the letter sets of apertium-uig (facts, no
  code); De Jong, *A Grammar of Modern Uyghur* (2007); Engesæth, Yakup & Dwyer, *Greetings from the
  Teklimakan* (2009);
- raising of ا/ە in open syllables, its exceptions (long vowels of Arabic, Persian and European
  loans, names in -ىيا) and dropped vowels: Hahn, *Spoken Uyghur* (1991); «ئىملا لۇغىتى» for words;
- names: the usage of the press and of corpus/ (raised: غۇلجىدا, ئامېرىكىدا; kept: ئالمۇتادا).
"""

from __future__ import annotations

import re
from dataclasses import replace

from webapp.morphology.form import Features
from webapp.morphology.turkic import Grammar, Slot, Stem

_VOWELS = "اەوۇۆۈىې"
_SIDE = {**dict.fromkeys("اوۇ", False), **dict.fromkeys("ەۆۈ", True)}
"""Back (False) and front (True) vowels; ى and ې are neutral."""

_VOICELESS = "پتچخسشفقكھ" + "بد"
"""After these -قا, -تا, -تىن; final ب and د are read voiceless (كىتابقا, ئەۋلادتىن)."""

_HARDENING = _VOICELESS + "غگ"
"""After these -قا/-كە, but -دا, -دىن after the last two: تاغقا, تاغدا."""

_HARMONY = {"A": "اە", "Q": "قك", "V": "غگ"}
"""Archiphonemes that harmony alone decides: back, front. U and I follow rounding too; D and G
the consonant before. In brackets: (س) only after a vowel, (I) only after a consonant."""

_NUMBER = {"Plur": "لAر"}
_POSSESSOR = {
    "3": "(س)ى",
    "1": "(I)م",
    "2": "(I)ڭ",
    "2f": "(I)ڭىز",
    "2pl": "(I)ڭلAر",
    "1pl": "(I)مىز",
}
_CASE = {"Gen": "نىڭ", "Dat": "GA", "Acc": "نى", "Loc": "DA", "Abl": "Dىن", "Ter": "Gىچە"}
_POSSESSORS = Slot("Poss", _POSSESSOR)
_SLOTS = (
    Slot("Deriv", {"LYQ": "لUQ", "SYZ": "سىز", "SHA": "چە"}),
    Slot("Number", _NUMBER),
    _POSSESSORS,
    Slot("Case", _CASE),
    Slot("Deriv", {"DAGY": "Dىكى", "NIKI": "نىڭكى", "DAI": "Dەك"}),
    Slot("Number[rel]", _NUMBER),
    Slot("Poss[rel]", {"3": "(س)ى"}),
    Slot("Case[rel]", _CASE),
    Slot("Cop", {"1": "مەن", "2": "سەن", "2f": "سىز", "1pl": "مىز", "3": "Dۇر"}),
    Slot("Part", {"MU": "مۇ", "LA": "لا", "CHU": "چۇ"}),
)

_SIDES = {
    **dict.fromkeys("بىلىم ئىلىم فىلىم بىر پىر ئىچ".split(), True),
}
"""Words with neutral vowels only and no ك or گ whose endings are front all the same."""

_DROPPING = frozenset(
    "ئورۇن بۇرۇن ئوغۇل كۆڭۈل ۋاقىت بويۇن قويۇن ئىسىم نەسىل ئەسىل شەكىل پىكىر ئەقىل جىسىم قىسىم"
    " ھۆكۈم زۇلۇم ئىلىم ھۆسۈن ئۆمۈر سىڭىل قەدىر قەبىر پەسىل كەسىپ ئەمىر قەسىر مۈلۈك".split()
)
"""Words that lose the vowel of the last syllable before a vowel: ئورنى, ۋاقتى."""

_BEFORE_VOWEL = {"سۇ": "سۈي", "ھەق": "ھەقق"}
"""Single words that change in their own way before a vowel."""

_HEADS = {
    "لاگېرى": "لاگېر",
    "ئوبلاستى": "ئوبلاست",
    "رايونى": "رايون",
    "شەھىرى": "شەھەر",
    "ناھىيىسى": "ناھىيە",
    "پارتىيىسى": "پارتىيە",
    "تەشكىلاتى": "تەشكىلات",
    "ئىنستىتۇتى": "ئىنستىتۇت",
    "مىنىستىرلىكى": "مىنىستىرلىك",
    "ئىتتىپاقى": "ئىتتىپاق",
    "كومىتېتى": "كومىتېت",
    "ئىدارىسى": "ئىدارە",
    "مەركىزى": "مەركەز",
    "ھۆكۈمىتى": "ھۆكۈمەت",
}
"""Nouns that end names of several words, with and without the possessor's ending, for plurals:
لاگېرى, لاگېرلىرى."""

_LONG = frozenset(
    "ھايات زامان ئىنسان ئىمكان ماكان ۋىجدان ئىمان ئىسيان جەريان مەيدان بايان قۇربان داستان"
    " كىتاب جاۋاب ھېساب ئەسۋاب ئىنقىلاب ئەزاب ئاپتاپ خىتاب ئىجاد ئەۋلاد ئىقتىساد ئېتىقاد پەرياد"
    " ئاۋاز پەرۋاز ئىمتىياز ئارام مۇقام ئىنتىقام ئىسلام قارار دىدار ئىقرار ئىختىيار ئىنكار ئىپتىخار"
    " ئېتىبار ئەھۋال ئىستىقبال سوئال ئىستىقلال ئىقبال ۋوگزال ئىھتىمال ئىلاج مۇھتاج"
    " ئېھتىياج تاج ئىسپات مۇكاپات تەرەققىيات ئەدەبىيات ئىقتىسادىيات مەلۇمات تەشكىلات"
    " تەبىئات ئەترات ساۋات مەخلۇقات كائىنات ئىلھام ئىمتىھان ئىھسان ئەتراپ"
    " ئىنتىزار خىيال مىسال ھال زال شان كار يار راي ۋىسال ئامال كامال جامال"
    " مىراس ئىخلاس ئىلتىماس قىياس ئاساس لىباس ئىتتىپاق ئىتتىفاق ئەخلاق"
    " سىياق زاۋۇت پىلان رومان".split()
)
"""Nouns (mostly Arabic, Persian, European) whose last ا is long and never raised: ھاياتى."""

_UNRAISED = re.compile(
    "(?:يا|ۇئا|ۇا)$|^(?:ھاۋا|قازا|خۇدا|ئىمزا|ئاستانا|ئالمۇتا|كانادا|موسكۋا|ياۋروپا|ياۋرۇپا|ۋارشاۋا|گانا|كۇبا|كۇچا|مالتا)$"
)
"""Names whose final ا stays before every ending; ە after ىي stays too, but for the possessor's."""


_BACK_BEFORE_RAISED = re.compile(f"[اوۇ][^{_VOWELS}]{{1,2}}ە$")
"""A final ە whose raising leaves a back vowel last: باغچە, باغچىدا; نامە, نامىغا (but ئائىلىگە)."""


def _front(word: str) -> bool:
    """Whether endings are front: by the last vowel that is not neutral; else by ك and گ.

    A possessed word keeps the side of the ە raised in it: پارتىيە, پارتىيىسىدە.
    """
    word = re.split("[- ]", word)[-1]
    if re.search("ىيى(?:سى|تى)$", word):
        return True
    for letter in reversed(word):
        if letter in _SIDE:
            return _SIDE[letter]
    return _SIDES.get(word, bool(re.search("[كگ]", word)))


def _rounded(text: str, front: bool) -> str:
    """ۇ or ۈ after a rounded vowel, else ى: what I and U stand for."""
    vowels = re.findall(f"[{_VOWELS}]", text)
    return ("ۇ", "ۈ")[front] if vowels and vowels[-1] in "وۇۆۈ" else "ى"


def _spell(shape: str, stem: Stem) -> str:
    """The ending's letters after this stem."""
    vowel = stem.sound in _VOWELS
    shape = re.sub(r"\((.)\)", lambda m: m[1] if (m[1] == "س") == vowel else "", shape)
    shape = re.sub("^D", "ت" if stem.sound in _VOICELESS else "د", shape)
    shape = re.sub("^G", "Q" if stem.sound in _HARDENING else "V", shape)
    shape = re.sub("[IU]", _rounded(stem.text, stem.front), shape)
    return "".join(_HARMONY[c][stem.front] if c in _HARMONY else c for c in shape)


def _raised(stem: Stem) -> str:
    """The stem before a vowel: its last ا or ە becomes ى, in a word of one syllable ې."""
    text = stem.text
    word = re.split("[- ]", text)[-1]
    if word in _BEFORE_VOWEL:
        return text.removesuffix(word) + _BEFORE_VOWEL[word]
    if word in _DROPPING:
        return text[:-2] + text[-1]
    if stem.has("long") or not re.search(f"[اە][^{_VOWELS}]$", text):
        return text
    single = len(re.findall(f"[{_VOWELS}]", word)) == 1
    return text[:-2] + ("ې" if single else "ى") + text[-1]


class Uyghur(Grammar):
    """The Uyghur `Grammar` (see `webapp.morphology.turkic`)."""

    slots = _SLOTS

    def stems(self, word: str, grammar: str, last_of_many: bool) -> tuple[Stem, ...]:
        """The word as a stem; hints: `back`, `front`, `raise`, `keep`, `possessed`, `plain`."""
        hints = grammar.split()
        traits = set[str]()
        if last_of_many and re.search("ى$", word) and not re.search("[چجش]ى$|^ئىلى$", word):
            traits.add("possessed")
        if word in _LONG or word.endswith("ستان"):
            traits.add("long")
        if _UNRAISED.search(word):
            traits.add("keep")
        traits = (traits | (set(hints) & {"keep", "possessed"})) - (
            {"possessed"} if "plain" in hints else {"keep"} if "raise" in hints else set()
        )
        front = "front" in hints or (_front(word) and "back" not in hints)
        link = " " if re.search("[A-Za-z0-9]$", word) else ""
        bare = _HEADS.get(word, "") if "possessed" in traits else ""
        derives = ("DAGY", "NIKI", "DAI", "LYQ")
        stem = Stem(word, front, word[-1:], frozenset(traits), bare, derives, link)
        if link:
            return tuple(replace(stem, sound=s, front=f) for f in (False, True) for s in ("ا", "ت"))
        others = [replace(stem, traits=stem.traits ^ {"keep"})] if word[-1:] in "اە" else []
        others += [replace(stem, sound="ك")] if word.endswith("گ") else []
        unclear = word.endswith("ىسى") or not re.search("[اوۇەۆۈ]", word)
        others += [replace(stem, front=not front)] if unclear else []
        return (stem, *others)

    def join(self, stem: Stem, slot: Slot, value: str, chosen: Features) -> Stem:
        """The stem with the ending on it; a possessed noun's plural goes under the possessor."""
        if stem.bare and slot.feature == "Number":
            plural = self.join(self.stems(stem.bare, "", last_of_many=False)[0], slot, value, {})
            return replace(self.join(plural, _POSSESSORS, "3", {}), traits=stem.traits)
        text = stem.text
        if text[-1] in "اە" and not self._keeps(stem, slot, value):
            text = text[:-1] + "ى"
            stem = replace(stem, front=stem.front and not _BACK_BEFORE_RAISED.search(stem.text))
        ending = _spell(slot.endings[value], stem)
        if ending[0] in _VOWELS:
            text = _raised(stem)
        front = stem.front or value in ("DAGY", "NIKI", "DAI", "Ter")
        return Stem(text + stem.link + ending, front, ending[-1])

    @staticmethod
    def _keeps(stem: Stem, slot: Slot, value: str) -> bool:
        """Whether a final ا/ە stays: before -م, -ڭ; in names that keep it; in -ىيە before case."""
        possessor = slot.feature.startswith("Poss")
        if possessor and value in ("1", "2", "2pl"):
            return True
        if stem.text.endswith("ىيە"):
            return stem.has("keep") == possessor
        return stem.has("keep")


UYGHUR = Uyghur()
