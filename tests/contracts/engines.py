"""What every engine does; each engine's test subclasses this and makes one."""

from __future__ import annotations

from webapp.engine import Engine

SENTENCES = [
    "It ended.",
    "The farmers who had come from the north sold their grain at the market in the town.",
    "Who paid?",
    "In 2019, 46 workers left Nanjing.",
    "A",
]


class EngineContract:
    """Sentences in, one hypothesis each, in order, the same every time."""

    def make(self) -> Engine:
        raise NotImplementedError

    def test_one_answer_a_sentence_in_order(self) -> None:
        engine = self.make()
        together = list(engine.translate(SENTENCES))
        apart = [next(engine.translate([sentence])) for sentence in SENTENCES]
        assert len(together) == len(SENTENCES)
        assert sum(a.text == b.text for a, b in zip(together, apart, strict=True)) >= len(SENTENCES) - 1

    def test_no_sentences_no_answers(self) -> None:
        assert list(self.make().translate([])) == []

    def test_the_text_is_text_alone(self) -> None:
        for hypothesis in self.make().translate(SENTENCES):
            assert hypothesis.text == hypothesis.text.strip() and "▁" not in hypothesis.text and "<2" not in hypothesis.text
            assert "</s>" not in hypothesis.text and hypothesis.score <= 0

    def test_what_no_sentence_should_be(self) -> None:
        odd = ["", " ", "🕊", "<b>bold</b>", "word " * 1000, "x" * 5000, "snake_case_name", "العربية", "\u202e"]
        assert len(list(self.make().translate(odd))) == len(odd)

    def test_alternatives_are_best_first(self) -> None:
        several = self.make().alternatives(SENTENCES[:2], 3)
        assert len(several) == 2
        for found in several:
            assert 1 <= len(found) <= 3 and [h.score for h in found] == sorted((h.score for h in found), reverse=True)

    def test_careful_answers_too(self) -> None:
        assert len(list(self.make().translate(SENTENCES, careful=True))) == len(SENTENCES)
