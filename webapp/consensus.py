"""Of several translations of one sentence, the one without faults that the others agree with most.

The likeliest translation of a beam is often an odd one out. What minimises the expected loss (minimum Bayes risk: Kumar
& Byrne 2004, N04-1022) is the one that is nearest to all: nearness is chrF2 here (Popović 2015, W15-3049), each
translation of the beam counting alike. What can be seen to be wrong is not taken while another is there, though it has its vote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

ORDERS = range(1, 7)
"""Lengths, in characters, of the stretches that are compared; spaces are left out."""
BETA = 2.0
"""How much more what is missing weighs than what is too much."""


def agreed(texts: Sequence[str], faults: Callable[[str], tuple[int, ...]] = lambda text: ()) -> int:
    """The place of the text with the least `faults` that has the highest mean chrF2 against all; of equals the first.

    Raises ValueError where there is no text.
    """
    if not texts:
        raise ValueError("no texts to choose from")
    times = Counter(texts)
    if len(times) == 1:
        return 0
    found = {text: faults(text) for text in times}
    least = min(found.values())
    sound = [text for text in times if found[text] == least]
    if len(sound) == 1:
        return texts.index(sound[0])
    runs = ["".join(text.split()) for text in times]
    gains = dict(zip(times, _chrf(runs) @ np.array(list(times.values())), strict=True))
    return texts.index(max(sound, key=lambda text: gains[text]))


def _chrf(runs: Sequence[str]) -> Any:
    """chrF2 (0 to 1) of each text against each as its reference [N, N]: precision and recall averaged over the orders that both have."""
    precision, recall, orders = np.zeros((3, len(runs), len(runs)))
    for order in ORDERS:
        numbers: dict[str, int] = {}
        found = [[numbers.setdefault(run[i : i + order], len(numbers)) for i in range(len(run) - order + 1)] for run in runs]
        counts = np.array([np.bincount(ids, minlength=len(numbers)) if ids else np.zeros(len(numbers), int) for ids in found])
        shared = np.minimum(counts[:, None], counts[None]).sum(-1)
        total = counts.sum(-1)
        both = (total[:, None] > 0) & (total[None] > 0)
        precision += np.divide(shared, total[:, None], out=np.zeros_like(precision), where=both)
        recall += np.divide(shared, total[None], out=np.zeros_like(recall), where=both)
        orders += both
    weighted = BETA**2 * precision + recall
    score = np.divide((1 + BETA**2) * precision * recall, weighted, out=np.zeros_like(weighted), where=weighted > 0)
    return np.divide(score, orders, out=np.zeros_like(score), where=orders > 0)
