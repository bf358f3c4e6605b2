"""The prepared pairs, and batches of them in an order that trains fast."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import sentencepiece as spm
import torch
from torch import Tensor

from training.config import TARGETS, Run
from training.model import source_mask
from training.tokenizer import TAGS

SENTENCES, TOKENS, SCORED = 8, 4, 256
"""A batch is padded to a multiple of so many sentences and tokens, and of tokens whose loss is taken. A CPU's matrix library makes a
kernel for each new shape, which takes longer than the product itself: with shapes as they come, an update took twice as long
(1.1 s, not 0.5)."""

CHUNK = 20_000
"""Sentences are put in order of length within chunks of so many, so that an epoch does not run from short to long."""


SMOOTHING, THREADS = 0.3, 4
"""What the log probabilities of the splits are multiplied by when one is sampled, and how many threads sample."""


LENGTHS = np.array([16, 24, 32, 40, 48, 56, 64, 80, 96, 112])
"""The lengths, in tokens, that a recorded run's batches are padded to (`training.graphs`)."""


class Shape(NamedTuple):
    """How many sentences [B] of how many tokens [S], and how many translations [R] of how many tokens [T] a recorded batch has room for."""

    sentences: int
    source: int
    rows: int
    target: int


class Part(NamedTuple):
    """A batch's rows of one language: its number; the sentence of each row [R]; input ids [R, T]; and of each token whose loss is
    taken the place among the R × T [N] and the id that is to stand there [N], -1 for those that N is padded with."""

    language: int
    sentences: Tensor
    inputs: Tensor
    places: Tensor
    wanted: Tensor
    tokens: int


class Ragged:
    """Lists of ids of different lengths, end to end on a device: row i is `flat[starts[i] : starts[i] + lengths[i]]`."""

    def __init__(self, flat: np.ndarray, offsets: np.ndarray, device: str) -> None:
        self.flat = torch.from_numpy(flat.astype(np.int32)).to(device)
        self.starts, self.lengths = (torch.from_numpy(array.astype(np.int64)).to(device) for array in (offsets[:-1], np.diff(offsets)))

    def padded(self, rows: Tensor, width: int) -> tuple[Tensor, Tensor]:
        """The chosen rows' ids [R, width], 0 after their end, and their lengths [R]."""
        place, lengths = torch.arange(width, device=rows.device), self.lengths[rows]
        ids = self.flat[(self.starts[rows, None] + place).clamp_(max=len(self.flat) - 1)].long()
        return ids.masked_fill_(place >= lengths[:, None], 0), lengths


