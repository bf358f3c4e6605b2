"""`adopt`: packages -> a checkpoint to go on from, where no earlier one is left.

Checkpoints are too large to publish; the packages are not. What int8 lost of the
weights is less than a few updates put back. The optimiser starts anew, so `train`
warms up again. A run may have more layers than the packages.
"""

from __future__ import annotations

import json
import math
import random
import shutil
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import TypeVar

import sentencepiece as spm
import torch
from torch import Tensor

from training.batches import Rows
from training.config import TARGETS, Run
from training.deepen import quieten
from training.model import places
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
Name = TypeVar("Name", bound=Hashable)
_KINDS = {"weight": "weight", "bias": "bias", "gamma": "weight", "beta": "bias"}


def adopt(run: Run, models: Path = MODELS) -> None:
    """Prepare the run with the packages' own target vocabulary and write their weights as its last checkpoint.

    Raises FileExistsError where the run has a checkpoint already, FileNotFoundError where a package is missing, ValueError
    where the packages have more layers than the run.
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
    packaged = {}
    for language in TARGETS:
        folder = models / f"en_{language}" / "model"
        variables = {name: torch.from_numpy(value) for name, value in read_variables(folder / "model.bin").items()}
        pieces = json.loads((folder / "target_vocabulary.json").read_text(encoding="utf-8"))
        packaged[language] = variables, torch.tensor([target.piece_to_id(piece) for piece in pieces])
    # Packages may be blends of one run in other parts: where they differ, their mean is taken.
    for name, kept, limit in (("embedding.weight", "decoder/embeddings/weight", -math.inf), ("bias", "decoder/projection/bias", -20)):
        total, times = torch.zeros_like(weights[name]), torch.zeros(len(weights[name]))
        for variables, ids in packaged.values():
            # The packages forbid special pieces with a bias of -10,000, which no training should start from.
            total[ids] += variables[kept].clamp(min=limit)
            times[ids] += 1
        known = times > 0
        weights[name][known] = total[known] / times[known].view(-1, *[1] * (total.dim() - 1))
    layers = _mean([_layers(variables) for variables, _ in packaged.values()])
    counts = {half: 1 + max(number for one, number, _ in layers if one == half) for half in ("encoder", "decoder")}
    prefixes = {"encoder": "encoder.layers", "decoder": "layers"}
    found = {half: places(counts[half], len(stack)) for half, stack in (("encoder", model.encoder.layers), ("decoder", model.layers))}
    weights |= {f"{prefixes[half]}.{found[half][number]}.{name}": value for (half, number, name), value in layers.items()}
    norms = _mean([{kind: variables[f"decoder/layer_norm/{kind}"] for kind in ("gamma", "beta")} for variables, _ in packaged.values()])
    weights |= {"norm.weight": norms["gamma"], "norm.bias": norms["beta"]}
    model.load_state_dict(weights)
    if counts != {"encoder": run.encoder_layers, "decoder": run.decoder_layers}:
        rows = Rows(run, target)
        tokens, mask, _ = rows.batch(next(rows.epoch(random.Random(run.seed))))
        quieten(model, counts["encoder"], counts["decoder"], tokens, mask)
    trained = {name: p for name, p in model.named_parameters() if p.requires_grad}
    step = json.loads((models / f"en_{TARGETS[0]}" / "metadata.json").read_text(encoding="utf-8"))["updates"]
    save(run.work / LAST, trained, None, {name: p.detach() for name, p in trained.items()}, step)
    print(f"{run.work / LAST}: update {step}")


def _mean(parts: Sequence[dict[Name, Tensor]]) -> dict[Name, Tensor]:
    """The mean of what each name stands for in all the parts."""
    return {name: torch.stack([part[name] for part in parts]).mean(0) for name in parts[0]}


def _layers(variables: dict[str, Tensor]) -> dict[tuple[str, int, str], Tensor]:
    """The layers' weights: (half of the model, number of the layer, this project's name of the weight) -> its values."""
    found = {}
    for name, value in variables.items():
        half, _, rest = name.partition("/")
        layer, _, place = rest.partition("/")
        part, _, kind = place.rpartition("/")
        known = (_ENCODER if half == "encoder" else _DECODER).get(part)
        if known and kind in _KINDS:
            found[half, int(layer.removeprefix("layer_")), f"{known}.{_KINDS[kind]}"] = value
    return found
