"""The loss of a batch, each language scored over its own pieces alone."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from training.batches import Rows
from training.model import CrossEntropy, Translator


def local_numbers(rows: Rows, pieces: int) -> list[Tensor]:
    """For each language: of each piece its place among the language's own, -1 where it has none (also for a piece of -1)."""
    found = [torch.full((pieces + 1,), -1, device=ids.device) for ids in rows.pieces]
    return [table.scatter_(0, ids, torch.arange(len(ids), device=ids.device)) for table, ids in zip(found, rows.pieces, strict=True)]


def batch_loss(
    model: Translator, rows: Rows, numbers: np.ndarray, local: list[Tensor], label_smoothing: float | None = None
) -> tuple[Tensor, int]:
    """The summed loss of a batch and its target tokens; `local` is what `local_numbers` gives."""
    source, mask, parts = rows.batch(numbers)
    memories = model.encode(source, mask, rows.run.token_dropout)
    total = torch.zeros((), device=rows.device)
    smoothing = rows.run.label_smoothing if label_smoothing is None else label_smoothing
    for part in parts:
        states = model.decode([memory[part.sentences] for memory in memories], mask[part.sentences], part.inputs, rows.run.token_dropout)
        logits = model.logits(states.flatten(0, 1)[part.places], rows.pieces[part.language])
        total = total + CrossEntropy.apply(logits, local[part.language][part.wanted], smoothing)
    return total, sum(part.tokens for part in parts)
