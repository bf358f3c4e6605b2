"""A sentence cut where its direction changes and where notes begin and end: what DOCX, ODT and PDF set run by run."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from webapp.export.clean import runs
from webapp.export.rows import Note, Pair
from webapp.languages import Direction


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `foreign` where it runs against the paragraph; notes that begin before it and end after it."""

    text: str
    foreign: bool = False
    opens: tuple[Note, ...] = ()
    closes: tuple[Note, ...] = ()


def plain_pieces(text: str, direction: Direction) -> tuple[Piece, ...]:
    """Text without notes."""
    return tuple(Piece(piece, foreign) for piece, foreign in runs(text, direction))


def pieces(pair: Pair, direction: Direction) -> tuple[Piece, ...]:
    """A translated sentence; there is always a piece, so that a note on an empty translation has a place."""
    size = len(pair.text)
    spans = [(note, max(note.start, 0), note.end if note.end > 0 else size) for note in pair.notes]
    cuts = {0, size, *(place for _, start, end in spans for place in (start, end))}
    foreign: list[tuple[int, int]] = []
    at = 0
    for text, against in runs(pair.text, direction):
        if against:
            foreign.append((at, at + len(text)))
            cuts |= {at, at + len(text)}
        at += len(text)
    places = sorted(cuts)
    bounds = list(pairwise(places)) or [(0, 0)]
    return tuple(
        Piece(
            pair.text[start:end],
            any(a <= start and end <= b for a, b in foreign),
            tuple(note for note, begins, _ in spans if begins == start),
            tuple(note for note, _, ends in spans if ends == end),
        )
        for start, end in bounds
    )
