from collections.abc import Callable

import pytest

from tests.conftest import WordEngine
from webapp.document import Block, BlockKind, Document
from webapp.library import bundled
from webapp.pipeline import translate
from webapp.segment import segment

Make = Callable[..., WordEngine]


def document(*texts: str) -> Document:
    return Document("", tuple(Block(BlockKind.PARAGRAPH, text) for text in texts))


def test_every_block_and_sentence_of_the_article_comes_out_in_order(word_engine: Make) -> None:
    article = bundled()
    seen: list[tuple[int, int]] = []
    result = translate(article, word_engine(), lambda done, total: seen.append((done, total)))
    assert [item.segment for item in result.segments] == list(segment(article))
    assert all(group for _, group in result.by_block())
    assert seen[-1] == (len(result.segments), len(result.segments))


def test_what_has_no_letter_passes_through(word_engine: Make) -> None:
    engine = word_engine()
    result = translate(document("* * *", "1,234", "🕊", "It ended."), engine)
    assert [item.text for item in result.segments] == ["* * *", "1,234", "🕊", "ит ендед."]
    assert engine.asked == ["It ended."]


def test_a_loop_is_translated_again_and_said(word_engine: Make) -> None:
    engine = word_engine(loops=["It ended."])
    (item,) = translate(document("It ended."), engine).segments
    assert item.text == "ит ендед." and [f.code for f in item.findings] == ["retried"]
    assert engine.asked == ["It ended.", "It ended."]


def test_an_empty_answer_leaves_the_source_and_says_so(word_engine: Make) -> None:
    (item,) = translate(document("It ended."), word_engine(empty=["It ended."])).segments
    assert item.text == "It ended." and [f.code for f in item.findings] == ["not-translated"]


def test_provenance_names_engine_package_and_day(word_engine: Make) -> None:
    made = translate(document("It ended."), word_engine()).provenance
    assert made.engine.startswith("CTranslate2 ") and made.package.target == "kk" and len(made.date) == 10


@pytest.mark.parametrize("text", ["One. Two.  Three.", "One.\u2003Two.", "  One.  "])
def test_block_text_keeps_one_space_between_sentences(word_engine: Make, text: str) -> None:
    result = translate(document(text), word_engine())
    ((_, group),) = result.by_block()
    assert "  " not in result.block_text(group) and result.block_text(group).count(".") == text.count(".")
