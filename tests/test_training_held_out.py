"""The blend that is kept is the one of least loss on the held-out rows, language by language."""

from pathlib import Path

import numpy as np
import pytest
import sentencepiece as spm
import torch

from tests.test_training_batches import MODEL, run  # noqa: F401
from tests.test_training_graphs import model  # noqa: F401
from training.batches import Rows
from training.config import TARGETS, Run
from training.held_out import HeldOut, Weights
from training.loss import local_numbers
from training.merge import merge
from training.model import Translator
from training.train import FINAL


@pytest.fixture
def measured(run: Run) -> Run:  # noqa: F811
    """The run, the rows of two of its three sentences held out."""
    prepared = dict(np.load(run.work / "rows.npz"))
    prepared["rows"][3:, 2] = len(run.weights)
    np.savez(run.work / "rows.npz", **prepared)
    return run


def weights(model: Translator) -> Weights:  # noqa: F811
    return {name: p.detach().clone() for name, p in model.named_parameters()}


def knowing(run: Run, model: Translator, language: str) -> Weights:  # noqa: F811
    """The model's weights, but that what is written is guessed by how common it is in one language's rows."""
    rows = np.load(run.work / "rows.npz")
    found = weights(model)
    found["embedding.weight"] *= 0
    found["bias"] *= 0
    for number in np.flatnonzero(rows["rows"][:, 1] == TARGETS.index(language)):
        found["bias"][rows["tokens"][rows["offsets"][number] : rows["offsets"][number + 1]].astype(int)] += 3
    return found


def test_the_loss_is_of_the_weights_that_are_asked_for_and_the_model_keeps_its_own(measured: Run, model: Translator) -> None:  # noqa: F811
    rows = Rows(measured, spm.SentencePieceProcessor(model_file=str(MODEL)))
    measure = HeldOut(model, rows, local_numbers(rows, model.bias.shape[0]), torch.float32)
    before, better = weights(model), knowing(measured, model, "ru")
    losses = measure.loss(before), measure.loss(better)
    assert losses[1]["ru"] < losses[0]["ru"] - 0.1 and set(losses[0]) == set(TARGETS)
    assert measure.loss(better, ("ru",)) == pytest.approx({"ru": losses[1]["ru"]})
    assert model.training and all(torch.equal(p, before[name]) for name, p in model.named_parameters())


def test_of_two_runs_each_language_takes_what_does_best(
    measured: Run,
    model: Translator,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("training.merge.new_model", lambda _, pieces: model)
    other = Run(work=tmp_path / "other")
    other.work.mkdir()
    worse = weights(model)
    worse["embedding.weight"] *= 10
    own, others = dict.fromkeys(TARGETS, weights(model)), {"kk": knowing(measured, model, "kk"), "ru": worse, "ug": weights(model)}
    torch.save({"averages": own, "step": 10}, measured.work / FINAL)
    torch.save({"averages": others, "step": 12}, other.work / FINAL)
    merge(measured, other)
    end = torch.load(measured.work / FINAL)
    assert end["step"] == 12
    blend = {name: own["kk"][name].lerp(others["kk"][name], 0.75) for name in own["kk"]}
    for language, expected in (("kk", blend), ("ru", own["ru"]), ("ug", own["ug"])):
        for name, tensor in end["averages"][language].items():
            torch.testing.assert_close(tensor, expected[name], msg=f"{language} {name}")