class Rows:
    """The prepared pairs, and batches of them."""

    def __init__(self, run: Run, target: spm.SentencePieceProcessor, device: str = "cpu") -> None:
        self.run, self.device = run, device
        prepared = np.load(run.work / "rows.npz")
        self.rows = prepared["rows"]
        self.source_length = np.diff(prepared["source_offsets"])
        self.sentences_a_row = self._sentences_a_row()
        self.source = Ragged(prepared["source_tokens"], prepared["source_offsets"], device)
        self.likeliest = prepared["tokens"], prepared["offsets"]
        self.split(*self.likeliest)
        self.tags = [target.piece_to_id(TAGS[language]) for language in TARGETS]
        self.end = target.eos_id()
        length = np.array([len(target.id_to_piece(i)) for i in range(target.get_piece_size())])
        self.characters = np.add.reduceat(length[prepared["tokens"]], np.minimum(prepared["offsets"][:-1], len(prepared["tokens"]) - 1))
        self.pieces = [torch.from_numpy(used_pieces(prepared, number, target)).to(device) for number in range(len(TARGETS))]

    def split(self, tokens: np.ndarray, offsets: np.ndarray) -> None:
        """Take the translations' ids from here on as they are split there: row i is tokens[offsets[i] : offsets[i + 1]]."""
        self.target_length = np.diff(offsets) + 1
        self.target = Ragged(tokens, offsets, self.device)

    def epoch(self, chooser: random.Random) -> Iterator[np.ndarray]:
        """Batches of row numbers, each of about `run.tokens` target tokens.

        The rows of one English sentence stand together, so that it is encoded
        once, and sentences of like length share a batch.
        """
        weights = np.array([*(weight for _, weight in self.run.weights), 0.0])[self.rows[:, 2]]
        draws = np.floor(weights + np.random.default_rng(chooser.randrange(2**32)).random(len(weights))).astype(int)
        yield from self._batches(draws, chooser)

    def _sentences_a_row(self) -> float:
        """How many English sentences an epoch has for each translation, and 5 % for batches that have more."""
        weights = np.array([*(weight for _, weight in self.run.weights), 0.0])[self.rows[:, 2]]
        most = np.zeros(len(self.source_length))
        np.maximum.at(most, self.rows[:, 0], weights)
        return 1.05 * float(most.sum() / weights.sum())

    def shape(self, source: int, target: int) -> Shape:
        """The shape that a recorded batch has whose longest sentence and translation are of so many tokens."""
        source, target = _rounded(np.array([source, target])).tolist()
        rows = padded(self.run.tokens // target, SENTENCES)
        return Shape(padded(int(self.sentences_a_row * rows), SENTENCES), source, rows, target)

    def held_out(self) -> Iterator[np.ndarray]:
        """Batches of the rows that are not trained on, each once."""
        yield from self._batches((self.rows[:, 2] == len(self.run.weights)).astype(int), random.Random(0))

    def _batches(self, draws: np.ndarray, chooser: random.Random) -> Iterator[np.ndarray]:
        """Batches in which row i stands `draws[i]` times."""
        rows = np.repeat(np.arange(len(draws)), draws)
        if not len(rows):
            return
        first = np.cumsum(draws) - draws
        # A row's nth turn goes with the nth turns of the other translations of its sentence.
        turns = np.arange(len(rows)) - np.repeat(first, draws)
        _, group = np.unique(self.rows[rows, 0].astype(np.int64) * (int(draws.max()) + 1) + turns, return_inverse=True)
        count = int(group.max()) + 1
        longest = np.zeros(count, dtype=np.int64)
        np.maximum.at(longest, group, self.target_length[rows])
        width = np.zeros(count, dtype=np.int64)
        width[group] = self.source_length[self.rows[rows, 0]]
        if self.run.recorded:
            width, longest = _rounded(width), _rounded(longest)
        else:
            width //= TOKENS
        shuffled = np.random.default_rng(chooser.randrange(2**32)).permutation(count)
        chunk = np.empty(count, dtype=np.int64)
        chunk[shuffled] = np.arange(count) // CHUNK
        # By source length in steps of TOKENS, then by the longest translation: padding is so 13 % of the target tokens and 5 % of
        # the source tokens; by exact source length it was 20 % and 0.4 %, which costs 4 % more.
        groups = np.lexsort((shuffled, longest, width, chunk))
        by_group = rows[np.argsort(group, kind="stable")]
        sizes = np.bincount(group, minlength=count)
        begins = np.cumsum(sizes) - sizes
        for number in range(int(chunk.max()) + 1):
            batches: list[list[np.ndarray]] = [[]]
            held = highest = wide = 0
            for one in groups[number * CHUNK : (number + 1) * CHUNK]:
                highest = max(highest, int(longest[one]))
                if held and (self._full(held + int(sizes[one]), len(batches[-1]) + 1, highest) or wide not in (0, int(width[one]))):
                    batches.append([])
                    held, highest = 0, int(longest[one])
                batches[-1].append(by_group[begins[one] : begins[one] + sizes[one]])
                held += int(sizes[one])
                wide = int(width[one]) if self.run.recorded else 0
            chooser.shuffle(batches)
            yield from (np.concatenate(batch) for batch in batches)

    def _full(self, rows: int, sentences: int, longest: int) -> bool:
        """Whether so many rows, the longest of so many tokens, of so many sentences are too many for a batch."""
        if not self.run.recorded:
            return longest * rows > self.run.tokens
        room = self.shape(1, longest)
        return rows > room.rows or sentences > room.sentences

    def batch(self, numbers: np.ndarray) -> tuple[Tensor, Tensor, list[Part]]:
        """Source ids [B, S] and source mask; for each language that has rows in the batch its part.

        B and R are padded to multiples of `SENTENCES` with sentences and rows that stand there already, S and T to multiples of
        `TOKENS`, N to a multiple of `SCORED`.
        """
        sentences, place = np.unique(self.rows[numbers, 0], return_inverse=True)
        width = padded(int(self.source_length[sentences].max()), TOKENS)
        chosen = np.resize(sentences, padded(len(sentences), SENTENCES))
        source, lengths = self.source.padded(self._sent(chosen), width)
        parts = []
        for language, tag in enumerate(self.tags):
            mine = np.flatnonzero(self.rows[numbers, 1] == language)
            if not len(mine):
                continue
            target_lengths = self.target_length[numbers[mine]]
            longest = padded(int(target_lengths.max()), TOKENS)
            rows = np.resize(numbers[mine], padded(len(mine), SENTENCES))
            ids, ends = self.target.padded(self._sent(rows), longest)
            inputs = torch.cat([torch.full_like(ids[:, :1], tag), ids[:, :-1]], 1)
            real = np.flatnonzero(np.arange(longest) < target_lengths[:, None])
            places = self._sent(np.resize(real, padded(len(real), SCORED)))
            wanted = ids.scatter_(1, ends[:, None], self.end).flatten()[places]
            wanted[len(real) :] = -1
            parts.append(Part(language, self._sent(np.resize(place[mine], len(rows))), inputs, places, wanted, len(real)))
        return source, source_mask(lengths, width), parts

    def _sent(self, array: np.ndarray) -> Tensor:
        """The numbers on the device; a GPU is not waited for."""
        tensor = torch.from_numpy(array.astype(np.int64))
        return tensor if self.device == "cpu" else tensor.pin_memory().to(self.device, non_blocking=True)


def sampled(run: Run, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The prepared translations' ids and offsets, `run.sampling` of the rows split otherwise than in the likeliest way.

    A model that meets a word in several splits learns of what its forms are made ("subword regularization", Kudo 2018); held-out
    rows and those with an unknown character stay as they are.
    """
    target = spm.SentencePieceProcessor(model_file=str(run.work / "target.model"))
    prepared = np.load(run.work / "rows.npz")
    tokens, offsets = prepared["tokens"], prepared["offsets"]
    chosen = np.random.default_rng(seed).random(len(offsets) - 1) < run.sampling
    chosen &= prepared["rows"][:, 2] < len(run.weights)
    chosen &= np.add.reduceat(tokens == target.unk_id(), np.minimum(offsets[:-1], len(tokens) - 1)) == 0
    ids = [tokens[a:b].tolist() for a, b in itertools.pairwise(offsets.tolist())]
    places = np.flatnonzero(chosen).tolist()
    spm.set_random_generator_seed(seed)
    texts = target.decode([ids[place] for place in places], num_threads=THREADS)
    for place, split in zip(places, target.encode(texts, enable_sampling=True, nbest_size=-1, alpha=SMOOTHING, num_threads=THREADS), strict=True):
        ids[place] = split
    return np.fromiter(itertools.chain.from_iterable(ids), dtype=np.uint16), np.cumsum([0, *map(len, ids)])


def _rounded(lengths: np.ndarray) -> np.ndarray:
    """For each length the least of `LENGTHS` that is no less."""
    return LENGTHS[np.searchsorted(LENGTHS, lengths)]


def padded(size: int, step: int) -> int:
    """The next multiple of `step` that is no less than `size`."""
    return -(-size // step) * step


def used_pieces(prepared: np.lib.npyio.NpzFile, language: int, target: spm.SentencePieceProcessor) -> np.ndarray:
    """The ids of the target pieces that a language's rows use, the special ones, and those of ASCII characters; ascending."""
    ids = set(range(4)) | {target.piece_to_id(TAGS[TARGETS[language]])}
    ids |= {target.piece_to_id(char) for char in map(chr, range(0x21, 0x7F))}
    lengths = np.diff(prepared["offsets"])
    ids.update(np.unique(prepared["tokens"][np.repeat(prepared["rows"][:, 1] == language, lengths)]).tolist())
    return np.array(sorted(ids))
