"""The values that pass through the program: Document, Block, Segment, Mention, Finding, Translation.

All are frozen, hold only text, numbers and tuples, and import nothing local, so
that a page, an export, the API and the command line can all take the same
`Translation` and none can change it behind another's back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class BlockKind(StrEnum):
    """What a block of an article is; each has one HTML element and one style in every export."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    LIST_ITEM = "list-item"
    CAPTION = "caption"


class MentionStatus(StrEnum):
    """What became of a name in the translation."""

    KEPT = "kept"
    REPAIRED = "repaired"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article.

    `level` is 1–6 for a heading (1 is the title's own level) and the depth of
    nesting, from 1, for a list item; 0 for everything else.
    """

    kind: BlockKind
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A source article after ingest: clean NFC text in reading order.

    `title` may be empty; it is also the first heading block when the article
    shows it. `language` is an ISO 639-1 code. `origin` says where the text came
    from in a person's words (a file name, "pasted", a URL) and `date` is the
    article's own date (ISO 8601) where known, else "".
    """

    title: str
    blocks: tuple[Block, ...]
    language: str = "en"
    origin: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence (or headline, or caption) of a block.

    `index` counts from 0 through the whole document; `block` is the index of
    its block. `text` is what is translated; `before` and `after` hold the white
    space round it, so that joining `before + text + after` over the segments of
    a block gives the block's text back exactly. A segment of only white space
    has an empty `text`.
    """

    index: int
    block: int
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader should know about one segment.

    `code` is stable and machine-readable (see `webapp.checks`); `values` are the
    words or figures that the message names. `message` is the English sentence;
    the page says it in the reader's language from `code` and `values`.
    """

    code: str
    message: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A glossary name found in a segment, and what became of it.

    `concept` is the glossary's concept id. `written` is the author's form of
    the name, `shown` the designation asked for by the naming policy (in the
    source language), `target` the name as it stands in the translation, "" when
    it is missing. `start` and `end` are its place in the *source segment text*,
    `target_start` and `target_end` in the translated text (-1 when missing).
    `why` says in English why `shown` differs from `written`, or how the
    translation was repaired.
    """

    concept: str
    written: str
    shown: str
    target: str
    status: MentionStatus
    why: str = ""
    start: int = -1
    end: int = -1
    target_start: int = -1
    target_end: int = -1


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation of a sentence, and its mean log probability per token (at most 0).

    `answers`, where the engine can tell, takes a stretch of the source (start, end) and gives the stretch of `text`
    that the model wrote while it looked there most: a word, or (0, 0) where there is none. `others` are translations
    that the engine made on the way and liked less. `parts`, where the sentence was read clause by clause, are its
    clauses, each with the stretch of the source that it is (start, end) and its translation as the engine gave it.
    """

    text: str
    score: float
    answers: Callable[[int, int], tuple[int, int]] | None = field(default=None, compare=False, repr=False)
    others: tuple[Hypothesis, ...] = field(default=(), compare=False, repr=False)
    parts: tuple[Part, ...] = field(default=(), compare=False, repr=False)


class Part(NamedTuple):
    """A clause of a sentence: source[start:end], its translation, and where that begins in the whole sentence's."""

    start: int
    end: int
    hypothesis: Hypothesis
    at: int


@dataclass(frozen=True, slots=True)
class TranslatedSegment:
    """A segment with its translation.

    `score` is the engine's mean log probability per target token (at most 0; 0
    for text that was not sent to the engine). `reviewed` is true where a person
    wrote or approved `text`.
    """

    segment: Segment
    text: str
    score: float = 0.0
    findings: tuple[Finding, ...] = ()
    mentions: tuple[Mention, ...] = ()
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class PackageInfo:
    """The package that made a translation, as its metadata states it.

    `sha256` is the hash of its files (hex). `scores` maps a measure's name
    ("flores200.devtest.chrf", "domain.dev.chrf", …) to its value. `fit` is
    false below `packages.FIT` chrF on FLORES-200 devtest, or where that was never measured.
    """

    source: str
    target: str
    version: str
    sha256: str
    licence: str = ""
    scores: tuple[tuple[str, float], ...] = ()
    fit: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a text: enough to say it plainly and to make it again.

    `date` is the day (ISO 8601) of the translation, `naming` the policy's name,
    `glossary_sha256` "" where no glossary took part.
    """

    engine: str
    package: PackageInfo
    date: str
    naming: str = "as-written"
    glossary_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """A whole article in one target language, in reading order."""

    document: Document
    target: str
    segments: tuple[TranslatedSegment, ...]
    provenance: Provenance
    options: tuple[tuple[str, str], ...] = field(default=())

    def by_block(self) -> tuple[tuple[Block, tuple[TranslatedSegment, ...]], ...]:
        """Every block of the document with its segments, in reading order; a block may have none."""
        groups: list[list[TranslatedSegment]] = [[] for _ in self.document.blocks]
        for item in self.segments:
            groups[item.segment.block].append(item)
        return tuple(zip(self.document.blocks, map(tuple, groups), strict=True))

    def block_text(self, segments: tuple[TranslatedSegment, ...]) -> str:
        """The translated text of one block: its sentences joined as the source's white space joins them."""
        parts: list[str] = []
        for item in segments:
            parts += [item.segment.before and " ", item.text, item.segment.after and " "]
        return re.sub(r"[ \t\n]+", " ", "".join(parts)).strip()
