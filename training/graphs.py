"""Updates on a GPU: batches of few shapes, each shape's whole update recorded once and then played.

An update of this model is two thousand small kernels. Asked for one by one they
keep a GPU busy for less than half of the time; as a CUDA graph they are asked
for all at once. A graph's shapes cannot change, so batches come in those of a
grid and the three languages go through the decoder together.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from training.batches import Rows, Shape
from training.model import Translator, source_mask

FORBIDDEN = -1e4
"""The logit of a piece that is of another language."""


class Fixed:
    """A recorded run's batches, which are of few shapes; `pieces` is how many the target vocabulary has."""

    def __init__(self, rows: Rows, pieces: int) -> None:
        self.rows = rows
        self.languages = torch.from_numpy(rows.rows[:, 1].astype(np.int64)).to(rows.device)
        self.tags = torch.tensor(rows.tags, device=rows.device)
        self.marks = torch.eye(8, device=rows.device)
        self.outside = torch.full((pieces, 8), FORBIDDEN, device=rows.device)
        for language, ids in enumerate(rows.pieces):
            self.outside[ids, language] = 0.0

    def batch(self, numbers: np.ndarray) -> tuple[Shape, np.ndarray]:
        """A batch's shape, and its numbers in one: of the sentences [B]; of the rows [R], -1 where there is none; the place of each row's
        sentence among the sentences [R]."""
        sentences, place = np.unique(self.rows.rows[numbers, 0], return_inverse=True)
        shape = self.rows.shape(int(self.rows.source_length[sentences].max()), int(self.rows.target_length[numbers].max()))
        packed = np.zeros(shape.sentences + 2 * shape.rows, dtype=np.int64)
        packed[: shape.sentences] = np.resize(sentences, shape.sentences)
        row, places = packed[shape.sentences :].reshape(2, -1)
        row[:] = -1
        row[: len(numbers)], places[: len(numbers)] = numbers, place
        return shape, packed

    def loss(self, model: Translator, shape: Shape, packed: Tensor) -> tuple[Tensor, Tensor]:
        """The summed loss of a batch and the number of its target tokens; nothing in it depends on what the numbers are but their values."""
        run = self.rows.run
        sentences, rows, places = packed.split([shape.sentences, shape.rows, shape.rows])
        if run.consistency:
            sentences, rows, places = sentences.repeat(2), rows.repeat(2), torch.cat([places, places + shape.sentences])
        source, lengths = self.rows.source.padded(sentences, shape.source)
        mask = source_mask(lengths, shape.source)
        real, chosen = rows >= 0, rows.clamp(min=0)
        languages = self.languages[chosen]
        ids, ends = self.rows.target.padded(chosen, shape.target)
        inputs = torch.cat([self.tags[languages][:, None], ids[:, :-1]], 1)
        token = torch.arange(shape.target, device=rows.device)
        taken = (real[:, None] & (token <= ends[:, None])).flatten()
        # Where there is no row its place is held by the first of all, which may be longer than the batch.
        wanted = ids.scatter(1, ends.clamp(max=shape.target - 1)[:, None], self.rows.end).flatten()
        encoded = model.encode(source, mask, run.token_dropout)
        memories = [memory.flatten(1).index_select(0, places).view(len(rows), shape.source, -1) for memory in encoded]
        states = model.decode(memories, mask.index_select(0, places), inputs, run.token_dropout).flatten(0, 1)
        logits, middles = self._logits(model, states, languages)
        scored = logits.log_softmax(-1, dtype=torch.float32)
        right = F.nll_loss(scored, wanted.masked_fill(~taken, -100), ignore_index=-100, reduction="sum")
        # The mean of a language's log probabilities is the mean of its logits less what they are normalised by, which is the
        # right piece's logit less its log probability.
        own = (states.float() * model.embedding.weight.index_select(0, wanted)).sum(-1) + model.bias.index_select(0, wanted)
        loss = right + run.label_smoothing * ((own - middles) * taken).sum()
        tokens = taken.sum()
        if run.consistency:
            (one, other), kept = scored.chunk(2), taken[: len(taken) // 2]
            apart = ((one - other) * (one.exp() - other.exp())).sum(-1) * kept
            loss, tokens = loss / 2 + run.consistency / 4 * apart.sum(), tokens // 2
        return loss, tokens

    def _logits(self, model: Translator, states: Tensor, languages: Tensor) -> tuple[Tensor, Tensor]:
        """States [N, D] -> logits [N, V] of all pieces, those of other languages `FORBIDDEN`; and the mean of its language's [N].

        What forbids them rides in the matrix product, as eight more columns of it, since logits are too many to be gone through twice.
        """
        means = []
        for ids in self.rows.pieces:
            means.append(torch.cat([model.embedding.weight.index_select(0, ids).mean(0), model.bias.index_select(0, ids).mean()[None]]))
        language = languages[:, None].expand(-1, len(states) // len(languages)).flatten()
        marked = torch.cat([states, self.marks[language].to(states.dtype)], 1)
        logits = F.linear(marked, torch.cat([model.embedding.weight, self.outside], 1), model.bias)
        mean = torch.stack(means)
        middles = (states.float() @ mean[:, :-1].T + mean[:, -1]).gather(1, language[:, None])[:, 0]
        return logits, middles


class Recorded:
    """An update, `step(shape, packed)`, recorded for each shape when it first comes."""

    def __init__(self, step: Callable[[Shape, Tensor], None]) -> None:
        self.step = step
        self.graphs: dict[Shape, tuple[torch.cuda.CUDAGraph, Tensor]] = {}
        self.pool = torch.cuda.graph_pool_handle()
        self.warm = False

    def __call__(self, shape: Shape, packed: np.ndarray) -> None:
        """Do the update with these numbers."""
        numbers = torch.from_numpy(packed).pin_memory()
        if not self.warm:
            self._first(shape, numbers.cuda())
            return
        if shape not in self.graphs:
            graph, given = torch.cuda.CUDAGraph(), numbers.cuda()
            with torch.cuda.graph(graph, pool=self.pool):
                self.step(shape, given)
            self.graphs[shape] = graph, given
        graph, given = self.graphs[shape]
        given.copy_(numbers, non_blocking=True)
        graph.replay()

    def _first(self, shape: Shape, numbers: Tensor) -> None:
        """An update that is not recorded: it makes what the optimiser keeps, which must not be made anew each time."""
        beside = torch.cuda.Stream()
        beside.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(beside):
            self.step(shape, numbers)
        torch.cuda.current_stream().wait_stream(beside)
        self.warm = True
