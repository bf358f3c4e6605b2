"""Sentences -> translations, with an Argos package's model on CTranslate2.

Argos Translate's own loop hands CTranslate2 one paragraph at a time in batches
of 32 tokens, leaves a target prefix in the text, and loses underscores. Here a
whole article is one stream: windows of growing size, each sorted by length by
CTranslate2, so that the first sentences are there at once and the rest at full
speed. Neither torch nor stanza is imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import ctranslate2

from webapp.errors import DamagedPackage, EngineError
from webapp.packages import Package

FIRST_WINDOW, WINDOW = 4, 64
"""Sentences of the first window (the reader waits for it) and of the largest."""
BATCH_TOKENS = 1024
Window = Sequence[list[list[str]]]
"""Sentences, each a list of parts, each a list of tokens."""
MAX_TOKENS = 120
"""Source tokens of one sentence; the models are trained on sentences up to this long, longer ones are cut at clauses."""
LENGTH_PENALTY = 1.0


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation of a sentence, and its mean log probability per token (at most 0)."""

    text: str
    score: float


class Engine(Protocol):
    """What the pipeline needs of any engine."""

    package: Package

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> Iterator[Hypothesis]:
        """One hypothesis a sentence, in order, as they come; `careful` forbids repetition."""
        ...

    def alternatives(self, sentence: str, count: int, prefix: str = "") -> list[Hypothesis]:
        """Up to `count` hypotheses, best first, each beginning with `prefix`."""
        ...


class ArgosEngine:
    """An engine over one Argos package; loading it takes about a tenth of a second."""

    def __init__(self, package: Package, *, threads: int = 0, beam_size: int = 4) -> None:
        """Load the model and the package's own tokenizer. Raises DamagedPackage."""
        from argostranslate.package import Package as ArgosPackage

        cores = threads or os.cpu_count() or 1
        self.package = package
        self.beam_size = beam_size
        try:
            self._tokenizer: Any = ArgosPackage(package.path).tokenizer
            # Many short sentences: one thread a sentence batch beats many threads on one.
            self._translator = ctranslate2.Translator(
                str(package.path / "model"), device="cpu", inter_threads=max(1, min(cores, 4)), intra_threads=max(1, cores // 4)
            )
        except (RuntimeError, ValueError, OSError, AttributeError) as problem:
            raise DamagedPackage(name=package.name, detail=str(problem).splitlines()[0]) from problem

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> Iterator[Hypothesis]:
        """One hypothesis a sentence, in the order of `sentences`, each as soon as its window is done.

        Raises EngineError where the model fails.
        """
        windows = _windows([self._parts(sentence) for sentence in sentences])
        # One window is always at work behind the one that is read, and no more: a reader who leaves stops the rest.
        ahead: list[tuple[Window, list[Any]]] = []
        for window in windows:
            ahead.append((window, self._submit([tokens for parts in window for tokens in parts], careful)))
            if len(ahead) > 1:
                yield from self._collect(*ahead.pop(0))
        for last in ahead:
            yield from self._collect(*last)

    def _collect(self, window: Window, results: list[Any]) -> Iterator[Hypothesis]:
        """One hypothesis a sentence of a window, its parts joined."""
        pending = iter(results)
        for parts in window:
            pieces = [self._read(next(pending)) for _ in parts]
            yield Hypothesis(" ".join(p.text for p in pieces), sum(p.score for p in pieces) / max(1, len(pieces)))

    def alternatives(self, sentence: str, count: int, prefix: str = "") -> list[Hypothesis]:
        """Up to `count` hypotheses of one sentence, best first; each begins with `prefix` where one is given."""
        tokens = self._tokens(sentence)
        start = ([self.package.target_prefix] if self.package.target_prefix else []) + (self._tokenizer.encode(prefix) if prefix else [])
        try:
            result = self._translator.translate_batch(
                [tokens],
                target_prefix=[start] if start else None,
                beam_size=max(count, self.beam_size),
                num_hypotheses=count,
                length_penalty=LENGTH_PENALTY,
                return_scores=True,
            )[0]
        except RuntimeError as problem:
            raise EngineError(detail=str(problem)) from problem
        return [Hypothesis(self._text(h), s) for h, s in zip(result.hypotheses, result.scores, strict=True)]

    def _submit(self, window: list[list[str]], careful: bool) -> list[Any]:
        if not window:
            return []
        prefix = self.package.target_prefix
        return list(
            self._translator.translate_batch(
                window,
                target_prefix=[[prefix]] * len(window) if prefix else None,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                beam_size=self.beam_size,
                length_penalty=LENGTH_PENALTY,
                max_decoding_length=2 * MAX_TOKENS,
                repetition_penalty=1.2 if careful else 1.0,
                no_repeat_ngram_size=3 if careful else 0,
                replace_unknowns=True,
                return_scores=True,
                asynchronous=True,
            )
        )

    def _read(self, pending: Any) -> Hypothesis:
        try:
            result = pending.result()
        except RuntimeError as problem:
            raise EngineError(detail=str(problem)) from problem
        return Hypothesis(self._text(result.hypotheses[0]), float(result.scores[0]))

    def _tokens(self, sentence: str) -> list[str]:
        tokens: list[str] = self._tokenizer.encode(sentence)
        return [self.package.source_prefix, *tokens] if self.package.source_prefix else tokens

    def _parts(self, sentence: str) -> list[list[str]]:
        """The sentence's tokens, in more than one part where the model could not take them whole."""
        tokens = self._tokens(sentence)
        if len(tokens) <= MAX_TOKENS:
            return [tokens] if tokens else []
        return [self._tokens(clause)[: 2 * MAX_TOKENS] for clause in _clauses(sentence, len(tokens))]

    def _text(self, tokens: list[str]) -> str:
        prefix = self.package.target_prefix
        if prefix and tokens and tokens[0] == prefix:
            tokens = tokens[1:]
        processor = getattr(self._tokenizer, "lazy_processor", None)
        # Argos' own decode() turns underscores of the text into spaces.
        text: str = processor().decode_pieces(tokens) if processor else self._tokenizer.decode(tokens)
        return text.replace("▁", " ").strip()


def _windows(sentences: Sequence[list[list[str]]]) -> Iterator[Window]:
    """Stretches of growing size, each sentence in its parts."""
    start, size = 0, FIRST_WINDOW
    while start < len(sentences):
        yield sentences[start : start + size]
        start += size
        size = min(WINDOW, size * 4)


_CUT = re.compile(r"(?<=[;:,.!?—–)])\s+|\s+(?=\()")


def _clauses(sentence: str, tokens: int) -> list[str]:
    """Cut a sentence of `tokens` tokens into stretches that a model can take, at punctuation where there is some."""
    most = max(40, len(sentence) * MAX_TOKENS // tokens * 3 // 4)
    clauses: list[str] = []
    for piece in _CUT.split(sentence):
        if clauses and len(clauses[-1]) + len(piece) < most:
            clauses[-1] += " " + piece
            continue
        while len(piece) > most:
            space = piece.rfind(" ", 1, most)
            cut = space if space > 0 else most
            clauses.append(piece[:cut])
            piece = piece[cut:].lstrip()
        if piece:
            clauses.append(piece)
    return clauses
