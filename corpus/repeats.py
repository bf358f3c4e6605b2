"""Rows that repeat another, or a sentence of the test sets or of the bundled article."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from corpus.rows import HERE, Row, place, words

Problem = tuple[Row, str]
SHARED = HERE.parent.parent / "shared"
"""Where the test sets and the bundled article lie on the project's machines; not in the repository."""

SHINGLE = 4
"""Words a shingle: texts that share none are not compared."""

ALIKE = 0.65
"""Near-duplicates: common words by all words of the two (a word counts as often as it stands)."""

CONTAINED = 0.6
"""Near-duplicates too: the share of the shorter text's shingles that stand in the longer, of `LEAST` or more."""

LEAST = 6
_POSTING = 40  # a shingle of more texts than this is a phrase; its first texts are enough


class Alike:
    """An index of texts that finds the one a new text nearly repeats. Linear in the number of texts."""

    def __init__(self) -> None:
        """An empty index."""
        self._texts: list[tuple[list[str], int, str]] = []
        self._postings: dict[tuple[str, ...], list[int]] = defaultdict(list)

    @staticmethod
    def _shingles(found: list[str]) -> set[tuple[str, ...]]:
        return {tuple(found[at : at + SHINGLE]) for at in range(max(1, len(found) - SHINGLE + 1))}

    def add(self, text: str, label: str) -> None:
        """Put a text into the index under a label."""
        found = words(text)
        shingles = self._shingles(found)
        for shingle in shingles:
            if len(posting := self._postings[shingle]) < _POSTING:
                posting.append(len(self._texts))
        self._texts.append((found, len(shingles), label))

    def like(self, text: str) -> str | None:
        """The label of a text that `text` nearly repeats, else None."""
        found = words(text)
        shingles = self._shingles(found)
        shared = Counter(number for shingle in shingles for number in self._postings.get(shingle, ()))
        for number, count in shared.most_common(5):
            other, size, label = self._texts[number]
            common = (Counter(found) & Counter(other)).total()
            shorter = min(size, len(shingles))
            if common >= ALIKE * (len(found) + len(other) - common) or (shorter >= LEAST and count >= CONTAINED * shorter):
                return label
        return None


def duplicates(rows: Sequence[Row], asked: Container[Path] | None = None) -> Iterator[Problem]:
    """Rows whose English nearly repeats an earlier row's, or whose translation is another row's, word for word.

    With `asked` only these files' rows are looked up, which takes a third of the time.
    """
    index = Alike()
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        wanted = asked is None or row.path in asked
        earlier = index.like(row["en"]) if wanted else None
        if earlier:
            yield row, f"English nearly repeats {earlier}"
        index.add(row["en"], place(row))
        for language in row.translations:
            found = words(row[language])
            first = seen.setdefault((language, " ".join(found)), row)
            if wanted and first is not row and len(found) >= 5 and not earlier:
                yield row, f"{language} repeats {place(first)}"


def test_sentences(shared: Path = SHARED) -> Iterator[tuple[str, str]]:
    """The English sentences of the test sets and of the bundled article, each with the place it comes from."""
    for path in sorted((shared / "eval").glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if line:
                yield line.split("\t")[0], f"{path.name}:{number}"
    for path in sorted((shared / "article").glob("*.txt")):
        for sentence in re.split(r"(?<=[.?!”])\s+|\n", path.read_text(encoding="utf-8")):
            if len(words(sentence)) > SHINGLE:
                yield sentence, path.name


def leaks(rows: Sequence[Row], asked: Container[Path] | None = None, shared: Path = SHARED) -> Iterator[Problem]:
    """Rows that stand in the test sets or the article; where they are not at hand a note says so."""
    if not (shared / "eval").is_dir():
        print(f"note: {shared} is not here: not checked against the test sets", file=sys.stderr)
        return
    index = Alike()
    for sentence, source in test_sentences(shared):
        index.add(sentence, source)
    for row in rows:
        if (asked is None or row.path in asked) and (found := index.like(row["en"])):
            yield row, f"English nearly repeats the test sentence {found}"
