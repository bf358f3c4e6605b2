"""A machine's Russian: an adjective takes the gender and case of the noun after it, and what agrees or governs is left."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.morphology import agreed

ROWS = Path(__file__).resolve().parents[2] / "corpus" / "rows"


@pytest.mark.parametrize(
    ("machine", "right"),
    [
        ("Китайский правительство отказалось отвечать.", "Китайское правительство отказалось отвечать."),
        ("Это был холодный утро.", "Это был холодное утро."),
        ("Никто не заплатил за эту торт.", "Никто не заплатил за этот торт."),
        ("Споры в этой селе длились год.", "Споры в этом селе длились год."),
        ("Наша жалобу прислали обратно.", "Нашу жалобу прислали обратно."),
        ("Суд раскрыл государственный тайне.", "Суд раскрыл государственной тайне."),
        ("Авиационный давление и ваш имя.", "Авиационное давление и ваше имя."),
        ("У берега лежала тонкий льда.", "У берега лежала тонкого льда."),
        ("Он увидел новый соседку.", "Он увидел новую соседку."),
    ],
)
def test_an_adjective_takes_the_gender_and_case_of_its_noun(machine: str, right: str) -> None:
    assert agreed(machine, "ru") == right


@pytest.mark.parametrize(
    "right",
    [
        "Продукты, богатые клетчаткой, дешевле мяса.",
        "Этот вид пока не известен, но другие известны науке; известные науке растут.",
        "Две новых книги и 3 старых дома.",
        "Бывшие президент и премьер молчали.",
        "Страна, которой правительство обещало помощь.",
        "Дом, обнесённый забором, и письмо, полученное адвокатом.",
        "В снежном снегу, в прошлом году, в густом лесу.",
        "Премьер-министр встретился с Синьцзянской стороной.",
        "Прямой эфир прошёл из нового здания суда.",
        "На государственном телевидению и в каком момент.",  # what is wrong here cannot be told
        "Избрали новая старосту, плакала бедный сироте.",  # of common gender: which, cannot be told either
        "ЮЖНЫЙ СТЕНА",
    ],
)
def test_what_agrees_governs_or_cannot_be_told_is_left(right: str) -> None:
    assert agreed(right, "ru") == right


@pytest.mark.parametrize("language", ["kk", "ug"])
def test_other_languages_are_left(language: str) -> None:
    assert agreed("Китайский правительство", language) == "Китайский правительство"


@given(st.lists(st.sampled_from("новый стена этот село государственной тайне 2 , Большая ю в дом домов Ли-Ли".split()), max_size=12).map(" ".join))
def test_words_stay_as_many_and_a_second_turn_changes_nothing(text: str) -> None:
    once = agreed(text, "ru")
    assert len(once.split(" ")) == len(text.split(" ")) and agreed(once, "ru") == once


def test_russian_that_people_would_write_is_left() -> None:
    """In the corpus's Russian one cell in five hundred may be changed (today one in seven hundred: homonyms, «наша капитан»)."""
    cells = [line.split("\t")[2] for path in sorted(ROWS.glob("*.tsv"))[::20] for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(cells) > 2000 and sum(agreed(cell, "ru") != cell for cell in cells) <= len(cells) / 500
