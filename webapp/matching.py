"""Finds thousands of names in a text in one pass: a trie of words, not of letters.

A text is cut into words once; each word is folded (no case, no diacritics, no
apostrophes) and looked up in the trie's root, and only where it begins a name
are the following words read, at most as many as the longest name has. So the
time grows with the text and hardly with the number of names. Candidates that
overlap are resolved by length, then by order in the text, then by order of names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from webapp.english import APOSTROPHES

_HYPHENS = frozenset("-‐‑‒–−")
_MARKS = f"[{APOSTROPHES}]"
WORD = re.compile(rf"(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)(?:\.(?!\w))?|[\w\u0300-\u036f]+(?:{_MARKS}\w[\w\u0300-\u036f]*)*")
"""One word: letters and digits with inner apostrophes (Xi'an, Kazakhstan's), or an acronym with stops (U.S.)."""
_POSSESSIVE = re.compile(rf"{_MARKS}[sS]$")
_DROPPED = re.compile(rf"[{APOSTROPHES}.]")
_FUSED = re.compile(r"(?<=\w)-(\w)")
_FREE_CASE = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "against"})

Node = dict[str, Any]
"""A trie node: joiner and folded word → Node, and "" → the entries that end here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name to look for; `payload` is the caller's number for it, `plural` says that the name is a plural form."""

    name: str
    payload: int
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text. `end` leaves a possessive ending out; `possessive` is that ending ("'s", "’" or "")."""

    start: int
    end: int
    payload: int
    plural: bool
    possessive: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A word's foldings: whole, and without a possessive ending ("" where it has none) with the length left."""

    raw: str
    key: str
    stem: str
    stem_length: int


@dataclass(frozen=True, slots=True)
class _Leaf:
    """An entry at the end of its path, with its words as the name writes them."""

    order: int
    entry: Entry
    words: tuple[str, ...]


def fold(word: str) -> str:
    """A word without case, diacritics, apostrophes and stops: "Ürümchi" → "urumchi", "U.S." → "us"."""
    plain = unicodedata.normalize("NFD", _DROPPED.sub("", word))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def fold_name(name: str) -> str:
    """A whole name as the finder sees it: two names with one folding cannot be told apart in a text."""
    words = list(WORD.finditer(name))
    parts = [fold(words[0].group())] if words else []
    for left, right in pairwise(words):
        parts.append((_joiner(name[left.end() : right.start()]) or "?") + fold(right.group()))
    return "".join(parts)


def _word(raw: str) -> _Word:
    found = _POSSESSIVE.search(raw)
    if not found:
        return _Word(raw, fold(raw), "", len(raw))
    return _Word(raw, fold(raw), fold(raw[: found.start()]), found.start())


def _joiner(gap: str) -> str:
    """What stands between two words of a name: " " for a space or a hyphen, a stop or comma as it is, else ""."""
    if gap.isspace() or gap in _HYPHENS:
        return " "
    mark = gap.strip()
    return mark if len(mark) <= 2 else ""


def _case_fits(name: str, written: str) -> bool:
    """Whether a word has the capitals that the name's word asks for: a capital stays, an acronym is all capitals."""
    if name in _FREE_CASE or not name[:1].isupper():
        return True
    if len(name) > 1 and name.isupper():
        return written.isupper()
    return written[:1].isupper()


def _overlapping(found: list[tuple[int, int, _Leaf, str]]) -> Iterable[list[tuple[int, int, _Leaf, str]]]:
    """Runs of candidates, in order of their start, that hang together by overlaps."""
    group: list[tuple[int, int, _Leaf, str]] = []
    reach = -1
    for item in found:
        if group and item[0] >= reach:
            yield group
            group = []
        group.append(item)
        reach = max(reach, item[1])
    if group:
        yield group


