"""The story of an article being read: Document in, Translation out.

    document ─ segment ─▶ segments ─ name ─▶ named ─ engine ─▶ raw ─ verify ─▶ checked ─▶ Translation

`translate_segments` tells it sentence by sentence, as the reader sees them
come; `translate` waits for the whole. Names are planned over the whole article
first (`Naming.of`), since a quotation or a first mention is a matter of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version

from webapp import checks
from webapp.document import BlockKind, Document, Hypothesis, PackageInfo, Provenance, Segment, TranslatedSegment, Translation
from webapp.engine import Engine
from webapp.glossary import Glossary
from webapp.naming import NamedSegment, Policy, plan
from webapp.segment import segment
from webapp.terminology import Terminology, Verified, missing
from webapp.typography import printed

Progress = Callable[[int, int], None]
Work = Callable[[list[Segment]], Iterator[TranslatedSegment]]
"""What a job does: segments to translated segments, in order, as they come."""


WINDOWS = (1, 3, 16, 64)
"""Sentences whose names are verified together: the first alone, since the reader waits for it; the last size goes on."""


@dataclass(frozen=True)
class Naming:
    """What a naming policy asks of an article: the glossary, the policy's name, and each segment's plan by its index."""

    glossary: Glossary
    policy: str
    plans: Mapping[int, NamedSegment]

    @classmethod
    def of(cls, document: Document, segments: Sequence[Segment], glossary: Glossary, target: str, policy: str = "as-written") -> Naming:
        """Plan a whole article for a target language; `segments` are all of it. Raises ValueError for a policy that does not exist."""
        quotations = [number for number, block in enumerate(document.blocks) if block.kind is BlockKind.QUOTATION]
        named = plan(segments, glossary, policy, document.date, quotations, target=target)
        return cls(glossary, Policy(policy).value, {item.index: item for item in named})

    def named(self, item: Segment) -> NamedSegment:
        """A segment's plan."""
        return self.plans.get(item.index) or NamedSegment(item.index, item.text)

    @cached_property
    def changes(self) -> str:
        """A hash (16 hex digits) of everything that the policy changes in the article; "" where it changes nothing."""
        changed = [named.text for named in self.plans.values() if any(mention.changed for mention in named.mentions)]
        return sha256("\n".join(changed).encode()).hexdigest()[:16] if changed else ""


def translate(
    document: Document, engine: Engine, progress: Progress | None = None, *, glossary: Glossary | None = None, naming: str = "as-written"
) -> Translation:
    """A whole article, its names verified where a glossary is given. `progress` is told (sentences done, sentences in all)."""
    segments = segment(document)
    names = Naming.of(document, segments, glossary, engine.package.target, naming) if glossary else None
    done: list[TranslatedSegment] = []
    for item in translate_segments(segments, engine, names):
        done.append(item)
        if progress:
            progress(len(done), len(segments))
    return Translation(document, engine.package.target, tuple(done), provenance(engine.package.info(), names))


def translate_segments(segments: Sequence[Segment], engine: Engine, names: Naming | None = None) -> Iterator[TranslatedSegment]:
    """Each segment with its translation, in order, as soon as it is there.

    A segment without a letter (a figure, a rule, an emoji) passes through as it
    is. A segment whose translation runs in a loop is translated again, and the
    better of the two is kept. With `names` the named text is what is translated,
    and every mention is verified.
    """
    named = [names.named(item) if names else NamedSegment(item.index, item.text) for item in segments]
    hypotheses = engine.translate([item.text for item in named if translatable(item.text)])
    terminology = Terminology(names.glossary, engine) if names else None
    for start, end in _windows(len(segments)):
        window = named[start:end]
        drafts = [_draft(item, hypotheses, engine) if translatable(item.text) else None for item in window]
        verified = iter(_verified([(n, d[0]) for n, d in zip(window, drafts, strict=True) if d and d[0].text], terminology))
        for item, plan_, draft in zip(segments[start:end], window, drafts, strict=True):
            if draft is None:
                yield TranslatedSegment(item, item.text)
            elif draft[0].text:
                yield _judged(item, plan_, next(verified), engine.package.target, retried=draft[1])
            else:
                yield untranslated(item, plan_, engine.package.target)


def _windows(count: int) -> Iterator[tuple[int, int]]:
    """The stretches in which names are verified, as `WINDOWS` says."""
    start = number = 0
    while start < count:
        size = WINDOWS[min(number, len(WINDOWS) - 1)]
        yield start, start + size
        start, number = start + size, number + 1


def translatable(text: str) -> bool:
    """Whether there is anything in a text to translate: at least one letter."""
    return any(character.isalpha() for character in text)


def _printed(hypothesis: Hypothesis) -> Hypothesis:
    return replace(hypothesis, text=printed(hypothesis.text))


def _draft(named: NamedSegment, hypotheses: Iterator[Hypothesis], engine: Engine) -> tuple[Hypothesis, bool]:
    """The engine's next hypothesis, or a second one where that repeats itself and the second does not; and whether it is the second."""
    first = _printed(next(hypotheses))
    if not first.text:
        return first, False
    target = engine.package.target
    codes = [found.code for found in checks.check(named.text, first.text, target)]
    if "repetition" in codes:
        second = _printed(next(engine.translate([named.text], careful=True)))
        again = [found.code for found in checks.check(named.text, second.text, target)]
        if second.text and len(again) <= len(codes) and "repetition" not in again:
            return second, True
    return first, False


def _verified(items: Sequence[tuple[NamedSegment, Hypothesis]], terminology: Terminology | None) -> list[Verified]:
    """The translations with their names verified, or as they are where there is no glossary."""
    return terminology.verify(items) if terminology else [Verified(hypothesis.text, hypothesis.score) for _, hypothesis in items]


def _judged(item: Segment, named: NamedSegment, verified: Verified, target: str, *, retried: bool) -> TranslatedSegment:
    """The segment with everything a reader should know of it; what it is compared with is the text that was sent."""
    text = printed(verified.text)
    pairs = [(planned.sent, mention.target) for planned, mention in zip(named.mentions, verified.mentions, strict=False) if mention.target]
    findings = (*checks.check(named.text, text, target, pairs), *((checks.finding("retried"),) if retried else ()), *verified.findings)
    return TranslatedSegment(item, text, verified.score, findings, verified.mentions)


def untranslated(item: Segment, named: NamedSegment, target: str) -> TranslatedSegment:
    """A segment for which the engine gave nothing: the source stands, its names are missing, and findings say so."""
    mentions, findings = missing(named, target)
    return TranslatedSegment(item, item.text, 0.0, (checks.finding("not-translated"), *findings), mentions)


def provenance(package: PackageInfo, names: Naming | None = None) -> Provenance:
    """What makes the translations of a package today."""
    made = Provenance(engine=f"CTranslate2 {version('ctranslate2')}", package=package, date=datetime.now(UTC).date().isoformat())
    return replace(made, naming=names.policy, glossary_sha256=names.glossary.sha256) if names else made
