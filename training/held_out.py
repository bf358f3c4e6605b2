"""What a run is judged by: the loss of rows that it is not trained on; and the blends of its weights that do best there."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from training.batches import Rows
from training.config import TARGETS
from training.loss import batch_loss
from training.model import Translator

Weights = dict[str, Tensor]
"""The trained parameters, by name."""

BLENDS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The parts of the last weights in the blends with an average that are tried at the end of a run; then the parts of what came of it in
the blends with the average that the run began from."""

ALL = "all"


class HeldOut:
    """The held-out rows, as a measure of a model's weights; `local` is what `local_numbers` gives."""

    def __init__(self, model: Translator, rows: Rows, local: list[Tensor], precision: torch.dtype) -> None:
        self.model, self.rows, self.local, self.precision = model, rows, local, precision

    @torch.no_grad()
    def loss(self, weights: Weights, languages: Sequence[str] = TARGETS) -> dict[str, float]:
        """Each language's loss in nats a character (comparable between vocabularies) with these weights; the model keeps its own."""
        own = {name: p.detach().clone() for name, p in self.model.named_parameters() if name in weights}
        self.model.load_state_dict(weights, strict=False)
        self.model.eval()
        sums = {language: [0.0, 0] for language in languages}
        for numbers in self.rows.held_out():
            for name in languages:
                chosen = numbers[self.rows.rows[numbers, 1] == TARGETS.index(name)]
                if len(chosen):
                    with torch.autocast(self.rows.device, torch.bfloat16, enabled=self.precision is torch.bfloat16):
                        total, _ = batch_loss(self.model, self.rows, chosen, self.local, label_smoothing=0.0)
                    sums[name][0] += total.item()
                    sums[name][1] += int(self.rows.characters[chosen].sum())
        self.model.load_state_dict(own, strict=False)
        self.model.train()
        return {name: total / max(1, count) for name, (total, count) in sums.items()}

    def best_blends(self, last: Weights, end: Weights, best: Weights, beginning: Weights) -> dict[str, Weights]:
        """For each language the weights of least loss, of blends of a run's last weights and its averages at the end, at their best in
        this run and at its beginning.

        First an average and the last weights are blended: an average over a thousand updates can lag behind a rate that has fallen
        fast, and where the last updates fitted the rows that are drawn most, an average from before them is the better part of a blend.
        Then what came of it, which is one for all languages, and the beginning: where one language was drawn more than the others,
        these have lost what the beginning still has.
        """
        least: dict[str, tuple[float, Weights]] = {}

        def tried(label: str, one: Weights, other: Weights) -> None:
            for share in BLENDS:
                blend = {name: one[name].lerp(other[name], share) for name in last}
                found = self.loss(blend)
                print(f"{label} {1 - share:.0%}, the other {share:.0%}: held out {spoken(found)}", flush=True)
                for language, loss in [*found.items(), (ALL, sum(found.values()))]:
                    if language not in least or loss < least[language][0]:
                        least[language] = loss, blend

        tried("averaged, last:", end, last)
        tried("averaged at its best, last:", best, last)
        tried("beginning, the best of these:", beginning, least[ALL][1])
        return {language: least[language][1] for language in TARGETS}


def spoken(losses: dict[str, float]) -> str:
    """The losses of the languages and their mean, as they are printed."""
    return "  ".join(f"{name} {loss:.4f}" for name, loss in losses.items()) + f"  mean {sum(losses.values()) / len(losses):.4f}"
