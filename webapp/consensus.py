"""Of several translations of one sentence, the one without faults that the others agree with most.

The likeliest translation of a beam is often an odd one out. What minimises the expected loss (minimum Bayes risk: Kumar
& Byrne 2004, N04-1022) is the one that is nearest to all: nearness is chrF2 here (Popović 2015, W15-3049), each
translation of the beam counting alike. What can be seen to be wrong is not taken while another is there, though it has its vote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

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
    stretches = {text: _stretches(text) for text in times}
    gains = {one: sum(count * _chrf(stretches[one], stretches[other]) for other, count in times.items()) for one in sound}
    return texts.index(max(sound, key=lambda text: gains[text]))


def _stretches(text: str) -> list[tuple[Counter[str], int]]:
    """For each order the text's stretches with how often they stand there, and how many there are."""
    run = "".join(text.split())
    return [(Counter(run[i : i + order] for i in range(len(run) - order + 1)), max(0, len(run) - order + 1)) for order in ORDERS]


def _chrf(text: list[tuple[Counter[str], int]], reference: list[tuple[Counter[str], int]]) -> float:
    """chrF2 of a text against a reference, 0 to 1: precision and recall averaged over the orders that both have."""
    precision = recall = orders = 0.0
    for (ours, count), (theirs, of_theirs) in zip(text, reference, strict=True):
        if count and of_theirs:
            shared = sum(min(times, theirs[stretch]) for stretch, times in ours.items() if stretch in theirs)
            precision, recall, orders = precision + shared / count, recall + shared / of_theirs, orders + 1
    if not precision + recall:
        return 0.0
    precision, recall = precision / orders, recall / orders
    return (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)
