from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.document import Block, BlockKind, Document
from webapp.segment import segment, sentences

CASES = [
    line
    for line in (Path(__file__).parent / "data" / "segments.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_there_are_forty_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES)
def test_sentences_of_real_prose(case: str) -> None:
    expected = case.split("‖")
    assert sentences("".join(expected)) == expected


def test_a_long_quotation_is_cut_at_its_sentences() -> None:
    text = (
        "In an interview she explained it. “She is afraid that she, like other Uighurs, will be detained again at the border if she "
        "returns to China. The idea of returning made her shake with anxiety, and as she spoke about it her voice broke,” the article explains."
    )
    parts = sentences(text)
    assert "".join(parts) == text
    assert [part.strip()[:12] for part in parts] == ["In an interv", "“She is afra", "The idea of "]


@given(st.text(alphabet=st.sampled_from("ab Zé.,?!…“”\"'()«»\n\t 9—Mr. "), max_size=400))
def test_joined_sentences_are_the_text(text: str) -> None:
    document = Document("", (Block(BlockKind.PARAGRAPH, text),))
    assert "".join(s.before + s.text + s.after for s in segment(document)) == text


@given(st.lists(st.text(max_size=200), max_size=5))
def test_every_segment_knows_its_block(texts: list[str]) -> None:
    document = Document("", tuple(Block(BlockKind.PARAGRAPH, text) for text in texts))
    segments = segment(document)
    assert [s.index for s in segments] == list(range(len(segments)))
    for number, text in enumerate(texts):
        assert "".join(s.before + s.text + s.after for s in segments if s.block == number) == text
