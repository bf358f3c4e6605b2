"""Which parts of a text stand inside quotation marks.

Marks as the English press sets them (Chicago Manual of Style, 17th ed., 6.9,
13.30–13.32): a quotation may run over several sentences of a block, and one of
several paragraphs opens in each and closes only in the last; so a double mark
that never closes holds to the end of its block.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence

from webapp.document import Segment

Span = tuple[int, int]
"""Start and end (exclusive) in a text."""

_CLOSERS = {"“": "”", "„": "“”", "«": "»", "‹": "›", '"': '"', "‘": "’", "'": "'"}
_MARKS = re.compile("[“”„«»‹›\"‘’']")
_SINGLE = frozenset("‘'")


def _opens(text: str, at: int) -> bool:
    """Whether the mark at `at` can open a quotation: after no letter or digit, and before no space."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] in "“„«‹":
        return True
    return not before.isalnum() and bool(after) and not after.isspace() and (text[at] == '"' or after.isalpha())


def _closes(text: str, at: int) -> bool:
    """Whether the mark at `at` can close one; an apostrophe inside a word cannot."""
    return text[at] not in "’'" or (not text[at - 1 : at].isspace() and not text[at + 1 : at + 2].isalnum())


def quoted(text: str) -> tuple[Span, ...]:
    """The spans of `text` inside quotation marks, marks left out, in order and without overlap.

    Linear in the length of `text`: a single mark that never closes is an apostrophe,
    found out by one look-ahead for all of them.
    """
    marks = [found.start() for found in _MARKS.finditer(text)]
    last = {mark: max((at for at in marks if text[at] == mark and _closes(text, at)), default=-1) for mark in "’'"}
    spans: list[Span] = []
    opened = -1
    for at in marks:
        mark = text[at]
        if opened < 0:
            hopeless = mark in _SINGLE and last[_CLOSERS[mark]] <= at
            if mark in _CLOSERS and not hopeless and _opens(text, at):
                opened = at
        elif mark in _CLOSERS[text[opened]] and _closes(text, at):
            spans.append((opened + 1, at))
            opened = -1
    if opened >= 0 and text[opened] not in _SINGLE:
        spans.append((opened + 1, len(text)))
    return tuple(spans)


def quoted_in(segments: Sequence[Segment], blocks: Iterable[int] = ()) -> tuple[tuple[Span, ...], ...]:
    """For every segment the quoted spans of its text, marks read through each whole block.

    `blocks` are those that are quotations as a whole (block quotations); the
    segments of a block stand together, as `segment` gives them.
    """
    whole = frozenset(blocks)
    starts: list[int] = []
    texts: dict[int, list[str]] = {}
    lengths: dict[int, int] = {}
    for item in segments:
        at = lengths.get(item.block, 0)
        starts.append(at + len(item.before))
        full = item.before + item.text + item.after
        texts.setdefault(item.block, []).append(full)
        lengths[item.block] = at + len(full)
    spans = {block: deque(quoted("".join(parts))) for block, parts in texts.items()}
    result: list[tuple[Span, ...]] = []
    for item, start in zip(segments, starts, strict=True):
        end = start + len(item.text)
        pending = spans[item.block]
        while pending and pending[0][1] <= start:
            pending.popleft()
        inside = []
        for left, right in pending:
            if left >= end:
                break
            inside.append((max(left, start) - start, min(right, end) - start))
        result.append(((0, len(item.text)),) if item.block in whole else tuple(inside))
    return tuple(result)
