"""A machine's Russian: words that nobody knows, cases that a preposition does not govern, adjectives that do not agree."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.morphology import misformed

ROWS = Path(__file__).resolve().parents[2] / "corpus" / "rows"


@pytest.mark.parametrize(
    ("machine", "expected"),
    [
        ("Суд отложил заднимую премию.", 1),
        ("Вирус из комбайн продали в Париже.", 1),
        ("Завод работал без рабочим, но с прибыль.", 2),
        ("К зима подготовились через реке.", 2),
        ("Никто не заплатил за эту торт.", 1),
        ("Государственное телевидению показали кадры.", 1),
        ("Новая авиационно-диспечерская служба молчала.", 1),
    ],
)
def test_what_cannot_be_right_is_counted(machine: str, expected: int) -> None:
    assert misformed(machine, "ru") == expected


@pytest.mark.parametrize(
    "right",
    [
        "Из Джидды, из-за Сибо и в Чанцзи писали Касымжан и Айгерим.",
        "Он шёл по дороге, по дому, по стране и по домам; под гору и под горой, за стол и за столом.",
        "В метро и без пальто, у кенгуру, к радио.",
        "С осени о нём ничего не известно: об этом сказано в письме, с ним и при нём.",
        "Об одном из них, для двоих, с двумя тысячами, до трёх лет.",
        "Дом, обнесённый забором, подозревавшая сборщиков охрана и известные науке виды.",
        "В снегу, чашка без чаю, на мосту, в лесу.",
        "WHO, 12 км, «ЗИЛ» и т. д.",
    ],
)
def test_what_may_be_right_is_not(right: str) -> None:
    assert misformed(right, "ru") == 0


@pytest.mark.parametrize("language", ["kk", "ug"])
def test_other_languages_have_no_dictionary(language: str) -> None:
    assert misformed("Вирус из комбайн", language) == 0


@given(st.text("аеёзиткн -,.A1\u00a0", max_size=40))
def test_any_text_can_be_counted(text: str) -> None:
    assert 0 <= misformed(text, "ru") <= 2 * len(text.replace("-", " ").split())


def test_people_write_few() -> None:
    """In the corpus's Russian fewer than one in a hundred words is counted, and most are words that the dictionary lacks."""
    cells = [line.split("\t")[2] for path in sorted(ROWS.glob("*.tsv"))[::40] for line in path.read_text(encoding="utf-8").splitlines()]
    words = sum(len(cell.split()) for cell in cells)
    assert len(cells) > 1000 and sum(misformed(cell, "ru") for cell in cells) < words / 100
