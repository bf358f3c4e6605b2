"""The model in plain PyTorch: a pre-trained English encoder, a shallow decoder for three languages.

Encoder: BERT's post-norm layers (GELU, learnt positions), loaded from
all-MiniLM-L6-v2, whose embeddings stay as they are.
Decoder: pre-norm, ReLU, sinusoidal positions, output projection tied to its
embeddings. Attention is written out for a CPU: on the short sequences here it
beats the fused kernel. Dropout removes whole tokens; element-wise dropout, which
costs a fifth of a CPU's time, is there for a GPU.

Shapes: B sentences, S source tokens, T target tokens, D = 384 units, V pieces.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, FEED_FORWARD, POSITIONS, PRETRAINED = 384, 1536, 512, 6
"""The pre-trained encoder's units, inner units of its feed-forward layers, positions and layers."""


def places(count: int, depth: int) -> list[int]:
    """Where `count` layers stand among `depth`: spread evenly, the last of them last. Raises ValueError where there are more of them."""
    if count > depth:
        raise ValueError(f"{count} layers do not fit into {depth}: layers cannot be left out")
    return [(number + 1) * depth // count - 1 for number in range(count)]


class Attention(nn.Module):
    """Multi-head attention, over itself (`memory` None) or over the encoder's output."""

    def __init__(self, heads: int, cross: bool = False) -> None:
        super().__init__()
        self.heads, self.cross = heads, cross
        if cross:
            self.query, self.key_value = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 2 * WIDTH)
        else:
            self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)

    def forward(self, x: Tensor, mask: Tensor, memory: Tensor | None = None) -> Tensor:
        """x [B, T, D], mask broadcastable to [B, 1, T, S] (additive), memory [B, S, 2D] -> [B, T, D].

        `memory` is the encoder's output after this layer's `key_value`, so that
        it is computed once for all the languages of a sentence.
        """
        if memory is None:
            q, k, v = self.query_key_value(x).chunk(3, -1)
        else:
            q, (k, v) = self.query(x), memory.chunk(2, -1)
        batch, length, _ = x.shape
        q, k, v = (t.view(batch, -1, self.heads, WIDTH // self.heads).transpose(1, 2) for t in (q, k, v))
        if q.is_cuda:
            found = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        else:
            weights = (q @ k.transpose(-1, -2)) * (WIDTH // self.heads) ** -0.5 + mask
            found = weights.softmax(-1).to(v.dtype) @ v
        return self.output(found.transpose(1, 2).reshape(batch, length, WIDTH))


class EncoderLayer(nn.Module):
    """One post-norm BERT layer."""

    def __init__(self, heads: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.attention, self.norm1 = Attention(heads), nn.LayerNorm(WIDTH)
        self.up, self.down, self.norm2 = nn.Linear(WIDTH, FEED_FORWARD), nn.Linear(FEED_FORWARD, WIDTH), nn.LayerNorm(WIDTH)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """[B, S, D] -> [B, S, D]."""
        x = self.norm1(x + self.dropout(self.attention(x, mask)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class DecoderLayer(nn.Module):
    """One pre-norm decoder layer."""

    def __init__(self, heads: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.norm1, self.attention = nn.LayerNorm(WIDTH), Attention(heads)
        self.norm2, self.cross = nn.LayerNorm(WIDTH), Attention(heads, cross=True)
        self.norm3, self.up, self.down = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, FEED_FORWARD), nn.Linear(FEED_FORWARD, WIDTH)

    def forward(self, x: Tensor, causal: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """x [B, T, D], memory [B, S, 2D] -> [B, T, D]."""
        x = x + self.dropout(self.attention(self.norm1(x), causal))
        x = x + self.dropout(self.cross(self.norm2(x), mask, memory))
        return x + self.dropout(self.down(self.dropout(F.relu(self.up(self.norm3(x))))))


class Encoder(nn.Module):
    """The English encoder."""

    def __init__(self, pieces: int, layers: int, heads: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.embedding = nn.Embedding(pieces, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.layers = nn.ModuleList(EncoderLayer(heads, dropout) for _ in range(layers))

    def load_pretrained(self, weights: Path, wordpiece_ids: list[int]) -> None:
        """Copy BERT's weights; row i of the embedding is WordPiece `wordpiece_ids[i]`.

        The token-type embedding, which is the same for every token here, goes
        into the positions. Where there are more layers than BERT's, these stand
        where `places` says.
        """
        from safetensors.torch import load_file

        w = load_file(weights)
        with torch.no_grad():
            self.embedding.weight.copy_(w["embeddings.word_embeddings.weight"][wordpiece_ids])
            self.position.weight.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
            _copy(self.norm, w, "embeddings.LayerNorm")
            for number, place in enumerate(places(PRETRAINED, len(self.layers))):
                name, layer = f"encoder.layer.{number}.", self.layers[place]
                for kind in ("weight", "bias"):
                    joined = torch.cat([w[f"{name}attention.self.{part}.{kind}"] for part in ("query", "key", "value")])
                    getattr(layer.attention.query_key_value, kind).copy_(joined)
                _copy(layer.attention.output, w, name + "attention.output.dense")
                _copy(layer.norm1, w, name + "attention.output.LayerNorm")
                _copy(layer.up, w, name + "intermediate.dense")
                _copy(layer.down, w, name + "output.dense")
                _copy(layer.norm2, w, name + "output.LayerNorm")

    def forward(self, tokens: Tensor, mask: Tensor, token_dropout: float = 0.0) -> Tensor:
        """Token ids [B, S], mask [B, 1, 1, S] -> [B, S, D]."""
        x = self.norm(self.embedding(tokens) + self.position.weight[: tokens.shape[1]])
        if self.training and token_dropout:
            x = x * (torch.rand(*tokens.shape, 1, device=x.device) > token_dropout)
        for layer in self.layers:
            x = layer(x, mask)
        return x


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[name + ".weight"])  # type: ignore[operator]
    module.bias.copy_(weights[name + ".bias"])  # type: ignore[operator]


class Translator(nn.Module):
    """Encoder and decoder."""

    def __init__(
        self, source_pieces: int, target_pieces: int, *, encoder_layers: int, decoder_layers: int, heads: int, dropout: float = 0.0
    ) -> None:
        super().__init__()
        self.encoder = Encoder(source_pieces, encoder_layers, heads, dropout)
        self.embedding = nn.Embedding(target_pieces, WIDTH, padding_idx=0)
        nn.init.normal_(self.embedding.weight, 0, WIDTH**-0.5)
        self.layers = nn.ModuleList(DecoderLayer(heads, dropout) for _ in range(decoder_layers))
        self.dropout = nn.Dropout(dropout)
        self.norm = nn.LayerNorm(WIDTH)
        self.bias = nn.Parameter(torch.zeros(target_pieces))
        for name, parameter in self.layers.named_parameters():
            if parameter.dim() == 2 and "norm" not in name:
                nn.init.xavier_uniform_(parameter)
        self.register_buffer("position", sinusoids(1024))

    def encode(self, tokens: Tensor, mask: Tensor, token_dropout: float = 0.0) -> list[Tensor]:
        """Source ids [B, S], source mask [B, 1, 1, S] -> each decoder layer's memory [B, S, 2D]."""
        memory = self.encoder(tokens, mask, token_dropout / 2)
        return [layer.cross.key_value(memory) for layer in self.layers]

    def decode(self, memories: list[Tensor], mask: Tensor, target: Tensor, token_dropout: float = 0.0) -> Tensor:
        """Each layer's memory [B, S, 2D], source mask, target ids [B, T] -> states [B, T, D]."""
        y = self.embedding(target) * math.sqrt(WIDTH)
        if self.training and token_dropout:
            y = y * (torch.rand(*target.shape, 1, device=y.device) > token_dropout)
        length = target.shape[1]
        y = self.dropout(y + self.position[:length])  # type: ignore[index]
        causal = torch.full((length, length), -1e4, device=y.device).triu(1)
        for layer, memory in zip(self.layers, memories, strict=True):
            y = layer(y, causal, memory, mask)
        return self.norm(y)

    def logits(self, states: Tensor, pieces: Tensor) -> Tensor:
        """States [N, D] -> logits [N, P] over the given pieces only: a language's own."""
        return F.linear(states, self.embedding.weight.index_select(0, pieces), self.bias[pieces])


class CrossEntropy(torch.autograd.Function):
    """The summed label-smoothed cross-entropy of bfloat16 or float32 logits, with its gradient made on the way.

    PyTorch's own keeps three float32 copies of the logits and takes a fifth of an update; this one keeps the gradient alone,
    and on a CPU goes through the logits a few rows at a time, in cache.
    """

    ROWS = 128

    @staticmethod
    def forward(ctx: Any, logits: Tensor, labels: Tensor, smoothing: float) -> Tensor:
        """Logits [N, P], labels [N] (a negative one has no loss) -> a scalar in float32."""
        total = torch.zeros((), device=logits.device)
        gradient = torch.empty_like(logits)
        rows = len(logits) if logits.is_cuda else CrossEntropy.ROWS
        for begin in range(0, len(logits), rows):
            part, label = logits[begin : begin + rows].to(torch.float32, copy=True), labels[begin : begin + rows, None]
            real = label >= 0
            part -= part.logsumexp(1, keepdim=True)
            right = part.gather(1, label.clamp(min=0))
            total -= (real * ((1 - smoothing) * right + smoothing * part.mean(1, keepdim=True))).sum()
            part.exp_().sub_(smoothing / part.shape[1])
            part.scatter_add_(1, label.clamp(min=0), torch.full_like(right, smoothing - 1))
            gradient[begin : begin + rows] = part.mul_(real)
        ctx.save_for_backward(gradient)
        return total

    @staticmethod
    def backward(ctx: Any, *outer: Tensor) -> tuple[Tensor, None, None]:
        """The gradient for the logits."""
        (gradient,) = ctx.saved_tensors
        return gradient * outer[0].to(gradient.dtype), None, None


def sinusoids(length: int) -> Tensor:
    """Positions [length, D] of "Attention Is All You Need", sines first, as CTranslate2 keeps them."""
    position = torch.arange(length)[:, None].float()
    frequency = torch.exp(-math.log(10_000) / (WIDTH // 2 - 1) * torch.arange(WIDTH // 2).float())
    return torch.cat([torch.sin(position * frequency), torch.cos(position * frequency)], 1)


def source_mask(lengths: Tensor, longest: int) -> Tensor:
    """Additive mask [B, 1, 1, S]: 0 for a token, -10,000 for padding."""
    outside = torch.arange(longest, device=lengths.device)[None] >= lengths[:, None]
    return (outside * -1e4)[:, None, None, :]
