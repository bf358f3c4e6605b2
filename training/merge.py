"""`merge`: what two runs from one checkpoint came to -> for each language the blend of both that does best.

Two processes of one thread each get through a fifth more rows than one process of two threads, and need not be
alike: one may train a language alone. Runs that part from one checkpoint stay near enough to be averaged ("model soups",
Wortsman et al. 2022, arXiv:2203.05482).
"""

from __future__ import annotations

import sentencepiece as spm
import torch

from training.batches import Rows
from training.config import TARGETS, Run
from training.held_out import BLENDS, HeldOut
from training.loss import local_numbers
from training.train import FINAL, faster_precision, new_model


def merge(run: Run, other: Run) -> None:
    """Write the best blends, by the held-out rows of `run`, in its folder in place of its own end.

    A language that the other run did not train keeps what it has. Raises FileNotFoundError where a run has no end.
    """
    ends = [torch.load(one.work / FINAL, map_location="cpu") for one in (run, other)]
    target = spm.SentencePieceProcessor(model_file=str(run.work / "target.model"))
    rows = Rows(run, target)
    model = new_model(run, target.get_piece_size())
    measure = HeldOut(model, rows, local_numbers(rows, target.get_piece_size()), faster_precision("cpu"))
    found = {}
    for language in TARGETS:
        own, others = (end["averages"][language] for end in ends)
        blends = [{name: own[name].lerp(others[name], share) for name in own} for share in BLENDS]
        losses = [measure.loss(blend, (language,))[language] for blend in blends]
        for share, loss in zip(BLENDS, losses, strict=True):
            print(f"{language}: {1 - share:.0%} {run.work.name}, {share:.0%} {other.work.name}: held out {loss:.4f}", flush=True)
        found[language] = blends[losses.index(min(losses))]
    torch.save({"averages": found, "step": max(end["step"] for end in ends)}, run.work / FINAL)
