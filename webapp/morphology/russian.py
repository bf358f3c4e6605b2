"""Russian: the declension of a name of one or more words.

`_plan` says which of a name's words decline: adjectives and the head noun, not the genitive after
it (Коммунистической партии Китая), nor a title in quotation marks after a noun (кампании «Сильный
удар»; a title alone declines: «Полицейских файлов Синьцзяна»), nor the first part of a
hyphenated name (Усть-Каменогорска); of a person, every word, of a Chinese or Korean person the
last (Си Цзиньпина). `russian_words` declines each.

Sources (from knowledge, no pages at hand): Розенталь, *Справочник по правописанию и
литературной правке*; «Правила русской орфографии и пунктуации» (2006, ed. Лопатин), on compound
names; Граудина et al., *Словарь грамматических вариантов русского языка* (2001), on Chinese and
Korean names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from os.path import commonprefix

from webapp.morphology.form import APPOSED, ENDS, QUOTES, STARTED, Features, Form, may_hold, phrase, same_but_first
from webapp.morphology.russian_words import (
    ANIMATE,
    CASES,
    GENDER_OF_END,
    PREPOSITIONS,
    adjective,
    noun,
    nouns_of,
    parses,
    person_word,
    pick,
)

_CHINESE = frozenset(
    "Си Ли Ван Чжан Чэнь Чжао Ху Дэн Мао Цзян Сун Ян Лю Хуан У Чжу Ма Го Линь Вэнь Чжоу Жэнь"
    " Ким Пак Чон Мун".split()
)
"""Chinese and Korean surnames, which stay as they are before a given name: Дэн Сяопина."""

_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
_HINTS = {"masculine": "masc", "feminine": "femn", "neuter": "neut", "plural": "plur"}
_SEVERAL = re.compile(r", | и ")
"""What parts a title of several noun phrases («Пояс и путь»), which stays as it is."""
_ADJECTIVE_END = re.compile(r"[сц]к(?:ий|ая|ое|ие|ой)$")


@dataclass(frozen=True)
class _Word:
    """One word of a name: what stays before and after it, and how it declines."""

    text: str
    kind: str
    """`fixed`, `adjective`, `noun`, `given` or `surname` (of a person)."""
    before: str = ""
    after: str = ""

    @property
    def tail(self) -> bool:
        """Whether this is the capitalised last part of a hyphenated name (Нур-Султан)."""
        return self.before.endswith("-") and self.text[0].isupper()


@dataclass(frozen=True)
class _Plan:
    """A name taken apart; `gender` is `masc`, `femn`, `neut` or `plur`, the head noun's."""

    words: tuple[_Word, ...]
    gender: str
    animate: bool
    common: bool
    """A common noun (уйгур, лагерь перевоспитания), which has a plural too."""


_PERSONAL = frozenset(("Name", "Surn", "Patr"))


def _tags(word: str) -> set[str]:
    """All that the dictionary says of the nouns of which `word` is a nominative."""
    return {str(tag) for parse in nouns_of(word) for tag in parse.tag.grammemes}


def _personal(word: str) -> bool:
    """Whether a single word is a person's: only that in the dictionary, or a surname by its end."""
    nouns = nouns_of(word)
    if nouns:
        return bool(_PERSONAL & nouns[0].tag.grammemes)
    return bool(re.search("[оеё]ва?$", word)) and word[0].isupper()


def _is_adjective(token: str, following: str = "") -> bool:
    """Whether a word is an adjective in the nominative, by its end and the dictionary.

    What may be a noun too is one before a common noun: полицейские файлы.
    """
    last = token.rpartition("-")[2].lower()
    if last[-2:] not in GENDER_OF_END or len(last) < 4:
        return False
    listed = any(p.is_known and p.tag.POS in ("ADJF", "PRTF") for p in parses(last))
    if nouns_of(last):
        return listed and following.islower() and bool(nouns_of(following))
    return listed or bool(_ADJECTIVE_END.search(last))


