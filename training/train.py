"""`train`: from prepared rows to weights, resumable.

The learning rate warms up, then stays; a run may so be stopped and taken up
again any number of times. At the end it falls to zero, in one go or in several
("warm-up, stable, decay": Hu et al. 2024, MiniCPM), and leaves what `package` takes.
"""

from __future__ import annotations

import math
import multiprocessing
import random
import time
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import cast

import numpy as np
import sentencepiece as spm
import torch
from torch import Tensor

from training.batches import Rows, Shape, sampled
from training.config import Run
from training.deepen import quieten
from training.graphs import Fixed, Recorded
from training.held_out import HeldOut, spoken
from training.loss import batch_loss, local_numbers
from training.model import PRETRAINED, Translator
from training.prepare import load_encoder

LAST, FINAL = "last.pt", "final.pt"
"""The checkpoint to go on from, and the weights that are packaged."""

LIKELIEST = 0.85
"""From this part of a run that ends on, rows are split in the likeliest way only, as they are to be written."""


def faster_precision(device: str) -> torch.dtype:
    """bfloat16 or float32, whichever multiplies matrices of this model's size faster here (processors differ by four either way)."""
    if device == "cuda":
        return torch.bfloat16
    speeds = {}
    for precision in (torch.float32, torch.bfloat16):
        a, b = torch.randn(2500, 384).to(precision), torch.randn(384, 1536).to(precision)
        for _ in range(5):
            a @ b
        began = time.monotonic()
        for _ in range(20):
            a @ b
        speeds[precision] = time.monotonic() - began
    return min(speeds, key=lambda precision: speeds[precision])


def new_model(run: Run, pieces: int) -> Translator:
    """An untrained decoder on the pre-trained encoder."""
    torch.manual_seed(run.seed)
    encoder = load_encoder(run)
    model = Translator(
        encoder.embedding.num_embeddings,
        pieces,
        encoder_layers=run.encoder_layers,
        decoder_layers=run.decoder_layers,
        heads=run.heads,
        dropout=run.dropout,
    )
    model.encoder.load_state_dict(encoder.state_dict())
    for part in (model.encoder.embedding, model.encoder.position, model.encoder.norm):
        part.requires_grad_(False)
    return model


