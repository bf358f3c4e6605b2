"""Batches hold every pair as it was prepared, and a translation split otherwise is the same text (with the shipped tokenizer)."""

import random
import shutil
from pathlib import Path

import numpy as np
import pytest
import sentencepiece as spm

from training.batches import SCORED, SENTENCES, TOKENS, Rows, sampled
from training.config import TARGETS, Run
from training.tokenizer import TAGS

MODEL = Path(__file__).resolve().parent.parent / "webapp" / "models" / "en_kk" / "target.model"
TEXTS = {
    "kk": ["Сот шешімін жұма күні жариялады.", "Олар үйлеріне қайтты.", "Жаңбыр үш күн жауды, өзен арнасынан асты."],
    "ru": ["Суд огласил решение в пятницу.", "Они вернулись домой.", "Дождь шёл три дня, и река вышла из берегов."],
    "ug": ["سوت ھۆكۈمنى جۈمە كۈنى ئېلان قىلدى.", "ئۇلار ئۆيىگە قايتتى.", "يامغۇر ئۈچ كۈن ياغدى، دەريا تېشىپ كەتتى."],
}
SOURCE = [[1, 40, 41, 42, 43, 2], [1, 50, 2], [1, 60, 61, 62, 63, 64, 65, 66, 2]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    target = spm.SentencePieceProcessor(model_file=str(MODEL))
    shutil.copy(MODEL, tmp_path / "target.model")
    rows = [(sentence, language, 0) for sentence in range(3) for language in range(len(TARGETS))]
    ids = [target.encode(TEXTS[TARGETS[language]][sentence]) for sentence, language, _ in rows]
    np.savez(
        tmp_path / "rows.npz",
        rows=np.array(rows, dtype=np.int32),
        offsets=np.cumsum([0, *map(len, ids)]),
        tokens=np.array([one for row in ids for one in row], dtype=np.uint16),
        source_offsets=np.cumsum([0, *map(len, SOURCE)]),
        source_tokens=np.array([one for row in SOURCE for one in row], dtype=np.uint16),
    )
    return Run(work=tmp_path, tokens=60, sampling=1.0, weights=(("seed", 2.0),))


def held(rows: Rows, target: spm.SentencePieceProcessor, numbers: np.ndarray) -> list[tuple[list[int], str, str]]:
    """What a batch holds: source ids, language and text of each row, put together from what the model is given and what it is to give."""
    source, mask, parts = rows.batch(numbers)
    assert source.shape[0] % SENTENCES == source.shape[1] % TOKENS == 0
    found = []
    for part in parts:
        assert len(part.wanted) % SCORED == 0 and (part.wanted[part.tokens :] == -1).all()
        count, width = part.inputs.shape
        outputs = np.zeros(count * width, dtype=np.int64)
        outputs[part.places[: part.tokens]] = part.wanted[: part.tokens]
        for sentence, given, wanted in zip(part.sentences.tolist(), part.inputs.tolist(), outputs.reshape(count, width).tolist(), strict=True):
            if target.eos_id() in wanted:
                end = wanted.index(target.eos_id())
                language = TARGETS[part.language]
                assert given[: end + 1] == [target.piece_to_id(TAGS[language]), *wanted[:end]]
                real = int((mask[sentence, 0, 0] == 0).sum())
                found.append((source[sentence, :real].tolist(), language, target.decode(wanted[:end])))
    return found


def test_an_epoch_holds_every_pair_as_often_as_it_is_to(run: Run) -> None:
    target = spm.SentencePieceProcessor(model_file=str(MODEL))
    rows = Rows(run, target)
    found = [row for numbers in rows.epoch(random.Random(1)) for row in held(rows, target, numbers)]
    expected = [(SOURCE[sentence], language, text) for language, texts in TEXTS.items() for sentence, text in enumerate(texts)]
    assert sorted(found) == sorted(2 * expected)


def test_other_splits_are_the_same_text_in_other_pieces(run: Run) -> None:
    target = spm.SentencePieceProcessor(model_file=str(MODEL))
    rows = Rows(run, target)
    tokens, offsets = sampled(run, seed=3)
    assert len(offsets) == 10 and len(tokens) > len(rows.likeliest[0])
    rows.split(tokens, offsets)
    found = {(language, text) for _, language, text in held(rows, target, np.arange(9))}
    assert found == {(language, text) for language, texts in TEXTS.items() for text in texts}
