"""Paragraphs broken into lines, each line's words in the order in which they stand from left to right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from webapp.export.pdf.bidi import levels, reordered
from webapp.export.pdf.faces import Face, Faces, Shaped

_WORD: Final = re.compile(r"[^ ]+?[–—/](?=[^ \d–—/])|[^ ]+| +")
"""A breakable piece: a word, the part of one up to a dash or slash, or spaces.

Not up to a hyphen: readers that join words hyphenated at a line's end would drop it.
"""
_LETTERS: Final = re.compile(r"\w.*\w[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]*|\w")
"""From the first letter to the last, with its marks."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line: shaped text in one face at `x` thousandths of the size from the line's left end.

    `place` is its place in the order of reading, `rtl` whether it runs from right to left.
    """

    face: Face
    shaped: Shaped
    x: float
    place: int
    rtl: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph; `text` is what it says in reading order, `width` in thousandths of the size."""

    text: str
    spans: tuple[Span, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a word in one face and of one level."""

    face: Face
    level: int
    shaped: Shaped


@dataclass(frozen=True, slots=True)
class _Word:
    """A breakable piece in reading order."""

    text: str
    parts: tuple[_Part, ...]
    width: float
    space: bool


class Setter:
    """Sets paragraphs in the faces of one document."""

    def __init__(self, faces: Faces) -> None:
        """With the faces that the document will embed."""
        self.faces = faces

    def word(self, text: str, depth: list[int], style: str, arabic: bool) -> _Word:
        """A piece of the paragraph shaped, cut where the face or the level changes."""
        chosen: list[Face] = []
        for character in text:
            mark = unicodedata.combining(character) or character in "\u200c\u200d"
            chosen.append(chosen[-1] if mark and chosen else self.faces.pick(character, style, arabic))
        parts = []
        for _, group in groupby(range(len(text)), key=lambda at: (chosen[at].name, depth[at])):
            places = list(group)
            face, level = chosen[places[0]], depth[places[0]]
            for piece in _pieces(text[places[0] : places[-1] + 1], level % 2 == 1):
                parts.append(_Part(face, level, face.shape(piece, level % 2 == 1)))
        return _Word(text, tuple(parts), sum(part.shaped.width for part in parts), text.isspace())

    def words(self, text: str, rtl: bool, style: str, arabic: bool, width: float) -> Iterator[_Word]:
        """The breakable pieces of a paragraph; one that is wider than the line is cut."""
        depth = levels(text, rtl)
        for match in _WORD.finditer(text):
            start, end = match.span()
            word = self.word(match.group(), depth[start:end], style, arabic)
            if word.width <= width or word.space:
                yield word
                continue
            size = max(1, int((end - start) * width / word.width * 0.9))
            for at in range(start, end, size):
                stop = min(at + size, end)
                yield self.word(text[at:stop], depth[at:stop], style, arabic)

    def lines(self, text: str, width: float, rtl: bool, style: str = "", arabic: bool = False) -> list[Line]:
        """`text` in lines no wider than `width` thousandths of the size."""
        made: list[Line] = []
        line: list[_Word] = []
        used = 0.0
        for word in self.words(text, rtl, style, arabic, width):
            if used + word.width > width and line and not word.space:
                made.append(_line(line, rtl))
                line, used = [], 0.0
            if line or not word.space:
                line.append(word)
                used += word.width
        return [*made, _line(line, rtl)] if line else made


def _pieces(text: str, rtl: bool) -> list[str]:
    """Right-to-left text cut into its letters and each sign before and after them; other text as it is."""
    if not rtl:
        return [text]
    match = _LETTERS.search(text)
    start, end = match.span() if match else (0, 0)
    return [*text[:start], *([text[start:end]] if match else []), *text[end:]]


def _line(words: list[_Word], rtl: bool) -> Line:
    """A line; white space at its end (L1) is set beyond it, where it parts this line's words from the next one's."""
    ends = [part for word in words[-1:] if word.space for part in word.parts]
    while words and words[-1].space:
        words = words[:-1]
    parts = [part for word in words for part in word.parts]
    spans: list[Span] = []
    x = 0.0
    for place, part in reordered([(part.level, (place, part)) for place, part in enumerate(parts)]):
        spans.append(Span(part.face, part.shaped, x, place, part.level % 2 == 1))
        x += part.shaped.width
    for place, part in enumerate(ends, len(parts)):
        spans.append(Span(part.face, part.shaped, -part.shaped.width if rtl else x, place, part.level % 2 == 1))
    return Line("".join(word.text for word in words), tuple(spans), x)
