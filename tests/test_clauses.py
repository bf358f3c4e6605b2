import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.clauses import LEAST, Span, cut, join
from webapp.document import Hypothesis


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("They waited.", ["They waited."]),
        ("In March, they waited in the yard.", ["In March, they waited in the yard."]),
        (
            "The court heard them in March, and the families waited outside until evening.",
            ["The court heard them in March,", "and the families waited outside until evening."],
        ),
        (
            "Cotton, yarn and cloth made there are banned; the firms say — through their lawyers in Geneva — that nothing was proved.",
            ["Cotton, yarn and cloth made there are banned; the firms say", "— through their lawyers in Geneva — that nothing was proved."],
        ),
        (
            "She paid 1,200 tenge for it in 2019, her neighbour said, which was half of a month's pay.",
            ["She paid 1,200 tenge for it in 2019, her neighbour said,", "which was half of a month's pay."],
        ),
    ],
)
def test_a_sentence_is_cut_where_its_punctuation_is_and_clauses_are_long_enough(sentence: str, clauses: list[str]) -> None:
    assert [sentence[start:end] for start, end in cut(sentence)] == clauses


@given(st.text(alphabet="ab ,;:—\u00a0", max_size=200), st.integers(1, 40))
def test_only_white_space_lies_between_the_clauses(sentence: str, most: int) -> None:
    for spans in (cut(sentence), cut(sentence, most)):
        assert "".join("".join(sentence[start:end].split()) for start, end in spans) == "".join(sentence.split())
        assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert all(end - start <= most for start, end in cut(sentence, most))
    words = [sum("a" in word or "b" in word for word in sentence[start:end].split()) for start, end in cut(sentence)]
    assert len(words) <= 1 or min(words) >= LEAST


ENGLISH = "When the court heard them in March, the families waited outside until evening; Almaty sent 14 of its lawyers."
SPANS = cut(ENGLISH)


def said(text: str, score: float = -1.0, **words: str) -> Hypothesis:
    """A clause's translation; `words` are English words of the clause and the words that the model wrote for them."""

    def answers(start: int, end: int) -> tuple[int, int]:
        for clause_start, clause_end in SPANS:
            word = words.get(ENGLISH[clause_start:clause_end][start:end], "")
            if word:
                return text.index(word), text.index(word) + len(word)
        return 0, 0

    return Hypothesis(text, score, answers)


@pytest.mark.parametrize(
    ("target", "parts", "whole"),
    [
        (
            "ru",
            ("Когда в марте их слушал суд.", "Семьи до вечера ждали снаружи.", "Алматы прислал 14 юристов."),
            "Когда в марте их слушал суд, семьи до вечера ждали снаружи; Алматы прислал 14 юристов.",
        ),
        (
            "kk",
            ("Сот оларды наурызда тыңдағанда.", "Отбасылар кешке дейін далада күтті", "Алматы 14 заңгерін жіберді."),
            "Сот оларды наурызда тыңдағанда, отбасылар кешке дейін далада күтті; Алматы 14 заңгерін жіберді.",
        ),
        (
            "ug",
            ("سوت ئۇلارنى مارتتا ئاڭلىغاندا،", "ئائىلىلەر كەچكىچە سىرتتا ساقلىدى.", "ئالمۇتا 14 ئادۋوكاتىنى ئەۋەتتى."),
            "سوت ئۇلارنى مارتتا ئاڭلىغاندا، ئائىلىلەر كەچكىچە سىرتتا ساقلىدى؛ ئالمۇتا 14 ئادۋوكاتىنى ئەۋەتتى.",
        ),
    ],
)
def test_clauses_are_joined_with_the_marks_of_the_language(target: str, parts: tuple[str, ...], whole: str) -> None:
    assert len(SPANS) == 3
    found = join(ENGLISH, SPANS, [said(text, Almaty=text.split()[0]) for text in parts], target)
    assert found.text == whole and found.score == pytest.approx(-1.0) and found.answers
    at = ENGLISH.index("Almaty")
    start, end = found.answers(at, at + len("Almaty"))
    assert found.text[start:end] == parts[2].split()[0]


@pytest.mark.parametrize(
    ("text", "words", "joined"),
    [
        ("Семьи ждали в Алматы.", {}, "Суд идёт, семьи ждали в Алматы."),
        ("Астана ждала решения.", {"Astana": "Астана"}, "Суд идёт, Астана ждала решения."),
        ("США ждали решения.", {}, "Суд идёт, США ждали решения."),
        ("По мнению Астаны, ждали.", {"Astana": "По"}, "Суд идёт, по мнению Астаны, ждали."),
        ("14 семей ждали.", {}, "Суд идёт, 14 семей ждали."),
        ("«Мы ждали», — сказал он.", {}, "Суд идёт, «мы ждали», — сказал он."),
    ],
)
def test_a_clause_keeps_a_capital_that_a_name_has(text: str, words: dict[str, str], joined: str) -> None:
    sentence = "The trial is still going on, and in the capital Astana they waited."
    spans = cut(sentence)

    def answers(start: int, end: int) -> tuple[int, int]:
        word = words.get(sentence[spans[1].start :][start:end], "")
        return (text.index(word), text.index(word) + len(word)) if word else (0, 0)

    assert join(sentence, spans, [Hypothesis("Суд идёт.", -1.0), Hypothesis(text, -1.0, answers)], "ru").text == joined


def test_the_score_is_the_mean_over_all_letters() -> None:
    found = join("a, b", [Span(0, 2), Span(3, 4)], [Hypothesis("эээ", -1.0), Hypothesis("я", -3.0)], "ru")
    assert found.score == pytest.approx(-1.5) and found.answers and found.answers(0, 1) == (0, 0)


def test_a_clause_without_a_translation_leaves_no_gap() -> None:
    found = join("Some words here, more words there.", [Span(0, 16), Span(17, 34)], [Hypothesis("", 0.0), Hypothesis("Слова.", -1.0)], "ru")
    assert found.text == "Слова."
