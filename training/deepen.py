"""More layers for a model that has learnt: they do nothing at first, so that training begins from what it can."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.model import WIDTH, Translator, places


@torch.no_grad()
def quieten(model: Translator, encoder_layers: int, decoder_layers: int, tokens: Tensor, mask: Tensor) -> None:
    """Let all but so many of the model's layers, those that `places` gives, do nothing; source ids [B, S] and mask show what passes.

    A pre-norm layer does nothing while its outputs are zero. A post-norm one normalises all the same: its scales and shifts
    are fitted, unit by unit, to give back what came in (least squares over the tokens shown; 2 to 8 % of its length are lost).
    """
    training = model.training
    model.eval()  # dropout would be noise in what is fitted
    old = places(decoder_layers, len(model.layers))
    for number, layer in enumerate(model.layers):
        if number not in old:
            _zero(layer.attention.output, layer.cross.output, layer.down)  # type: ignore[arg-type]
    encoder, old = model.encoder, places(encoder_layers, len(model.encoder.layers))
    real = mask[:, 0, 0] == 0
    x = encoder.norm(encoder.embedding(tokens) + encoder.position.weight[: tokens.shape[1]])
    for number, layer in enumerate(encoder.layers):
        if number not in old:
            _zero(layer.attention.output, layer.down)  # type: ignore[arg-type]
            incoming = x[real]
            for norm in (layer.norm1, layer.norm2):
                _fit(norm, incoming)  # type: ignore[arg-type]
                incoming = norm(incoming)  # type: ignore[operator]
        x = layer(x, mask)
    model.train(training)


def _zero(*outputs: nn.Linear) -> None:
    for output in outputs:
        output.weight.zero_()
        output.bias.zero_()


def _fit(norm: nn.LayerNorm, x: Tensor) -> None:
    """Set the scale and the shift of each unit so that `norm(x)` is as near to x [N, D] as it can be."""
    plain = F.layer_norm(x, (WIDTH,))
    middle, plain_middle = x.mean(0), plain.mean(0)
    scale = ((plain - plain_middle) * (x - middle)).mean(0) / plain.var(0, unbiased=False).clamp(min=1e-6)
    norm.weight.copy_(scale)
    norm.bias.copy_(middle - scale * plain_middle)
