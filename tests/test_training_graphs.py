"""A GPU's batches of few shapes have the loss of a CPU's, whatever they are padded with (only recording them needs a GPU)."""

import random
from dataclasses import replace

import numpy as np
import pytest
import sentencepiece as spm
import torch

from tests.test_training_batches import MODEL, run  # noqa: F401
from training.batches import LENGTHS, Rows
from training.config import Run
from training.graphs import Fixed
from training.loss import batch_loss, local_numbers
from training.model import Translator


@pytest.fixture
def model() -> Translator:
    torch.manual_seed(1)
    pieces = spm.SentencePieceProcessor(model_file=str(MODEL)).get_piece_size()
    model = Translator(100, pieces, encoder_layers=2, decoder_layers=2, heads=12)
    torch.nn.init.normal_(model.bias)
    return model


@pytest.mark.parametrize("lengths", [LENGTHS, np.arange(1, 113)], ids=["a grid", "as they are"])
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("chosen", [[0, 1, 2], [0, 3, 4, 8], [1], [3, 4], list(range(9))])
def test_the_loss_and_its_gradients_are_those_of_a_cpu(
    run: Run,  # noqa: F811
    model: Translator,
    smoothing: float,
    chosen: list[int],
    lengths: np.ndarray,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("training.batches.LENGTHS", lengths)
    rows = Rows(replace(run, label_smoothing=smoothing, token_dropout=0.0, tokens=1000), spm.SentencePieceProcessor(model_file=str(MODEL)))
    pieces = model.bias.shape[0]
    numbers = np.array(chosen)
    fixed = Fixed(rows, pieces)
    shape, packed = fixed.batch(numbers)
    assert shape.source in lengths and shape.target in lengths and len(packed) == shape.sentences + 2 * shape.rows
    found, tokens = fixed.loss(model, shape, torch.from_numpy(packed))
    found.backward()
    gradients = {name: p.grad.clone() for name, p in model.named_parameters() if p.grad is not None}
    model.zero_grad()
    expected, expected_tokens = batch_loss(model, rows, numbers, local_numbers(rows, pieces))
    expected.backward()
    assert int(tokens) == expected_tokens
    assert found.item() == pytest.approx(expected.item(), rel=1e-5)
    for name, p in model.named_parameters():
        if p.grad is not None and name != "encoder.embedding.weight":
            torch.testing.assert_close(gradients[name], p.grad, rtol=1e-3, atol=1e-3, msg=name)


def test_two_readings_of_a_row_that_agree_cost_nothing(run: Run, model: Translator) -> None:  # noqa: F811
    target = spm.SentencePieceProcessor(model_file=str(MODEL))
    losses = []
    for consistency in (0.0, 5.0):
        fixed = Fixed(Rows(replace(run, consistency=consistency, token_dropout=0.0), target), model.bias.shape[0])
        total, tokens = fixed.loss(model, *(lambda shape, packed: (shape, torch.from_numpy(packed)))(*fixed.batch(np.arange(4))))
        losses.append((total.item(), int(tokens)))
    assert losses[1] == pytest.approx(losses[0], rel=1e-4)


def test_two_readings_that_differ_cost_more(run: Run, model: Translator) -> None:  # noqa: F811
    model.train()
    target = spm.SentencePieceProcessor(model_file=str(MODEL))
    losses = []
    for consistency in (1e-9, 5.0):
        torch.manual_seed(3)
        fixed = Fixed(Rows(replace(run, consistency=consistency, token_dropout=0.3), target), model.bias.shape[0])
        shape, packed = fixed.batch(np.arange(4))
        losses.append(fixed.loss(model, shape, torch.from_numpy(packed))[0].item())
    assert losses[1] > losses[0] + 1


def test_a_batch_has_room_for_its_rows(run: Run) -> None:  # noqa: F811
    rows = Rows(replace(run, recorded=True), spm.SentencePieceProcessor(model_file=str(MODEL)))
    batches = list(rows.epoch(random.Random(1)))
    assert sorted(np.concatenate(batches).tolist()) == sorted(2 * list(range(9)))
    for numbers in batches:
        source, target = rows.source_length[rows.rows[numbers, 0]], rows.target_length[numbers]
        shape = rows.shape(int(source.max()), int(target.max()))
        assert len(numbers) <= shape.rows and len(np.unique(rows.rows[numbers, 0])) <= shape.sentences
        assert (source <= shape.source).all() and (target <= shape.target).all()