def train(run: Run, seconds: float, updates: int = 0, rate: tuple[float, float] = (1.0, 1.0)) -> None:
    """Train for `seconds` of wall-clock time, or for `updates` where they are given, from the last checkpoint or from the start.

    Over that time the learning rate goes linearly from the first part of the run's own to the second. Writes `last.pt`
    `run.every` updates and at the end; where the rate falls to 0, `last.pt` is left alone and `final.pt` is written. Only
    counted updates give the same result on a busy machine as on a quiet one.
    """
    device = "cuda" if torch.cuda.is_available() else "cpu"
    # cuDNN's attention makes a plan for each new shape, of which there are hundreds here.
    torch.backends.cuda.enable_cudnn_sdp(False)
    target = spm.SentencePieceProcessor(model_file=str(run.work / "target.model"))
    rows = Rows(run, target, device)
    model = new_model(run, target.get_piece_size()).to(device)
    trained = {name: p for name, p in model.named_parameters() if p.requires_grad}
    groups = [
        {"params": [p for name, p in trained.items() if name.startswith("encoder.")], "peak": run.encoder_learning_rate},
        {"params": [p for name, p in trained.items() if not name.startswith("encoder.")], "peak": run.learning_rate},
    ]
    cuda = device == "cuda"
    optimizer = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=run.weight_decay, fused=True, capturable=cuda)
    average = {name: p.detach().clone() for name, p in trained.items()}
    step = cold = 0
    last = run.work / LAST
    if last.exists():
        state = torch.load(last, map_location=device)
        model.load_state_dict(state["model"], strict=False)
        average, step = average | state["average"], state["step"]
        if state["optimizer"] is None:
            cold = step
        else:
            optimizer.load_state_dict(state["optimizer"])
        print(f"taken up at update {step}", flush=True)
    else:
        tokens, mask, _ = rows.batch(next(rows.epoch(random.Random(run.seed))))
        quieten(model, PRETRAINED, run.decoder_layers, tokens, mask)
        average = {name: p.detach().clone() for name, p in trained.items()}
    beginning = {name: tensor.clone() for name, tensor in average.items()}
    best, best_loss = beginning, math.inf
    precision = faster_precision(device)
    print(f"{sum(p.numel() for p in trained.values()) / 1e6:.1f} M weights to train, {precision}, {device}", flush=True)
    local = local_numbers(rows, target.get_piece_size())
    measure = HeldOut(model, rows, local, precision)
    chooser = random.Random(run.seed + step)
    started = step
    began = reported = time.monotonic()
    losses, counted, pairs = torch.zeros((), device=device), torch.zeros((), device=device), 0
    for group in optimizer.param_groups:
        group["lr"] = torch.zeros((), device=device)  # a recorded update reads it anew each time
    fixed = Fixed(rows, target.get_piece_size()) if run.recorded else None

    def update(total: Tensor, tokens: Tensor | int) -> None:
        (total / tokens).backward()
        torch.nn.utils.clip_grad_norm_(list(trained.values()), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.add_(total.detach())
        counted.add_(tokens)

    def update_fixed(shape: Shape, packed: Tensor) -> None:
        with torch.autocast(device, torch.bfloat16, cache_enabled=False, enabled=precision is torch.bfloat16):
            total, tokens = cast("Fixed", fixed).loss(model, shape, packed)
        update(total, tokens)

    again = Recorded(update_fixed) if cuda else lambda shape, packed: update_fixed(shape, torch.from_numpy(packed))
    model.train()
    other_splits = _OtherSplits(run) if run.sampling else None
    part = 0.0
    while True:
        if other_splits:
            other_splits.next_epoch(rows, chooser, last=not rate[1] and part > LIKELIEST)
        for numbers in rows.epoch(chooser):
            elapsed = time.monotonic() - began
            part = (step - started) / updates if updates else elapsed / seconds
            if part >= 1:
                if rate[1]:
                    save(last, trained, optimizer, average, step)
                    print(f"update {step}  held out: {spoken(measure.loss(average))}", flush=True)
                else:
                    last_weights = {name: p.detach().clone() for name, p in trained.items()}
                    averages = measure.best_blends(last_weights, average, best, beginning)
                    torch.save({"averages": averages, "step": step}, run.work / FINAL)
                if other_splits:
                    other_splits.end()
                return
            step += 1
            share = min(1.0, (step - cold) / run.warmup) * max(0.01, rate[0] + (rate[1] - rate[0]) * part)
            for group in optimizer.param_groups:
                group["lr"].fill_(group["peak"] * share)
            if fixed:
                again(*fixed.batch(numbers))
            else:
                with torch.autocast(device, torch.bfloat16, enabled=precision is torch.bfloat16):
                    total, tokens = batch_loss(model, rows, numbers, local)
                update(total, tokens)
            if step % 4 == 0:
                decay = min(run.average, (step + 1) / (step + 10)) ** 4
                with torch.no_grad():
                    torch._foreach_lerp_(list(average.values()), [trained[name] for name in average], 1 - decay)
            pairs += len(numbers)
            if step % 100 == 0:
                loss = losses.item() / counted.item()
                took = time.monotonic() - reported
                print(
                    f"update {step}  loss {loss:.3f}  perplexity {math.exp(loss):.1f}  "
                    f"{pairs / took:.0f} pairs/s  {elapsed:.0f} s",
                    flush=True,
                )
                losses.zero_()
                counted.zero_()
                pairs = 0
                reported = time.monotonic()
            if step % run.every == 0:
                if rate[1]:
                    save(last, trained, optimizer, average, step)
                found = measure.loss(average)
                print(f"update {step}  held out: {spoken(found)}", flush=True)
                if sum(found.values()) < best_loss:
                    best, best_loss = {name: tensor.clone() for name, tensor in average.items()}, sum(found.values())


class _OtherSplits:
    """Each epoch's splits of the translations, sampled by a process beside while the epoch before it is trained on."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        self.coming: Future[tuple[np.ndarray, np.ndarray]] | None = None

    def next_epoch(self, rows: Rows, chooser: random.Random, *, last: bool) -> None:
        """Give the rows new splits where they are there, and ask for the next; at the `last` the likeliest."""
        if last:
            rows.split(*rows.likeliest)
            return
        if self.coming and self.coming.done():
            rows.split(*self.coming.result())
        if not self.coming or self.coming.done():
            self.coming = self.pool.submit(sampled, self.run, chooser.randrange(2**31))

    def end(self) -> None:
        """Stop the process."""
        self.pool.shutdown(wait=False, cancel_futures=True)


def save(path: Path, trained: dict[str, Tensor], optimizer: torch.optim.Optimizer | None, average: dict[str, Tensor], step: int) -> None:
    """Write a checkpoint beside and rename it, so that one is never half written; without an optimiser, `train` warms up anew."""
    beside = path.with_suffix(".new")
    model = {name: p.detach() for name, p in trained.items()}
    torch.save({"model": model, "optimizer": optimizer and optimizer.state_dict(), "average": average, "step": step}, beside)
    beside.replace(path)
