"""A run is one TOML file: where its data lie, how large its model is, how it learns."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

TARGETS = ("kk", "ru", "ug")
"""Target languages of the one model, in the order of their tags in the vocabulary."""


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that makes a run; paths are relative to the TOML file's folder's parent (`training/`).

    `work` holds what is made: tokenizers, rows, checkpoints. The encoder's `encoder_layers` start from the pre-trained
    English encoder, whose embeddings stay as they are. `held_out` names files of the corpus (without `.tsv`) that measure the
    run and never train it; `recent` are patterns of files written since the checkpoint that the run goes on from, a source
    of their own that may be drawn more often. `tokens` is the most target tokens (padding counted) a batch holds.
    `token_dropout` zeroes whole tokens, which costs nothing on a CPU; `dropout` single elements of what each layer adds.
    `sampling` is the share of an epoch's rows that are split into pieces otherwise than in the likeliest way.
    `recorded` has a GPU's updates recorded (`training.graphs`; nowhere else does it change anything but the batches); `consistency`, in
    a recorded run alone, has every row read twice with other dropout and weighs how far the two readings' probabilities are
    apart (R-Drop's alpha: Liang et al. 2021, arXiv:2106.14448). The held-out rows are read, and a checkpoint is written, `every` so many
    updates.
    """

    work: Path
    vocabulary: int = 10_000
    encoder_layers: int = 6
    decoder_layers: int = 2
    heads: int = 12
    tokens: int = 3_000
    learning_rate: float = 1e-3
    encoder_learning_rate: float = 2e-4
    warmup: int = 500
    weight_decay: float = 0.01
    label_smoothing: float = 0.1
    token_dropout: float = 0.08
    dropout: float = 0.0
    sampling: float = 0.0
    recorded: bool = False
    consistency: float = 0.0
    every: int = 500
    average: float = 0.999
    max_length: int = 110
    seed: int = 1
    held_out: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()

    def weight(self, source: str) -> float:
        """How often an epoch holds each row of `source`; 0 leaves it out."""
        return dict(self.weights).get(source, 0.0)


def load(path: Path) -> Run:
    """Read a run. Raises ValueError for a key that no run has."""
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {field.name for field in fields(Run)}
    unknown = sorted(set(raw) - known)
    if unknown:
        raise ValueError(f"{path}: no run has {', '.join(unknown)}; the keys are {', '.join(sorted(known))}")
    raw["work"] = path.parent.parent / raw["work"]
    raw["held_out"], raw["recent"] = tuple(raw.get("held_out", ())), tuple(raw.get("recent", ()))
    raw["weights"] = tuple(raw.get("weights", {}).items())
    return Run(**raw)
