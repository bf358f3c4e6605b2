"""The story of an article being read: Document in, Translation out.

    document ─ segment ─▶ segments ─ name ─▶ named ─ engine ─▶ raw ─ verify ─▶ checked ─▶ Translation

`translate_segments` tells it sentence by sentence, as the reader sees them
come; `translate` waits for the whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version

from webapp import checks
from webapp.document import Document, PackageInfo, Provenance, Segment, TranslatedSegment, Translation
from webapp.engine import Engine, Hypothesis
from webapp.segment import segment

_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")

Progress = Callable[[int, int], None]
Work = Callable[[list[Segment]], Iterator[TranslatedSegment]]
"""What a job does: segments to translated segments, in order, as they come."""


def translate(document: Document, engine: Engine, progress: Progress | None = None) -> Translation:
    """A whole article. `progress` is told (sentences done, sentences in all)."""
    segments = segment(document)
    done: list[TranslatedSegment] = []
    for item in translate_segments(segments, engine):
        done.append(item)
        if progress:
            progress(len(done), len(segments))
    return Translation(document, engine.package.target, tuple(done), provenance(engine.package.info()))


def translate_segments(segments: Sequence[Segment], engine: Engine) -> Iterator[TranslatedSegment]:
    """Each segment with its translation, in order, as soon as it is there.

    A segment without a letter (a figure, a rule, an emoji) passes through as it
    is. A segment whose translation runs in a loop is translated again, and the
    better of the two is kept.
    """
    target = engine.package.target
    hypotheses = engine.translate([item.text for item in segments if translatable(item.text)])
    for item in segments:
        if not translatable(item.text):
            yield TranslatedSegment(item, item.text)
            continue
        hypothesis = tidy(next(hypotheses))
        yield judged(item, hypothesis, engine) if hypothesis.text else untranslated(item, target)


def translatable(text: str) -> bool:
    """Whether there is anything in a text to translate: at least one letter."""
    return any(character.isalpha() for character in text)


def tidy(hypothesis: Hypothesis) -> Hypothesis:
    """The hypothesis with a no-break space inside its numbers: a plain one lets "80 000" part, or turn round in right-to-left text."""
    return replace(hypothesis, text=_GROUPS.sub("\u00a0", hypothesis.text))


def judged(item: Segment, hypothesis: Hypothesis, engine: Engine) -> TranslatedSegment:
    """The segment with its findings; translated again where the first attempt repeats itself."""
    target = engine.package.target
    findings = checks.check(item.text, hypothesis.text, target)
    if any(found.code == "repetition" for found in findings):
        second = tidy(next(engine.translate([item.text], careful=True)))
        again = checks.check(item.text, second.text, target)
        if second.text and len(again) <= len(findings) and not any(found.code == "repetition" for found in again):
            return TranslatedSegment(item, second.text, second.score, (*again, checks.finding("retried")))
    return TranslatedSegment(item, hypothesis.text, hypothesis.score, findings)


def untranslated(item: Segment, target: str) -> TranslatedSegment:
    """A segment for which the engine gave nothing: the source stands, and a finding says so."""
    return TranslatedSegment(item, item.text, 0.0, (checks.finding("not-translated"),))


def provenance(package: PackageInfo) -> Provenance:
    """What makes the translations of a package today."""
    return Provenance(engine=f"CTranslate2 {version('ctranslate2')}", package=package, date=datetime.now(UTC).date().isoformat())