def _is_person(tokens: list[str]) -> bool:
    """Whether the words are a person's full name: no adjective, common noun or place among them."""
    if len(tokens) == 1:
        return _personal(tokens[0])
    if not all(re.match("[А-ЯЁ][а-яё]*(?:-[А-ЯЁ][а-яё]+)*$", token) for token in tokens):
        return False
    if tokens[0] in _CHINESE:
        return True
    first, last = _tags(tokens[0]), _tags(tokens[-1])
    named = not first or bool(first & _PERSONAL)
    return named and not _is_adjective(tokens[0]) and ("Geox" not in last or "Surn" in last)


def _cut(token: str) -> tuple[str, str, str]:
    """The part of a hyphenated word that declines, with what stands before and after it."""
    head, joint, tail = token.partition("-на-")
    if joint:
        return "", head, joint + tail
    first, joint, last = token.rpartition("-")
    return first + joint, last, ""


def _woman(tokens: list[str]) -> bool:
    """Whether a person's name is a woman's, by the surname or by the given name."""
    first = nouns_of(tokens[0])
    named = bool(first) and "Name" in first[0].tag and "femn" in first[0].tag
    return named or bool(re.search(r"(?:[оеё]ва|ина|ская)$|гуль(?: |$)", " ".join(tokens)))


def _kind(word: str, place: int, tokens: list[str], person: bool, head: str) -> str:
    """How one word of the name declines (`_Word.kind`), given the head noun found so far."""
    if word[0] in QUOTES:
        return "fixed"
    if person:
        last = place == len(tokens) - 1
        if tokens[0] in _CHINESE:
            return "given" if last else "fixed"
        return "surname" if last else "given"
    if head:
        return "fixed"
    following = tokens[place + 1] if place + 1 < len(tokens) else ""
    return "adjective" if _is_adjective(word, following) else "noun"


@lru_cache(maxsize=1024)
def _plan(name: str, grammar: str) -> _Plan:
    """The name's words, each with the way it declines, and what they agree in."""
    hints = grammar.split()
    tokens = re.findall(r"«[^»]*»|„[^“]*“|\"[^\"]*\"|[^ ]+", name)
    quoted = len(tokens) == 1 and name[0] in QUOTES and not _SEVERAL.search(name)
    if quoted:
        tokens = name.strip(QUOTES).split()
    person = "person" in hints or ("place" not in hints and not quoted and _is_person(tokens))
    words: list[_Word] = []
    for place, token in enumerate(tokens):
        before, text, after = _cut(token)
        if quoted:
            before, after = name[: place == 0] + before, after + name[-1] * (place == len(tokens) - 1)
        head = next((word.text for word in words if word.kind == "noun"), "")
        kind = "fixed" if "indeclinable" in hints else _kind(text, place, tokens, person, head)
        words.append(_Word(text, kind, before, after))
    said = next((_HINTS[hint] for hint in hints if hint in _HINTS), "")
    if person:
        return _Plan(tuple(words), said or ("femn" if _woman(tokens) else "masc"), True, False)
    return _agreed(tuple(words), said, name[0].islower(), "place" in hints)


def _agreed(words: tuple[_Word, ...], said: str, lower: bool, place: bool) -> _Plan:
    """The plan of a name that is no person's: gender by the hint, else by adjective and head."""
    adjectives = [GENDER_OF_END[w.text[-2:].lower()] for w in words if w.kind == "adjective"]
    heads = [word for word in words if word.kind == "noun"]
    nouns = [] if not heads or heads[0].tail else nouns_of(heads[0].text)
    gender = said or (adjectives[0] if adjectives else "")
    if nouns and not gender:
        gender = "plur" if "plur" in nouns[0].tag else str(nouns[0].tag.gender)
    animate = bool(nouns) and "anim" in pick(nouns, gender).tag
    living = not place and (animate or any(word.text.lower() in ANIMATE for word in heads))
    common = lower and (bool(nouns) or living) and gender != "plur"
    return _Plan(words, gender or "masc", living, common)


