"""`train`: from prepared rows to weights, resumable; `--cooldown` ends a run.

The learning rate warms up, then stays; a run may so be stopped and taken up
again any number of times. `cooldown` goes on from the last checkpoint while the
rate falls to zero, and writes the averaged weights that `package` takes
("warm-up, stable, decay": Hu et al. 2024, MiniCPM).
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import sentencepiece as spm
import torch
from torch import Tensor
from torch.nn import functional as F

from training.config import TARGETS, Run
from training.model import Translator, source_mask
from training.prepare import load_encoder
from training.tokenizer import TAGS


class Rows:
    """The prepared pairs, and batches of them."""

    def __init__(self, run: Run, target: spm.SentencePieceProcessor) -> None:
        self.run = run
        prepared = np.load(run.work / "rows.npz")
        self.rows, self.starts, self.tokens = prepared["rows"], prepared["offsets"], prepared["tokens"]
        self.sentences = np.load(run.work / "sentences.npz")["offsets"]
        size = int(self.sentences[-1]) * 384
        self.features = torch.from_file(str(run.work / "features.bin"), shared=True, size=size, dtype=torch.bfloat16).view(-1, 384)
        self.tags = [target.piece_to_id(TAGS[language]) for language in TARGETS]
        self.end = target.eos_id()
        self.source_length = np.diff(self.sentences)[self.rows[:, 0]]
        self.target_length = np.diff(self.starts) + 1

    def epoch(self, chooser: random.Random) -> Iterator[list[int]]:
        """Batches of row numbers, each of about `run.tokens` target tokens, rows of like length together."""
        weights = np.array([weight for _, weight in self.run.weights])[self.rows[:, 2]]
        draws = np.floor(weights + np.random.default_rng(chooser.randrange(2**32)).random(len(weights))).astype(int)
        chosen = [int(i) for i in np.repeat(np.arange(len(draws)), draws)]
        chooser.shuffle(chosen)
        for start in range(0, len(chosen), 40_000):
            ordered = sorted(chosen[start : start + 40_000], key=lambda i: (self.target_length[i] // 2, self.source_length[i]))
            batches: list[list[int]] = [[]]
            longest = 0
            for i in ordered:
                longest = max(longest, int(self.target_length[i]), int(self.source_length[i]))
                if batches[-1] and longest * (len(batches[-1]) + 1) > self.run.tokens:
                    batches.append([])
                    longest = int(max(self.target_length[i], self.source_length[i]))
                batches[-1].append(i)
            chooser.shuffle(batches)
            yield from batches

    def batch(self, numbers: list[int], device: str) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Features [B, S, D], source mask, target input [B, T] and target output [B, T] (0 is padding)."""
        source = max(int(self.source_length[i]) for i in numbers)
        target = max(int(self.target_length[i]) for i in numbers)
        features = torch.zeros(len(numbers), source, 384, dtype=torch.bfloat16)
        inputs = torch.zeros(len(numbers), target, dtype=torch.long)
        outputs = torch.zeros(len(numbers), target, dtype=torch.long)
        for row, i in enumerate(numbers):
            sentence, language, _ = self.rows[i]
            begin, end = self.sentences[sentence], self.sentences[sentence + 1]
            features[row, : end - begin] = self.features[begin:end]
            ids = torch.from_numpy(self.tokens[self.starts[i] : self.starts[i + 1]].astype(np.int64))
            inputs[row, 0] = self.tags[language]
            inputs[row, 1 : len(ids) + 1] = ids
            outputs[row, : len(ids)] = ids
            outputs[row, len(ids)] = self.end
        lengths = torch.tensor([int(self.source_length[i]) for i in numbers])
        mask = source_mask(lengths, source)
        return features.to(device), mask.to(device), inputs.to(device), outputs.to(device)


