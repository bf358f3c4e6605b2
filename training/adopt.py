"""`adopt`: packages -> a checkpoint to go on from, where no earlier one is left.

Checkpoints are too large to publish; the packages are not. What int8 lost of the
weights is less than a few updates put back. The optimiser starts anew, so `train`
warms up again.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import sentencepiece as spm
import torch
from torch import Tensor

from training.config import TARGETS, Run
from training.model_file import read_variables
from training.package import MODELS, TARGET_MODEL
from training.prepare import prepare
from training.train import LAST, new_model, save

_ENCODER = {
    "self_attention/linear_0": "attention.query_key_value",
    "self_attention/linear_1": "attention.output",
    "self_attention/layer_norm": "norm1",
    "ffn/linear_0": "up",
    "ffn/linear_1": "down",
    "ffn/layer_norm": "norm2",
}
_DECODER = {
    "self_attention/layer_norm": "norm1",
    "self_attention/linear_0": "attention.query_key_value",
    "self_attention/linear_1": "attention.output",
    "attention/layer_norm": "norm2",
    "attention/linear_0": "cross.query",
    "attention/linear_1": "cross.key_value",
    "attention/linear_2": "cross.output",
    "ffn/layer_norm": "norm3",
    "ffn/linear_0": "up",
    "ffn/linear_1": "down",
}
_KINDS = {"weight": "weight", "bias": "bias", "gamma": "weight", "beta": "bias"}


def adopt(run: Run, models: Path = MODELS) -> None:
    """Prepare the run with the packages' own target vocabulary and write their weights as its last checkpoint.

    Raises FileExistsError where the run has a checkpoint already, FileNotFoundError where a package is missing.
    """
    if (run.work / LAST).exists():
        raise FileExistsError(f"{run.work / LAST} is there: `train` goes on from it")
    run.work.mkdir(parents=True, exist_ok=True)
    if not (run.work / "target.model").exists():
        shutil.copy(models / f"en_{TARGETS[0]}" / TARGET_MODEL, run.work / "target.model")
    prepare(run)
    target = spm.SentencePieceProcessor(model_file=str(run.work / "target.model"))
    model = new_model(run, target.get_piece_size())
    weights = dict(model.state_dict())
    for language in TARGETS:
        folder = models / f"en_{language}" / "model"
        variables = {name: torch.from_numpy(value) for name, value in read_variables(folder / "model.bin").items()}
        pieces = json.loads((folder / "target_vocabulary.json").read_text(encoding="utf-8"))
        ids = torch.tensor([target.piece_to_id(piece) for piece in pieces])
        weights["embedding.weight"][ids] = variables["decoder/embeddings/weight"]
        # The packages forbid special pieces with a bias of -10,000, which no training should start from.
        weights["bias"][ids] = variables["decoder/projection/bias"].clamp(min=-20)
    weights |= _layers(variables)
    model.load_state_dict(weights)
    trained = {name: p for name, p in model.named_parameters() if p.requires_grad}
    step = json.loads((models / f"en_{TARGETS[0]}" / "metadata.json").read_text(encoding="utf-8"))["updates"]
    save(run.work / LAST, trained, None, {name: p.detach() for name, p in trained.items()}, step)
    print(f"{run.work / LAST}: update {step}")


def _layers(variables: dict[str, Tensor]) -> dict[str, Tensor]:
    """The layers' and the last norm's weights under this project's names."""
    found = {}
    for name, value in variables.items():
        half, _, rest = name.partition("/")
        place, _, kind = rest.rpartition("/")
        if half == "decoder" and place == "layer_norm":
            found[f"norm.{_KINDS[kind]}"] = value
        elif place.startswith("layer_"):
            layer, _, part = place.partition("/")
            known = (_ENCODER if half == "encoder" else _DECODER).get(part)
            if known and kind in _KINDS:
                prefix = "encoder.layers." if half == "encoder" else "layers."
                found[f"{prefix}{layer.removeprefix('layer_')}.{known}.{_KINDS[kind]}"] = value
    return found