@dataclass(frozen=True, slots=True)
class Finder:
    """The trie of all names; `build` makes it, `find` reads a text.

    `small` holds the folded first words of names that begin without a capital: any
    other word in small letters begins no name and is passed over.
    """

    root: Node = field(repr=False)
    small: frozenset[str] = field(repr=False)

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> Finder:
        """A finder for `entries`; of two names that fold alike the earlier one is found."""
        root: Node = {}
        small: set[str] = set()
        for order, entry in enumerate(entries):
            fused = _FUSED.sub(lambda found: found.group(1).lower(), entry.name)
            for name in dict.fromkeys((entry.name, fused)):
                _insert(root, order, Entry(name, entry.payload, entry.plural))
                first = WORD.search(name)
                if first and not first.group()[0].isupper():
                    small.add(fold(first.group()))
        return cls(root, frozenset(small))

    def find(self, text: str) -> tuple[Found, ...]:
        """Every name in `text`, in order, none overlapping another, each on word boundaries."""
        spans = [(found.start(), found.end(), found.group()) for found in WORD.finditer(text)]
        words = {raw: _word(raw) for raw in {span[2] for span in spans}}
        hopeful = {
            raw for raw, word in words.items() for key in (word.key, word.stem) if key in self.root and (raw[0].isupper() or key in self.small)
        }
        candidates: list[tuple[int, int, _Leaf, str]] = []
        for at, span in enumerate(spans):
            if span[2] in hopeful:
                candidates += self._walk(text, spans, words, at)
        chosen: list[tuple[int, int, _Leaf, str]] = []
        for group in _overlapping(candidates):
            taken: list[tuple[int, int]] = []
            for item in sorted(group, key=lambda each: (each[0] - each[1], each[0], each[2].order)):
                if all(item[1] <= start or end <= item[0] for start, end in taken):
                    taken.append((item[0], item[1]))
                    chosen.append(item)
        chosen.sort(key=lambda each: each[0])
        return tuple(Found(start, end, leaf.entry.payload, leaf.entry.plural, mark) for start, end, leaf, mark in chosen)

    def _walk(self, text: str, spans: Sequence[tuple[int, int, str]], words: dict[str, _Word], first: int) -> list[tuple[int, int, _Leaf, str]]:
        """All names that begin at word `first`, at most one for each end."""
        results: list[tuple[int, int, _Leaf, str]] = []
        node: Node = self.root
        joiner = ""
        start = spans[first][0]
        for at in range(first, len(spans)):
            left, right, raw = spans[at]
            word = words[raw]
            if at > first:
                joiner = _joiner(text[spans[at - 1][1] : left])
                if not joiner:
                    break
            if word.stem:
                leaf = _leaf(node.get(joiner + word.stem), spans, first, at, word.stem_length)
                if leaf:
                    end = left + word.stem_length
                    results.append((start, end, leaf, text[end:right]))
            following: Node | None = node.get(joiner + word.key)
            if following is None:
                break
            node = following
            leaf = _leaf(node, spans, first, at, len(raw))
            if leaf and not (leaf.entry.plural and word.stem):  # "the Kazakh's" is no plural
                mark = text[right : right + 1]
                bare = bool(mark) and mark in APOSTROPHES and raw[-1:] in "sS" and not text[right + 1 : right + 2].isalnum()
                results.append((start, right, leaf, mark if bare else ""))
        return results


def _insert(root: Node, order: int, entry: Entry) -> None:
    found = list(WORD.finditer(entry.name))
    node = root
    for at, word in enumerate(found):
        joiner = _joiner(entry.name[found[at - 1].end() : word.start()]) or "?" if at else ""
        node = node.setdefault(joiner + fold(word.group()), {})
    if found:
        node.setdefault("", []).append(_Leaf(order, entry, tuple(word.group() for word in found)))


def _leaf(node: Node | None, spans: Sequence[tuple[int, int, str]], first: int, last: int, length: int) -> _Leaf | None:
    """The first entry that ends at `node` and whose capitals fit the text's words `first` to `last`, the last cut to `length`."""
    leaves: list[_Leaf] | None = node.get("") if node else None
    if not leaves:
        return None
    written = [*(span[2] for span in spans[first:last]), spans[last][2][:length]]
    return next((leaf for leaf in leaves if all(map(_case_fits, leaf.words, written))), None)
