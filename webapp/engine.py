"""Sentences -> translations, with an Argos package's model on CTranslate2.

Argos Translate's own loop hands CTranslate2 one paragraph at a time in batches
of 32 tokens, leaves a target prefix in the text, and loses underscores. Here a
whole article is one stream: windows of growing size, each sorted by length by
CTranslate2, so that the first sentences are there at once and the rest at full
speed. Neither torch nor stanza is imported.
"""

from __future__ import annotations

import json
import math
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

import ctranslate2
from sentencepiece import SentencePieceProcessor

from webapp import checks, clauses, consensus, morphology
from webapp.clauses import Span
from webapp.document import Hypothesis
from webapp.errors import DamagedPackage, EngineError
from webapp.packages import Package

FIRST_WINDOW, WINDOW = 4, 64
"""Sentences of the first window (the reader waits for it) and of the largest."""
BATCH_TOKENS = 1024
Reading = list[Span]
"""A way to take a sentence: whole, or clause by clause."""
Window = Sequence[tuple[str, list[Reading]]]
"""Sentences, each with the readings that are tried."""
MAX_TOKENS = 120
"""Source tokens of one sentence; the models are trained on sentences up to this long, longer ones are cut at clauses."""
_TELLING = (checks.check_persons, checks.check_numbers, checks.check_marks)
"""The checks that a reading of a sentence is chosen by before its score."""
LONGEST_ANSWER = 2.5, 8
"""How many target tokens a source token may have where a sentence is written anew, and how many more: what runs on is a loop. In the
training rows Russian, which needs most, has 1.4, and one sentence in a thousand has over 2.46."""
TARGET_TOKENIZER = "target.model"
"""A package's SentencePiece model of the target side, where it has two; Argos packages have one for both."""


class Engine(Protocol):
    """What the pipeline needs of any engine."""

    package: Package

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> Iterator[Hypothesis]:
        """One hypothesis a sentence, in order, as they come; `careful` forbids repetition."""
        ...

    def alternatives(self, sentences: Sequence[str], count: int, prefixes: Sequence[str] = ()) -> list[list[Hypothesis]]:
        """For each sentence up to `count` hypotheses, best first, each beginning with the sentence's prefix where prefixes are given."""
        ...


