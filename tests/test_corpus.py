"""The corpus: its checker passes on every row, and catches each kind of fault when one is planted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from corpus import lacking, stats
from corpus.check import problems
from corpus.figures import figures, numbers, written_out
from corpus.repeats import Alike, leaks
from corpus.rows import HERE, LANGUAGES, Row, place, read, read_all

SOUND = {
    "en": "On 5 May the court in Almaty fined a trader from Xinjiang 42,000 tenge for selling 1.5 tonnes of cotton.",
    "kk": "5 мамырда Алматыдағы сот 1,5 тонна мақта сатқаны үшін шыңжаңдық саудагерге 42 000 теңге айыппұл салды.",
    "ru": "5 мая суд в Алматы оштрафовал торговца из Синьцзяна на 42 000 тенге за продажу 1,5 тонны хлопка.",
    "ug": "5-ماي ئالمۇتادىكى سوت 1.5 توننا پاختا ساتقانلىقى ئۈچۈن شىنجاڭلىق بىر سودىگەرگە 42 مىڭ تەڭگە جەرىمانە قويدى.",
}
"""A row without fault; the planted faults are changes of it."""

FAULTS = {
    "Latin letter in a Kazakh word": ("kk", "мақта", "мaқта", "kk has a word of two scripts"),
    "Kazakh letter in Russian": ("ru", "хлопка", "хлопқа", "ru has қ"),
    "Persian letters in Uyghur": ("ug", "پاختا", "پاکتا", "ug has ک"),
    "Arabic he in Uyghur": ("ug", "سودىگەر", "سودىگهر", "ug has ه"),
    "no hamza before a first vowel": ("ug", "ئۈچۈن", "ۈچۈن", "ug “ۈچۈن”"),
    "no hamza between vowels": ("ug", "توننا", "تواننا", "ug “تواننا”"),
    "Arabic comma in Kazakh": ("kk", "сот", "сот،", "kk has ،"),
    "English left in": ("ru", "тенге", "tenge x", "ru has Latin letters that the English has not: x"),
    "wrong script": ("ug", SOUND["ug"], SOUND["ru"], "ug is not in its script"),
    "Russian in the Kazakh column": ("kk", SOUND["kk"], SOUND["ru"].replace("мая", "мая, "), "is it Russian?"),
    "translation left out": ("ru", SOUND["ru"], SOUND["kk"], "two cells are the same"),
    "figure changed": ("kk", "42 000", "24 000", "kk figures differ: English has 42000, kk 24000"),
    "figure lost": ("ru", "5 мая", "В мае", "ru figures differ: English has 5"),
    "figure added": ("ug", "پاختا", "پاختا 7", "ug figures differ: English has no other, ug 7"),
    "decimal lost": ("ru", "1,5", "15", "ru figures differ"),
    "thousand lost": ("ug", "42 مىڭ", "42", "ug figures differ"),
    "too short": ("kk", SOUND["kk"], "5 мамыр, 42 000 теңге, 1,5 тонна, Алматы, Шыңжаң.", "kk has 0."),
    "too long": ("ru", "хлопка.", "хлопка" + ", очень белого и мягкого хлопка" * 4 + ".", "ru has 2."),
    "rival name": ("kk", "шыңжаңдық", "Шығыс Түркістандағы", "kk has Шығыс Түркістан, English Xinjiang"),
    "rival name, inflected": ("ru", "из Синьцзяна", "из Восточного Туркестана", "ru has Восточный Туркестан, English Xinjiang"),
    "rival name in Uyghur": ("ug", "ئالمۇتادىكى", "ئالما-ئاتادىكى", "ug has ئالما-ئاتا, English Almaty"),
    "name left out": ("ru", "из Синьцзяна ", "", "ru lacks Синьцзян"),
    "odd quotation mark": ("kk", "мақта", "«мақта", "odd bracket or quotation mark"),
    "stop lost": ("ug", "قويدى.", "قويدى", "ug ends with a stop"),
    "two spaces": ("ru", "суд в", "суд  в", "ru has a space"),
    "space before a comma": ("kk", "сот", "сот ,", "kk has a space"),
    "known slip": ("kk", "тонна мақта", "тонна лагерлік мақта", "лагерь keeps its ь"),
    "decomposed letter": ("ru", "тенге", "тенге и\u0306", "ru is not in Unicode's composed form"),
    "empty cell": ("ru", SOUND["ru"], "", "an empty cell"),
}
"""Fault: the column, what is replaced in it, by what, and what the checker says."""


def row(cells: dict[str, str], line: int = 1) -> Row:
    return Row(Path("rows/planted.tsv"), line, tuple(cells[language] for language in LANGUAGES))


def found(*rows: Row) -> list[str]:
    return [problem for _, problem in problems(rows)]


@pytest.mark.slow
def test_every_row_is_sound() -> None:
    faults = [f"{place(row)}: {problem}" for row, problem in problems(read_all())]
    assert not faults, "\n".join(faults)


def test_the_sound_row_is_sound() -> None:
    assert found(row(SOUND)) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught(fault: str) -> None:
    column, old, new, said = FAULTS[fault]
    assert old in SOUND[column]
    faults = found(row(SOUND | {column: SOUND[column].replace(old, new)}))
    assert any(said in problem for problem in faults), faults


def test_columns_are_counted() -> None:
    assert found(Row(Path("rows/planted.tsv"), 1, ("one", "two"))) == ["2 columns, not 4"]
    assert found(Row(Path("russian/planted.tsv"), 1, ("one", "two", "three", "four"))) == ["4 columns, not 2"]


def test_rows_of_russian_alone_are_checked_like_the_others() -> None:
    sound = Row(Path("russian/planted.tsv"), 1, (SOUND["en"], SOUND["ru"]))
    assert found(sound) == [] and sound["ru"] == SOUND["ru"] and sound.translations == ("ru",)
    for column, old, new, said in (fault for fault in FAULTS.values() if fault[0] == "ru" and fault[1] != SOUND["ru"]):
        faults = found(Row(sound.path, 1, (SOUND["en"], SOUND[column].replace(old, new))))
        assert any(said in problem for problem in faults), (old, new, faults)


@pytest.mark.parametrize(
    "english",
    [
        SOUND["en"],
        SOUND["en"].replace("May", "June"),
        SOUND["en"].replace("a trader from Xinjiang", "one more trader from Xinjiang"),
    ],
)
def test_a_near_duplicate_is_caught(english: str) -> None:
    assert any("nearly repeats rows/planted.tsv:1" in problem for problem in found(row(SOUND), row(SOUND | {"en": english}, 2)))


def test_a_repeated_translation_is_caught() -> None:
    other = SOUND | {"en": "He was punished.", "kk": "Ол жазаланды.", "ug": "ئۇ جازالاندى."}
    assert "ru repeats rows/planted.tsv:1" in found(row(SOUND), row(other, 2))


def test_a_test_sentence_is_caught(tmp_path: Path) -> None:
    (tmp_path / "eval").mkdir()
    (tmp_path / "article").mkdir()
    (tmp_path / "eval" / "some.tsv").write_text(f"{SOUND['en']}\tb\tc\td\n", encoding="utf-8")
    article = "Nothing here. The herders of the upper valley sold every horse that they had before the first snow of the year."
    (tmp_path / "article" / "some.txt").write_text(article, encoding="utf-8")
    copied = SOUND | {"en": "The herders of the upper valley sold every horse that they had before the first snow of the season."}
    said = [problem for _, problem in leaks([row(SOUND), row(copied, 2)], shared=tmp_path)]
    assert said == ["English nearly repeats the test sentence some.tsv:1", "English nearly repeats the test sentence some.txt"]


def test_absent_test_sets_are_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(leaks([row(SOUND)], shared=tmp_path)) == []
    assert "not checked against the test sets" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("1,200 of 3.5 million", "en", [1200, 3500000]),
        ("1 200 мен 3,5 млн", "kk", [1200, 3500000]),
        ("42 тысячи и 2 тысячелетия", "ru", [42000, 2]),
        ("2 مىليون 800 مىڭ", "ug", [2800000]),
        ("٤٢", "ug", [42]),
        ("32 مىڭ 500 ئادەم، 2020-يىلى", "ug", [32500, 2020]),
    ],
)
def test_figures(text: str, language: str, numbers: list[int]) -> None:
    assert sorted(figures(text, language).elements()) == sorted(numbers)


@pytest.mark.parametrize(
    ("english", "kazakh"),
    [
        ("Four hundred pages and fifty-one maps", "400 бет пен 51 карта"),
        ("The bus leaves at 4:20 p.m. and at 11.47 p.m.", "Автобус 16:20-да және 23:47-де шығады"),
        ("Costs rose from 40 to 95 million", "Шығын 40 миллионнан 95 миллионға өсті"),
        ("He is 50 and lost 1,000 sheep", "Ол елу жаста, мың қойынан айырылды"),
        ("It began in April, in the seventh century", "4-айда, 7-ғасырда басталды"),
    ],
)
def test_numbers_in_words_and_times_of_day_are_no_fault(english: str, kazakh: str) -> None:
    assert not [problem for problem in numbers(row({"en": english, "kk": kazakh, "ru": english, "ug": english})) if problem.startswith("kk")]


def test_written_out_numbers() -> None:
    assert {51, 50, 1, 400, 20} <= {int(number) for number in written_out("Fifty-one of four hundred in the XX century", "en")}


def test_texts_that_share_a_phrase_are_not_alike() -> None:
    index = Alike()
    index.add("At the end of the day the herders sold their sheep in the market", "first")
    assert index.like("At the end of the day nobody had come to the meeting of the council") is None


def test_the_command_names_file_and_line(tmp_path: Path) -> None:
    shard = tmp_path / "rows" / "planted.tsv"
    shard.parent.mkdir()
    shard.write_text("\t".join(SOUND.values()) + "\n" + "\t".join((SOUND | {"ru": "5 мая."}).values()) + "\n", encoding="utf-8")
    for command, folder in (["-m", "corpus.check"], HERE.parent), (["check.py"], HERE):
        done = subprocess.run([sys.executable, *command, str(shard)], cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")
        assert done.returncode == 1, done.stderr
        assert "rows/planted.tsv:2: ru figures differ: English has 1, 5, 42000, ru no other" in done.stdout
        assert "planted.tsv:1:" not in done.stdout
        assert "planted.tsv: 2 rows" in done.stdout


def test_rows_are_read_as_they_stand(tmp_path: Path) -> None:
    shard = tmp_path / "b001.tsv"
    shard.write_text("a\u2028b\tc\td\te\n\nf\tg\n", encoding="utf-8")
    first, second = read(shard)
    assert (first.line, first["en"], first.whole, first.kind) == (1, "a\u2028b", True, "b")
    assert (second.line, second.whole) == (3, False)


def test_statistics() -> None:
    text = "\n".join(stats.report([row(SOUND), row(SOUND, 2)]))
    assert "rows: 2 " in text
    assert "Xinjiang 2: kk LYQ 2; ru Gen 2; ug LYQ 2" in text
    assert "on 5 100.00%" in text


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        ("plan plans planned planning", "plan"),
        ("bake bakes baked baking", "bak"),
        ("city cities city's", "city"),
        ("wish wishes wished", "wish"),
        ("happy happily happier", "happy"),
        ("virus", "virus"),
        ("glass glasses", "glass"),
    ],
)
def test_forms_of_a_word_share_a_stem(words: str, shared: str) -> None:
    assert {lacking.stem(word) for word in words.split()} == {shared}


def test_what_the_corpus_lacks_is_told_in_the_order_of_the_list() -> None:
    assert list(lacking.lacking(["sphinx", "sphinxes", "xinjiang", "obelisk"], [row(SOUND)], 1)) == [("sphinx", 0), ("obelisk", 0)]
