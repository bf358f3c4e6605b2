"""Document -> Segments: sentences, with the white space between them kept.

Boundaries come from sentencex (rules for 244 languages, no model), which keeps a
quotation in one piece however many sentences it holds. A model translates one
sentence at a time better than five, so a long quotation is cut at its own
sentences.
"""

from __future__ import annotations

import re

import sentencex

from webapp.document import Document, Segment

LONG = 200
"""Characters from which a piece that holds several quoted sentences is cut."""

_MAY = re.compile(r"(?<=\bMay\. )(?=[A-Z“‘])")
"""The month that is never abbreviated, which sentencex takes for an abbreviation."""

_QUOTES = str.maketrans(dict.fromkeys("“”„«»\"", " "))


def segment(document: Document) -> tuple[Segment, ...]:
    """Every sentence of the document in reading order, numbered from 0.

    Joining `before + text + after` over a block's segments gives the block's
    text back exactly; a block without any text has no segment.
    """
    segments: list[Segment] = []
    for number, block in enumerate(document.blocks):
        for piece in sentences(block.text, document.language):
            text = piece.strip()
            lead = len(piece) - len(piece.lstrip()) if text else len(piece)
            segments.append(Segment(len(segments), number, text, piece[:lead], piece[lead + len(text) :]))
    return tuple(segments)


def sentences(text: str, language: str = "en") -> list[str]:
    """The sentences of a text with all its white space: joined, they are the text."""
    pieces: list[str] = []
    for line in text.splitlines(keepends=True):
        for piece in sentencex.segment(language, line):
            for whole in _MAY.split(piece):
                pieces += _inner(whole, language) if len(whole) > LONG else [whole]
    return _whole(pieces)


def _inner(piece: str, language: str) -> list[str]:
    """Cut a long piece at the sentences inside its quotation marks."""
    masked = piece.translate(_QUOTES)
    cuts: list[str] = []
    at = 0
    for part in sentencex.segment(language, masked):
        # The masked text is as long as the piece; marks stay with their sentences.
        end = at + len(part)
        while end > at and piece[end - 1] in "“„«":
            end -= 1
        while end < len(piece) and piece[end] in "”»":
            end += 1
        cuts.append(piece[at:end])
        at = max(at, end)
        if at >= len(piece):
            break
    if at < len(piece):
        cuts.append(piece[at:])
    return cuts


def _whole(pieces: list[str]) -> list[str]:
    """Join pieces that hold no letter or digit of their own to the one before them."""
    joined: list[str] = []
    for piece in pieces:
        if joined and not any(c.isalnum() for c in piece):
            joined[-1] += piece
        elif piece:
            joined.append(piece)
    return joined
