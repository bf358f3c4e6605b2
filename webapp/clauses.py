"""A long sentence cut at its punctuation, and the translations of its clauses put together again.

A small model loses its way in long sentences: it drops clauses, names and figures, or says them twice. The same
sentence clause by clause keeps what it says, but loses how the clauses hang together. The engine so tries both, and
keeps the one that invents no person and has the source's numbers and paired marks, else the one that the model itself is
surer of (measured in `training/README.md`, "Clauses").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from webapp.document import Hypothesis, Part

LEAST = 5
"""Words of a clause: what is shorter stays with the clause before it, or goes with the one after it."""
_CUT = re.compile(r"(?<=[;:,])\s+|\s+(?=[—–]\s)")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_MARKS = {"ug": str.maketrans(",;", "،؛")}


_FUNCTION_WORDS = {
    "kk": frozenset(
        "ал бірақ және сондай-ақ сонымен сондықтан соның соған содан сол бұл бұны бұған мұны мұндай ол олар оның оны оған олардың оларды "
        "оларға оларда онда осы осылайша мысалы егер әйтпесе өйткені яғни атап әсіресе тіпті тек кейін бұрын бойынша жылы немесе сонда".split()
    ),
    "ru": frozenset(
        "а но и или что чтобы как когда если хотя пока где куда который которая которое которые потому поэтому также именно однако затем "
        "в во на с со по из к ко о об от до для за при через без под над между после перед у это этот эта эти он она оно они его её их "
        "там тогда теперь даже только лишь так не ни ведь причём например".split()
    ),
}
"""Words that begin a clause and are never a name: conjunctions, prepositions, pronouns, particles."""


class Span(NamedTuple):
    """A stretch of a text, from `start` to before `end`."""

    start: int
    end: int


def cut(sentence: str, most: int = 0) -> list[Span]:
    """The clauses of a sentence, each of `LEAST` words or more; with `most`, none has more characters than that.

    Only white space lies between them. A sentence that cannot be cut is its own only clause.
    """
    pieces: list[Span] = []
    at = 0
    for match in (*_CUT.finditer(sentence), None):
        end = match.start() if match else len(sentence)
        if pieces and min(_words(sentence, pieces[-1]), _words(sentence, Span(at, end))) < LEAST:
            pieces[-1] = Span(pieces[-1].start, end)
        else:
            pieces.append(Span(at, end))
        at = match.end() if match else end
    return [part for piece in pieces for part in _short(sentence, piece, most or len(sentence))]


def _words(sentence: str, span: Span) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in sentence[span.start : span.end].split())


def _short(sentence: str, span: Span, most: int) -> list[Span]:
    """A clause in parts of at most `most` characters, cut at spaces where there are some."""
    parts = []
    start, end = span
    while end - start > most:
        space = sentence.rfind(" ", start + 1, start + most + 1)
        stop = space if space > 0 else start + most
        parts.append(Span(start, stop))
        start = stop + len(sentence[stop:end]) - len(sentence[stop:end].lstrip())
    return [*parts, Span(start, end)] if start < end else parts


def join(sentence: str, spans: Sequence[Span], parts: Sequence[Hypothesis], target: str) -> Hypothesis:
    """One hypothesis of the whole sentence: its clauses' translations with the source's marks between them.

    A model begins and ends every clause as a sentence: a full stop inside goes, and so does the capital of a clause
    that the source does not begin with one, unless a name stands there. The score is the mean over all letters.
    """
    text = ""
    at: list[int] = []
    for number, (span, part) in enumerate(zip(spans, parts, strict=True)):
        clause = sentence[span.start : span.end]
        words = _lowered(clause, part, target) if text else part.text
        if words and number < len(spans) - 1 and clause[-1:] not in ".!?”»\"":
            mark = clause[-1:] if clause[-1:] in ",;:" else ""
            words = words.rstrip(" .,;:،؛…") + mark.translate(_MARKS.get(target, {}))
        text += " " if text and words else ""
        at.append(len(text))
        text += words
    length = sum(len(part.text) for part in parts)
    score = sum(part.score * len(part.text) for part in parts) / max(1, length)

    def answers(start: int, end: int) -> tuple[int, int]:
        for span, part, offset in zip(spans, parts, at, strict=True):
            if span.start <= start < span.end and part.answers:
                first, last = part.answers(start - span.start, min(end, span.end) - span.start)
                return (first + offset, last + offset) if last else (0, 0)
        return 0, 0

    clauses = tuple(Part(*span, part, offset) for span, part, offset in zip(spans, parts, at, strict=True))
    return Hypothesis(text, score, answers, parts=clauses)


def parts(sentence: str, hypothesis: Hypothesis) -> tuple[Part, ...]:
    """The clauses that a hypothesis was made of: one, the sentence, where it was read whole."""
    return hypothesis.parts or (Part(0, len(sentence), hypothesis, 0),)


def exchange(sentence: str, hypothesis: Hypothesis, number: int, new: Hypothesis, target: str) -> Hypothesis:
    """The hypothesis with another translation of its clause `number`."""
    if not hypothesis.parts:
        return new
    spans = [Span(part.start, part.end) for part in hypothesis.parts]
    return join(sentence, spans, [new if n == number else part.hypothesis for n, part in enumerate(hypothesis.parts)], target)


def _lowered(clause: str, part: Hypothesis, target: str) -> str:
    """A clause's translation without its capital, where the source has none and the word is no name.

    It may be one where a capitalised word of the clause was translated there, by the model's attention; a function word never is.
    """
    first = _WORD.search(clause)
    own = _WORD.search(part.text)
    if not first or not own or not first[0][0].islower() or not own[0][0].isupper() or own[0][1:2].isupper():
        return part.text
    small = own[0].lower() in _FUNCTION_WORDS.get(target, ())
    for word in () if small else _WORD.finditer(clause):
        start, end = part.answers(word.start(), word.end()) if word[0][0].isupper() and part.answers else (0, 0)
        if start == own.start() < end:
            return part.text
    return part.text[: own.start()] + own[0][0].lower() + part.text[own.start() + 1 :]
