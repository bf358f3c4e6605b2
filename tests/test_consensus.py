"""The translation that the others of a beam agree with most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics import CHRF

from webapp.consensus import _chrf, agreed

BEAM = [
    "Болеедний суд отложил дело.",
    "Верховный суд отложил рассмотрение дела.",
    "Верховный суд перенёс рассмотрение дела.",
    "Верховный суд отложил дело.",
]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (BEAM, 1),
        (["Дождь шёл три дня.", "Дождь шёл три дня.", "Снег лежал всю зиму."], 0),
        (["Снег лежал всю зиму.", "Дождь шёл три дня.", "Дождь шёл три дня."], 1),
        (["", "يامغۇر ياغدى.", "يامغۇر ئۈچ كۈن ياغدى."], 2),
        (["Жаңбыр жауды."], 0),
        (["", ""], 0),
    ],
)
def test_the_one_that_is_nearest_to_all_is_taken(texts: list[str], expected: int) -> None:
    assert agreed(texts) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Погибли 9 человек.", "Погибли 9 человек.", "Погибло 19 человек."], 2),
        (["Погибли 9 человек.", "Погибло 19 человек.", "Погибли 19 человек."], 2),
        (["Погибли 9 человек.", "Погибло 8 человек."], 0),
    ],
)
def test_one_with_a_fault_is_not_taken_while_there_is_another_and_has_its_vote(texts: list[str], expected: int) -> None:
    assert agreed(texts, lambda text: ("19" not in text,)) == expected


def test_nothing_to_choose_from_is_an_error() -> None:
    with pytest.raises(ValueError, match="no texts"):
        agreed([])


@given(st.text("абвг дЁ.", min_size=1, max_size=40), st.text("абвг дЁ.", min_size=1, max_size=40))
def test_nearness_is_sacrebleus_chrf(text: str, reference: str) -> None:
    expected = CHRF().sentence_score(text, [reference]).score if text.strip() and reference.strip() else 0.0
    both = min(len("".join(text.split())), len("".join(reference.split()))) >= 6  # sacrebleu counts orders that one text is too short for
    if both:
        assert 100 * _chrf(["".join(text.split()), "".join(reference.split())])[0, 1] == pytest.approx(expected, abs=1e-3)


@given(st.lists(st.text("абв ", max_size=12), min_size=1, max_size=6))
def test_one_of_them_is_taken_and_always_the_same(texts: list[str]) -> None:
    place = agreed(texts)
    assert 0 <= place == agreed(list(texts)) and texts.index(texts[place]) == place