def _decline(
    plan: _Plan, case: str, gender: str = "", *, plural: bool = False, animate: bool | None = None
) -> str:
    """The whole name in one case; `gender` and `animate` are for a name that is an adjective."""
    agreed = "plur" if plural else gender or plan.gender
    living = plan.animate if animate is None else animate
    out = []
    for word in plan.words:
        text = word.text
        if word.kind == "adjective":
            text = adjective(text, agreed, case, living)
        elif word.kind == "noun":
            text = noun(
                text, case, plan.gender, animate=plan.animate, plural=plural, tail=word.tail
            )
        elif word.kind != "fixed":
            text = person_word(text, case, plan.gender, surname=word.kind == "surname")
        out.append(word.before + text + word.after)
    return " ".join(out)


def generate(name: str, features: Features, grammar: str) -> str:
    """The name with these features (Case, Number, for adjectives Gender and Animacy).

    A feature that the name cannot show (the plural of a place) is passed over, as reinflection
    needs; a Case that Russian lacks is a ValueError.
    """
    case = features.get("Case", "Nom")
    if case not in CASES:
        raise ValueError(f"Russian has no case {case!r}; it has {', '.join(CASES)}")
    plan = _plan(name, grammar)
    lone = all(word.kind == "adjective" for word in plan.words)
    plural = features.get("Number") == "Plur" and (plan.common or lone)
    gender = _GENDERS.get(features.get("Gender", ""), "") if lone else ""
    animate = features.get("Animacy") == "Anim" if lone else None
    return _decline(plan, case, gender, plural=plural, animate=animate)


@lru_cache(maxsize=1024)
def forms(name: str, grammar: str) -> tuple[Form, ...]:
    """The name in every case, then the plural of a common noun; all genders of an adjective.

    One spelling may stand for several cases: then it comes once for each.
    """
    plan = _plan(name, grammar)
    found: list[Form] = []
    if all(word.kind == "adjective" for word in plan.words):
        sets: list[tuple[tuple[str, str], ...]] = [
            *((("Gender", label),) for label in _GENDERS),
            (("Number", "Plur"),),
        ]
    else:
        number = (("Number", "Plur"),) if plan.gender == "plur" else ()
        sets = [number, (("Number", "Plur"),)] if plan.common and not number else [number]
    for kind in sets:
        for case in CASES:
            features = (*kind, ("Case", case))
            found.append(Form(generate(name, dict(features), grammar), features))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1024)
def _pattern(name: str, grammar: str) -> tuple[str, re.Pattern[str]]:
    """How every spelling of the name begins, and all as one regular expression, longest first."""
    spellings = sorted({form.text for form in forms(name, grammar)}, key=len, reverse=True)
    started = APPOSED if name.islower() and " " not in name else STARTED
    return commonprefix(spellings), re.compile(phrase(*spellings, started=started) + ENDS)


def _plain(text: str) -> str:
    """The text with single spaces and one kind of quotation mark, to compare."""
    return re.sub(f"[{QUOTES}]", '"', " ".join(text.split()))


def _context(text: str, start: int) -> str:
    """The case that the word before asks for: a preposition's, or the genitive after a noun."""
    before = re.search(r"(\w+)[  «]*$", text[max(0, start - 40) : start])
    if not before:
        return ""
    word = before[1].lower()
    if word in PREPOSITIONS:
        return PREPOSITIONS[word]
    readings = parses(word)
    return "Gen" if readings and readings[0].tag.POS == "NOUN" else ""


def find(name: str, text: str, grammar: str) -> list[tuple[int, int, Form]]:
    """Every form of the name in `text`; of several cases, the one that the word before asks for.

    «в» asks for the locative, then the accusative («в Синьцзян»); without a hint the first case in
    the order of `CASES` is taken, an accusative like the nominative thus counting as nominative.
    """
    start, pattern = _pattern(name, grammar)
    if not may_hold(text, start):
        return []
    found = []
    for match in pattern.finditer(text):
        said = _plain(match[0])
        candidates = [f for f in forms(name, grammar) if same_but_first(_plain(f.text), said)]
        wanted = _context(text, match.start())
        order = [wanted, "Acc"] if wanted in ("Loc", "Ins", "Acc") else [wanted]
        best = next(
            (form for case in order for form in candidates if case == form.feature("Case")),
            candidates[0],
        )
        found.append((match.start(), match.end(), Form(match[0], best.features)))
    return found
