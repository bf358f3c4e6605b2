"""There and back: exact over a model of each alphabet, measured over Universal Dependencies."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.transliteration import SCRIPTS, transliterate
from webapp.transliteration.kazakh_arabic import skeleton
from webapp.transliteration.kazakh_harmony import MIXED
from webapp.transliteration.loans import STEMS as LOANS

UD = Path(__file__).parents[2].parent / "shared" / "eval" / "ud"
FLOORS = [
    ("kk", "cyrl", "latn", "kk_*.conllu", 0.993),
    ("kk", "cyrl", "arab", "kk_*.conllu", 0.976),
    ("ug", "arab", "latn", "ug_*.conllu", 0.996),
    ("ug", "arab", "cyrl", "ug_*.conllu", 0.996),
]
"""Share of different word forms that come back the same, measured and rounded down."""

STEMS = re.compile("|".join(skeleton(stem) for stem in (*MIXED, *LOANS) if "-" not in stem))

UYGHUR_CONSONANTS = "بپتجچخدرزژسشغفقكگڭلمنھۋي"
UYGHUR_VOWELS = "اەوۇۆۈېى"


def there_and_back(word: str, language: str, own: str, other: str) -> str:
    return transliterate(transliterate(word, language, own, other), language, other, own)


@pytest.mark.skipif(not UD.is_dir(), reason="needs ../shared/eval/ud, the Universal Dependencies test sets")
@pytest.mark.parametrize(("language", "own", "other", "files", "floor"), FLOORS)
def test_word_forms_of_universal_dependencies(language: str, own: str, other: str, files: str, floor: float) -> None:
    forms = {
        columns[1]
        for path in UD.glob(files)
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(columns := line.split("\t")) == 10 and columns[0].isdigit() and any(map(str.isalpha, columns[1]))
    }
    assert len(forms) > 4000

    def same(form: str) -> bool:
        back = there_and_back(form, language, own, other)
        return back.lower() == form.lower() if other == "arab" else back == form

    assert sum(map(same, forms)) / len(forms) >= floor


@st.composite
def uyghur_words(draw: st.DrawFn) -> str:
    """Words of syllables (C)V(C), ئ carrying each vowel that has no consonant before it."""
    word = ""
    for _ in range(draw(st.integers(1, 5))):
        onset = draw(st.sampled_from(("ئ", *UYGHUR_CONSONANTS)))
        vowel = draw(st.sampled_from(UYGHUR_VOWELS))
        coda = draw(st.sampled_from(("", *UYGHUR_CONSONANTS)))
        word += onset + vowel + coda
    return word


@settings(max_examples=100)
@given(uyghur_words())
def test_uyghur_words_come_back_from_latin(word: str) -> None:
    assert there_and_back(word, "ug", "arab", "latn") == word


def is_chinese_pair(word: str) -> bool:
    return any(initial + pair in word for initial in "چگجكشخزژي" for pair in ("ۇئا", "ۇئە", "ۈئە"))


@settings(max_examples=100)
@given(uyghur_words().filter(lambda word: not is_chinese_pair(word)))
def test_uyghur_words_come_back_from_cyrillic(word: str) -> None:
    assert there_and_back(word, "ug", "arab", "cyrl") == word


@st.composite
def kazakh_words(draw: st.DrawFn) -> str:
    """Native words: one harmony, ә ө ұ ү in the first syllable only, no loan letters."""
    front = draw(st.booleans())
    consonants = "бджзлмнңпрсту" + ("гк" if front else "ғқ") + "ш"
    first = "әеөүі" if front else "аоұы"
    later = "еі" if front else "аы"
    word = draw(st.sampled_from(("", *consonants))) + draw(st.sampled_from(first))
    for _ in range(draw(st.integers(0, 4))):
        coda = draw(st.sampled_from(("", "", *"йлрнзсм")))
        onset = draw(st.sampled_from(consonants.replace("у", "")))
        if coda + onset in {"сш", "шш"} or (coda in "тс" and coda and onset == "с"):
            coda = ""
        word += coda + onset + draw(st.sampled_from(later))
    return word


@settings(max_examples=100)
@given(kazakh_words())
def test_native_kazakh_words_come_back_from_latin(word: str) -> None:
    assert there_and_back(word, "kk", "cyrl", "latn") == word


@settings(max_examples=100)
@given(kazakh_words().map(str.capitalize))
def test_capitals_come_back_from_kazakh_latin(word: str) -> None:
    assert there_and_back(word, "kk", "cyrl", "latn") == word
    if word != "Ді":  # DI is a Roman number, which stays as it is
        assert there_and_back(word.upper(), "kk", "cyrl", "latn") == word.upper()


def is_sure(word: str) -> bool:
    """Whether nothing in kazakh_arabic's lists of guesses is asked about a native word."""
    return not word.endswith(("мен", "пен", "бен")) and not STEMS.match(skeleton(word))


@settings(max_examples=100)
@given(kazakh_words().filter(is_sure))
def test_native_kazakh_words_come_back_from_arabic_script(word: str) -> None:
    assert there_and_back(word, "kk", "cyrl", "arab") == word


@settings(max_examples=100)
@given(st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=20))
def test_any_russian_word_comes_back(word: str) -> None:
    assert there_and_back(word, "ru", "cyrl", "latn") == word
    title = word.capitalize() if word[0] not in "ъь" else word
    assert there_and_back(title, "ru", "cyrl", "latn") == title


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_any_text_at_all_is_taken(text: str) -> None:
    for language, scripts in SCRIPTS.items():
        for source in scripts:
            for target in scripts:
                transliterate(text, language, source, target)
