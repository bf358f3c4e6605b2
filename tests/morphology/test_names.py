"""The hand-written tables: every name in every case, generated, found again, carried over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.morphology import Form, find, forms, generate, reinflect

TABLES = Path(__file__).parents[1] / "data" / "morphology"
LANGUAGES = {"kk": "kazakh", "ru": "russian", "ug": "uyghur"}

Cell = tuple[str, str, str, dict[str, str], str]


def cells(language: str) -> Iterator[Cell]:
    """Each form of the language's table: language, name, hint, features, the right spelling."""
    lines = (TABLES / f"{LANGUAGES[language]}_names.tsv").read_text(encoding="utf-8").splitlines()
    heads = [head.split("=") for head in lines[0].replace("\t", "\tCase=").split("\t")[2:]]
    heads = [head[-2:] for head in heads]
    for line in lines[1:]:
        name, hint, *spellings = line.split("\t")
        for (feature, value), spelling in zip(heads, spellings, strict=True):
            if spelling != "-":
                yield language, name, hint, {feature: value}, spelling


CELLS = [cell for language in LANGUAGES for cell in cells(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_table_is_large_enough(language: str) -> None:
    """Sixty names or more."""
    assert len({name for _, name, *_ in cells(language)}) >= 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_generated(language: str) -> None:
    """All of them, without exception."""
    wrong = [
        (name, features, spelling, generate(name, language, features, hint))
        for _, name, hint, features, spelling in cells(language)
        if generate(name, language, features, hint) != spelling
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_found(language: str) -> None:
    """In a text, between brackets and before a full stop; and as the form that it is."""
    missed = []
    for _, name, hint, features, spelling in cells(language):
        text = f"({spelling}), {spelling}."
        found = find(name, language, text, hint)
        places = [text[start:end] for start, end, _ in found]
        clear = language != "ru" and "Deriv" not in features
        expected = {"Case": "Nom", **features}
        if places != [spelling] * 2 or (clear and dict(found[0][2].features) != expected):
            missed.append((name, spelling, found))
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_goes_over_to_another_name(language: str) -> None:
    """The form of one name, given to another."""
    for _, name, hint, features, spelling in cells(language):
        form = Form("", tuple(features.items()))
        assert reinflect(form, name, language, hint) == spelling


@pytest.mark.parametrize("language", LANGUAGES)
def test_nominative_comes_first_and_nothing_twice(language: str) -> None:
    """What `forms` lists."""
    for name, hint in {(name, hint) for _, name, hint, *_ in cells(language)}:
        listed = forms(name, language, hint)
        assert listed[0].text == name
        assert len(set(listed)) == len(listed)
