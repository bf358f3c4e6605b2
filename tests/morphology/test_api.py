"""What callers rely on: word boundaries, hints, multi-word names, errors, laziness."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.morphology import Form, find, forms, generate, reinflect

FOUND = [
    (
        "kk",
        "Шыңжаң",
        "шыңжаңдықтардан және Шыңжаңдағылардың",
        ["шыңжаңдықтардан", "Шыңжаңдағылардың"],
    ),
    ("kk", "Шыңжаң", "Шыңжаңбаев, Шыңжаң-Тибет, Ұлы-Шыңжаң", []),
    ("kk", "Алматы", "Алматыбаев Алматыда тұрады, Алматы-ақ!", ["Алматыда", "Алматы-ақ"]),
    ("kk", "Қорғас", "Қорғас–Алматы жолы, «Қорғасқа»", ["Қорғас", "Қорғасқа"]),
    ("kk", "қазақ", "Мен қазақпын, қазағым, ҚАЗАҚ", ["қазақпын", "қазағым"]),
    ("kk", "АҚШ", "АҚШ-тағы және АҚШ", ["АҚШ-тағы", "АҚШ"]),
    ("kk", "Минск", "Минскіде, Минсктегі", ["Минскіде", "Минсктегі"]),
    (
        "kk",
        "қайта тәрбиелеу лагері",
        "Қайта тәрбиелеу лагерьлерінен",
        ["Қайта тәрбиелеу лагерьлерінен"],
    ),
    ("kk", "Шығыс Түркістан", "Шығыс\u00a0Түркістанда", ["Шығыс\u00a0Түркістанда"]),
    (
        "kk",
        "«Бір белдеу, бір жол» бастамасы",
        "“Бір белдеу, бір жол” бастамасына",
        ["“Бір белдеу, бір жол” бастамасына"],
    ),
    (
        "ug",
        "شىنجاڭ",
        "شىنجاڭلىقلارنىڭ شىنجاڭدىمۇ، شىنجاڭدىكىلەرگە",
        ["شىنجاڭلىقلارنىڭ", "شىنجاڭدىمۇ", "شىنجاڭدىكىلەرگە"],
    ),
    ("ug", "ئاستانا", "ئاستانىغا ۋە ئاستاناغا", ["ئاستانىغا", "ئاستاناغا"]),
    ("ug", "ASPI", "ASPI نىڭ دوكلاتى، ASPI قورال", ["ASPI نىڭ", "ASPI"]),
    ("ug", "قازاق", "قازاقىستاندا قازاقلار", ["قازاقلار"]),
    ("ru", "Синьцзян", "Синьцзян-Уйгурский район, Синьцзянский, в Синьцзяне", ["Синьцзяне"]),
    ("ru", "уйгур", "уйгуров, Уйгурам, уйгурский", ["уйгуров", "Уйгурам"]),
    ("ru", "дунганин", "Повара-дунгане у поваров-дунган, русско-дунганин", ["дунгане", "дунган"]),
    ("ru", "казах", "Казахско-казах, не-казах, SOS-казах, дети-казахи", ["казахи"]),
    ("ru", "Нур-Султан", "Султана в Нур-Султане", ["Нур-Султане"]),
    (
        "ru",
        "инициатива «Один пояс, один путь»",
        'Инициативу "Один пояс, один путь"',
        ['Инициативу "Один пояс, один путь"'],
    ),
]


@pytest.mark.parametrize(("language", "name", "text", "expected"), FOUND)
def test_find_takes_whole_words_only(
    language: str, name: str, text: str, expected: list[str]
) -> None:
    """Forms are found at their places; longer words, parts of words and capitals are not."""
    found = find(name, language, text)
    assert [text[start:end] for start, end, _ in found] == expected
    assert [form.text for *_, form in found] == expected


CARRIED = [
    ("kk", "Шыңжаң", "Шыңжаңда", "Шығыс Түркістан", "Шығыс Түркістанда"),
    (
        "kk",
        "Шыңжаң",
        "Шыңжаңдағы",
        "Іле Қазақ автономиялы облысы",
        "Іле Қазақ автономиялы облысындағы",
    ),
    ("kk", "Нұр-Сұлтан", "Нұр-Сұлтаннан", "Астана", "Астанадан"),
    ("kk", "Шыңжаң", "Шыңжаңдықтарға", "Шығыс Түркістан", "Шығыс Түркістандықтарға"),
    ("ug", "شىنجاڭ", "شىنجاڭدىن", "شەرقىي تۈركىستان", "شەرقىي تۈركىستاندىن"),
    ("ug", "يىنىڭ", "يىنىڭدىكى", "غۇلجا", "غۇلجىدىكى"),
    ("ug", "شىنجاڭ", "شىنجاڭلىق", "جۇڭگو", "جۇڭگولۇق"),
    ("ru", "Синьцзян", "Синьцзяне", "Восточный Туркестан", "Восточном Туркестане"),
    ("ru", "Нур-Султан", "Нур-Султаном", "Астана", "Астаной"),
]


@pytest.mark.parametrize(("language", "name", "form", "other", "expected"), CARRIED)
def test_reinflect_puts_another_name_in_the_same_form(
    language: str, name: str, form: str, other: str, expected: str
) -> None:
    """The examples of the design."""
    ((_, _, found),) = find(name, language, form)
    assert reinflect(found, other, language) == expected


AMBIGUOUS = [
    ("Синьцзян", "в Синьцзян", "Acc"),
    ("Синьцзян", "Синьцзян", "Nom"),
    ("Астана", "к Астане", "Dat"),
    ("Астана", "в Астане", "Loc"),
    ("Алматы", "акимат Алматы", "Gen"),
    ("Алматы", "из Алматы", "Gen"),
    ("Алматы", "в Алматы", "Loc"),
]


@pytest.mark.parametrize(("name", "text", "case"), AMBIGUOUS)
def test_russian_cases_that_look_alike_follow_the_word_before(
    name: str, text: str, case: str
) -> None:
    """A preposition or a noun before the name decides."""
    ((_, _, form),) = find(name, "ru", text)
    assert form.feature("Case") == case


def test_hints_overrule_the_rules() -> None:
    """Harmony, raising, possession, number, gender."""
    assert generate("Шанхай", "kk", {"Case": "Loc"}, "front") == "Шанхайде"
    assert generate("غۇلجا", "ug", {"Case": "Loc"}, "keep") == "غۇلجادا"
    assert generate("Жаңа Алматы", "kk", {"Case": "Loc"}) == "Жаңа Алматыда"
    assert generate("Мәжілісі", "kk", {"Case": "Loc"}, "possessed") == "Мәжілісінде"
    assert generate("Ухань", "ru", {"Case": "Gen"}, "indeclinable") == "Ухань"


def test_particles_and_copulas_are_written_together() -> None:
    """-мын, -мۇ, -لا, -دۇر."""
    assert generate("ұйғыр", "kk", {"Cop": "1"}) == "ұйғырмын"
    assert generate("қазақ", "kk", {"Number": "Plur", "Cop": "1pl"}) == "қазақтармыз"
    assert generate("ئۇيغۇر", "ug", {"Cop": "1"}) == "ئۇيغۇرمەن"
    assert generate("بېيجىڭ", "ug", {"Case": "Loc", "Part": "LA"}) == "بېيجىڭدىلا"


def test_derivations_chain() -> None:
    """-дық-тар-дағы: a derivation, a number, a relative."""
    features = {"Deriv": "LYQ,DAGY", "Number": "Plur"}
    assert generate("Шыңжаң", "kk", features) == "Шыңжаңдықтардағы"
    assert generate("شىنجاڭ", "ug", features) == "شىنجاڭلىقلاردىكى"


def test_russian_adjective_agrees() -> None:
    """A name that is an adjective has genders, numbers, animacy."""
    assert generate("уйгурский", "ru", {"Case": "Acc", "Gender": "Fem"}) == "уйгурскую"
    assert generate("уйгурский", "ru", {"Case": "Dat", "Number": "Plur"}) == "уйгурским"
    assert generate("уйгурский", "ru", {"Case": "Acc", "Animacy": "Anim"}) == "уйгурского"


@pytest.mark.parametrize(
    ("name", "language", "features"),
    [
        ("Шыңжаң", "de", {"Case": "Loc"}),
        ("Шыңжаң", "kk", {"Case": "Foo"}),
        ("Іле Қазақ автономиялы облысы", "kk", {"Deriv": "LYQ"}),
        ("Астана", "ru", {"Case": "Abl"}),
    ],
)
def test_what_cannot_be_formed_is_an_error(
    name: str, language: str, features: dict[str, str]
) -> None:
    """A ValueError that says what was asked for."""
    with pytest.raises(ValueError, match=r"has no form|no morphology|no case"):
        generate(name, language, features)


@given(st.sampled_from(["Шыңжаң", "Алматы", "лагерь", "АҚШ", "Минск", "қазақ"]), st.data())
def test_what_is_listed_is_found_kazakh(name: str, data: st.DataObject) -> None:
    """Each of the forms that `forms` lists is found in a text, whole."""
    form = data.draw(st.sampled_from(forms(name, "kk")))
    assert [found.text for *_, found in find(name, "kk", f"бұл {form.text}.")] == [form.text]


@given(st.sampled_from(["شىنجاڭ", "غۇلجا", "ئالمۇتا", "قازاق", "تۈركىيە"]), st.data())
def test_what_is_listed_is_found_uyghur(name: str, data: st.DataObject) -> None:
    """The same in Uyghur."""
    form = data.draw(st.sampled_from(forms(name, "ug")))
    assert [found.text for *_, found in find(name, "ug", f"بۇ {form.text}.")] == [form.text]


@given(st.text(max_size=60))
def test_any_text_is_searched_without_an_error(text: str) -> None:
    """Whatever the text, the places found lie in it and carry its words."""
    for name, language in (("Шыңжаң", "kk"), ("شىنجاڭ", "ug"), ("Синьцзян", "ru")):
        for start, end, form in find(name, language, f"{text} {name} {text}"):
            assert f"{text} {name} {text}"[start:end] == form.text


def test_the_russian_dictionary_is_not_loaded_on_import() -> None:
    """Half a second and 15 MB, spent only when a Russian name is inflected."""
    code = "import sys, webapp.morphology; sys.exit('pymorphy3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_form_answers_for_its_features() -> None:
    """`Form.feature`."""
    form = Form("Шыңжаңда", (("Case", "Loc"),))
    assert (form.feature("Case"), form.feature("Number", "Sing")) == ("Loc", "Sing")


@pytest.mark.parametrize(
    ("name", "hints", "case", "expected"),
    [
        ("«Аль-Джазира»", "", "Gen", "«Аль-Джазиры»"),
        ("«Хоргос»", "", "Loc", "«Хоргосе»"),
        ("«Полицейские файлы Синьцзяна»", "plural", "Gen", "«Полицейских файлов Синьцзяна»"),
        ("кампания «Сильный удар»", "", "Gen", "кампании «Сильный удар»"),
        ("«Один пояс, один путь»", "", "Gen", "«Один пояс, один путь»"),
        ("Новый Узень", "place", "Gen", "Нового Узеня"),
        ("Артуш", "place", "Acc", "Артуш"),
        ("Гурьев", "place", "Ins", "Гурьевом"),
        ("Серикжан Билаш", "person", "Acc", "Серикжана Билаша"),
        ("Ак-Мечеть", "place feminine", "Gen", "Ак-Мечети"),
        ("сибинец", "", "Gen", "сибинца"),
        ("сибинец", "", "Ins", "сибинцем"),
        ("сибинцы", "plural", "Gen", "сибинцев"),
        ("сибинцы", "plural", "Loc", "сибинцах"),
    ],
)
def test_a_russian_name_declines_by_its_kind(name: str, hints: str, case: str, expected: str) -> None:
    assert generate(name, "ru", {"Case": case}, hints) == expected


@pytest.mark.parametrize(
    ("name", "language", "text", "found"),
    [
        ("Или", "ru", "Астана или Алматы", 0),
        ("Или", "ru", "от Или до Алматы", 1),
        ("Астана", "kk", "елдің астанасы", 0),
        ("Қазақстан", "kk", "қазақстандық фирма", 1),
        ("ұйғыр", "kk", "Ұйғырлар мен ұйғырлар", 2),
        ("Жетісу", "kk", "Жетісудың көктемі", 1),
        ("شىنخۇا", "ug", "شىنخۇانىڭ خەۋىرى", 1),
        ("COVID-19", "ug", "COVID-19 نىڭ، COVID-19دىن", 2),
    ],
)
def test_a_common_word_is_no_proper_name(name: str, language: str, text: str, found: int) -> None:
    assert len(find(name, language, text)) == found
