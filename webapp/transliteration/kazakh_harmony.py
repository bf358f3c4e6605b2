"""Front or back: how the four double vowels of Kazakh in Arabic script are told apart.

Kazakh in Arabic script has one letter each for а ә, о ө, ұ ү and ы і. The rules are Kazakh vowel
harmony and the spelling rule that ә, ө, ұ, ү stand in the first syllable only, save in listed words
(дәстүр, күнә ...), as the Kazakh orthographic rules say; kazakh_arabic's docstring lists what follows.
"""

from __future__ import annotations

PAIRS: dict[str, tuple[str, str]] = {"ا": ("а", "ә"), "و": ("о", "ө"), "ۇ": ("ұ", "ү"), "ى": ("ы", "і")}
"""Arabic vowel letter → its back and its front reading."""

MIXED = (
    "қазір", "қадір", "қауіп", "қайрат", "қабілет", "қасірет", "құдірет", "құзырет", "мұғалім", "бірақ",
    "оңтүсті", "солтүсті", "бірқатар", "бейтарап", "төмен", "кітапхана", "өзара", "шаруашылық", "ақтөбе",
    "өскемен", "теміртау", "шымкент", "адрес", "азербайжан", "америка", "анкета", "апрель", "архитектур",
    "балет", "банк", "батарей", "билет", "бокс", "болгар", "газет", "галерея", "гарант", "гектар", "герман",
    "голланд", "грамм", "график", "гумани", "депутат", "директор", "доктор", "документ", "доллар", "кабинет",
    "календар", "камера", "канал", "каникул", "кандидат", "капитал", "карантин", "карта", "катало", "кафедр",
    "кодекс", "команд", "комбин", "комед", "комисс", "комитет", "коммерц", "коммун", "компани", "комплекс",
    "композит", "компьютер", "конвенц", "конгресс", "конкрет", "конкурс", "консерв", "консул", "контекст",
    "контин", "контрол", "конференц", "концепц", "концерн", "концерт", "конституц", "кооператив", "корей",
    "корпорац", "корреспондент", "космос", "костюм", "кофе", "лагерь", "лекц", "мемориал", "метр", "монтаж",
    "мотор", "номер", "одесса", "опера", "орден", "пакет", "парк", "пенс", "поэз", "поэм", "проект",
    "протест", "процент", "процесс", "роман", "совет", "спорт", "студент", "театр", "терминал", "термин",
    "торпед", "пәкістан",
)  # fmt: skip
"""Stems of mixed harmony, and loans, that the rules would misread; each begins a word."""

_NUCLEUS = frozenset("اوۇىە")
_GLIDES = frozenset("ۋي")
_FRONT_CONSONANTS = frozenset("كگ")
_BACK_CONSONANTS = frozenset("قع")
_VOCALIC = _NUCLEUS | _GLIDES
_INSTRUMENTAL = ("مەن", "پەن", "بەن")


def spell_vowels(letters: str, hamza: bool, known: int = 0, known_front: bool = False) -> list[str]:
    """Give for each Arabic letter its Cyrillic vowel, or "" where it is no vowel of its own.

    `letters` is the word without its hamza, `hamza` says whether it had one. The first `known`
    letters are a stem spelt by a table, after which suffixes are front if `known_front`.
    """
    syllables = _syllables(letters)
    sure = [
        known_front if place < known else _sure(letters, syllables, number) for number, place in enumerate(syllables)
    ]
    if letters.endswith(_INSTRUMENTAL):
        sure[-1] = None
    fronts = _spread(sure, hamza)
    loan = "ف" in letters or "ۆ" in letters or not _VOCALIC.intersection(letters[:2])
    spelt = [""] * len(letters)
    for number, place in enumerate(syllables):
        letter = letters[place]
        if letter == "ە":
            spelt[place] = "е"
        elif letter in PAIRS:
            front = fronts[number] and not (letter in "او" and (number or loan))
            if letter == "ا" and front and not hamza:
                front = not any(letters[later] in "او" for later in syllables[1:])
            spelt[place] = PAIRS[letter][front]
    return spelt


def _syllables(letters: str) -> list[int]:
    """Give the places of the vowels, ۋ and ي among them where they are у and и."""
    places = []
    for place, letter in enumerate(letters):
        before = letters[place - 1] if place else ""
        after = letters[place + 1 : place + 2]
        vowel = letter in _NUCLEUS
        syllabic = letter in _GLIDES and before not in _NUCLEUS and (bool(before) or after not in _NUCLEUS)
        if vowel or (syllabic and before not in _GLIDES):
            places.append(place)
    return places


def _sure(letters: str, syllables: list[int], number: int) -> bool | None:
    """Say whether a syllable is surely front (True), surely back (False), or neither (None)."""
    place = syllables[number]
    if letters[place] == "ە":
        return True
    if letters[place] in "او" and number:
        return False
    following = syllables[number + 1] - 1 if number + 1 < len(syllables) else len(letters)
    around = set(letters[max(place - 1, 0) : place] + letters[place + 1 : following])
    if around & _BACK_CONSONANTS:
        return False
    return True if around & _FRONT_CONSONANTS else None


def _spread(sure: list[bool | None], hamza: bool) -> list[bool]:
    """Let a syllable that is not sure follow the next that is, else the one before, else be back.

    In a word with a hamza it follows the one before, else is front.
    """
    ahead: bool | None = None
    following: list[bool | None] = []
    for front in reversed(sure):
        ahead = ahead if front is None else front
        following.append(ahead)
    result: list[bool] = []
    for front, later in zip(sure, reversed(following), strict=True):
        before = result[-1] if result else hamza
        result.append(front if front is not None else before if hamza or later is None else later)
    return result