def new_model(run: Run, pieces: int) -> Translator:
    """An untrained decoder on the pre-trained encoder."""
    torch.manual_seed(run.seed)
    encoder = load_encoder(run)
    model = Translator(
        encoder.embedding.num_embeddings,
        pieces,
        encoder_layers=run.encoder_layers,
        frozen_layers=run.frozen_layers,
        decoder_layers=run.decoder_layers,
        heads=run.heads,
    )
    model.encoder.load_state_dict(encoder.state_dict())
    for part in (model.encoder.embedding, model.encoder.position, model.encoder.norm, *model.encoder.layers[: run.frozen_layers]):
        part.requires_grad_(False)
    return model


def train(run: Run, seconds: float, cooldown: bool = False) -> None:
    """Train for `seconds` of wall-clock time from the last checkpoint, or from the start.

    Writes `last.pt` every 500 updates and at the end; with `cooldown` the rate
    falls linearly to zero over `seconds`, `last.pt` is left alone and
    `final.pt` (averaged weights) is written.
    """
    device = "cuda" if torch.cuda.is_available() else "cpu"
    target = spm.SentencePieceProcessor(model_file=str(run.work / "target.model"))
    rows = Rows(run, target)
    model = new_model(run, target.get_piece_size()).to(device)
    trained = {name: p for name, p in model.named_parameters() if p.requires_grad}
    groups = [
        {"params": [p for name, p in trained.items() if name.startswith("encoder.")], "peak": run.encoder_learning_rate},
        {"params": [p for name, p in trained.items() if not name.startswith("encoder.")], "peak": run.learning_rate},
    ]
    optimizer = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=run.weight_decay, fused=True)
    average = {name: p.detach().clone() for name, p in trained.items()}
    step = 0
    last = run.work / "last.pt"
    if last.exists():
        state = torch.load(last, map_location=device)
        model.load_state_dict(state["model"], strict=False)
        optimizer.load_state_dict(state["optimizer"])
        average, step = state["average"], state["step"]
        print(f"taken up at update {step}", flush=True)
    chooser = random.Random(run.seed + step)
    began = reported = time.monotonic()
    losses = counted = pairs = 0
    model.train()
    while True:
        for numbers in rows.epoch(chooser):
            elapsed = time.monotonic() - began
            if elapsed >= seconds:
                _save(run.work / ("final.pt" if cooldown else "last.pt"), trained, optimizer, average, step)
                return
            step += 1
            rate = min(1.0, step / run.warmup) * (max(0.01, 1 - elapsed / seconds) if cooldown else 1.0)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * rate
            features, mask, inputs, outputs = rows.batch(numbers, device)
            with torch.autocast(device, torch.bfloat16):
                states = model(features, mask, inputs, run.token_dropout)
                loss = F.cross_entropy(model.logits(states[outputs != 0]), outputs[outputs != 0], label_smoothing=run.label_smoothing)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(list(trained.values()), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            if step % 4 == 0:
                decay = min(run.average, (step + 1) / (step + 10)) ** 4
                with torch.no_grad():
                    for name, p in trained.items():
                        average[name].lerp_(p, 1 - decay)
            tokens = int((outputs != 0).sum())
            losses, counted, pairs = losses + loss.item() * tokens, counted + tokens, pairs + len(numbers)
            if step % 200 == 0:
                took = time.monotonic() - reported
                print(
                    f"update {step}  loss {losses / counted:.3f}  perplexity {math.exp(losses / counted):.1f}  "
                    f"{pairs / took:.0f} pairs/s  {elapsed:.0f} s",
                    flush=True,
                )
                losses = counted = pairs = 0
                reported = time.monotonic()
            if step % 500 == 0 and not cooldown:
                _save(last, trained, optimizer, average, step)


def _save(path: Path, trained: dict[str, Tensor], optimizer: torch.optim.Optimizer, average: dict[str, Tensor], step: int) -> None:
    """Write a checkpoint beside and rename it, so that one is never half written."""
    beside = path.with_suffix(".new")
    model = {name: p.detach() for name, p in trained.items()}
    torch.save({"model": model, "optimizer": optimizer.state_dict(), "average": average, "step": step}, beside)
    beside.replace(path)
