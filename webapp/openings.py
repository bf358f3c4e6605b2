"""The clause of a translation that lacks a name, and how the engine is made to write it anew with the name in it.

Kazakh, Uyghur and Russian all may begin a sentence with a place or a person, so that a name may be forced at any word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from webapp import clauses
from webapp.document import Hypothesis
from webapp.name_matching import Want, settle
from webapp.name_places import Lexicon

COLLAPSE = math.log(2)
"""How far the mean log probability of a token may fall: by more, and the perplexity has more than doubled, which is another, worse sentence.

A right name that the engine would not have chosen costs one or two tokens of some
thirty; a sentence that is forced into nonsense costs every token after it.
"""
LONGEST = 600
"""Characters of a source sentence; longer ones go beyond what models are trained on, and cost as much as ten others."""
PLACES = {"answer": LONGEST, "along": 200, "front": 120}
"""Where a missing name is tried: at the word that the engine wrote for it, as far on as in the source, at the beginning; each in
clauses of at most so many characters. Of longer ones "along" mended 0 of 7 in the bundled article, and "front" in whole
sentences 3 of 39, at up to the cost of a translation."""
ROUNDS = (("answer",), ("along", "front"))
"""The places that are tried in one batch: the first alone, since it brings back 85 of 100 names; the others together."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a clause is to begin with: the text before the name, and the name."""

    clause: Clause
    before: str
    name: str

    @property
    def prefix(self) -> str:
        """What the engine is given."""
        return self.before + self.name

    def sentences(self, hypotheses: Sequence[Hypothesis], target: str) -> list[Hypothesis]:
        """The whole sentence with each of the clause's new translations, as it is and without the letters glued to the name.

        What does not begin with the prefix is left out, and so is a clause whose own score collapses, which would not show in the sentence's.
        """
        least = self.clause.draft.score - COLLAPSE if self.clause.base.parts else -math.inf
        begun = [new for new in hypotheses if self.begins(new)]
        bare = [replace(new, text=_without_tail(new.text, len(self.prefix)), answers=None) for new in begun]
        return [self._sentence(new, target) for new in (*begun, *bare) if new.score >= least]

    def begins(self, new: Hypothesis) -> bool:
        """Whether a translation begins with the prefix, whatever spaces its numbers have."""
        return new.text.replace("\u00a0", " ").startswith(self.prefix.replace("\u00a0", " "))

    def _sentence(self, new: Hypothesis, target: str) -> Hypothesis:
        sent_start, sent_end = self.clause.at, self.clause.at + len(self.clause.want.sent)

        def answers(start: int, end: int) -> tuple[int, int]:
            # The engine gives no attention for what it did not write itself.
            if start < sent_end and sent_start < end:
                return len(self.before), len(self.prefix)
            return new.answers(start, end) if new.answers else (0, 0)

        return clauses.exchange(self.clause.sentence, self.clause.base, self.clause.number, replace(new, answers=answers), target)


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause in which a name is missing: clause `number` of `base`, the translation of `sentence`.

    `source` and `draft` are the clause and its translation as the engine gave it, `text` that with its names put right, `taken`
    where they stand in it; `want` is the missing name, `at` its place in `source`.
    """

    sentence: str
    base: Hypothesis
    number: int
    source: str
    draft: Hypothesis
    text: str
    taken: tuple[tuple[int, int], ...]
    want: Want
    at: int

    @classmethod
    def lacking(cls, want: Want, wants: Sequence[Want], sentence: str, base: Hypothesis, lexicon: Lexicon) -> Clause:
        """The clause of a translation that should have had `want`, one of the sentence's `wants`."""
        parts = clauses.parts(sentence, base)
        number = max((n for n, part in enumerate(parts) if part.start <= want.at), default=0)
        part = parts[number]
        source = sentence[part.start : part.end]
        own = [replace(one, at=one.at - part.start) for one in wants if part.start <= one.at < part.end]
        settled = settle(part.hypothesis.text, own, lexicon, source)
        taken = tuple((found.start, found.end) for found in settled.found.values())
        return cls(sentence, base, number, source, part.hypothesis, settled.text, taken, want, want.at - part.start)

    def openings(self, places: Iterable[str], name: str) -> list[Opening]:
        """The clause's beginnings with the name at each of these of `PLACES` that it has, in their order, each once."""
        cuts = [self._cut(place) for place in places if len(self.source) <= PLACES[place]]
        return [Opening(self, self.text[:cut], name if cut else name[:1].upper() + name[1:]) for cut in dict.fromkeys(cuts) if cut is not None]

    def _cut(self, place: str) -> int | None:
        """Where in `text` the name is to stand."""
        if place == "front":
            return 0
        if place == "along":
            starts = [at + 1 for at, letter in enumerate(self.text) if letter == " " and not any(a < at < b for a, b in self.taken)]
            likely = self.at / max(1, len(self.source)) * len(self.text)
            return min((0, *starts), key=lambda at: abs(at - likely))
        if not self.draft.answers or not self.want.sent:
            return None
        start, end = self.draft.answers(self.at, self.at + len(self.want.sent))
        # Only what stands before every repair has the same place in the repaired text.
        moved = self.draft.text[:end] != self.text[:end]
        return None if start == end or moved or any(a < end and start < b for a, b in self.taken) else start


def _without_tail(text: str, at: int) -> str:
    """The text without the letters that stand at a place: what an engine glued to a name that was forced before it."""
    return text[:at] + re.sub(r"^[\w-]+", "", text[at:])
