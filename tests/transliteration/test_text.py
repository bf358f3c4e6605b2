"""What passes through, punctuation, capitals, errors, direction, and time."""

import time

import pytest

from webapp.transliteration import SCRIPTS, UnknownScript, direction, transliterate

CASES = [
    # language, source, target, text, result
    ("kk", "cyrl", "latn", "Шыңжаң 2017 жылы, COVID-19 және Google.", "Şyŋjaŋ 2017 jyly, COVID-19 jäne Google."),
    ("kk", "cyrl", "arab", "Ол кетті, ал сен?", "ول كەتتى، ال سەن؟"),
    ("kk", "cyrl", "arab", "Мен “иә” дедім; 2,5 млн.", "مەن «ٴيا» دەدىم؛ 2,5 ملن."),
    ("kk", "cyrl", "arab", "1992 жылы 2-сі күні", "1992 جىلى 2-ٴسى كۇنى"),
    ("kk", "arab", "cyrl", "ول كەتتى، ال سەن؟", "Ол кетті, ал сен?"),
    ("kk", "arab", "cyrl", "ءتىل مەن ءسوز", "тіл мен сөз"),
    ("kk", "arab", "latn", "قازاق ٴتىلى", "qazaq tılı"),
    ("kk", "latn", "arab", "Qazaq tılı", "قازاق ٴتىلى"),
    ("kk", "latn", "cyrl", "XXI ğasyr, Wikipedia, qaŋtar/qañtar", "XXI ғасыр, Wikipedia, қаңтар/қаңтар"),
    ("kk", "cyrl", "latn", "ІЛЕ, Іле; ИЛЬЯС, ЯҒНИ, Яғни", "ILE, Ile; İLİAS, İAĞNİ, İağni"),
    ("kk", "cyrl", "latn", "АҚШ-тың info@azattyq.org, https://qz.inform.kz/жаңа?a=1.",
     "AQŞ-tyŋ info@azattyq.org, https://qz.inform.kz/жаңа?a=1."),
    ("ug", "arab", "latn", "بۇ كىتاب. سەن ئوقۇدۇڭمۇ؟", "Bu kitab. Sen oqudungmu?"),
    ("ug", "arab", "latn", "شىنجاڭ", "shinjang"),
    ("ug", "arab", "cyrl", "«ئۇيغۇر ئاۋازى» گېزىتى؛ rfa.org", "«уйғур авази» гезити; rfa.org"),
    ("ug", "arab", "cyrl", "«ياخشى!» دېدى ئۇ.", "«Яхши!» деди у."),
    ("ug", "latn", "arab", "Ürümchi, Qeshqer we Ghulja?", "ئۈرۈمچى، قەشقەر ۋە غۇلجا؟"),
    ("ug", "latn", "arab", "saet, sa'et, sa’et, yëziq, yéziq", "سائەت، سائەت، سائەت، يېزىق، يېزىق"),
    ("ug", "latn", "arab", "Çin, Facebook", "Çin، Facebook"),
    ("ug", "latn", "cyrl", "uyghur tili", "уйғур тили"),
    ("ug", "arab", "latn", "ئۆرپ ـ ئادەت", "örp – adet"),
    ("ru", "cyrl", "latn", "Цифры: 12 %. ОБЪЁМ", "Cifry: 12 %. OBʺËM"),
    ("ru", "latn", "cyrl", "OBʺËM, sʺezd", "ОБЪЁМ, съезд"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "target", "text", "result"), CASES)
def test_texts(language: str, source: str, target: str, text: str, result: str) -> None:
    assert transliterate(text, language, source, target) == result


def test_the_same_script_changes_nothing_but_the_normal_form() -> None:
    for language, scripts in SCRIPTS.items():
        for script in scripts:
            assert transliterate("Й a ئا", language, script, script) == "Й a ئا"
    assert transliterate("и\u0306", "kk", "cyrl", "latn") == "i"


@pytest.mark.parametrize("target", ["arab", "latn"])
def test_uyghur_and_kazakh_never_get_look_alike_letters(target: str) -> None:
    alphabet = "абвгғдеёәжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя".upper() + " һәм"
    for language in ("kk", "ug"):
        assert not set(transliterate(alphabet, language, "cyrl", target)) & set("هةکی")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("a", "tr", "latn", "arab"), ("tr", "kk, ru, ug")),
        (("a", "ru", "arab", "latn"), ("arab", "cyrl, latn")),
        (("a", "ug", "arab", "Latn"), ("Latn", "arab, cyrl, latn")),
    ],
)
def test_an_unknown_language_or_script_says_what_there_is(call: tuple[str, str, str, str], words: tuple[str]) -> None:
    with pytest.raises(UnknownScript) as error:
        transliterate(*call)
    assert all(word in str(error.value) for word in words)
    assert isinstance(error.value, ValueError)


def test_direction() -> None:
    assert [direction(script) for script in ("arab", "cyrl", "latn")] == ["rtl", "ltr", "ltr"]
    with pytest.raises(UnknownScript):
        direction("hans")


HARD = ["قازاقستان" * 20000, "ә" * 200000, "." * 200000 + "x", "a." * 100000, "„" * 200000,
        "ـ" * 200000 + "x", "a" * 200000, "http://" * 20000, "'a" * 100000, "ᠠ@" * 60000, "a@" * 60000, "i" * 150000,
        "يى" * 60000]  # fmt: skip


@pytest.mark.parametrize("text", HARD, ids=lambda text: ascii(text[:4]))
def test_time_grows_with_the_text_and_no_faster(text: str) -> None:
    for language, source, target in (("kk", "arab", "latn"), ("ug", "latn", "cyrl"), ("kk", "latn", "arab")):
        start = time.perf_counter()
        transliterate(text, language, source, target)
        assert time.perf_counter() - start < 5