class ArgosEngine:
    """An engine over one Argos package; loading it takes about a tenth of a second."""

    def __init__(self, package: Package, *, threads: int = 0, beam_size: int = 6, plain: bool = False) -> None:
        """Load the model and the package's own tokenizer. Raises DamagedPackage.

        A `plain` engine reads each sentence whole and takes what beam search likes best, as Argos Translate does.
        """
        from argostranslate.package import Package as ArgosPackage

        cores = threads or os.cpu_count() or 1
        self.package = package
        self.beam_size = beam_size
        self.plain = plain
        try:
            self._tokenizer: Any = ArgosPackage(package.path).tokenizer
            target = package.path / TARGET_TOKENIZER
            self._target = SentencePieceProcessor(model_file=str(target)) if target.is_file() else None
            vocabulary = package.path / "model" / "target_vocabulary.json"
            self._known = frozenset(json.loads(vocabulary.read_text(encoding="utf-8"))) if self._target else frozenset()
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
        windows = _windows([(sentence, self._readings(sentence)) for sentence in sentences])
        # One window is always at work behind the one that is read, and no more: a reader who leaves stops the rest.
        ahead: list[tuple[Window, list[Any]]] = []
        for window in windows:
            stretches = [sentence[start:end] for sentence, readings in window for reading in readings for start, end in reading]
            ahead.append((window, self._submit([self._tokens(stretch)[: 2 * MAX_TOKENS] for stretch in stretches], careful)))
            if len(ahead) > 1:
                yield from self._collect(*ahead.pop(0))
        for last in ahead:
            yield from self._collect(*last)

    def _collect(self, window: Window, results: list[Any]) -> Iterator[Hypothesis]:
        """One hypothesis a sentence of a window: of its readings the one that invents nobody, with the source's numbers and paired
        marks, else the one that the model is surest of; in each reading of the beam's translations without such faults and with the
        fewest misformed words the one that all agree with most."""
        pending = iter(results)
        for sentence, readings in window:
            found, others = [], []
            for reading in readings:
                parts = []
                for start, end in reading:
                    result = self._result(next(pending))
                    texts = [morphology.agreed(self._text(tokens), self.package.target) for tokens in result.hypotheses]
                    place = consensus.agreed(texts, partial(self._faults, sentence[start:end]))
                    parts.append(self._hypothesis(sentence[start:end], result, place))
                    if len(reading) == 1:
                        others = [self._hypothesis(sentence, result, n) for n in range(len(result.hypotheses)) if n != place]
                found.append(parts[0] if len(parts) == 1 else clauses.join(sentence, reading, parts, self.package.target))
            found.sort(key=lambda one: (*self._told(sentence, one.text), -one.score))
            yield replace(found[0], others=(*found[1:], *others)) if found else Hypothesis("", 0.0)

    def _told(self, source: str, text: str) -> tuple[int, ...]:
        """How much each of the checks finds that a translation is chosen by."""
        return tuple(len(check(source, text, self.package.target)) for check in _TELLING)

    def _faults(self, source: str, text: str) -> tuple[int, ...]:
        """What a translation of a beam is chosen by before the others' agreement."""
        return (*self._told(source, text), morphology.misformed(text, self.package.target))

    def alternatives(self, sentences: Sequence[str], count: int, prefixes: Sequence[str] = ()) -> list[list[Hypothesis]]:
        """For each sentence up to `count` hypotheses, best first, each beginning with the sentence's prefix where prefixes are given.

        Raises EngineError where the model fails.
        """
        if not sentences:
            return []
        own = [self.package.target_prefix] if self.package.target_prefix else []
        starts = [own + self._spelt(prefix) for prefix in prefixes] if prefixes else [own] * len(sentences) if own else None
        tokens = [self._tokens(sentence) for sentence in sentences]
        # A few sentences would make one batch, and leave all cores but one idle.
        share = math.ceil(sum(map(len, tokens)) / self._translator.num_translators)
        given = [len(start) for start in starts] if prefixes and starts else [0] * len(tokens)
        each, more = LONGEST_ANSWER
        longest = max(int(each * len(words)) + more + prefix for words, prefix in zip(tokens, given, strict=True))
        try:
            results = self._translator.translate_batch(
                tokens,
                target_prefix=starts,
                max_batch_size=min(BATCH_TOKENS, share),
                batch_type="tokens",
                # What a prefix leaves open is little to search in: greedy costs 0.38 of a translation at beam 4, beam 2 costs 0.68.
                beam_size=max(count, 1 if prefixes else self.beam_size),
                num_hypotheses=count,
                length_penalty=self.package.length_penalty,
                max_decoding_length=min(longest, 2 * MAX_TOKENS),
                return_scores=True,
                return_attention=True,
            )
        except RuntimeError as problem:
            raise EngineError(detail=str(problem)) from problem
        found = [
            [self._hypothesis(sentence, result, number, prefix) for number in range(len(result.hypotheses))]
            for sentence, result, prefix in zip(sentences, results, given, strict=True)
        ]
        # Beam search ordered them with its length penalty, which `score` is without.
        return [sorted(hypotheses, key=lambda hypothesis: -hypothesis.score) for hypotheses in found]

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
                num_hypotheses=1 if self.plain else self.beam_size,
                length_penalty=self.package.length_penalty,
                max_decoding_length=2 * MAX_TOKENS,
                repetition_penalty=1.2 if careful else 1.0,
                no_repeat_ngram_size=3 if careful else 0,
                replace_unknowns=True,
                return_scores=True,
                return_attention=True,
                asynchronous=True,
            )
        )

    @staticmethod
    def _result(pending: Any) -> Any:
        try:
            return pending.result()
        except RuntimeError as problem:
            raise EngineError(detail=str(problem)) from problem

    def _hypothesis(self, sentence: str, result: Any, number: int, given: int = 0) -> Hypothesis:
        """One of a sentence's results. Its first `given` tokens were a prefix: CTranslate2 counts their length, but not their probability."""
        tokens = result.hypotheses[number]
        raw = self._text(tokens)
        text = morphology.agreed(raw, self.package.target)

        def answers(start: int, end: int) -> tuple[int, int]:
            columns = range(len(self._tokens(sentence[:start])), len(self._tokens(sentence[:end])))
            # A prefix's tokens come without attention.
            rows = [()] * max(0, len(tokens) - len(result.attention[number])) + list(result.attention[number])
            words = [match.span() for match in _WORD.finditer(raw)]
            looked = dict.fromkeys(words, 0.0)
            written = "".join(tokens)
            at = len(written.lstrip("▁")) - len(written)
            for token, row in zip(tokens, rows, strict=False):
                first, at = at + len(token) - len(token.lstrip("▁")), at + len(token)
                for word in words:
                    if word[0] < at and first < word[1]:
                        looked[word] = max(looked[word], sum(row[c] for c in columns if c < len(row)))
            most = max(looked, key=lambda word: looked[word], default=None)
            # What agreement changed moves the words after it, and leaves their number.
            return [match.span() for match in _WORD.finditer(text)][words.index(most)] if most else (0, 0)

        # The score is a sum divided by a power of the length; what is asked for is the mean of the tokens that the engine wrote.
        total = float(result.scores[number]) * max(1, len(tokens)) ** self.package.length_penalty
        return Hypothesis(text, total / max(1, len(tokens) - given), answers)

    def _spelt(self, text: str) -> list[str]:
        """Text of the target language in pieces that the model has: by the package's target tokenizer, where it has one of its own."""
        text = text.replace("\u00a0", " ")
        if self._target is None:
            shared: list[str] = self._tokenizer.encode(text)
            return shared
        pieces: list[str] = self._target.encode(text, out_type=str)
        # Three languages share the tokenizer, and a package has its own language's pieces alone.
        return [part for piece in pieces for part in ([piece] if piece in self._known else piece)]

    def _tokens(self, sentence: str) -> list[str]:
        tokens: list[str] = self._tokenizer.encode(sentence)
        return [self.package.source_prefix, *tokens] if self.package.source_prefix else tokens

    def _readings(self, sentence: str) -> list[Reading]:
        """The sentence whole, and clause by clause where it has more than one; in short stretches where the model could not take it whole."""
        count = len(self._tokens(sentence))
        if count > MAX_TOKENS:
            return [clauses.cut(sentence, max(40, len(sentence) * MAX_TOKENS // count * 3 // 4))]
        whole, parts = [Span(0, len(sentence))], clauses.cut(sentence)
        return [whole, parts] if len(parts) > 1 and not self.plain else [whole] if count else []

    def _text(self, tokens: list[str]) -> str:
        prefix = self.package.target_prefix
        if prefix and tokens and tokens[0] == prefix:
            tokens = tokens[1:]
        processor = getattr(self._tokenizer, "lazy_processor", None)
        # Argos' own decode() turns underscores of the text into spaces.
        text: str = processor().decode_pieces(tokens) if processor else self._tokenizer.decode(tokens)
        return text.replace("▁", " ").strip()


def _windows(sentences: Window) -> Iterator[Window]:
    """Stretches of growing size, each sentence in its parts."""
    start, size = 0, FIRST_WINDOW
    while start < len(sentences):
        yield sentences[start : start + size]
        start += size
        size = min(WINDOW, size * 4)


_WORD = re.compile(r"\w+(?:[-’']\w+)*")
