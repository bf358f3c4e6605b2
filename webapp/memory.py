"""The reader's corrections, kept and reused: a translation memory.

A correction belongs to the text that was translated, which is the author's
sentence after the naming policy (where the policy changes nothing, the sentence
itself). So it is used wherever the same sentence stands, in any article, and a
sentence corrected under one policy does not bring its names into another.

Nothing is overwritten: each change is a new version and an empty text takes a
correction back, so that every step can be undone and two tabs that change one
sentence are told of each other (Conflict).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import SequenceMatcher

from webapp import checks
from webapp.document import BlockKind, Document, Mention, MentionStatus, Segment, TranslatedSegment
from webapp.errors import Conflict
from webapp.glossary import Glossary
from webapp.naming import NamedSegment, Policy, plan
from webapp.store import LINE, Store, digest

CLOSE = 0.75
"""Least likeness (difflib's ratio, 0–1) of a source sentence whose correction is offered."""
_WORD = re.compile(r"\w+")
_LATEST = "version = (select max(version) from corrections c where c.language = corrections.language and c.key = corrections.key)"
_COLUMNS = "language, source, text, version, created, kept"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person wrote for a source sentence in `language`; `text` is "" where it was taken back. `created` is ISO 8601, in UTC.

    `version` counts from 1; `kept` says that it outlives its article.
    """

    language: str
    source: str
    text: str
    version: int
    created: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Close:
    """A correction of a similar sentence, and how similar (0–1)."""

    correction: Correction
    likeness: float


def named(document: Document, segments: Sequence[Segment], glossary: Glossary, naming: str) -> tuple[NamedSegment, ...]:
    """Each segment with the names of a naming policy, in the author's spelling: its text is the key of a correction."""
    quoted = [number for number, block in enumerate(document.blocks) if block.kind is BlockKind.QUOTATION]
    return plan(segments, glossary, Policy(naming), document.date, quoted)


class Memory:
    """The corrections in a library's database."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def find(self, language: str, sources: Iterable[str]) -> Mapping[str, Correction]:
        """The corrections in force for these source texts, by source text; those taken back are left out."""
        return {source: found for source, found in self.latest(language, sources).items() if found.text}

    def latest(self, language: str, sources: Iterable[str]) -> Mapping[str, Correction]:
        """The last version for these source texts, by source text, also where it took the correction back."""
        found = {}
        with self.store.connect() as db:
            for source in dict.fromkeys(sources):
                row = _last(db, language, source)
                if row:
                    found[source] = row
        return found

    def history(self, language: str, source: str) -> list[Correction]:
        """Every version for a source text, newest first."""
        with self.store.connect() as db:
            query = f"select {_COLUMNS} from corrections where language = ? and key = ? order by version desc"
            return [_read(row) for row in db.execute(query, (language, digest(source)))]

    def correct(self, language: str, source: str, text: str, version: int, author: str = "", *, kept: bool = False) -> Correction:
        """Keep a correction; "" takes the present one back.

        `version` is the one that the writer saw (0 for none) and `author` the
        author's own sentence, where that differs from `source`. Raises Conflict
        where another version has come since, unless it says the same.
        """
        with self.store.connect() as db:
            db.execute("begin immediate")
            last = _last(db, language, source)
            if last and last.text == text:
                return last
            if (last.version if last else 0) != version:
                raise Conflict
            made = Correction(language, source, text, version + 1, datetime.now(UTC).isoformat(timespec="seconds"), kept or bool(last and last.kept))
            key = digest(author or source)
            db.execute(
                "insert into corrections (language, key, version, digest, source, text, created, kept) values (?, ?, ?, ?, ?, ?, ?, ?)",
                (language, digest(source), made.version, key, source, text, made.created, made.kept),
            )
            used = db.execute("select 1 from uses where digest = ?", (key,)).fetchone()
            if text and used:
                db.execute(LINE, (key, f"memory/{language}", text))
            else:
                db.execute("delete from lines where digest = ? and settings = ?", (key, f"memory/{language}"))
            return made

    def undo(self, language: str, source: str, version: int, author: str = "") -> Correction:
        """Put back what stood before the last version. Raises Conflict where `version` is not the last."""
        before = next((item.text for item in self.history(language, source) if item.version == version - 1), "")
        return self.correct(language, source, before, version, author)

    def close(self, language: str, source: str, limit: int = 3) -> list[Close]:
        """Corrections of sentences like this one, the likest first; the sentence itself is not among them."""
        words = set(_WORD.findall(source.casefold()))
        matcher = SequenceMatcher(None, "", source, autojunk=False)
        found = []
        for item in self.all(language):
            others = set(_WORD.findall(item.source.casefold()))
            if item.source == source or 2 * len(words & others) < max(len(words), len(others)):
                continue
            matcher.set_seq1(item.source)
            if matcher.quick_ratio() >= CLOSE and matcher.ratio() >= CLOSE:
                found.append(Close(item, matcher.ratio()))
        return sorted(found, key=lambda each: -each.likeness)[:limit]

    def all(self, language: str) -> list[Correction]:
        """Every correction in force in a language, newest first."""
        with self.store.connect() as db:
            query = f"select {_COLUMNS} from corrections where language = ? and text <> '' and {_LATEST} order by created desc, key"
            return [_read(row) for row in db.execute(query, (language,))]

    def add(self, language: str, pairs: Iterable[tuple[str, str]]) -> int:
        """Take in pairs of source and translation (from a file); what the reader wrote here stays in force. Gives how many were new."""
        new = 0
        for source, text in pairs:
            if source and text and not self.latest(language, [source]):
                self.correct(language, source, text, 0, kept=True)
                new += 1
        return new

    def hold(self, article: int) -> None:
        """Keep the corrections of an article's sentences when it is deleted."""
        with self.store.connect() as db:
            db.execute("update corrections set kept = 1 where digest in (select digest from uses where article = ?)", (article,))

    def forget(self, language: str, source: str) -> None:
        """Remove a correction with its history, from the files too."""
        with self.store.connect() as db:
            keys = db.execute("select distinct digest from corrections where language = ? and key = ?", (language, digest(source))).fetchall()
            db.executemany("delete from lines where digest = ? and settings = ?", [(key, f"memory/{language}") for (key,) in keys])
            db.execute("delete from corrections where language = ? and key = ?", (language, digest(source)))
            db.execute("insert into words(words) values ('rebuild')")
        self.store.scrub()


def applied(item: TranslatedSegment, correction: Correction | None) -> TranslatedSegment:
    """A translated segment with the reader's correction in its place: reviewed, its findings and names looked for anew."""
    if correction is None or not correction.text:
        return item
    text = correction.text
    mentions = []
    at = 0
    for mention in item.mentions:
        mentions.append(_placed(mention, text, at))
        at = max(at, mentions[-1].target_end)
    found = checks.check(item.segment.text, text, correction.language)
    return replace(item, text=text, score=0.0, findings=found, mentions=tuple(mentions), reviewed=True)


def _placed(mention: Mention, text: str, after: int) -> Mention:
    """A mention where its name stands in a corrected text."""
    start = text.find(mention.target, after) if mention.target else -1
    if start < 0:
        return replace(mention, target="", status=MentionStatus.MISSING, why="a person wrote this sentence", target_start=-1, target_end=-1)
    return replace(mention, status=MentionStatus.KEPT, target_start=start, target_end=start + len(mention.target))


def _read(row: tuple[str, str, str, int, str, int]) -> Correction:
    return Correction(row[0], row[1], row[2], row[3], row[4], bool(row[5]))


def _last(db: sqlite3.Connection, language: str, source: str) -> Correction | None:
    query = f"select {_COLUMNS} from corrections where language = ? and key = ? order by version desc limit 1"
    row = db.execute(query, (language, digest(source))).fetchone()
    return _read(row) if row else None
