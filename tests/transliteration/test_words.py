"""Words checked against published spellings; each table's header names its source."""

from pathlib import Path

import pytest

from webapp.transliteration import transliterate

DATA = Path(__file__).parents[1] / "data" / "transliteration"


def table(name: str) -> list[tuple[str, str]]:
    """Give the first two columns of a table in tests/data/transliteration."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines if line and not line.startswith("#")]


PAIRS = [
    ("kazakh_latin.tsv", "kk", "cyrl", "latn"),
    ("kazakh_arabic.tsv", "kk", "cyrl", "arab"),
    ("uyghur_latin.tsv", "ug", "arab", "latn"),
    ("uyghur_cyrillic.tsv", "ug", "arab", "cyrl"),
    ("russian_latin.tsv", "ru", "cyrl", "latn"),
]
BACK_FLOOR = {"kazakh_latin.tsv": 0.99, "kazakh_arabic.tsv": 0.88}
"""Share of a table that comes back right where the way back guesses (measured, rounded down)."""


@pytest.mark.parametrize(("name", "language", "own", "other"), PAIRS)
def test_every_word_is_spelt_as_the_source_has_it(name: str, language: str, own: str, other: str) -> None:
    wrong = [
        (word, spelling, found)
        for word, spelling in table(name)
        if (found := transliterate(word, language, own, other)) != spelling
    ]
    assert not wrong


@pytest.mark.parametrize(("name", "language", "own", "other"), PAIRS)
def test_every_word_comes_back(name: str, language: str, own: str, other: str) -> None:
    words = table(name)
    wrong = []
    for word, spelling in words:
        back = transliterate(spelling, language, other, own)
        same = back.lower() == word.lower() if other == "arab" else back == word
        if not same:
            wrong.append((word, spelling, back))
    assert 1 - len(wrong) / len(words) >= BACK_FLOOR.get(name, 1.0), wrong


@pytest.mark.parametrize("name", [pair[0] for pair in PAIRS])
def test_a_table_has_at_least_150_different_words(name: str) -> None:
    assert len(set(table(name))) >= 150


@pytest.mark.parametrize("name", ["uyghur_latin.tsv", "uyghur_cyrillic.tsv", "kazakh_arabic.tsv"])
def test_no_look_alike_letters_in_the_tables(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    rows = "".join(line for line in text.splitlines() if not line.startswith("#"))
    assert not set(rows) & set("هةکی")
